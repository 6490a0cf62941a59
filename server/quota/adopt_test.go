package quota

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// shared is a budget that sources share, at a host.
func shared(name, host string, sources ...string) Config {
	return Config{Name: name, Requests: 20, Window: time.Hour, Sources: sources, Hosts: strings.Fields(host)}
}

// generation opens budgets, checks how much of each is used, and uses more.
func generation(t *testing.T, dir string, configs []Config, used []int, more ...int) {
	t.Helper()
	budgets, err := OpenAll(configs, dir)
	require.NoError(t, err)
	var was []int
	for _, b := range budgets {
		was = append(was, b.Snapshot().Used)
	}
	require.Equal(t, used, was)
	for i, b := range budgets {
		if i < len(more) {
			for range more[i] {
				release, err := b.Acquire(interactive(t))
				require.NoError(t, err)
				release(true)
			}
		}
		require.NoError(t, b.Close())
	}
}

// renaming is a configuration of budgets: how much of each is used before, and what is used then.
type renaming struct {
	configs []Config
	used    []int
	more    []int
}

// renamings are changes of a configuration, each within the hour of the ones before.
func renamings() map[string][]renaming {
	const host, other = "crm.example", "other.example"
	return map[string][]renaming{
		"a source is added before it": {
			{[]Config{shared("b", host, "b")}, []int{0}, []int{3}},
			{[]Config{shared("a", host, "a", "b")}, []int{3}, []int{2}},
			{[]Config{shared("a", host, "a", "b")}, []int{5}, nil},
			{[]Config{shared("b", host, "b")}, []int{8}, nil}, // what it had before counts again
		},
		"a source gets another name": {
			{[]Config{shared("a", host, "a")}, []int{0}, []int{3}},
			{[]Config{shared("z", host, "z")}, []int{3}, []int{1}},
			{[]Config{shared("z", host, "z")}, []int{4}, nil},
			{[]Config{shared("y", host, "y")}, []int{4}, nil},
		},
		"a source is put under a budget of the configuration": {
			{[]Config{shared("a", host, "a")}, []int{0}, []int{3}},
			{[]Config{shared("main", host, "a")}, []int{3}, nil},
			{[]Config{shared("main", host, "a")}, []int{3}, nil},
		},
		"a source is away for a while": {
			{[]Config{shared("a", host, "a"), shared("b", other, "b")}, []int{0, 0}, []int{3, 4}},
			{[]Config{shared("b", other, "b")}, []int{4}, nil},
			{[]Config{shared("a", host, "a"), shared("b", other, "b")}, []int{3, 4}, nil},
		},
		"a source is away, beside one at its host": {
			{[]Config{shared("a", host, "a"), shared("b", host, "b")}, []int{0, 0}, []int{3, 4}},
			{[]Config{shared("b", host, "b")}, []int{7}, nil}, // perhaps it is a's key that b has now
			{[]Config{shared("b", host, "b")}, []int{7}, nil},
			{[]Config{shared("a", host, "a"), shared("b", host, "b")}, []int{3, 7}, nil},
			{[]Config{shared("a", host, "a"), shared("b", host, "b")}, []int{3, 7}, nil},
		},
	}
}

// TestRequestsAreNotForgottenWithANewName goes through changes of a configuration with a new start each.
func TestRequestsAreNotForgottenWithANewName(t *testing.T) {
	for name, steps := range renamings() {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "budgets")
			for _, step := range steps {
				generation(t, dir, step.configs, step.used, step.more...)
			}
		})
	}
}

// TestRequestsOfVersionsBefore has two sources of one account, each with a ledger of its own, and one whose name is gone.
func TestRequestsOfVersionsBefore(t *testing.T) {
	dir := t.TempDir()
	old := func(name string, n int, end string) {
		text := strings.Repeat(time.Now().Add(-time.Minute).UTC().Format(time.RFC3339)+" bulk\n", n) + end
		require.NoError(t, os.WriteFile(filepath.Join(dir, name+".ledger"), []byte(text), 0o600))
	}
	old("a", 3, "2026-01-0")
	old("b", 4, "")
	old("gone", 2, "")
	generation(t, dir, []Config{shared("a", "crm.example", "a", "b"), shared("c", "other.example", "c")}, []int{3 + 1 + 4 + 2, 2})
	generation(t, dir, []Config{shared("a", "crm.example", "a", "b"), shared("c", "other.example", "c")}, []int{10, 2})
	var names []string
	files, err := os.ReadDir(dir)
	require.NoError(t, err)
	for _, f := range files {
		names = append(names, f.Name())
	}
	require.Equal(t, []string{"a.hosts", "a.ledger", "b.former", "c.hosts", "c.ledger", "gone.former"}, names)
}

// TestACrashBetweenLedgers leaves the old one and the new one: its requests count twice rather than not at all.
func TestACrashBetweenLedgers(t *testing.T) {
	dir := t.TempDir()
	generation(t, dir, []Config{shared("b", "h", "b")}, []int{0}, 3)
	before, err := os.ReadFile(filepath.Join(dir, "b.ledger"))
	require.NoError(t, err)
	generation(t, dir, []Config{shared("a", "h", "a", "b")}, []int{3})
	require.NoError(t, os.WriteFile(filepath.Join(dir, "b.ledger"), before, 0o600))
	generation(t, dir, []Config{shared("a", "h", "a", "b")}, []int{6})
}

// TestTornEndsStayTorn puts ledgers together that end within a line.
func TestTornEndsStayTorn(t *testing.T) {
	const torn = "v2 2026-01-01T00:00:00Z - - bulk - 1"
	text := slices.Concat([]byte(torn), endTorn([]byte(torn)))
	_, ok := parseLine(strings.TrimSuffix(string(text), "\n"), true)
	require.False(t, ok)
	require.Empty(t, endTorn(nil))
	require.Empty(t, endTorn([]byte("\n")))
}
