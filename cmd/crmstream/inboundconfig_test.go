package main

import (
	"net/netip"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server/inbox"
)

// askingClient is a client with an upstream that pushes events. With a key the upstream asks for text messages and calls, too.
type askingClient struct {
	fakeClient
	key bool
}

// Inbound returns what the upstream asks for.
func (c askingClient) Inbound() connectors.Inbound {
	in := connectors.Inbound{Webhook: &connectors.Webhook{Op: "push", Setup: "Type the address into Settings, Events."}}
	if c.key {
		in.SMS = &connectors.SMSGateway{SendOp: "send", StatusOp: "ask", Setup: "Type the address into Settings, SMS."}
		in.Calls = &connectors.CallDesk{Op: "call"}
	}
	return in
}

// Tokens that crmstream inbound token has made.
const (
	tokenA = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	tokenB = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA"
)

// askingLoader is a fakeLoader with an askingClient. The environment has KEY, A, B and C, and HALF, which is no token.
func askingLoader(t *testing.T) loader {
	t.Helper()
	l := fakeLoader(t.TempDir())
	l.drivers[0].New = func(_ connectors.Account, s connectors.Settings) (connectors.Client, error) {
		settings, _ := s.(*fakeSettings)
		return askingClient{key: settings.Key.Set()}, nil
	}
	l.secret = secretLookup(t.TempDir(), func(name string) (string, bool) {
		value, ok := map[string]string{"KEY": "k", "A": tokenA, "B": tokenB, "C": "C" + tokenA[1:], "HALF": tokenA[:21]}[name]
		return value, ok
	}, nil)
	return l
}

func TestInboundOfAConfiguration(t *testing.T) {
	s, err := askingLoader(t).load("/etc/crmstream/f", strings.NewReader(`
inbound: {listen: "0.0.0.0:8091", public_url: "https://hooks.example.com/"}
changelog: {size_mib: 64, retention: 24h}
sources:
- {name: quiet, connector: fake, time_zone: UTC}
- name: a
  connector: fake
  time_zone: UTC
  settings: {key: "${KEY}"}
  inbound:
    webhook: {tokens: ["${A}"], allow_from: [192.0.2.0/24, "2001:db8::/32"], probe: true}
    calls: {tokens: ["${B}"], allow_get: true}
`))
	require.NoError(t, err)
	require.Equal(t, inbox.Settings{Bytes: 64 << 20, Retention: 24 * time.Hour, SMSRetention: 30 * 24 * time.Hour}, s.kept)
	require.Equal(t, "https://hooks.example.com", s.inbound.base())
	require.Nil(t, s.sources[0].inbound)
	got := s.sources[1].inbound
	require.Len(t, got, 2)
	webhook := got[connectors.WebhookEndpoint]
	require.Equal(t, tokenA, webhook.Tokens[0].Reveal())
	require.Equal(t, []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("2001:db8::/32")}, webhook.AllowFrom)
	require.True(t, webhook.Probe)
	require.True(t, got[connectors.CallsEndpoint].AllowGET)

	s, err = askingLoader(t).load("f", strings.NewReader("sources:\n- {name: a, connector: fake, time_zone: UTC}\n"))
	require.NoError(t, err)
	require.Equal(t, inbox.DefaultSettings(), s.kept, "what stands in no configuration")
	require.Empty(t, s.inbound)
}

