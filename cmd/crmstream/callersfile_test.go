package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/server/access"
)

// TestMistakesOfCallers reads files with a mistake. Each is told with its line, its path and what to do.
func TestMistakesOfCallers(t *testing.T) {
	digest := strings.Repeat("ab", 32)
	for text, want := range map[string]string{
		"":                               "callers.yaml:1: callers: has no caller",
		"callers: []":                    "callers.yaml:1: callers: has no caller",
		"callers: [":                     "is no YAML",
		"caller: []":                     "callers.yaml:1: caller: unknown key: use one of callers; did you mean callers?",
		"callers:\n- {name: A}":          "callers.yaml:2: callers[0].name: use up to 63 lower-case letters",
		"callers:\n- {grants: []}":       "callers.yaml:2: callers[0].name: is missing",
		"callers:\n- name: a\n- name: a": "callers.yaml:3: callers[1].name: is taken",
		"callers:\n- name: a\n  grants:\n  - {sources: [x], can: [read]}":                                        `callers.yaml:4: callers[0].grants[0].resources: is missing, so that the grant allows nothing`,
		"callers:\n- name: a\n  grants:\n  - {sources: [x], resources: [contact], can: [read]}":                  "did you mean contacts?",
		"callers:\n- name: a\n  grants:\n  - {sources: [x], resources: ['*'], can: [reed]}":                      "unknown verb: use some of read, watch, write, delete, payments, events, metrics, admin, *",
		"callers:\n- name: a\n  grants:\n  - {sources: [X Y], resources: ['*'], can: [read]}":                    "callers.yaml:4: callers[0].grants[0].sources[0]: is no name of a source",
		"callers:\n- name: a\n  keys:\n  - {id: k, sha256: short}":                                               "callers.yaml:4: callers[0].keys[0].sha256: must be the 64 hexadecimal digits",
		"callers:\n- name: a\n  keys:\n  - {sha256: " + digest + "}":                                             "callers.yaml:4: callers[0].keys[0].id: is empty",
		"callers:\n- name: a\n  keys:\n  - {id: k, sha256: " + digest + "}\n  - {id: k, sha256: " + digest + "}": "callers.yaml:5: callers[0].keys[1].id: is here a second time",
		"callers:\n- name: a\n  keys:\n  - {id: k, sha256: " + digest + ", expires: tomorrow}":                   "must be a day such as 2027-02-27",
		"callers:\n- name: a\n  limits: {rate: fast}":                                                            "callers.yaml:3: callers[0].limits.rate: must be a number of calls a second",
		"callers:\n- name: a\n  limits: {rate: 0/s}":                                                             "must be a number of calls a second",
		"callers:\n- name: a\n  limits: {calls: 0}":                                                              "callers.yaml:3: callers[0].limits.calls: must be 1 or more",
		"callers:\n- name: a\n  limits: {streams: many}":                                                         "callers.yaml:3: callers[0].limits.streams: must be a whole number",
		"callers:\n- name: a\n  limits: {budgets: [x]}":                                                          "callers.yaml:3: callers[0].limits.budgets: must be the shares by the names of budgets",
		"callers:\n- name: a\n  limits:\n    budgets:\n      b: 0.5\n      c: 0":                                 "callers.yaml:6: callers[0].limits.budgets.c: must be a share above 0 and up to 1",
		"callers:\n- name: a\n  limits: {budgets: {b: 1.5}}":                                                     "must be a share above 0 and up to 1",
		"callers:\n- name: a\n  limits: {budgets: {b: .nan}}":                                                    "must be a share above 0 and up to 1",
		"callers:\n- name: a\n  limits: {budgets: {b: half}}":                                                    "must be a share above 0 and up to 1",
		"callers:\n- name: a\n  limits: {budgets: {B: 1}}":                                                       "callers.yaml:3: callers[0].limits.budgets.B: is no name of a budget",
		"callers:\n- name: a\n  limits:\n    budgets:\n      b: 1\n      b: 1":                                   "callers.yaml:6: callers[0].limits.budgets.b: is here a second time",
		"callers:\n- name: a\n  certificates: [x]\n- name: b\n  certificates: [x]":                               "callers.yaml:5: callers[1].certificates[0]: is here a second time",
	} {
		_, err := readCallers("callers.yaml", strings.NewReader(text), time.Now())
		require.ErrorContains(t, err, want, text)
	}
}

