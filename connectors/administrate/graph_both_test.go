package administrate_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/administrate"
)

// TestBothTransportsShowTheSameTasks reads one account by REST and by GraphQL, by lists and by look-ups, and compares all fields that both
// have. Times with an offset are the same instants if the zone of the source is UTC.
func TestBothTransportsShowTheSameTasks(t *testing.T) {
	for name, test := range map[string]struct {
		zone  *time.Location
		zoned bool
	}{"naive": {conformance.Zone(t), false}, "naive, UTC": {time.UTC, false}, "zoned, UTC": {time.UTC, true}} {
		t.Run(name, func(t *testing.T) {
			g := startGraph(t, conformance.Upstream{Rows: 320}, func(s *sandbox.Settings) { s.GraphQL.Zoned = test.zoned })
			for _, id := range g.server.IDs("tasks")[:20] {
				require.NoError(t, g.server.Touch("tasks", id))
			}
			g.server.Insert("tasks")
			open := func(settings *administrate.Settings) connectors.Client {
				client, err := administrate.New(connectors.Account{Source: "test", TimeZone: test.zone, Transport: conformance.Upstream{}.Carry(g.server)}, settings)
				require.NoError(t, err)
				return client
			}
			rest := open(&administrate.Settings{
				Transport: "rest_v2", BaseURL: "http://localhost", Login: g.settings.Username, Password: connectors.NewSecret(g.settings.Password), PageSize: 100,
			})
			graph := open(g.account())
			req := &crmstreamv1.ListTasksRequest{}
			requireSame(t, byID(all(t, rest, req).tasks), byID(all(t, graph, req).tasks))
			requireSame(t, found(t, rest, g.ids()), found(t, graph, g.ids()))
			requireSame(t, found(t, graph, g.ids()), byID(all(t, graph, req).tasks))
		})
	}
}

// requireSame compares the fields that both transports have. REST shows the account and the owner whole; its single shape lacks nothing
// else that a list has.
func requireSame(t *testing.T, want, got map[string]*crmstreamv1.Task) {
	t.Helper()
	require.Len(t, got, len(want))
	require.Greater(t, len(want), 300)
	for id, task := range want {
		require.NotNil(t, got[id], id)
		require.Empty(t, cmp.Diff(common(task), common(got[id]), protocmp.Transform()))
	}
}

// common returns a task without the fields that one of the transports lacks.
func common(task *crmstreamv1.Task) *crmstreamv1.Task {
	c := proto.CloneOf(task)
	c.UpdateTime, c.GlobalId, c.TypeGlobalId, c.OwnerGlobalId, c.AccountGlobalId, c.ContactGlobalId, c.EventGlobalId, c.DealGlobalId = nil, nil, nil, nil, nil, nil, nil, nil
	if a := c.GetAccount(); a != nil {
		c.Account = &crmstreamv1.TaskAccount{Id: a.Id, Name: a.Name}
	}
	if o := c.GetOwner(); o != nil {
		c.Owner = &crmstreamv1.TaskUser{Id: o.Id, FirstName: o.FirstName, LastName: o.LastName, Name: o.Name, Email: o.Email}
	}
	return c
}

func byID(tasks []*crmstreamv1.Task) map[string]*crmstreamv1.Task {
	m := map[string]*crmstreamv1.Task{}
	for _, task := range tasks {
		m[task.GetId()] = task
	}
	return m
}

// found looks tasks up.
func found(t *testing.T, client connectors.Client, ids []string) map[string]*crmstreamv1.Task {
	t.Helper()
	page, err := conformance.Find(t.Context(), client, &crmstreamv1.BatchGetTasksRequest{Ids: ids})
	require.NoError(t, err)
	var tasks []*crmstreamv1.Task
	for _, r := range page.Records {
		var task crmstreamv1.Task
		require.NoError(t, r.Decode(&task))
		tasks = append(tasks, &task)
	}
	return byID(tasks)
}
