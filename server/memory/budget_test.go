package memory

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/crmstream/crmstream/connectors"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// growing starts to grow a lease, and returns what tells whether it has.
func growing(ctx context.Context, l *Lease, bytes int64) (grown func() bool) {
	var mu sync.Mutex
	done := false
	go func() {
		err := l.Grow(ctx, bytes)
		mu.Lock()
		defer mu.Unlock()
		done = err == nil
	}()
	return func() bool {
		synctest.Wait()
		mu.Lock()
		defer mu.Unlock()
		return done
	}
}

func TestLeasesWaitForEachOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := New(100)
		first, over, last := b.Lease(false), b.Lease(false), b.Lease(false)
		require.True(t, growing(t.Context(), first, 60)())
		require.True(t, growing(t.Context(), over, 50)(), "one lease goes over the limit")
		require.True(t, b.over == over && !b.Pressed())
		waits := growing(t.Context(), last, 10)
		require.False(t, waits())
		require.True(t, b.Pressed())
		require.True(t, growing(t.Context(), over, 1000)(), "as far as it must")
		first.Release()
		require.False(t, waits(), "what is over the limit is the other one's")
		over.Shrink(40)
		require.True(t, waits(), "and now it fits")
		require.EqualValues(t, 50, b.Used())
		over.Release()
		over.Release()
		last.Release()
		require.Zero(t, b.Used())
	})
}

func TestLeasesThatHoldSomethingComeFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := New(100)
		holds, over := b.Lease(false), b.Lease(false)
		require.True(t, growing(t.Context(), holds, 10)())
		require.True(t, growing(t.Context(), over, 200)())
		fresh := growing(t.Context(), b.Lease(false), 80)
		require.False(t, fresh())
		more := growing(t.Context(), holds, 30)
		require.False(t, more())
		over.Shrink(20)
		require.True(t, more())
		require.True(t, fresh(), "which is over the limit now, alone")
	})
}

func TestEarlyLeasesDoNotWait(t *testing.T) {
	b := New(100)
	require.NoError(t, b.Lease(false).Grow(t.Context(), 90))
	early := b.Lease(true)
	require.NoError(t, early.Grow(t.Context(), 10))
	require.ErrorIs(t, early.Grow(t.Context(), 1), connectors.ErrNoMemory)
	require.EqualValues(t, 100, b.Used())
}

func TestTheNextAnswerFindsRecords(t *testing.T) {
	b := New(1000)
	l := b.Lease(false)
	l.Begin()
	require.NoError(t, l.Grow(t.Context(), 800))
	for range 3 { // the same answer, which fails
		l.Begin()
		require.EqualValues(t, 100, b.Used())
		require.NoError(t, l.Grow(t.Context(), 80))
		require.EqualValues(t, 180, b.Used())
		l.Drop()
		require.EqualValues(t, 100, b.Used())
	}
	l.Release()
	require.Zero(t, b.Used())
}

// TestAPlaceInTheLineIsKept has a lease leave the line and come again, before and after others.
func TestAPlaceInTheLineIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := New(100)
		held, over := b.Lease(false), b.Lease(false)
		require.True(t, growing(t.Context(), held, 100)())
		require.True(t, growing(t.Context(), over, 100)())
		first := b.Lease(false)
		impatient, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		require.ErrorIs(t, first.Grow(impatient, 60), context.DeadlineExceeded)
		second := growing(t.Context(), b.Lease(false), 60)
		require.False(t, second())
		again := growing(t.Context(), first, 60)
		require.False(t, again())
		over.Shrink(40)
		held.Shrink(60)
		require.True(t, again(), "over the limit")
		require.False(t, second())
		first.Drop()
		require.True(t, second())
		require.False(t, growing(t.Context(), first, 60)())
		require.True(t, first.turn < b.turns, "its answer is not read yet")
		serveAll(b)
		synctest.Wait()
		first.Begin()
		require.Zero(t, first.turn, "the place was for the answer before")
	})
}

// serveAll lets all leases that wait grow.
func serveAll(b *Budget) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.limit = 1 << 30
	b.serve()
}

// TestGrownAsTheContextEnded lets a lease grow after its context has ended, and before the lease has left the line.
func TestGrownAsTheContextEnded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := New(100)
		require.NoError(t, b.Lease(false).Grow(t.Context(), 100))
		require.NoError(t, b.Lease(false).Grow(t.Context(), 100))
		ctx, end := context.WithCancel(t.Context())
		grown := growing(ctx, b.Lease(false), 50)
		require.False(t, grown())
		b.mu.Lock()
		end()
		b.limit = 250
		b.serve()
		b.mu.Unlock()
		require.True(t, grown())
		require.EqualValues(t, 250, b.Used())
	})
}

