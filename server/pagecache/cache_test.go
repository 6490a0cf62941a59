package pagecache

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/crmstream/crmstream/connectors"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// source fetches pages that tell which fetch they came from.
type source struct {
	takes   time.Duration
	fails   error
	fetches atomic.Int64
	ended   atomic.Int64 // fetches that were given up
}

func (s *source) fetch(ctx context.Context) (connectors.Page, error) {
	n := s.fetches.Add(1)
	connectors.MeterFrom(ctx).Sent()
	select {
	case <-time.After(s.takes):
	case <-ctx.Done():
		s.ended.Add(1)
		return connectors.Page{}, ctx.Err()
	}
	if s.fails != nil {
		return connectors.Page{}, s.fails
	}
	return connectors.Page{Next: connectors.Cursor(fmt.Sprint(n))}, nil
}

func get(t *testing.T, c *Cache, s *source, since time.Time) string {
	t.Helper()
	page, began, err := c.Fetch(t.Context(), Key{List: "l"}, since, time.Hour, s.fetch)
	require.NoError(t, err)
	require.False(t, began.Before(since))
	return string(page.Next)
}

func TestReadersShareOneFetch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, s := New(1<<20), &source{takes: time.Second}
		since := time.Now()
		var group sync.WaitGroup
		for range 100 {
			group.Go(func() { require.Equal(t, "1", get(t, c, s, since)) })
		}
		group.Wait()
		require.Equal(t, "1", get(t, c, s, since), "and it is kept")
		require.EqualValues(t, 1, s.fetches.Load())
		time.Sleep(time.Minute)
		require.Equal(t, "1", get(t, c, s, time.Now().Add(-time.Hour)))
		require.Equal(t, "2", get(t, c, s, time.Now()), "too old for this reader")
		require.Equal(t, "2", get(t, c, s, time.Now().Add(-time.Hour)), "the newer page is kept")
	})
}

func TestAFetchThatBeganTooEarlyIsNotWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, s := New(1<<20), &source{takes: time.Minute}
		var group sync.WaitGroup
		early := time.Now()
		group.Go(func() { require.Equal(t, "1", get(t, c, s, early)) })
		time.Sleep(time.Second)
		late := time.Now()
		group.Go(func() { require.Equal(t, "2", get(t, c, s, late)) })
		synctest.Wait()
		group.Go(func() { require.Equal(t, "2", get(t, c, s, late)) })
		group.Wait()
		require.Equal(t, "2", get(t, c, s, late), "the earlier fetch, which ended first, did not take the later one's place")
		require.EqualValues(t, 2, s.fetches.Load())
	})
}

func TestTheLastReaderEndsTheFetch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, s := New(1<<20), &source{takes: time.Hour}
		leader, leave := context.WithCancel(t.Context())
		follower, leaveToo := context.WithCancel(t.Context())
		var group sync.WaitGroup
		wait := func(ctx context.Context) {
			_, _, err := c.Fetch(ctx, Key{}, time.Time{}, time.Hour, s.fetch)
			require.ErrorIs(t, err, context.Canceled)
		}
		group.Go(func() { wait(leader) })
		synctest.Wait()
		group.Go(func() { wait(follower) })
		synctest.Wait()
		leave()
		synctest.Wait()
		require.Zero(t, s.ended.Load(), "somebody waits for it")
		leaveToo()
		group.Wait()
		synctest.Wait()
		require.EqualValues(t, 1, s.ended.Load())
		s.takes = 0
		page, _, err := c.Fetch(t.Context(), Key{}, time.Time{}, time.Hour, s.fetch)
		require.NoError(t, err)
		require.Equal(t, connectors.Cursor("2"), page.Next)
	})
}

func TestErrorsReachAllWhoWaitAndAreNotKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, s := New(1<<20), &source{takes: time.Second, fails: errors.New("away")}
		var group sync.WaitGroup
		for range 10 {
			group.Go(func() {
				_, _, err := c.Fetch(t.Context(), Key{}, time.Time{}, time.Hour, s.fetch)
				require.EqualError(t, err, "away")
			})
		}
		group.Wait()
		require.EqualValues(t, 1, s.fetches.Load())
		s.fails = nil
		_, _, err := c.Fetch(t.Context(), Key{}, time.Time{}, time.Hour, s.fetch)
		require.NoError(t, err)
		_, _, err = c.Fetch(t.Context(), Key{List: "x"}, time.Time{}, time.Hour, func(context.Context) (connectors.Page, error) { panic("oh") })
		require.ErrorContains(t, err, "panic")
	})
}

