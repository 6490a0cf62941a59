package transcode

import (
	"bytes"
	"errors"
	"fmt"

	"google.golang.org/protobuf/encoding/protowire"

	"github.com/crmstream/crmstream/connectors"
)

// MaxWire is the largest size of a record. A larger record becomes an error, so that messages stay within the size that clients
// receive.
const MaxWire = 3 << 20

// Row is one row of a page as Rows reads it. It is valid until visit returns; its Record and JSON stay valid.
type Row struct {
	// Record is the encoded row, or what is wrong with it. Its ID is the text of the MarkID column. Its Key is the text of the
	// MarkKey column, nil if that is null, absent, empty or a zero date. A row without a readable id has a Digest as ID, and no
	// Key.
	Record connectors.Record
	// JSON is the row as the upstream sent it.
	JSON JSON

	table   *Table
	context *Context
	values  []value
}

// Rows transcodes, in order, every element of a JSON array, or every value of a JSON object, which is how PHP sends a list with
// gaps. null and an absent list have no rows. Rows stops at an error of visit and returns it. Rows itself fails only for a list
// that is a scalar.
func (t *Table) Rows(list JSON, c *Context, visit func(*Row) error) error {
	v := list.value()
	if v.null() {
		return nil
	}
	if !v.container() {
		return errors.New("transcode: the list is neither an array nor an object")
	}
	c.start(list.in)
	// Encoded records are mostly less than half of their JSON. Records that no longer fit get another buffer. append would copy
	// the earlier records, and both copies would stay in memory, since the earlier records are in use.
	left := len(c.text(&v))
	dst := make([]byte, 0, c.roomFor(left/2))
	row := &c.space.row
	*row = Row{table: t, context: c}
	for _, at := range list.in.walk(&v) {
		m := c.mark()
		size := len(c.text(&list.in.values[at]))
		need := c.roomFor(size / 2)
		if size > longRow {
			need = c.roomFor(size)
		}
		if len(dst) > 0 && cap(dst)-len(dst) < need {
			dst = make([]byte, 0, max(need, c.roomFor(left/2)))
		}
		left -= size
		json := JSON{in: list.in, at: at}
		if c.Within != "" {
			if within, ok := json.Member(c.Within); ok {
				json = within
			}
		}
		dst = row.read(dst, json)
		err := visit(row)
		c.release(m)
		if err != nil {
			return err
		}
	}
	return nil
}

// longRow is the size from which a row may be one long text, which takes as many bytes when encoded.
const longRow = 4 << 10

// roomFor returns the room for records of size encoded bytes, with room for the upstream's JSON if Raw is set.
func (c *Context) roomFor(size int) int {
	if c.Raw {
		size *= 3
	}
	return size + 256
}

// One transcodes a single object as Rows does. The row is valid until the next use of the context. One fails if the JSON is no
// object.
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

// read reads a row, writing its record to dst.
func (r *Row) read(dst []byte, json JSON) []byte {
	c, t, v := r.context, r.table, &json.in.values[json.at]
	c.checks, c.own, c.invalid = c.checks[:0], c.own[:0], false
	c.alterations, c.alterationsTag, c.altered = c.alterations[:0], t.alterations, 0
	c.lost, c.twoIDs = 0, false
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
	id := c.pick(&t.id, o.values)
	if problem := c.idProblem(t, id); problem != "" {
		r.fail(nil, nil, problem)
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
	if id != nil {
		dst = c.appendID(dst, t, id)
	}
	middle := len(dst)
	dst = c.appendKey(dst, c.pick(&t.key, o.values))
	if c.invalid {
		c.countInvalid(c.raw(v))
	}
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

// idProblem returns why a value cannot be the row's id, "" if it can. An id that is not valid Unicode cannot, since two such
// ids would become one.
func (c *Context) idProblem(t *Table, v *value) string {
	switch {
	case t.id.keys == nil:
		return ""
	case c.twoIDs:
		return "the row has several ids"
	case v == nil || v.kind != '"' && v.kind != '0' || v.empty():
		return "the row has no id"
	}
	out := wrote
	if t.id.kind == Ref {
		_, out = c.refText(v)
	} else if v.escaped || v.wide {
		c.unescaped = c.appendPlain(c.unescaped[:0], v)
	}
	lost := c.lost
	c.lost = 0
	switch {
	case out != wrote:
		return "the row has no id"
	case lost != 0:
		return "the row's id is not valid Unicode"
	}
	return ""
}

// appendID appends the row's id, after idProblem has found none.
func (c *Context) appendID(dst []byte, t *Table, v *value) []byte {
	if t.id.kind == Ref {
		id, _ := c.refText(v)
		return append(dst, id...)
	}
	return c.appendPlain(dst, v)
}

// appendKey appends the record's sort key.
func (c *Context) appendKey(dst []byte, v *value) []byte {
	if v == nil || v.container() || v.kind == deep || v.kind == '"' && zeroDate(c.text(v)) {
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
	replaced := c.document.decoding.Replaced && bytes.Contains(raw, replacement)
	if validUTF8(raw) {
		dst = appendBytes(dst, t.raw, raw)
	} else {
		var at int
		dst, at = openField(dst, t.raw)
		dst, _ = appendValid(dst, raw)
		dst = closeField(dst, at)
		c.noteReplaced(raw)
		replaced = true
	}
	if replaced && t.replaced != 0 {
		dst = append(appendTag(dst, t.replaced), 1)
	}
	return dst
}

// noteReplaced notes which bytes of the upstream's JSON were replaced in the field raw.
func (c *Context) noteReplaced(raw []byte) {
	c.invalid = true
	c.name = append(c.name[:0], "raw"...)
	at, ok := c.openAlteration(alterationInvalidUTF8)
	if !ok {
		return
	}
	dst, text := openField(c.alterations, tagAlterationRaw)
	c.alterations = closeField(closeField(appendReplaced(dst, raw), text), at)
}

// Misplace makes a row with an id that is no number a row that cannot be read, for lists in the order of numbers. Like a row
// without an id, the row keeps the place where it came. Misplace reports whether the row is such a row.
func (r *Row) Misplace() bool {
	if !r.Record.Identified() || connectors.IsNumber(r.Record.ID) {
		return false
	}
	r.fail(nil, nil, fmt.Sprintf("its id is %.64q, and the list is in the order of numbers", r.Record.ID))
	return true
}

// Fail makes the row a row that cannot be read, with a reason, and keeps its id.
func (r *Row) Fail(message string) { r.fail(r.Record.ID, nil, message) }

// fail makes the row's record an error. Without an id the record gets a Digest.
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
