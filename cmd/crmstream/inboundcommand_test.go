package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/types/known/timestamppb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/changelog"
	"github.com/crmstream/crmstream/server/inbound"
	"github.com/crmstream/crmstream/server/inbox"
)

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
}

// uncommented returns the published example with some keys, and all below them, out of their comments. A key has the blanks before it.
func uncommented(t *testing.T, keys ...string) string {
	t.Helper()
	content, err := os.ReadFile("../../crmstream.example.yaml")
	require.NoError(t, err)
	comment := regexp.MustCompile(`^( *)# ( *)(\S.*)$`)
	var lines []string
	found, depth := map[string]bool{}, -1
	for line := range strings.Lines(string(content)) {
		parts := comment.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		if parts == nil {
			depth = -1
			lines = append(lines, strings.TrimSuffix(line, "\n"))
			continue
		}
		plain := parts[1] + parts[2] + parts[3]
		if depth < 0 || len(parts[2]) == 0 {
			depth = -1
			for _, key := range keys {
				if strings.HasPrefix(strings.TrimSpace(plain), strings.TrimSpace(key)) && len(parts[1]) >= len(key)-len(strings.TrimSpace(key)) {
					depth, found[key] = len(parts[1]), true
				}
			}
		}
		if depth >= 0 {
			line = plain
		}
		lines = append(lines, strings.TrimSuffix(line, "\n"))
	}
	require.Len(t, found, len(keys), "the example has %v of %v", found, keys)
	return strings.Join(lines, "\n") + "\n"
}

func TestInboundToken(t *testing.T) {
	seen := map[string]bool{}
	for range 3 {
		got := command(t, "inbound", "token")
		require.Zero(t, got.code)
		token := strings.TrimSuffix(got.stdout, "\n")
		require.True(t, inbound.ValidToken(token), "standard output is the token alone")
		require.Contains(t, got.stderr, "chmod 600")
		require.NotContains(t, got.stderr, token)
		seen[token] = true
	}
	require.Len(t, seen, 3)
}

// receiving returns a configuration with endpoints, and the environment for it.
func receiving(t *testing.T, more string) (path string, environment map[string]string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "crmstream.yaml")
	writeFile(t, path, `
state_dir: here
sources:
- {name: quiet, connector: administrate, time_zone: UTC, settings: {base_url: "https://a.example", login: l, password: "${P}"}}
- name: crm
  connector: apro
  time_zone: UTC
  settings: {base_urls: ["http://crm.example"], api_key: "${K}", sms_key: "${K}"}
  inbound:
    webhook: {tokens: ["${A}", "${B}"]}
    sms: {tokens: ["${C}"]}
`+more)
	return path, map[string]string{"P": "p", "K": strings.Repeat("k", 32), "A": tokenA, "B": tokenB, "C": "C" + tokenA[1:]}
}

func TestInboundURLs(t *testing.T) {
	path, environment := receiving(t, "inbound: {listen: \"127.0.0.1:8091\", public_url: \"https://hooks.example.com/crm/\"}\n")
	got := commandWith(t.Context(), environment, "inbound", "urls", "--config", path)
	require.Equal(t, exitFailed, got.code)
	require.Empty(t, got.stdout)
	require.Contains(t, got.stderr, "standard output is no terminal: print them there, or with --show-tokens")

	got = commandWith(t.Context(), environment, "inbound", "urls", "--config", path, "--show-tokens")
	require.Zero(t, got.code, got.stderr)
	require.NotContains(t, got.stdout, "quiet")
	const base = "  https://hooks.example.com/crm/in/"
	sms := strings.Index(got.stdout, "\n  sms\n"+base+"C"+tokenA[1:]+"\n")
	webhook := strings.Index(got.stdout, "\n  webhook\n"+base+tokenA+"\n"+base+tokenB+"\n  Both are taken")
	require.Positive(t, sms, got.stdout)
	require.Greater(t, webhook, sms, got.stdout)
	require.Empty(t, got.stderr)

	var stdout, stderr strings.Builder
	con := newConsole(&stdout, &stderr, environment, []string{"inbound", "urls", "--config", path})
	con.outTerminal = true
	require.Zero(t, run(t.Context(), con), stderr.String())
	require.Equal(t, got.stdout, stdout.String(), "a terminal needs no flag")
}

