package solos_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/connectors/solos"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/solos"
)

// modes are the ways in which tenants may differ, since the documentation settles none of them.
var modes = map[string]func(*sandbox.Settings){
	"default": func(*sandbox.Settings) {},
	"array":   func(s *sandbox.Settings) { s.Envelope, s.Numbers, s.CreatedRange = "array", "strings", "end_exclusive" },
	"data": func(s *sandbox.Settings) {
		s.Envelope, s.DynamicFields, s.EmptyObject, s.Unicode = "data", "nested", "[]", "escaped"
		s.OmittedDeleted = "both"
	},
}

// shuffled is a mode whose lists of what belongs to a project have no order.
func shuffled(s *sandbox.Settings) { modes["array"](s); s.ChildOrder = "shuffled" }

func TestConformance(t *testing.T) {
	for name, mode := range modes {
		conformance.Run(t, conformance.Subject{
			Name:     name,
			Open:     func(t *testing.T, u conformance.Upstream) *conformance.Rig { return open(t, u, mode).Rig },
			Request:  func() proto.Message { return &crmstreamv1.ListProjectsRequest{Source: "test"} },
			PageSize: 100,
			OnePage:  2, // the page, and the newest project
			Samples: map[string]string{
				"created_from": `"2020-01-01"`, "created_before": `"2026-01-01"`, "match": `"PROJECT_MATCH_ANY"`,
				"having": `"PROJECT_HAVING_OVERDUE_CHECKLIST"`, "funnel_ids": `["1","2"]`, "stage_ids": `["3"]`,
				"owner_ids": `["4"]`, "group_ids": `["1"]`, "price": `"100.00"`, "currency_ids": `["2"]`,
				"participant_ids": `["5"]`, "participant_group_ids": `["1"]`, "event_type_ids": `["2"]`,
				"good_ids": `["10","11"]`, "only_deleted": `true`, "where": `["data.client_id in 1,3", "data.contract_date = 2020-01-01"]`,
			},
		})
	}
}

// tenant is a sandbox with a client for it.
type tenant struct {
	client    connectors.Client
	server    *sandbox.Server
	settings  sandbox.Settings
	transport http.RoundTripper
}

// start starts a sandbox with so many projects, and a client for it.
func start(t *testing.T, u conformance.Upstream, projects int, mode func(*sandbox.Settings)) tenant {
	t.Helper()
	s := sandbox.Defaults()
	s.Rows = int64(projects)
	if u.PageCap > 0 {
		s.MaxCount = int64(u.PageCap)
	}
	if u.Fault != "" {
		fault := fmt.Sprintf(`[{"at":%d,"times":-1,"kind":%q}]`, u.FaultAt, u.Fault)
		if status, ok := strings.CutPrefix(u.Fault, "status "); ok {
			fault = fmt.Sprintf(`[{"at":%d,"times":-1,"kind":"status","status":%s}]`, u.FaultAt, status)
		}
		require.NoError(t, json.Unmarshal([]byte(fault), &s.Faults))
	}
	mode(&s)
	server, err := sandbox.New(s)
	require.NoError(t, err)
	transport := u.Carry(server)
	client, err := solos.New(connectors.Account{Source: "test", TimeZone: conformance.Zone(t), Transport: transport}, &solos.Settings{
		BaseURL: "http://localhost", Token: connectors.NewSecret(s.Token), Secret: connectors.NewSecret(s.Secret),
		PageSize: 100, Overlap: 5,
	})
	require.NoError(t, err)
	return tenant{client: client, server: server, settings: s, transport: transport}
}

// secrets are the tenant's keys.
func (x tenant) secrets() []string { return []string{x.settings.Token, x.settings.Secret} }

// before sets a hook that runs before each request of an operation.
func (x tenant) before(hook func(n int)) {
	x.server.OnRequest(func(_ string, n int64) { hook(int(n)) })
}

// rig is a conformance rig of projects with what tests of this package need besides.
type rig struct {
	*conformance.Rig
	server *sandbox.Server
}

// open starts a sandbox and a client for its projects.
func open(t *testing.T, u conformance.Upstream, mode func(*sandbox.Settings)) rig {
	t.Helper()
	x := start(t, u, u.Rows, mode)
	return rig{server: x.server, Rig: &conformance.Rig{
		Client:  x.client,
		IDs:     func() []string { return x.server.IDs(sandbox.ListProjects) },
		Touch:   func(id string) { require.NoError(t, x.server.Touch(sandbox.ListProjects, id)) },
		Delete:  func(id string) { require.NoError(t, x.server.Delete(sandbox.ListProjects, id)) },
		Insert:  func() string { return x.server.Insert(sandbox.ListProjects) },
		Before:  x.before,
		Naive:   func() []string { return naive(t, x.transport, x.settings) },
		Secrets: x.secrets(),
	}}
}

// naive reads the list as the documentation's samples would: by count and offset, until a page is empty.
func naive(t *testing.T, transport http.RoundTripper, s sandbox.Settings) (ids []string) {
	t.Helper()
	for offset := 0; ; offset += 100 {
		url := fmt.Sprintf("http://localhost/backend/public/projects?count=100&offset=%d&order_by=id&reverse=0&deleted=0", offset)
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
		require.NoError(t, err)
		req.Header = http.Header{"X-Crypto-Token": {s.Token}, "X-Crypto-Secret": {s.Secret}, "User-Agent": {"naive"}}
		resp, err := transport.RoundTrip(req)
		require.NoError(t, err)
		var page struct {
			Payload, Data []struct{ ID json.RawMessage }
		}
		d := json.NewDecoder(resp.Body)
		if s.Envelope == "array" {
			err = d.Decode(&page.Payload)
		} else {
			err = d.Decode(&page)
		}
		require.NoError(t, err)
		require.NoError(t, resp.Body.Close())
		rows := append(page.Payload, page.Data...)
		if len(rows) == 0 {
			return ids
		}
		for _, r := range rows {
			n, err := strconv.Atoi(strings.Trim(string(r.ID), `"`))
			require.NoError(t, err)
			ids = append(ids, strconv.Itoa(n))
		}
	}
}
