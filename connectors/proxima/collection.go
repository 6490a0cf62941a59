package proxima

import (
	"context"
	"fmt"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// maxCollected bounds the ids of a request, which go into several runs.
const maxCollected = 1000

// collection gathers lists that have no windows: one run answers everything, or the ids it is asked for. Its order is by
// id. It is not safe for concurrent use.
type collection struct {
	function  *function
	table     *transcode.Table
	noun      string // names one record
	arguments arguments
	constants []byte
	raw       bool
	// lookup tells that rows of other ids are left out, where a list would fail for them.
	lookup bool
	// empty tells that nothing is to be asked for.
	empty bool
	// admits reports whether a row belongs here; nil admits all.
	admits func(*transcode.Row) bool
	// second is the check whose value tells records of one id apart, "" for none.
	second string

	ids     map[string]bool // nil for all
	context *transcode.Context
	records []connectors.Record
	outside int
}

// collect fetches the records of those ids that the cursor stands at, or all of them where no ids are asked for.
func (c *Client) collect(ctx context.Context, at connectors.PageRequest, ids []string, g *collection) (connectors.Page, error) {
	numbers, err := pick("ids", ids, maxCollected)
	if err != nil {
		return connectors.Page{}, err
	}
	part, next, err := chunk(numbers, at.Cursor)
	if err != nil || g.empty || g.lookup && len(part) == 0 {
		return connectors.Page{}, err
	}
	if len(part) > 0 {
		g.ids, g.arguments.IDs = set(part), joined(part)
	}
	if _, err := c.read(ctx, reading{function: g.function, arguments: g.arguments, rows: g}); err != nil {
		return connectors.Page{}, err
	}
	page := connectors.Page{Outside: g.outside, Notices: g.context.Notices(), Next: next}
	page.Records, page.Repeats = connectors.Sort(g.records)
	return page, nil
}

func (g *collection) reset() {
	g.context = &transcode.Context{Raw: g.raw, Constants: g.constants}
	g.records, g.outside = nil, 0
}

func (g *collection) add(list transcode.JSON) (rows int, err error) {
	return eachRow(g.table, list, g.context, g.take)
}

// take keeps a row that was asked for. One whose id cannot be read is told as an error behind all others.
func (g *collection) take(row *transcode.Row) error {
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
