package quota

import (
	"math/rand/v2"
	"runtime"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// machine is where a budget's processes run: its wall clock may be wrong, and it may be started anew.
type machine struct {
	wrong time.Duration
	boot  string // "" for one that has no boot clock
	up    time.Time
}

func (m *machine) open(t *testing.T, config Config, dir string) *Budget {
	t.Helper()
	b, err := newBudget(config, dir, clocks{
		wall: func() time.Time { return time.Now().Add(m.wrong) },
		boot: func() (string, time.Duration) { return m.boot, time.Since(m.up) },
	})
	require.NoError(t, err)
	return b
}

// TestClocksThatJump takes all there is, and restarts with the clock set and the machine started anew in between. No hour has
// more than 50 requests, whatever the clock says; and a clock that jumps while the machine is up costs nothing.
func TestClocksThatJump(t *testing.T) {
	const hour = time.Hour
	config := Config{Name: "test", Requests: 50, Window: hour}
	type restart struct {
		after, jump time.Duration // since the last one, and of the wall clock
		reboot      bool
	}
	for name, test := range map[string]struct {
		restarts []restart
		left     []int // after each restart, with all that was there before taken
	}{
		"two hours ahead":              {[]restart{{time.Minute, 2 * hour, false}, {59 * time.Minute, 0, false}, {2 * time.Minute, 0, false}}, []int{0, 0, 50}},
		"two hours behind":             {[]restart{{time.Minute, -2 * hour, false}, {61 * time.Minute, 0, false}}, []int{0, 50}},
		"ahead and back":               {[]restart{{time.Minute, 2 * hour, false}, {time.Minute, -2 * hour, false}, {time.Minute, 48 * hour, false}}, []int{0, 0, 0}},
		"ahead with the machine":       {[]restart{{time.Minute, 2 * hour, true}, {50 * time.Minute, 0, false}, {11 * time.Minute, 0, false}}, []int{0, 0, 50}},
		"behind with the machine":      {[]restart{{time.Minute, -2 * hour, true}, {time.Minute, 0, false}, {59 * time.Minute, 2 * hour, false}}, []int{0, 0, 50}},
		"ahead with the machine twice": {[]restart{{time.Minute, 2 * hour, true}, {30 * time.Minute, 2 * hour, true}, {31 * time.Minute, 0, true}}, []int{0, 0, 0}},
		"the machine alone":            {[]restart{{30 * time.Minute, 0, true}, {31 * time.Minute, 0, false}}, []int{0, 0}},
		"the machine, an hour later":   {[]restart{{time.Minute, 0, true}, {hour, 0, false}}, []int{0, 50}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m, dir := &machine{boot: "a", up: time.Now().Add(-day)}, t.TempDir()
				b := m.open(t, config, dir)
				take(t, interactive(t), b, 50)
				for i, r := range test.restarts {
					crash(t, b)
					time.Sleep(r.after)
					if m.wrong += r.jump; r.reboot {
						m.boot, m.up = m.boot+"a", time.Now()
					}
					b = m.open(t, config, dir)
					require.Equal(t, test.left[i], b.Snapshot().Left, "restart %d", i)
					take(t, interactive(t), b, test.left[i])
				}
				require.NoError(t, b.Close())
			})
		})
	}
}

// TestNoWindowHoldsMoreWhateverTheClockSays restarts processes and the machine at random moments for days, and sets the clock
// each time.
func TestNoWindowHoldsMoreWhateverTheClockSays(t *testing.T) {
	config := Config{Name: "test", Requests: 20, Window: time.Hour}
	for name, reboots := range map[string]float64{"one start of the machine": 0, "many": 0.3} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				random := rand.New(rand.NewPCG(3, 4))
				m, dir, u := &machine{boot: "a", up: time.Now().Add(-day)}, t.TempDir(), &upstream{}
				const starts, most = 80, 100 * time.Minute
				began := time.Now()
				for range starts {
					b := m.open(t, config, dir)
					end := time.Now().Add(time.Duration(random.Int64N(int64(most))))
					for time.Now().Before(end) {
						if release, err := b.Acquire(interactive(t)); err == nil {
							u.ask(time.Now(), false)
							release(true)
						}
						time.Sleep(time.Minute)
					}
					crash(t, b)
					time.Sleep(time.Duration(random.Int64N(int64(time.Minute))))
					m.wrong = time.Duration(random.Int64N(int64(8*time.Hour))) - 4*time.Hour
					if random.Float64() < reboots {
						m.boot, m.up = m.boot+"a", time.Now()
					}
				}
				require.LessOrEqual(t, u.crowd(config.Window, isAny), config.Requests)
				might := float64(config.Requests) * float64(time.Since(began)) / float64(config.Window)
				t.Logf("used %.1f %%", 100*float64(len(u.log))/might)
				if reboots == 0 {
					require.Greater(t, float64(len(u.log)), 0.9*might, "the boot clock holds, so nothing need be given up")
				}
			})
		})
	}
}

