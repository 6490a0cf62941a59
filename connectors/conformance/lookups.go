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

// existing looks up one record, which must cost the declared number of requests.
func (g Getter) existing(t *testing.T) {
	rig := g.Open(t, Upstream{Rows: g.rows()})
	require.NotEmpty(t, rig.Existing)
	call := &connectors.Meter{Interactive: true}
	page, _, err := g.find(connectors.WithMeter(t.Context(), call), rig, rig.Existing[:1], false)
	require.NoError(t, err)
	require.Len(t, page.Records, 1)
	require.Equal(t, rig.Existing[0], string(page.Records[0].ID))
	require.Equal(t, max(g.Requests, 1), call.Requests(), "upstream requests of one look-up")
	message := g.read(t, page.Records[0])
	if says, deleted := saysDeleted(message); says {
		require.False(t, deleted, "an existing record says that it is deleted")
	}
}

// unknown looks up an id that no record has.
func (g Getter) unknown(t *testing.T) {
	rig := g.Open(t, Upstream{Rows: g.rows()})
	require.NotEmpty(t, rig.Unknown)
	g.requireMissing(t, rig, rig.Unknown[0])
}

func (g Getter) requireMissing(t *testing.T, rig *GetterRig, id string) {
	t.Helper()
	_, found, err := g.find(t.Context(), rig, []string{id}, false)
	if err != nil {
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindNotFound})
	}
	require.Empty(t, found)
}

// deleted looks up deleted records. They must be found and marked as deleted, or not found where the upstream forgets them.
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
	page, found, err := g.find(t.Context(), rig, ids, false)
	require.NoError(t, err)
	for _, r := range page.Records {
		says, deleted := saysDeleted(g.read(t, r))
		require.True(t, says, "the record has neither a field \"deleted\" nor \"active\"")
		require.Equal(t, slices.Contains(gone, string(r.ID)), deleted, "record %q does not say whether it is deleted", r.ID)
	}
	require.ElementsMatch(t, ids, found)
}

// ignored makes the upstream repeat its first answer, as an upstream does that ignores that deleted records are asked for. An
// existing record in such an answer must not be marked as deleted.
func (g Getter) ignored(t *testing.T) {
	if g.PerRequest == 0 || excused(t, g.Excuses, CheckIgnored) {
		return
	}
	upstream := &recorder{repeats: true}
	rig := g.Open(t, Upstream{Rows: g.rows(), recorder: upstream})
	page, _, err := g.find(t.Context(), rig, []string{rig.Existing[0], rig.Unknown[0]}, false)
	if err != nil {
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindFilterIgnored})
	}
	for _, r := range page.Records {
		_, deleted := saysDeleted(g.read(t, r))
		require.False(t, deleted, "record %q, which exists, says that it is deleted", r.ID)
	}
}

// many looks up one record, a few, as many as a request takes, one more, and more than twice as many; each time also with ids
// named twice and an id that does not exist.
func (g Getter) many(t *testing.T) {
	rig := g.Open(t, Upstream{Rows: g.rows()})
	require.NotEmpty(t, rig.Unknown)
	for _, n := range []int{1, few, g.PerRequest, g.PerRequest + 1, 2*g.PerRequest + 1} {
		require.GreaterOrEqual(t, len(rig.Existing), n, "too few records exist for the check")
		want := rig.Existing[:n]
		_, found, err := g.find(t.Context(), rig, want, false)
		require.NoError(t, err)
		require.ElementsMatch(t, want, found)

		mixed := append(slices.Clone(want), rig.Unknown[0], want[0], want[n/2])
		slices.Reverse(mixed)
		_, found, err = g.find(t.Context(), rig, mixed, false)
		require.NoError(t, err)
		require.ElementsMatch(t, want, found)
	}
	g.repeated(t)
}

// repeated names one id as often as two requests would take, which must cost no more than once.
func (g Getter) repeated(t *testing.T) {
	t.Helper()
	ask := func(times int) []string {
		recorder := &recorder{}
		rig := g.Open(t, Upstream{Rows: g.rows(), recorder: recorder})
		_, found, err := g.find(t.Context(), rig, slices.Repeat(rig.Existing[:1], times), false)
		require.NoError(t, err)
		require.Equal(t, rig.Existing[:1], found)
		return recorder.asked()
	}
	require.Equal(t, ask(1), ask(2*g.PerRequest), "an id that is named again costs more")
}

