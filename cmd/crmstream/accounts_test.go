package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestSourcesOfOneAccountShareItsBudget configures sources, and tells which budget each has.
func TestSourcesOfOneAccountShareItsBudget(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "other"), []byte("another key"), 0o600))
	source := func(name, more, key string, urls ...string) string {
		for i := range urls {
			urls[i] = strconv.Quote(urls[i])
		}
		return fmt.Sprintf("- {name: %s, connector: fake, time_zone: UTC%s, settings: {key: %q, urls: [%s]}}\n", name, more, key, strings.Join(urls, ", "))
	}
	const key, url = "${KEY}", "http://crm.example"
	for name, test := range map[string]struct {
		text    string
		budgets map[string]string // by source
	}{
		"one host and key":   {source("b", "", key, url) + source("a", "", key, url), map[string]string{"a": "a", "b": "a"}},
		"written otherwise":  {source("a", "", key, url) + source("b", "", key, "HTTP://CRM.example.:80/x"), map[string]string{"a": "a", "b": "a"}},
		"at another port":    {source("a", "", key, url) + source("b", "", key, url+":81"), map[string]string{"a": "a", "b": "a"}},
		"one of several":     {source("a", "", key, url, "http://two") + source("b", "", key, "http://two"), map[string]string{"a": "a", "b": "a"}},
		"by a third":         {source("b", "", key, url) + source("c", "", key, "http://two") + source("d", "", key, url, "http://two"), map[string]string{"b": "b", "c": "b", "d": "b"}},
		"the same IPv6":      {source("a", "", key, "http://[2001:db8::1]:1") + source("b", "", key, "http://[2001:DB8:0:0:0:0:0:1]:2"), map[string]string{"a": "a", "b": "a"}},
		"this machine":       {source("a", "", key, "http://localhost") + source("b", "", key, "http://127.0.0.1:80") + source("c", "", key, "http://[::1]:80"), map[string]string{"a": "a", "b": "a", "c": "a"}},
		"two tunnels":        {source("a", "", key, "http://localhost:81") + source("b", "", key, "http://localhost:82"), map[string]string{"a": "a", "b": "b"}},
		"another host":       {source("a", "", key, url) + source("b", "", key, "http://crm.example.com"), map[string]string{"a": "a", "b": "b"}},
		"another key":        {source("a", "", key, url) + source("b", "", "file:other", url), map[string]string{"a": "a", "b": "b"}},
		"no host":            {source("a", "", key) + source("b", "", key), map[string]string{"a": "a", "b": "b"}},
		"one names a budget": {source("a", "", key, url) + source("b", ", budget: main", key, url), map[string]string{"a": "main", "b": "main"}},
		"both name it":       {source("a", ", budget: main", key, url) + source("b", ", budget: main", key, url), map[string]string{"a": "main", "b": "main"}},
		"told apart":         {source("a", "", key, url) + source("b", ", account: second", key, url), map[string]string{"a": "a", "b": "b"}},
		"told apart, named": {
			source("a", ", budget: main", key, url) + source("b", ", account: second, budget: more", key, url),
			map[string]string{"a": "main", "b": "more"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			const budgets = "budgets: [{name: main, requests: 5, window: 1h}, {name: more, requests: 5, window: 1h}]\nsources:\n"
			s, err := fakeLoader(dir).load("f", strings.NewReader(budgets+test.text))
			require.NoError(t, err)
			got, used := map[string]string{}, map[string][]string{}
			for _, source := range s.sources {
				got[source.name] = source.budget
				used[source.budget] = append(used[source.budget], source.name)
			}
			require.Equal(t, test.budgets, got)
			names := []string{"main", "more"}
			for _, name := range slices.Sorted(maps.Keys(used)) {
				if name != "main" && name != "more" {
					names = append(names, name)
				}
			}
			require.Len(t, s.budgets, len(names), "no budget is there twice")
			for _, b := range s.budgets {
				require.Equal(t, used[b.Name], b.Sources)
			}
		})
	}
}

