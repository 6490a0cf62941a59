package quota

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

const (
	day   = 24 * time.Hour
	month = 31 * day
)

// TestSimulatedMonths proves what a budget promises, with crashes every few hours and torn last lines in the ledger: the
// upstream sees no window with more than its limit, what scans may use is used, they share it, and clicks do not wait.
func TestSimulatedMonths(t *testing.T) {
	tests := map[string]struct {
		*simulation
		busy    bool    // places are scarcer than requests, so that some of these stay unused
		refused float64 // the largest share of clicks that may find the budget empty
		unequal float64 // how far a scan's part may be from an equal one, in place of a tenth
	}{
		"as documented": {simulation: &simulation{
			config:   Config{Requests: 200, Window: time.Hour, Concurrency: 2, Reserve: 0.2},
			duration: 10 * day, life: 4 * time.Hour, clickers: 5, idle: 12 * time.Minute,
		}, refused: 0.01},
		"any number at a time": {simulation: &simulation{
			config:   Config{Requests: 40, Window: time.Hour, Reserve: 0.5},
			duration: month, life: 8 * time.Hour, clickers: 5, idle: 30 * time.Minute,
		}, refused: 0.02},
		"refused by the upstream": {simulation: &simulation{
			config:   Config{Requests: 40, Window: time.Hour, Concurrency: 4, Reserve: 0.2},
			duration: month, life: 8 * time.Hour, clickers: 2, idle: time.Hour,
			upstream: upstream{every: 300, word: 20 * time.Minute},
		}, refused: 0.2},
		"clicks for more than there is": {simulation: &simulation{
			config:   Config{Requests: 40, Window: time.Hour, Concurrency: 4, Reserve: 0.2},
			duration: month, life: 8 * time.Hour, clickers: 10, idle: 10 * time.Minute,
		}, refused: 1},
		"few places": {simulation: &simulation{
			config:   Config{Requests: 200, Window: 2 * time.Minute, Concurrency: 4, Reserve: 0.2},
			duration: day / 4, life: 10 * time.Minute, clickers: 5, idle: time.Minute,
		}, busy: true, refused: 0.01},
		"fast enough for blocks": {simulation: &simulation{
			config:   Config{Requests: 1500, Window: 20 * time.Minute, Reserve: 0.2},
			duration: day, life: time.Hour, clickers: 5, idle: time.Minute,
		}, refused: 0.01, unequal: 0.2}, // its slowest scan cannot take its part of the burst after a start
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := tt.simulation
			s.config.Name = "test"
			if testing.Short() {
				s.duration /= 10
			}
			synctest.Test(t, func(t *testing.T) { s.run(t, rand.New(rand.NewPCG(1, 2))) })

			s.requireLimits(t)
			s.requireShares(t, cmp.Or(tt.unequal, 0.1))
			s.requireClicks(t, tt.refused)
			if !tt.busy {
				s.requireUse(t, 0.98)
			}
		})
	}
}

// requireLimits checks that the upstream got no more than it takes.
func (s *simulation) requireLimits(t *testing.T) {
	all, bulk := s.upstream.crowd(s.config.Window, isAny), s.upstream.crowd(s.config.Window, isBulk)
	t.Logf("%v, %d processes, %d requests; the fullest window held %d of %d, %d of %d bulk; refused %d, then defied %d",
		s.duration, s.processes, len(s.upstream.log), all, s.config.Requests,
		bulk, s.config.forBulk(s.config.Requests), len(s.upstream.refusals), s.upstream.defied())
	require.LessOrEqual(t, all, s.config.Requests)
	require.LessOrEqual(t, bulk, s.config.forBulk(s.config.Requests))
	require.Zero(t, s.upstream.defied())
	require.Greater(t, s.processes, 1)
}

// requireUse checks that scans used that share of what they might, which is less while the upstream refuses and while no
// process runs.
func (s *simulation) requireUse(t *testing.T, share float64) {
	open := s.duration - s.down - s.upstream.outage()
	might := float64(s.config.forBulk(s.config.Requests)) * float64(open) / float64(s.config.Window)
	used := 0
	for _, n := range s.given {
		used += n
	}
	t.Logf("scans used %.2f %%", 100*float64(used)/might)
	require.GreaterOrEqual(t, float64(used), share*might)
}

// requireShares checks that no scan was given more or less than all on average, but for that part.
func (s *simulation) requireShares(t *testing.T, part float64) {
	sum := 0
	for _, n := range s.given {
		sum += n
	}
	equal := float64(sum) / float64(len(s.given))
	least, most := float64(slices.Min(s.given[:]))/equal, float64(slices.Max(s.given[:]))/equal
	t.Logf("shares from %.3f to %.3f of an equal one", least, most)
	require.InDelta(t, 1, least, part)
	require.InDelta(t, 1, most, part)
}

// requireClicks checks how long clicks waited, and how many were refused.
func (s *simulation) requireClicks(t *testing.T, refused float64) {
	slices.Sort(s.waits)
	n := len(s.waits)
	require.Positive(t, n)
	t.Logf("%d clicks waited up to %v, %v at the 95th percentile; %d found the budget empty",
		n, s.waits[n-1], s.waits[n*95/100], s.refused)
	require.Less(t, s.waits[n*95/100], 2*time.Second)
	require.LessOrEqual(t, float64(s.refused), refused*float64(n+s.refused))
}
