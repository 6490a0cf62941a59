package catalogue

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/crmstream/crmstream/connectors"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const day = 24 * time.Hour

var key = Key{Source: "main", Account: "a", Resource: "groups"}

// upstream answers with a list that tells how often it was read.
type upstream struct {
	mu    sync.Mutex
	reads int
	takes time.Duration
	fails error
}

func (u *upstream) read(ctx context.Context) (*List, error) {
	u.mu.Lock()
	u.reads++
	n, fails, began := u.reads, u.fails, time.Now()
	u.mu.Unlock()
	connectors.MeterFrom(ctx).Sent()
	select {
	case <-time.After(u.takes):
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if fails != nil {
		return nil, fails
	}
	text := []byte(strconv.Itoa(n))
	return &List{Read: began, Records: []connectors.Record{{ID: []byte("1"), Key: []byte("1"), Wire: text}}}, nil
}

func open(t *testing.T, dir string) *Store {
	t.Helper()
	s := Open(dir, slog.New(slog.DiscardHandler))
	t.Cleanup(s.Close)
	return s
}

// known returns what is kept of a list, which nobody reads anew.
func known(s *Store, key Key) *List { return s.Kept(key, 1<<62, nil) }

// version returns which reading a caller gets.
func version(t *testing.T, s *Store, u *upstream, most *time.Duration) string {
	t.Helper()
	list, err := s.Get(t.Context(), key, day, most, u.read)
	require.NoError(t, err)
	return string(list.Records[0].Wire)
}

func ptr(d time.Duration) *time.Duration { return &d }

func TestListsAreReadOnceUntilTheyAge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, u := open(t, ""), &upstream{takes: time.Second}
		require.Nil(t, known(s, key))
		require.Equal(t, "1", version(t, s, u, nil))
		time.Sleep(day - u.takes)
		require.Equal(t, "1", version(t, s, u, nil), "exactly as old as it may be")
		time.Sleep(time.Minute)
		before := time.Now()
		require.Equal(t, "1", version(t, s, u, nil), "the old one is served while it is read anew")
		require.Equal(t, "1", version(t, s, u, nil))
		require.Equal(t, before, time.Now(), "nobody waited")
		time.Sleep(2 * time.Second)
		require.Equal(t, "2", version(t, s, u, nil))
		require.Equal(t, 2, u.reads)
	})
}

func TestCallersSayHowOldAListMayBe(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, u := open(t, ""), &upstream{takes: time.Second}
		require.Equal(t, "1", version(t, s, u, ptr(0)))
		require.Equal(t, "2", version(t, s, u, ptr(0)))
		time.Sleep(time.Minute)
		require.Equal(t, "2", version(t, s, u, ptr(time.Hour)))
		require.Equal(t, "3", version(t, s, u, ptr(time.Second)))
		u.fails = errors.New("away")
		_, err := s.Get(t.Context(), key, day, ptr(0), u.read)
		require.EqualError(t, err, "away", "what is kept is older than asked for")
		require.Equal(t, "3", version(t, s, u, nil))
	})
}

func TestWaitersShareOneRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, u := open(t, ""), &upstream{takes: time.Second}
		leader := &connectors.Meter{}
		ctx, leave := context.WithCancel(connectors.WithMeter(t.Context(), leader))
		var group sync.WaitGroup
		group.Go(func() {
			_, err := s.Get(ctx, key, day, nil, u.read)
			require.ErrorIs(t, err, context.Canceled)
		})
		synctest.Wait()
		follower := &connectors.Meter{}
		for range 100 {
			group.Go(func() {
				list, err := s.Get(connectors.WithMeter(t.Context(), follower), key, day, nil, u.read)
				require.NoError(t, err)
				require.Equal(t, "1", string(list.Records[0].Wire))
			})
		}
		synctest.Wait()
		leave() // whoever began the read may leave; the others still get it
		group.Wait()
		require.Equal(t, 1, u.reads)
		require.Equal(t, 1, leader.Requests())
		require.Zero(t, follower.Requests())
	})
}

func TestFailuresAreRememberedByNeedOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, u := open(t, ""), &upstream{fails: &connectors.Error{Kind: connectors.KindForbidden}}
		for range 3 {
			_, err := s.Need(t.Context(), key, day, u.read)
			require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindForbidden})
		}
		require.Equal(t, 1, u.reads)
		require.True(t, s.Known(key))
		_, err := s.Get(t.Context(), key, day, nil, u.read)
		require.Error(t, err)
		require.Equal(t, 2, u.reads, "who asks for the list itself is not put off")
		time.Sleep(refusedFor)
		require.False(t, s.Known(key))
		u.fails = errors.New("a moment's trouble")
		_, err = s.Need(t.Context(), key, day, u.read)
		require.Error(t, err)
		time.Sleep(failedFor)
		u.fails = nil
		_, err = s.Need(t.Context(), key, day, u.read)
		require.NoError(t, err)
	})
}

// TestAFailedRefreshIsNotTriedWithEveryCall keeps the old list and the upstream in peace.
func TestAFailedRefreshIsNotTriedWithEveryCall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, u := open(t, ""), &upstream{}
		require.Equal(t, "1", version(t, s, u, nil))
		u.fails = errors.New("away")
		time.Sleep(2 * day)
		for range 5 {
			require.Equal(t, "1", version(t, s, u, nil))
			synctest.Wait()
		}
		require.Equal(t, 2, u.reads)
		u.fails = nil
		time.Sleep(failedFor)
		require.Equal(t, "1", version(t, s, u, nil))
		synctest.Wait()
		require.Equal(t, "3", version(t, s, u, nil))
	})
}

