package scan

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// requireSum checks what every summary promises.
func requireSum(t *testing.T, b Batch) {
	t.Helper()
	c := b.State.Counts
	require.Equal(t, c.Read, c.Delivered+c.Errors+c.Repeats+c.Outside)
}

func TestScanDeliversTheWholeList(t *testing.T) {
	for _, size := range []int{1, 7, 199, 200, 201, 1000} {
		for _, n := range []int{0, 1, size - 1, size, size + 1, 3*size + 2} {
			for _, prefetch := range []int{0, 1, 4} {
				t.Run(fmt.Sprintf("size %d, rows %d, prefetch %d", size, n, prefetch), func(t *testing.T) {
					l := &list{rows: rows(n), size: size, overlap: size / 2}
					r := &reader{}
					require.NoError(t, New(l.fetch, State{}, Options{Prefetch: prefetch}, r.send).Run(t.Context()))
					require.Equal(t, len(l.rows), len(r.records))
					require.True(t, slices.Equal(l.rows, r.records))
					require.Equal(t, EndOfList, r.last().End)
					require.Equal(t, n, r.last().State.Counts.Delivered)
					requireSum(t, r.last())
				})
			}
		}
	}
}

func TestScanResumesAfterEveryMessage(t *testing.T) {
	ids := rows(950)
	ids[3], ids[500] = "000003!", "000500!"
	whole := &reader{}
	require.NoError(t, New((&list{rows: ids, size: 130, overlap: 5}).fetch, State{}, Options{}, whole.send).Run(t.Context()))
	for stop := 1; stop <= len(whole.batches); stop++ {
		l := &list{rows: ids, size: 130, overlap: 5, after: stop%2 == 0}
		first := &reader{stopAt: stop}
		walk := New(l.fetch, State{}, Options{Prefetch: 1}, first.send)
		require.ErrorIs(t, walk.Run(t.Context()), errReader)
		rest := &reader{}
		require.NoError(t, New(l.fetch, walk.Resumable(), Options{}, rest.send).Run(t.Context()))
		require.Equal(t, whole.records, append(first.records, rest.records...))
		require.Equal(t, 2, first.errors+rest.errors)
		require.Equal(t, 948, rest.last().State.Counts.Delivered)
		requireSum(t, rest.last())
	}
}

// TestResumesInsidePagesCostNothing pages through a list by a size that is none of the upstream's.
func TestResumesInsidePagesCostNothing(t *testing.T) {
	for _, after := range []bool{false, true} {
		l, state := &list{rows: rows(2000), size: 500, after: after}, State{}
		var got []string
		calls := 0
		for {
			r := &reader{}
			require.NoError(t, New(l.fetch, state, Options{PageSize: 101, PageMax: 500, Prefetch: 1}, r.send).Run(t.Context()))
			got, state, calls = append(got, r.records...), r.last().State, calls+1
			requireSum(t, r.last())
			if r.last().End == EndOfList {
				break
			}
		}
		require.Equal(t, rows(2000), got)
		if after {
			require.Equal(t, calls, l.fetched)
			require.Equal(t, 20, calls)
		}
	}
}

func TestScanLimits(t *testing.T) {
	cases := map[string]struct {
		rows, size int
		opts       Options
		want       int
		end        End
		fetches    int
	}{
		"limit within a page":              {1000, 100, Options{Limit: 30}, 30, EndLimit, 1},
		"limit at a page's end":            {1000, 100, Options{Limit: 100, Prefetch: 1}, 100, EndLimit, 1},
		"limit over several pages":         {1000, 100, Options{Limit: 250, Prefetch: 1}, 250, EndLimit, 3},
		"limit is the list":                {250, 100, Options{Limit: 250}, 250, EndLimit, 3},
		"limit above the list":             {250, 100, Options{Limit: 251}, 250, EndOfList, 3},
		"page size":                        {1000, 100, Options{PageSize: 150}, 150, EndPageSize, 2},
		"page size is the list":            {100, 100, Options{PageSize: 100}, 100, EndOfList, 1},
		"page size above what pages give":  {1000, 90, Options{PageSize: 200, PageMax: 100}, 180, EndPageSize, 2},
		"page size smaller than the limit": {1000, 100, Options{PageSize: 10, Limit: 20}, 10, EndPageSize, 1},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			l, r := &list{rows: rows(c.rows), size: c.size}, &reader{}
			require.NoError(t, New(l.fetch, State{}, c.opts, r.send).Run(t.Context()))
			require.Len(t, r.records, c.want)
			require.Equal(t, c.end, r.last().End)
			require.Equal(t, c.fetches, l.fetched)
			requireSum(t, r.last())
		})
	}
}

