package apro_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// list is one of the six lists as the tests use it.
type list struct {
	name, op string
	size     int
	onePage  int
	request  func() proto.Message
	samples  map[string]string
	// ordered are the fields that other orders than the scan's need.
	ordered string
	excuses map[conformance.Check]string
	// script is what a reader by page numbers sends.
	script map[string]string
}

// filterSamples are valid values of the request fields that the four filters share.
var filterSamples = map[string]string{
	"where": `["fields.25 >= 3"]`, "ids": `["20","21"]`, "changed_from": `"2026-01-01"`,
	"created_from": `"2026-01-01"`, "created_before": `"2026-01-01T00:00:00Z"`,
	"only_deleted": `true`, "activity_from": `"2026-01-01"`, "activity_before": `"2026-01-01"`,
}

func with(more map[string]string) map[string]string {
	samples := maps.Clone(filterSamples)
	maps.Copy(samples, more)
	return samples
}

var lists = []list{
	{
		name: sandbox.ListContacts, op: "purchaser/filter", size: 50, onePage: 2, script: map[string]string{"order_field": "id", "order": "asc", "limit": "50"},
		request: func() proto.Message { return &crmstreamv1.ListContactsRequest{Source: "test"} },
		samples: with(map[string]string{
			"group_ids": `["149","150"]`, "owner_id": `"41"`, "type_ids": `["0","1"]`, "kind": `"CONTACT_KIND_PERSON"`, "search": `"o"`,
		}),
	},
	{
		name: sandbox.ListActivities, op: "applications/filter", size: 50, onePage: 2, script: map[string]string{"order_field": "id", "order": "asc", "limit": "50"},
		request: func() proto.Message { return &crmstreamv1.ListActivitiesRequest{Source: "test"} },
		samples: with(map[string]string{
			"search": `"o"`, "group_ids": `["149"]`, "owner_id": `"41"`, "contact_id": `"10001"`, "type_ids": `["1"]`,
			"statuses": `["ACTIVITY_STATUS_PROCESSED"]`,
		}),
	},
	{
		name: sandbox.ListDeals, op: "sales/filter", size: 50, onePage: 2,
		excuses: map[conformance.Check]string{
			conformance.CheckWants: "deals without activity time come first and share one key, which is gathered whole however few are wanted",
		},
		script:  map[string]string{"order_field": "id", "order": "asc", "limit": "50"},
		request: func() proto.Message { return &crmstreamv1.ListDealsRequest{Source: "test"} },
		samples: with(map[string]string{
			"search": `"o"`, "type_ids": `["1","2"]`, "stage_ids": `["11"]`, "contact_id": `"10001"`, "owner_id": `"41"`,
		}),
	},
	{
		name: sandbox.ListStock, op: "stock/filter", size: 500, onePage: 4, ordered: `{"typeIds":["1"]}`, script: map[string]string{"order_field": "id", "order": "asc", "limit": "100"},
		request: func() proto.Message { return &crmstreamv1.ListStockItemsRequest{Source: "test"} },
		samples: with(map[string]string{
			"type_ids": `["1"]`, "category_id": `"11"`, "include_subcategories": `true`, "search": `"o"`, "owner_id": `"41"`,
			"group_ids": `["149"]`, "contact_id": `"10001"`,
		}),
	},
	{
		name: sandbox.ListInvoices, op: "accounts/get", size: 1000, onePage: 2, script: map[string]string{"active": "1", "orderType": "ASC", "limit": "100"},
		request: func() proto.Message {
			return &crmstreamv1.ListInvoicesRequest{Source: "test", Active: proto.Bool(true)}
		},
		samples: map[string]string{
			"ids": `["101","102"]`, "created_from": `"2026-01-01"`, "created_before": `"2026-01-01"`,
			"direction": `"INVOICE_DIRECTION_OUT"`, "active": `false`, "payment_status": `"PAYMENT_STATUS_PAID"`,
			"contact_id": `"10001"`, "contact_company_id": `"12"`, "deal_id": `"401"`, "not_deal_id": `"401"`, "search": `"o"`,
		},
	},
	{
		name: sandbox.ListCalls, op: "calls/history", size: 1000, script: map[string]string{"orderType": "ASC", "limit": "100"}, onePage: 4, // answers have no total, and it is unknown whether pages count from 0 or 1
		request: func() proto.Message { return &crmstreamv1.ListCallsRequest{Source: "test"} },
		samples: map[string]string{
			"from_phone": `"+79211000000"`, "to_phone": `"+79211000000"`, "direction": `"CALL_DIRECTION_IN"`,
			"start_from": `"2026-01-01"`, "start_before": `"2026-01-01"`,
		},
	},
}

// newSandbox starts an emulator and a client for it.
func newSandbox(t *testing.T, u conformance.Upstream, op string, mode func(*sandbox.Settings)) (*sandbox.Server, connectors.Client) {
	t.Helper()
	server := newServer(t, u, op, mode)
	return server, newClient(t, u.Carry(server), nil)
}

