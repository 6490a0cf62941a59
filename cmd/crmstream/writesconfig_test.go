package main

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server"
	"github.com/crmstream/crmstream/server/writes"
)

// fakeClient writes contacts and deals, and deletes contacts and comments.
type fakeClient struct{}

func (fakeClient) Lists() []connectors.List     { return nil }
func (fakeClient) LookUps() []connectors.LookUp { return nil }
func (fakeClient) Writes() []connectors.Write {
	return []connectors.Write{
		{
			Resource: "contacts", Act: connectors.Create, Op: "purchaser/insert", Cost: "1", Settling: connectors.SettledByContent,
			Fields: []connectors.WritableField{{Name: "fields", OnCreate: true}},
		},
		{Resource: "contacts", Act: connectors.Update, Op: "purchaser/update", Cost: "2"},
		{Resource: "contacts", Act: connectors.Delete, Op: "purchaser/delete", Cost: "3"},
		{Resource: "deals", Act: connectors.Create, Op: "sales/insert", Cost: "4", Settling: connectors.SettledByMarker},
		{Resource: "deals", Act: connectors.Update, Op: "sales/update", Cost: "5"},
		{Resource: "tasks", Act: connectors.Delete, Op: "tasks/delete", Cost: "6"},
		{Resource: "invoices", Act: connectors.Create, Op: "accounts/add", Cost: "7", Settling: connectors.SettledByContent},
	}
}

// withWrites returns a configuration with a source that has more keys.
func withWrites(more string) string {
	return "sources:\n- name: a\n  connector: fake\n  time_zone: UTC\n" + more
}

func TestWritesOfAConfiguration(t *testing.T) {
	both := []string{"create", "update"}
	for name, test := range map[string]struct {
		text  string
		want  map[string][]string
		proof crmstreamv1.WriteProof
	}{
		"absent":      {"", nil, 0},
		"no value":    {"  writes:\n", nil, 0},
		"a list":      {"  writes: [contacts, deals]\n", map[string][]string{"contacts": both, "deals": both}, 0},
		"a mapping":   {"  writes: {contacts: [update, delete, create], deals: [update]}\n", map[string][]string{"contacts": {"create", "delete", "update"}, "deals": {"update"}}, 0},
		"lines":       {"  writes:\n    tasks:\n    - delete\n", map[string][]string{"tasks": {"delete"}}, 0},
		"all":         {"  writes: all\n", map[string][]string{"contacts": {"create", "delete", "update"}, "deals": both, "tasks": {"delete"}, "invoices": {"create"}}, 0},
		"an alias":    {"  writes: {contacts: &w [create], deals: *w}\n", map[string][]string{"contacts": {"create"}, "deals": {"create"}}, 0},
		"read back":   {"  proof: read_back\n", nil, 0},
		"no proof":    {"  proof: none\n", nil, crmstreamv1.WriteProof_WRITE_PROOF_NONE},
		"strict":      {"  proof: strict\n", nil, crmstreamv1.WriteProof_WRITE_PROOF_STRICT},
		"later proof": {"  proof: later\n", nil, crmstreamv1.WriteProof_WRITE_PROOF_LATER},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := fakeLoader(t.TempDir()).load("f", strings.NewReader(withWrites(test.text)))
			require.NoError(t, err)
			require.Equal(t, test.want, s.sources[0].allowed)
			require.Equal(t, test.proof, s.sources[0].proof)
			require.Equal(t, server.WriteSettings{Gate: writes.DefaultSettings(), ProofLag: []time.Duration{time.Second, 3 * time.Second, 10 * time.Second}}, s.writes)
		})
	}
	s, err := fakeLoader(t.TempDir()).load("f", strings.NewReader(withWrites("")+"write_timeout: 5s\nsettle_after: 6s\nsettle_after_late: 20s\nproof_lag: [10ms]\n"))
	require.NoError(t, err)
	require.Equal(t, server.WriteSettings{
		Gate:     writes.Settings{WriteTimeout: 5 * time.Second, SettleAfter: 6 * time.Second, SettleAfterLate: 20 * time.Second, ReadingAge: 5 * time.Second},
		ProofLag: []time.Duration{10 * time.Millisecond},
	}, s.writes)
}

