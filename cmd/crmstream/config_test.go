package main

import (
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/check"
	"github.com/crmstream/crmstream/internal/durable"
)

// fakeSettings are those of an upstream that has every kind of setting, and a documented budget.
type fakeSettings struct {
	Key    connectors.Secret `yaml:"key"`
	Flag   bool              `yaml:"flag"`
	Every  time.Duration     `yaml:"every"`
	Tags   []string          `yaml:"tags"`
	Nested struct {
		Depth int `yaml:"depth"`
	} `yaml:"nested"`
	URLs         []string `yaml:"urls"`
	MarkerFields string   `yaml:"marker_fields"`
	Inner        string   `yaml:"-"`
}

func (s *fakeSettings) Validate() error                                { return nil }
func (s *fakeSettings) Secrets() []*connectors.Secret                  { return []*connectors.Secret{&s.Key} }
func (s *fakeSettings) Addresses() []string                            { return s.URLs }
func (s *fakeSettings) DefaultBudget() (requests int, w time.Duration) { return 200, time.Hour }

func fakeLoader(dir string) loader {
	environment := map[string]string{"KEY": "from the environment", "TOKEN_KEY": base64.StdEncoding.EncodeToString(make([]byte, 32))}
	getenv := func(name string) (string, bool) {
		value, ok := environment[name]
		return value, ok
	}
	driver := connectors.Driver{
		Name:     "fake",
		Settings: func() connectors.Settings { return &fakeSettings{Flag: true} },
		New: func(_ connectors.Account, s connectors.Settings) (connectors.Client, error) {
			if s.(*fakeSettings).Every < 0 {
				return nil, errors.New("every: must not be negative")
			}
			return fakeClient{}, nil
		},
	}
	return loader{drivers: []connectors.Driver{driver}, secret: secretLookup(dir, getenv, durable.ReadSecret)}
}

func TestConfig(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "key"), []byte("from a file\n"), 0o600))
	s, err := fakeLoader(dir).load(filepath.Join(dir, "crmstream.yaml"), strings.NewReader(`
listen: {http: "localhost:0"}
state_dir: ./here
token_keys: ["${TOKEN_KEY}"]
hosts: [api.example.com]
budgets: [{name: shared, requests: 10, window: 90s, concurrency: 2}, {name: eager, requests: 10, window: 1s, reserve: 0}]
sources:
  - {name: a, connector: fake, time_zone: Europe/London, budget: shared, settings: {key: "${KEY}", every: 5m, tags: [x, y], nested: {depth: 3}}}
  - {name: b, connector: fake, time_zone: UTC, settings: {key: "file:key", flag: false}}
  - {name: c, connector: fake, time_zone: UTC, budget: eager, parallel_reads: 1}
`))
	require.NoError(t, err)
	require.Equal(t, listenConfig{GRPC: defaultGRPCAddress, HTTP: "localhost:0"}, s.listen)
	require.Equal(t, filepath.Join(dir, "here"), s.stateDir)
	require.Equal(t, []connectors.Secret{connectors.NewSecret(strings.Repeat("\x00", 32))}, s.tokenKeys)
	require.Equal(t, logConfig{Level: "info", Format: "text"}, s.log)
	require.Equal(t, []string{"api.example.com"}, s.hosts)

	first, ok := s.sources[0].settings.(*fakeSettings)
	require.True(t, ok)
	require.Equal(t, "from the environment", first.Key.Reveal())
	require.True(t, first.Flag, "a default stays")
	require.Equal(t, 5*time.Minute, first.Every)
	require.Equal(t, []string{"x", "y"}, first.Tags)
	require.Equal(t, 3, first.Nested.Depth)
	second, ok := s.sources[1].settings.(*fakeSettings)
	require.True(t, ok)
	require.Equal(t, "from a file", second.Key.Reveal())
	require.False(t, second.Flag)

	budgets := map[string]string{}
	for _, source := range s.sources {
		budgets[source.name] = source.budget
	}
	require.Equal(t, map[string]string{"a": "shared", "b": "b", "c": "eager"}, budgets,
		"without a budget a source has that of its upstream")
	require.Equal(t, 4, s.sources[0].parallelReads)
	require.Equal(t, 1, s.sources[2].parallelReads)
	require.Len(t, s.budgets, 3)
	require.InDelta(t, 0.2, s.budgets[0].Reserve, 0)
	require.Zero(t, s.budgets[1].Reserve)
	require.Equal(t, "b", s.budgets[2].Name)
	require.Equal(t, 200, s.budgets[2].Requests)
	require.Equal(t, time.Hour, s.budgets[2].Window)
}

