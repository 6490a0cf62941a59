package proxima

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// cardQuery is a request for the cards of a period.
type cardQuery struct {
	function *function
	table    *transcode.Table
	noun     string // name of one record
	// parts are the checks that make the id of a card, after the id of its visit.
	parts     []string
	arguments arguments // besides the period
	filters   []cardFilter
	raw       bool
}

// cardFilter is a filter by ids that cards show.
type cardFilter struct {
	// field is the request field. check is the column that must be one of the ids.
	field, check string
	ids          map[string]bool
}

// visitControls opens a list of the control cards of the visits of a period (api_get_pdk_json).
func (c *Client) visitControls(req *crmstreamv1.ListVisitControlsRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	q := cardQuery{
		function: getControls, table: controlTable, noun: "the control card of visit", parts: []string{"preparation_id"}, raw: req.GetIncludeRaw(),
	}
	var err error
	if q.arguments.PreparationIDs, err = q.filter("preparation_ids", "preparation_id", req.GetPreparationIds()); err != nil {
		return nil, err
	}
	return c.cards(req, q)
}

// visitArrangements opens a list of the arrangement cards of the visits of a period (api_get_arrangement_json).
func (c *Client) visitArrangements(req *crmstreamv1.ListVisitArrangementsRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	q := cardQuery{
		function: getArrangements, table: arrangementTable, noun: "the arrangement card of visit",
		parts: []string{"preparation_id", "brand_id"}, raw: req.GetIncludeRaw(),
	}
	var err error
	if q.arguments.PreparationIDs, err = q.filter("preparation_ids", "preparation_id", req.GetPreparationIds()); err != nil {
		return nil, err
	}
	if q.arguments.BrandIDs, err = q.filter("brand_ids", "brand_id", req.GetBrandIds()); err != nil {
		return nil, err
	}
	return c.cards(req, q)
}

// filter adds a filter, if the request has ids, and returns the ids as the upstream wants them.
func (q *cardQuery) filter(field, check string, ids []string) (string, error) {
	picked, err := pick(field, ids, maxIDs)
	if err != nil || len(picked) == 0 {
		return "", err
	}
	q.filters = append(q.filters, cardFilter{field: field, check: check, ids: set(picked)})
	return joined(picked), nil
}

// periodRequest is a request for the records of a period.
type periodRequest interface {
	GetStartFrom() string
	GetStartBefore() string
}

// cards opens a list of cards. Each window reads its visits and then its cards. Cards have no time, so their visits decide
// whether a card belongs to the window and to the period.
func (c *Client) cards(req periodRequest, wanted cardQuery) (connectors.Fetch, error) {
	q, err := c.query(startRequest{startFrom: req.GetStartFrom(), startBefore: req.GetStartBefore(), zone: c.zone, bounded: true})
	if err != nil {
		return nil, err
	}
	return c.windows(q, &c.fitting[wanted.function].days, func(ctx context.Context, w window) (connectors.Page, int, error) {
		visits := &windowRows{client: c, kind: c.visitKind(), query: q, window: w}
		batches, err := c.readWindow(ctx, visits)
		if err != nil {
			return connectors.Page{}, 0, err
		}
		g := &cards{cardQuery: wanted, starts: visits.starts(), floor: []byte(w.first.key())}
		if len(g.starts) == 0 {
			return connectors.Page{}, batches, nil
		}
		ask := c.period(w)
		ask.PreparationIDs, ask.BrandIDs = wanted.arguments.PreparationIDs, wanted.arguments.BrandIDs
		own, err := c.read(ctx, functionCall{function: g.function, arguments: ask, most: w.most(), rows: g})
		if err != nil {
			return connectors.Page{}, 0, err
		}
		c.fitting[g.function].days.Fits(w.length(), max(visits.bytes, g.bytes))
		page := connectors.Page{Outside: g.outside, Notices: append(g.context.Notices(), visits.tooLong()...)}
		page.Records, page.Repeats = apart(g.records)
		return page, max(batches, own), nil
	}), nil
}

// cards gathers the cards of the visits that start within a window. It is not safe for concurrent use.
type cards struct {
	cardQuery

	// starts are the keys of the visits' starts by visit id. floor is the least key of the window.
	starts  map[string][]byte
	floor   []byte
	context *transcode.Context
	records []connectors.Record
	outside int
	bytes   int // of JSON
}

// apart sorts records and drops those that came twice. Different cards may have the same id, since the id has gaps where a card
// lacks a preparation or a brand. Such cards are all kept, in the order of their content, each with its own position.
func apart(records []connectors.Record) (sorted []connectors.Record, repeats int) {
	content := func(r connectors.Record) []byte {
		if r.Err != nil {
			return r.Err.Raw
		}
		return r.Wire
	}
	compare := func(a, b connectors.Record) int { return cmp.Or(a.Compare(b), bytes.Compare(content(a), content(b))) }
	slices.SortStableFunc(records, compare)
	records = slices.CompactFunc(records, func(a, b connectors.Record) bool {
		again := compare(a, b) == 0
		if again {
			repeats++
		}
		return again
	})
	return connectors.Apart(records), repeats
}

// starts returns the keys of the gathered records by id. A record without a readable start has the window's least key.
func (g *windowRows) starts() map[string][]byte {
	starts := make(map[string][]byte, len(g.records))
	for _, r := range g.records {
		if r.Identified() {
			starts[string(r.ID)] = r.Key
		}
	}
	return starts
}

func (g *cards) reset() {
	g.context = &transcode.Context{Raw: g.raw}
	g.records, g.outside, g.bytes = nil, 0, 0
}

func (g *cards) add(list transcode.JSON) (rows int, err error) {
	g.bytes += len(list.Raw())
	return eachRow(g.table, list, g.context, g.take)
}

// take verifies a card and keeps the card if its visit belongs to the window. A card without a readable visit becomes an error
// at the beginning of each window in which the upstream sends it.
func (g *cards) take(row *transcode.Row) error {
	r := row.Record
	if !r.Identified() {
		r.Key = g.floor
		g.records = append(g.records, r)
		return nil
	}
	if r.Err == nil {
		if wanted, err := g.wants(row); err != nil || !wanted {
			g.outside++
			return err
		}
	}
	start, ok := g.starts[string(r.ID)]
	if !ok {
		g.outside++
		return nil
	}
	r.Key = start
	for _, part := range g.parts {
		text, _ := row.CheckBytes(part)
		r.ID = append(append(r.ID[:len(r.ID):len(r.ID)], '/'), text...)
	}
	g.records = append(g.records, r)
	return nil
}

// wants reports whether a card passes all filters. A card that passes no filter and shows another id proves that the upstream
// ignored the filters. It is not documented whether the upstream joins filters by and or by or: requiring all of them is our
// reading.
func (g *cards) wants(row *transcode.Row) (bool, error) {
	passed, failed := 0, ""
	for _, f := range g.filters {
		switch id, shown := row.Check(f.check); {
		case f.ids[id]:
			passed++
		case shown:
			failed = f.field
		}
	}
	if failed != "" && passed == 0 {
		return false, ignored(failed, g.noun, row.Record.ID)
	}
	return passed == len(g.filters), nil
}
