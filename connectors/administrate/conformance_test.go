package administrate_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/administrate"
)

func TestConformance(t *testing.T) {
	modes := map[string]func(*sandbox.Settings){
		"default":                 func(*sandbox.Settings) {},
		"default limit":           func(s *sandbox.Settings) { s.DefaultLimit = 50 },
		"unknown filters refused": func(s *sandbox.Settings) { s.UnknownFilter = "400" },
	}
	for name, mode := range modes {
		conformance.Run(t, conformance.Subject{
			Name:     name,
			Open:     func(t *testing.T, u conformance.Upstream) *conformance.Rig { return open(t, u, mode) },
			Request:  func() proto.Message { return &crmstreamv1.ListTasksRequest{Source: "test"} },
			PageSize: 100,
			OnePage:  2, // only an empty answer shows the end
			Samples: map[string]string{
				"ids": `["3","5"]`, "created_from": `"2015-01-01"`, "created_before": `"2026-01-01T00:00:00Z"`,
				"where": `["status = Completed", "owner_id in 1,2", "start_time >= 2020-01-01"]`,
			},
			Excuses: map[conformance.Check]string{
				conformance.CheckNaive: "the upstream has no page numbers: keyset is its only paging",
			},
		})
	}
}

func TestLookUpConformance(t *testing.T) {
	modes := map[string]func(*sandbox.Settings){
		"default":       func(*sandbox.Settings) {},
		"default limit": func(s *sandbox.Settings) { s.DefaultLimit = 50 },
	}
	for name, mode := range modes {
		conformance.RunGetter(t, conformance.Getter{
			Name:       name,
			Open:       func(t *testing.T, u conformance.Upstream) *conformance.GetterRig { return openGetter(t, u, mode) },
			Request:    func() proto.Message { return &crmstreamv1.BatchGetTasksRequest{Source: "test"} },
			Record:     &crmstreamv1.Task{},
			PerRequest: 100,
			Excuses:    map[conformance.Check]string{conformance.CheckDeleted: "the upstream forgets deleted tasks"},
		})
	}
}

// open starts a sandbox and a client for it.
func open(t *testing.T, u conformance.Upstream, mode func(*sandbox.Settings)) *conformance.Rig {
	t.Helper()
	server, client, secret := start(t, u, mode)
	return &conformance.Rig{
		Client:  client,
		IDs:     func() []string { return server.IDs("tasks") },
		Touch:   func(id string) { require.NoError(t, server.Touch("tasks", id)) },
		Delete:  func(id string) { require.NoError(t, server.Delete("tasks", id)) },
		Insert:  func() string { return server.Insert("tasks") },
		Before:  func(hook func(int)) { server.OnRequest(func(_ string, n int64) { hook(int(n)) }) },
		Secrets: []string{secret},
	}
}

// openGetter is open for look-ups.
func openGetter(t *testing.T, u conformance.Upstream, mode func(*sandbox.Settings)) *conformance.GetterRig {
	t.Helper()
	server, client, secret := start(t, u, mode)
	return &conformance.GetterRig{
		Client:   client,
		Existing: server.IDs("tasks"),
		Unknown:  []string{"900000001", "900000002"},
		Delete:   func(id string) { require.NoError(t, server.Delete("tasks", id)) },
		Before:   func(hook func(int)) { server.OnRequest(func(_ string, n int64) { hook(int(n)) }) },
		Secrets:  []string{secret},
	}
}

// start starts a sandbox and a client for it, and returns their password too.
func start(t *testing.T, u conformance.Upstream, mode func(*sandbox.Settings)) (*sandbox.Server, connectors.Client, string) {
	t.Helper()
	s := sandbox.Defaults()
	s.Rows, s.MaxLimit, s.HTTPScheme, s.Rate = int64(u.Rows), int64(u.PageCap), "allow", 0
	setFault(t, &s, u, "")
	mode(&s)
	server, err := sandbox.New(s)
	require.NoError(t, err)
	client, err := administrate.New(
		connectors.Account{Source: "test", TimeZone: conformance.Zone(t), Transport: u.Carry(server)},
		&administrate.Settings{BaseURL: "http://localhost", Login: s.Username, Password: connectors.NewSecret(s.Password), PageSize: 100},
	)
	require.NoError(t, err)
	return server, client, s.Password
}

// setFault sets the fault that a conformance test wants, in one operation, "" for all.
func setFault(t *testing.T, s *sandbox.Settings, u conformance.Upstream, op string) {
	t.Helper()
	if u.Fault == "" {
		return
	}
	fault := fmt.Sprintf(`[{"op":%q,"at":%d,"times":-1,"kind":%q}]`, op, u.FaultAt, u.Fault)
	if status, ok := strings.CutPrefix(u.Fault, "status "); ok {
		fault = fmt.Sprintf(`[{"op":%q,"at":%d,"times":-1,"kind":"status","status":%s}]`, op, u.FaultAt, status)
	}
	require.NoError(t, json.Unmarshal([]byte(fault), &s.Faults))
}

