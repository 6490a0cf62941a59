package administrate_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/administrate"
	"github.com/crmstream/crmstream/server/scan"
)

// readTasks reads tasks from a sandbox through a server that changes the n-th list of an answer, counted from 1. It returns how many
// records came, and how many queries for tasks were refused.
func readTasks(t *testing.T, g *graphRig, req *crmstreamv1.ListTasksRequest, limit int, change func(n int, tasks map[string]any)) (records, refused int) {
	t.Helper()
	n := 0
	client := g.through(t, func(w http.ResponseWriter, r *http.Request, body string) {
		answer := httptest.NewRecorder()
		g.server.ServeHTTP(answer, r)
		text := answer.Body.Bytes()
		if strings.Contains(body, `"query Tasks(`) {
			var err error
			var whole map[string]any
			require.NoError(t, json.Unmarshal(text, &whole))
			if data, ok := whole["data"].(map[string]any); !ok {
				refused++
			} else {
				n++
				change(n, data["tasks"].(map[string]any))
				text, err = json.Marshal(whole)
				require.NoError(t, err)
			}
		}
		w.Header().Set("Content-Type", "application/json")
		_, err := w.Write(text)
		require.NoError(t, err)
	})
	fetch, err := conformance.Open(client, req, nil)
	require.NoError(t, err)
	opts := scan.Options{Limit: limit, Descending: limit > 0}
	require.NoError(t, scan.New(fetch, scan.State{}, opts, func(b *scan.Batch) error {
		records += len(b.Records)
		return nil
	}).Run(t.Context()))
	return records, refused
}

// asIs changes nothing.
func asIs(int, map[string]any) {}

// TestGraphReadsLessOfACostlyQuery reads a list whose pages the upstream counts as too costly: they become smaller, and stay so.
func TestGraphReadsLessOfACostlyQuery(t *testing.T) {
	g := startGraph(t, conformance.Upstream{Rows: 120}, func(s *sandbox.Settings) { s.GraphQL.Complexity = 500 })
	records, refused := readTasks(t, g, &crmstreamv1.ListTasksRequest{}, 0, asIs)
	require.Equal(t, 120, records)
	require.LessOrEqual(t, refused, 4) // from 100 to 50, 25 and 12 tasks
}

// TestGraphOrdersTheTaskThatShowsTheFormOfTimes gets the answer about the form of times again for the first page of changes, as from a
// cache: it is the first task, so that none is passed over.
func TestGraphOrdersTheTaskThatShowsTheFormOfTimes(t *testing.T) {
	g := startGraph(t, conformance.Upstream{Rows: 20}, func(*sandbox.Settings) {})
	var before any
	again := func(n int, tasks map[string]any) {
		if n == 2 {
			tasks["edges"] = before
		}
		before = tasks["edges"]
	}
	records, _ := readTasks(t, g, &crmstreamv1.ListTasksRequest{ChangedFrom: "1970-01-01"}, 0, again)
	require.Equal(t, 20, records)
}

// TestGraphProvesThatAListIsEmpty gets no rows for the first page, as from a cache that sends the answer before again: the newest task
// shows that there are some.
func TestGraphProvesThatAListIsEmpty(t *testing.T) {
	g := startGraph(t, conformance.Upstream{Rows: 20}, func(*sandbox.Settings) {})
	emptied := func(n int, tasks map[string]any) {
		if n == 2 { // after that of the tasks without a time
			tasks["edges"], tasks["pageInfo"] = []any{}, map[string]any{"totalRecords": 0}
		}
	}
	records, _ := readTasks(t, g, &crmstreamv1.ListTasksRequest{}, 0, emptied)
	require.Equal(t, 20, records)
}

// TestGraphNewestOfDoubledRows wants as many different tasks as were asked for, though each comes twice.
func TestGraphNewestOfDoubledRows(t *testing.T) {
	g := startGraph(t, conformance.Upstream{Rows: 50}, func(*sandbox.Settings) {})
	doubled := func(_ int, tasks map[string]any) {
		rows := tasks["edges"].([]any)
		twice := []any{}
		for _, row := range rows[:(len(rows)+1)/2] {
			twice = append(twice, row, row)
		}
		tasks["edges"] = twice
	}
	records, _ := readTasks(t, g, &crmstreamv1.ListTasksRequest{Order: "-create_time"}, 12, doubled)
	require.Equal(t, 12, records)
}
