package conformance

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// existing looks one record up, which the first page must have at the price declared.
func (g Getter) existing(t *testing.T) {
	rig := g.Open(t, Upstream{Rows: g.rows()})
	require.NotEmpty(t, rig.Existing)
	call := &connectors.Call{Interactive: true}
	page, err := rig.Get(connectors.WithCall(t.Context(), call), rig.Existing[:1], false, connectors.PageRequest{})
	require.NoError(t, err)
	require.Len(t, page.Records, 1)
	require.Equal(t, rig.Existing[0], string(page.Records[0].ID))
	require.Equal(t, max(g.Requests, 1), call.Requests(), "upstream requests of one look-up")
	message := g.read(t, page.Records[0])
	if tells, deleted := saysDeleted(message); tells {
		require.False(t, deleted, "an existing record says that it is deleted")
	}
	_, err = g.look(t.Context(), rig, rig.Existing[:1], nothing)
	require.NoError(t, err)
}

// unknown looks up what no record has.
func (g Getter) unknown(t *testing.T) {
	rig := g.Open(t, Upstream{Rows: g.rows()})
	require.NotEmpty(t, rig.Unknown)
	g.requireMissing(t, rig, rig.Unknown[0])
}

func (g Getter) requireMissing(t *testing.T, rig *GetterRig, id string) {
	t.Helper()
	found, err := g.look(t.Context(), rig, []string{id}, nothing)
	if err != nil {
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindNotFound})
	}
	require.Empty(t, found)
}

// deleted looks up records that were deleted, which must say so, or be forgotten where the upstream forgets them.
func (g Getter) deleted(t *testing.T) {
	rig := g.Open(t, Upstream{Rows: g.rows()})
	forgets := excused(t, g.Excuses, CheckDeleted)
	gone := slices.Clone(rig.Deleted)
	if rig.Delete != nil {
		rig.Delete(rig.Existing[0])
		gone = append(gone, rig.Existing[0])
	}
	require.True(t, forgets || len(gone) > 0, "no record is or can be deleted, and no excuse says why")
	for _, id := range gone {
		if forgets {
			g.requireMissing(t, rig, id)
			continue
		}
		g.requireDeleted(t, rig, nil, []string{id})
	}
	if g.PerRequest > 0 && !forgets {
		g.requireDeleted(t, rig, nil, gone)
		g.requireDeleted(t, rig, rig.Existing[1:few], gone)
	}
}

func (g Getter) requireDeleted(t *testing.T, rig *GetterRig, existing, gone []string) {
	t.Helper()
	ids := slices.Concat(existing, gone)
	found, err := g.look(t.Context(), rig, ids, func(_ []string, page connectors.Page) {
		for _, r := range page.Records {
			tells, deleted := saysDeleted(g.read(t, r))
			require.True(t, tells, "the record has neither a field \"deleted\" nor \"active\"")
			require.Equal(t, slices.Contains(gone, string(r.ID)), deleted, "record %q does not say whether it is deleted", r.ID)
		}
	})
	require.NoError(t, err)
	require.ElementsMatch(t, ids, found)
}

// ignored has an upstream answer the request for deleted records as it answered that for existing ones, which says nothing
// of the argument that tells them apart.
func (g Getter) ignored(t *testing.T) {
	upstream := &recorder{}
	rig := g.Open(t, Upstream{Rows: g.rows(), recorder: upstream})
	page, err := rig.Get(t.Context(), rig.Existing[:1], false, connectors.PageRequest{})
	require.NoError(t, err)
	if page.Next != connectors.DeletedCursor {
		t.Log("does not apply: deleted records are not asked for by themselves")
		return
	}
	if excused(t, g.Excuses, CheckIgnored) {
		return
	}
	upstream.repeats = true
	page, err = rig.Get(t.Context(), rig.Existing[:1], false, connectors.PageRequest{Cursor: page.Next})
	if err != nil {
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindFilterIgnored})
	}
	for _, r := range page.Records {
		_, deleted := saysDeleted(g.read(t, r))
		require.False(t, deleted, "record %q, which exists, says that it is deleted", r.ID)
	}
}

// many looks several records up, with some of them named twice and some that do not exist: a few, as many as a request
// takes, one more, and more than twice as many.
func (g Getter) many(t *testing.T) {
	rig := g.Open(t, Upstream{Rows: g.rows()})
	require.NotEmpty(t, rig.Unknown)
	for _, n := range []int{1, few, g.PerRequest, g.PerRequest + 1, 2*g.PerRequest + 1} {
		require.GreaterOrEqual(t, len(rig.Existing), n, "too few records exist for the check")
		want := rig.Existing[:n]
		found, err := g.look(t.Context(), rig, want, nothing)
		require.NoError(t, err)
		require.ElementsMatch(t, want, found)

		mixed := append(slices.Clone(want), rig.Unknown[0], want[0], want[n/2])
		slices.Reverse(mixed)
		found, err = g.look(t.Context(), rig, mixed, nothing)
		require.NoError(t, err)
		require.ElementsMatch(t, want, found)
	}
	g.repeated(t)
}

// repeated names one id as often as two requests would take: it counts once.
func (g Getter) repeated(t *testing.T) {
	t.Helper()
	ask := func(times int) []string {
		recorder := &recorder{}
		rig := g.Open(t, Upstream{Rows: g.rows(), recorder: recorder})
		found, err := g.look(t.Context(), rig, slices.Repeat(rig.Existing[:1], times), nothing)
		require.NoError(t, err)
		require.Equal(t, rig.Existing[:1], found)
		return recorder.asked()
	}
	require.Equal(t, ask(1), ask(2*g.PerRequest), "an id that is named again costs more")
}

