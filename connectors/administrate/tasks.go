package administrate

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

const opList = "GET /crm/tasks"

// ListTasks fetches the tasks behind the id that the cursor holds.
func (c *Client) ListTasks(ctx context.Context, req *crmstreamv1.ListTasksRequest, at connectors.PageRequest) (connectors.Page, error) {
	l, err := c.listing(req)
	if err != nil {
		return connectors.Page{}, err
	}
	size := c.settings.PageSize
	if at.Want > 0 {
		size = min(size, max(at.Want, minPage))
	}
	if req.GetOrder() == "-id" {
		return c.newest(ctx, l, size)
	}
	from, err := parsePlace(at.Cursor)
	if err != nil {
		return connectors.Page{}, &connectors.Error{Kind: connectors.KindCursorGone, Connector: "administrate", Op: opList}
	}
	answer, err := c.page(ctx, l, size, from, at.Ahead)
	page := answer.Page
	page.Overlaps = from.guessed
	if err != nil || len(page.Records) == 0 {
		return page, err
	}
	before := strconv.FormatUint(from.behind, 10)
	connectors.FillKeys(page.Records, connectors.NumberKey([]byte(before)))
	if err := c.ascends(page.Records, before); err != nil {
		return connectors.Page{}, err
	}
	if c.pages.Short(answer.rows, answer.asked) {
		return page, nil
	}
	last, err := lastID(page.Records)
	if err != nil {
		return connectors.Page{}, err
	}
	page.Next = connectors.Cursor(last)
	if answer.rows == 1 {
		return page, c.inOrder(ctx, l, "id__lt", last)
	}
	return page, c.lookAhead(ctx, &page, l, size, from)
}

// inOrder checks the order of a page of one row, which shows none, on a server that has sent no longer page: there is no
// task on the side of the row where none should be, which an argument names.
func (c *Client) inOrder(ctx context.Context, l *listing, argument, id string) error {
	there, err := c.anyBeside(ctx, l, argument, id)
	if there {
		return failure(connectors.KindInconsistent, "task %q came alone and out of turn: the upstream ignored the order", id)
	}
	return err
}

// anyBeside reports whether there are tasks on one side of an id, which an argument names.
func (c *Client) anyBeside(ctx context.Context, l *listing, argument, id string) (bool, error) {
	l.arguments.Set(argument, id)
	page, err := c.fetch(ctx, l, "id", 1)
	return len(page.Records) > 0, err
}

// newest fetches the one page of the descending order. A page that is shorter than what was asked for, without proof that
// the server sends longer ones, costs another request: is there anything below its last task?
func (c *Client) newest(ctx context.Context, l *listing, size int) (connectors.Page, error) {
	page, err := c.fetch(ctx, l, "-id", size)
	if err != nil {
		return connectors.Page{}, err
	}
	rows := len(page.Records)
	slices.Reverse(page.Records)
	connectors.FillKeys(page.Records, connectors.NumberKey(nil))
	if err := c.ascends(page.Records, "0"); err != nil {
		return connectors.Page{}, err
	}
	slices.Reverse(page.Records)
	if rows == 0 || rows >= size || c.pages.Short(rows, size) {
		return page, nil
	}
	last, err := lastID(page.Records)
	if err != nil {
		return connectors.Page{}, err
	}
	below, err := c.anyBeside(ctx, l, "id__lt", last)
	if err != nil {
		return connectors.Page{}, err
	}
	if below {
		return connectors.Page{}, failure(connectors.KindMisconfigured, "the upstream sends no more than %d tasks at a time: set page_size to that", rows)
	}
	if rows == 1 {
		l.arguments.Del("id__lt")
		return page, c.inOrder(ctx, l, "id__gt", last)
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

// fetch asks for one page of a list (Tasks, "Getting more than one Task"). Records without a readable id lack a key.
func (c *Client) fetch(ctx context.Context, l *listing, order string, limit int) (connectors.Page, error) {
	l.arguments.Set("_order", order)
	l.arguments.Set("_limit", strconv.Itoa(limit))
	resp, err := c.get(ctx, rest.Request{Op: opList, Path: "/api/v2/crm/tasks", Query: l.arguments, Classify: l.classify})
	if err != nil {
		return connectors.Page{}, err
	}
	body, _ := resp.JSON() // which l.classify has taken
	page, err := c.read(body, l)
	c.pages.Saw(len(page.Records))
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
func (c *Client) read(body transcode.JSON, l *listing) (connectors.Page, error) {
	tc := &transcode.Context{Zone: c.zone, Raw: l.raw}
	var page connectors.Page
	err := taskTable.Rows(body, tc, func(row *transcode.Row) error {
		for _, f := range l.filters {
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
func (c *Client) ascends(records []connectors.Record, from string) error {
	last := connectors.Record{Key: connectors.NumberKey([]byte(from)), ID: []byte(from)}
	for _, r := range records {
		if r.Compare(last) <= 0 {
			return failure(connectors.KindInconsistent, "task %q came beside %q: the upstream ignored the order or the id filter", r.ID, last.ID)
		}
		last = r
	}
	return nil
}
