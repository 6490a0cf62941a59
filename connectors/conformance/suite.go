package conformance

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// Run runs the suite, in virtual time, on a day when the emulators' data are in the past.
func Run(t *testing.T, s Subject) {
	t.Helper()
	run(t, s.Name, append([]step{
		{"sizes", s.sizes},
		{"cut pages", s.cut},
		{"pages are pure", s.pure},
		{"resume after every page", s.resume},
		{"moving rows", s.moving},
		{"naive reader", s.naive},
		{"wants", s.wants},
		{"newest", s.newest},
		{"cursors", s.cursors},
		{"cancel", s.cancel},
		{"concurrent use", s.concurrent},
		{"request fields", s.fields},
		{"undeclared fields", s.undeclared},
		{"raw", s.raw},
	}, faults(s.fault)...))
}

// step is one check of a suite.
type step struct {
	name  string
	check func(*testing.T)
}

// run runs the checks of a suite in virtual time.
func run(t *testing.T, name string, steps []step) {
	t.Helper()
	for _, s := range steps {
		t.Run(name+"/"+s.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				time.Sleep(time.Until(time.Date(2026, 10, 5, 12, 0, 0, 0, time.UTC)))
				s.check(t)
			})
		})
	}
}

// excused reports whether a check does not apply; the reason is printed.
func excused(t *testing.T, excuses map[Check]string, c Check) bool {
	t.Helper()
	reason, ok := excuses[c]
	if ok {
		require.NotEmpty(t, reason, "the excuse for %q lacks a reason", c)
		t.Logf("does not apply: %s", reason)
	}
	return ok
}

// some returns the length of a list with several pages.
func (s Subject) some() int { return max(5*s.PageSize/2, 250) }

func (s Subject) sizes(t *testing.T) {
	n := max(s.PageSize, 100)
	for _, rows := range []int{0, 1, n - 1, n, n + 1, 3*n + 7} {
		rig := s.Open(t, Upstream{Rows: rows})
		readAll(t, rig, s.Request(), 0)
	}
}

func (s Subject) cut(t *testing.T) {
	if excused(t, s.Excuses, CheckCut) {
		return
	}
	for _, most := range []int{7, 20} {
		readAll(t, s.Open(t, Upstream{Rows: 150, PageCap: most}), s.Request(), 0)
	}
}

// pure opens a request once and fetches each page from several goroutines at the same time: the pages must be the same.
func (s Subject) pure(t *testing.T) {
	rig := s.Open(t, Upstream{Rows: s.some()})
	fetch, err := Open(rig.Client, s.Request(), nil)
	require.NoError(t, err)
	w := &walker{rig: rig, req: s.Request()}
	w.visited = func(w *walker) {
		pages, errs := make([]connectors.Page, sharers), make([]error, sharers)
		var group sync.WaitGroup
		for i := range pages {
			group.Go(func() { pages[i], errs[i] = fetch(t.Context(), connectors.PageRequest{Cursor: w.cursor}) })
		}
		group.Wait()
		require.NoError(t, errors.Join(errs...))
		for _, page := range pages[1:] {
			requireSame(t, pages[0], page)
		}
	}
	w.visited(w)
	require.NoError(t, w.run(t.Context()))
}

// sharers is how many callers fetch the same page of one opened request at the same time.
const sharers = 4

// requireSame requires two readings of a page to be the same.
func requireSame(t *testing.T, once, again connectors.Page) {
	t.Helper()
	require.Equal(t, once.Next, again.Next)
	require.True(t, slices.EqualFunc(once.Records, again.Records, func(a, b connectors.Record) bool {
		return a.Compare(b) == 0 && string(a.Wire) == string(b.Wire)
	}), "the same page is not the same twice")
}

