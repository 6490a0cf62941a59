package proxima

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// ListVisits fetches the visits that start within the window that the cursor holds.
func (c *Client) ListVisits(ctx context.Context, req *crmstreamv1.ListVisitsRequest, at connectors.PageRequest) (connectors.Page, error) {
	q, err := c.query(req)
	if err != nil {
		return connectors.Page{}, err
	}
	w, ok, err := c.windowAt(q, at.Cursor)
	if err != nil || !ok {
		return connectors.Page{}, err
	}
	g := &gathering{client: c, query: q, raw: req.GetIncludeRaw()}
	batches, err := c.read(ctx, w, g)
	for errors.Is(err, errTooMany) {
		w = w.half()
		batches, err = c.read(ctx, w, g)
	}
	if err != nil {
		return connectors.Page{}, err
	}
	page := g.page()
	page.Next = c.next(q, w, batches, at.Want)
	return page, nil
}

// gathering collects the visits of one window. It is not safe for concurrent use.
type gathering struct {
	client *Client
	query  *query
	raw    bool

	window  window
	context *transcode.Context
	records []connectors.Record
	outside int
	longest time.Duration
}

// reset forgets all rows, to gather those of a window.
func (g *gathering) reset(w window) {
	*g = gathering{
		client: g.client, query: g.query, raw: g.raw, window: w,
		context: &transcode.Context{Raw: g.raw, Constants: g.client.constants},
	}
}

// add gathers a list of rows and returns how many it has. It fails when a row breaks a filter.
func (g *gathering) add(body []byte) (rows int, err error) {
	if noRows(body) {
		return 0, nil
	}
	err = visitTable.Rows(body, g.context, func(row *transcode.Row) error {
		rows++
		return g.take(row)
	})
	return rows, err
}

// take verifies a row and keeps it if it belongs to the window. A row whose start cannot be read belongs to none, so it
// is told as an error at the beginning of each window that the upstream sends it in.
func (g *gathering) take(row *transcode.Row) error {
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
			r.Wire = nil
			r.Err = &connectors.RecordError{
				ID: string(r.ID), Message: "task_datefrom, by which visits are listed, cannot be read",
				Raw: bytes.Clone(row.Raw[:min(len(row.Raw), connectors.MaxRawError)]),
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

// verify checks a row by the filters that it shows.
func (g *gathering) verify(row *transcode.Row) error {
	field := ""
	if g.query.ids != nil && !g.query.ids[string(row.Record.ID)] {
		field = "ids"
	}
	if g.query.owner != "" {
		// Whether the upstream looks at the observer, too, is not documented.
		owner, _ := row.Check("owner_id")
		observer, _ := row.Check("observer_id")
		if owner != g.query.owner && observer != g.query.owner {
			field = "owner_id"
		}
	}
	if field == "" {
		return nil
	}
	return &connectors.Error{
		Kind: connectors.KindFilterIgnored, Connector: name, Op: opRun, Field: field,
		Err: fmt.Errorf("visit %q was not asked for", row.Record.ID),
	}
}

// measure returns the key of a row's end, "" when it cannot be read, and remembers how long the longest visit is.
func (g *gathering) measure(row *transcode.Row, start time.Time, startKey []byte) string {
	text, _ := row.CheckBytes("end_time")
	if g.query.endBefore == "" && bytes.HasPrefix(text, startKey[:len(time.DateOnly)]) {
		return "" // most visits end on the day they start, and nobody asks for more
	}
	end, key, ok := readTime(text)
	if !ok {
		return ""
	}
	g.longest = max(g.longest, end.Sub(start))
	return string(key)
}

// page returns the visits in order.
func (g *gathering) page() connectors.Page {
	page := connectors.Page{Outside: g.outside, Notices: g.context.Notices()}
	page.Records, page.Repeats = connectors.Sort(g.records)
	// The upstream's days may begin 14 hours before ours, as far as time zones reach.
	const dayLength, zoneReach = 24 * time.Hour, 14 * time.Hour
	if pad := g.client.settings.PadDays; g.longest+zoneReach > time.Duration(pad)*dayLength {
		needed := (g.longest + zoneReach + dayLength - 1) / dayLength
		page.Notices = append(page.Notices, connectors.Notice{Code: "LONG_VISITS", Message: fmt.Sprintf(
			"There are visits of a planned length that may be missed where two windows meet: raise the setting pad_days from %d to %d.",
			pad, needed)})
	}
	return page
}

// keyLayout is the form of keys: times in UTC, which sort as text.
const keyLayout = "2006-01-02T15:04:05"

// timeLayouts are the forms of times met in this API; a fraction of a second may stand behind each.
var timeLayouts = [...]string{keyLayout, "2006-01-02 15:04:05", "2006-01-02T15:04:05Z07:00", "2006-01-02 15:04:05Z07:00", time.DateOnly}

// readTime reads a time, in UTC if it has no zone, and returns it with its key, which is text itself where that is one.
func readTime(text []byte) (t time.Time, key []byte, ok bool) {
	text = bytes.TrimSpace(text)
	for _, layout := range timeLayouts {
		t, err := time.Parse(layout, string(text))
		if err != nil {
			continue
		}
		var scratch [len(keyLayout)]byte
		t = t.UTC()
		if key = t.AppendFormat(scratch[:0], keyLayout); bytes.Equal(key, text) {
			return t, text, true
		}
		return t, bytes.Clone(key), true
	}
	return time.Time{}, nil, false
}
