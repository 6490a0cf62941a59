package quota

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// reconfigured has a bulk call wait in a budget of two requests an hour, both used a minute ago, which gets another
// configuration then. It returns when the call got its slot after that, and its error.
func reconfigured(t *testing.T, c Config, deadline time.Duration) (waited time.Duration, err error) {
	b := open(t, Config{Requests: 2, Window: time.Hour})
	take(t, t.Context(), b, 2)
	ctx, cancel := context.WithTimeout(t.Context(), deadline)
	defer cancel()
	time.Sleep(time.Minute)
	start := time.Now()
	time.AfterFunc(time.Minute, func() {
		c.Name = "test"
		require.NoError(t, b.Reconfigure(c))
	})
	_, err = b.Acquire(ctx)
	return time.Since(start) - time.Minute, err
}

func TestReconfigureReckonsWaitsAnew(t *testing.T) {
	tests := map[string]struct {
		config  Config
		waited  time.Duration
		refused time.Duration // what a refused call is told, 0 for one that gets its slot
	}{
		"more requests":                {Config{Requests: 3, Window: time.Hour}, 0, 0},
		"more, but all of it reserved": {Config{Requests: 3, Window: time.Hour, Reserve: 0.34}, 58 * time.Minute, 0},
		"a shorter window":             {Config{Requests: 2, Window: 10 * time.Minute}, 8 * time.Minute, 0},
		"a window that is over":        {Config{Requests: 2, Window: time.Minute}, 0, 0},
		"fewer requests":               {Config{Requests: 1, Window: time.Hour}, 58 * time.Minute, 0},
		"a longer window":              {Config{Requests: 2, Window: 2 * time.Hour}, 0, 118 * time.Minute},
		"the same":                     {Config{Requests: 2, Window: time.Hour}, 58 * time.Minute, 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				waited, err := reconfigured(t, tt.config, 90*time.Minute)
				require.Equal(t, tt.waited, waited)
				if tt.refused > 0 {
					emptyFor(t, err, tt.refused)
					return
				}
				require.NoError(t, err)
			})
		})
	}
}

func TestReconfigurePlaces(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, Config{Requests: 100, Window: time.Hour, Concurrency: 1})
		releases := hold(t, t.Context(), b, 1)
		served := make(chan func(bool), 2)
		for range 2 {
			go func() {
				release, err := b.Acquire(interactive(t))
				require.NoError(t, err)
				served <- release
			}()
		}
		synctest.Wait()
		require.Empty(t, served)
		require.NoError(t, b.Reconfigure(Config{Name: "test", Requests: 100, Window: time.Hour, Concurrency: 2}))
		releases = append(releases, <-served)
		synctest.Wait()
		require.Empty(t, served, "two places, not three")
		require.NoError(t, b.Reconfigure(Config{Name: "test", Requests: 100, Window: time.Hour, Concurrency: 1}))
		releases[0](true)
		synctest.Wait()
		require.Empty(t, served, "one is still under way")
		releases[1](true)
		(<-served)(true)
	})
}

// TestReconfigureCountsRequestsUnderWay shortens and lengthens the window while requests are under way, whose slots have times by
// the grace of the window before.
func TestReconfigureCountsRequestsUnderWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, Config{Requests: 10, Window: 100 * time.Hour}) // a grace of an hour
		first := hold(t, t.Context(), b, 2)
		require.NoError(t, b.Reconfigure(Config{Name: "test", Requests: 3, Window: time.Minute}))
		second := hold(t, t.Context(), b, 1)
		time.Sleep(2 * time.Minute)
		_, err := b.Acquire(interactive(t))
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindRateLimited}, "all are under way, and count")
		first[0](true)
		second[0](true)
		_, err = b.Acquire(interactive(t))
		emptyFor(t, err, time.Minute)
		time.Sleep(time.Minute)
		take(t, interactive(t), b, 2)
		first[1](true)
		require.Equal(t, 3, b.Snapshot().Used)
	})
}