// resume reads on after every page, and from within the pages that have a cursor for it.
func (s Subject) resume(t *testing.T) {
	rig := s.Open(t, Upstream{Rows: s.some()})
	whole := readAll(t, rig, s.Request(), 0)
	within := func(w *walker) {
		if w.page.After == nil || len(w.page.Records) == 0 {
			return
		}
		for _, i := range []int{0, len(w.page.Records) / 2} {
			if cursor := w.page.After(i); cursor != "" {
				stopped := w.page.Records[i]
				rest := &walker{rig: rig, req: s.Request(), cursor: cursor, last: &stopped}
				require.NoError(t, rest.run(t.Context()))
				left := whole.ids[slices.Index(whole.ids, string(stopped.ID))+1:]
				require.Equal(t, left, append([]string{}, rest.ids...))
			}
		}
	}
	first := &walker{rig: rig, req: s.Request()}
	first.visited = func(w *walker) {
		rest := &walker{rig: rig, req: s.Request(), cursor: w.cursor, last: w.last}
		require.NoError(t, rest.run(t.Context()))
		require.Equal(t, whole.ids, append(slices.Clone(w.ids), rest.ids...))
		within(w)
	}
	require.NoError(t, first.run(t.Context()))
	within(first) // the last page, after which visited is not called
}

// moving touches, deletes and inserts rows before each of up to 39 requests, and requires every row that existed throughout.
func (s Subject) moving(t *testing.T) {
	if excused(t, s.Excuses, CheckMoving) {
		return
	}
	rig := s.Open(t, Upstream{Rows: s.some()})
	before := rig.IDs()
	gone := map[string]bool{}
	rig.Before(func(n int) {
		if n == 1 || n > 40 {
			return
		}
		live := rig.IDs()
		if len(live) < 20 {
			return
		}
		for _, i := range []int{1, 3, 5} {
			gone[live[i]] = true
			rig.Delete(live[i])
		}
		rig.Touch(live[8])
		rig.Touch(live[len(live)/2])
		rig.Insert()
	})
	w := &walker{rig: rig, req: s.Request()}
	require.NoError(t, w.run(t.Context()))
	alive := slices.DeleteFunc(before, func(id string) bool { return gone[id] })
	require.Empty(t, difference(alive, w.ids), "lost rows that existed throughout")
}

// naive moves rows under a reader of page numbers, which must lose some, and under the connector, which must lose none. So the
// test proves that the moves do harm.
func (s Subject) naive(t *testing.T) {
	if excused(t, s.Excuses, CheckNaive) {
		return
	}
	lost := func(read func(*Rig) []string) []string {
		rig := s.Open(t, Upstream{Rows: s.some()})
		alive := rig.IDs()
		rig.Before(func(n int) {
			if n == 1 || n >= 40 {
				return
			}
			for range 3 {
				id := rig.IDs()[0]
				alive = slices.DeleteFunc(alive, func(a string) bool { return a == id })
				rig.Delete(id)
			}
			rig.Touch(rig.IDs()[0])
		})
		got := read(rig)
		return difference(alive, got)
	}
	require.NotEmpty(t, lost(func(rig *Rig) []string { return rig.Naive() }), "a page-number reader lost nothing: the emulator does not shift pages")
	require.Empty(t, lost(func(rig *Rig) []string {
		w := &walker{rig: rig, req: s.Request()}
		require.NoError(t, w.run(t.Context()))
		return w.ids
	}), "lost rows that existed throughout")
}

// nonsense are texts that are no cursor of any connector.
var nonsense = []connectors.Cursor{"\x00", "nonsense", "-1", "{}", "[]", `{"a":`, "9999-99-99/x", "é"}

func (s Subject) cursors(t *testing.T) {
	rig := s.Open(t, Upstream{Rows: 10})
	for _, cursor := range nonsense {
		_, err := Fetch(t.Context(), rig.Client, s.Request(), connectors.PageRequest{Cursor: cursor})
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindCursorGone}, "cursor %q", cursor)
	}
}

func (s Subject) cancel(t *testing.T) {
	rig := s.Open(t, Upstream{Rows: s.some()})
	ctx, cancel := context.WithCancel(t.Context())
	rig.Before(func(int) { cancel() })
	err := (&walker{rig: rig, req: s.Request()}).run(ctx)
	require.ErrorIs(t, err, context.Canceled)
}

func (s Subject) concurrent(t *testing.T) {
	rig := s.Open(t, Upstream{Rows: s.some()})
	var group sync.WaitGroup
	errs := make([]error, 8)
	lengths := make([]int, 8)
	for i := range errs {
		group.Go(func() {
			w := &walker{rig: rig, req: s.Request()}
			errs[i] = w.run(t.Context())
			lengths[i] = len(w.ids)
		})
	}
	group.Wait()
	require.NoError(t, errors.Join(errs...))
	require.Equal(t, slices.Repeat([]int{len(rig.IDs())}, 8), lengths)
}
