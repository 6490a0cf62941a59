package transcode

import "iter"

// JSON is a value within a body that Parse has read. The zero JSON is an absent value. A JSON is safe for concurrent use, and
// keeps the whole body in memory.
type JSON struct {
	in *document
	at int32
}

// value returns the value, the zero value if it is absent.
func (j JSON) value() value {
	if j.in == nil {
		return value{}
	}
	return j.in.values[j.at]
}

// Kind returns one byte for the kind of the value: { [ or " for an object, array or string, '0' for a number, t f or n for
// true, false or null, d for an object or array that is nested deeper than MaxDepth, and the zero byte for an absent value.
func (j JSON) Kind() byte {
	v := j.value()
	return v.kind
}

// List reports whether the value is an array, or an object, which is how PHP sends a list with gaps.
func (j JSON) List() bool { return j.Kind() == '[' || j.Kind() == '{' }

// Raw returns the JSON as it is in the body, nil for an absent value.
func (j JSON) Raw() []byte {
	v := j.value()
	return j.in.raw(&v)
}

// Member returns the value at a path of member names. It reports false if there is no such member or its value is null. Of
// members with the same name it takes the first.
func (j JSON) Member(names ...string) (member JSON, ok bool) {
	for _, name := range names {
		if j, ok = j.member(name); !ok {
			return JSON{}, false
		}
	}
	v := j.value()
	return j, !v.null()
}

// member returns the first member with a name.
func (j JSON) member(name string) (JSON, bool) {
	v := j.value()
	if v.kind != '{' {
		return JSON{}, false
	}
	for key, at := range j.in.walk(&v) {
		if j.in.named(key, name) {
			return JSON{in: j.in, at: at}, true
		}
	}
	return JSON{}, false
}

// Members returns the names and values of an object's members, in order. Other values have none.
func (j JSON) Members() iter.Seq2[string, JSON] {
	return func(yield func(string, JSON) bool) {
		v := j.value()
		if v.kind != '{' {
			return
		}
		for name, at := range j.in.walk(&v) {
			if !yield(j.in.scalarText(name), JSON{in: j.in, at: at}) {
				return
			}
		}
	}
}

// Named is Members with the names as JSON values, so that Losses can be called on them.
func (j JSON) Named() iter.Seq2[JSON, JSON] {
	return func(yield func(JSON, JSON) bool) {
		v := j.value()
		if v.kind != '{' {
			return
		}
		for _, at := range j.in.walk(&v) {
			if !yield(JSON{in: j.in, at: at - 1}, JSON{in: j.in, at: at}) { // a name is right before its value
				return
			}
		}
	}
}

// Elements returns the elements of an array or the values of an object's members, in order. Other values have none.
func (j JSON) Elements() iter.Seq[JSON] {
	return func(yield func(JSON) bool) {
		v := j.value()
		for _, at := range j.in.walk(&v) {
			if !yield(JSON{in: j.in, at: at}) {
				return
			}
		}
	}
}

// Len returns the number of elements of an array or members of an object, and 0 for other values.
func (j JSON) Len() int {
	n := 0
	for range j.Elements() {
		n++
	}
	return n
}

// Text returns the text of a string, number, true or false. It reports false for other values. Text that is not valid Unicode
// is replaced by U+FFFD, which Losses reports.
func (j JSON) Text() (string, bool) {
	v := j.value()
	if !v.scalar() {
		return "", false
	}
	return j.in.scalarText(&v), true
}

// ID returns an id as Ref reads it. It reports false for a value that is no id. A text that is not valid Unicode is no id,
// since two such ids would become one.
func (j JSON) ID() (string, bool) {
	v := j.value()
	c := Context{document: j.in}
	id, out := c.refText(&v)
	return string(id), out == wrote && c.lost == 0
}

// Losses returns what Text loses of a value, as numbers of AlterationKind, and the value's JSON for an alteration.
func (j JSON) Losses() (kinds []int32, raw string) {
	v := j.value()
	if !v.scalar() {
		return nil, j.AlterationText()
	}
	c := Context{document: j.in}
	c.appendPlain(nil, &v)
	if c.lost&lostBytes != 0 {
		kinds = append(kinds, alterationInvalidUTF8)
	}
	if c.lost&lostSurrogates != 0 {
		kinds = append(kinds, alterationLoneSurrogate)
	}
	return kinds, j.AlterationText()
}

// AlterationText returns the value's JSON for an alteration.
func (j JSON) AlterationText() string {
	if j.in == nil {
		return ""
	}
	v := j.value()
	return string(appendAlterationText(nil, j.in.text(&v), v.kind == '"'))
}

// Int returns a whole number, as JSON or as text.
func (j JSON) Int() (int, bool) {
	v := j.value()
	if v.kind != '0' && v.kind != '"' {
		return 0, false
	}
	n, ok := parseNumber(trimmed([]byte(j.in.scalarText(&v))))
	if !ok {
		return 0, false
	}
	i, ok := n.integer()
	return int(i), ok
}

// Alone returns an array with the value as its only element. For an absent value it returns an absent value.
func (j JSON) Alone() JSON {
	if j.in == nil {
		return JSON{}
	}
	first, behind := j.at, j.in.after(j.at)
	values := make([]value, 0, behind-first+2)
	values = append(values, value{from: 1, to: 1 + behind - first, kind: '[', wide: true})
	for _, v := range j.in.values[first:behind] {
		if v.container() { // its places are indexes of values
			v.from, v.to = v.from-first+1, v.to-first+1
		}
		values = append(values, v)
	}
	raw := j.in.values[j.at] // the array has the value's place in the JSON
	if raw.container() {
		raw = j.in.values[raw.to]
	}
	values = append(values, value{from: raw.from, to: raw.to})
	return JSON{in: &document{json: j.in.json, values: values, decoding: j.in.decoding}}
}

// MustParse is Parse for JSON in our own source code. It panics on an error.
func MustParse(text string) JSON {
	j, err := Parse([]byte(text))
	if err != nil {
		panic(err)
	}
	return j
}