// TestInboundURLsHint has no public address.
func TestInboundURLsHint(t *testing.T) {
	path, environment := receiving(t, "inbound: {listen: \"127.0.0.1:8091\"}\n")
	got := commandWith(t.Context(), environment, "inbound", "urls", "--config", path, "--show-tokens")
	require.Zero(t, got.code, got.stderr)
	require.Contains(t, got.stdout, "  http://127.0.0.1:8091/in/"+tokenA+"\n")
	require.Contains(t, got.stderr, "inbound.public_url is not set")
	require.Contains(t, got.stderr, "warning: over plain HTTP")
}

func TestInboundURLsOfNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "crmstream.yaml")
	writeFile(t, path, "sources:\n- {name: a, connector: administrate, time_zone: UTC, settings: {base_url: \"https://a.example\", login: l, password: \"${P}\"}}\n")
	got := commandWith(t.Context(), map[string]string{"P": "p"}, "inbound", "urls", "--config", path, "--show-tokens")
	require.Equal(t, exitFailed, got.code)
	require.Contains(t, got.stderr, "no source receives anything")
}

func TestConfigCheckWarnsOfAnOpenReceiver(t *testing.T) {
	path, environment := receiving(t, "inbound: {listen: \"0.0.0.0:8091\"}\nchangelog: {size_mib: 100}\n")
	got := commandWith(t.Context(), environment, "config", "check", "--config", path)
	require.Zero(t, got.code, got.stderr)
	require.Contains(t, got.stdout, "source crm receives sms, webhook; logs: EVENTS_crm (50 MiB, 168h0m0s), SMS_crm (50 MiB, 720h0m0s)\n")
	require.Contains(t, got.stderr, "warning: inbound.listen: other machines reach it over plain HTTP")
}

func TestSourceShowsWatches(t *testing.T) {
	source := crm()
	source.Watches = []*crmstreamv1.WatchCapability{
		{
			Method: "crmstream.v1.EventsService/WatchEvents", Endpoint: "webhook", Configured: true, Ops: []string{"push"}, Assumptions: []string{"Nothing."},
			Received: 1200, Refused: 3, LastReceiveTime: timestamppb.New(time.Unix(0, 0)),
		},
		{Method: "crmstream.v1.SmsService/WatchOutgoingSms", Endpoint: "sms", Ops: []string{"send", "ask"}},
		{Method: "crmstream.v1.CallsService/WatchCallRequests", Endpoint: "calls", Configured: true, Ops: []string{"call"}},
	}
	var out strings.Builder
	require.NoError(t, printSource(&out, source))
	for _, want := range []string{
		"\nwatch events\n  endpoint       webhook\n  last received  1970-01-01T00:00:00Z\n  received       1,200\n  refused        3\n  upstream       push\n  assumes        Nothing.\n",
		"\nwatch outgoingSms\n  endpoint  sms, not configured: the operator adds it under inbound of the source\n  upstream  send, ask\n",
		"\nwatch callRequests\n  endpoint       calls\n  last received  nothing since the server's start\n  received       0\n",
	} {
		require.Contains(t, out.String(), want)
	}
	out.Reset()
	require.NoError(t, printSources(&out, []*crmstreamv1.Source{source}))
	require.Contains(t, out.String(), "  watches     callRequests, events\n")
}

