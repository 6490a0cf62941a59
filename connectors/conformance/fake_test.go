package conformance_test

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// pageSize is how many users upstream serves at a time.
const pageSize = 20

// upstream is a directory of users with ids from 1 on, of which those in gone are no longer active.
type upstream struct {
	rows, cap int
	fault     string
	faultAt   int

	mu     sync.Mutex
	gone   map[int]bool
	served int
	before func(n int)
}

func (u *upstream) ids() (ids []string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for id := 1; id <= u.rows; id++ {
		if !u.gone[id] {
			ids = append(ids, strconv.Itoa(id))
		}
	}
	return ids
}

// remove makes a user one that is no longer active.
func (u *upstream) remove(id string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	n, _ := strconv.Atoi(id) // no user has another id
	u.gone[n] = true
}

// ServeHTTP answers /users?after=ID&group=G&ids=1,2&gone=true. Of the groups 1 and 2 the first has the odd ids.
func (u *upstream) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	u.mu.Lock()
	u.served++
	n := u.served
	u.mu.Unlock()
	u.before(n)
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.fault != "" && n >= u.faultAt && u.fail(w) {
		return
	}
	query := r.URL.Query()
	after, _ := strconv.Atoi(query.Get("after"))
	ids := strings.Split(query.Get("ids"), ",")
	rows := []map[string]any{}
	for id := after + 1; id <= u.rows && len(rows) < cmp.Or(u.cap, pageSize); id++ {
		switch {
		case u.gone[id] != (query.Get("gone") == "true"),
			query.Has("ids") && !slices.Contains(ids, strconv.Itoa(id)),
			query.Has("group") && query.Get("group") != strconv.Itoa(2-id%2):
		default:
			rows = append(rows, map[string]any{"id": id, "active": !u.gone[id], "name": fmt.Sprint("User ", id)})
		}
	}
	_ = json.NewEncoder(w).Encode(rows)
}

// fail answers with the fault, and reports false for those that are left out here.
func (u *upstream) fail(w http.ResponseWriter) bool {
	status, isStatus := strings.CutPrefix(u.fault, "status ")
	switch {
	case isStatus:
		code, _ := strconv.Atoi(status)
		w.WriteHeader(code)
	case u.fault == "html":
		_, _ = w.Write([]byte("<html></html>"))
	case u.fault == "empty":
	case u.fault == "garbage":
		_, _ = w.Write([]byte("Warning: out of order"))
	case u.fault == "cut":
		_, _ = w.Write([]byte(`[{"id":`))
		panic(http.ErrAbortHandler)
	default:
		panic(http.ErrAbortHandler)
	}
	return true
}

var userTable = transcode.Must(transcode.Part(&crmstreamv1.User{},
	transcode.Column{Keys: []string{"id"}, Field: "id", Kind: transcode.Ref, Mark: transcode.MarkID},
	transcode.Column{Keys: []string{"name"}, Field: "name", Kind: transcode.Text},
	transcode.Column{Keys: []string{"active"}, Field: "active", Kind: transcode.Flag},
))

// fieldTable reads users as if they were the fields of users.
var fieldTable = transcode.Must(transcode.Part(&crmstreamv1.Field{}, transcode.ID("key", "id"), transcode.Col("name", transcode.Text, "name")))

// client is the connector for it.
type client struct{ rest *rest.Client }

func (c *client) Lists() []connectors.List {
	return []connectors.List{
		connectors.Of(connectors.List{
			Resource: "users", Ops: []string{"GET /users"}, Fields: []string{"group_id", "ids"}, Orders: []string{"id"}, PageMax: pageSize, Kept: true,
			Changes: "Read again.", Guarantee: "Every user.", Cost: "One request per page, and one for the end.",
		}, c.users),
		connectors.Of(connectors.List{
			Resource: "fields", Ops: []string{"GET /users"}, Fields: []string{"resource"}, Orders: []string{"key"}, Kept: true,
			Changes: "Read again.", Guarantee: "Every field.", Cost: "One request.",
		}, c.fields),
	}
}

func (c *client) Writes() []connectors.Write { return nil }

