package apro_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// TestLookUpConformance runs the suite of look-ups.
func TestLookUpConformance(t *testing.T) {
	tests := []struct {
		list   string
		read   byIDs
		record proto.Message
		size   int
	}{
		{sandbox.ListStock, reads[0], &crmstreamv1.StockItem{}, 400},
		{sandbox.ListContacts, reads[1], &crmstreamv1.Contact{}, 50},
		{sandbox.ListActivities, reads[2], &crmstreamv1.Activity{}, 50},
		{sandbox.ListDeals, reads[3], &crmstreamv1.Deal{}, 50},
		{sandbox.ListInvoices, reads[4], &crmstreamv1.Invoice{}, 200},
	}
	inModes := map[string]func(*sandbox.Settings){
		"default":   func(*sandbox.Settings) {},
		"intrum":    func(s *sandbox.Settings) { s.Dialect, s.FullInvoices = sandbox.Intrum, sandbox.FullMap },
		"no counts": modes["no counts"],
	}
	for _, test := range tests {
		for name, mode := range inModes {
			if testing.Short() && name != "default" {
				continue
			}
			t.Run(test.read.name, func(t *testing.T) {
				conformance.RunGetter(t, conformance.Getter{
					Name: name, Record: test.record, Request: func() proto.Message { return test.read.request(nil, false) }, PerRequest: test.size, Excuses: unpublished(test.list),
					Open: func(t *testing.T, u conformance.Upstream) *conformance.GetterRig {
						return test.read.open(t, u, test.list, mode)
					},
				})
			})
		}
	}
}

// unpublished excuses the lists whose rows need not show publish, so that nothing tells that a server ignores it.
func unpublished(list string) map[conformance.Check]string {
	if list == sandbox.ListStock || list == sandbox.ListInvoices {
		return nil
	}
	return map[conformance.Check]string{
		conformance.CheckIgnored: "rows do not show publish; where they do, TestDeletedRecordsOfServersThatIgnorePublish",
	}
}

// open starts an emulator with records of which some were deleted.
func (r byIDs) open(t *testing.T, u conformance.Upstream, list string, mode func(*sandbox.Settings)) *conformance.GetterRig {
	t.Helper()
	u.Rows += u.Rows / 4 // some are deleted
	server, client := newSandbox(t, u, r.op, mode)
	deleted := server.IDs(list)[:7]
	for _, id := range deleted {
		require.NoError(t, server.Delete(list, id))
	}
	return &conformance.GetterRig{
		Client:   client,
		Existing: server.IDs(list),
		Deleted:  deleted,
		Unknown:  []string{"987654321", "987654322", "1"},
		Delete:   func(id string) { require.NoError(t, server.Delete(list, id)) },
		Before: func(hook func(int)) {
			server.OnRequest(func(op string, n int64) {
				if op == r.op {
					hook(int(n))
				}
			})
		},
		Secrets: []string{sandbox.Defaults().APIKey},
	}
}

// attachedRows is how many rows the suite of attached lists has where these have no pages, and attachedIDs how many ids
// they are asked for, which take three requests.
const attachedRows, attachedIDs = 250, 450

// numbers returns so many ids: those of a list, and then some that no record has.
func numbers(t *testing.T, list string, n int) []string {
	t.Helper()
	server, _ := newSandbox(t, conformance.Upstream{Rows: attachedRows}, "", func(*sandbox.Settings) {})
	ids := server.IDs(list)
	for len(ids) < n {
		ids = append(ids, strconv.Itoa(900_000_000+len(ids)))
	}
	return ids
}