func TestLimitIsKeptAcrossResumes(t *testing.T) {
	l, state := &list{rows: rows(1000), size: 70}, State{}
	var got []string
	for range 100 {
		r := &reader{}
		require.NoError(t, New(l.fetch, state, Options{Limit: 333, PageSize: 50}, r.send).Run(t.Context()))
		got = append(got, r.records...)
		state = r.last().State
		if r.last().End == EndLimit {
			break
		}
	}
	require.Equal(t, rows(333), got)
	again := &reader{}
	require.NoError(t, New(l.fetch, state, Options{Limit: 333, PageSize: 50}, again.send).Run(t.Context()))
	require.Empty(t, again.records)
	require.Equal(t, EndLimit, again.last().End)
}

func TestWantIsPassedDown(t *testing.T) {
	l, r := &list{rows: rows(1000), size: 100}, &reader{}
	require.NoError(t, New(l.fetch, State{}, Options{Limit: 250}, r.send).Run(t.Context()))
	require.Equal(t, []int{250, 150, 50}, l.wants)
}

func TestScanRefusesWhatBreaksItsPromise(t *testing.T) {
	page := func(next connectors.Cursor, ids ...string) connectors.Page {
		p := connectors.Page{Next: next}
		for _, id := range ids {
			p.Records = append(p.Records, record(id))
		}
		return p
	}
	cases := map[string]map[connectors.Cursor]connectors.Page{
		"descending rows":  {"": page("", "2", "1")},
		"a row twice":      {"": page("", "1", "1")},
		"a cursor again":   {"": page("a", "1"), "a": page("a", "2")},
		"a circle of two":  {"": page("a", "1"), "a": page("b"), "b": page("a")},
		"a circle of five": {"": page("a", "1"), "a": page("b"), "b": page("c"), "c": page("d"), "d": page("e"), "e": page("a")},
	}
	for name, pages := range cases {
		t.Run(name, func(t *testing.T) {
			fetch := func(_ context.Context, at connectors.PageRequest) (connectors.Page, error) {
				return pages[at.Cursor], nil
			}
			err := New(fetch, State{}, Options{}, (&reader{}).send).Run(t.Context())
			require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent})
		})
	}
}

func TestRecordsBeforeAnErrorAreSentFirst(t *testing.T) {
	broken := errors.New("upstream is down")
	fetch := func(_ context.Context, at connectors.PageRequest) (connectors.Page, error) {
		if at.Cursor != "" {
			return connectors.Page{}, broken
		}
		return connectors.Page{Records: []connectors.Record{record("1"), record("2")}, Next: "2"}, nil
	}
	r := &reader{}
	walk := New(fetch, State{}, Options{}, r.send)
	require.ErrorIs(t, walk.Run(t.Context()), broken)
	require.Equal(t, []string{"1", "2"}, r.records)
	require.Equal(t, connectors.Cursor("2"), walk.Resumable().Cursor)
}

// TestAKillCostsOnePageAndThePrefetched looks before each message at what would be lost with it.
func TestAKillCostsOnePageAndThePrefetched(t *testing.T) {
	for _, size := range []int{1, 50, 100, 200, 201, 500, 1000} {
		for _, prefetch := range []int{0, 1, 4} {
			synctest.Test(t, func(t *testing.T) {
				l := &list{rows: rows(4 * size), size: size}
				token := connectors.Cursor("")
				send := func(b *Batch) error {
					synctest.Wait() // until a fetch that was started has been counted
					kept, _ := slices.BinarySearch(l.rows, string(token))
					require.LessOrEqual(t, l.fetched-kept/size, 1+prefetch, "size %d, prefetch %d, after %q", size, prefetch, token)
					token = b.State.Cursor
					return nil
				}
				require.NoError(t, New(l.fetch, State{}, Options{Prefetch: prefetch}, send).Run(t.Context()))
			})
		}
	}
}

func TestHeartbeatsAndFlushes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := &list{rows: rows(4), size: 2, before: func(fetch int) {
			if fetch == 2 {
				time.Sleep(40 * time.Second)
			}
		}}
		var at []time.Duration
		var counts []int
		start := time.Now()
		send := func(b *Batch) error {
			at, counts = append(at, time.Since(start)), append(counts, len(b.Records))
			return nil
		}
		require.NoError(t, New(l.fetch, State{}, Options{}, send).Run(t.Context()))
		s := time.Second
		require.Equal(t, []time.Duration{0, 5 * s, 20 * s, 35 * s, 40 * s}, at)
		require.Equal(t, []int{2, 0, 0, 0, 2}, counts)
	})
}

