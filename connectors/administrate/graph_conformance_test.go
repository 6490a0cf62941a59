package administrate_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/administrate"
)

// graphModes are the forms that a tenant's GraphQL API may have, as far as the documents leave them open.
var graphModes = map[string]func(*sandbox.Settings){
	"default":           func(*sandbox.Settings) {},
	"orderBy":           func(s *sandbox.Settings) { s.GraphQL.OrderArgument = "orderBy" },
	"global ids only":   func(s *sandbox.Settings) { s.GraphQL.LegacyID, s.GraphQL.LegacyFilter = false, false },
	"times with offset": func(s *sandbox.Settings) { s.GraphQL.Zoned = true },
	"all lists":         func(s *sandbox.Settings) { s.GraphQL.ReferenceLists = "all" },
	"never changed":     func(s *sandbox.Settings) { s.GraphQL.Updated = "lastUpdatedAt" },
}

func TestGraphConformance(t *testing.T) {
	for name, mode := range graphModes {
		ids := `["3","5"]`
		if name == "global ids only" {
			ids = `["Q3JtVGFzazoz","Q3JtVGFzazo1"]`
		}
		conformance.Run(t, conformance.Subject{
			Name:     name,
			Open:     func(t *testing.T, u conformance.Upstream) *conformance.Rig { return openGraph(t, u, mode) },
			Request:  func() proto.Message { return &crmstreamv1.ListTasksRequest{Source: "test"} },
			PageSize: 100,
			OnePage:  3, // the tasks without a time, the page, and the proof of the first total
			Excuses:  map[conformance.Check]string{conformance.CheckNaive: "x"},
			Samples: map[string]string{
				"ids": ids, "created_from": `"2015-01-01"`, "created_before": `"2026-01-01T00:00:00Z"`, "changed_from": `"2015-01-01"`,
				"where": `["status = Completed", "start_time >= 2020-01-01"]`,
			},
		})
	}
}

func TestGraphLookUpConformance(t *testing.T) {
	for name, mode := range graphModes {
		conformance.RunGetter(t, conformance.Getter{
			Name:       name,
			Open:       func(t *testing.T, u conformance.Upstream) *conformance.GetterRig { return openGraphGetter(t, u, mode) },
			Request:    func() proto.Message { return &crmstreamv1.BatchGetTasksRequest{Source: "test"} },
			Record:     &crmstreamv1.Task{},
			PerRequest: 100,
			Requests:   2, // the schema, once for each client, and the task
			Excuses: map[conformance.Check]string{
				conformance.CheckDeleted: "the upstream forgets deleted tasks",
				conformance.CheckIgnored: "the upstream forgets deleted tasks, and the first answer is the schema",
			},
		})
	}
}

// openGraphGetter is openGraph for look-ups.
func openGraphGetter(t *testing.T, u conformance.Upstream, mode func(*sandbox.Settings)) *conformance.GetterRig {
	t.Helper()
	g := startGraph(t, u, mode)
	return &conformance.GetterRig{
		Client:   g.client,
		Existing: g.ids(),
		Unknown:  []string{g.id("900000001"), g.id("900000002")},
		Delete:   func(id string) { require.NoError(t, g.server.Delete("tasks", g.number(id))) },
		Before:   g.before,
		Secrets:  g.secrets,
	}
}

// openGraph starts a sandbox and a client for its GraphQL API.
func openGraph(t *testing.T, u conformance.Upstream, mode func(*sandbox.Settings)) *conformance.Rig {
	t.Helper()
	g := startGraph(t, u, mode)
	return &conformance.Rig{
		Client:  g.client,
		IDs:     g.ids,
		Touch:   func(id string) { require.NoError(t, g.server.Touch("tasks", g.number(id))) },
		Delete:  func(id string) { require.NoError(t, g.server.Delete("tasks", g.number(id))) },
		Insert:  func() string { return g.id(g.server.Insert("tasks")) },
		Before:  g.before,
		Naive:   func() []string { return g.naive(t) },
		Secrets: g.secrets,
	}
}

