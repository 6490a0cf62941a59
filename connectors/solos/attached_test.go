package solos_test

import (
	"context"
	"maps"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
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
	fetch    func(ctx context.Context, client connectors.Client, req proto.Message, at connectors.PageRequest) (connectors.Page, error)
	samples  map[string]string
}

// attachedLists are all of them.
var attachedLists = map[string]list{
	"steps": {
		op:       sandbox.OpSteps,
		request:  func(id string) proto.Message { return &crmstreamv1.ListProjectStepsRequest{ProjectId: id} },
		response: &crmstreamv1.ListProjectStepsResponse{},
		fetch: func(ctx context.Context, c connectors.Client, req proto.Message, at connectors.PageRequest) (connectors.Page, error) {
			return c.(connectors.ProjectStepLister).ListProjectSteps(ctx, req.(*crmstreamv1.ListProjectStepsRequest), at)
		},
		samples: map[string]string{"date": `"2024-05-01"`, "step_ids": `["1","2"]`},
	},
	"events": {
		op: sandbox.OpActions, paged: true,
		request:  func(id string) proto.Message { return &crmstreamv1.ListProjectEventsRequest{ProjectId: id} },
		response: &crmstreamv1.ListProjectEventsResponse{},
		fetch: func(ctx context.Context, c connectors.Client, req proto.Message, at connectors.PageRequest) (connectors.Page, error) {
			return c.(connectors.ProjectEventLister).ListProjectEvents(ctx, req.(*crmstreamv1.ListProjectEventsRequest), at)
		},
		samples: map[string]string{"date": `"2024-05-01"`, "event_id": `"25001"`, "event_type_ids": `["1","2"]`},
	},
	"checklists": {
		op:       sandbox.OpChecklists,
		request:  func(id string) proto.Message { return &crmstreamv1.ListProjectChecklistsRequest{ProjectId: id} },
		response: &crmstreamv1.ListProjectChecklistsResponse{},
		fetch: func(ctx context.Context, c connectors.Client, req proto.Message, at connectors.PageRequest) (connectors.Page, error) {
			return c.(connectors.ProjectChecklistLister).ListProjectChecklists(ctx, req.(*crmstreamv1.ListProjectChecklistsRequest), at)
		},
	},
	"goods": {
		op:       sandbox.OpGoods,
		request:  func(id string) proto.Message { return &crmstreamv1.ListProjectGoodsRequest{ProjectId: id} },
		response: &crmstreamv1.ListProjectGoodsResponse{},
		fetch: func(ctx context.Context, c connectors.Client, req proto.Message, at connectors.PageRequest) (connectors.Page, error) {
			return c.(connectors.ProjectGoodLister).ListProjectGoods(ctx, req.(*crmstreamv1.ListProjectGoodsRequest), at)
		},
	},
	"payments": {
		op: sandbox.OpPayments, paged: true,
		request:  func(id string) proto.Message { return &crmstreamv1.ListProjectPaymentsRequest{ProjectId: id} },
		response: &crmstreamv1.ListProjectPaymentsResponse{},
		fetch: func(ctx context.Context, c connectors.Client, req proto.Message, at connectors.PageRequest) (connectors.Page, error) {
			return c.(connectors.ProjectPaymentLister).ListProjectPayments(ctx, req.(*crmstreamv1.ListProjectPaymentsRequest), at)
		},
		samples: map[string]string{"date": `"2024-05-01"`, "payment_id": `"25001"`, "direction": `"PAYMENT_DIRECTION_IN"`},
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
		Client: x.client,
		List: func(ctx context.Context, req proto.Message, at connectors.PageRequest) (connectors.Page, error) {
			return l.fetch(ctx, x.client, req, at)
		},
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
	fetch := func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		return rig.List(ctx, l.request(project), at)
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
				fixed.PageSize, fixed.Requests = 100, pages
				if mode == "shuffled" {
					fixed.Requests = 2 * pages
				}
			}
			conformance.RunFixed(t, fixed)
		}
	}
}

// getters are the look-ups.
var getters = map[string]struct {
	record proto.Message
	get    func(ctx context.Context, c connectors.Client, id string, raw bool, at connectors.PageRequest) (connectors.Page, error)
	open   func(x tenant, rig *conformance.GetterRig)
	excuse map[conformance.Check]string
}{
	"project": {
		record: &crmstreamv1.Project{},
		get: func(ctx context.Context, c connectors.Client, id string, raw bool, at connectors.PageRequest) (connectors.Page, error) {
			return c.(connectors.ProjectGetter).GetProject(ctx, &crmstreamv1.GetProjectRequest{Id: id, IncludeRaw: raw}, at)
		},
		open: func(x tenant, rig *conformance.GetterRig) {
			rig.Existing, rig.Deleted = x.server.IDs(sandbox.ListProjects), x.server.IDs(sandbox.ListDeletedProjects)
			rig.Delete = func(id string) { _ = x.server.Delete(sandbox.ListProjects, id) } // a failure shows in what is found
		},
	},
	"event": {
		record: &crmstreamv1.ProjectEvent{},
		get: func(ctx context.Context, c connectors.Client, id string, raw bool, at connectors.PageRequest) (connectors.Page, error) {
			return c.(connectors.ProjectEventGetter).GetProjectEvent(ctx, &crmstreamv1.GetProjectEventRequest{Id: id, IncludeRaw: raw}, at)
		},
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
						Client: x.client,
						Get: func(ctx context.Context, ids []string, raw bool, at connectors.PageRequest) (connectors.Page, error) {
							return g.get(ctx, x.client, ids[0], raw, at)
						},
						Unknown: []string{"999999"},
						Before:  x.before,
						Secrets: x.secrets(),
					}
					g.open(x, rig)
					return rig
				},
				Record:  g.record,
				Excuses: g.excuse,
			})
		}
	}
}
