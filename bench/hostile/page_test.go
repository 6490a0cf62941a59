package hostile

import (
	"bytes"
	"encoding/json"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// page is an answer with rows, which has a total beside them or none.
type page struct {
	outer, inner map[string]json.RawMessage
	key          string // of the rows, in the inner object or else in the outer one; "" for a bare list
	rows         []json.RawMessage
}

// pageOf reads an answer in whatever envelope.
func pageOf(body []byte) (p page, ok bool) {
	if starts(body, '[') {
		return p, json.Unmarshal(body, &p.rows) == nil
	}
	if json.Unmarshal(body, &p.outer) != nil {
		return p, false
	}
	for _, p.key = range []string{"data", "payload"} {
		if rows := p.outer[p.key]; starts(rows, '[') {
			return p, json.Unmarshal(rows, &p.rows) == nil
		}
	}
	p.key = "list"
	ok = json.Unmarshal(p.outer["data"], &p.inner) == nil && json.Unmarshal(p.inner[p.key], &p.rows) == nil
	return p, ok
}

// starts reports whether JSON starts with a character.
func starts(text []byte, with byte) bool { return len(text) > 0 && text[0] == with }

// totals are the keys of totals.
var totals = []string{"count", "total"}

// total returns the total, and false for a page without one.
func (p *page) total() (n int, ok bool) {
	for _, key := range totals {
		if n, err := strconv.Atoi(textIn(p.inner[key])); err == nil {
			return n, true
		}
	}
	return 0, false
}

// count changes the total that the page has, in the form it has.
func (p *page) count(n int) {
	for _, key := range totals {
		text := strconv.Itoa(n)
		switch was := p.inner[key]; {
		case starts(was, '"'):
			p.inner[key] = json.RawMessage(strconv.Quote(text))
		case len(was) > 0 && !starts(was, 'f'):
			p.inner[key] = json.RawMessage(text)
		}
	}
}

// body writes the page.
func (p *page) body() []byte {
	var b bytes.Buffer
	b.WriteByte('[')
	for i, row := range p.rows {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(row)
	}
	b.WriteByte(']')
	switch {
	case p.key == "":
		return b.Bytes()
	case p.inner != nil:
		p.inner[p.key] = b.Bytes()
		p.outer["data"] = marshalled(p.inner)
	default:
		p.outer[p.key] = b.Bytes()
	}
	return marshalled(p.outer)
}

// marshalled writes an object of values that are JSON already.
func marshalled(object map[string]json.RawMessage) []byte {
	text, err := json.Marshal(object)
	if err != nil {
		panic(err) // what was read can be written
	}
	return text
}

// member returns a scalar of a row as text, "" where there is none. It reads no further than that.
func member(row []byte, key string) string {
	d := jsontext.NewDecoder(bytes.NewReader(row))
	if _, err := d.ReadToken(); err != nil || key == "" {
		return ""
	}
	for d.PeekKind() == '"' {
		name, err := d.ReadToken()
		if err != nil {
			return ""
		}
		found := name.String() == key
		value, err := d.ReadValue()
		if err != nil {
			return ""
		}
		if found {
			return textIn(json.RawMessage(value))
		}
	}
	return ""
}