// graphRig is a sandbox and a client for its GraphQL API.
type graphRig struct {
	server   *sandbox.Server
	client   connectors.Client
	settings sandbox.Settings
	secrets  []string
}

// id returns the id of a task as the API has it, given its number.
func (g *graphRig) id(number string) string {
	if g.settings.GraphQL.LegacyID {
		return number
	}
	return base64.StdEncoding.EncodeToString([]byte("CrmTask:" + number))
}

// number returns the number of a task, given its id.
func (g *graphRig) number(id string) string {
	if g.settings.GraphQL.LegacyID {
		return id
	}
	text, _ := base64.StdEncoding.DecodeString(id)
	_, number, _ := strings.Cut(string(text), ":")
	return number
}

// ids returns the ids of all tasks.
func (g *graphRig) ids() []string {
	ids := g.server.IDs("tasks")
	for i := range ids {
		ids[i] = g.id(ids[i])
	}
	return ids
}

// naive reads the list as the documentation's samples would: by offset, until a page is empty.
func (g *graphRig) naive(t *testing.T) (ids []string) {
	t.Helper()
	token := g.post(t, "/oauth/token", "application/x-www-form-urlencoded", "", url.Values{
		"grant_type": {"client_credentials"}, "client_id": {g.settings.GraphQL.ClientID}, "client_secret": {g.settings.GraphQL.ClientSecret},
	}.Encode())["access_token"].(string)
	for offset := 0; ; offset += 100 {
		query := fmt.Sprintf(`{"query":"{ tasks(first: 100, offset: %d) { edges { node { id } } } }"}`, offset)
		tasks := g.post(t, "/graphql", "application/json", token, query)["data"].(map[string]any)["tasks"].(map[string]any)
		edges := tasks["edges"].([]any)
		if len(edges) == 0 {
			return ids
		}
		for _, edge := range edges {
			id := edge.(map[string]any)["node"].(map[string]any)["id"].(string)
			text, err := base64.StdEncoding.DecodeString(id)
			require.NoError(t, err)
			ids = append(ids, g.id(strings.TrimPrefix(string(text), "CrmTask:")))
		}
	}
}

// post sends a request to the sandbox and returns its answer.
func (g *graphRig) post(t *testing.T, path, contentType, token, body string) map[string]any {
	t.Helper()
	req := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://localhost"+path, strings.NewReader(body))
	req.Header.Set("Content-Type", contentType)
	req.Header.Set("Authorization", "Bearer "+token)
	recorder := httptest.NewRecorder()
	g.server.ServeHTTP(recorder, req)
	require.Equal(t, http.StatusOK, recorder.Code, recorder.Body)
	var answer map[string]any
	require.NoError(t, json.Unmarshal(recorder.Body.Bytes(), &answer))
	return answer
}

// before calls the hook before each request for tasks. The schema and the access token, which a client reads once, are not counted.
func (g *graphRig) before(hook func(int)) {
	n := 0
	g.server.OnRequest(func(op string, _ int64) {
		if op == sandbox.OpGraphQLList {
			n++
			hook(n)
		}
	})
}

// startGraph starts a sandbox and a client for its GraphQL API.
func startGraph(t *testing.T, u conformance.Upstream, mode func(*sandbox.Settings)) *graphRig {
	t.Helper()
	s := sandbox.Defaults()
	s.Rows, s.MaxLimit, s.HTTPScheme, s.Rate = int64(u.Rows), int64(u.PageCap), "allow", 0
	setFault(t, &s, u, sandbox.OpGraphQLList)
	mode(&s)
	server, err := sandbox.New(s)
	require.NoError(t, err)
	g := &graphRig{server: server, settings: s, secrets: []string{s.GraphQL.ClientSecret}}
	g.client, err = administrate.New(connectors.Account{Source: "test", TimeZone: conformance.Zone(t), Transport: u.Carry(server)}, g.account())
	require.NoError(t, err)
	return g
}
