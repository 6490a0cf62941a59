package administrate_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/administrate"
)

// The writes of tasks, in the order in which the client has them.
const (
	creates = iota
	updates
	deletes
)

// answering is a client of the sandbox whose mutations get an answer of the test instead, "" for the sandbox's own.
func (g *graphRig) answering(t *testing.T, answer string) connectors.Client {
	t.Helper()
	return g.through(t, func(w http.ResponseWriter, r *http.Request, body string) {
		if answer == "" || !strings.Contains(body, `"query":"mutation `) {
			g.server.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, err := io.WriteString(w, answer)
		require.NoError(t, err)
	})
}

// write prepares, encodes and sends a write of a task, as the server does.
func write(t *testing.T, client connectors.Client, act int, id, task string, mask ...string) (connectors.WriteAnswer, error) {
	t.Helper()
	w := client.Writes()[act]
	record := &crmstreamv1.Task{}
	require.NoError(t, protojson.Unmarshal([]byte(task), record))
	row := connectors.WriteRow{Request: w.Request().New().Interface(), ID: id, Record: record, Mask: mask}
	if act == deletes {
		row.Record = nil
	}
	var err error
	if row.Prepared, err = w.Prepare(t.Context(), row); err != nil {
		return connectors.WriteAnswer{}, err
	}
	encoded, err := w.Encode(row, nil)
	if err != nil {
		return connectors.WriteAnswer{}, err
	}
	return w.Send(t.Context(), w.Join([]connectors.EncodedRow{encoded}), func(context.Context) error { return nil })
}

// TestWhatMutationsAnswer reads the answers of mutations: what was refused was not executed, and what is unclear may have been.
func TestWhatMutationsAnswer(t *testing.T) {
	g := startGraph(t, conformance.Upstream{Rows: 20}, func(*sandbox.Settings) {})
	for name, test := range map[string]struct {
		answer string
		kind   connectors.Kind
		maybe  bool
		fields []string
	}{
		"refused for two values": {
			`{"data":{"tasks":{"update":{"task":null,"errors":[{"label":"userId","message":"unknown"},{"label":"subject","message":"too long"},{"label":"x","message":"odd"}]}}}}`,
			connectors.KindInvalidRequest, false,
			[]string{"task.owner_id", "task.subject", "task.x"},
		},
		"refused for no reason": {`{"data":{"tasks":{"update":{"task":null,"errors":[{}]}}}}`, connectors.KindInvalidRequest, false, []string{"task"}},
		"refused and shown":     {`{"data":{"tasks":{"update":{"task":{"id":3,"globalId":"Q3JtVGFzazoz"},"errors":[{"label":"x"}]}}}}`, connectors.KindMalformedResponse, true, nil},
		"errors without data":   {`{"errors":[{"message":"boom"}]}`, connectors.KindMalformedResponse, true, nil},
		"no permission":         {`{"errors":[{"message":"permission denied"}]}`, connectors.KindForbidden, true, nil},
		"data and errors":       {`{"data":{"tasks":{"update":{"task":{"id":3,"globalId":"Q3JtVGFzazoz"},"errors":[]}}},"errors":[{"message":"boom"}]}`, connectors.KindMalformedResponse, true, nil},
		"no payload":            {`{"data":{"tasks":{"update":null}}}`, connectors.KindMalformedResponse, true, nil},
		"no task":               {`{"data":{"tasks":{"update":{"task":null,"errors":[]}}}}`, connectors.KindMalformedResponse, true, nil},
		"another task":          {`{"data":{"tasks":{"update":{"task":{"id":4,"globalId":"Q3JtVGFzazo0"},"errors":[]}}}}`, connectors.KindMalformedResponse, true, nil},
		"a task without an id":  {`{"data":{"tasks":{"update":{"task":{"globalId":"Q3JtVGFzazoz"},"errors":[]}}}}`, connectors.KindMalformedResponse, true, nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := write(t, g.answering(t, test.answer), updates, "3", `{"subject":"x"}`)
			var e *connectors.Error
			require.ErrorAs(t, err, &e)
			require.Equal(t, test.kind, e.Kind)
			require.Equal(t, test.maybe, e.Maybe)
			if e.Maybe {
				return
			}
			var mistakes connectors.Mistakes
			require.True(t, mistakes.Add(err))
			var fields []string
			for _, m := range mistakes {
				require.False(t, m.Maybe)
				fields = append(fields, m.Field)
			}
			require.Equal(t, test.fields, fields)
		})
	}
	answer, err := write(t, g.answering(t, `{"data":{"tasks":{"delete":{"task":null,"errors":[]}}}}`), deletes, "3", `{}`)
	require.NoError(t, err, "a deleted task need not be shown")
	require.Empty(t, answer.Records)
}