func TestCallersAreRead(t *testing.T) {
	digest := strings.Repeat("ab", 32)
	table, err := readCallers("callers.yaml", strings.NewReader(`
callers:
  - name: a
    keys:
      - {id: k, sha256: `+digest+`, created: 2026-11-29, expires: 2027-02-27, note: n}
      - {id: m, sha256: `+digest+`, expires: 2027-02-27T12:00:00+02:00, revoked: "2026-11-30T00:00:00Z"}
    certificates: ["spiffe://x/y"]
    grants: [{sources: [apro], resources: [contacts], can: ["*"]}]
    limits: {rate: 600/min, streams: 3, budgets: {small: 0.4, large: 1}}
`), time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC))
	require.NoError(t, err)
	a := table.Caller("a")
	require.Equal(t, access.Limits{Rate: 10, Calls: access.DefaultCalls, Streams: 3, Budgets: map[string]float64{"small": 0.4, "large": 1}}, a.Limits)
	require.Equal(t, map[string]float64{"a": 0.4}, table.Shares("small"))
	require.Empty(t, table.Shares("other"))
	require.Equal(t, time.Date(2027, 2, 28, 0, 0, 0, 0, time.UTC), a.Keys[0].Expires, "a day is its end")
	require.Equal(t, time.Date(2027, 2, 27, 10, 0, 0, 0, time.UTC), a.Keys[1].Expires.UTC())
	require.Equal(t, []string{"spiffe://x/y"}, a.Certificates)
	require.True(t, a.May(access.Write, "apro", "contacts"))
	warnings := callerWarnings(table, []sourceSetup{{name: "crm", budget: "large"}}, time.Date(2027, 2, 20, 0, 0, 0, 0, time.UTC))
	require.Len(t, warnings, 3, warnings)
	require.Contains(t, warnings[0], "source apro, which is not configured")
	require.Equal(t, "caller a has a share of the budget small, which no source has", warnings[1])
	require.Contains(t, warnings[2], "crmstream keys rotate k")
}

// TestExampleOfCallers keeps the published example true.
func TestExampleOfCallers(t *testing.T) {
	file, err := os.Open("../../callers.example.yaml")
	require.NoError(t, err)
	defer func() { _ = file.Close() }()
	table, err := readCallers("callers.example.yaml", file, time.Now())
	require.NoError(t, err)
	require.Equal(t, access.DefaultLimits(), table.Caller("screen").Limits, "as the example says")
}

// keysFile writes a callers file and returns its path.
func keysFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "callers.yaml")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o640))
	return path
}

// said is what a command has said.
type said struct{ out, err *watched }

// keysRun runs a command.
func keysRun(t *testing.T, stdin string, args ...string) (int, said) {
	t.Helper()
	s := said{newWatched(), newWatched()}
	code := run(t.Context(), &console{
		program: "crmstream", args: append([]string{"keys"}, args...), stdin: strings.NewReader(stdin), stdout: s.out, stderr: s.err,
		getenv: func(string) (string, bool) { return "", false },
	})
	return code, s
}