func TestInboundMistakes(t *testing.T) {
	const good = "inbound: {listen: \"127.0.0.1:8091\"}\n"
	source := func(more string) string {
		return "sources:\n- name: a\n  connector: fake\n  time_zone: UTC\n  settings: {key: \"${KEY}\"}\n" + more
	}
	endpoint := func(text string) string { return good + source("  inbound:\n    webhook: "+text+"\n") }
	for name, test := range map[string]struct{ text, want string }{
		"no listener":        {source("  inbound: {webhook: {tokens: [\"${A}\"]}}\n"), "inbound.listen: is missing: the sources a have endpoints, so name the address of the receiver"},
		"listener":           {"inbound: {listen: here}\n" + source(""), "f:1: inbound.listen: must be host:port"},
		"half a certificate": {"inbound: {listen: \"127.0.0.1:8091\", tls_cert: a.crt}\n" + source(""), "f:1: inbound: tls_cert and tls_key belong together"},
		"no certificate":     {"inbound: {listen: \"127.0.0.1:8091\", tls_cert: a.crt, tls_key: a.key}\n" + source(""), "f:1: inbound.tls_cert: open a.crt: no such file"},
		"a key in its place": {"inbound:\n  listen: 127.0.0.1:8091\n  tls_cert: a.crt\n  tls_key: '-----BEGIN PRIVATE KEY-----hunter2'\n" + source(""), "f:4: inbound.tls_key: must be the name of a file"},
		"no URL":             {"inbound: {listen: \"127.0.0.1:8091\", public_url: hooks}\n" + source(""), "f:1: inbound.public_url: must be a URL such as https://hooks.example.com"},
		"another protocol":   {"inbound: {listen: \"127.0.0.1:8091\", public_url: \"ftp://a\"}\n" + source(""), "f:1: inbound.public_url: must be a URL"},
		"a query":            {"inbound: {listen: \"127.0.0.1:8091\", public_url: \"https://a/?b\"}\n" + source(""), "f:1: inbound.public_url: must be a URL"},
		"unknown key":        {"inbound: {port: 1}\n" + source(""), "f:1: inbound.port: unknown key: use one of listen, tls_cert, tls_key, public_url"},
		"retention":          {"changelog: {retention: 1m}\n" + source(""), "f:1: changelog.retention: must be at least 1h0m0s"},
		"retention of texts": {"changelog: {sms_retention: 1m}\n" + source(""), "f:1: changelog.sms_retention: must be at least 1h0m0s"},
		"no size":            {"changelog: {size_mib: 0}\n" + source(""), "f:1: changelog.size_mib: must be at least 1"},
		"small size":         {"changelog: {size_mib: 7}\n" + good + source("  inbound: {webhook: {tokens: [\"${A}\"]}}\n"), "f:1: changelog.size_mib: 7 MiB are too few for 1 sources with endpoints"},
		"no such endpoint":   {good + "sources:\n- name: a\n  connector: fake\n  time_zone: UTC\n  inbound:\n    sms: {tokens: [\"${A}\"]}\n", "f:7: sources[0].inbound.sms: this source has no such endpoint: leave it out, or set the key"},
		"unknown endpoint":   {good + source("  inbound: {hook: {}}\n"), "f:7: sources[0].inbound.hook: unknown key: use one of webhook, sms, calls"},
		"no tokens":          {endpoint("{}"), "f:8: sources[0].inbound.webhook.tokens: must have one token, or two"},
		"nothing":            {endpoint(""), "f:8: sources[0].inbound.webhook.tokens: must have one token, or two"},
		"three tokens":       {endpoint(`{tokens: ["${A}", "${B}", "${C}"]}`), "f:8: sources[0].inbound.webhook.tokens: must have one token, or two"},
		"a token as it is":   {endpoint("{tokens: [hunter2]}"), "f:8: sources[0].inbound.webhook.tokens[0]: a secret must be a reference"},
		"no variable":        {endpoint(`{tokens: ["${NONE}"]}`), "f:8: sources[0].inbound.webhook.tokens[0]: the environment variable NONE is not set"},
		"half a token":       {endpoint(`{tokens: ["${A}", "${HALF}"]}`), "f:8: sources[0].inbound.webhook.tokens[1]: is no token: crmstream inbound token makes one"},
		"a token twice":      {endpoint(`{tokens: ["${A}", "${A}"]}`), "sources[0].inbound.webhook.tokens[1]: is also the token of sources[0].inbound.webhook.tokens[0]"},
		"a token of another": {endpoint("{tokens: [\"${A}\"]}\n    sms: {tokens: [\"${B}\", \"${A}\"]}"), "sources[0].inbound.webhook.tokens[0]: is also the token of sources[0].inbound.sms.tokens[1]"},
		"no network":         {endpoint(`{tokens: ["${A}"], allow_from: [crm.example.com]}`), "f:8: sources[0].inbound.webhook.allow_from[0]: must be a network such as 192.0.2.0/24"},
		"an address":         {endpoint(`{tokens: ["${A}"], allow_from: [192.0.2.7]}`), "f:8: sources[0].inbound.webhook.allow_from[0]: must be a network"},
		"host bits":          {endpoint(`{tokens: ["${A}"], allow_from: [10.0.0.0/8, 192.0.2.7/24]}`), "f:8: sources[0].inbound.webhook.allow_from[1]: must be a network"},
		"IPv4 as IPv6":       {endpoint(`{tokens: ["${A}"], allow_from: ["::ffff:192.0.2.0/120"]}`), "f:8: sources[0].inbound.webhook.allow_from[0]: must be a network"},
		"GET for events":     {endpoint(`{tokens: ["${A}"], allow_get: true}`), "f:8: sources[0].inbound.webhook.allow_get: only calls may come by GET"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := askingLoader(t).load("f", strings.NewReader(test.text))
			require.ErrorContains(t, err, test.want)
			var all mistakes
			require.ErrorAs(t, err, &all)
			require.Len(t, all, 1, "%s", err)
			for _, secret := range []string{"hunter2", tokenA, tokenB, tokenA[:21]} {
				require.NotContains(t, err.Error(), secret)
			}
		})
	}
}

