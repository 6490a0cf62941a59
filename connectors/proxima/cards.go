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
	noun     string // names one record
	// parts are the checks whose values, behind the visit's id, make the id of a card.
	parts     []string
	arguments arguments // besides the period
	filters   []cardFilter
	raw       bool
}

// cardFilter is a filter by ids that cards show.
type cardFilter struct {
	// field is the request field, and check the column that must be one of the ids.
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

// filter adds a filter, if it has ids, and returns the ids as they are sent.
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

// cards opens a list of cards. Each window reads its visits and then its cards. Cards carry no time, so it is the visits
// that tell to which window a card belongs, and whether to the period at all.
func (c *Client) cards(req periodRequest, wanted cardQuery) (connectors.Fetch, error) {
	q, err := c.query(asked{startFrom: req.GetStartFrom(), startBefore: req.GetStartBefore(), zone: c.zone, bounded: true})
	if err != nil {
		return nil, err
	}
	return c.windows(q, &c.fitting[wanted.function].days, func(ctx context.Context, w window) (connectors.Page, int, error) {
		visits := &gathering{client: c, agenda: c.visitAgenda(), query: q, window: w}
		batches, err := c.gather(ctx, visits)
		if err != nil {
			return connectors.Page{}, 0, err
		}
		g := &cards{cardQuery: wanted, starts: visits.starts(), floor: []byte(w.first.key())}
		if len(g.starts) == 0 {
			return connectors.Page{}, batches, nil
		}
		ask := c.period(w)
		ask.PreparationIDs, ask.BrandIDs = wanted.arguments.PreparationIDs, wanted.arguments.BrandIDs
		own, err := c.read(ctx, reading{function: g.function, arguments: ask, most: w.most(), rows: g})
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

	// starts are the keys of the visits' starts, by visit, and floor is the least key of the window.
	starts  map[string][]byte
	floor   []byte
	context *transcode.Context
	records []connectors.Record
	outside int
	bytes   int // of JSON
}

// apart brings records into order and drops those that came twice. Different ones that share an id, as cards do that lack
// the parts of theirs, are all kept, in the order of what they hold and with positions of their own.
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

// starts returns the keys of the gathered records by id. Those whose start cannot be read have the window's least key.
func (g *gathering) starts() map[string][]byte {
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

// take verifies a card and keeps it if its visit belongs to the window. A card whose visit cannot be read is told as an
// error at the beginning of each window that the upstream sends it in.
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

// wants reports whether a card passes all filters. One that passes none and shows another id proves them ignored; that it
// must pass all is our reading, since it is not documented whether the upstream joins filters by and or by or.
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
