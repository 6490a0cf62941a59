package proxima

import (
	"encoding/json"
	"fmt"
	"maps"
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

// tenant is an asynchronous upstream that answers by script. Paths lack what is the same for all requests. The last
// answer to a request is repeated; a request without an answer gets 400.
type tenant struct {
	script   map[string][]string
	requests map[string]int
}

func newTenant(script map[string][]string) *tenant {
	t := &tenant{script: map[string][]string{"run": {`{"job_id":7}`}, "status/7": {`{"id":7,"status":3,"batch_count":2}`}}, requests: map[string]int{}}
	maps.Copy(t.script, script)
	return t
}

func (u *tenant) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasSuffix(r.URL.Path, "/login") {
		_, _ = w.Write([]byte(`{"token":"0123456789abcdef","expires_at":"2126-01-01T00:00:00+00:00"}`))
		return
	}
	request := strings.TrimPrefix(r.URL.RequestURI(), "/crm/crm-api/db-function/")
	answers := u.script[request]
	n := u.requests[request]
	u.requests[request]++
	if len(answers) == 0 {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(`{"message":"no"}`))
		return
	}
	answer := answers[min(n, len(answers)-1)]
	if status, body, ok := strings.Cut(answer, "|"); ok {
		var code int
		_, _ = fmt.Sscan(status, &code)
		w.WriteHeader(code)
		answer = body
	}
	_, _ = w.Write([]byte(answer))
}

// rows is a batch of visits with these ids.
func rows(ids ...int) string {
	visits := make([]map[string]any, len(ids))
	for i, id := range ids {
		visits[i] = map[string]any{
			"task_id": id, "task_datefrom": fmt.Sprintf("2025-07-01T%02d:00:00", id%24), "task_datetill": fmt.Sprintf("2025-07-01T%02d:30:00", id%24),
			"task_user_id": 5, "task_user2_id": 6,
		}
	}
	text, _ := json.Marshal(visits) // maps of plain values always marshal
	return string(text)
}

// july is the request of the scripted tenants: one window.
func july() *crmstreamv1.ListVisitsRequest {
	return &crmstreamv1.ListVisitsRequest{StartFrom: "2025-07-01", StartBefore: "2025-08-01"}
}

// list asks a scripted tenant for a page.
func list(t *testing.T, u *tenant, req *crmstreamv1.ListVisitsRequest, change func(*Settings)) (page connectors.Page, c *Client, err error) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		c = testClient(t, u, change)
		page, err = conformance.Fetch(t.Context(), c, req, connectors.PageRequest{})
	})
	return page, c, err
}

func ids(page connectors.Page) []string {
	out := make([]string, len(page.Records))
	for i, r := range page.Records {
		out[i] = string(r.ID)
	}
	return out
}