// noneOfMany looks up several ids that no record has, which is no error.
func (g Getter) noneOfMany(t *testing.T) {
	rig := g.Open(t, Upstream{Rows: g.rows()})
	if len(rig.Unknown) < 2 {
		rig.Unknown = append(rig.Unknown, rig.Unknown...)
	}
	_, found, err := g.find(t.Context(), rig, rig.Unknown, false)
	require.NoError(t, err)
	require.Empty(t, found)
}

// bad looks up impossible ids: alone, and among others.
func (g Getter) bad(t *testing.T) {
	rig := g.Open(t, Upstream{Rows: g.rows()})
	for _, id := range g.badIDs() {
		lists := [][]string{{id}}
		if g.PerRequest > 0 {
			lists = append(lists, []string{rig.Existing[0], id})
		}
		for _, ids := range lists {
			call := &connectors.Meter{}
			_, _, err := g.find(connectors.WithMeter(t.Context(), call), rig, ids, false)
			var classified *connectors.Error
			require.ErrorAs(t, err, &classified, "ids %q", ids)
			require.Equal(t, connectors.KindInvalidRequest, classified.Kind, "ids %q", ids)
			require.Equal(t, "ids", classified.Field, "ids %q", ids)
			require.Zero(t, call.Requests(), "the upstream was asked for ids %q", ids)
		}
	}
}

// raw looks up records with the upstream's JSON and without.
func (g Getter) raw(t *testing.T) {
	if excused(t, g.Excuses, CheckRaw) {
		return
	}
	rig := g.Open(t, Upstream{Rows: g.rows()})
	for _, ids := range g.samples(rig) {
		for _, asked := range []bool{true, false} {
			page, _, err := g.find(t.Context(), rig, ids, asked)
			require.NoError(t, err)
			require.NotEmpty(t, page.Records)
			for _, r := range page.Records {
				requireRaw(t, g.read(t, r), asked)
			}
		}
	}
}

// pure opens a request once and fetches it several times at the same time.
func (g Getter) pure(t *testing.T) {
	rig := g.Open(t, Upstream{Rows: g.rows()})
	for _, ids := range append(g.samples(rig), rig.Unknown[:1]) {
		find, err := OpenLookUp(rig.Client, g.request(ids, false))
		require.NoError(t, err)
		pages, errs := make([]connectors.Page, sharers), make([]error, sharers)
		var group sync.WaitGroup
		for i := range pages {
			group.Go(func() { pages[i], errs[i] = find(t.Context()) })
		}
		group.Wait()
		if failed := errors.Join(errs...); failed != nil {
			require.ErrorIs(t, failed, &connectors.Error{Kind: connectors.KindNotFound})
		}
		for _, page := range pages[1:] {
			requireSame(t, pages[0], page)
		}
	}
}

func (g Getter) cancel(t *testing.T) {
	rig := g.Open(t, Upstream{Rows: g.rows()})
	for _, ids := range g.samples(rig) {
		ctx, cancel := context.WithCancel(t.Context())
		rig.Before(func(int) { cancel() })
		_, _, err := g.find(ctx, rig, ids, false)
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
				_, found, err := g.find(t.Context(), rig, ids, false)
				errs[i], lengths[i] = err, len(found)
			})
		}
		group.Wait()
		require.NoError(t, errors.Join(errs...))
		require.Equal(t, slices.Repeat([]int{len(ids)}, 8), lengths)
	}
}

// fault breaks the upstream from the first request on. If the look-up makes more requests, for more ids or for deleted records,
// fault also breaks it from the second on. A status 404 may mean that there is no such record.
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
		requests := 0
		plain.Before(func(int) { requests++ })
		if _, _, err := g.find(t.Context(), plain, ids, false); err != nil {
			require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindNotFound})
		}
		for at := 1; at <= min(requests, 2); at++ {
			rig := g.Open(t, Upstream{Rows: g.rows(), Fault: fault, FaultAt: at})
			ctx := connectors.WithMeter(t.Context(), &connectors.Meter{Interactive: true})
			_, found, err := g.find(ctx, rig, ids, false)
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
