package administrate

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

const opList = "GET /crm/tasks"

// taskList declares the list of tasks.
func (c *Client) taskList() connectors.List {
	return connectors.List{
		Resource:  "tasks",
		Fields:    []string{"ids", "created_from", "created_before"},
		Where:     taskWhere,
		Orders:    []string{"id", "-id"},
		PageMax:   c.settings.PageSize,
		Changes:   "The upstream cannot tell what changed: read the list again and compare.",
		Guarantee: "Every task that exists throughout the scan is delivered exactly once.",
		Cost:      fmt.Sprintf("One request per %d tasks, and one for the end. Reading a long list in parallel costs one more now and then.", c.settings.PageSize),
		Assumes:   []string{"New tasks get higher ids than all older ones.", "The order by id and the id filter are honoured (checked on every page)."},
	}
}

// tasks opens a request for the list of tasks: keyset on the id, or the newest ones in one page.
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

// size returns how many rows to ask for.
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
	answer, err := q.page(ctx, size, from, at.Ahead)
	page := answer.Page
	page.Overlaps = from.guessed
	if err != nil || len(page.Records) == 0 {
		return page, err
	}
	before := strconv.FormatUint(from.behind, 10)
	connectors.FillKeys(page.Records, connectors.NumberKey([]byte(before)))
	if err := ascends(page.Records, before); err != nil {
		return connectors.Page{}, err
	}
	if q.pages.Short(answer.rows, answer.asked) {
		return page, nil
	}
	last, err := lastID(page.Records)
	if err != nil {
		return connectors.Page{}, err
	}
	page.Next = connectors.Cursor(last)
	if answer.rows == 1 {
		return page, q.inOrder(ctx, last, above(from.behind), below(last))
	}
	return page, q.lookAhead(ctx, &page, size, from)
}

// inOrder checks the order of a page of one row, which shows none, on a server that has sent no longer page: there is no
// task within bounds where none should be.
func (q *query) inOrder(ctx context.Context, id string, bounds ...bound) error {
	there, err := q.any(ctx, bounds...)
	if there {
		return failure(connectors.KindInconsistent, "task %q came alone and out of turn: the upstream ignored the order", id)
	}
	return err
}

// any reports whether there are tasks within bounds.
func (q *query) any(ctx context.Context, bounds ...bound) (bool, error) {
	page, err := q.fetch(ctx, "id", 1, bounds...)
	return len(page.Records) > 0, err
}

// newest fetches the one page of the descending order. A page that is shorter than what was asked for, without proof that
// the server sends longer ones, costs another request: is there anything below its last task?
func (q *query) newest(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	size := q.size(at.Want)
	page, err := q.fetch(ctx, "-id", size)
	if err != nil {
		return connectors.Page{}, err
	}
	rows := len(page.Records)
	slices.Reverse(page.Records)
	connectors.FillKeys(page.Records, connectors.NumberKey(nil))
	if err := ascends(page.Records, "0"); err != nil {
		return connectors.Page{}, err
	}
	slices.Reverse(page.Records)
	if rows == 0 || rows >= size || q.pages.Short(rows, size) {
		return page, nil
	}
	last, err := lastID(page.Records)
	if err != nil {
		return connectors.Page{}, err
	}
	more, err := q.any(ctx, below(last))
	if err != nil {
		return connectors.Page{}, err
	}
	if more {
		return connectors.Page{}, failure(connectors.KindMisconfigured, "the upstream sends no more than %d tasks at a time: set page_size to that", rows)
	}
	if rows == 1 {
		return page, q.inOrder(ctx, last, bound{"id__gt", last})
	}
	return page, nil
}

// lastID returns the last id that could be read, on which the next request rests.
func lastID(records []connectors.Record) (string, error) {
	for _, r := range slices.Backward(records) {
		if r.Identified() {
			return string(r.ID), nil
		}
	}
	return "", failure(connectors.KindMalformedResponse, "none of %d tasks has an id", len(records))
}

// upTo is fetch, for fewer tasks where so many are too large for an answer.
func (q *query) upTo(ctx context.Context, limit int, bounds ...bound) (answer, error) {
	limit = q.fitting.Bound(limit)
	page, err := q.fetch(ctx, "id", limit, bounds...)
	for fewer, ok := q.fitting.Halve(limit, err); ok; fewer, ok = q.fitting.Halve(limit, err) {
		limit = fewer
		page, err = q.fetch(ctx, "id", limit, bounds...)
	}
	return answer{page, len(page.Records), limit}, err
}

// fetch asks for one page of a list (Tasks, "Getting more than one Task"). Records without a readable id lack a key.
func (q *query) fetch(ctx context.Context, order string, limit int, bounds ...bound) (connectors.Page, error) {
	arguments := maps.Clone(q.arguments)
	arguments.Set("_order", order)
	arguments.Set("_limit", strconv.Itoa(limit))
	for _, b := range bounds {
		arguments.Set(b.argument, b.id)
	}
	resp, err := q.get(ctx, rest.Request{Op: opList, Path: "/api/v2/crm/tasks", Query: arguments, Classify: q.classify})
	if err != nil {
		return connectors.Page{}, rest.AskLess(err, "page_size", limit)
	}
	body, _ := resp.JSON() // which q.classify has taken
	page, err := q.read(body)
	q.fitting.Fits(len(page.Records), len(resp.Body))
	q.pages.Saw(len(page.Records))
	return page, err
}

// get sends a request that reads, in the name of the account.
func (c *Client) get(ctx context.Context, r rest.Request) (rest.Response, error) {
	r.Method, r.Safe = http.MethodGet, true
	r.Header = http.Header{"Accept": {"application/json"}}
	r.Authorize = func(_ context.Context, sent *http.Request) error {
		sent.SetBasicAuth(c.settings.Login, c.settings.Password.Reveal())
		return nil
	}
	return c.rest.Do(ctx, r)
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
		if row.Record.Identified() {
			row.Record.Key = connectors.NumberKey(row.Record.ID)
		}
		page.Records = append(page.Records, row.Record)
		return nil
	})
	page.Notices = tc.Notices()
	return page, err
}

// ascends checks that the rows go up strictly from an id, as the keyset rests on.
func ascends(records []connectors.Record, from string) error {
	last := connectors.Record{Key: connectors.NumberKey([]byte(from)), ID: []byte(from)}
	for _, r := range records {
		if r.Compare(last) <= 0 {
			return failure(connectors.KindInconsistent, "task %q came beside %q: the upstream ignored the order or the id filter", r.ID, last.ID)
		}
		last = r
	}
	return nil
}
