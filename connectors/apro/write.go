package apro

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// writable is a resource with records that can be written: OBJECT/insert, OBJECT/update and OBJECT/delete, each with a list of rows.
type writable struct {
	resource, object string
	// record is the field of requests that has the record.
	record string
	table  *transcode.Table
	// origins are the upstream's words for the field origin of a request to create a record.
	origins []string
	// unshown are the fields that rows do not show.
	unshown []string
	// assumes are sentences about creates and updates of this resource alone.
	assumes []string
}

// The last parts of the operations.
var writeWords = map[connectors.Act]string{connectors.Create: "insert", connectors.Update: "update", connectors.Delete: "delete"}

// writeOf returns a write. R is the request of the method for one record.
func writeOf[R proto.Message](c *Client, w *writable, act connectors.Act) connectors.Write {
	return connectors.WriteOf(c.declareWrite(w, act), func(row connectors.WriteRow, _ R, known *connectors.Catalogue) (connectors.EncodedRow, error) {
		id := transcode.Value{Kind: transcode.NumberValue, Text: row.ID}
		var err error
		if act != connectors.Create {
			_, err = connectors.ParseID("id", row.ID, 1)
		}
		switch {
		case act == connectors.Create:
			return c.encodeRecord(w, transcode.OnCreate, row, nil, known)
		case err != nil:
			return connectors.EncodedRow{}, err
		case act == connectors.Update:
			return c.encodeRecord(w, transcode.OnUpdate, row, []transcode.Member{{Key: "id", Value: id}}, known)
		default:
			return encodedRow{value: id}.counted(nil), nil
		}
	})
}

// declareWrite declares a write.
func (c *Client) declareWrite(w *writable, act connectors.Act) connectors.Write {
	op := w.object + "/" + writeWords[act]
	write := connectors.Write{
		Resource: w.resource, Act: act, Op: op, Settling: connectors.SettledByID, MaxElements: wire.MaxElements,
		Cost:    "One request for as many records as have 900 elements together: values, and the lists and objects around them.",
		Assumes: c.writeAssumptions(w, act),
		Join:    func(rows []connectors.EncodedRow) connectors.PlannedCall { return joinRows(op, rows) },
		Send:    c.sender(c.wire.Write, recordAnswer(act)),
	}
	if act != connectors.Delete {
		write.Fields, write.Unshown = c.writableFields(w), w.unshown
	}
	switch key := c.settings.MarkerFields()[w.resource]; {
	case act == connectors.Update:
		write.NeedsBefore = func(row connectors.WriteRow) bool { return c.needsBefore(w, row) }
		write.Cost += " One more reads the records before, " + c.whenBefore(w) + "."
	case act == connectors.Create && key != "":
		write.Settling, write.MarkerField = connectors.SettledByMarker, key
	case act == connectors.Create:
		write.Settling = connectors.SettledByContent
	}
	return write
}

// writableFields returns the fields that can be written, by the settings.
func (c *Client) writableFields(w *writable) []connectors.WritableField {
	fields := w.table.Writable()
	for i, f := range fields {
		if f.Name == "emails" || f.Name == "phones" {
			fields[i].Clearable = c.settings.EmptyLists == emptyListsText
		}
	}
	return fields
}

// encodedRow is a row in the upstream's form.
type encodedRow struct {
	value transcode.Value
	// op is the operation for the row, "" for a write that has one.
	op string
	// unread says that the row must not be sent: it lacks what only the record before the write has.
	unread bool
}

// counted returns the row with its elements.
func (r encodedRow) counted(notices []connectors.Notice) connectors.EncodedRow {
	return connectors.EncodedRow{Value: r, Elements: elements(r.value), Notices: notices}
}

// elements counts a value, and the values in it. The upstream counts nested ones ("General information"), and whether it counts the
// lists and objects around them is not documented.
func elements(v transcode.Value) int {
	n := 1
	for _, element := range v.List {
		n += elements(element)
	}
	for _, member := range v.Object {
		n += elements(member.Value)
	}
	return n
}

// encodeRecord encodes the masked fields of a record, after first.
func (c *Client) encodeRecord(w *writable, op transcode.Op, row connectors.WriteRow, first []transcode.Member, known *connectors.Catalogue) (connectors.EncodedRow, error) {
	var mistakes connectors.Mistakes
	origin, err := w.origin(row)
	mistakes.Add(err)
	mistakes.Add(c.refuseFiles(w, row))
	category, err := c.category(w, op, row)
	mistakes.Add(err)
	key := ""
	if op == transcode.OnCreate {
		key = c.settings.MarkerFields()[w.resource]
		row, err = w.marked(row, key)
		mistakes.Add(err)
	}
	members, notices, err := w.table.Write(row.Record, row.Mask, transcode.WriteContext{
		Op: op, Spelling: c.spelling(), Zone: c.zone, Catalogue: known, Before: row.Before, Prefix: w.record,
		EmptyLists: c.settings.EmptyLists == emptyListsText, Masked: namedFields(row),
	})
	unread := errors.Is(err, transcode.ErrBefore)
	if misplaced := w.misplaced(err, key); misplaced != nil && row.Marker != "" {
		return connectors.EncodedRow{}, misplaced
	}
	if !unread && !mistakes.Add(err) {
		return connectors.EncodedRow{}, err
	}
	if err == nil && len(members) == 0 && op == transcode.OnCreate {
		mistakes.Add(connectors.Invalid(w.record, "is empty: set a field"))
	}
	if len(mistakes) > 0 {
		return connectors.EncodedRow{}, mistakes
	}
	whole := encodedRow{
		value:  transcode.Value{Kind: transcode.ObjectValue, Object: slices.Concat(first, category, members, origin)},
		unread: unread || len(category) > 0 && row.Before == nil,
	}.counted(notices)
	if unread {
		whole.Elements = wire.MaxElements // how many there are depends on the files before
	}
	return whole, nil
}