// TestLinkConformance runs the suite of lists without moving rows for links: there is a record for every id.
func TestLinkConformance(t *testing.T) {
	contacts, deals := numbers(t, sandbox.ListContacts, 500), numbers(t, sandbox.ListDeals, 500)
	tests := []struct {
		read    byIDs
		ids     []string
		request func() proto.Message
		asked   int // one for each 200, and one more where an answer has some of them
	}{
		{
			reads[5], contacts, func() proto.Message {
				return &crmstreamv1.ListContactLinksRequest{Source: "test", ContactIds: contacts}
			}, 5,
		},
		{
			reads[6], deals, func() proto.Message { return &crmstreamv1.ListDealLinksRequest{Source: "test", DealIds: deals} }, 4,
		},
	}
	for _, test := range tests {
		t.Run(test.read.name, func(t *testing.T) {
			conformance.RunFixed(t, conformance.Fixed{
				Name: "suite", Request: test.request, PageSize: 200, Requests: test.asked,
				Samples: map[string]string{test.read.field: `["1","2"]`},
				Excuses: map[conformance.Check]string{
					conformance.CheckCut:    "an answer is a map by id, which has no pages",
					conformance.CheckMoving: "there is a record for every id, whatever is deleted",
					conformance.CheckRaw:    "of an id that the answer leaves out there is no JSON; TestLinksTellTheirJSON",
				},
				Open: func(t *testing.T, u conformance.Upstream) *conformance.Rig {
					rig := test.read.attached(t, u)
					rig.IDs = func() []string { return slices.Clone(test.ids) }
					return rig
				},
			})
		})
	}
}

// TestCommentConformance runs the suite of lists without moving rows for comments on every kind of records.
func TestCommentConformance(t *testing.T) {
	tests := []struct {
		read   byIDs
		list   string
		parent crmstreamv1.CommentParent
		other  string
	}{
		{reads[7], sandbox.ListStock, crmstreamv1.CommentParent_COMMENT_PARENT_STOCK_ITEM, `"COMMENT_PARENT_DEAL"`},
		{reads[8], sandbox.ListContacts, crmstreamv1.CommentParent_COMMENT_PARENT_CONTACT, `"COMMENT_PARENT_DEAL"`},
		{reads[9], sandbox.ListActivities, crmstreamv1.CommentParent_COMMENT_PARENT_ACTIVITY, `"COMMENT_PARENT_DEAL"`},
		{reads[10], sandbox.ListDeals, crmstreamv1.CommentParent_COMMENT_PARENT_DEAL, `"COMMENT_PARENT_STOCK_ITEM"`},
	}
	for _, test := range tests {
		t.Run(test.read.name, func(t *testing.T) {
			parents := numbers(t, test.list, attachedIDs)
			conformance.RunFixed(t, conformance.Fixed{
				Name: "suite", Requests: 5, Empty: true, // one for each 200, and one more where an answer has some of them
				Request: func() proto.Message {
					return &crmstreamv1.ListCommentsRequest{Source: "test", Parent: test.parent, ParentIds: parents}
				},
				Samples: map[string]string{"parent": test.other, "parent_ids": `["1","2"]`},
				Open: func(t *testing.T, u conformance.Upstream) *conformance.Rig {
					rig := test.read.attached(t, u)
					server, _ := newSandbox(t, conformance.Upstream{Rows: u.Rows}, "", func(*sandbox.Settings) {})
					rig.IDs = func() []string { return commentIDs(t, conformance.Upstream{}.Carry(server), test.read.op, parents) }
					return rig
				},
			})
		})
	}
}

// attached starts an emulator for a list of what hangs on records.
func (r byIDs) attached(t *testing.T, u conformance.Upstream) *conformance.Rig {
	t.Helper()
	server, client := newSandbox(t, u, r.op, func(*sandbox.Settings) {})
	return &conformance.Rig{
		Client: client,
		Before: func(hook func(int)) {
			server.OnRequest(func(op string, n int64) {
				if op == r.op {
					hook(int(n))
				}
			})
		},
		Secrets: []string{sandbox.Defaults().APIKey},
	}
}

// commentIDs asks for the comments on records as a script would, and returns their ids, each once.
func commentIDs(t *testing.T, upstream http.RoundTripper, op string, parents []string) []string {
	t.Helper()
	form := url.Values{}
	for i, id := range parents {
		form.Set("params[entity_id]["+strconv.Itoa(i)+"]", id)
	}
	answer := dataOf(t, upstream, op, form)
	var data map[string][]struct {
		ID string `json:"id"`
	}
	if !strings.HasPrefix(string(answer), "[") {
		require.NoError(t, json.Unmarshal(answer, &data))
	}
	var ids []string
	for _, comments := range data {
		for _, c := range comments {
			ids = append(ids, c.ID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
