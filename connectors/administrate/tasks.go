package administrate

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

const opList = "GET /crm/tasks"

// ListTasks fetches the tasks behind the id that the cursor holds.
func (c *Client) ListTasks(ctx context.Context, req *crmstreamv1.ListTasksRequest, at connectors.PageRequest) (connectors.Page, error) {
	query, filters, err := c.query(req)
	if err != nil {
		return connectors.Page{}, err
	}
	size := c.settings.PageSize
	if at.Want > 0 {
		size = min(size, at.Want)
	}
	query.Set("_limit", strconv.Itoa(size))
	descending := req.GetOrder() == "-id"
	if descending {
		query.Set("_order", "-id")
	} else {
		query.Set("_order", "id")
		if _, err := strconv.ParseUint(string(at.Cursor), 10, 63); err != nil && at.Cursor != "" {
			return connectors.Page{}, &connectors.Error{Kind: connectors.KindCursorGone, Connector: "administrate", Op: opList}
		}
		query.Set("id__gt", cmp.Or(string(at.Cursor), "0")) // the vendor's recipe starts at 0
	}
	resp, err := c.get(ctx, query)
	if err != nil {
		return connectors.Page{}, err
	}
	page, err := c.read(resp.Body, req, filters)
	if err != nil || descending || len(page.Records) == 0 {
		return page, err
	}
	if err := c.ascends(page.Records, at.Cursor); err != nil {
		return connectors.Page{}, err
	}
	c.pages.Saw(len(page.Records))
	if !c.pages.Short(len(page.Records), size) {
		page.Next = connectors.Cursor(page.Records[len(page.Records)-1].ID)
	}
	return page, nil
}

// get asks for a list (Tasks, "Getting more than one Task").
func (c *Client) get(ctx context.Context, query url.Values) (rest.Response, error) {
	return c.rest.Do(ctx, rest.Request{
		Op:     opList,
		Method: http.MethodGet,
		Path:   "/api/v2/crm/tasks",
		Query:  query,
		Header: http.Header{"Accept": {"application/json"}},
		Safe:   true,
		Authorize: func(_ context.Context, r *http.Request) error {
			r.SetBasicAuth(c.settings.Login, c.settings.Password.Reveal())
			return nil
		},
		Classify: classifyList,
	})
}

// read transcodes the rows of an answer and verifies them by the filters.
func (c *Client) read(body []byte, req *crmstreamv1.ListTasksRequest, filters []filter) (connectors.Page, error) {
	tc := &transcode.Context{Zone: c.zone, Raw: req.GetIncludeRaw()}
	var page connectors.Page
	err := taskTable.Rows(body, tc, func(row *transcode.Row) error {
		for _, f := range filters {
			if row.Record.Err == nil && !f.admits(row) {
				return &connectors.Error{Kind: connectors.KindFilterIgnored, Connector: "administrate", Op: opList, Field: f.field()}
			}
		}
		row.Record.Key = connectors.NumberKey(row.Record.ID)
		if n := len(page.Records); row.Record.Err != nil && row.Record.Err.ID == "" && n > 0 {
			row.Record.Key = page.Records[n-1].Key // a row without id stands where it came
		}
		page.Records = append(page.Records, row.Record)
		return nil
	})
	page.Notices = tc.Notices()
	return page, err
}

// ascends checks that the rows go up strictly from the cursor, as the keyset rests on.
func (c *Client) ascends(records []connectors.Record, from connectors.Cursor) error {
	last := connectors.Record{Key: connectors.NumberKey([]byte(from)), ID: []byte(from)}
	for _, r := range records {
		if r.Compare(last) <= 0 {
			return c.inconsistent("task %q came behind %q: the upstream ignored the order or the id filter", r.ID, last.ID)
		}
		last = r
	}
	return nil
}
