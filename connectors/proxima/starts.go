package proxima

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// recordKind is a kind of record that has a start. Lists of such records are read in windows of start days.
type recordKind struct {
	function *function
	table    *transcode.Table
	// noun is the name of one record, and start is the upstream key of its start.
	noun, start string
	// constants are the encoded fields that all records have.
	constants []byte
}

// list opens a list of records by their start.
func (c *Client) list(a recordKind, req startRequest, raw bool) (connectors.Fetch, error) {
	q, err := c.query(req)
	if err != nil {
		return nil, err
	}
	return c.windows(q, &c.fitting[a.function].days, func(ctx context.Context, w window) (connectors.Page, int, error) {
		g := &windowRows{client: c, kind: a, query: q, window: w, raw: raw}
		batches, err := c.readWindow(ctx, g)
		if err != nil {
			return connectors.Page{}, 0, err
		}
		c.fitting[a.function].days.Fits(w.length(), g.bytes)
		return g.page(), batches, nil
	}), nil
}

// windows returns the pages of a list by start. A page is the window in its cursor, and names the next window. A read that
// fails with errTooMany, or because an answer is too large, is repeated for half of the window. fitting is the number of days
// that fit into an answer.
func (c *Client) windows(opened *query, fitting *rest.Fitting, read func(context.Context, window) (connectors.Page, int, error)) connectors.Fetch {
	return func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		q := c.present(opened)
		w, ok, err := c.windowAt(q, at.Cursor)
		if err != nil || !ok {
			return connectors.Page{}, err
		}
		w = w.within(fitting)
		page, batches, err := read(ctx, w)
		for w.tooLong(fitting, err) {
			w = w.half()
			page, batches, err = read(ctx, w)
		}
		if err != nil {
			return connectors.Page{}, w.advised(err)
		}
		if next, ok := c.next(q, w, batches, at.Want); ok {
			next.days = fitting.Bound(next.days)
			page.Next = next.cursor()
			page.Ahead, page.Joins = w.ahead(q, next), next.joins
		}
		return page, nil
	}
}

// readWindow reads a window and returns its number of batches.
func (c *Client) readWindow(ctx context.Context, g *windowRows) (batches int, err error) {
	ask := c.period(g.window)
	ask.IDs, ask.UserID = g.query.idText, g.query.ownerID
	return c.read(ctx, functionCall{function: g.kind.function, arguments: ask, most: g.window.most(), rows: g})
}

// windowRows collects the records of one window. It is not safe for concurrent use.
type windowRows struct {
	client *Client
	kind   recordKind
	query  *query
	window window
	raw    bool

	context *transcode.Context
	records []connectors.Record
	outside int
	bytes   int // of JSON
	longest time.Duration
}

// reset forgets all rows.
func (g *windowRows) reset() {
	*g = windowRows{
		client: g.client, kind: g.kind, query: g.query, window: g.window, raw: g.raw,
		context: &transcode.Context{Raw: g.raw, Constants: g.kind.constants},
	}
}

// add gathers a list of rows and returns their number. It fails when a row breaks a filter.
func (g *windowRows) add(list transcode.JSON) (rows int, err error) {
	g.bytes += len(list.Raw())
	return eachRow(g.kind.table, list, g.context, g.take)
}

// take verifies a row and keeps the row if it belongs to the window. A row without a readable start belongs to no window. It
// becomes an error at the beginning of each window in which the upstream sends it.
func (g *windowRows) take(row *transcode.Row) error {
	r := row.Record
	if r.Err == nil {
		if err := g.verify(row); err != nil {
			return err
		}
	}
	start, key, ok := readTime(r.Key)
	if !ok {
		r.Key = []byte(g.window.first.key())
		if r.Err == nil {
			raw := row.JSON.Raw()
			r.Wire = nil
			r.Err = &connectors.RecordError{
				ID: string(r.ID), Message: g.kind.start + ", by which " + g.kind.noun + "s are listed, cannot be read",
				Raw: bytes.Clone(raw[:min(len(raw), connectors.MaxRawError)]),
			}
		}
		g.records = append(g.records, r)
		return nil
	}
	end := g.measure(row, start, key)
	if d := dayOf(start); d < g.window.first || d > g.window.last || !g.query.admits(string(key), end) {
		g.outside++
		return nil
	}
	r.Key = key
	g.records = append(g.records, r)
	return nil
}

// verify checks a row by the filters that the row shows.
func (g *windowRows) verify(row *transcode.Row) error {
	field := ""
	if g.query.ids != nil && !g.query.ids[string(row.Record.ID)] {
		field = "ids"
	}
	if g.query.owner != "" {
		// It is not documented whether the upstream compares the observer, too.
		owner, _ := row.Check("owner_id")
		observer, _ := row.Check("observer_id")
		if owner != g.query.owner && observer != g.query.owner {
			field = "owner_id"
		}
	}
	if field == "" {
		return nil
	}
	return ignored(field, g.kind.noun, row.Record.ID)
}

// measure returns the key of a row's end, "" when the end cannot be read, and remembers the length of the longest row.
func (g *windowRows) measure(row *transcode.Row, start time.Time, startKey []byte) string {
	text, _ := row.CheckBytes("end_time")
	if g.query.endBefore == "" && bytes.HasPrefix(text, startKey[:len(time.DateOnly)]) {
		return "" // most records end on the day on which they start, and nothing more is needed then
	}
	end, key, ok := readTime(text)
	if !ok {
		return ""
	}
	g.longest = max(g.longest, end.Sub(start))
	return string(key)
}

// page returns the records in order.
func (g *windowRows) page() connectors.Page {
	page := connectors.Page{Outside: g.outside, Notices: append(g.context.Notices(), g.tooLong()...)}
	page.Records, page.Repeats = connectors.Sort(g.records)
	return page
}

// tooLong returns a notice if there are records longer than the overlap of windows.
func (g *windowRows) tooLong() []connectors.Notice {
	// Since time zones reach that far, the upstream's days may begin 14 hours before ours.
	const dayLength, zoneReach = 24 * time.Hour, 14 * time.Hour
	pad := g.client.settings.PadDays
	if g.longest+zoneReach <= time.Duration(pad)*dayLength {
		return nil
	}
	needed := (g.longest + zoneReach + dayLength - 1) / dayLength
	return []connectors.Notice{{
		Code: "LONG_" + strings.ToUpper(g.kind.noun) + "S",
		Message: fmt.Sprintf("Some %ss are planned for longer than two windows overlap, so others like them may be missed: raise the setting pad_days from %d to %d.",
			g.kind.noun, pad, needed),
	}}
}
