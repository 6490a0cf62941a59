package transcode

import (
	"bytes"
	"errors"

	"google.golang.org/protobuf/encoding/protowire"

	"github.com/crmstream/crmstream/connectors"
)

// MaxWire is the size up to which a record is sent; a larger one is an error of its own, so that the message it would be
// in stays within what clients receive.
const MaxWire = 3 << 20

// Row is one row of a page as Rows reads it. It is valid until the visit it is passed to returns, except for its
// Record and JSON, which stay valid.
type Row struct {
	// Record is the row encoded, or what is wrong with it. Its ID is the text of the MarkID column, its Key that of the
	// MarkKey column, nil when that is null, absent, empty or a zero date. A row of which not even the id can be read has
	// "~", which sorts behind all ids that are numbers or letters, and a digest of its JSON as ID, and no Key.
	Record connectors.Record
	// JSON is the row as the upstream sent it.
	JSON JSON

	table   *Table
	context *Context
	values  []value
}

// Rows transcodes every element of a JSON array, or every value of a JSON object, which is how PHP sends a list with
// gaps, in order; null and nothing at all have no rows. An error of visit ends the walk and is returned; Rows itself fails
// only for a list that is a scalar.
func (t *Table) Rows(list JSON, c *Context, visit func(*Row) error) error {
	v := list.value()
	if v.null() {
		return nil
	}
	if !v.container() {
		return errors.New("transcode: the list is neither an array nor an object")
	}
	c.start(list.in)
	// Encoded records are mostly less than half of their JSON. Should they be more, append moves on to a larger buffer
	// and leaves the records written so far where they are.
	size := len(c.text(&v))/2 + 256
	if c.Raw {
		size += len(c.text(&v))
	}
	dst := make([]byte, 0, size)
	row := &c.space.row
	*row = Row{table: t, context: c}
	for w := c.walk(&v); w.next(); {
		m := c.mark()
		dst = row.read(dst, JSON{in: list.in, at: w.at})
		err := visit(row)
		c.release(m)
		if err != nil {
			return err
		}
	}
	return nil
}

// One transcodes a single object as Rows does. The row is valid until the next use of the context. One fails when the
// JSON is no object.
func (t *Table) One(json JSON, c *Context) (Row, error) {
	v := json.value()
	if v.kind != '{' {
		return Row{}, errors.New("transcode: the record is not an object")
	}
	c.start(json.in)
	row := Row{table: t, context: c}
	m := c.mark()
	row.read(nil, json)
	c.release(m)
	return row, nil
}

// Check returns the text of the column with that Check: a string without its escapes, the JSON of another scalar, the
// elements of a list joined by commas. It reports false when the key is absent or null.
func (r *Row) Check(name string) (text string, ok bool) {
	b, ok := r.CheckBytes(name)
	return string(b), ok
}

// CheckBytes is Check without a copy. The text is valid as long as the row.
func (r *Row) CheckBytes(name string) (text []byte, ok bool) {
	for i := range r.table.checks {
		if k := &r.table.checks[i]; k.name == name && r.values != nil {
			v := pick(k.keys, r.values)
			if v == nil {
				return nil, false
			}
			return r.context.checked(v), true
		}
	}
	return nil, false
}

// checked returns the text of a value for CheckBytes.
func (c *Context) checked(v *value) []byte {
	if !v.container() && !v.escaped {
		return c.text(v)
	}
	start := len(c.checks)
	if !v.container() {
		c.checks = appendUnescaped(c.checks, c.text(v))
		return c.checks[start:]
	}
	for w := c.walk(v); w.next(); {
		if len(c.checks) > start {
			c.checks = append(c.checks, ',')
		}
		c.checks = c.appendPlain(c.checks, w.value)
	}
	return c.checks[start:]
}

// read reads a row, writing its record to dst.
func (r *Row) read(dst []byte, json JSON) []byte {
	c, t, v := r.context, r.table, &json.in.values[json.at]
	c.checks, c.own = c.checks[:0], c.own[:0]
	c.alterations, c.alterationsTag, c.altered = c.alterations[:0], t.alterations, 0
	r.values = nil
	r.JSON = json
	if v.kind != '{' {
		message := "the row is not an object"
		if v.kind == '[' && v.empty() {
			message = "the row is empty"
		}
		r.fail(nil, nil, message)
		return dst
	}
	o := c.readObject(t, v)
	r.values = o.values
	id := pick(t.id, o.values)
	if t.id != nil && !c.identifies(t, id) {
		r.fail(nil, nil, "the row has no id")
		return dst
	}
	const header = 1 + 4 // tag and the longest length that MaxWire allows
	start := len(dst)
	dst = append(dst, make([]byte, header)...)
	dst = append(dst, c.Constants...)
	dst = c.appendObject(dst, t, o)
	dst = c.appendRaw(dst, t, v)
	dst = append(dst, c.alterations...)
	stop := len(dst)
	if t.id != nil {
		dst = c.appendPlain(dst, id)
	}
	middle := len(dst)
	dst = c.appendKey(dst, pick(t.key, o.values))
	n := stop - start - header
	from := start + header - 1 - protowire.SizeVarint(uint64(n))
	r.Record = connectors.Record{ID: dst[stop:middle:middle], Wire: dst[from:stop:stop]}
	if len(dst) > middle {
		r.Record.Key = dst[middle:len(dst):len(dst)]
	}
	if stop-from > MaxWire || n > MaxWire {
		r.fail(bytes.Clone(r.Record.ID), bytes.Clone(r.Record.Key), "the record is too large")
		return dst[:start]
	}
	head := append(dst[from:from], 1<<3|byte(protowire.BytesType)) // field 1 of every list's response
	protowire.AppendVarint(head, uint64(n))
	return dst
}

// identifies reports whether a value is an id.
func (c *Context) identifies(t *Table, v *value) bool {
	if v == nil || v.kind != '"' && v.kind != '0' || v.empty() {
		return false
	}
	return !t.idRef || !c.zero(v)
}

// appendKey appends the text that a record sorts by.
func (c *Context) appendKey(dst []byte, v *value) []byte {
	if v == nil || v.container() || v.kind == '"' && zeroDate(c.text(v)) {
		return dst
	}
	return c.appendPlain(dst, v)
}

// appendRaw appends the fields with the upstream's JSON.
func (c *Context) appendRaw(dst []byte, t *Table, v *value) []byte {
	if !c.Raw || t.raw == 0 {
		return dst
	}
	raw := c.raw(v)
	if validUTF8(raw) {
		return appendBytes(dst, t.raw, raw)
	}
	dst, at := openField(dst, t.raw)
	dst = closeField(appendValid(dst, raw), at)
	if t.replaced != 0 {
		dst = append(appendTag(dst, t.replaced), 1)
	}
	return dst
}

// fail makes the row's record an error. Without an id the record gets one of its own.
func (r *Row) fail(id, key []byte, message string) {
	raw := r.JSON.Raw()
	e := &connectors.RecordError{
		ID:      string(id),
		Message: message,
		Raw:     bytes.Clone(raw[:min(len(raw), connectors.MaxRawError)]),
	}
	if id == nil {
		id = Digest(raw)
	}
	r.Record = connectors.Record{ID: id, Key: key, Err: e}
}
