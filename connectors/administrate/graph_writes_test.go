package administrate_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate"
	"github.com/crmstream/crmstream/connectors/conformance"
	sandbox "github.com/crmstream/crmstream/sandbox/administrate"
)

// graphAnswer is the answer to a mutation that was executed.
const graphAnswer = `{"data":{"tasks":{"create":{"task":{"id":10607,"globalId":"Q3JtVGFzazoxMDYwNw=="},"errors":[]},` +
	`"update":{"task":{"id":3,"globalId":"Q3JtVGFzazoz"},"errors":[]},"delete":{"task":{"id":3,"globalId":"Q3JtVGFzazoz"},"errors":[]}}},"errors":[]}`

// refusal is the answer to a mutation that was refused.
const refusal = `{"data":{"tasks":{"create":{"task":null,"errors":[{"label":"typeId","message":"wrong"}]},` +
	`"update":{"task":null,"errors":[{"label":"typeId","message":"wrong"}]},"delete":{"task":null,"errors":[{"label":"taskId","message":"wrong"}]}}},"errors":[]}`

func TestGraphWriteConformance(t *testing.T) {
	modes := map[string]struct {
		set func(*sandbox.GraphQLSettings)
		id  string // of a task
	}{
		"numbers":                 {func(*sandbox.GraphQLSettings) {}, `"3"`},
		"times with offset":       {func(s *sandbox.GraphQLSettings) { s.Zoned = true }, `"3"`},
		"tasks have no number":    {func(s *sandbox.GraphQLSettings) { s.LegacyID, s.LegacyFilter = false, false }, `"Q3JtVGFzazoz"`},
		"another name of updates": {func(s *sandbox.GraphQLSettings) { s.Updated = "lastUpdatedAt" }, `"3"`},
	}
	global := `"UGVyc29uOjI="`
	apart := []string{"owner_global_id", "account_global_id", "type_global_id", "contact_global_id", "event_global_id", "deal_global_id"}
	for name, mode := range modes {
		g := startGraph(t, conformance.Upstream{Rows: 20}, func(s *sandbox.Settings) {
			s.GraphQL.ReferenceLists = "all"
			mode.set(&s.GraphQL)
		})
		conformance.RunWrites(t, conformance.Writes{
			Name: name,
			Open: func(t *testing.T, transport http.RoundTripper) connectors.Client {
				client, err := administrate.New(connectors.Account{Source: "test", TimeZone: conformance.Zone(t), Transport: transport}, g.account())
				require.NoError(t, err)
				return client
			},
			Samples: map[string]map[string]string{"tasks": {
				"id": mode.id, "status": `"Not Started"`, "owner_id": `"2"`, "account_id": `"2"`, "type_id": `"2"`, "subject": `"Call"`, "description": `"soon"`,
				"contact_id": `"2"`, "event_id": `"2"`, "deal_id": `"2"`, "show_on_calendar": `true`,
				"owner_global_id": global, "account_global_id": global, "type_global_id": global, "contact_global_id": global, "event_global_id": global,
				"deal_global_id": global,
				"create_time":    `"2026-01-01T10:00:00Z"`, "start_time": `"2026-01-02T10:00:00Z"`, "end_time": `"2026-01-03T10:00:00Z"`,
			}},
			Apart:    map[string][]string{"create tasks": apart, "update tasks": apart},
			Executed: func(connectors.Write, int) string { return graphAnswer },
			Refusals: map[string]conformance.Refusal{
				"by the mutation": {Status: http.StatusOK, Body: refusal, Kind: connectors.KindInvalidRequest},
				"unprocessable":   {Status: http.StatusUnprocessableEntity, Body: `{"message":"wrong"}`, Kind: connectors.KindRefused},
				"too many":        {Status: http.StatusTooManyRequests, Body: `{}`, Kind: connectors.KindRateLimited},
			},
			Prepared: g.prepared,
			Secrets:  g.secrets,
		})
	}
}

// account returns the settings of a client for the sandbox.
func (g *graphRig) account() *administrate.Settings {
	return &administrate.Settings{
		Transport: "graphql", BaseURL: "http://localhost", TokenURL: "http://localhost/oauth/token", Grant: "client_credentials", PageSize: 100,
		ClientID: g.settings.GraphQL.ClientID, ClientSecret: connectors.NewSecret(g.settings.GraphQL.ClientSecret),
	}
}

// through returns a client whose requests come to a handler in place of the sandbox, each with the text of its body.
func (g *graphRig) through(t *testing.T, handle func(w http.ResponseWriter, r *http.Request, body string)) connectors.Client {
	t.Helper()
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		require.NoError(t, err)
		r.Body = io.NopCloser(bytes.NewReader(body))
		handle(w, r, string(body))
	})
	account := connectors.Account{Source: "test", TimeZone: conformance.Zone(t), Transport: conformance.Upstream{}.Carry(handler)}
	client, err := administrate.New(account, g.account())
	require.NoError(t, err)
	return client
}

// prepared answers all requests but mutations, by the sandbox. In its schema no value of a new task is obligatory.
func (g *graphRig) prepared(req *http.Request) (string, bool) {
	body, err := io.ReadAll(req.Body)
	if err != nil || strings.Contains(string(body), `"mutation `) {
		return "", false
	}
	again := req.Clone(req.Context())
	again.Body = io.NopCloser(strings.NewReader(string(body)))
	recorder := httptest.NewRecorder()
	g.server.ServeHTTP(recorder, again)
	nothingObligatory := regexp.MustCompile(`("name":"(userId|typeId)","defaultValue":null,"type":\{"kind":)"NON_NULL"`)
	return nothingObligatory.ReplaceAllString(recorder.Body.String(), `$1"LIST"`), recorder.Code == http.StatusOK
}
