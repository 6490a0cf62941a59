package transcode

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// Validate checks that the body is one JSON value and not nested deeper than MaxDepth. A byte order mark, invalid UTF-8,
// lone surrogates and repeated names are let pass. All other functions of this package take only JSON, or parts of it,
// that was validated.
func Validate(body []byte) error {
	body = trimBOM(body)
	if valid(body) {
		return nil
	}
	return invalid(body)
}

// invalid says what is wrong with a body. It asks jsontext, which takes its time and tells where.
func invalid(body []byte) error {
	d := jsontext.NewDecoder(bytes.NewReader(body), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	if err := d.SkipValue(); err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return fmt.Errorf("transcode: %w", err)
	}
	end := d.InputOffset()
	if _, err := d.ReadToken(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("transcode: more than one JSON value: the first ends at byte %d", end)
	}
	return fmt.Errorf("transcode: JSON nested deeper than %d", MaxDepth)
}

// trimBOM returns the body without a byte order mark.
func trimBOM(body []byte) []byte {
	return bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
}

// Member returns the value at a path of names, each within the object that the one before it names. It reports false
// when there is none, or null. Of members with the same name it takes the first.
func Member(object []byte, names ...string) (json []byte, ok bool) {
	s := source{json: trimBOM(object)}
	i := skipSpace(s.json, 0)
	for _, name := range names {
		if i = s.member(i, name); i < 0 {
			return nil, false
		}
	}
	var v value
	end := s.scan(i, &v)
	return s.json[min(i, end):end], !v.null()
}

// member returns where the value of a member of the object at i starts, or -1. It does not look for the end of the
// object, which may be most of a body.
func (s *source) member(i int, name string) int {
	if i >= len(s.json) || s.json[i] != '{' {
		return -1
	}
	for w := (walk{source: *s, i: i + 1, object: true}); w.nextName(); w.nextValue() {
		text := w.text(&w.name)
		if string(text) == name || (w.name.escaped || !utf8.Valid(text)) && s.scalarText(&w.name) == name {
			return w.i
		}
	}
	return -1
}

// Members returns the names and values of an object's members, in order, and of nothing else.
func Members(object []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		s, v := sourceOf(object)
		if v.kind != '{' {
			return
		}
		for w := s.walk(&v); w.next(); {
			if !yield(s.scalarText(&w.name), w.current()) {
				return
			}
		}
	}
}

// Elements returns the elements of an array or the values of an object's members, in order, and of nothing else.
func Elements(list []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		s, v := sourceOf(list)
		for w := s.walk(&v); w.next(); {
			if !yield(w.current()) {
				return
			}
		}
	}
}

// KindOf tells what a JSON value is by one byte: { [ and " as they are, 0 for a number, t f and n for true, false and
// null, and the zero byte for nothing.
func KindOf(value []byte) byte {
	_, v := sourceOf(value)
	return v.kind
}

// ScalarText returns the text of a string, number, true or false, and false for everything else.
func ScalarText(value []byte) (string, bool) {
	s, v := sourceOf(value)
	if v.null() || v.container() {
		return "", false
	}
	return s.scalarText(&v), true
}

// ScalarInt returns a whole number, as JSON or as text.
func ScalarInt(value []byte) (int, bool) {
	s, v := sourceOf(value)
	if v.kind != '0' && v.kind != '"' {
		return 0, false
	}
	n, ok := parseNumber(trimmed([]byte(s.scalarText(&v))))
	if !ok {
		return 0, false
	}
	i, ok := n.integer()
	return int(i), ok
}

// scalarText returns the text of a scalar, as valid UTF-8.
func (s *source) scalarText(v *value) string {
	if v.escaped {
		return string(appendUnescaped(nil, s.text(v)))
	}
	return string(appendValid(nil, s.text(v)))
}
