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

const opGet = "GET /crm/tasks/{id}"

// GetTasks looks one task up by its own address, and several by the list with a filter for ids.
func (c *Client) GetTasks(ctx context.Context, req *crmstreamv1.BatchGetTasksRequest, at connectors.PageRequest) (connectors.Page, error) {
	ids, err := taskIDs(req.GetIds())
	if err != nil {
		return connectors.Page{}, err
	}
	if at.Cursor != "" {
		done, err := strconv.ParseUint(string(at.Cursor), 10, 63)
		behind, _ := slices.BinarySearch(ids, done+1)
		if err != nil || behind == len(ids) {
			return connectors.Page{}, &connectors.Error{Kind: connectors.KindCursorGone, Connector: "administrate", Op: opList}
		}
		return c.several(ctx, ids[behind:], at.Cursor, req.GetIncludeRaw())
	}
	if len(ids) == 1 {
		return c.single(ctx, ids[0], req.GetIncludeRaw())
	}
	return c.several(ctx, ids, "", req.GetIncludeRaw())
}

// taskIDs returns the ids as numbers, ascending, each once. Since the records that come are told apart by their ids, an
// id must be written as the upstream writes it.
func taskIDs(texts []string) ([]uint64, error) {
	ids := make([]uint64, 0, len(texts))
	for _, text := range texts {
		n, err := strconv.ParseUint(text, 10, 63)
		if err != nil || n == 0 || strconv.FormatUint(n, 10) != text {
			return nil, connectors.Invalid("ids", "%q must be a number from 1 on, without leading zeros, as all ids of this upstream are", text)
		}
		ids = append(ids, n)
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// single fetches one task (Tasks, "Getting Tasks"). The page is empty when there is none.
func (c *Client) single(ctx context.Context, id uint64, raw bool) (connectors.Page, error) {
	path := "/api/v2/crm/tasks/" + strconv.FormatUint(id, 10)
	resp, err := c.get(ctx, rest.Request{Op: opGet, Path: path, Classify: classifySingle})
	if err != nil || resp.Status == http.StatusNotFound {
		return connectors.Page{}, err
	}
	body, _ := resp.JSON() // which classifySingle has taken
	return c.readSingle(body, id, raw)
}

// readSingle transcodes the answer for one task and verifies its id.
func (c *Client) readSingle(body transcode.JSON, id uint64, raw bool) (connectors.Page, error) {
	tc := &transcode.Context{Zone: c.zone, Raw: raw, Constants: accountID(body)}
	row, err := taskTable.One(body, tc)
	if err != nil {
		return connectors.Page{}, &connectors.Error{Kind: connectors.KindMalformedResponse, Connector: "administrate", Op: opGet, Err: err}
	}
	text := strconv.FormatUint(id, 10)
	r := row.Record
	switch {
	case !r.Identified(): // the address says which task it is that cannot be read
		r.ID, r.Err.ID = []byte(text), text
	case string(r.ID) != text:
		return connectors.Page{}, &connectors.Error{Kind: connectors.KindFilterIgnored, Connector: "administrate", Op: opGet, Field: "ids"}
	}
	r.Key = connectors.NumberKey(r.ID)
	return connectors.Page{Records: []connectors.Record{r}, Notices: tc.Notices()}, nil
}

// accountID returns the encoded field of that name, which single tasks have only as their account's own.
func accountID(task transcode.JSON) []byte {
	value, _ := task.Member("account", "id")
	id, ok := value.Text()
	if !ok || id == "" || id == "0" {
		return nil
	}
	return accountConstant(id)
}

// accountConstant encodes the account of a task.
var accountConstant = transcode.Constant[string]("account_id", &crmstreamv1.Task{})

// several fetches the first of the ids, which are behind the cursor, by keyset like the list: a server that cuts pages
// below what was asked for has the rest of its answer asked for with the next ids.
func (c *Client) several(ctx context.Context, ids []uint64, from connectors.Cursor, raw bool) (connectors.Page, error) {
	chunk := ids[:min(len(ids), c.settings.PageSize, maxPage)]
	texts := make([]string, len(chunk))
	for i, id := range chunk {
		texts[i] = strconv.FormatUint(id, 10)
	}
	l, err := c.listing(&crmstreamv1.ListTasksRequest{Ids: texts, IncludeRaw: raw})
	if err != nil {
		return connectors.Page{}, err
	}
	page, err := c.fetch(ctx, l, "id", len(chunk))
	if err != nil {
		return connectors.Page{}, err
	}
	connectors.FillKeys(page.Records, connectors.NumberKey([]byte(from)))
	if err := c.ascends(page.Records, string(from)); err != nil {
		return connectors.Page{}, err
	}
	done := texts[len(texts)-1]
	if n := len(page.Records); n > 0 && n < len(chunk) && !c.pages.Short(n, len(chunk)) {
		if done, err = lastID(page.Records); err != nil {
			return connectors.Page{}, err
		}
	}
	if done != strconv.FormatUint(ids[len(ids)-1], 10) {
		page.Next = connectors.Cursor(done)
	}
	return page, nil
}