func TestMistakesAboutWrites(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"a word":             {withWrites("  writes: contacts\n"), "f:5: sources[0].writes: must be all, a list of resources"},
		"nothing":            {withWrites("  writes: []\n"), "f:5: sources[0].writes: is empty: name what may be written"},
		"an empty mapping":   {withWrites("  writes: {contacts: []}\n"), "f:5: sources[0].writes.contacts: is empty"},
		"unknown resource":   {withWrites("  writes:\n  - deals\n  - contact\n"), "f:7: sources[0].writes[1]: unknown resource: use one of contacts, deals, invoices, tasks; did you mean contacts?"},
		"unknown key":        {withWrites("  writes:\n    contacts: [create]\n    dels: [create]\n"), "f:7: sources[0].writes.dels: unknown resource: use one of contacts, deals, invoices, tasks; did you mean deals?"},
		"of others":          {withWrites("  writes: [stockItems]\n"), "f:5: sources[0].writes[0]: connector fake cannot write stockItems: use one of contacts, deals, invoices, tasks"},
		"unknown word":       {withWrites("  writes:\n    contacts:\n    - create\n    - updaet\n"), "f:8: sources[0].writes.contacts[1]: unknown word: use one of create, update, delete, undelete, payments, upload; did you mean update?"},
		"a word it lacks":    {withWrites("  writes: {deals: [create, delete]}\n"), "f:5: sources[0].writes.deals[1]: connector fake cannot delete deals: it can create, update"},
		"only deletes":       {withWrites("  writes: [tasks]\n"), "f:5: sources[0].writes[0]: of tasks, connector fake can only delete: write {tasks: [delete]}"},
		"resource twice":     {withWrites("  writes: [contacts, contacts]\n"), "f:5: sources[0].writes[1]: is here a second time"},
		"key twice":          {withWrites("  writes:\n    deals: [create]\n    deals: [update]\n"), "f:6: sources[0].writes.deals: is here a second time"},
		"word twice":         {withWrites("  writes: {deals: [create, create]}\n"), "f:5: sources[0].writes.deals[1]: is here a second time"},
		"no list of words":   {withWrites("  writes: {deals: create}\n"), "f:5: sources[0].writes.deals: must be a list"},
		"unknown proof":      {withWrites("  proof: strickt\n"), "f:5: sources[0].proof: unknown proof: use one of read_back, none, strict, later; did you mean strict?"},
		"no time to write":   {withWrites("") + "write_timeout: 0s\n", "f:5: write_timeout: must be above 0, such as 1m"},
		"settled too early":  {withWrites("") + "settle_after: 1s\n", "f:5: settle_after: must be write_timeout at least, which is 1m0s"},
		"late is too early":  {withWrites("") + "settle_after_late: 1m\n", "f:5: settle_after_late: must be twice write_timeout at least"},
		"a wait of nothing":  {withWrites("") + "proof_lag: [1s, 0s]\n", "f:5: proof_lag[1]: must be above 0"},
		"waits too long":     {withWrites("") + "proof_lag: [50s, 10s]\n", "f:5: proof_lag: must be less than write_timeout in all, which is 1m0s"},
		"a wait of no time":  {withWrites("") + "proof_lag: [soon]\n", "f:5: proof_lag[0]: must be a duration"},
		"unknown, no client": {"sources:\n- {name: a, connector: fake, time_zone: UTC, settings: {every: -1s}, writes: [visits]}\n", "f:2: sources[0].writes[0]: unknown resource: use one of activities, calendarEvents, contacts, deals, dialogTypes, dialogs, files, forms, importedCalls, incomingSms, invoices, stockItems, tasks"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := fakeLoader(t.TempDir()).load("f", strings.NewReader(test.text))
			require.ErrorContains(t, err, test.want)
			var all mistakes
			require.ErrorAs(t, err, &all)
			wanted := 1
			if strings.Contains(name, "no client") {
				wanted = 2 // and that for which there is none
			}
			require.Len(t, all, wanted, "one mistake is told once: %s", err)
		})
	}
}