// TestBatchesAddUp reads results that are whole, and finds those that are not.
func TestBatchesAddUp(t *testing.T) {
	const zero, one, two, last = "result/7?batch=0", "result/7?batch=1", "result/7?batch=2", "result/7?batch=3"
	three := []string{`{"status":3,"batch_count":3}`}
	single, unnumbered := []string{`{"status":3,"batch_count":1}`}, "result/7"
	for name, test := range map[string]struct {
		script   map[string][]string
		first    string
		want     []string
		kind     connectors.Kind
		requests map[string]int
	}{
		"base 0": {
			script: map[string][]string{zero: {rows(1, 2)}, one: {rows(3)}},
			want:   []string{"1", "2", "3"}, requests: map[string]int{zero: 1, one: 1},
		},
		"one batch, which comes without its number only": {
			script: map[string][]string{"status/7": single, one: {`[]`}, unnumbered: {rows(1, 2)}}, first: "1",
			want: []string{"1", "2"}, requests: map[string]int{one: 1, unnumbered: 1},
		},
		"one batch, without rows": {
			script: map[string][]string{"status/7": single, one: {`[]`}, unnumbered: {`[]`}}, first: "1",
			want: []string{}, requests: map[string]int{one: 1, unnumbered: 1},
		},
		"one batch, without rows, of a server that wants its number": {
			script: map[string][]string{"status/7": single, one: {`[]`}}, first: "1",
			want: []string{}, requests: map[string]int{one: 1, unnumbered: 1},
		},
		"base 1": {
			script: map[string][]string{one: {rows(1, 2)}, two: {rows(3)}},
			want:   []string{"1", "2", "3"}, requests: map[string]int{zero: 1, one: 1, two: 1},
		},
		"base 1 where 0 is the nearest batch": {
			script: map[string][]string{zero: {rows(1, 2)}, one: {rows(1, 2)}, two: {rows(3)}},
			want:   []string{"1", "2", "3"},
		},
		"base 1 where 0 is the whole result": {
			script: map[string][]string{"status/7": three, zero: {rows(1, 2, 3, 4, 5)}, one: {rows(1, 2)}, two: {rows(3, 4)}, last: {rows(5)}},
			kind:   connectors.KindDataLost,
		},
		"and the setting that helps": {
			script: map[string][]string{"status/7": three, zero: {rows(1, 2, 3, 4, 5)}, one: {rows(1, 2)}, two: {rows(3, 4)}, last: {rows(5)}},
			first:  "1", want: []string{"1", "2", "3", "4", "5"}, requests: map[string]int{zero: 0, one: 1, two: 1, last: 1},
		},
		"base 0 where batches beyond the end are empty": {
			script: map[string][]string{zero: {rows(1, 2)}, one: {rows(3)}, two: {`[]`}},
			want:   []string{"1", "2", "3"}, requests: map[string]int{zero: 1, one: 1},
		},
		"a batch is short once": {
			script: map[string][]string{"status/7": three, one: {rows(1, 2)}, two: {rows(3), rows(3, 4)}, last: {rows(5)}},
			want:   []string{"1", "2", "3", "4", "5"}, requests: map[string]int{one: 2, two: 2, last: 2, zero: 2},
		},
		"a batch stays short": {
			script: map[string][]string{"status/7": three, one: {rows(1, 2)}, two: {rows(3)}, last: {rows(5)}},
			kind:   connectors.KindDataLost,
		},
		"the last batch is empty": {
			script: map[string][]string{one: {rows(1, 2)}, two: {`[]`}},
			kind:   connectors.KindDataLost,
		},
		"the last batch is longer": {
			script: map[string][]string{one: {rows(1, 2)}, two: {rows(3, 4, 5)}},
			kind:   connectors.KindDataLost,
		},
		"a batch comes twice": {
			script: map[string][]string{"status/7": three, one: {rows(1, 2)}, two: {rows(1, 2)}, last: {rows(5)}},
			first:  "1", kind: connectors.KindDataLost,
		},
		"a batch has no body": {
			script: map[string][]string{one: {rows(1, 2)}, two: {``}},
			kind:   connectors.KindMalformedResponse,
		},
		"a batch is a message": {
			script: map[string][]string{one: {rows(1, 2)}, two: {`{"message":"no"}`}},
			kind:   connectors.KindMalformedResponse,
		},
		"no number, no rows": {
			script: map[string][]string{"status/7": {`{"status":3,"batch_count":null}`}, "result/7": {``}},
			want:   []string{}, requests: map[string]int{"result/7": 1},
		},
		"no number and some rows": {
			script: map[string][]string{"status/7": {`{"status":3}`}, "result/7": {rows(1, 2)}},
			want:   []string{"1", "2"},
		},
		"no number and a full batch": {
			script: map[string][]string{"status/7": {`{"status":3,"batch_count":0}`}, "result/7": {rows(slices.Repeat([]int{1}, fullBatch)...)}},
			kind:   connectors.KindDataLost,
		},
		"states that nobody documented": {
			script: map[string][]string{
				"status/7": {`{"status":1}`, `{"status":9}`, `{"status":0}`, `{"status":"2"}`, `{"status":3,"batch_count":1}`}, one: {rows(1)},
			},
			want: []string{"1"}, requests: map[string]int{"status/7": 5},
		},
	} {
		t.Run(name, func(t *testing.T) {
			u := newTenant(test.script)
			page, _, err := list(t, u, july(), func(s *Settings) {
				if test.first != "" {
					s.FirstBatch = test.first
				}
			})
			for request, n := range test.requests {
				require.Equal(t, n, u.requests[request], request)
			}
			require.Equal(t, 1, u.requests["run"])
			if test.kind != 0 {
				require.ErrorIs(t, err, &connectors.Error{Kind: test.kind})
				return
			}
			require.NoError(t, err)
			require.Equal(t, test.want, ids(page))
		})
	}
}

// TestLearnedBatchIsForgotten changes a tenant's first batch after it was learned.
func TestLearnedBatchIsForgotten(t *testing.T) {
	u := newTenant(map[string][]string{"result/7?batch=1": {rows(1, 2)}, "result/7?batch=2": {rows(3)}})
	synctest.Test(t, func(t *testing.T) {
		c := testClient(t, u, nil)
		_, err := conformance.Fetch(t.Context(), c, july(), connectors.PageRequest{})
		require.NoError(t, err)
		require.Equal(t, int32(1), c.firstBatch.Load())
		u.script = newTenant(map[string][]string{"result/7?batch=0": {rows(1, 2)}, "result/7?batch=1": {rows(3)}}).script
		page, err := conformance.Fetch(t.Context(), c, july(), connectors.PageRequest{})
		require.NoError(t, err)
		require.Equal(t, []string{"1", "2", "3"}, ids(page))
		require.Equal(t, int32(0), c.firstBatch.Load())
	})
}

// TestAJobThatIsLostBetweenItsBatchesIsNotEmpty runs the window again, and learns nothing from the job that was lost.
func TestAJobThatIsLostBetweenItsBatchesIsNotEmpty(t *testing.T) {
	u := newTenant(map[string][]string{
		"run":      {`{"job_id":7}`, `{"job_id":8}`},
		"status/7": {`{"status":3,"batch_count":1}`}, "result/7?batch=0": {`[]`, `400|{"message":"gone"}`},
		"status/8": {`{"status":3,"batch_count":1}`}, "result/8?batch=0": {`[]`}, "result/8?batch=1": {rows(1)},
	})
	page, _, err := list(t, u, july(), func(*Settings) {})
	require.NoError(t, err)
	require.Equal(t, []string{"1"}, ids(page))
	require.Equal(t, 2, u.requests["run"])
}
