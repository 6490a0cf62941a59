package transcode

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/go-json-experiment/json/jsontext"
)

// MaxDepth is how deep the objects and arrays of a body may be nested.
const MaxDepth = 64

// Validate checks that the body is one JSON value and not nested deeper than MaxDepth. A byte order mark, invalid UTF-8,
// lone surrogates and repeated names are let pass. All other functions of this package take only JSON, or parts of it,
// that was validated.
func Validate(body []byte) error {
	body = trimBOM(body)
	lenient := []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}
	if !jsontext.Value(body).IsValid(lenient...) {
		return invalid(body, lenient)
	}
	if depth(body) > MaxDepth {
		return fmt.Errorf("transcode: JSON nested deeper than %d", MaxDepth)
	}
	return nil
}

// invalid finds out what is wrong with a body.
func invalid(body []byte, options []jsontext.Options) error {
	d := jsontext.NewDecoder(bytes.NewReader(body), options...)
	if err := d.SkipValue(); err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return fmt.Errorf("transcode: %w", err)
	}
	return fmt.Errorf("transcode: more than one JSON value: the first ends at byte %d", d.InputOffset())
}

// trimBOM returns the body without a byte order mark.
func trimBOM(body []byte) []byte {
	return bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
}

// Member returns the value at a path of names, each within the object that the one before it names. It reports false
// when there is none, or null. Of members with the same name it takes the first.
func Member(object []byte, names ...string) (value []byte, ok bool) {
	value = trimBOM(object)
	value = value[skipSpace(value, 0):]
	for _, name := range names {
		if value = member(value, name); value == nil {
			return nil, false
		}
	}
	v := valueOf(value)
	return value[:min(v.size(), len(value))], !v.null()
}

// member returns the JSON from the value of an object's member on, or nil. It does not look for the end of the object,
// which may be most of a body.
func member(object []byte, name string) []byte {
	if len(object) == 0 || object[0] != '{' {
		return nil
	}
	for w := (walk{source: source{json: object}, i: 1, object: true}); w.nextName(); {
		if w.name.is(name) {
			return object[min(w.i, len(object)):]
		}
		w.nextValue()
	}
	return nil
}

// Members returns the names and values of an object's members, in order, and of nothing else.
func Members(object []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		v := valueOf(trimBOM(object))
		if v.kind != '{' {
			return
		}
		for w := walkOf(&v); w.next(); {
			if !yield(string(appendUnescaped(nil, w.name.text)), w.current()) {
				return
			}
		}
	}
}

// Elements returns the elements of an array or the values of an object's members, in order, and of nothing else.
func Elements(list []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		v := valueOf(trimBOM(list))
		for w := walkOf(&v); w.next(); {
			if !yield(w.current()) {
				return
			}
		}
	}
}

// KindOf tells what a JSON value is by one byte: { [ and " as they are, 0 for a number, t f and n for true, false and
// null, and the zero byte for nothing.
func KindOf(value []byte) byte {
	value = trimBOM(value)
	if i := skipSpace(value, 0); i < len(value) {
		return kindOfByte(value[i])
	}
	return 0
}

// ScalarText returns the text of a string, number, true or false, and false for everything else.
func ScalarText(json []byte) (string, bool) {
	v := valueOf(trimBOM(json))
	if v.null() || v.container() {
		return "", false
	}
	return string(appendScalarText(nil, v)), true
}

// ScalarInt returns a whole number, as JSON or as text.
func ScalarInt(json []byte) (int, bool) {
	v := valueOf(trimBOM(json))
	if v.kind != '0' && v.kind != '"' {
		return 0, false
	}
	n, ok := parseNumber(trimmed(appendScalarText(nil, v)))
	if !ok {
		return 0, false
	}
	i, ok := n.integer()
	return int(i), ok
}

// appendScalarText appends the text of a scalar, as valid UTF-8.
func appendScalarText(dst []byte, v value) []byte {
	if v.escaped {
		return appendUnescaped(dst, v.text)
	}
	return appendValid(dst, v.text)
}
