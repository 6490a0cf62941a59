package quota

import (
	"context"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/check"
)

// fastConfig is a budget with blocks of 64 slots, which may be given for 18 seconds.
var fastConfig = Config{Name: "test", Requests: 20_000, Window: time.Hour}

// counted counts the syncs of a budget's ledger.
func counted(b *Budget) *int {
	syncs := 0
	b.ledger.sync = func(*os.File) error { syncs++; return nil }
	return &syncs
}

func TestALoneScanSyncsABlockAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, err := newVirtual(fastConfig, t.TempDir())
		require.NoError(t, err)
		syncs := counted(b)
		for range 6400 {
			take(t, t.Context(), b, 1)
			time.Sleep(time.Millisecond)
		}
		check.AtMost(t, "quota_syncs_of_6400_requests", float64(*syncs), 100)
		require.NoError(t, b.Close())
	})
}

// TestWhatAnEndLeavesOfABlock has all slots of a block count after a crash, and only those that were given after an orderly end.
func TestWhatAnEndLeavesOfABlock(t *testing.T) {
	for name, test := range map[string]struct {
		end  func(*testing.T, *Budget)
		used int
	}{
		"crash":   {crash, mostPaid},
		"orderly": {func(t *testing.T, b *Budget) { require.NoError(t, b.Close()) }, 9},
		"changed": {func(t *testing.T, b *Budget) {
			longer := fastConfig
			longer.Window *= 2
			require.NoError(t, b.Reconfigure(longer))
			require.Equal(t, 9, b.Snapshot().Used, "a slot that was not given is no older slot")
			crash(t, b)
		}, 9},
		"not sent": {func(t *testing.T, b *Budget) {
			hold(t, t.Context(), b, 1)[0](false)
			require.NoError(t, b.Close())
		}, 9},
		"after its time": {func(t *testing.T, b *Budget) {
			time.Sleep(fastConfig.validity() + 1)
			syncs := counted(b)
			take(t, t.Context(), b, 1)
			require.Equal(t, 1, *syncs)
			crash(t, b)
		}, 9 + mostPaid},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				dir := t.TempDir()
				b, err := newVirtual(fastConfig, dir)
				require.NoError(t, err)
				take(t, t.Context(), b, 9)
				test.end(t, b)
				again, err := newVirtual(fastConfig, dir)
				require.NoError(t, err)
				require.Equal(t, test.used, again.Snapshot().Used)
				require.NoError(t, again.Close())
			})
		})
	}
}

// TestWhoseBlockItIs has other callers pay for themselves, so that their shares survive a crash.
func TestWhoseBlockItIs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		b, err := newVirtual(fastConfig, dir)
		require.NoError(t, err)
		syncs := counted(b)
		as := func(caller string) *connectors.Meter { return &connectors.Meter{Caller: caller} }
		take(t, connectors.WithMeter(t.Context(), as("one")), b, 2)
		require.Equal(t, 1, *syncs)
		take(t, connectors.WithMeter(t.Context(), as("two")), b, 3)
		require.Equal(t, 4, *syncs)
		take(t, connectors.WithMeter(t.Context(), &connectors.Meter{Caller: "one", Interactive: true}), b, 1)
		take(t, connectors.WithMeter(t.Context(), as("one")), b, 1)
		require.Equal(t, 4, *syncs)
		crash(t, b)
		again, err := newVirtual(fastConfig, dir)
		require.NoError(t, err)
		again.SetShares(map[string]float64{"one": 1, "two": 1})
		require.Len(t, again.window.own["one"], mostPaid)
		require.Len(t, again.window.bulk, mostPaid+3)
		require.Len(t, again.window.own["two"], 3)
		require.NoError(t, again.Close())
	})
}

// TestABlockWhoseLineMayBeLost gives no slot of a block if its line could not be synced. All that may be in the file counts, and the rest
// of the block before is taken back once. The lines that follow begin on a line of their own.
func TestABlockWhoseLineMayBeLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		b, err := newVirtual(fastConfig, dir)
		require.NoError(t, err)
		take(t, t.Context(), b, 1)
		time.Sleep(fastConfig.validity() + 1)
		b.ledger.sync = func(*os.File) error { return os.ErrDeadlineExceeded }
		for range 2 {
			_, err = b.Acquire(t.Context())
			require.ErrorIs(t, err, os.ErrDeadlineExceeded)
		}
		counted(b)
		take(t, t.Context(), b, 1)
		text, err := os.ReadFile(b.ledger.path)
		require.NoError(t, err)
		require.Len(t, strings.Split(string(text), "\n\n"), 3)
		crash(t, b)
		again, err := newVirtual(fastConfig, dir)
		require.NoError(t, err)
		require.Equal(t, 1+3*mostPaid, again.Snapshot().Used)
		require.NoError(t, again.Close())
	})
}

// TestBlocksAreForFastBudgets checks the sizes: at most one slot in 200, none for a budget below a request a second.
func TestBlocksAreForFastBudgets(t *testing.T) {
	for config, size := range map[[2]int]int{ // requests, seconds
		{200, 3600}: 1, {3599, 3600}: 1, {3600, 3600}: 18, {20_000, 3600}: 64, {1_000_000, 3600}: 64,
		{100, 1}: 1, {600, 60}: 3, {1000, 1}: 5,
	} {
		c := Config{Requests: config[0], Window: time.Duration(config[1]) * time.Second}
		require.Equal(t, size, c.blockSize(), config)
	}
}

