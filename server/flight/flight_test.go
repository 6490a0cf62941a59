package flight

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// TestNoReadingIsMissedAndNoneHangs runs callers that come, hurry, leave and fail, over a value that is kept for a moment.
func TestNoReadingIsMissedAndNoneHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var g Group[int, int]
		var kept atomic.Pointer[time.Time]
		var group sync.WaitGroup
		for i := range 200 {
			group.Go(func() {
				for round := range 20 {
					n := i*31 + round*17
					ctx, cancel := context.WithTimeout(t.Context(), time.Duration(1+n%13)*time.Millisecond)
					since := time.Now().Add(-time.Duration(n%7) * time.Millisecond)
					_, err := g.Do(ctx, n%3, since, func() (int, bool) {
						at := kept.Load()
						return 1, at != nil && !at.Before(since)
					}, func(ctx context.Context, began time.Time) (int, error) {
						if began.Before(since) {
							return 0, errors.New("began before it was wanted")
						}
						select {
						case <-time.After(time.Duration(n%11) * time.Millisecond):
						case <-ctx.Done():
							return 0, ctx.Err()
						}
						if n%5 == 0 {
							return 0, errors.New("away")
						}
						kept.Store(&began)
						return 1, nil
					})
					if deadline, _ := ctx.Deadline(); err != nil && time.Now().Before(deadline) {
						require.EqualError(t, err, "away")
					}
					cancel()
					time.Sleep(time.Duration(n%3) * time.Millisecond)
				}
			})
		}
		group.Wait()
		synctest.Wait()
		require.Empty(t, g.flights)
	})
}

// TestAReadingThatHasJustEndedIsNotMissed asks what is kept again before it reads.
func TestAReadingThatHasJustEndedIsNotMissed(t *testing.T) {
	var g Group[string, int]
	value := 0
	var mu sync.Mutex
	var group sync.WaitGroup
	for range 100 {
		group.Go(func() {
			got, err := g.Do(t.Context(), "k", time.Time{}, func() (int, bool) {
				mu.Lock()
				defer mu.Unlock()
				return value, value > 0
			}, func(context.Context, time.Time) (int, error) {
				mu.Lock()
				defer mu.Unlock()
				value++
				return value, nil
			})
			require.NoError(t, err)
			require.Equal(t, 1, got)
		})
	}
	group.Wait()
	require.Equal(t, 1, value)
}

// BenchmarkReading is a reading that needs as much of the stack as a page does.
func BenchmarkReading(b *testing.B) {
	var g Group[int, int]
	var deep func(n int) int
	deep = func(n int) int {
		var room [1 << 10]byte
		if room[n%len(room)] = 1; n == 0 {
			return 0
		}
		return deep(n-1) + int(room[(n+1)%len(room)])
	}
	for b.Loop() {
		_, err := g.Do(b.Context(), 0, time.Now(), func() (int, bool) { return 0, false }, func(context.Context, time.Time) (int, error) {
			return deep(18), nil
		})
		require.NoError(b, err)
	}
}