// TestTwoBudgetsForOneAccount are refused by the check and at the start, with line and fix, unless the accounts are told
// apart.
func TestTwoBudgetsForOneAccount(t *testing.T) {
	config := filepath.Join(t.TempDir(), "crmstream.yaml")
	write := func(more string) {
		require.NoError(t, os.WriteFile(config, []byte(`listen: {grpc: "127.0.0.1:0", http: "127.0.0.1:0"}
budgets: [{name: one, requests: 200, window: 1h}, {name: two, requests: 200, window: 1h}]
sources:
  - {name: a, connector: apro, time_zone: UTC, budget: one, settings: {base_urls: ["http://x.crma.pro:81"], api_key: "${APRO}"}}
  - name: b
    connector: apro
    time_zone: UTC
    budget: two
    `+more+`
    settings: {base_urls: ["http://X.crma.pro."], api_key: "${APRO}"}
`), 0o600))
	}
	environment := map[string]string{"APRO": strings.Repeat("k", 32)}
	write("")
	for _, args := range [][]string{{"config", "check"}, {"serve"}} {
		got := commandWith(t.Context(), environment, append(args, "--config", config)...)
		require.Equal(t, exitFailed, got.code)
		require.True(t, strings.HasPrefix(got.stderr, config+":8: sources[1].budget: is another one than that of sources[0] (one), which asks the same "+
			"host with the same secret"), got.stderr)
		require.Contains(t, got.stderr, "name one budget for both")
		require.NotContains(t, got.stderr, "kkkk")
	}
	write("account: second")
	got := commandWith(t.Context(), environment, "config", "check", "--config", config)
	require.Zero(t, got.code, got.stderr)
	write("account: Second one")
	got = commandWith(t.Context(), environment, "config", "check", "--config", config)
	require.Contains(t, got.stderr, config+":9: sources[1].account: use up to 63")
}

// TestOneBudgetForOneAccount serves two sources of one account, of which one asks and both have paid; again when they have
// other names.
func TestOneBudgetForOneAccount(t *testing.T) {
	sandbox := startGated(t, "apro", `{"rows": 100}`)
	const source = "  - {name: %s, connector: apro, time_zone: UTC, settings: {base_urls: [\"%s\"], api_key: \"${APRO}\"}}\n"
	const head = "listen: {grpc: \"127.0.0.1:0\", http: \"127.0.0.1:0\"}\nstate_dir: %s\nsources:\n"
	state := filepath.Join(t.TempDir(), "state")
	used := int32(0)
	for _, names := range [][]string{{"mine", "yours"}, {"first", "mine", "yours"}, {"renamed", "yours"}} {
		config := fmt.Sprintf(head, state)
		for _, name := range names {
			config += fmt.Sprintf(source, name, sandbox.url)
		}
		address, _, server := serveHere(t, config)
		client := crmstreamv1.NewSourcesServiceClient(dial(t, address))
		check := func() {
			for _, name := range names {
				answer, err := client.GetSource(t.Context(), &crmstreamv1.GetSourceRequest{Source: name})
				require.NoError(t, err)
				budget := answer.GetSource().GetBudget()
				require.Equal(t, names[0], budget.GetName())
				require.EqualValues(t, 200, budget.GetLimit())
				require.EqualValues(t, used, budget.GetUsed())
				require.EqualValues(t, time.Hour/time.Second, budget.GetWindowSeconds())
			}
		}
		check()
		r, err := openReader(t.Context(), dial(t, address), "contacts", "source="+names[0], "limit=2", "max_staleness=0s")
		require.NoError(t, err)
		require.NoError(t, r.drain())
		used += int32(r.summary.GetUpstreamRequests())
		require.Positive(t, used)
		check()
		server.stop()
		require.Zero(t, server.code())
	}
	for path, text := range filesOf(t, state) {
		require.NotContains(t, path+text, sandbox.url, "%s", path)
		require.NotContains(t, path+text, "sandbox-apro-key", path)
	}
}

// TestAnotherSecretIsNoOtherAccount checks that two sources of one account share its budget although one of them can report text messages.
func TestAnotherSecretIsNoOtherAccount(t *testing.T) {
	t.Parallel()
	of := func(key, sms string) sourceSetup {
		settings := &apro.Settings{BaseURLs: []string{"http://crm.example:81"}, APIKey: connectors.NewSecret(key)}
		if sms != "" {
			settings.SMSKey = connectors.NewSecret(sms)
		}
		return sourceSetup{driver: connectors.Driver{Name: "apro"}, settings: settings}
	}
	require.Len(t, accounts([]sourceSetup{of("one", ""), of("one", "gateway")}), 1)
	require.Len(t, accounts([]sourceSetup{of("one", "gateway"), of("one", "another")}), 1)
	require.Len(t, accounts([]sourceSetup{of("one", "gateway"), of("two", "gateway")}), 2)
}