func (c *client) LookUps() []connectors.LookUp {
	return []connectors.LookUp{
		connectors.LookUpOf("users", func(req *crmstreamv1.BatchGetContactsRequest, _ *connectors.Catalogue) (connectors.Find, error) {
			return c.find(req.GetIds(), req.GetIncludeRaw())
		}, "GET /users"),
	}
}

// users opens a list, whose filter for ids it applies itself.
func (c *client) users(req *crmstreamv1.ListUsersRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	return func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		return c.page(ctx, req, at)
	}, nil
}

func (c *client) page(ctx context.Context, req *crmstreamv1.ListUsersRequest, at connectors.PageRequest) (connectors.Page, error) {
	query := url.Values{}
	if req.GetGroupId() != "" {
		query.Set("group", req.GetGroupId())
	}
	page, err := c.fetch(ctx, userTable, query, at.Cursor, req.GetIncludeRaw())
	if n := len(page.Records); n > 0 {
		page.Next = connectors.Cursor(page.Records[n-1].ID)
	}
	if len(req.GetIds()) > 0 {
		page.Records = slices.DeleteFunc(page.Records, func(r connectors.Record) bool {
			return !slices.Contains(req.GetIds(), string(r.ID))
		})
	}
	return page, err
}

// fields opens the list of the fields of users, which is one answer; no other records have fields.
func (c *client) fields(req *crmstreamv1.ListFieldsRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	if req.GetResource() != "users" {
		return nil, connectors.Invalid("resource", "%q has no fields: use users", req.GetResource())
	}
	return func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		return c.fetch(ctx, fieldTable, url.Values{}, at.Cursor, req.GetIncludeRaw())
	}, nil
}

// find opens a look-up of users by chunks of 20: all that exist, and then those that are gone.
func (c *client) find(ids []string, raw bool) (connectors.Find, error) {
	for _, id := range ids {
		if n, err := strconv.ParseUint(id, 10, 31); err != nil || n == 0 || strconv.FormatUint(n, 10) != id {
			return nil, connectors.Invalid("ids", "%q must be a number", id)
		}
	}
	return func(ctx context.Context) (connectors.Page, error) {
		among := func(gone bool) paging.Ask {
			return func(ids []string) (connectors.Page, error) {
				return c.fetch(ctx, userTable, url.Values{"ids": {strings.Join(ids, ",")}, "gone": {strconv.FormatBool(gone)}}, "", raw)
			}
		}
		return paging.ByIDs(ids, pageSize, among(false), among(true))
	}, nil
}

func (c *client) fetch(ctx context.Context, table *transcode.Table, query url.Values, after connectors.Cursor, raw bool) (connectors.Page, error) {
	if _, err := strconv.ParseUint(string(after), 10, 31); err != nil && after != "" {
		return connectors.Page{}, &connectors.Error{Kind: connectors.KindCursorGone, Connector: "fake"}
	}
	query.Set("after", string(after))
	resp, err := c.rest.Do(ctx, rest.Request{Op: "users", Method: http.MethodGet, Path: "/users", Query: query, Safe: true, Classify: classify})
	if err != nil {
		return connectors.Page{}, err
	}
	var page connectors.Page
	users, _ := resp.JSON() // which classify has taken
	return page, table.Rows(users, &transcode.Context{Raw: raw}, func(row *transcode.Row) error {
		row.Record.Key = connectors.NumberKey(row.Record.ID)
		page.Records = append(page.Records, row.Record)
		return nil
	})
}

func classify(resp rest.Response) error {
	if resp.Status != http.StatusOK {
		return rest.ClassifyStatus(resp)
	}
	_, err := resp.JSON()
	return err
}

// open returns a client of an upstream.
func open(t *testing.T, u conformance.Upstream) (*upstream, *client) {
	t.Helper()
	server := &upstream{rows: u.Rows, cap: u.PageCap, fault: u.Fault, faultAt: u.FaultAt, gone: map[int]bool{}, before: func(int) {}}
	base, err := rest.ParseBase("base", "http://localhost", false)
	require.NoError(t, err)
	return server, &client{rest.New(connectors.Account{Transport: u.Carry(server)}, "fake", []*url.URL{base}, rest.Options{})}
}