// TestKeysOnTheCommandLine makes, shows, checks, replaces and revokes keys. The rest of the file stays.
func TestKeysOnTheCommandLine(t *testing.T) {
	path := keysFile(t, "# ours\ncallers:\n  - name: a # first\n    grants: [{sources: [x], resources: ['*'], can: [read]}]\n  - name: b\n    keys:\n")
	code, s := keysRun(t, "", "create", "--caller", "a", "--callers", path, "--note", "nightly")
	require.Zero(t, code, s.err)
	key := strings.TrimSpace(s.out.String())
	id, _, err := access.ParseKey(key)
	require.NoError(t, err)
	require.Contains(t, s.err.String(), "accepts it within 10 seconds")
	require.NotContains(t, s.err.String(), key[14:])
	content, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NotContains(t, string(content), key[14:])
	for _, part := range []string{"# ours", "# first", id, "nightly"} {
		require.Contains(t, string(content), part)
	}
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.EqualValues(t, 0o640, info.Mode().Perm())

	out := filepath.Join(t.TempDir(), "key")
	code, s = keysRun(t, "", "create", "--caller", "b", "--callers", path, "--expires", "10d", "--out", out)
	require.Zero(t, code, s.err)
	require.Empty(t, s.out.String())
	kept, err := readKeyFile(out)
	require.NoError(t, err)
	before, err := os.ReadFile(path)
	require.NoError(t, err)
	code, s = keysRun(t, "", "create", "--caller", "b", "--callers", path, "--out", out)
	require.NotZero(t, code)
	require.Contains(t, s.err.String(), "file exists")
	after, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, before, after, "a key that cannot be handed over is not kept")

	code, s = keysRun(t, kept+"\n", "check", "--callers", path)
	require.Zero(t, code, s.err)
	require.Contains(t, s.out.String(), "is a key of b")
	code, s = keysRun(t, kept[:50], "check", "--callers", path)
	require.NotZero(t, code)
	require.NotContains(t, s.err.String(), kept[14:50])
	code, s = keysRun(t, kept, "check", "--callers", filepath.Join(t.TempDir(), "none"))
	require.Zero(t, code, s.err)

	code, s = keysRun(t, "", "rotate", id, "--callers", path, "--overlap", "1h", "--print")
	require.Zero(t, code, s.err)
	require.Contains(t, s.out.String(), "- {id: ")
	unchanged, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, before, unchanged, "--print writes nothing")
	code, s = keysRun(t, "", "rotate", id, "--callers", path, "--overlap", "1h")
	require.Zero(t, code, s.err)
	fresh := strings.TrimSpace(s.out.String())
	code, s = keysRun(t, "", "revoke", id, "--callers", path)
	require.Zero(t, code, s.err)
	code, s = keysRun(t, "", "revoke", id, "--callers", path)
	require.NotZero(t, code)
	require.Contains(t, s.err.String(), "was revoked at")

	code, s = keysRun(t, "", "list", "--callers", path)
	require.Zero(t, code, s.err)
	listed := s.out.String()
	for _, part := range []string{"revoked", "accepted", "expires soon", id, fresh[5:13], "nightly"} {
		require.Contains(t, listed, part)
	}
	for _, args := range [][]string{
		{"create", "--caller", "c"},
		{"create", "--caller", "a", "--expires", "yesterday"},
		{"create", "--caller", "a", "--expires", "2020-01-01"},
		{"rotate", "none"},
		{"rotate", id},
		{"revoke", "none"},
	} {
		code, s = keysRun(t, "", append(args, "--callers", path)...)
		require.NotZero(t, code, args)
		require.Empty(t, s.out.String(), args)
	}
}

// FuzzReadCallers reads any text: it is refused with its mistakes, or what it holds is right. A key is accepted only where its digest is.
func FuzzReadCallers(f *testing.F) {
	now := time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)
	key, _, err := access.NewKey()
	require.NoError(f, err)
	id, digest, err := access.ParseKey(key)
	require.NoError(f, err)
	entry := fmt.Sprintf("{id: %s, sha256: %x, ", id, digest)
	f.Add("callers: [{name: a, keys: [" + entry + `expires: "2027-01-01"}], grants: [{sources: ["*"], resources: [contacts], can: ["*", payments]}], limits: {rate: 5/min, calls: 2}}]`)
	f.Add("callers:\n- {name: a, certificates: [b], keys: [" + entry + "revoked: 2026-01-01}]}\n- &x {name: c, keys: [{id: two, sha256: " + strings.Repeat("00", 32) + "}]}\n")
	f.Add(demoCallers)
	f.Add("callers: [{name: a, keys: [{id: k, sha256: x}]}]")
	f.Fuzz(func(t *testing.T, text string) {
		table, err := readCallers("f", strings.NewReader(text), now)
		if err != nil {
			return
		}
		require.NotEmpty(t, table.Callers())
		for _, c := range table.Callers() {
			require.Regexp(t, access.NamePattern, c.Name)
			require.NotEqual(t, access.Own, c.Name)
			require.Positive(t, c.Limits.Rate)
			require.Positive(t, min(c.Limits.Calls, c.Limits.Streams))
			for _, g := range c.Grants {
				require.Positive(t, min(len(g.Sources), len(g.Resources), len(g.Can)))
				require.Subset(t, access.Verbs(), g.Can)
			}
		}
		_, err = table.Authenticate(access.Credentials{}, now)
		require.Error(t, err)
		identity, err := table.Authenticate(access.Credentials{Authorization: []string{"Bearer " + key}}, now)
		if err != nil {
			return
		}
		require.True(t, slices.ContainsFunc(identity.Caller.Keys, func(k access.Key) bool {
			return k.ID == id && k.Digest == digest && k.Live(now)
		}), "a key is accepted that was not given")
	})
}
