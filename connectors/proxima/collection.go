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

// maxCollected bounds the ids of a request. Several runs read them.
const maxCollected = 1000

// collection is a list or look-up without windows: one run returns all records, or the records of some ids. The order is by id.
type collection struct {
	function  *function
	table     *transcode.Table
	noun      string // name of one record
	arguments arguments
	constants []byte
	raw       bool
	// lookup reports whether rows with other ids are left out. In a list such a row is an error.
	lookup bool
	// admits reports whether a row belongs to the collection; nil admits all rows.
	admits func(*transcode.Row) bool
	// second is the check that distinguishes records with the same id, "" where ids are unique.
	second string
}

// whole opens a list of all records, or of the records of some ids, at most 200 ids a page.
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
			part = behind[:min(n, len(behind))] // empty where all records are wanted
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

// askFewer adds to the error of an answer that is too large what the caller can do.
func askFewer(err error) error {
	return rest.Advised(err, "the upstream has no page size: ask for fewer ids at a time, if the list has the field ids")
}

// collect fetches the records of some ids in one run, or all records if there are no ids.
func (c *Client) collect(ctx context.Context, l collection, ids []string) (connectors.Page, error) {
	g := &collectionRows{collection: l}
	if len(ids) > 0 {
		g.ids, g.arguments.IDs = set(ids), joined(ids)
	}
	if _, err := c.read(ctx, functionCall{function: g.function, arguments: g.arguments, rows: g}); err != nil {
		return connectors.Page{}, err
	}
	if len(ids) > 0 {
		c.fitting[l.function].ids.Fits(len(ids), g.bytes)
	}
	page := connectors.Page{Outside: g.outside, Notices: g.context.Notices()}
	page.Records, page.Repeats = connectors.Sort(g.records)
	return page, nil
}

// collectionRows gathers the records of one run. It is not safe for concurrent use.
type collectionRows struct {
	collection

	ids     map[string]bool // nil for all
	context *transcode.Context
	records []connectors.Record
	outside int
	bytes   int // of JSON
}

func (g *collectionRows) reset() {
	g.context = &transcode.Context{Raw: g.raw, Constants: g.constants}
	g.records, g.outside, g.bytes = nil, 0, 0
}

func (g *collectionRows) add(list transcode.JSON) (rows int, err error) {
	g.bytes += len(list.Raw())
	return eachRow(g.table, list, g.context, g.take)
}

// take keeps a row that the request selects. A row without a readable id becomes an error after all others.
func (g *collectionRows) take(row *transcode.Row) error {
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

// ignored is the failure of an upstream that sent a record which a filter excludes.
func ignored(field, noun string, id []byte) error {
	return &connectors.Error{
		Kind: connectors.KindFilterIgnored, Connector: name, Op: opRun, Field: field,
		Err: fmt.Errorf("%s %q was not asked for", noun, id),
	}
}
