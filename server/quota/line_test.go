package quota

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// virtualNow is the stamp at which virtual time begins.
var virtualNow = stamp{wall: booted.Add(day), boot: "virtual", uptime: day}

// TestLedgersOfBothFormats reads files as they are written and will be, and compares what counts, and what is written in
// their place.
func TestLedgersOfBothFormats(t *testing.T) {
	const minute = time.Minute
	for file, test := range map[string]struct {
		slots []slot
		text  string
	}{
		"v1.ledger": {
			[]slot{
				{at: -50 * minute, bulk: true},
				{at: -40*minute + 500*time.Millisecond, bulk: false},
				{at: 0, bulk: false}, // of a time to come
				{at: 0, bulk: true},  // cannot be read
			},
			`v2 1999-12-31T23:10:00Z virtual 83400000 bulk - 1
v2 1999-12-31T23:20:00.5Z virtual 84000500 interactive - 1
v2 2000-01-01T00:00:00Z virtual 86400000 interactive - 1
v2 2000-01-01T00:00:00Z virtual 86400000 bulk - 1
v2 2000-01-01T00:20:00Z virtual 87600000 closed - 1
`,
		},
		"v2.ledger": {
			[]slot{
				// The wall clock was set: the time since the start holds.
				{at: -40*minute + 500*time.Millisecond, bulk: false},
				{at: -30 * minute, bulk: true, caller: "somebody"}, // of two, of which one was not sent
				{at: -20 * minute, bulk: false},
				{at: -30 * time.Second, bulk: true},
				{at: -minute, bulk: true}, // by the wall clock, which an earlier start of the system cannot contradict
				{at: 0, bulk: true},       // of a version to come
			},
			"",
		},
	} {
		t.Run(file, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join("testdata", file))
			require.NoError(t, err)
			kept := replay(text, ledgerConfig, virtualNow)
			slices.SortStableFunc(test.slots, func(a, b slot) int { return int(a.at - b.at) })
			require.Equal(t, test.slots, kept.slots)
			require.Equal(t, 20*minute, kept.closed)
			if test.text == "" {
				return
			}
			synctest.Test(t, func(t *testing.T) {
				dir := t.TempDir()
				require.NoError(t, os.WriteFile(filepath.Join(dir, "test.ledger"), text, 0o600))
				b, err := newVirtual(ledgerConfig, dir)
				require.NoError(t, err)
				require.NoError(t, b.Close())
				got, err := os.ReadFile(filepath.Join(dir, "test.ledger"))
				require.NoError(t, err)
				require.Equal(t, test.text, string(got))
			})
		})
	}
}

// anyLine draws a line as a ledger writes it.
func anyLine(t *rapid.T) line {
	l := line{
		class: rapid.SampledFrom([]string{bulkMark, interactiveMark, closedMark}).Draw(t, "class"),
		count: int(rapid.Int32().Draw(t, "count")),
	}
	l.caller = rapid.SampledFrom([]string{"", "warehouse", "crmstream"}).Draw(t, "caller")
	l.wall = time.Unix(rapid.Int64Range(0, 1<<33).Draw(t, "s"), rapid.Int64Range(0, 999_999_999).Draw(t, "ns")).UTC()
	if rapid.Bool().Draw(t, "boot clock") {
		l.boot = rapid.StringMatching(`[a-z0-9][a-z0-9-]{0,40}`).Draw(t, "boot")
		l.uptime = time.Duration(rapid.Int64Range(-1<<40, 1<<40).Draw(t, "ms")) * time.Millisecond
	}
	return l
}

func TestLinesAreReadAsTheyWereWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := anyLine(t)
		got, ok := parseLine(l.String(), true)
		require.True(t, ok, l)
		require.Equal(t, l, got)
	})
}

// TestTimesAreRoundedUp has a request count too long rather than too short.
func TestTimesAreRoundedUp(t *testing.T) {
	for ago, ms := range map[time.Duration]string{0: " 0 ", 1: " 1 ", time.Millisecond: " 1 ", time.Millisecond + 1: " 2 ", -1: " 0 ", -time.Millisecond - 1: " -1 "} {
		require.Contains(t, line{stamp: stamp{boot: "b", uptime: ago}, class: bulkMark, count: 1}.String(), " b"+ms+"bulk")
	}
}