// TestEveryConditionReachesTheUpstream asks an upstream that refuses arguments it does not know, and compares what comes
// with the whole list; what is only excluded may exclude nothing.
func TestEveryConditionReachesTheUpstream(t *testing.T) {
	rig := open(t, conformance.Upstream{Rows: 400}, func(s *sandbox.Settings) { s.UnknownFilter = "400" })
	count := func(req *crmstreamv1.ListTasksRequest) int {
		n, at := 0, connectors.PageRequest{}
		for {
			page, err := conformance.Fetch(t.Context(), rig.Client, req, at)
			require.NoError(t, err, req)
			n += len(page.Records)
			if page.Next == "" {
				return n
			}
			at.Cursor = page.Next
		}
	}
	for _, l := range rig.Client.Lists() {
		for _, key := range l.Where {
			for _, op := range key.Ops {
				value := "2"
				switch {
				case key.Key == "status":
					value = "Completed"
				case key.Key == "show_on_calendar":
					value = "true"
				case strings.HasSuffix(key.Key, "_time"):
					value = "2021-06-01"
				}
				got := count(&crmstreamv1.ListTasksRequest{Where: []string{key.Key + " " + string(op) + " " + value}})
				if op != connectors.OpNe && op != connectors.OpNotIn {
					require.Less(t, got, 400, "%s %s", key.Key, op)
				}
			}
		}
	}
	require.Equal(t, 3, count(&crmstreamv1.ListTasksRequest{Ids: rig.IDs()[10:13]}))
}

// TestMistakesAreFoundBeforeAnythingIsAsked opens requests with mistakes.
func TestMistakesAreFoundBeforeAnythingIsAsked(t *testing.T) {
	client, err := administrate.New(connectors.Account{TimeZone: conformance.Zone(t), Transport: conformance.Unused(t)},
		&administrate.Settings{BaseURL: "http://localhost", Login: "x", Password: connectors.NewSecret("y"), PageSize: 100})
	require.NoError(t, err)
	for _, req := range []*crmstreamv1.ListTasksRequest{
		{Where: []string{"owner_id = abc"}},
		{Where: []string{"status in a,b", "status in c"}},
		{Where: []string{"show_on_calendar = maybe"}},
		{Where: []string{"create_time > yesterday"}},
		{CreatedFrom: "2026"},
		{Ids: []string{"1;2"}},
		{Ids: []string{"007"}},
		{Where: []string{"owner_id = 007"}},
	} {
		_, err := conformance.Open(client, req, nil)
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInvalidRequest}, req)
	}
	for _, id := range []string{"0", "007", "+7", "9223372036854775808"} {
		_, err := conformance.Find(t.Context(), client, &crmstreamv1.BatchGetTasksRequest{Ids: []string{"1", id}})
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInvalidRequest}, id)
	}
}

func TestNewest(t *testing.T) {
	rig := open(t, conformance.Upstream{Rows: 250}, func(*sandbox.Settings) {})
	page, err := conformance.Fetch(t.Context(), rig.Client, &crmstreamv1.ListTasksRequest{Order: "-id"}, connectors.PageRequest{Want: 20})
	require.NoError(t, err)
	require.Empty(t, page.Next)
	require.Len(t, page.Records, 20)
	all := rig.IDs()
	for i, r := range page.Records {
		require.Equal(t, all[len(all)-1-i], string(r.ID))
	}
}

// TestIgnoredFiltersAreFound asks an upstream that ignores everything it is asked for.
func TestIgnoredFiltersAreFound(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		from, _ := strconv.Atoi(r.URL.Query().Get("id__gt"))
		_, _ = fmt.Fprintf(w, `[{"id":%d,"status":"Open","user_id":1,"created_on":"2020-01-01T00:00:00","show_on_calendar":false}]`, from+1)
	}))
	defer server.Close()
	client, err := administrate.New(connectors.Account{TimeZone: conformance.Zone(t)},
		&administrate.Settings{BaseURL: server.URL, Login: "x", Password: connectors.NewSecret("y"), PageSize: 100})
	require.NoError(t, err)
	for field, req := range map[string]*crmstreamv1.ListTasksRequest{
		"ids":   {Ids: []string{"7"}},
		"where": {Where: []string{"owner_id = 2"}},
	} {
		_, err := conformance.Fetch(t.Context(), client, req, connectors.PageRequest{})
		var classified *connectors.Error
		require.ErrorAs(t, err, &classified)
		require.Equal(t, connectors.KindFilterIgnored, classified.Kind)
		require.Equal(t, field, classified.Field)
	}
	for _, where := range []string{"status = Completed", "create_time > 2021-01-01", "show_on_calendar = true"} {
		_, err := conformance.Fetch(t.Context(), client, &crmstreamv1.ListTasksRequest{Where: []string{where}}, connectors.PageRequest{})
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindFilterIgnored}, where)
	}
	for _, where := range []string{"status = OPEN", "status = op\u00e9n", "status in Closed,Ope\u0301n"} { // which collations hold equal
		_, err := conformance.Fetch(t.Context(), client, &crmstreamv1.ListTasksRequest{Where: []string{where}}, connectors.PageRequest{})
		require.NotErrorIs(t, err, &connectors.Error{Kind: connectors.KindFilterIgnored}, where)
	}
}
