package quota

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// upstream records what the callers of a simulation were given.
type upstream struct {
	mu        sync.Mutex
	all, bulk []time.Time
}

func (u *upstream) asked(bulk bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.all = append(u.all, time.Now())
	if bulk {
		u.bulk = append(u.bulk, time.Now())
	}
}

// requireWindow checks that no window holds more than limit of the times.
func requireWindow(t *testing.T, times []time.Time, limit int, window time.Duration) {
	t.Helper()
	require.True(t, slices.IsSortedFunc(times, time.Time.Compare))
	for i := limit; i < len(times); i++ {
		require.GreaterOrEqual(t, times[i].Sub(times[i-limit]), window, "request %d", i)
	}
}

// scanning asks without pause until its context ends.
func scanning(ctx context.Context, b *Budget, u *upstream, random *rand.Rand) {
	ctx = connectors.WithCall(ctx, &connectors.Call{})
	for {
		release, err := b.Acquire(ctx)
		if err != nil {
			return
		}
		u.asked(true)
		time.Sleep(time.Duration(random.IntN(5000)) * time.Millisecond)
		release()
	}
}

// clicking asks now and then until its context ends.
func clicking(ctx context.Context, b *Budget, u *upstream, random *rand.Rand, mean time.Duration) {
	ctx = connectors.WithCall(ctx, &connectors.Call{Interactive: true})
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Duration(random.ExpFloat64() * float64(mean))):
		}
		if release, err := b.Acquire(ctx); err == nil {
			u.asked(false)
			release()
		}
	}
}

// TestNeverMoreThanTheLimit runs days with random arrivals, refusals and crashes.
func TestNeverMoreThanTheLimit(t *testing.T) {
	config := Config{Name: "test", Requests: 40, Window: time.Hour, Concurrency: 3, Reserve: 0.25}
	for seed := range uint64(4) {
		synctest.Test(t, func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 1))
			dir, u := t.TempDir(), &upstream{}
			crashed := make([]*Budget, 0, 64)
			end := time.Now().Add(5 * 24 * time.Hour)
			for time.Now().Before(end) {
				b, err := New(config, dir)
				require.NoError(t, err)
				ctx, leave := context.WithCancel(t.Context())
				var callers sync.WaitGroup
				for range 4 {
					scans, clicks := rand.New(rand.NewPCG(seed, random.Uint64())), rand.New(rand.NewPCG(seed, random.Uint64()))
					callers.Go(func() { scanning(ctx, b, u, scans) })
					callers.Go(func() { clicking(ctx, b, u, clicks, 10*time.Minute) })
				}
				time.Sleep(time.Duration(random.ExpFloat64() * float64(3*time.Hour)))
				leave()
				callers.Wait()
				crash(t, b)
				crashed = append(crashed, b) // never closed while it matters
			}
			require.Greater(t, len(crashed), 10)
			require.Greater(t, len(u.all), 5*24*30)
			requireWindow(t, u.all, config.Requests, config.Window)
			requireWindow(t, u.bulk, config.bulk(), config.Window)
			for _, b := range crashed {
				require.NoError(t, b.Close())
			}
		})
	}
}

// TestBacklogUsesWhatItMay runs days with more scans than the budget takes and checks that nothing of it is left.
func TestBacklogUsesWhatItMay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		config := Config{Name: "test", Requests: 200, Window: time.Hour, Concurrency: 2, Reserve: 0.2}
		b, err := New(config, t.TempDir())
		require.NoError(t, err)
		u := &upstream{}
		const hours = 72
		ctx, cancel := context.WithTimeout(t.Context(), hours*time.Hour)
		defer cancel()
		var callers sync.WaitGroup
		for i := range uint64(10) {
			// Without a deadline of their own, or the last hour's waiters would be refused.
			patient, stop := context.WithCancel(t.Context())
			context.AfterFunc(ctx, stop)
			callers.Go(func() { scanning(patient, b, u, rand.New(rand.NewPCG(i, 1))) })
			callers.Go(func() { clicking(patient, b, u, rand.New(rand.NewPCG(i, 2)), 20*time.Minute) })
		}
		callers.Wait()
		require.NoError(t, b.Close())
		requireWindow(t, u.all, config.Requests, config.Window)
		requireWindow(t, u.bulk, config.bulk(), config.Window)
		require.GreaterOrEqual(t, len(u.bulk), hours*config.bulk()*98/100)
	})
}