// TestOverTheLimitButNotBetweenAnswers takes the right to exceed the limit from a page that has not begun its next answer.
func TestOverTheLimitButNotBetweenAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := New(100)
		held, over := b.Lease(false), b.Lease(false)
		require.True(t, growing(t.Context(), held, 90)())
		require.True(t, growing(t.Context(), over, 800)())
		waits := growing(t.Context(), b.Lease(false), 10)
		time.Sleep(time.Minute)
		require.False(t, waits(), "the answer is under way")
		over.Begin()
		require.EqualValues(t, 190, b.Used())
		time.Sleep(MaxStallPressed - yieldAgain)
		require.False(t, waits())
		time.Sleep(2 * yieldAgain)
		require.True(t, waits())
		require.False(t, growing(t.Context(), b.Lease(false), 1)(), "one lease at a time")
		require.EqualValues(t, 200, b.Used())
		serveAll(b)
	})
}

func TestWhoLeavesHoldsUpNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := New(100)
		held, over := b.Lease(false), b.Lease(false)
		require.True(t, growing(t.Context(), held, 100)())
		require.True(t, growing(t.Context(), over, 100)())
		ctx, cancel := context.WithCancelCause(t.Context())
		leaves := make(chan error)
		go func() { leaves <- b.Lease(false).Grow(ctx, 100) }()
		synctest.Wait()
		behind := growing(t.Context(), b.Lease(false), 1)
		require.False(t, behind())
		cancel(errors.New("gone"))
		require.EqualError(t, <-leaves, "gone")
		over.Release()
		require.True(t, behind())
	})
}

func TestWhatIsKeptForLaterGoesFirst(t *testing.T) {
	b := New(100)
	kept := b.Lease(false)
	require.NoError(t, kept.Grow(t.Context(), 70))
	b.Yields(func(bytes int64) {
		require.EqualValues(t, 20, bytes)
		kept.Release()
	})
	early := b.Lease(true)
	require.NoError(t, early.Grow(t.Context(), 50))
	require.EqualValues(t, 50, b.Used())
}

// TestTheBoundHolds runs pages of all sizes, some early and some given up: everybody who waits is served in the end, and no
// more is leased than the limit and one lease.
func TestTheBoundHolds(t *testing.T) {
	const limit, largest = 1000, 3000
	for seed := range uint64(20) {
		synctest.Test(t, func(t *testing.T) {
			b := New(limit)
			var group sync.WaitGroup
			for i := range 60 {
				random := rand.New(rand.NewPCG(seed, uint64(i)))
				group.Go(func() {
					for range 20 {
						readPage(t, b, random, largest)
					}
				})
			}
			group.Wait()
			require.Zero(t, b.Used())
			require.False(t, b.Pressed())
		})
	}
}

// readPage reads one page, as it is read, kept while it is sent, and released.
func readPage(t *testing.T, b *Budget, random *rand.Rand, largest int) {
	ctx, cancel := t.Context(), func() {}
	if random.IntN(5) == 0 {
		ctx, cancel = context.WithTimeout(ctx, time.Duration(random.IntN(2000))*time.Millisecond)
	}
	defer cancel()
	l := b.Lease(random.IntN(3) == 0)
	defer l.Release()
	for size := 1 + random.IntN(largest); size > 0; {
		n := 1 + random.IntN(size)
		if l.Grow(ctx, int64(n)) != nil {
			return
		}
		if used, most := b.Used(), int64(1000+largest); used > most {
			t.Errorf("%d bytes are leased, and at most %d may be", used, most)
		}
		size -= n
		time.Sleep(time.Duration(random.IntN(50)) * time.Millisecond)
	}
	l.Shrink(int64(random.IntN(500)))
	time.Sleep(time.Duration(random.IntN(300)) * time.Millisecond)
}

// TestWhatALargeLeaseGivesUpIsCollected runs the collector before others may take what was given up, and for large leases alone.
func TestWhatALargeLeaseGivesUpIsCollected(t *testing.T) {
	b := New(2 * collectFrom)
	collected := 0
	b.collect = func() {
		require.EqualValues(t, collectFrom+1, b.Used(), "others have it already")
		collected++
	}
	l := b.Lease(false)
	require.NoError(t, l.Grow(t.Context(), collectFrom+1))
	l.Shrink(1)
	require.Equal(t, 1, collected)
	require.NoError(t, l.Grow(t.Context(), collectFrom-2))
	l.Release()
	require.Equal(t, 1, collected)
}