// TestAShortDeadlineEndsOnlyItsOwnCall lets a reader with more time fetch the page anew.
func TestAShortDeadlineEndsOnlyItsOwnCall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, s := New(1<<20), &source{takes: time.Minute}
		hasty, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		var group sync.WaitGroup
		group.Go(func() {
			_, _, err := c.Fetch(hasty, Key{}, time.Time{}, time.Hour, s.fetch)
			require.ErrorIs(t, err, context.DeadlineExceeded)
		})
		synctest.Wait()
		for range 3 {
			group.Go(func() {
				page, _, err := c.Fetch(t.Context(), Key{}, time.Time{}, time.Hour, s.fetch)
				require.NoError(t, err)
				require.Equal(t, connectors.Cursor("2"), page.Next)
			})
		}
		group.Wait()
		require.EqualValues(t, 2, s.fetches.Load())
	})
}

func TestFollowersTellHowLongTheyWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New(1 << 20)
		until := time.Now().Add(time.Hour)
		fetch := func(ctx context.Context) (connectors.Page, error) {
			connectors.MeterFrom(ctx).Wait(until)
			connectors.MeterFrom(ctx).Sent()
			time.Sleep(time.Minute)
			return connectors.Page{}, nil
		}
		leader, follower := &connectors.Meter{}, &connectors.Meter{}
		var group sync.WaitGroup
		for _, call := range []*connectors.Meter{leader, follower} {
			group.Go(func() {
				_, _, err := c.Fetch(connectors.WithMeter(t.Context(), call), Key{}, time.Time{}, time.Hour, fetch)
				require.NoError(t, err)
			})
			synctest.Wait()
		}
		require.True(t, until.Equal(follower.WaitingUntil()))
		group.Wait()
		require.True(t, follower.WaitingUntil().IsZero())
		require.Equal(t, 1, leader.Requests())
		require.Zero(t, follower.Requests())
		require.Zero(t, leader.Shared())
		require.Equal(t, 1, follower.Shared())
	})
}

func TestMemoryIsBounded(t *testing.T) {
	c := New(100_000)
	fetch := func(context.Context) (connectors.Page, error) {
		return connectors.Page{Records: []connectors.Record{{Wire: make([]byte, 10_000)}, {Err: &connectors.RecordError{Raw: make([]byte, 5000)}}}}, nil
	}
	read := func(list string) {
		page, _, err := c.Fetch(t.Context(), Key{List: list}, time.Time{}, time.Hour, fetch)
		require.NoError(t, err)
		page.Release()
	}
	read("first")
	for i := range 50 {
		read(fmt.Sprint(i))
		read("first")
		require.LessOrEqual(t, c.size, 100_000)
	}
	require.Len(t, c.kept, c.recent.Len())
	require.Contains(t, c.kept, Key{List: "first"}, "what is used stays")
	require.NotContains(t, c.kept, Key{List: "1"})
	read(strings.Repeat("x", 200_000))
	require.LessOrEqual(t, c.size, 100_000, "a page that is larger than the cache is not kept once it is read")
}

// TestPagesAreReleasedOnce releases a page when its last reader is done and it is not kept any more, in either order.
func TestPagesAreReleasedOnce(t *testing.T) {
	for _, yieldFirst := range []bool{false, true} {
		c, released := New(1<<20), 0
		fetch := func(context.Context) (connectors.Page, error) {
			return connectors.Page{Release: func() { released++ }}, nil
		}
		var readers []connectors.Page
		for range 2 {
			page, _, err := c.Fetch(t.Context(), Key{List: "l"}, time.Time{}, time.Hour, fetch)
			require.NoError(t, err)
			readers = append(readers, page)
		}
		if yieldFirst {
			c.Yield(1)
			require.Len(t, c.kept, 1, "it is being read")
			c.mu.Lock()
			c.trim(0)
			c.mu.Unlock()
			require.Empty(t, c.kept)
		}
		readers[0].Release()
		readers[0].Release()
		require.Zero(t, released, "the other one reads it")
		readers[1].Release()
		if !yieldFirst {
			require.Zero(t, released, "it is kept")
			c.Yield(1)
			require.Empty(t, c.kept)
		}
		require.Equal(t, 1, released)
		require.Zero(t, c.size)
	}
}

// TestAnyInterleaving runs readers that come, stall, leave and fail, with the race detector and without a hang.
func TestAnyInterleaving(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New(5000)
		var group sync.WaitGroup
		for i := range 200 {
			group.Go(func() {
				for round := range 20 {
					n := i*31 + round*17
					ctx, cancel := context.WithTimeout(t.Context(), time.Duration(1+n%13)*time.Millisecond)
					s := &source{takes: time.Duration(n%11) * time.Millisecond}
					if n%5 == 0 {
						s.fails = errors.New("away")
					}
					_, _, _ = c.Fetch(ctx, Key{Want: n % 3}, time.Now().Add(-time.Duration(n%7)*time.Millisecond), time.Hour, s.fetch)
					cancel()
					time.Sleep(time.Duration(n%3) * time.Millisecond)
				}
			})
		}
		group.Wait()
	})
}