// spelling returns the spelling of keys, by the settings or by what rows have shown.
func (c *Client) spelling() transcode.Spelling {
	switch {
	case c.edition.Intrum():
		return transcode.IntrumSpelling
	case c.settings.Dialect == dialectEnglish || c.edition.Words() == dialectEnglish:
		return transcode.EnglishSpelling
	default:
		return transcode.BothSpellings
	}
}

// origin returns the member for the field origin of a request, none if the request has no such field or does not set it.
func (w *writable) origin(row connectors.WriteRow) ([]transcode.Member, error) {
	req, ok := row.Request.(interface{ GetOrigin() string })
	switch {
	case !ok || req.GetOrigin() == "":
		return nil, nil
	case !slices.Contains(w.origins, req.GetOrigin()):
		return nil, connectors.Invalid("origin", "%.64q is none of the upstream's words: use one of %s", req.GetOrigin(), strings.Join(w.origins, ", "))
	case slices.Contains(row.Mask, "origin"):
		return nil, connectors.Invalid("origin", "is set in %s.origin as well: set one of the two", w.record)
	}
	return []transcode.Member{{Key: "source", Value: transcode.Value{Kind: transcode.TextValue, Text: req.GetOrigin()}}}, nil
}

// marked returns a row with the marker in the custom field of a key, for "" the row itself. The row given does not change.
func (w *writable) marked(row connectors.WriteRow, key string) (connectors.WriteRow, error) {
	path := "fields." + key
	switch {
	case key == "":
		return row, nil
	case slices.Contains(row.Mask, path):
		return row, connectors.Invalid(w.record+"."+path, "holds the server's marker (marker_fields of the source): leave it out")
	case row.Marker == "":
		return row, nil
	}
	row.Record = proto.Clone(row.Record)
	m := row.Record.ProtoReflect()
	fields := m.Mutable(m.Descriptor().Fields().ByName("fields")).Map()
	value := &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Text{Text: row.Marker}}
	fields.Set(protoreflect.ValueOfString(key).MapKey(), protoreflect.ValueOfMessage(value.ProtoReflect()))
	row.Mask = append(slices.Clip(row.Mask), path)
	return row, nil
}

// misplaced returns the error of a marker that the field of a key cannot hold, nil for other errors.
func (w *writable) misplaced(err error, key string) error {
	var mistakes connectors.Mistakes
	if key == "" || !errors.As(err, &mistakes) {
		return nil
	}
	i := slices.IndexFunc(mistakes, func(m *connectors.Error) bool { return m.Field == w.record+".fields."+key })
	if i < 0 {
		return nil
	}
	return &connectors.Error{
		Kind: connectors.KindMisconfigured, Connector: wire.Name, Op: w.object + "/insert", Unknown: mistakes[i].Unknown,
		Err: errors.New("marker_fields." + w.resource + ": custom field " + key + " cannot hold the marker: " + mistakes[i].Err.Error()),
	}
}

// joinRows makes a request of rows: its params are their list.
func joinRows(op string, rows []connectors.EncodedRow) connectors.PlannedCall {
	return planCall(op, rows, listed(rows))
}

// joinOne makes a request of the only row: its params are the values of the row.
func joinOne(op string, rows []connectors.EncodedRow) connectors.PlannedCall {
	encoded, _ := rows[0].Value.(encodedRow)
	return planCall(op, rows, encoded.value.Object)
}

// listed returns rows as a list by their numbers.
func listed(rows []connectors.EncodedRow) []transcode.Member {
	list := make([]transcode.Member, len(rows))
	for i, row := range rows {
		encoded, _ := row.Value.(encodedRow)
		list[i] = transcode.Member{Key: strconv.Itoa(i), Value: encoded.value}
	}
	return list
}

// planCall makes a request of the params for rows. A row that must not be sent leaves the request without a body.
func planCall(op string, rows []connectors.EncodedRow, params []transcode.Member) connectors.PlannedCall {
	call := connectors.PlannedCall{
		Op: op, Method: http.MethodPost, Path: wire.Path(op), ContentType: wire.ContentType, Rows: len(rows),
	}
	unread := false
	for _, row := range rows {
		encoded, _ := row.Value.(encodedRow)
		unread = unread || encoded.unread
		call.Elements += row.Elements
	}
	if unread {
		return call
	}
	var form wire.Form
	for path, text := range transcode.Leaves(params) {
		form.Set(text, path...)
	}
	call.Body, call.ShownBody = form.Params(), form.Shown()
	return call
}

// namedFields reports whether the caller of an update has named the fields to write.
func namedFields(row connectors.WriteRow) bool {
	masked, ok := row.Request.(interface{ GetUpdateMask() []string })
	return ok && len(masked.GetUpdateMask()) > 0
}