// TestReconfigureRemembers lengthens a window, by a ledger that still has what the shorter one forgot, as often as it likes.
func TestReconfigureRemembers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		short, long := Config{Name: "test", Requests: 3, Window: time.Minute}, Config{Name: "test", Requests: 10, Window: time.Hour, Reserve: 0.2}
		b, err := newVirtual(short, dir)
		require.NoError(t, err)
		for range 3 {
			take(t, t.Context(), b, 2)
			time.Sleep(90 * time.Second)
		}
		held := hold(t, t.Context(), b, 1)
		require.Equal(t, 1, b.Snapshot().Used)
		long.Hosts = []string{"crm.example.com"}
		for range 2 {
			require.NoError(t, b.Reconfigure(long))
			require.Equal(t, 7, b.Snapshot().Used)
			require.NoError(t, b.Reconfigure(short))
			require.Equal(t, 1, b.Snapshot().Used)
		}
		require.NoError(t, b.Reconfigure(long))
		held[0](true)
		take(t, t.Context(), b, 1)
		soon, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		_, err = b.Acquire(soon)
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindRateLimited}, "bulk has what it may of the longer window")
		take(t, interactive(t), b, 2)
		_, err = b.Acquire(interactive(t))
		emptyFor(t, err, time.Hour-270*time.Second+short.grace())
		hosts, err := os.ReadFile(filepath.Join(dir, "test.hosts"))
		require.NoError(t, err)
		require.Equal(t, "crm.example.com\n", string(hosts))
		require.NoError(t, b.Close())
		b, err = newVirtual(long, dir)
		require.NoError(t, err)
		require.Equal(t, 10, b.Snapshot().Used, "a start reads the same")
		require.NoError(t, b.Close())
	})
}

func TestReconfigureWithMistakesChangesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, Config{Requests: 2, Window: time.Hour})
		require.ErrorContains(t, b.Reconfigure(Config{Name: "test", Requests: 0, Window: time.Hour}), "requests:")
		require.ErrorContains(t, b.Reconfigure(Config{Name: "other", Requests: 5, Window: time.Hour}), "keeps its name")
		require.Equal(t, 2, b.Snapshot().Limit)
		require.NoError(t, b.Close())
		require.ErrorIs(t, b.Reconfigure(Config{Name: "test", Requests: 5, Window: time.Hour}), &connectors.Error{Kind: connectors.KindUnavailable})
	})
}

// TestReconfigureBelievesTheUpstreamNoLonger shortens a window while the upstream's word holds for longer than the new one lets it,
// and while scans are held by the pace of the longer one.
func TestReconfigureBelievesTheUpstreamNoLonger(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, Config{Requests: 10, Window: 24 * time.Hour})
		b.Limited(20 * time.Hour)
		b.pace = 20 * time.Hour
		require.NoError(t, b.Reconfigure(Config{Name: "test", Requests: 10, Window: time.Hour}))
		_, err := b.Acquire(interactive(t))
		emptyFor(t, err, time.Hour)
		require.Equal(t, 6*time.Minute, b.pace)
	})
}

// TestReconfigureKeepsShares has a share be of the new number of requests, with what its caller has had.
func TestReconfigureKeepsShares(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, Config{Requests: 10, Window: time.Hour})
		b.SetShares(map[string]float64{"small": 0.2})
		take(t, of(t, "small", true), b, 2)
		_, err := b.Acquire(of(t, "small", true))
		emptyFor(t, err, time.Hour)
		require.NoError(t, b.Reconfigure(Config{Name: "test", Requests: 20, Window: time.Hour}))
		take(t, of(t, "small", false), b, 2)
		_, err = b.Acquire(of(t, "small", true))
		emptyFor(t, err, time.Hour)
		take(t, of(t, "large", true), b, 16)
	})
}
