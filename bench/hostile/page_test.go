package hostile

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// page is an answer with rows, and with or without a total.
type page struct {
	// outer is the object of the answer, nil for a bare list. inner is the object in it that has the rows, nil for none, and way
	// has the names of the objects from outer to inner. Rows are left out of both.
	outer, inner members
	way          []string
	key          string // of the rows, in the inner object or else in the outer one
	rows         []json.RawMessage
}

// members are those of an object.
type members map[string]json.RawMessage

// lists are the keys of rows, and objects those of the objects that have rows.
var (
	lists   = []string{"data", "payload", "list", "edges"}
	objects = []string{"data", "tasks"}
)

// pageOf reads an answer in any envelope, and reports false for an answer without rows.
func pageOf(body []byte) (p page, ok bool) {
	d := decoder(body)
	var err error
	if d.PeekKind() == '[' {
		err = p.readRows(d)
		return p, err == nil
	}
	p.outer, err = p.readMembers(d)
	return p, err == nil && p.key != ""
}

// decoder reads what an emulator wrote.
func decoder(text []byte) *jsontext.Decoder {
	return jsontext.NewDecoder(bytes.NewReader(text), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
}

// readMembers reads an object. Its first list of rows becomes the rows of the page.
func (p *page) readMembers(d *jsontext.Decoder) (read members, err error) {
	if _, err = d.ReadToken(); err != nil {
		return nil, err
	}
	read = members{}
	for d.PeekKind() == '"' {
		token, err := d.ReadToken()
		if err != nil {
			return nil, err
		}
		switch name, kind := token.String(), d.PeekKind(); {
		case kind == '[' && p.key == "" && slices.Contains(lists, name):
			p.key, err = name, p.readRows(d)
		case kind == '{' && p.inner == nil && slices.Contains(objects, name):
			var object members
			if object, err = p.readMembers(d); p.inner == nil {
				p.inner = object
			}
			p.way = slices.Insert(p.way, 0, name)
		default:
			read[name], err = value(d)
		}
		if err != nil {
			return nil, err
		}
	}
	_, err = d.ReadToken()
	return read, err
}

// readRows reads the rows of a list.
func (p *page) readRows(d *jsontext.Decoder) error {
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	for d.PeekKind() != ']' {
		row, err := value(d)
		if err != nil {
			return err
		}
		p.rows = append(p.rows, row)
	}
	_, err := d.ReadToken()
	return err
}

// value reads the next value.
func value(d *jsontext.Decoder) (json.RawMessage, error) {
	text, err := d.ReadValue()
	return json.RawMessage(bytes.Clone(text)), err
}

// starts reports whether JSON starts with a character.
func starts(text []byte, with byte) bool { return len(text) > 0 && text[0] == with }

// totals are the keys of totals. With GraphQL the total is the only member of an object of the page.
var totals = []string{"count", "total"}

const pageInfo, totalRecords = "pageInfo", "totalRecords"

// total returns the total, and false for a page without one.
func (p *page) total() (n int, ok bool) {
	for _, key := range totals {
		if n, err := strconv.Atoi(textIn(p.inner[key])); err == nil {
			return n, true
		}
	}
	n, err := strconv.Atoi(member(p.inner[pageInfo], totalRecords))
	return n, err == nil
}

// count changes the page's total, and keeps its form.
func (p *page) count(n int) {
	if _, ok := p.inner[pageInfo]; ok {
		p.inner[pageInfo] = members{totalRecords: json.RawMessage(strconv.Itoa(n))}.text()
	}
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
	rows := slices.Concat([]byte{'['}, bytes.Join(raw(p.rows), []byte{','}), []byte{']'})
	switch {
	case p.outer == nil:
		return rows
	case p.inner != nil:
		p.inner[p.key] = rows
		text := p.inner.text()
		for _, name := range slices.Backward(p.way[1:]) {
			text = members{name: text}.text()
		}
		p.outer[p.way[0]] = text
	default:
		p.outer[p.key] = rows
	}
	return p.outer.text()
}

// raw returns values as bytes.
func raw(values []json.RawMessage) [][]byte {
	texts := make([][]byte, len(values))
	for i, v := range values {
		texts[i] = v
	}
	return texts
}

// text writes an object with names that need no escapes.
func (m members) text() []byte {
	texts := make([][]byte, 0, len(m))
	for _, name := range slices.Sorted(maps.Keys(m)) {
		texts = append(texts, slices.Concat([]byte(strconv.Quote(name)+":"), m[name]))
	}
	return slices.Concat([]byte{'{'}, bytes.Join(texts, []byte{','}), []byte{'}'})
}

// member returns a scalar of a row as text, "" where there is none. The key may be a path, with full stops. It reads no further
// than that.
func member(row []byte, key string) string {
	d := decoder(row)
	key, within, nested := strings.Cut(key, ".")
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
		switch {
		case found && nested:
			return member(value, within)
		case found:
			return textIn(json.RawMessage(value))
		}
	}
	return ""
}