// TestRecordsAreNamedByNumberOrGlobalID writes tasks that name other records.
func TestRecordsAreNamedByNumberOrGlobalID(t *testing.T) {
	const person, task = "UGVyc29uOjQ=", "Q3JtVGFzazoz"
	numbers := func(s *sandbox.GraphQLSettings) { s.ReferenceLists = "all" }
	for name, test := range map[string]struct {
		set      func(*sandbox.GraphQLSettings)
		act      int
		id, task string
		kind     connectors.Kind // 0 for none
		says     string
	}{
		"by number":                {numbers, updates, "3", `{"ownerId":"4"}`, 0, ""},
		"by global id":             {numbers, updates, "3", `{"ownerGlobalId":"` + person + `"}`, 0, ""},
		"by both":                  {numbers, updates, "3", `{"ownerId":"4","ownerGlobalId":"` + person + `"}`, 0, ""},
		"by two that differ":       {numbers, updates, "3", `{"ownerId":"5","ownerGlobalId":"` + person + `"}`, connectors.KindInvalidRequest, "task.owner_global_id"},
		"a global id as a number":  {numbers, updates, "3", `{"ownerId":"` + person + `"}`, connectors.KindInvalidRequest, "owner_global_id"},
		"a number as a global id":  {numbers, updates, "3", `{"ownerGlobalId":"4"}`, connectors.KindInvalidRequest, "task.owner_global_id"},
		"nonsense":                 {numbers, updates, "3", `{"ownerId":"a b"}`, connectors.KindInvalidRequest, "task.owner_id"},
		"nobody":                   {numbers, updates, "3", `{"ownerId":"999999"}`, connectors.KindInvalidRequest, "task.owner_id"},
		"numbers are not found":    {func(s *sandbox.GraphQLSettings) { s.ReferenceLists = "users" }, updates, "3", `{"ownerId":"4"}`, connectors.KindInvalidRequest, "owner_global_id"},
		"no such task":             {numbers, updates, "999999", `{"subject":"x"}`, connectors.KindNotFound, ""},
		"a task by its global id":  {numbers, updates, task, `{"subject":"x"}`, connectors.KindInvalidRequest, "id"},
		"no such mutation":         {func(s *sandbox.GraphQLSettings) { s.Mutations = []string{"update"} }, deletes, "3", `{}`, connectors.KindUnsupported, "delete"},
		"no such value":            {func(s *sandbox.GraphQLSettings) { s.Missing = []string{"subject"} }, updates, "3", `{"subject":"x"}`, connectors.KindInvalidRequest, "task.subject"},
		"obligatory values":        {numbers, creates, "", `{"status":"Not Started"}`, connectors.KindInvalidRequest, "task.owner_id"},
		"a new task":               {numbers, creates, "", `{"ownerId":"4","typeId":"1","status":"Not Started"}`, 0, ""},
		"a part of a second":       {numbers, updates, "3", `{"startTime":"2026-01-01T10:00:00.5Z"}`, connectors.KindInvalidRequest, "task.start_time"},
		"the second of two hours":  {numbers, updates, "3", `{"startTime":"2026-10-25T01:30:00Z"}`, connectors.KindInvalidRequest, "task.start_time"},
		"that hour with an offset": {func(s *sandbox.GraphQLSettings) { s.Zoned = true }, updates, "3", `{"startTime":"2026-10-25T01:30:00Z"}`, 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			g := startGraph(t, conformance.Upstream{Rows: 20}, func(s *sandbox.Settings) { test.set(&s.GraphQL) })
			before := len(g.server.Executed())
			answer, err := write(t, g.answering(t, ""), test.act, test.id, test.task)
			if test.kind == 0 {
				require.NoError(t, err)
				require.Len(t, answer.Records, 1)
				require.Len(t, g.server.Executed(), before+1)
				sent, shown := &crmstreamv1.Task{}, &crmstreamv1.Task{}
				require.NoError(t, protojson.Unmarshal([]byte(test.task), sent))
				require.NoError(t, answer.Records[0].Decode(shown))
				if sent.StartTime != nil {
					require.Equal(t, sent.GetStartTime().AsTime(), shown.GetStartTime().AsTime())
				}
				return
			}
			require.ErrorIs(t, err, &connectors.Error{Kind: test.kind})
			require.ErrorContains(t, err, test.says)
			require.Len(t, g.server.Executed(), before, "something was written")
		})
	}
}
