package administrate

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate/internal/schema"
	"github.com/crmstream/crmstream/connectors/conformance"
)

// graphAsk is a query that a fake upstream was sent.
type graphAsk struct {
	Query     string `json:"query"`
	Variables struct {
		First   int               `json:"first"`
		Offset  int               `json:"offset"`
		Filters []schema.Filter   `json:"filters"`
		Order   map[string]string `json:"order"`
	} `json:"variables"`
	// n counts the queries of tasks, from 1.
	n int
}

// by returns the filter by a field, nil for none.
func (a graphAsk) by(field string) *schema.Filter {
	for i, f := range a.Variables.Filters {
		if f.Field == field {
			return &a.Variables.Filters[i]
		}
	}
	return nil
}

// graphFake is an upstream whose answers to queries of tasks are those of tasks. It gives tokens and the schema itself.
type graphFake struct {
	tasks func(w http.ResponseWriter, ask graphAsk)
	// introspect replaces the answer with the schema, if it is set.
	introspect func(w http.ResponseWriter, n int)

	mu              sync.Mutex
	tokens, schemas int
	asks            []graphAsk
}

// emptyList is the answer of a list without tasks.
const emptyList = `{"data":{"tasks":{"pageInfo":{"totalRecords":0},"edges":[]}},"errors":[]}`

// schemaAnswer returns the answer that shows the emulator's schema.
func schemaAnswer(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile("internal/schema/testdata/default.json")
	require.NoError(t, err)
	return `{"data":` + string(data) + `,"errors":[]}`
}

// client returns a client of the upstream, which has no socket, so that waits can be in virtual time.
func (f *graphFake) client(t testing.TB) *graphClient {
	t.Helper()
	shown := schemaAnswer(t)
	if f.introspect == nil {
		f.introspect = func(w http.ResponseWriter, _ int) { _, _ = w.Write([]byte(shown)) }
	}
	client, err := New(
		connectors.Account{Source: "test", TimeZone: berlin(t), Transport: conformance.Upstream{}.Carry(f)},
		&Settings{
			Transport: graphQL, BaseURL: "http://localhost", TokenURL: "http://localhost/oauth/token", Grant: "client_credentials", PageSize: 100,
			ClientID: "client", ClientSecret: connectors.NewSecret("client-secret"),
		})
	require.NoError(t, err)
	return client.(*graphClient)
}

func (f *graphFake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	w.Header().Set("Content-Type", "application/json")
	if r.URL.Path == "/oauth/token" {
		f.tokens++
		defer f.mu.Unlock()
		_, _ = fmt.Fprintf(w, `{"access_token":"token-number-%d","token_type":"Bearer","expires_in":3600}`, f.tokens)
		return
	}
	ask := graphAsk{}
	if err := json.NewDecoder(r.Body).Decode(&ask); err != nil || r.Method != http.MethodPost || r.URL.Path != "/graphql" {
		w.WriteHeader(http.StatusTeapot)
		f.mu.Unlock()
		return
	}
	if strings.Contains(ask.Query, "__schema") {
		f.schemas++
		n := f.schemas
		f.mu.Unlock()
		f.introspect(w, n)
		return
	}
	ask.n = len(f.asks) + 1
	f.asks = append(f.asks, ask)
	f.mu.Unlock()
	f.tasks(w, ask)
}

// counted returns how many tokens, schemas and lists of tasks were asked for.
func (f *graphFake) counted() (tokens, schemas, tasks int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.tokens, f.schemas, len(f.asks)
}

// berlin returns the zone of the fake tenants.
func berlin(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	return zone
}