// TestTornLinesCountAtLeastOnce cuts a line anywhere: it is never less than it was.
func TestTornLinesCountAtLeastOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := anyLine(t)
		l.stamp, l.class, l.count = virtualNow, bulkMark, rapid.IntRange(1, 9).Draw(t, "count")
		text := l.String()
		cut := text[:rapid.IntRange(1, len(text)).Draw(t, "cut")]
		require.NotEmpty(t, replay([]byte(cut), ledgerConfig, virtualNow).slots, cut)
		require.NotEmpty(t, replay([]byte(cut+" torn\n"), ledgerConfig, virtualNow).slots, cut)
	})
	_, ok := parseLine("v2 2000-01-01T00:00:00Z - - bulk - 1", false)
	require.False(t, ok, "its count may have been 12")
}

// TestNoCountIsTooMuch reads counts that no budget holds.
func TestNoCountIsTooMuch(t *testing.T) {
	read := func(count string) int {
		return len(replay([]byte("v2 2000-01-01T00:00:00Z virtual 86400000 bulk - "+count+"\n"), ledgerConfig, virtualNow).slots)
	}
	for count, slots := range map[string]int{"1": 1, "7": 7, "0": 0, "-5": 0, "2000000000": 10, "-2000000000": 0, "99999999999999999999": 1, "1.5": 1} {
		require.Equal(t, slots, read(count), count)
	}
}

// TestWhatWasTakenBack has a line take back slots of its class that are not later, the latest of them.
func TestWhatWasTakenBack(t *testing.T) {
	at := func(minute int, class string, count int) string {
		return line{stamp: virtualNow.after(time.Duration(minute) * time.Minute), class: class, count: count}.String() + "\n"
	}
	three := at(-30, "bulk", 1) + at(-20, "bulk", 1) + at(-10, "interactive", 1)
	for name, test := range map[string]struct {
		text string
		left []time.Duration
	}{
		"exactly":             {three + at(-20, "bulk", -1), []time.Duration{-30, -10}},
		"the latest before":   {three + at(-15, "bulk", -1), []time.Duration{-30, -10}},
		"not a later one":     {three + at(-25, "bulk", -1), []time.Duration{-20, -10}},
		"none before":         {three + at(-35, "bulk", -1), []time.Duration{-30, -20, -10}},
		"of the other class":  {three + at(-5, "interactive", -1), []time.Duration{-30, -20}},
		"several":             {three + at(-5, "bulk", -2), []time.Duration{-10}},
		"before it was given": {at(-20, "bulk", -1) + three, []time.Duration{-30, -20, -10}},
	} {
		kept := replay([]byte(test.text), ledgerConfig, virtualNow)
		var left []time.Duration
		for _, s := range kept.slots {
			left = append(left, s.at/time.Minute)
		}
		require.Equal(t, test.left, left, name)
	}
}

func FuzzLedger(f *testing.F) {
	for _, file := range []string{"v1.ledger", "v2.ledger"} {
		text, err := os.ReadFile(filepath.Join("testdata", file))
		require.NoError(f, err)
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		kept := replay(text, ledgerConfig, virtualNow)
		strange := 0
		for content := range strings.Lines(string(text)) {
			if l, ok := parseLine(strings.TrimSuffix(content, "\n"), strings.HasSuffix(content, "\n")); ok {
				again, readable := parseLine(l.String(), true)
				require.True(t, readable, l)
				require.Equal(t, l.String(), again.String())
			} else if strings.TrimSuffix(content, "\n") != "" {
				strange++
			}
		}
		require.GreaterOrEqual(t, len(kept.slots), min(strange, ledgerConfig.Requests))
		for i, s := range kept.slots {
			require.LessOrEqual(t, s.at, time.Duration(0))
			require.Greater(t, s.at, -ledgerConfig.Window)
			require.False(t, i > 0 && s.at < kept.slots[i-1].at)
		}
		require.LessOrEqual(t, kept.closed, ledgerConfig.longestClosed())
	})
}
