package administrate

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

const boom = `{"errors":[{"message":"boom"}]}`

// answering answers queries of tasks by an empty list, and those that refuses accepts by an error.
func answering(refuses func(graphAsk) bool) func(http.ResponseWriter, graphAsk) {
	return func(w http.ResponseWriter, ask graphAsk) {
		if refuses(ask) {
			_, _ = w.Write([]byte(boom))
			return
		}
		_, _ = w.Write([]byte(emptyList))
	}
}

// TestARefusedFilterNamesTheRequestField sends conditions to an upstream that refuses them, and shows by one request without them that
// they are the cause.
func TestARefusedFilterNamesTheRequestField(t *testing.T) {
	for name, test := range map[string]struct {
		req     *crmstreamv1.ListTasksRequest
		refuses func(graphAsk) bool
		field   string // "" for an upstream that refuses everything alike
		tasks   int
	}{
		"a condition": {
			&crmstreamv1.ListTasksRequest{Where: []string{"owner_id = UGVyc29uOjE="}}, func(a graphAsk) bool { return a.by("assigneeId") != nil }, "where", 3,
		},
		"ids": {&crmstreamv1.ListTasksRequest{Ids: []string{"7"}}, func(a graphAsk) bool { return a.by("legacyId") != nil }, "ids", 3},
		"a time": {
			&crmstreamv1.ListTasksRequest{CreatedFrom: "2026-01-01"},
			func(a graphAsk) bool { f := a.by("createdAt"); return f != nil && f.Value != nil }, "created_from", 4, // and the form of times
		},
		"changes": {
			&crmstreamv1.ListTasksRequest{ChangedFrom: "2026-01-01"},
			func(a graphAsk) bool { f := a.by("updatedAt"); return f != nil && f.Value != nil }, "changed_from", 5, // and the forms of two times
		},
		"everything": {&crmstreamv1.ListTasksRequest{Ids: []string{"7"}}, func(graphAsk) bool { return true }, "", 4},
		"the order": {
			&crmstreamv1.ListTasksRequest{CreatedFrom: "2026-01-01"}, func(a graphAsk) bool { return a.Variables.Order != nil }, "", 4,
		},
		"the filter of all lists": {
			&crmstreamv1.ListTasksRequest{Ids: []string{"7"}}, func(a graphAsk) bool { return a.by("createdAt") != nil }, "", 4,
		},
		"no condition": {&crmstreamv1.ListTasksRequest{}, func(graphAsk) bool { return true }, "", 2},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := &graphFake{tasks: answering(test.refuses)}
				_, err := conformance.Fetch(t.Context(), f.client(t), test.req, connectors.PageRequest{})
				var e *connectors.Error
				require.ErrorAs(t, err, &e)
				require.Equal(t, test.field, e.Field, err)
				want := connectors.KindInvalidRequest
				if test.field == "" {
					want = connectors.KindMalformedResponse
				}
				require.Equal(t, want, e.Kind, err)
				_, schemas, tasks := f.counted()
				require.Equal(t, []int{1, test.tasks}, []int{schemas, tasks})
			})
		})
	}
}

// TestARefusedIDNamesIDs looks up a task by an id that the upstream refuses.
func TestARefusedIDNamesIDs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &graphFake{tasks: answering(func(a graphAsk) bool { return len(a.Variables.Filters) > 0 })}
		_, err := conformance.Find(t.Context(), f.client(t), &crmstreamv1.BatchGetTasksRequest{Ids: []string{"7"}})
		var e *connectors.Error
		require.ErrorAs(t, err, &e)
		require.Equal(t, connectors.KindInvalidRequest, e.Kind)
		require.Equal(t, "ids", e.Field)
		_, _, tasks := f.counted()
		require.Equal(t, 3, tasks)
	})
}

// TestPagesGetSmaller asks an upstream that refuses large pages, by their cost or by their size, for a list and for tasks by ids.
func TestPagesGetSmaller(t *testing.T) {
	large := strings.Repeat(" ", 64<<20) + emptyList
	for name, test := range map[string]struct {
		body string
		most int
		want []int // the sizes that were asked for, one for the newest task last
	}{
		"cost":           {`{"errors":[{"message":"complexity"}]}`, 3, []int{100, 50, 25, 12, 6, 3, 1}},
		"cost of two":    {`{"errors":[{"message":"complexity"}]}`, 1, []int{100, 50, 25, 12, 6, 3, 1}},
		"size of a body": {large, 40, []int{100, 50, 25, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			f := &graphFake{tasks: func(w http.ResponseWriter, ask graphAsk) {
				if ask.Variables.First > test.most {
					_, _ = w.Write([]byte(test.body))
					return
				}
				_, _ = w.Write([]byte(emptyList))
			}}
			c := f.client(t)
			_, err := conformance.Fetch(t.Context(), c, &crmstreamv1.ListTasksRequest{}, connectors.PageRequest{})
			require.NoError(t, err)
			var sizes []int
			for _, ask := range f.asks {
				sizes = append(sizes, ask.Variables.First)
			}
			require.Equal(t, test.want, slices.Compact(sizes))
			f.asks = nil
			ids := []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}
			_, err = conformance.Find(t.Context(), c, &crmstreamv1.BatchGetTasksRequest{Ids: ids})
			require.NoError(t, err)
			for _, ask := range f.asks {
				require.LessOrEqual(t, ask.Variables.First, test.most, "what was learned is kept")
			}
		})
	}
}

// TestWhatIsTooCostlyEvenForOneTask names the settings that matter.
func TestWhatIsTooCostlyEvenForOneTask(t *testing.T) {
	f := &graphFake{tasks: func(w http.ResponseWriter, _ graphAsk) {
		_, _ = w.Write([]byte(`{"errors":[{"message":"complexity"}]}`))
	}}
	c := f.client(t)
	_, err := conformance.Fetch(t.Context(), c, &crmstreamv1.ListTasksRequest{}, connectors.PageRequest{})
	require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindMisconfigured})
	require.ErrorContains(t, err, "page_size")
	require.ErrorContains(t, err, "omit")
	require.NotContains(t, err.Error(), "that large")
}