func TestConfigMistakes(t *testing.T) {
	const good = "sources:\n- {name: a, connector: fake, time_zone: UTC}\n"
	source := func(more string) string {
		return "sources:\n- name: a\n  connector: fake\n  time_zone: UTC\n" + more
	}
	wrong := map[string]struct{ text, want string }{
		"empty":              {"", "f:1: sources: is missing"},
		"null":               {"!", "f:1: sources: is missing"},
		"no YAML":            {"a: b\nc: [\n", "f:2: is no YAML: "},
		"tab":                {"a:\n\tb: c\n", "f:2: is no YAML: "},
		"a list":             {"- a\n", "f:1: must be a mapping of listen, "},
		"two documents":      {good + "---\n" + good, "f:1: holds more than one YAML document"},
		"unknown key":        {good + "listn: {}\n", "f:3: listn: unknown key: use one of listen, state_dir, token_keys, log, drain_delay, hosts, allowed_origins, trusted_proxies, tls, auth, audit, page_memory_mib, write_timeout, settle_after, settle_after_late, proof_lag, uploads, inbound, changelog, budgets, sources; did you mean listen?"},
		"repeated key":       {good + "hosts: []\nhosts: []\n", "f:4: hosts: is here a second time"},
		"address":            {good + "listen: {grpc: here}\n", "f:3: listen.grpc: must be host:port"},
		"port":               {good + "listen: {grpc: \"127.0.0.1:http\"}\n", "f:3: listen.grpc: the port must be a number"},
		"all interfaces":     {good + "listen:\n  http: :80\n", "f:4: listen.http: other machines would reach this address"},
		"other interface":    {good + "listen: {http: \"10.0.0.1:80\"}\n", "f:3: listen.http: other machines would reach this address"},
		"same address":       {good + "listen: {http: \"127.0.0.1:9090\"}\n", "f:3: listen: grpc and http have the same address"},
		"empty state":        {good + "state_dir: ''\n", "f:3: state_dir: is empty"},
		"level":              {good + "log: {level: trace}\n", "f:3: log.level: unknown level: use one of debug, info, warn, error"},
		"hosts no list":      {good + "hosts: a\n", "f:3: hosts: must be a list"},
		"host":               {good + "hosts:\n- a\n- http://b\n", "f:5: hosts[1]: must be a host name"},
		"proxy":              {good + "trusted_proxies: [10.0.0.0/8, proxy]\n", "f:3: trusted_proxies[1]: must be an address such as 10.0.0.7"},
		"all are proxies":    {good + "trusted_proxies: [0.0.0.0/0]\n", "f:3: trusted_proxies[0]: must be an address such as 10.0.0.7"},
		"drain delay":        {good + "drain_delay: -1s\n", "f:3: drain_delay: must not be negative"},
		"audit nowhere":      {good + "audit: {required: true}\n", "f:3: audit.path: is missing"},
		"literal key":        {good + "token_keys: [abc]\n", "f:3: token_keys[0]: a secret must be a reference"},
		"short key":          {good + "token_keys: [\"${KEY}\"]\n", "f:3: token_keys[0]: must be the base64 of 32 bytes"},
		"budget's window":    {good + "budgets:\n- name: b\n  requests: 1\n  window: 5\n", "f:6: budgets[0].window: must be a duration such as 90s, 15m or 1h"},
		"budget's name":      {good + "budgets: [{name: B, requests: 1, window: 1s}]\n", "f:3: budgets[0].name: use up to 63 lower-case letters"},
		"no name":            {"sources:\n- connector: fake\n  time_zone: UTC\n", "f:2: sources[0].name: is missing"},
		"same name":          {good + "- {name: a, connector: fake, time_zone: UTC}\n", "f:3: sources[1].name: is taken"},
		"no zone":            {"sources:\n- {name: a, connector: fake}\n", "f:2: sources[0].time_zone: is missing: name the zone"},
		"wrong zone":         {"sources:\n- {name: a, connector: fake, time_zone: GMT+25}\n", "f:2: sources[0].time_zone: is no IANA time zone"},
		"local zone":         {"sources:\n- {name: a, connector: fake, time_zone: Local}\n", "f:2: sources[0].time_zone: is no IANA time zone"},
		"no connector":       {"sources:\n- {name: a, time_zone: UTC}\n", "f:2: sources[0].connector: is missing: use one of fake"},
		"unknown connector":  {"sources:\n- name: a\n  time_zone: UTC\n  connector: fke\n", "f:4: sources[0].connector: unknown connector: use one of fake; did you mean fake?"},
		"unknown budget":     {source("  budget: b\n"), "f:5: sources[0].budget: no budget has this name"},
		"no reads":           {source("  parallel_reads: 0\n"), "f:5: sources[0].parallel_reads: must be from 1 to 16"},
		"too many reads":     {source("  parallel_reads: 17\n"), "f:5: sources[0].parallel_reads: must be from 1 to 16"},
		"budget by chance":   {"budgets: [{name: a, requests: 1, window: 1s}]\n" + good, "f:3: sources[0].budget: is missing, and a budget has this source's name: add budget: a to use it, or rename it"},
		"unknown setting":    {source("  settings:\n    flag: true\n    kee: x\n"), "f:7: sources[0].settings.kee: unknown key: use one of key, flag, every, tags, nested, urls, marker_fields; did you mean key?"},
		"untagged setting":   {source("  settings: {inner: x}\n"), "f:5: sources[0].settings.inner: unknown key"},
		"nested setting":     {source("  settings:\n    nested:\n      deep: 1\n"), "f:7: sources[0].settings.nested.deep: unknown key: use one of depth"},
		"setting's type":     {source("  settings:\n    flag: perhaps\n"), "f:6: sources[0].settings.flag: must be true or false"},
		"nested type":        {source("  settings:\n    nested: {depth: a}\n"), "f:6: sources[0].settings.nested.depth: must be a whole number"},
		"text for a mapping": {source("  settings:\n    nested: a\n"), "f:6: sources[0].settings.nested: must be a mapping of depth"},
		"list for a text":    {source("  settings:\n    tags: [[a]]\n"), "f:6: sources[0].settings.tags[0]: must be a text"},
		"literal secret":     {source("  settings:\n    key: hunter2\n"), "f:6: sources[0].settings.key: a secret must be a reference"},
		"secret of no kind":  {source("  settings:\n    key: {a: hunter2}\n"), "f:6: sources[0].settings.key: must be a text"},
		"found by New":       {source("  settings:\n    every: -1s\n"), "f:6: sources[0].settings.every: must not be negative"},
		"unset variable":     {source("  settings:\n    key: ${NOT}\n"), "f:6: sources[0].settings.key: the environment variable NOT is not set"},
		"missing file":       {source("  settings:\n    key: file:none\n"), "cannot be read: no such file or directory"},
	}
	check.AtLeast(t, "access_wrong_configurations", float64(len(wrong)), 25)
	for name, test := range wrong {
		t.Run(name, func(t *testing.T) {
			_, err := fakeLoader(t.TempDir()).load("f", strings.NewReader(test.text))
			require.ErrorContains(t, err, test.want)
			require.NotContains(t, err.Error(), "hunter2", "a misplaced secret is not repeated")
			var all mistakes
			require.ErrorAs(t, err, &all)
			require.Len(t, all, 1, "one mistake is told once: %s", err)
		})
	}
}