// TestInboundChanges has the changes that a running server takes, and those that it refuses.
func TestInboundChanges(t *testing.T) {
	l := askingLoader(t)
	load := func(text string) (setup, error) {
		return l.load("f", strings.NewReader(text+"sources:\n- {name: a, connector: fake, time_zone: UTC, inbound: {webhook: {tokens: [\"${A}\"]}}}\n"))
	}
	running, err := load("inbound: {listen: \"127.0.0.1:8091\"}\n")
	require.NoError(t, err)
	l.running = &running
	_, err = load("inbound: {listen: \"127.0.0.1:8092\"}\n")
	require.ErrorContains(t, err, "f:1: inbound: cannot change while the server runs")
	_, err = load("inbound: {listen: \"127.0.0.1:8091\"}\nchangelog: {retention: 48h}\n")
	require.ErrorContains(t, err, "f:2: changelog: cannot change while the server runs")
	s, err := l.load("f", strings.NewReader("inbound: {listen: \"127.0.0.1:8091\"}\nsources:\n- {name: a, connector: fake, time_zone: UTC, inbound: {webhook: {tokens: [\"${A}\", \"${B}\"]}}}\n"))
	require.NoError(t, err)
	require.Len(t, s.sources[0].inbound[connectors.WebhookEndpoint].Tokens, 2)
}

// TestExampleOfInbound reads what the published example has in comments about receiving.
func TestExampleOfInbound(t *testing.T) {
	text := uncommented(t, "inbound:", "changelog:", "  inbound:", "    call_key:", "    sms_key:")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "  tls_cert: hooks.crt", "  # cert"), "  tls_key: hooks.key", "  # key")
	path := filepath.Join(t.TempDir(), "crmstream.yaml")
	writeFile(t, path, text)
	environment := map[string]string{}
	for _, part := range strings.Split(text, "${")[1:] {
		name, _, _ := strings.Cut(part, "}")
		environment[name] = strings.Repeat("x", 32)
	}
	for name, token := range map[string]string{"WEBHOOK": "A", "SMS": "E", "CALLS": "I"} {
		environment["APRO_"+name+"_TOKEN"] = token + tokenA[1:]
	}
	got := commandWith(t.Context(), environment, "config", "check", "--config", path)
	require.Zero(t, got.code, got.stderr)
	require.Contains(t, got.stdout, "receiver on 127.0.0.1:8091, for upstreams https://hooks.example.com\n")
	require.Contains(t, got.stdout, "source apro receives calls, sms, webhook; logs: EVENTS_apro (5120 MiB, 168h0m0s), SMS_apro (5120 MiB, 720h0m0s)\n")
	require.NotContains(t, got.stdout+got.stderr, tokenA[1:])
}