// newClient returns a client for an emulator that a transport leads to.
func newClient(t *testing.T, transport http.RoundTripper, edit func(*apro.Settings)) connectors.Client {
	t.Helper()
	settings := apro.Driver().Settings().(*apro.Settings)
	settings.BaseURLs = []string{"http://account.example:81"}
	settings.APIKey = connectors.NewSecret(sandbox.Defaults().APIKey)
	if edit != nil {
		edit(settings)
	}
	require.NoError(t, settings.Validate())
	client, err := apro.New(connectors.Account{Source: "test", TimeZone: conformance.Zone(t), Transport: transport}, settings)
	require.NoError(t, err)
	return client
}

// newServer starts an emulator.
func newServer(t *testing.T, u conformance.Upstream, op string, mode func(*sandbox.Settings)) *sandbox.Server {
	t.Helper()
	s := sandbox.Defaults()
	s.Rows, s.Quota, s.Now = int64(u.Rows), 0, time.Now
	if u.PageCap > 0 {
		s.MaxLimit = map[string]int64{op: int64(u.PageCap)}
	}
	if u.Fault != "" {
		kind, status := u.Fault, 0
		if n, err := fmt.Sscanf(u.Fault, "status %d", &status); n == 1 && err == nil {
			kind = "status"
		}
		faults := fmt.Sprintf(`[{"op":%q,"at":%d,"times":-1,"kind":%q,"status":%d}]`, op, u.FaultAt, kind, status)
		require.NoError(t, json.Unmarshal([]byte(faults), &s.Faults))
	}
	mode(&s)
	server, err := sandbox.New(s)
	require.NoError(t, err)
	return server
}

func (l list) open(t *testing.T, u conformance.Upstream, mode func(*sandbox.Settings)) *conformance.Rig {
	t.Helper()
	server, client := newSandbox(t, u, l.op, mode)
	rig := &conformance.Rig{
		Client: client,
		IDs:    func() []string { return server.IDs(l.name) },
		Touch:  func(id string) { require.NoError(t, server.Touch(l.name, id)) },
		Delete: func(id string) { require.NoError(t, server.Delete(l.name, id)) },
		Insert: func() string { return server.Insert(l.name) },
		Before: func(hook func(int)) {
			server.OnRequest(func(op string, n int64) {
				if op == l.op {
					hook(int(n))
				}
			})
		},
		Secrets: []string{sandbox.Defaults().APIKey},
	}
	rig.Naive = func() []string { return l.naive(t, u.Carry(server)) }
	return rig
}

var modes = map[string]func(*sandbox.Settings){
	"default":         func(*sandbox.Settings) {},
	"intrum":          func(s *sandbox.Settings) { s.Dialect = sandbox.Intrum },
	"both":            func(s *sandbox.Settings) { s.Dialect, s.Unescaped = sandbox.Both, true },
	"exclusive lower": func(s *sandbox.Settings) { s.ExclusiveLower = true },
	"exclusive upper": func(s *sandbox.Settings) { s.ExclusiveUpper, s.EmptyObjects = true, true },
	"days only":       func(s *sandbox.Settings) { s.DateOnly = true },
	"counts on request": func(s *sandbox.Settings) {
		s.Count, s.DocumentedTypes, s.CallsPageBase = sandbox.CountOnRequest, true, 0
	},
	"no counts": func(s *sandbox.Settings) {
		s.Count, s.Ignore = sandbox.CountOnRequest, []string{"count_total"}
	},
	"application errors with 501": func(s *sandbox.Settings) { s.FailStatus = 501 },
}

// extraRequests are what a list of one page costs beside the usual where a server does not tell what it must be asked.
var extraRequests = map[string]int{
	"no counts":       1, // the end shows only in a second answer
	"exclusive lower": 1, // found out once in the life of a client
}

// TestConformance runs the suite in the modes that make a difference to a list; deals have the most to go wrong.
func TestConformance(t *testing.T) {
	some := []string{"default", "intrum", "exclusive lower", "no counts"}
	inModes := map[string][]string{
		sandbox.ListContacts:   append(some, "both", "days only"),
		sandbox.ListActivities: some[:2],
		sandbox.ListDeals:      slices.Sorted(maps.Keys(modes)),
		sandbox.ListStock:      {"default", "intrum"},
		sandbox.ListInvoices:   {"default", "both"},
		sandbox.ListCalls:      {"default", "exclusive lower", "days only", "counts on request"},
	}
	for _, l := range lists {
		names := inModes[l.name]
		if testing.Short() { // with the race detector one mode of each list takes as long as all without it
			names = names[:1]
		}
		for _, name := range names {
			t.Run(l.name+"/"+strings.ReplaceAll(name, " ", "_"), func(t *testing.T) {
				conformance.Run(t, conformance.Subject{
					Name:     "suite",
					Open:     func(t *testing.T, u conformance.Upstream) *conformance.Rig { return l.open(t, u, modes[name]) },
					Request:  l.request,
					PageSize: l.size,
					OnePage:  l.onePage + extraRequests[name],
					Samples:  l.samples,
					Ordered:  l.ordered,
					Excuses:  l.excuses,
				})
			})
		}
	}
}