// TestAConnectorThatWritesNothing refuses all resources, and lets "all" be.
func TestAConnectorThatWritesNothing(t *testing.T) {
	dir := t.TempDir()
	check := func(writes, settings string) result {
		file := filepath.Join(dir, "crmstream.yaml")
		require.NoError(t, os.WriteFile(file, []byte("sources:\n- name: a\n  connector: solos\n  time_zone: UTC\n"+writes+settings), 0o600))
		return commandWith(t.Context(), map[string]string{"T": strings.Repeat("x", 32)}, "config", "check", "--config", file)
	}
	const settings = "  settings: {base_url: \"https://crm.example.com\", token: \"${T}\", secret: \"${T}\"}\n"
	got := check("  writes: [contacts]\n", settings)
	require.Contains(t, got.stderr, ":5: sources[0].writes[0]: connector solos writes nothing: leave the key writes out")
	got = check("  writes: all\n", settings)
	require.Zero(t, got.code, got.stderr)
	require.NotContains(t, got.stdout, "may write")
}

// TestTimesOfWritesAreFixed refuses changes of what a running server cannot change, and takes other writes.
func TestTimesOfWritesAreFixed(t *testing.T) {
	l := fakeLoader(t.TempDir())
	running, err := l.load("f", strings.NewReader(withWrites("")))
	require.NoError(t, err)
	l.running = &running
	_, err = l.load("f", strings.NewReader(withWrites("  writes: [deals]\n  proof: later\n")))
	require.NoError(t, err)
	for key, value := range map[string]string{"write_timeout": "30s", "settle_after": "3m", "settle_after_late": "20m", "proof_lag": "[1s]"} {
		_, err = l.load("f", strings.NewReader(withWrites("")+key+": "+value+"\n"))
		require.ErrorContains(t, err, "f:5: "+key+": cannot change while the server runs")
	}
}

func TestWritesAreShown(t *testing.T) {
	s, err := fakeLoader(t.TempDir()).load("f", strings.NewReader(withWrites("  writes: {contacts: [create, delete], deals: [create], invoices: [create]}\n  proof: none\n")))
	require.NoError(t, err)
	var stdout, stderr bytes.Buffer
	require.NoError(t, s.sources[0].printWrites(newConsole(&stdout, &stderr, nil, nil)))
	require.Equal(t, "source a may write (proof: none)\n"+
		"  create contacts  purchaser/insert  1\n  delete contacts  purchaser/delete  3\n  create deals     sales/insert      4\n  create invoices  accounts/add      7\n", stdout.String())
	require.Equal(t, "warning: source a: a create of contacts whose answer is lost waits for a person: "+
		"name a text field of theirs in settings.marker_fields\n"+
		"note: source a: if the answer to one of these is lost, a person looks whether it was executed: create invoices\n", stderr.String())

	text, err := json.Marshal(s.shown())
	require.NoError(t, err)
	require.Contains(t, string(text), `"writes":{"contacts":["create","delete"],"deals":["create"],"invoices":["create"]}`)
	require.Contains(t, string(text), `"proof":"none"`)
	require.Contains(t, string(text), `"proof_lag":["1s","3s","10s"]`)
	require.Contains(t, string(text), `"settle_after_late":"10m0s"`)
}

// TestTheLedgerOfWrites is in the state directory, where a damaged line is logged.
func TestTheLedgerOfWrites(t *testing.T) {
	s := startAdministrated(t, "listen: {grpc: \"127.0.0.1:0\", http: \"127.0.0.1:0\"}")
	require.DirExists(t, filepath.Join(filepath.Dir(s.config), "state", writesFolder))

	dir := t.TempDir()
	ledger, err := writes.Open(filepath.Join(dir, writesFolder))
	require.NoError(t, err)
	_, err = ledger.Put(writes.Row{Key: writes.Key{Source: "a", RequestID: "1"}, State: writes.Sent, Method: "m"})
	require.NoError(t, err)
	require.NoError(t, ledger.Close())
	files, err := filepath.Glob(filepath.Join(dir, writesFolder, "*"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	require.NoError(t, os.WriteFile(files[0], []byte("{torn\n"), 0o600))
	var logged bytes.Buffer
	ledger, err = openLedger(setup{stateDir: dir}, slog.New(slog.NewTextHandler(&logged, nil)))
	require.NoError(t, err)
	require.NoError(t, ledger.Close())
	require.Contains(t, logged.String(), "lines=1")

	logged.Reset()
	ledger, err = openLedger(setup{stateDir: dir, forgetful: true}, slog.New(slog.NewTextHandler(&logged, nil)))
	require.NoError(t, err)
	require.NoError(t, ledger.Close())
	require.Empty(t, logged.String(), "the ledger of a demo begins empty")
}