// noneOfMany looks several up of which there is none; that is no error.
func (g Getter) noneOfMany(t *testing.T) {
	rig := g.Open(t, Upstream{Rows: g.rows()})
	if len(rig.Unknown) < 2 {
		rig.Unknown = append(rig.Unknown, rig.Unknown...)
	}
	found, err := g.look(t.Context(), rig, rig.Unknown, nothing)
	require.NoError(t, err)
	require.Empty(t, found)
}

// bad asks for ids that cannot be: alone, and among others.
func (g Getter) bad(t *testing.T) {
	rig := g.Open(t, Upstream{Rows: g.rows()})
	for _, id := range g.badIDs() {
		lists := [][]string{{id}}
		if g.PerRequest > 0 {
			lists = append(lists, []string{rig.Existing[0], id})
		}
		for _, ids := range lists {
			call := &connectors.Call{}
			_, err := rig.Get(connectors.WithCall(t.Context(), call), ids, false, connectors.PageRequest{})
			var classified *connectors.Error
			require.ErrorAs(t, err, &classified, "ids %q", ids)
			require.Equal(t, connectors.KindInvalidRequest, classified.Kind, "ids %q", ids)
			require.Equal(t, "ids", classified.Field, "ids %q", ids)
			require.Zero(t, call.Requests(), "the upstream was asked for ids %q", ids)
		}
	}
}

// raw asks for the upstream's JSON and without.
func (g Getter) raw(t *testing.T) {
	if excused(t, g.Excuses, CheckRaw) {
		return
	}
	rig := g.Open(t, Upstream{Rows: g.rows()})
	for _, ids := range g.samples(rig) {
		for _, asked := range []bool{true, false} {
			page, err := rig.Get(t.Context(), ids, asked, connectors.PageRequest{})
			require.NoError(t, err)
			require.NotEmpty(t, page.Records)
			for _, r := range page.Records {
				requireRaw(t, g.read(t, r), asked)
			}
		}
	}
}

// pure fetches every page twice.
func (g Getter) pure(t *testing.T) {
	rig := g.Open(t, Upstream{Rows: g.rows()})
	for _, ids := range append(g.samples(rig), rig.Unknown[:1]) {
		at := connectors.PageRequest{}
		_, err := g.look(t.Context(), rig, ids, func(asked []string, once connectors.Page) {
			again, err := rig.Get(t.Context(), asked, false, at)
			require.NoError(t, err)
			requireSame(t, once, again)
			at.Cursor = once.Next
		})
		if err != nil {
			require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindNotFound})
		}
	}
}

func (g Getter) cursors(t *testing.T) {
	rig := g.Open(t, Upstream{Rows: g.rows()})
	for _, ids := range g.samples(rig) {
		for _, cursor := range nonsense {
			_, err := rig.Get(t.Context(), ids, false, connectors.PageRequest{Cursor: cursor})
			require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindCursorGone}, "cursor %q", cursor)
		}
	}
}

func (g Getter) cancel(t *testing.T) {
	rig := g.Open(t, Upstream{Rows: g.rows()})
	for _, ids := range g.samples(rig) {
		ctx, cancel := context.WithCancel(t.Context())
		rig.Before(func(int) { cancel() })
		_, err := rig.Get(ctx, ids, false, connectors.PageRequest{})
		cancel()
		require.ErrorIs(t, err, context.Canceled)
	}
}

func (g Getter) concurrent(t *testing.T) {
	rig := g.Open(t, Upstream{Rows: g.rows()})
	for _, ids := range g.samples(rig) {
		var group sync.WaitGroup
		errs := make([]error, 8)
		lengths := make([]int, 8)
		for i := range errs {
			group.Go(func() {
				found, err := g.look(t.Context(), rig, ids, nothing)
				errs[i], lengths[i] = err, len(found)
			})
		}
		group.Wait()
		require.NoError(t, errors.Join(errs...))
		require.Equal(t, slices.Repeat([]int{len(ids)}, 8), lengths)
	}
}

// fault breaks the upstream from the first request on, and from the second one where a look-up has a second page: of more
// ids, or of deleted records where an id is not found. A status 404 may mean that there is no such record.
func (g Getter) fault(t *testing.T, fault string) {
	kinds := faultKinds[fault]
	if fault == notFound {
		kinds = append(slices.Clone(kinds), connectors.KindNotFound)
	}
	plain := g.Open(t, Upstream{Rows: g.rows()})
	samples := append(g.samples(plain), plain.Unknown[:1])
	if g.PerRequest > 0 {
		samples = append(samples, plain.Existing[:g.PerRequest+1])
	}
	for _, ids := range samples {
		pages := 0
		if _, err := g.look(t.Context(), plain, ids, func([]string, connectors.Page) { pages++ }); err != nil {
			require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindNotFound})
		}
		for at := 1; at == 1 || at == 2 && pages > 1; at++ {
			rig := g.Open(t, Upstream{Rows: g.rows(), Fault: fault, FaultAt: at})
			ctx := connectors.WithCall(t.Context(), &connectors.Call{Interactive: true})
			found, err := g.look(ctx, rig, ids, nothing)
			require.Less(t, len(found), len(ids), "all was found in spite of a fault")
			if err == nil {
				require.Equal(t, notFound, fault, "the look-up ended as if there were no such record")
				require.Len(t, ids, 1, "a status 404 is not about several records")
				continue
			}
			requireClassified(t, err, kinds, rig.Secrets)
		}
	}
}