// TestLogReset removes a log with its entries, and no other.
func TestLogReset(t *testing.T) {
	path, _ := receiving(t, "")
	dir := filepath.Join(filepath.Dir(path), "here")
	reset := func(stdin string, more ...string) result {
		var stdout, stderr strings.Builder
		con := newConsole(&stdout, &stderr, nil, append([]string{"log", "reset", "--config", path}, more...))
		con.stdin = strings.NewReader(stdin)
		code := run(t.Context(), con)
		return result{code, stdout.String(), stderr.String()}
	}
	require.Contains(t, reset("", "EVENTS_crm").stderr, "there are no logs in "+filepath.Join(dir, changelogFolder))
	require.NoDirExists(t, dir)

	state, err := lockState(dir)
	require.NoError(t, err)
	counts := func() map[string]uint64 {
		settings := inbox.DefaultSettings().Logs([]string{"crm"}, time.Now())
		store, err := changelog.OpenJetStream(filepath.Join(dir, changelogFolder), settings)
		require.NoError(t, err)
		defer func() { require.NoError(t, store.Close()) }()
		last := map[string]uint64{}
		for _, c := range settings.Logs {
			log, err := store.Log(c.Name)
			require.NoError(t, err)
			bounds, err := log.Bounds(t.Context())
			require.NoError(t, err)
			last[c.Name] = bounds.Last - bounds.First + 1
			_, err = log.Append(t.Context(), changelog.Entry{Kind: "k", Body: []byte("b")})
			require.NoError(t, err)
		}
		return last
	}
	require.Equal(t, map[string]uint64{"EVENTS_crm": 0, "SMS_crm": 0}, counts())
	require.Contains(t, reset("EVENTS_crm\n", "EVENTS_crm").stderr, "the server uses the logs in "+dir+": stop it first")
	require.NoError(t, state.Close())

	got := reset("yes\n", "EVENTS_crm")
	require.Equal(t, exitFailed, got.code)
	require.Contains(t, got.stderr, "the events and call requests of source crm")
	require.Contains(t, got.stderr, "Type EVENTS_crm to go on: ")
	require.Contains(t, got.stderr, "nothing was reset")
	require.Contains(t, reset("", "SMS_crm").stderr, "the text messages of source crm")
	require.Contains(t, reset("", "--yes", "SMS_cmr").stderr, `there is no log "SMS_cmr" in `)
	require.Contains(t, reset("", "--yes", "SMS_cmr").stderr, "did you mean SMS_crm?")
	require.Equal(t, map[string]uint64{"EVENTS_crm": 1, "SMS_crm": 1}, counts())

	got = reset("EVENTS_crm\n", "EVENTS_crm")
	require.Zero(t, got.code, got.stderr)
	require.Equal(t, "EVENTS_crm was reset. The next start of the server makes it anew.\n", got.stdout)
	require.Equal(t, map[string]uint64{"EVENTS_crm": 0, "SMS_crm": 2}, counts())
	require.Zero(t, reset("", "--yes", "SMS_crm").code)
	require.Equal(t, map[string]uint64{"EVENTS_crm": 1, "SMS_crm": 0}, counts())
}

// TestADamagedLogNamesTheReset starts a server with a log whose files are gone.
func TestADamagedLogNamesTheReset(t *testing.T) {
	path, environment := receiving(t, "inbound: {listen: \"127.0.0.1:0\"}\nlisten: {grpc: \"127.0.0.1:0\", http: \"127.0.0.1:0\"}\n")
	dir := filepath.Join(filepath.Dir(path), "here", changelogFolder)
	r := start(t, environment, "serve", "--config", path)
	r.waitFor(t, "gRPC on ")
	require.Zero(t, r.code())
	var streams []string
	require.NoError(t, filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if entry.IsDir() && entry.Name() == "EVENTS_crm" {
			streams = append(streams, path)
		}
		return err
	}))
	require.NotEmpty(t, streams)
	for _, stream := range streams {
		require.NoError(t, os.RemoveAll(stream))
	}
	got := commandWith(t.Context(), environment, "serve", "--config", path)
	require.Equal(t, exitFailed, got.code)
	require.Contains(t, got.stderr, "the log EVENTS_crm in "+dir+" cannot be opened: ")
	require.Contains(t, got.stderr, "\nTo reset the log: crmstream log reset EVENTS_crm --config "+path+"\n")
	require.Zero(t, command(t, "log", "reset", "EVENTS_crm", "--config", path, "--yes").code)
	r = start(t, environment, "serve", "--config", path)
	r.waitFor(t, "gRPC on ")
	require.Zero(t, r.code())
}
