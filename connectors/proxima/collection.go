package proxima

import (
	"context"
	"fmt"
	"strconv"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// maxCollected bounds the ids of a request, which go into several runs.
const maxCollected = 1000

// collection is a list or look-up that has no windows: one run answers everything, or the ids it is asked for. Its order
// is by id.
type collection struct {
	function  *function
	table     *transcode.Table
	noun      string // names one record
	arguments arguments
	constants []byte
	raw       bool
	// lookup tells that rows of other ids are left out, where a list would fail for them.
	lookup bool
	// admits reports whether a row belongs here; nil admits all.
	admits func(*transcode.Row) bool
	// second is the check whose value tells records of one id apart, "" for none.
	second string
}

// whole opens a list of all records, or of those of some ids, 200 a page at most.
func (c *Client) whole(ids []string, l collection) (connectors.Fetch, error) {
	picked, err := pick("ids", ids, maxCollected)
	if err != nil {
		return nil, err
	}
	fitting := &c.fitting[l.function].ids
	return func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		behind, err := chunk(picked, at.Cursor)
		if err != nil {
			return connectors.Page{}, err
		}
		part := behind
		page, err := rest.Fit(fitting, min(maxIDs, len(behind)), 1, func(n int) (connectors.Page, error) {
			part = behind[:min(n, len(behind))] // none where all records are asked for
			return c.collect(ctx, l, part)
		})
		if err != nil {
			return connectors.Page{}, askFewer(err)
		}
		if len(part) < len(behind) {
			page.Next = connectors.Cursor(strconv.Itoa(len(picked) - len(behind) + len(part)))
		}
		return page, nil
	}, nil
}

// byIDs opens a look-up, 200 ids a run.
func (c *Client) byIDs(ids []string, l collection) (connectors.Find, error) {
	picked, err := pick("ids", ids, maxCollected)
	if err != nil {
		return nil, err
	}
	l.lookup = true
	fitting := &c.fitting[l.function].ids
	return func(ctx context.Context) (connectors.Page, error) {
		return paging.ByIDs(picked, fitting.Bound(maxIDs), func(part []string) (connectors.Page, error) {
			page, err := c.collect(ctx, l, part)
			fitting.Halve(len(part), err)
			return page, askFewer(err)
		})
	}, nil
}

// askFewer says what to do about an answer that is too large.
func askFewer(err error) error {
	return rest.Advised(err, "the upstream has no size of pages: ask for fewer ids at a time, where the list takes ids")
}

// collect fetches the records of some ids in one run, or all of them where no ids are asked for.
func (c *Client) collect(ctx context.Context, l collection, ids []string) (connectors.Page, error) {
	g := &collecting{collection: l}
	if len(ids) > 0 {
		g.ids, g.arguments.IDs = set(ids), joined(ids)
	}
	if _, err := c.read(ctx, reading{function: g.function, arguments: g.arguments, rows: g}); err != nil {
		return connectors.Page{}, err
	}
	if len(ids) > 0 {
		c.fitting[l.function].ids.Fits(len(ids), g.bytes)
	}
	page := connectors.Page{Outside: g.outside, Notices: g.context.Notices()}
	page.Records, page.Repeats = connectors.Sort(g.records)
	return page, nil
}

// collecting gathers the records of one run. It is not safe for concurrent use.
type collecting struct {
	collection

	ids     map[string]bool // nil for all
	context *transcode.Context
	records []connectors.Record
	outside int
	bytes   int // of JSON
}

func (g *collecting) reset() {
	g.context = &transcode.Context{Raw: g.raw, Constants: g.constants}
	g.records, g.outside, g.bytes = nil, 0, 0
}

func (g *collecting) add(list transcode.JSON) (rows int, err error) {
	g.bytes += len(list.Raw())
	return eachRow(g.table, list, g.context, g.take)
}

// take keeps a row that was asked for. One whose id cannot be read is told as an error behind all others.
func (g *collecting) take(row *transcode.Row) error {
	r := row.Record
	if r.Identified() && g.ids != nil && !g.ids[string(r.ID)] {
		if g.lookup {
			g.outside++
			return nil
		}
		return ignored("ids", g.noun, r.ID)
	}
	if r.Err == nil && g.admits != nil && !g.admits(row) {
		g.outside++
		return nil
	}
	r.Key = connectors.NumberKey(r.ID)
	if g.second != "" {
		second, _ := row.CheckBytes(g.second)
		r.Key = append(r.Key, connectors.NumberKey(second)...)
	}
	g.records = append(g.records, r)
	return nil
}

// ignored is the failure of an upstream that sent what a filter excludes.
func ignored(field, noun string, id []byte) error {
	return &connectors.Error{
		Kind: connectors.KindFilterIgnored, Connector: name, Op: opRun, Field: field,
		Err: fmt.Errorf("%s %q was not asked for", noun, id),
	}
}
