package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/server/access"
)

// TestMetricsBeyondThisMachineNeedACaller asks for metrics at an address that other machines reach, and at one of this machine.
func TestMetricsBeyondThisMachineNeedACaller(t *testing.T) {
	key := func(id string) (text string, kept access.Key) {
		text, made, err := access.NewKey()
		require.NoError(t, err)
		_, digest, err := access.ParseKey(text)
		require.NoError(t, err, id)
		return text, access.Key{ID: made, Digest: digest}
	}
	prometheus, prometheusKey := key("prometheus")
	warehouse, warehouseKey := key("warehouse")
	everything := func(verb access.Verb) []access.Grant {
		return []access.Grant{{Sources: []string{"*"}, Resources: []string{"*"}, Can: []access.Verb{verb}}}
	}
	table, err := access.NewTable([]access.Caller{
		{Name: "prometheus", Keys: []access.Key{prometheusKey}, Grants: everything(access.Metrics)},
		{Name: "warehouse", Keys: []access.Key{warehouseKey}, Grants: everything(access.Every)},
	}, time.Now())
	require.NoError(t, err)
	measured := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { answerLines(w, http.StatusOK, "metrics") })
	for _, test := range []struct {
		address, path, authorization string
		code                         int
		text                         string
	}{
		{"0.0.0.0:9092", "/metrics", "", http.StatusUnauthorized, "this server needs a key"},
		{"0.0.0.0:9092", "/metrics", "Bearer " + prometheus[:62] + "!", http.StatusUnauthorized, "not accepted"},
		{"0.0.0.0:9092", "/metrics", "Bearer " + warehouse, http.StatusForbidden, "can: metrics"},
		{"0.0.0.0:9092", "/metrics", "Bearer " + prometheus, http.StatusOK, "metrics"},
		{"0.0.0.0:9092", "/v1/sources", "Bearer " + prometheus, http.StatusNotFound, "not found"},
		{"127.0.0.1:9092", "/metrics", "", http.StatusOK, "metrics"},
	} {
		served := (&app{}).newMetricsServer(measured, access.NewRegistry(table), test.address)
		request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, test.path, http.NoBody)
		if test.authorization != "" {
			request.Header.Set("Authorization", test.authorization)
		}
		answer := httptest.NewRecorder()
		served.Handler.ServeHTTP(answer, request)
		require.Equal(t, test.code, answer.Code, test)
		require.Contains(t, answer.Body.String(), test.text)
		require.Equal(t, test.code == http.StatusUnauthorized, answer.Header().Get("WWW-Authenticate") != "", test)
	}
}

// TestTheCommandLineWarnsOfAKeyThatEndsSoon calls with a key that has three days left.
func TestTheCommandLineWarnsOfAKeyThatEndsSoon(t *testing.T) {
	g := startGuarded(t)
	out := filepath.Join(t.TempDir(), "key")
	con := &console{stdout: newWatched(), stderr: newWatched()}
	require.NoError(t, keysCreateCommand{
		callersFlag: callersFlag{Callers: g.callersFile()}, Caller: "operator", newKeyFlags: newKeyFlags{Expires: "3d", Out: out},
	}.Run(con))
	_, err := g.app.reload.now(t.Context())
	require.NoError(t, err)
	for _, words := range [][]string{{"list", "contacts", "--source", "apro", "--limit", "1"}, {"sources", "apro"}} {
		got := commandWith(t.Context(), nil, append(words, "--addr", g.grpc, "--ca", g.caFile(), "--key-file", out)...)
		require.Zero(t, got.code, got.stderr)
		require.Regexp(t, `warning: the key in \S+ expires at \S+: replace it with crmstream keys rotate`, got.stderr)
		require.NotContains(t, got.stdout, "warning")
	}
	quiet := commandWith(t.Context(), nil, "sources", "apro", "--addr", g.grpc, "--ca", g.caFile(), "--key-file", g.keyFile("operator"))
	require.NotContains(t, quiet.stderr, "warning")
	require.NoError(t, os.Remove(out))
}
