package transcode

import (
	"bytes"
	"errors"
	"fmt"

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
	// Encoded records are mostly less than half of their JSON. Should they be more, those that do not fit any more get another
	// buffer: append would move those before them, which stay where they are for their readers, and so hold both.
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
		dst = row.read(dst, JSON{in: list.in, at: at})
		err := visit(row)
		c.release(m)
		if err != nil {
			return err
		}
	}
	return nil
}

// longRow is from how many bytes on a row may be one long text, which is encoded as it is.
const longRow = 4 << 10

// roomFor returns how much room records get that are encoded in so many bytes, besides the upstream's JSON if they have that too.
func (c *Context) roomFor(size int) int {
	if c.Raw {
		size *= 3
	}
	return size + 256
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

// idProblem says why a value cannot be the row's id, "" where it can. An id that is not valid Unicode is none, since two such
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

// appendID appends the row's id, which is one.
func (c *Context) appendID(dst []byte, t *Table, v *value) []byte {
	if t.id.kind == Ref {
		id, _ := c.refText(v)
		return append(dst, id...)
	}
	return c.appendPlain(dst, v)
}

// appendKey appends the text that a record sorts by.
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

// Misplace makes the row one that cannot be read, since the list is in the order of ids that are numbers, and this one's is
// none: as a row without an id, it stands where it came. It reports whether it had to.
func (r *Row) Misplace() bool {
	if !r.Record.Identified() || connectors.IsNumber(r.Record.ID) {
		return false
	}
	r.fail(nil, nil, fmt.Sprintf("its id is %.64q, and the list is in the order of numbers", r.Record.ID))
	return true
}

// Fail makes the row one that cannot be read, for a reason, and keeps its id.
func (r *Row) Fail(message string) { r.fail(r.Record.ID, nil, message) }

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