// TestNoWindowHoldsMoreWithBlocks reads as fast as it can, with pauses, through crashes, sleeps of the machine, new starts of the machine
// and clocks that are set. A slot is used up to a grace after it was given.
func TestNoWindowHoldsMoreWithBlocks(t *testing.T) {
	config := Config{Name: "test", Requests: 2000, Window: 20 * time.Minute, Reserve: 0.1}
	for name, reboots := range map[string]float64{"one start of the machine": 0, "many": 0.3} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				random := rand.New(rand.NewPCG(5, 6))
				m, dir, u := &machine{boot: "a", up: time.Now().Add(-day)}, t.TempDir(), &upstream{}
				for range 100 {
					b := m.open(t, config, dir)
					counted(b)
					until := time.Now().Add(time.Duration(random.Int64N(int64(5 * time.Minute))))
					for time.Now().Before(until) {
						ctx, cancel := context.WithDeadline(t.Context(), until)
						release, err := b.Acquire(ctx)
						cancel()
						if err != nil { // the window is full until the end of this process
							time.Sleep(time.Until(until))
							break
						}
						if random.IntN(100) == 0 {
							time.Sleep(time.Duration(random.Int64N(int64(config.grace()))))
						}
						u.ask(time.Now(), true)
						if random.IntN(3) > 0 {
							release(true)
						} else {
							time.AfterFunc(config.grace(), func() { release(true) })
						}
						if random.IntN(200) == 0 {
							time.Sleep(time.Duration(random.Int64N(int64(10 * time.Second))))
						}
					}
					crash(t, b)
					if m.wrong = time.Duration(random.Int64N(int64(8*time.Hour))) - 4*time.Hour; random.Float64() < reboots {
						m.boot, m.up = m.boot+"a", time.Now()
					}
				}
				require.Greater(t, len(u.log), 4*config.Requests)
				require.LessOrEqual(t, u.crowd(config.Window, isBulk), config.forBulk(config.Requests))
			})
		})
	}
}

// TestAMachineThatSleepsEndsItsBlock has the clocks of the machine go on while the process's clock stands still.
func TestAMachineThatSleepsEndsItsBlock(t *testing.T) {
	for name, sleep := range map[string]func(*machine){
		"with a boot clock": func(m *machine) { m.up = m.up.Add(-time.Hour) },
		"without":           func(m *machine) { m.wrong += time.Hour },
	} {
		synctest.Test(t, func(t *testing.T) {
			m := &machine{boot: "a", up: time.Now().Add(-day)}
			b := m.open(t, fastConfig, t.TempDir())
			syncs := counted(b)
			take(t, t.Context(), b, 2)
			require.Equal(t, 1, *syncs, name)
			sleep(m)
			take(t, t.Context(), b, 1)
			require.Equal(t, 2, *syncs, name)
			require.NoError(t, b.Close())
		})
	}
}

// TestABlockShowsWhenItWasWritten has a machine start anew: a block shows that the machine was up when the block was written, and nothing
// of the time in which its slots might have been given.
func TestABlockShowsWhenItWasWritten(t *testing.T) {
	ended := 1000 * time.Second // when the block was written
	at := func(up time.Duration, count int) string {
		return line{stamp: stamp{wall: time.Unix(0, 0).Add(up), boot: "a", uptime: up}, class: bulkMark, count: count}.String() + "\n"
	}
	grace := fastConfig.grace()
	text := at(ended-time.Minute+grace, 1) + at(ended+fastConfig.validity()+grace, 2)
	kept := replay([]byte(text), fastConfig, stamp{wall: time.Unix(0, 0).Add(day), boot: "b", uptime: time.Minute})
	require.Len(t, kept.slots, 3)
	require.Equal(t, -time.Minute-time.Minute+grace, kept.slots[0].at)
	require.Equal(t, -time.Minute, kept.slots[2].at, "when the machine started anew, at the latest")
}

// TestBlocksStayBlocksInANewFile has a machine start anew, so that the ledger is rewritten: it is no longer than before, and what was taken
// back of a block stays taken back.
func TestBlocksStayBlocksInANewFile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, dir := &machine{boot: "a", up: time.Now().Add(-day)}, t.TempDir()
		b := m.open(t, fastConfig, dir)
		take(t, t.Context(), b, 20*mostPaid+5)
		time.Sleep(fastConfig.validity() + 1)
		take(t, t.Context(), b, 1) // takes back what is left of the block before
		crash(t, b)
		m.boot, m.up = "b", time.Now()
		b = m.open(t, fastConfig, dir)
		require.Equal(t, 20*mostPaid+5+mostPaid, b.Snapshot().Used)
		text, err := os.ReadFile(b.ledger.path)
		require.NoError(t, err)
		require.LessOrEqual(t, strings.Count(string(text), "\n"), 22)
		require.NoError(t, b.Close())
		b = m.open(t, fastConfig, dir)
		require.Equal(t, 20*mostPaid+5+mostPaid, b.Snapshot().Used)
		require.NoError(t, b.Close())
	})
}
