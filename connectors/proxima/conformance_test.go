package proxima_test

import (
	"cmp"
	"encoding/json"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/connectors/proxima"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/proxima"
)

// mode is one kind of tenant.
type mode struct {
	// tenant and account change the defaults of the sandbox and of the connector; nil changes nothing.
	tenant  func(*sandbox.Settings)
	account func(*proxima.Settings)
	// faultOp is the operation that faults break, "run" if empty.
	faultOp string
}

func TestConformance(t *testing.T) {
	modes := map[string]mode{
		"default": {},
		"synchronous": {tenant: func(s *sandbox.Settings) {
			s.Mode, s.TimeStyleJSON, s.JSONOffsetUnit, s.WindowTest = "sync", "space", "minutes", "start"
		}},
		"first batch 0": {faultOp: "status", tenant: func(s *sandbox.Settings) {
			s.FirstBatch, s.BatchOutside, s.EmptyBatchCount, s.TimeStyleJSON, s.WindowTest = 0, "nearest", "null", "tz", "overlap"
		}},
		"small batches": {faultOp: "result", tenant: func(s *sandbox.Settings) {
			s.BatchSize, s.BatchOutside, s.EmptyBatchCount, s.EmptyResult, s.WindowZone = 5, "empty", "1", "null", "tenant"
		}},
		"short windows": {faultOp: "login", account: func(s *proxima.Settings) { s.WindowDays = 3 }, tenant: func(s *sandbox.Settings) {
			s.PollsUntilRunning, s.PollsUntilDone, s.EmptyResult, s.TokenTTL = 0, 0, "blank", sandbox.Duration(time.Second)
		}},
		"CSV":             csvTenant(),
		"synchronous CSV": syncCSVTenant(),
	}
	for name, m := range modes {
		conformance.Run(t, conformance.Subject{
			Name:    name,
			Open:    func(t *testing.T, u conformance.Upstream) *conformance.Rig { return open(t, u, m).Rig },
			Request: func() proto.Message { return &crmstreamv1.ListVisitsRequest{Source: "test"} },
			OnePage: 120, // not paged: the cost is that of the windows from first_day on, whatever they hold
			Samples: map[string]string{
				"ids": `["40001"]`, "owner_id": `"12"`,
				"start_from": `"2024-02-01"`, "start_before": `"2024-01-02T12:00:00Z"`, "end_before": `"2024-01-03"`,
			},
			Excuses: map[conformance.Check]string{
				conformance.CheckMoving: "a visit rescheduled from an unread window into a read one is the documented exception; TestNothingIsLostWhileVisitsComeAndGo has the rest",
				conformance.CheckNaive:  "the upstream has no page numbers over the list, only batches of a snapshot",
			},
		})
	}
}

// rig is a client over a sandbox.
type rig struct {
	*conformance.Rig
	server *sandbox.Server
}

// open starts a sandbox of that mode and a client for it, to read visits.
func open(t *testing.T, u conformance.Upstream, m mode) *rig {
	t.Helper()
	return start(t, u, m).of(t, "visits")
}

// of makes the rig one for a list of the sandbox.
func (r *rig) of(t *testing.T, list string) *rig {
	r.IDs = func() []string { return r.server.IDs(list) }
	r.Touch = func(id string) { require.NoError(t, r.server.Touch(list, id)) }
	r.Delete = func(id string) { require.NoError(t, r.server.Delete(list, id)) }
	r.Insert = func() string { return r.server.Insert(list) }
	return r
}

// start starts a sandbox of that mode and a client for it.
func start(t *testing.T, u conformance.Upstream, m mode) *rig {
	t.Helper()
	s := sandbox.Defaults()
	s.Rows = int64(u.Rows)
	if u.PageCap > 0 {
		s.BatchSize = u.PageCap
	}
	if m.tenant != nil {
		m.tenant(&s)
	}
	if u.Fault != "" {
		require.NoError(t, json.Unmarshal(fault(t, u, m.faultOp), &s.Faults))
	}
	server, err := sandbox.New(s)
	require.NoError(t, err)
	settings, ok := proxima.Driver().Settings().(*proxima.Settings)
	require.True(t, ok)
	settings.BaseURL, settings.Password = "https://localhost", connectors.NewSecret(s.Password)
	settings.FirstDay, settings.PadDays = "2024-01-01", 4 // the sandbox has visits of nearly three days
	if m.account != nil {
		m.account(settings)
	}
	require.NoError(t, settings.Validate())
	client, err := proxima.New(
		connectors.Account{Source: "test", TimeZone: conformance.Zone(t), Transport: u.Carry(server)}, settings)
	require.NoError(t, err)
	return &rig{server: server, Rig: &conformance.Rig{
		Client: client,
		Before: func(hook func(int)) {
			var n atomic.Int64
			server.OnRequest(func(string, int64) { hook(int(n.Add(1))) })
		},
		Secrets: []string{s.Password},
	}}
}

// fault writes the fault that the suite asks for, in the sandbox's words, for an operation.
func fault(t *testing.T, u conformance.Upstream, op string) []byte {
	t.Helper()
	kind, status, _ := strings.Cut(u.Fault, " ")
	text, err := json.Marshal([]map[string]any{{
		"op": cmp.Or(op, "run"), "at": u.FaultAt, "times": -1, "kind": kind, "status": json.Number(cmp.Or(status, "0")),
	}})
	require.NoError(t, err)
	return text
}
