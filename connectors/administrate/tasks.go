package administrate

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

const opList = "GET /crm/tasks"

// taskList declares the list of tasks.
func (c *Client) taskList() connectors.List {
	return connectors.List{
		Resource:  "tasks",
		Ops:       []string{opList},
		Fields:    []string{"ids", "created_from", "created_before"},
		Where:     taskWhere,
		Orders:    []string{"id", "-id"},
		PageMax:   c.settings.PageSize,
		Changes:   "The upstream does not report changes: read the list again and compare.",
		Guarantee: "Every task that exists throughout the scan is delivered exactly once.",
		Cost:      fmt.Sprintf("One request per %d tasks, and one for the end. A parallel read of a long list sometimes costs one more.", c.settings.PageSize),
		Assumes: []string{
			"New tasks get higher ids than all older ones.", "The order by id and the id filter are honoured (checked on every page).",
			"An answer without tasks means that no more exist: the upstream neither hides all tasks of a page nor sends an old answer again.",
		},
	}
}

// tasks opens a request for the list of tasks: keyset on the id, or the newest ones as one page.
func (c *Client) tasks(req *crmstreamv1.ListTasksRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	q, err := c.query(req)
	if err != nil {
		return nil, err
	}
	if req.GetOrder() == "-id" {
		return q.newest, nil
	}
	return q.ascending, nil
}

// size returns the number of rows to request.
func (q *query) size(want int) int {
	if want > 0 {
		return min(q.settings.PageSize, max(want, minPage))
	}
	return q.settings.PageSize
}

// ascending fetches the tasks after the id that the cursor holds.
func (q *query) ascending(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	size := q.size(at.Want)
	from, err := parsePlace(at.Cursor)
	if err != nil {
		return connectors.Page{}, &connectors.Error{Kind: connectors.KindCursorGone, Connector: "administrate", Op: opList}
	}
	a, ended, err := q.decide(func() (answer, error) { return q.page(ctx, size, from, at.Ahead) })
	page := a.page
	page.Overlaps = from.guessed
	if err != nil || ended {
		return page, err
	}
	last := lastID(page.Records)
	page.Next = connectors.Cursor(last)
	if a.single {
		return page, q.inOrder(ctx, last, above(from.behind), below(last))
	}
	return page, q.lookAhead(ctx, &page, size, from)
}

// decide requests a page, and once more where the rule of paging needs that, and reports whether the list ends with the page.
// Answers state no totals, so there is nothing else to request.
func (q *query) decide(ask func() (answer, error)) (a answer, ended bool, err error) {
	if a, err = ask(); err != nil {
		return answer{}, false, err
	}
	a, v, err := paging.Decide(&paging.Keyset{Server: q.server}, a, func(paging.Request) (answer, error) { return ask() })
	return a, v.Step == paging.End, err
}

// inOrder checks the order of a page of one row on a server that sent no more, since one row shows no order. It checks that
// there is no task between the bounds.
func (q *query) inOrder(ctx context.Context, id string, bounds ...bound) error {
	a, err := q.fetch(ctx, "id", 1, bounds...)
	if len(a.page.Records) > 0 {
		return failure(connectors.KindInconsistent, "task %q came first, though a task before it exists: the upstream ignored the order", id)
	}
	return err
}

// newest fetches the tasks with the highest ids, as many as are wanted or as a page holds.
func (q *query) newest(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	size := q.size(at.Want)
	want := min(cmp.Or(at.Want, size), size)
	page, err := paging.ReadNewest(want, func(bounds []bound, _ int) (page connectors.Page, next []bound, ended bool, err error) {
		a, ended, err := q.decide(func() (answer, error) { return q.descending(ctx, size, bounds) })
		if err != nil || ended {
			return a.page, nil, ended, err
		}
		last := lastID(a.page.Records)
		if a.single {
			err = q.inOrder(ctx, last, append(bounds, bound{"id__gt", last})...)
		}
		return a.page, []bound{below(last)}, false, err
	})
	page.Records = page.Records[:min(len(page.Records), size)]
	return page, err
}

// descending fetches tasks from the highest id within bounds downwards.
func (q *query) descending(ctx context.Context, size int, bounds []bound) (answer, error) {
	a, err := q.upTo(ctx, "-id", size, bounds...)
	if err != nil {
		return answer{}, err
	}
	rows := a.page.Records
	slices.Reverse(rows)
	connectors.FillKeys(rows, connectors.NumberKey(nil))
	err = a.ascends("0")
	rows = a.page.Records
	slices.Reverse(rows)
	if n := len(rows); err == nil && n > 0 && len(bounds) > 0 {
		if top := (connectors.Record{Key: connectors.NumberKey([]byte(bounds[0].id))}); bytes.Compare(rows[0].Key, top.Key) >= 0 {
			err = failure(connectors.KindInconsistent, "task %q came in a list of tasks below %q: the upstream ignored the id filter", rows[0].ID, bounds[0].id)
		}
	}
	return a, err
}