func TestCancellingEndsTheFetch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stopping := errors.New("stopping")
		ended := false
		fetch := func(ctx context.Context, _ connectors.PageRequest) (connectors.Page, error) {
			<-ctx.Done()
			ended = true
			return connectors.Page{}, ctx.Err()
		}
		ctx, cancel := context.WithCancelCause(t.Context())
		time.AfterFunc(time.Second, func() { cancel(stopping) })
		require.ErrorIs(t, New(fetch, State{}, Options{}, (&reader{}).send).Run(ctx), stopping)
		require.True(t, ended, "Run returned before its fetch had ended")
	})
}

func TestBatchesStayWithinTheirBounds(t *testing.T) {
	page := connectors.Page{}
	for i, size := range []int{30 << 10, 30 << 10, 30 << 10, 2 << 20, 10, 10} {
		page.Records = append(page.Records, connectors.Record{Key: []byte{byte(i)}, ID: []byte{1}, Wire: make([]byte, size)})
	}
	var sizes []int
	send := func(b *Batch) error { sizes = append(sizes, b.Bytes); return nil }
	fetch := func(context.Context, connectors.PageRequest) (connectors.Page, error) { return page, nil }
	require.NoError(t, New(fetch, State{}, Options{}, send).Run(t.Context()))
	require.Equal(t, []int{60 << 10, 30 << 10, 2 << 20, 20}, sizes)
}

// TestUnreadableRecordsAreBoundedToo keeps messages within what clients receive, and so resumable.
func TestUnreadableRecordsAreBoundedToo(t *testing.T) {
	page := connectors.Page{}
	for i := range 200 {
		e := &connectors.RecordError{Message: "unreadable", Raw: make([]byte, connectors.MaxRawError)}
		page.Records = append(page.Records, connectors.Record{Key: []byte{byte(i)}, ID: []byte{1}, Err: e})
	}
	told := 0
	send := func(b *Batch) error {
		told += len(b.Errors)
		require.True(t, b.Bytes <= maxBatchBytes || len(b.Errors) == 1, "%d bytes of %d records", b.Bytes, len(b.Errors))
		return nil
	}
	fetch := func(context.Context, connectors.PageRequest) (connectors.Page, error) { return page, nil }
	require.NoError(t, New(fetch, State{}, Options{}, send).Run(t.Context()))
	require.Equal(t, 200, told)
}

// TestPrefetchCostsNothing compares the requests of calls that end by their page size or limit.
func TestPrefetchCostsNothing(t *testing.T) {
	for _, opts := range []Options{{PageSize: 100, PageMax: 100}, {PageSize: 95}, {Limit: 150}, {PageSize: 200, PageMax: 100}} {
		plain, ahead := &list{rows: rows(1000), size: 95}, &list{rows: rows(1000), size: 95}
		require.NoError(t, New(plain.fetch, State{}, opts, (&reader{}).send).Run(t.Context()))
		opts.Prefetch = 1
		require.NoError(t, New(ahead.fetch, State{}, opts, (&reader{}).send).Run(t.Context()))
		require.Equal(t, plain.wants, ahead.wants, opts)
	}
}

func TestDescendingReadsOnePage(t *testing.T) {
	fetch := func(context.Context, connectors.PageRequest) (connectors.Page, error) {
		return connectors.Page{Records: []connectors.Record{record("3"), record("2"), record("1")}}, nil
	}
	r := &reader{}
	require.NoError(t, New(fetch, State{}, Options{Descending: true, Limit: 2}, r.send).Run(t.Context()))
	require.Equal(t, []string{"3", "2"}, r.records)
	require.Equal(t, EndLimit, r.last().End)
}

// TestADateInTheFutureHidesNoChanges bounds changed_until by the start of the scan, whatever the newest record is dated.
func TestADateInTheFutureHidesNoChanges(t *testing.T) {
	started := time.Date(2026, 11, 29, 20, 0, 0, 123456789, time.UTC)
	for until, want := range map[string]string{
		"2090-01-01T00:00:00Z":      "2026-11-29T20:00:00Z",
		"2026-11-29T20:00:01Z":      "2026-11-29T20:00:00Z",
		"2026-11-29T22:30:00+02:00": "2026-11-29T20:00:00Z",
		"2026-11-29T19:50:00Z":      "2026-11-29T19:50:00Z",
		"2020-01-01T00:00:00Z":      "2020-01-01T00:00:00Z",
		"":                          "",
	} {
		fetch := func(context.Context, connectors.PageRequest) (connectors.Page, error) {
			return connectors.Page{Records: []connectors.Record{record("a")}, ChangedUntil: until}, nil
		}
		got := ""
		err := New(fetch, State{Started: started}, Options{}, func(b *Batch) error { got = b.ChangedUntil; return nil }).Run(t.Context())
		require.NoError(t, err)
		require.Equal(t, want, got, until)
	}
}
