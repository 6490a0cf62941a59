package hostile

import (
	"encoding/json"
	"fmt"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/check"
)

// TestNightsOfTasksByGraphQL reads which tasks changed, every night of a month in which the clocks go back, and finds deletions by
// comparing ids. The subject shows each change. Nights begin at half past two by summer time, in the hour that comes twice.
func TestNightsOfTasksByGraphQL(t *testing.T) {
	for name, manners := range map[string][]string{"wall_clock": nil, "offset": {"times with offset"}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a := openAccount(t, graphSubjects()[0], manners...)
				changed := &feed{account: a, since: "1970-01-01", list: func(since string) (connectors.Fetch, error) {
					return a.rig.fetchOf(fmt.Sprintf(`{"changedFrom":%q}`, since))
				}}
				subjects := mirror{}
				for night := range nights {
					a.nightBegins(night)
					for _, d := range changed.read(t) {
						subjects[numberOf(d.id)] = subjectOf(t, d.content)
					}
					if night == 0 {
						a.requests, a.records = 0, 0
					}
					a.requireSameSubjects(t, subjects)
					a.day(t)
				}
				check.AtLeast(t, "nights_graphql_"+name, nights, nights)
				check.Tell("nights_graphql_"+name+"_requests_each", float64(a.requests)/(nights-1))
				t.Logf("%s: %d nights cost %.1f requests and brought %.0f records each, of %d", name, nights-1,
					float64(a.requests)/(nights-1), float64(a.records)/(nights-1), len(subjects))
			})
		})
	}
}

// subjectOf returns the subject of an encoded task.
func subjectOf(t *testing.T, wire string) string {
	t.Helper()
	list := &crmstreamv1.ListTasksResponse{}
	require.NoError(t, proto.Unmarshal([]byte(wire), list))
	return list.GetTasks()[0].GetSubject()
}

// requireSameSubjects compares the subjects with those of the upstream, and forgets deleted tasks.
func (a *account) requireSameSubjects(t *testing.T, kept mirror) {
	t.Helper()
	rows, err := tasksOf(a.rig.model.tenant.mirror)
	require.NoError(t, err)
	live := mirror{}
	for _, row := range rows {
		var task struct{ Subject string }
		require.NoError(t, json.Unmarshal(row, &task))
		id := member(row, "id")
		live[id] = task.Subject
		subject, ok := kept[id]
		require.True(t, ok || a.changed[id], "night %d: task %s is missing", a.nights, id)
		require.True(t, a.changed[id] || subject == live[id], "night %d: task %s is %q in the mirror, and %q upstream", a.nights, id, subject, live[id])
	}
	for id := range kept {
		if _, ok := live[id]; !ok {
			delete(kept, id)
		}
	}
}