// lastID returns the last readable id of a page, where the next request continues. A page has one if the list goes on after it.
func lastID(records []connectors.Record) string {
	for _, r := range slices.Backward(records) {
		if r.Identified() {
			return string(r.ID)
		}
	}
	return ""
}

// answer is an answer of the list: the page of records to deliver, and what the rule of paging needs.
type answer struct {
	paging.Answer
	page connectors.Page
	// single reports whether no more than one row came.
	single bool
}

// upTo is fetch, with fewer tasks where an answer of so many is too large. The answer states how many were requested.
func (q *query) upTo(ctx context.Context, order string, limit int, bounds ...bound) (answer, error) {
	return rest.Fit(&q.fitting, limit, 1, func(rows int) (answer, error) { return q.fetch(ctx, order, rows, bounds...) })
}

// fetch requests one page of a list (Tasks, "Getting more than one Task"). Records without a readable id have no key.
func (q *query) fetch(ctx context.Context, order string, limit int, bounds ...bound) (answer, error) {
	arguments := maps.Clone(q.arguments)
	arguments.Set("_order", order)
	arguments.Set("_limit", strconv.Itoa(limit))
	for _, b := range bounds {
		arguments.Set(b.argument, b.id)
	}
	resp, err := q.get(ctx, rest.Request{Op: opList, Path: "/api/v2/crm/tasks", Query: arguments, Classify: q.classify})
	if err != nil {
		return answer{}, rest.AskLess(err, "page_size", limit)
	}
	body, _ := resp.JSON() // q.classify has checked that the body is JSON
	page, err := q.read(body)
	q.fitting.Fits(len(page.Records), len(resp.Body))
	a := answer{page: page, single: len(page.Records) == 1}
	a.Rows, a.Asked, a.Total = page.Records, limit, paging.NoTotal
	return a, err
}

// get sends a GET request with the account's credentials.
func (c *Client) get(ctx context.Context, r rest.Request) (rest.Response, error) {
	r.Method, r.Safe = http.MethodGet, true
	r.Header, r.Authorize = accepts(), c.authorize
	return c.rest.Do(ctx, r)
}

// accepts returns the headers of all requests.
func accepts() http.Header { return http.Header{"Accept": {"application/json"}} }

// authorize adds the credentials to a request.
func (c *Client) authorize(_ context.Context, sent *http.Request) error {
	sent.SetBasicAuth(c.settings.Login, c.settings.Password.Reveal())
	return nil
}

// read transcodes the rows of an answer and verifies them by the filters.
func (q *query) read(body transcode.JSON) (connectors.Page, error) {
	tc := &transcode.Context{Zone: q.zone, Raw: q.raw}
	var page connectors.Page
	err := taskTable.Rows(body, tc, func(row *transcode.Row) error {
		for _, f := range q.filters {
			if row.Record.Err == nil && !f.admits(row) {
				return &connectors.Error{Kind: connectors.KindFilterIgnored, Connector: "administrate", Op: opList, Field: f.field}
			}
		}
		row.Record.Key = nil
		if !row.Misplace() && row.Record.Identified() {
			row.Record.Key = connectors.NumberKey(row.Record.ID)
		}
		page.Records = append(page.Records, row.Record)
		return nil
	})
	page.Notices = tc.Notices()
	return page, err
}

// ascends checks that the rows ascend from an id, on which the keyset rests. Of a row that came twice in succession, as joins
// in a database cause, one is kept.
func (a *answer) ascends(from string) error {
	last := connectors.Record{Key: connectors.NumberKey([]byte(from)), ID: []byte(from)}
	kept := a.page.Records[:0]
	for i, r := range a.page.Records {
		switch order := r.Compare(last); {
		case order == 0 && i > 0:
			a.page.Repeats++
			kept[len(kept)-1] = r
			continue
		case order <= 0:
			return failure(connectors.KindInconsistent, "task %q came after %q: the upstream ignored the order or the id filter", r.ID, last.ID)
		}
		last = r
		kept = append(kept, r)
	}
	a.page.Records, a.Rows = kept, kept
	return nil
}