func TestConfigCheckTellsAllMistakes(t *testing.T) {
	got := commandWith(t.Context(), map[string]string{"TOKEN_KEY": base64.StdEncoding.EncodeToString(make([]byte, 32))},
		"config", "check", "--config", "testdata/mistakes.yaml")
	require.Equal(t, exitFailed, got.code)
	require.Empty(t, got.stdout)
	golden, err := os.ReadFile("testdata/mistakes.golden")
	require.NoError(t, err)
	require.Equal(t, string(golden), got.stderr)
	require.NotContains(t, got.stderr, "hunter2")
}

// TestExample keeps the published example true.
func TestExample(t *testing.T) {
	const example = "../../crmstream.example.yaml"
	content, err := os.ReadFile(example)
	require.NoError(t, err)
	environment := map[string]string{}
	for line := range strings.Lines(string(content)) {
		if _, after, ok := strings.Cut(line, "${"); ok && !strings.HasPrefix(strings.TrimSpace(line), "#") {
			variable, _, _ := strings.Cut(after, "}")
			environment[variable] = strings.Repeat("x", 32)
		}
	}
	require.NotEmpty(t, environment)
	got := commandWith(t.Context(), environment, "config", "check", "--config", example)
	require.Zero(t, got.code, got.stderr)
	for _, driver := range driverNames() {
		require.Contains(t, got.stdout, "("+driver+")", "the example has a source of each kind")
	}
	got = command(t, "config", "check", "--config", example)
	require.Equal(t, exitFailed, got.code)
	require.Equal(t, len(environment), strings.Count(got.stderr, "is not set: set it"), got.stderr)
}
