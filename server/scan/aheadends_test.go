package scan

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// TestASlowReaderHoldsNoMoreThanItsReads lets the client stop taking messages.
func TestASlowReaderHoldsNoMoreThanItsReads(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := &keyset{numbers: counted(10000, nil), size: 100, step: 100, latency: slow}
		ctx, cancel := context.WithCancel(t.Context())
		messages := 0
		stall := func(*Batch) error {
			if messages++; messages == 10 {
				time.Sleep(time.Hour)
				require.Len(t, k.places(), 10+4, "pages sent, and those fetched ahead")
				cancel()
			}
			return nil
		}
		require.ErrorIs(t, New(k.fetch, State{}, Options{Prefetch: 4}, stall).Run(ctx), context.Canceled)
		require.Zero(t, k.underWay())
	})
}

// TestWhatIsOvertakenIsCancelled guesses so near that a page reaches beyond guesses which are still under way.
func TestWhatIsOvertakenIsCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := &keyset{numbers: counted(3000, nil), size: 100, step: 10, latency: func(from int) time.Duration {
			if from == 210 || from == 220 {
				return time.Hour
			}
			return 0
		}}
		messages := 0
		look := func(*Batch) error {
			if messages++; messages == 5 {
				time.Sleep(time.Minute)
				require.Contains(t, k.places(), 210)
				require.Zero(t, k.underWay())
			}
			return nil
		}
		require.NoError(t, New(k.fetch, State{}, Options{Prefetch: 4}, look).Run(t.Context()))
	})
}

// TestCancellingEndsAllFetches returns only when nothing is under way any more.
func TestCancellingEndsAllFetches(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := &keyset{numbers: counted(10000, nil), size: 100, step: 100, latency: func(from int) time.Duration {
			if from <= 100 {
				return 0
			}
			return time.Hour
		}}
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		started := time.Now()
		require.ErrorIs(t, New(k.fetch, State{}, Options{Prefetch: 4}, (&reader{}).send).Run(ctx), context.Canceled)
		require.Equal(t, time.Second, time.Since(started))
		require.Equal(t, 4, k.most)
		require.Zero(t, k.underWay())
	})
}
