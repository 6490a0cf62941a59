package administrate_test

import (
	"io"
	"net/http"
	"net/http/httptest"
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
		set       func(*sandbox.Settings)
		reference string // of a record
	}{
		"numbers":    {func(s *sandbox.Settings) { s.GraphQL.ReferenceLists = "all" }, `"2"`},
		"global ids": {func(*sandbox.Settings) {}, `"UGVyc29uOjI="`},
		"offsets":    {func(s *sandbox.Settings) { s.GraphQL.Zoned = true }, `"UGVyc29uOjI="`},
	}
	for name, mode := range modes {
		g := startGraph(t, conformance.Upstream{Rows: 20}, mode.set)
		conformance.RunWrites(t, conformance.Writes{
			Name: name,
			Open: func(t *testing.T, transport http.RoundTripper) connectors.Client {
				client, err := administrate.New(connectors.Account{Source: "test", TimeZone: conformance.Zone(t), Transport: transport}, g.account())
				require.NoError(t, err)
				return client
			},
			Samples: map[string]map[string]string{"tasks": {
				"id": `"3"`, "status": `"Not Started"`, "owner_id": mode.reference, "account_id": mode.reference, "type_id": mode.reference, "subject": `"Call"`, "description": `"soon"`,
				"contact_id": mode.reference, "event_id": mode.reference, "deal_id": mode.reference, "show_on_calendar": `true`,
				"create_time": `"2026-01-01T10:00:00Z"`, "start_time": `"2026-01-02T10:00:00Z"`, "end_time": `"2026-01-03T10:00:00Z"`,
			}},
			Needed:   map[string][]string{"tasks": {"owner_id", "type_id"}},
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

// prepared answers all requests but mutations, by the sandbox.
func (g *graphRig) prepared(req *http.Request) (string, bool) {
	body, err := io.ReadAll(req.Body)
	if err != nil || strings.Contains(string(body), `"mutation `) {
		return "", false
	}
	again := req.Clone(req.Context())
	again.Body = io.NopCloser(strings.NewReader(string(body)))
	recorder := httptest.NewRecorder()
	g.server.ServeHTTP(recorder, again)
	return recorder.Body.String(), recorder.Code == http.StatusOK
}
