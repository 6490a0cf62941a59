package apro

import (
	"context"
	"fmt"
	"slices"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// keptList returns the declaration of a list that comes whole in one answer and that the server keeps.
func keptList(resource, op string, fields ...string) connectors.List {
	list := wholeList(resource, op, fields...)
	list.Kept = true
	list.Cost = fmt.Sprintf("One request (%s), and then none until the kept list is too old.", op)
	return list
}

// wholeList returns the declaration of a list that comes whole in one answer.
func wholeList(resource, op string, fields ...string) connectors.List {
	return connectors.List{
		Resource:  resource,
		Ops:       []string{op},
		Fields:    fields,
		Orders:    []string{"id"},
		Changes:   "The upstream keeps no time of change: read the list again and compare.",
		Guarantee: "Every record of one moment is delivered exactly once: a single answer has them all.",
		Cost:      fmt.Sprintf("One request (%s).", op),
	}
}

// rowReader turns the rows of an answer into records.
type rowReader struct {
	op    string
	table *transcode.Table
	// key returns a row's sort key, nil for a row that stays after the row it came after. A nil key is byNumber.
	key func(*transcode.Row) []byte
	// filters verify the rows.
	wire.Filters
	// asked are the ids of a look-up, nil for a list. The answer of a look-up may be a map by id: then a row without an id has
	// its name in the map as id, and an empty value is no row.
	asked []string
	// keep reports whether to keep a row, where the upstream cannot filter; nil keeps all.
	keep func(*transcode.Row) bool
	// change completes a record that could be read; nil changes nothing.
	change func(*transcode.Row) error
}

// read adds the rows of a list to a page. The list may be an array, or an object with the rows as values.
func (r *rowReader) read(list transcode.JSON, tc *transcode.Context, page *connectors.Page) error {
	list, err := wire.ListIn(r.op, list, list)
	if err != nil {
		return err
	}
	key := r.key
	if key == nil {
		key = byNumber(nil)
	}
	names := r.names(list)
	return r.table.Rows(list, tc, func(row *transcode.Row) error {
		if len(r.asked) > 0 {
			var name string
			if len(names) > 0 {
				name, names = names[0], names[1:]
			}
			if wire.None(row.JSON) {
				return nil
			}
			if !row.Record.Identified() && slices.Contains(r.asked, name) {
				row.Record.ID, row.Record.Err.ID = []byte(name), name
			}
		}
		if err := r.Admit(r.op, row); err != nil {
			return err
		}
		if r.keep != nil && !r.keep(row) {
			return nil
		}
		row.Record.Key = key(row)
		if row.Record.Err == nil && r.change != nil {
			if err := r.change(row); err != nil {
				return err
			}
		}
		page.Records = append(page.Records, row.Record)
		return nil
	})
}

// names returns the member names of a look-up's answer that is a map.
func (r *rowReader) names(list transcode.JSON) []string {
	var names []string
	if len(r.asked) > 0 {
		for name := range list.Members() {
			names = append(names, name)
		}
	}
	return names
}

// byNumber sorts rows by their ids as numbers, after a common prefix.
func byNumber(prefix []byte) func(*transcode.Row) []byte {
	return func(row *transcode.Row) []byte {
		if !row.Record.Identified() {
			return nil
		}
		return slices.Concat(prefix, connectors.NumberKey(row.Record.ID))
	}
}

// oneAnswer is a list that comes in one answer, or the look-up of one record. It never changes after it is open.
type oneAnswer struct {
	*Client
	rowReader
	raw bool
	// blame is the request field at fault for refused parameters, "" for none.
	blame string
	// constants are encoded fields of every record; fields in its row overrule them.
	constants []byte
	// decode adds the records of an answer to a page, in any order. By default it is rowReader.read.
	decode func(data transcode.JSON, tc *transcode.Context, page *connectors.Page) error
	// catalogue is the catalogue of the rows' values; nil knows nothing.
	catalogue *connectors.Catalogue
}

// oneAnswer returns a list, or a look-up, with rows that a table reads.
func (c *Client) oneAnswer(op string, table *transcode.Table, raw bool) *oneAnswer {
	w := &oneAnswer{Client: c, raw: raw, rowReader: rowReader{op: op, table: table}}
	w.decode = w.read
	return w
}

// open returns the function that fetches the list, or the mistake in its request.
func (w *oneAnswer) open(known *connectors.Catalogue) (connectors.Fetch, error) {
	if w.Err != nil {
		return nil, w.Err
	}
	w.catalogue = known
	return w.page, nil
}

// find returns the function that looks up one record, or the mistake in its request.
func (w *oneAnswer) find() (connectors.Find, error) {
	if w.Err != nil {
		return nil, w.Err
	}
	return func(ctx context.Context) (connectors.Page, error) { return w.page(ctx, connectors.PageRequest{}) }, nil
}

// page fetches a whole list and sorts it.
func (w *oneAnswer) page(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	if at.Cursor != "" {
		return connectors.Page{}, wire.Gone(w.op)
	}
	if w.Unnamed != nil {
		return connectors.Page{}, w.Unnamed
	}
	data, err := w.wire.Post(ctx, w.op, w.Form, w.blame)
	if err != nil {
		return connectors.Page{}, err
	}
	var page connectors.Page
	tc := &transcode.Context{Zone: w.zone, Raw: w.raw, Catalogue: w.catalogue, Constants: w.constants}
	if err := w.decode(data, tc, &page); err != nil {
		return connectors.Page{}, err
	}
	page.Notices = append(page.Notices, tc.Notices()...)
	sortRecords(&page)
	total := len(page.Records)
	page.Total = &total
	return page, nil
}

// sortRecords sorts the records of a whole list. A record without an id stays after the record it came after.
func sortRecords(page *connectors.Page) {
	connectors.FillKeys(page.Records, connectors.NumberKey(nil))
	var repeats int
	page.Records, repeats = connectors.Sort(page.Records)
	page.Repeats += repeats
}

// amend decodes a record into m, calls change, and encodes the record again.
func amend[M proto.Message](op string, r *connectors.Record, m M, change func(M)) error {
	if err := r.Decode(m); err != nil {
		return wire.MalformedAt(op, err.Error())
	}
	change(m)
	if err := transcode.Wrap(r, m); err != nil {
		return wire.MalformedAt(op, err.Error())
	}
	return nil
}
