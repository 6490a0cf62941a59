package solos_test

import (
	"context"
	"maps"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/solos"
	"github.com/crmstream/crmstream/server/scan"
)

// list is a list of what belongs to a project.
type list struct {
	op      string // of the sandbox
	paged   bool
	request func(project string) proto.Message
	// response is the message of the list.
	response proto.Message
	samples  map[string]string
}

// attachedLists are all of them.
var attachedLists = map[string]list{
	"steps": {
		op:       sandbox.OpSteps,
		request:  func(id string) proto.Message { return &crmstreamv1.ListProjectStepsRequest{ProjectId: id} },
		response: &crmstreamv1.ListProjectStepsResponse{},
		samples:  map[string]string{"date": `"2024-05-01"`, "step_ids": `["1","2"]`},
	},
	"events": {
		op: sandbox.OpActions, paged: true,
		request:  func(id string) proto.Message { return &crmstreamv1.ListProjectEventsRequest{ProjectId: id} },
		response: &crmstreamv1.ListProjectEventsResponse{},
		samples:  map[string]string{"date": `"2024-05-01"`, "event_id": `"25001"`, "event_type_ids": `["1","2"]`},
	},
	"checklists": {
		op:       sandbox.OpChecklists,
		request:  func(id string) proto.Message { return &crmstreamv1.ListProjectChecklistsRequest{ProjectId: id} },
		response: &crmstreamv1.ListProjectChecklistsResponse{},
	},
	"goods": {
		op:       sandbox.OpGoods,
		request:  func(id string) proto.Message { return &crmstreamv1.ListProjectGoodsRequest{ProjectId: id} },
		response: &crmstreamv1.ListProjectGoodsResponse{},
	},
	"payments": {
		op: sandbox.OpPayments, paged: true,
		request:  func(id string) proto.Message { return &crmstreamv1.ListProjectPaymentsRequest{ProjectId: id} },
		response: &crmstreamv1.ListProjectPaymentsResponse{},
		samples:  map[string]string{"date": `"2024-05-01"`, "payment_id": `"25001"`, "direction": `"PAYMENT_DIRECTION_IN"`},
	},
}

// project is the one whose lists are read.
const project = "25"

// open starts a sandbox whose project has a list of so many rows.
func (l list) open(t *testing.T, u conformance.Upstream, mode func(*sandbox.Settings)) (*conformance.Rig, tenant) {
	t.Helper()
	x := start(t, u, 50, mode)
	name := sandbox.ListOf(project, l.op)
	for len(x.server.IDs(name)) < u.Rows {
		require.NotEmpty(t, x.server.Insert(name))
	}
	for _, id := range x.server.IDs(name)[u.Rows:] {
		require.NoError(t, x.server.Delete(name, id))
	}
	return &conformance.Rig{
		Client:  x.client,
		IDs:     func() []string { return x.server.IDs(name) },
		Touch:   func(id string) { require.NoError(t, x.server.Touch(name, id)) },
		Delete:  func(id string) { require.NoError(t, x.server.Delete(name, id)) },
		Insert:  func() string { return x.server.Insert(name) },
		Before:  x.before,
		Secrets: x.secrets(),
	}, x
}

// read reads the list of a rig with the engine.
func (l list) read(ctx context.Context, rig *conformance.Rig, opts scan.Options) ([]string, scan.State, error) {
	fetch, err := conformance.Open(rig.Client, l.request(project), nil)
	if err != nil {
		return nil, scan.State{}, err
	}
	return readList(ctx, fetch, l.response, opts)
}

func TestAttachedListsConform(t *testing.T) {
	all := maps.Clone(modes)
	all["shuffled"] = shuffled
	for mode, set := range all {
		for name, l := range attachedLists {
			samples := map[string]string{"project_id": `"26"`}
			maps.Copy(samples, l.samples)
			fixed := conformance.Fixed{
				Name: mode + "/" + name,
				Open: func(t *testing.T, u conformance.Upstream) *conformance.Rig {
					rig, _ := l.open(t, u, set)
					return rig
				},
				Request:  func() proto.Message { return l.request(project) },
				Samples:  samples,
				Empty:    true,
				Attached: true,
			}
			if l.paged {
				const pages = 3
				fixed.PageSize, fixed.Requests = 100, pages+2 // the last record alone, and nothing after it
				if mode == "shuffled" {
					fixed.Requests = 2 * (pages + 1) // each reading ends with an empty page
				}
			}
			conformance.RunFixed(t, fixed)
		}
	}
}

// getters are the look-ups.
var getters = map[string]struct {
	record  proto.Message
	request func(id string) proto.Message
	open    func(x tenant, rig *conformance.GetterRig)
	excuse  map[conformance.Check]string
}{
	"project": {
		record:  &crmstreamv1.Project{},
		request: func(id string) proto.Message { return &crmstreamv1.GetProjectRequest{Id: id} },
		open: func(x tenant, rig *conformance.GetterRig) {
			rig.Existing, rig.Deleted = x.server.IDs(sandbox.ListProjects), x.server.IDs(sandbox.ListDeletedProjects)
			rig.Delete = func(id string) { _ = x.server.Delete(sandbox.ListProjects, id) } // a failure shows in what is found
		},
	},
	"event": {
		record:  &crmstreamv1.ProjectEvent{},
		request: func(id string) proto.Message { return &crmstreamv1.GetProjectEventRequest{Id: id} },
		open: func(x tenant, rig *conformance.GetterRig) {
			name := sandbox.ListOf(project, sandbox.OpActions)
			rig.Existing = x.server.IDs(name)
			rig.Delete = func(id string) { _ = x.server.Delete(name, id) }
		},
		excuse: map[conformance.Check]string{conformance.CheckDeleted: "a deleted event is gone"},
	},
}

func TestGettersConform(t *testing.T) {
	all := maps.Clone(modes)
	all["null"] = func(s *sandbox.Settings) { s.MissingID = "null" }
	all["error"] = func(s *sandbox.Settings) { s.MissingID, s.Envelope = "error", "data" }
	for mode, set := range all {
		for name, g := range getters {
			conformance.RunGetter(t, conformance.Getter{
				Name: mode + "/" + name,
				Open: func(t *testing.T, u conformance.Upstream) *conformance.GetterRig {
					x := start(t, u, u.Rows, set)
					rig := &conformance.GetterRig{
						Client:  x.client,
						Unknown: []string{"999999"},
						Before:  x.before,
						Secrets: x.secrets(),
					}
					g.open(x, rig)
					return rig
				},
				Request: func() proto.Message { return g.request("") },
				Record:  g.record,
				Excuses: g.excuse,
			})
		}
	}
}
