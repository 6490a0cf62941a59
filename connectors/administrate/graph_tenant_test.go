package administrate

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate/internal/schema"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// hiddenRow is a task of a fake tenant: what the upstream compares, and what it shows.
type hiddenRow struct {
	id               int
	created, updated string // what is compared; "" is null
	node             string // what is shown
}

// hiddenTenant is a fake tenant that compares more than it shows, and does what it is set to do.
type hiddenTenant struct {
	rows []hiddenRow
	cap  int // of a page, 0 for 100
	// spoil changes an answer: the rows that fulfil the filters in their order, the position and the number of those wanted.
	spoil func(ask graphAsk, found []hiddenRow) []hiddenRow
	// total replaces the number of all rows, given the number of those on the page.
	total func(all, page int) int
	// ignores says that filters, the order or the position are ignored.
	ignoresFilters, ignoresOrder, ignoresOffset bool
}

func (x *hiddenTenant) tasks(w http.ResponseWriter, ask graphAsk) {
	var found []hiddenRow
	for _, row := range x.rows {
		if x.ignoresFilters || !slices.ContainsFunc(ask.Variables.Filters, func(f schema.Filter) bool { return !row.fulfils(f) }) {
			found = append(found, row)
		}
	}
	if by := ask.Variables.Order; by != nil && !x.ignoresOrder {
		slices.SortStableFunc(found, func(a, b hiddenRow) int {
			c := cmp.Compare(a.value(by["field"]), b.value(by["field"]))
			if by["direction"] == "desc" {
				c = -c
			}
			return cmp.Or(c, cmp.Compare(a.id*7919%1009, b.id*7919%1009))
		})
	}
	if x.spoil != nil {
		found = x.spoil(ask, found)
	}
	start := min(ask.Variables.Offset, len(found))
	if x.ignoresOffset {
		start = 0
	}
	size := min(ask.Variables.First, cmp.Or(x.cap, 100), len(found)-start)
	edges := make([]string, size)
	for i, row := range found[start : start+size] {
		edges[i] = `{"node":` + row.node + `}`
	}
	total := len(found)
	if x.total != nil {
		total = x.total(total, size)
	}
	_, _ = fmt.Fprintf(w, `{"data":{"tasks":{"pageInfo":{"totalRecords":%d},"edges":[%s]}},"errors":[]}`, total, strings.Join(edges, ","))
}

func (r hiddenRow) value(field string) string {
	return map[string]string{"createdAt": r.created, "updatedAt": r.updated, "legacyId": strconv.Itoa(r.id)}[field]
}

// fulfils reports whether a row fulfils a filter. Times are compared as texts, so that parts of a second count.
func (r hiddenRow) fulfils(f schema.Filter) bool {
	v := r.value(f.Field)
	switch f.Operation {
	case "isnull":
		return v == ""
	case "notnull":
		return v != ""
	case "in":
		return slices.Contains(f.Values, v)
	}
	order := strings.Compare(v, strings.TrimSuffix(*f.Value, "Z"))
	return v != "" && map[string]bool{"eq": order == 0, "ne": order != 0, "lt": order < 0, "le": order <= 0, "gt": order > 0, "ge": order >= 0}[f.Operation]
}

// hidden returns a row that shows its times up to the second, followed by zone.
func hidden(id int, created, updated, zone string) hiddenRow {
	shown := func(v string) any {
		if v == "" {
			return nil
		}
		return v[:min(len(v), len(clockText))] + zone
	}
	node, _ := json.Marshal(map[string]any{
		"id": id, "globalId": global(id), "status": "Open", "createdAt": shown(created), "updatedAt": shown(updated),
	})
	return hiddenRow{id, created, updated, string(node)}
}

func global(id int) string { return fmt.Sprintf("task:%d", id) }

// walk reads a list, page after page, and returns its ids, those of rows that could not be read as "!". It checks that each page
// ascends, and drops rows at or before the position as the server does.
func walk(t *testing.T, c *graphClient, req *crmstreamv1.ListTasksRequest, want int) (ids []string, err error) {
	t.Helper()
	var position *connectors.Record
	at := connectors.PageRequest{Want: want}
	for range 5000 {
		page, err := conformance.Fetch(t.Context(), c, req, at)
		if err != nil {
			return ids, err
		}
		for i, r := range page.Records {
			if i > 0 && req.GetOrder() == "" {
				require.Positive(t, r.Compare(page.Records[i-1]), "%q %q after %q %q", r.Key, r.ID, page.Records[i-1].Key, page.Records[i-1].ID)
			}
			if position != nil && r.Compare(*position) <= 0 {
				continue
			}
			ids = append(ids, map[bool]string{true: string(r.ID), false: "!"}[r.Err == nil])
		}
		if n := len(page.Records); n > 0 && (position == nil || page.Records[n-1].Compare(*position) > 0) {
			position = &page.Records[n-1]
		}
		if page.Next == "" || req.GetOrder() != "" {
			return ids, nil
		}
		require.NotEqual(t, at.Cursor, page.Next, "the list does not go on")
		at.Cursor = page.Next
	}
	t.Fatal("the list does not end")
	return nil, nil
}

// client returns a client of the tenant.
func (x *hiddenTenant) client(t *testing.T) *graphClient {
	t.Helper()
	return (&graphFake{tasks: x.tasks}).client(t)
}

// wanted returns the ids of the rows that can be read.
func (x *hiddenTenant) wanted() []string {
	var ids []string
	for _, row := range x.rows {
		ids = append(ids, strconv.Itoa(row.id))
	}
	return ids
}
