package transcode

import (
	"iter"
	"unicode/utf8"
)

// value is one JSON value, or the name of a member, by its place in a document. It holds no pointers, since values are
// written often enough for the collector's write barriers to show. The zero value stands for an absent one.
type value struct {
	// from and to are where the text starts and ends: what stands between a string's quotes, or the whole of a number or
	// word. For an object or array they are places among the document's values: of what is in it, and of its end. The
	// value at its end has the places of its brackets in the JSON. Bodies are far smaller than 2 GiB.
	from, to int32
	// kind is what JSON.Kind returns for the value, 0 when it is absent or the end of an object or array.
	kind byte
	// escaped tells that the text is of a string and contains a backslash.
	escaped bool
	// wide tells that the text may hold bytes beyond ASCII, which need not be UTF-8.
	wide bool
	// own tells that the text is in Context.own.
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

// empty reports whether the value is absent, null, the empty text, or a container with nothing in it, which is how PHP
// writes an empty map as well as an empty list.
func (v *value) empty() bool { return v.from == v.to || v.null() }

// document is a body that was found to be JSON: its values in the order of their starts, each name before its value and
// each object or array before what is in it, with an end behind that.
type document struct {
	json     []byte
	values   []value
	decoding Decoding
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

// raw returns the JSON of a value as it stands, quotes included, nil for an absent one.
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
	text, _ := appendValid(nil, d.text(v))
	return string(text)
}

// named reports whether a member has the name.
func (d *document) named(v *value, name string) bool {
	text := d.text(v)
	return string(text) == name || (v.escaped || !utf8.Valid(text)) && d.scalarText(v) == name
}

// after returns the place of the value behind the one at a place and all that is in it.
func (d *document) after(at int32) int32 {
	if v := &d.values[at]; v.container() {
		return v.to + 1
	}
	return at + 1
}

// walk returns the names of an object's members and the places of their values, and of an array's elements the places, with nil
// for names. Of anything else there are none.
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
