package administrate

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate/internal/schema"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestGraphAnswers reads the answers in testdata/graph as a list. A look-up of the same tasks gives the same records.
func TestGraphAnswers(t *testing.T) {
	conformance.Golden(t, "testdata/graph", &crmstreamv1.ListTasksResponse{}, func(t *testing.T, body []byte) connectors.Page {
		f := &graphFake{tasks: func(w http.ResponseWriter, ask graphAsk) {
			answer := paged(t, body, ask)
			if f := ask.by("createdAt"); f != nil && f.Operation == "isnull" {
				answer = []byte(emptyList)
			}
			_, _ = w.Write(answer)
		}}
		if strings.Contains(string(body), `"id":"Q3JtVGFzazoz"`) { // a schema without numbers
			shown := strings.ReplaceAll(schemaAnswer(t), `"name":"legacyId"`, `"name":"number"`)
			f.introspect = func(w http.ResponseWriter, _ int) { _, _ = w.Write([]byte(shown)) }
		}
		c := f.client(t)
		page, err := conformance.Fetch(t.Context(), c, &crmstreamv1.ListTasksRequest{}, connectors.PageRequest{})
		require.NoError(t, err)
		for _, notice := range page.Notices {
			require.NotEqual(t, "UNKNOWN_KEYS", notice.Code)
		}
		req := &crmstreamv1.BatchGetTasksRequest{}
		for _, r := range page.Records {
			req.Ids = append(req.Ids, string(r.ID))
		}
		found, err := conformance.Find(t.Context(), c, req)
		require.NoError(t, err)
		require.Len(t, found.Records, len(page.Records))
		for i, r := range found.Records {
			require.Equal(t, page.Records[i].Wire, r.Wire)
		}
		return page
	})
}

// paged returns the page of an answer that was asked for.
func paged(t *testing.T, body []byte, ask graphAsk) []byte {
	t.Helper()
	answer := struct {
		Data struct {
			Tasks map[string]any `json:"tasks"`
		} `json:"data"`
		Errors []any `json:"errors"`
	}{}
	require.NoError(t, json.Unmarshal(body, &answer))
	edges := answer.Data.Tasks["edges"].([]any)
	edges = edges[min(ask.Variables.Offset, len(edges)):]
	answer.Data.Tasks["edges"] = edges[:min(ask.Variables.First, len(edges))]
	body, err := json.Marshal(answer)
	require.NoError(t, err)
	return body
}

// FuzzGraphPage feeds any body to the decoder of answers: it never panics, returns only classified errors, and rows in the order of their
// times.
func FuzzGraphPage(f *testing.F) {
	samples, err := filepath.Glob("testdata/graph/*.json")
	require.NoError(f, err)
	for _, sample := range samples {
		body, err := os.ReadFile(sample)
		require.NoError(f, err)
		f.Add(body)
	}
	for _, body := range []string{`{"errors":[{"message":"a","extensions":{"code":"b"}}]}`, `{"data":{"tasks":{"edges":[{"node":null},null,7,{}]}},"errors":{}}`, boom, emptyList} {
		f.Add([]byte(body))
	}
	data, err := os.ReadFile("internal/schema/testdata/default.json")
	require.NoError(f, err)
	s, err := schema.Parse(data, nil)
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, body []byte) {
		c := (&graphFake{}).client(t)
		c.zone = time.UTC
		resp := response(body)
		var classified *connectors.Error
		if err := classifyQuery(resp); err != nil {
			require.ErrorAs(t, err, &classified)
			return
		}
		for _, p := range []page{{limit: 100}, {limit: 100, ordered: true, near: "2026-01-01T00:00:00"}} {
			run := graphRun{graphQuery: &graphQuery{graphClient: c, raw: true}, schema: s, by: "create_time"}
			got, err := run.read(dataOf(resp), p)
			if err != nil {
				require.ErrorAs(t, err, &classified)
				continue
			}
			for i, r := range got.Rows {
				require.NotEmpty(t, r.ID)
				require.NotEqual(t, r.Err == nil, r.Wire == nil)
				require.True(t, len(r.Key) == 0 || validClock(string(r.Key)), "%q", r.Key)
				if p.ordered && i > 0 {
					require.GreaterOrEqual(t, clockOf(r), clockOf(got.Rows[i-1]))
				}
			}
		}
	})
}