// TestAVolumeThatMoved opens a ledger on another machine, which has been up for long: that tells nothing of the requests.
func TestAVolumeThatMoved(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		first := &machine{boot: "first", up: time.Now().Add(-time.Hour)}
		b := first.open(t, ledgerConfig, dir)
		take(t, interactive(t), b, 10)
		crash(t, b)
		time.Sleep(time.Minute)
		second := &machine{boot: "second", up: time.Now().Add(-30 * day)}
		b = second.open(t, ledgerConfig, dir)
		require.Zero(t, b.Snapshot().Left)
		time.Sleep(time.Hour)
		require.Equal(t, 10, b.Snapshot().Left)
		require.NoError(t, b.Close())
	})
}

// TestWithoutAWitness has the wall clock alone, and what it says of times to come counts from now.
func TestWithoutAWitness(t *testing.T) {
	for jump, left := range map[time.Duration]int{0: 0, -2 * time.Hour: 0, -61 * time.Minute: 0} {
		synctest.Test(t, func(t *testing.T) {
			m, dir := &machine{}, t.TempDir()
			b := m.open(t, ledgerConfig, dir)
			take(t, interactive(t), b, 10)
			crash(t, b)
			m.wrong = jump
			b = m.open(t, ledgerConfig, dir)
			require.Equal(t, left, b.Snapshot().Left, jump)
			time.Sleep(time.Hour + ledgerConfig.grace())
			require.Equal(t, 10, b.Snapshot().Left, jump)
			require.NoError(t, b.Close())
		})
	}
}

// TestUpstreamsWordAndClocksThatJump keeps to a word of 40 minutes.
func TestUpstreamsWordAndClocksThatJump(t *testing.T) {
	for name, test := range map[string]struct {
		jump   time.Duration
		reboot bool
	}{
		"ahead":                   {2 * time.Hour, false},
		"behind":                  {-20 * time.Minute, false},
		"ahead with the machine":  {2 * time.Hour, true},
		"behind with the machine": {-20 * time.Minute, true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m, dir, start := &machine{boot: "a", up: time.Now().Add(-day)}, t.TempDir(), time.Now()
				b := m.open(t, ledgerConfig, dir)
				take(t, interactive(t), b, 1)
				b.Limited(40 * time.Minute)
				time.Sleep(10 * time.Minute)
				crash(t, b)
				if m.wrong = test.jump; test.reboot {
					m.boot, m.up = "b", time.Now()
				}
				b = m.open(t, ledgerConfig, dir)
				free := b.Snapshot().Free.Sub(start)
				require.GreaterOrEqual(t, free, 40*time.Minute)
				require.LessOrEqual(t, free, 10*time.Minute+ledgerConfig.longestClosed())
				if !test.reboot {
					require.Equal(t, 40*time.Minute, free)
				}
				require.NoError(t, b.Close())
			})
		})
	}
}

// TestSystemClocks reads the clocks of this machine.
func TestSystemClocks(t *testing.T) {
	c := systemClocks()
	first := c.now()
	require.WithinDuration(t, time.Now(), first.wall, time.Minute)
	if runtime.GOOS != "linux" {
		require.Empty(t, first.boot)
		return
	}
	require.Len(t, first.boot, 36)
	require.Positive(t, first.uptime)
	time.Sleep(time.Millisecond)
	second := c.now()
	require.Equal(t, first.boot, second.boot)
	require.Greater(t, second.uptime, first.uptime)
}
