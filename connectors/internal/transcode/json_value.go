package transcode

import (
	"iter"
	"unicode/utf8"
)

// value is one JSON value, or the name of a member, by its place in a document. It has no pointers, since values are written so
// often that write barriers of the garbage collector would cost time. The zero value is an absent value.
type value struct {
	// from and to are where the text starts and ends in the JSON: the content between a string's quotes, or a whole number or
	// word. For an object or array, from is the index of the first value in it, and to the index of its end, among the
	// document's values. The value at its end has the places of its brackets in the JSON. Bodies are far smaller than 2 GiB.
	from, to int32
	// kind is what JSON.Kind returns for the value, 0 when it is absent or the end of an object or array.
	kind byte
	// escaped says that the text is of a string and contains a backslash.
	escaped bool
	// wide says that the text may have bytes beyond ASCII, which need not be UTF-8.
	wide bool
	// own says that the text is in Context.own.
	own bool
}

// deep is the kind of an object or array that is nested deeper than MaxDepth. Its places are those of its JSON.
const deep = 'd'

// null reports whether the value is absent or null.
func (v *value) null() bool { return v.kind == 0 || v.kind == 'n' }

// container reports whether the value is an object or an array that can be walked.
func (v *value) container() bool { return v.kind == '{' || v.kind == '[' }

// scalar reports whether the value is a text, a number or a word other than null.
func (v *value) scalar() bool { return !v.null() && !v.container() && v.kind != deep }

// empty reports whether the value is absent, null, the empty text, or an empty container.
func (v *value) empty() bool { return v.from == v.to || v.null() }

// document is a body of valid JSON, with its values in the order of their starts. A name is before its value. An object or
// array is before the values in it, which its end follows.
type document struct {
	json     []byte
	values   []value
	decoding Decoding
	room     *Room // where Release puts the values; nil for none
}

// text returns the text of a value: with its escapes, without quotes.
func (d *document) text(v *value) []byte {
	from, to := v.from, v.to
	if v.container() {
		end := &d.values[to]
		from, to = end.from, end.to
	}
	return d.json[from:to]
}

// raw returns the JSON of a value, with quotes, nil for an absent value.
func (d *document) raw(v *value) []byte {
	switch v.kind {
	case 0:
		return nil
	case '"':
		return d.json[v.from-1 : v.to+1]
	default:
		return d.text(v)
	}
}

// scalarText returns the text of a scalar, as valid UTF-8.
func (d *document) scalarText(v *value) string {
	if v.escaped {
		text, _ := appendUnescaped(nil, d.text(v))
		return string(text)
	}
	text := d.text(v)
	if validUTF8(text) {
		return string(text)
	}
	text, _ = appendValid(nil, text)
	return string(text)
}

// named reports whether a member has the name.
func (d *document) named(v *value, name string) bool {
	text := d.text(v)
	return string(text) == name || (v.escaped || !utf8.Valid(text)) && d.scalarText(v) == name
}

// after returns the index of the value after the one at an index and all values in it.
func (d *document) after(at int32) int32 {
	if v := &d.values[at]; v.container() {
		return v.to + 1
	}
	return at + 1
}

// walk returns the names of an object's members and the indexes of their values. For an array it returns nil names and the
// indexes of the elements. Other values have none.
func (d *document) walk(v *value) iter.Seq2[*value, int32] {
	return func(yield func(name *value, at int32) bool) {
		if !v.container() {
			return
		}
		named := v.kind == '{'
		var name *value
		for at, end := v.from, v.to; at < end; {
			if named {
				name = &d.values[at]
				at++
			}
			if !yield(name, at) {
				return
			}
			at = d.after(at)
		}
	}
}