// TestAListMayNotHaveBeenReadBeforeItWasWanted starts a reading of its own for who has just changed the list.
func TestAListMayNotHaveBeenReadBeforeItWasWanted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, u := open(t, ""), &upstream{takes: time.Minute}
		var group sync.WaitGroup
		group.Go(func() { require.Equal(t, "1", version(t, s, u, nil)) })
		time.Sleep(time.Second)
		require.Equal(t, "2", version(t, s, u, ptr(0)))
		group.Wait()
	})
}

// TestCallersOfDifferentPatienceDoNotMeet keeps those who wait for a budget from those who are refused.
func TestCallersOfDifferentPatienceDoNotMeet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, "")
		read := func(ctx context.Context) (*List, error) {
			time.Sleep(time.Second)
			if connectors.MeterFrom(ctx).Interactive {
				return nil, &connectors.Error{Kind: connectors.KindRateLimited}
			}
			time.Sleep(time.Hour)
			return &List{Read: time.Now()}, nil
		}
		var group sync.WaitGroup
		for range 3 {
			group.Go(func() {
				ctx := connectors.WithMeter(t.Context(), &connectors.Meter{Interactive: true})
				_, err := s.Need(ctx, key, day, read)
				require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindRateLimited})
			})
			group.Go(func() {
				_, err := s.Need(t.Context(), key, day, read)
				require.NoError(t, err, "it has no deadline")
			})
		}
		group.Wait()
		require.NotNil(t, known(s, key), "an empty budget is not remembered")
	})
}

func TestPanicsAndEndlessReads(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, u := open(t, ""), &upstream{takes: 1 << 62}
		_, err := s.Get(t.Context(), key, day, nil, func(context.Context) (*List, error) { panic("oh") })
		require.ErrorContains(t, err, "panic")
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		_, err = s.Get(ctx, key, day, nil, u.read)
		require.ErrorIs(t, err, context.DeadlineExceeded)

		u.takes = 0
		require.Equal(t, "2", version(t, s, u, nil))
		time.Sleep(2 * day)
		u.takes = 1 << 62
		require.Equal(t, "2", version(t, s, u, nil), "and it is read in the background")
		synctest.Wait()
		require.Equal(t, 3, u.reads)
		s.Close()
		require.Equal(t, "2", version(t, s, u, nil))
		require.Equal(t, 3, u.reads, "a closed store reads nothing in the background")
	})
}

func TestListsOutliveTheProcess(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "catalogues")
	u := &upstream{}
	first := open(t, dir)
	require.Equal(t, "1", version(t, first, u, nil))
	list := known(first, key)

	again := open(t, dir)
	require.Equal(t, list.Records, known(again, key).Records)
	require.True(t, list.Read.Equal(known(again, key).Read))
	require.Equal(t, "1", version(t, again, u, nil))

	other := key
	other.Account = "b"
	require.Nil(t, known(again, other), "of another account")
	other = key
	other.Variant = "resource=deals"
	require.Nil(t, known(again, other))

	var mode fs.FileMode
	require.NoError(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if info, infoErr := d.Info(); infoErr == nil && !d.IsDir() {
			mode = info.Mode()
		}
		return err
	}))
	require.Zero(t, mode.Perm()&0o077, "only the owner may read it")
}

// TestTheListsThatNobodyAsksForAreForgotten bounds memory and disk, whatever requests name.
func TestTheListsThatNobodyAsksForAreForgotten(t *testing.T) {
	s, u := open(t, t.TempDir()), &upstream{}
	other := key
	other.Variant = "field_id=1"
	_, err := s.Get(t.Context(), other, day, nil, u.read)
	require.NoError(t, err)
	require.FileExists(t, s.path(other))
	require.Equal(t, "2", version(t, s, u, nil))
	for i := range maxLists {
		known(s, Key{Variant: strconv.Itoa(i)})
		if i%1000 == 0 {
			require.Equal(t, "2", version(t, s, u, nil), "what is used stays")
		}
	}
	require.Len(t, s.kept, maxLists)
	require.NoFileExists(t, s.path(other))
	require.FileExists(t, s.path(key))
}

func TestOtherAccountsOfASourceAreRemoved(t *testing.T) {
	s, u := open(t, t.TempDir()), &upstream{}
	require.NoError(t, s.Claim("main", "a"))
	version(t, s, u, nil)
	require.NoError(t, s.Claim("main", "a"))
	require.FileExists(t, s.path(key))
	require.NoError(t, s.Claim("main", "b"))
	require.NoFileExists(t, s.path(key))
}

func TestWholeReadsAllPages(t *testing.T) {
	row := func(id string) connectors.Record { return connectors.Record{ID: []byte(id), Key: []byte(id)} }
	pages := map[connectors.Cursor]connectors.Page{
		"":  {Records: []connectors.Record{row("1"), row("2")}, Next: "a", Notices: []connectors.Notice{{Code: "X"}}},
		"a": {Records: []connectors.Record{row("2"), row("3")}, Notices: []connectors.Notice{{Code: "X"}}},
		"c": {Next: "c"},
	}
	fetch := func(_ context.Context, at connectors.PageRequest) (connectors.Page, error) {
		return pages[at.Cursor], nil
	}
	list, err := Whole(fetch)(t.Context())
	require.NoError(t, err)
	require.Equal(t, []connectors.Record{row("1"), row("2"), row("3")}, list.Records)
	require.Len(t, list.Notices, 1)
	pages["a"] = connectors.Page{Records: []connectors.Record{row("4"), row("3")}}
	_, err = Whole(fetch)(t.Context())
	require.ErrorContains(t, err, "ascending order", "a row that a page hides would be lost for a day")
	pages[""] = connectors.Page{Next: "c"}
	_, err = Whole(fetch)(t.Context())
	require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent})
}
