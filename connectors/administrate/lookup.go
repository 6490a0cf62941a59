package administrate

import (
	"bytes"
	"context"
	"net/http"
	"slices"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

const opGet = "GET /crm/tasks/{id}"

// getTasks opens a look-up. One task is read from its own address, several tasks by the list with a filter by ids.
func (c *Client) getTasks(req *crmstreamv1.BatchGetTasksRequest, _ *connectors.Catalogue) (connectors.Find, error) {
	ids, err := taskIDs(req.GetIds())
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context) (connectors.Page, error) {
		if len(ids) == 1 {
			return c.single(ctx, ids[0], req.GetIncludeRaw())
		}
		return paging.ByIDs(ids, c.fitting.Bound(min(c.settings.PageSize, maxPage)), func(ids []string) (connectors.Page, error) {
			return c.several(ctx, ids, req.GetIncludeRaw())
		})
	}, nil
}

// taskIDs returns the ids in ascending order, each once. An id must be written as the upstream writes it, since records are
// matched with the request by their ids.
func taskIDs(texts []string) ([]string, error) {
	for _, text := range texts {
		if _, err := connectors.ParseID("ids", text, 1); err != nil {
			return nil, err
		}
	}
	ids := slices.SortedFunc(slices.Values(texts), func(a, b string) int {
		return bytes.Compare(connectors.NumberKey([]byte(a)), connectors.NumberKey([]byte(b)))
	})
	return slices.Compact(ids), nil
}

// single fetches one task (Tasks, "Getting Tasks"). The page is empty when the task does not exist.
func (c *Client) single(ctx context.Context, id string, raw bool) (connectors.Page, error) {
	resp, err := c.get(ctx, rest.Request{Op: opGet, Path: "/api/v2/crm/tasks/" + id, Classify: classifySingle})
	if err != nil || resp.Status == http.StatusNotFound {
		return connectors.Page{}, err
	}
	body, _ := resp.JSON() // classifySingle has checked that the body is JSON
	return c.readSingle(body, id, raw)
}

// readSingle transcodes the answer for one task and verifies its id.
func (c *Client) readSingle(body transcode.JSON, id string, raw bool) (connectors.Page, error) {
	tc := &transcode.Context{Zone: c.zone, Raw: raw, Constants: accountID(body)}
	row, err := taskTable.One(body, tc)
	if err != nil {
		return connectors.Page{}, &connectors.Error{Kind: connectors.KindMalformedResponse, Connector: "administrate", Op: opGet, Err: err}
	}
	r := row.Record
	switch {
	case !r.Identified(): // only the address shows which task cannot be read
		r.ID, r.Err.ID = []byte(id), id
	case string(r.ID) != id:
		return connectors.Page{}, &connectors.Error{Kind: connectors.KindFilterIgnored, Connector: "administrate", Op: opGet, Field: "ids"}
	}
	r.Key = connectors.NumberKey(r.ID)
	return connectors.Page{Records: []connectors.Record{r}, Notices: tc.Notices()}, nil
}

// accountID returns the encoded field account_id. A single task has it only as the id of its account.
func accountID(task transcode.JSON) []byte {
	value, _ := task.Member("account", "id")
	id, ok := value.ID() // if this id is not valid, the account itself has the id
	if !ok {
		return nil
	}
	return accountConstant(id)
}

// accountConstant encodes the account of a task.
var accountConstant = transcode.Constant[string]("account_id", &crmstreamv1.Task{})

// several fetches tasks by the list, in the order of their ids.
func (c *Client) several(ctx context.Context, ids []string, raw bool) (connectors.Page, error) {
	q, err := c.query(&crmstreamv1.ListTasksRequest{Ids: ids, IncludeRaw: raw})
	if err != nil {
		return connectors.Page{}, err
	}
	a, err := q.fetch(ctx, "id", len(ids))
	if err != nil {
		q.fitting.Halve(len(ids), err)
		return connectors.Page{}, err
	}
	connectors.FillKeys(a.page.Records, connectors.NumberKey(nil))
	err = a.ascends("0")
	return a.page, err
}
