package paging_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// passes plays answers to Settled, the last one of them for ever, and returns how often the list was asked for from its start.
func passes(t *testing.T, s *paging.Server, answers ...scripted) (starts int, v paging.Verdict, err error) {
	t.Helper()
	rule := &paging.Settled{Server: s, Size: answers[0].asked, Max: 100}
	starts = 1
	_, v, err = paging.Decide(rule, answers[0].answer(), func(a paging.Request) (paging.Answer, error) {
		if a.Kind == paging.Page && a.Start == 0 {
			starts++
		}
		if answers = answers[1:]; len(answers) == 0 {
			return paging.Answer{}, errScript
		}
		return answers[0].answer(), nil
	})
	return starts, v, err
}

// TestOneQuietPassSettlesAListThatStoodStill reads two passes, or more where a row stood on two pages.
func TestOneQuietPassSettlesAListThatStoodStill(t *testing.T) {
	still := []scripted{{ids: []int{1, 2}, asked: 2}, {ids: []int{3}, asked: 2}, {asked: 2}}
	moved := []scripted{{ids: []int{1, 2}, asked: 2}, {ids: []int{2, 3}, asked: 2}, {asked: 2}}
	play := func(all ...[]scripted) (answers []scripted) {
		for _, p := range all {
			answers = append(answers, p...)
		}
		return answers
	}
	starts, v, err := passes(t, &paging.Server{}, play(still, still)...)
	require.NoError(t, err)
	require.Equal(t, 2, starts)
	require.Empty(t, v.Notices)

	starts, v, err = passes(t, &paging.Server{}, play(moved, still, still, still, still)...)
	require.NoError(t, err)
	require.Equal(t, 4, starts, "three pages that moved once take three quiet passes")
	require.Empty(t, v.Notices)

	// 1 has gone during the first pass, so that 3 slipped past it, and 2 during the second one, so that 3 did again.
	slipped, again := []scripted{{ids: []int{1, 2}, asked: 2}, {ids: []int{4}, asked: 2}, {asked: 2}}, []scripted{{ids: []int{2, 4}, asked: 2}, {asked: 2}}
	then := []scripted{{ids: []int{3, 4}, asked: 2}, {asked: 2}}
	starts, _, err = passes(t, &paging.Server{}, play(slipped, again, then, then, then, then)...)
	require.NoError(t, err)
	require.Equal(t, 6, starts, "rows that go may let others slip past each pass")

	_, v, err = passes(t, &paging.Server{}, play(moved, moved, moved, moved, moved, moved, moved, moved)...)
	require.NoError(t, err)
	require.Len(t, v.Notices, 1)
	require.Equal(t, paging.NoticeEndUnproven, v.Notices[0].Code)
}

// TestSettledKeepsTheLatestOfEachRow reads pages that lack a row, have one again, and come in place of the next one.
func TestSettledKeepsTheLatestOfEachRow(t *testing.T) {
	row := func(id, wire string) connectors.Record { return connectors.Record{ID: []byte(id), Wire: []byte(wire)} }
	answers := [][]connectors.Record{
		{row("1", "old"), row("2", "old")},
		{row("1", "again"), row("2", "old")},
		{row("3", "new"), row("4", "new")},
		{},
		{row("2", "new"), row("4", "new")},
		{},
	}
	next := func() paging.Answer {
		a := paging.Answer{Rows: answers[0], Asked: 2, Total: paging.NoTotal}
		answers = answers[1:]
		return a
	}
	rule := &paging.Settled{Server: &paging.Server{}, Size: 2, Max: 100}
	_, _, err := paging.Decide(rule, next(), func(paging.Request) (paging.Answer, error) {
		if len(answers) == 0 {
			return paging.Answer{}, errScript
		}
		return next(), nil
	})
	require.ErrorIs(t, err, errScript, "1 and 3 may be there still")
	require.ElementsMatch(t, []connectors.Record{row("1", "again"), row("2", "new"), row("3", "new"), row("4", "new")}, rule.Records())
}

// TestATotalEndsAPassThatItCounts reads lists with proven totals: one page is the list, and several are one pass, since a row
// may have come and another one gone between them.
func TestATotalEndsAPassThatItCounts(t *testing.T) {
	s := &paging.Server{}
	s.Saw(scripted{ids: []int{1}, asked: 1, total: 9}.answer())
	for name, test := range map[string]struct {
		answers []scripted
		starts  int
		ends    bool
	}{
		"one page":                  {[]scripted{{ids: []int{1, 2}, asked: 3, total: 2}}, 1, true},
		"two pages":                 {[]scripted{{ids: []int{1, 2}, asked: 2, total: 3}, {ids: []int{3}, asked: 2, total: 3}, {ids: []int{1, 2}, asked: 2, total: 3}, {ids: []int{3}, asked: 2, total: 3}}, 2, true},
		"one went and one came":     {[]scripted{{ids: []int{1, 2}, asked: 2, total: 4}, {ids: []int{4, 5}, asked: 2, total: 4}, {ids: []int{2, 3}, asked: 2, total: 4}}, 2, false},
		"the total changed":         {[]scripted{{ids: []int{1, 2}, asked: 2, total: 3}, {ids: []int{3}, asked: 2, total: 4}, {asked: 2, total: 3}}, 2, false},
		"fewer came than it counts": {[]scripted{{ids: []int{1, 2}, asked: 2, total: 4}, {ids: []int{3}, asked: 2, total: 4}, {asked: 2, total: 4}}, 2, false},
	} {
		t.Run(name, func(t *testing.T) {
			starts, v, err := passes(t, s, test.answers...)
			require.Equal(t, test.starts, starts)
			if !test.ends {
				require.ErrorIs(t, err, errScript)
				return
			}
			require.NoError(t, err)
			require.Equal(t, paging.End, v.Step)
			require.Empty(t, v.Notices)
		})
	}
}

// TestOnePageForAllPositions reads lists of servers that send one page whatever is asked for.
func TestOnePageForAllPositions(t *testing.T) {
	all := scripted{ids: []int{1, 2, 3}, asked: 2}
	_, v, err := passes(t, &paging.Server{}, all, all, all)
	require.NoError(t, err)
	require.Empty(t, v.Notices, "more rows than were asked for: the size is ignored as well")

	short := scripted{ids: []int{1, 2, 3}, asked: 9}
	_, v, err = passes(t, &paging.Server{}, short, short, short)
	require.NoError(t, err)
	require.Equal(t, paging.NoticeEndUnproven, v.Notices[0].Code)

	full := scripted{ids: []int{1, 2, 3}, asked: 3}
	_, _, err = passes(t, &paging.Server{}, full, full, full)
	require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent})

	later := scripted{ids: []int{4, 5}, asked: 3}
	_, _, err = passes(t, &paging.Server{}, full, later, later, later)
	require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent})
}

// TestPagesByNumberStartRightAfterWhatCame reads short pages: the next one is no longer, and starts at a multiple of its size.
func TestPagesByNumberStartRightAfterWhatCame(t *testing.T) {
	var asks []paging.Request
	rule := &paging.Settled{Server: &paging.Server{}, Size: 5, ByNumber: true, Max: 100}
	answers := []scripted{{ids: []int{1, 2, 3, 4}, asked: 5}, {ids: []int{5, 6, 7}, asked: 4}, {ids: []int{8}, asked: 1}}
	_, _, err := paging.Decide(rule, answers[0].answer(), func(a paging.Request) (paging.Answer, error) {
		asks = append(asks, a)
		if len(asks) == len(answers) {
			return paging.Answer{}, errScript
		}
		return answers[len(asks)].answer(), nil
	})
	require.ErrorIs(t, err, errScript)
	page := func(start, limit int) paging.Request {
		return paging.Request{Kind: paging.Page, Start: start, Limit: limit}
	}
	require.Equal(t, []paging.Request{page(4, 4), page(7, 1), page(8, 1)}, asks)
}

// TestPagesByNumberOfTenAtLeast reads lists of servers of which no fewer than ten rows may be asked for: a page starts a little
// before the place that was come to, and its rows that came before do not count as moved; in the first rows it starts after.
func TestPagesByNumberOfTenAtLeast(t *testing.T) {
	series := func(from, to int) (ids []int) {
		for id := from; id <= to; id++ {
			ids = append(ids, id)
		}
		return ids
	}
	page := func(start, limit int) paging.Request {
		return paging.Request{Kind: paging.Page, Start: start, Limit: limit}
	}
	for name, test := range map[string]struct {
		answers []scripted
		asks    []paging.Request
	}{
		"few rows": {
			answers: []scripted{{ids: series(1, 3), asked: 50}, {asked: 10}, {ids: series(1, 3), asked: 50}, {asked: 10}},
			asks:    []paging.Request{page(10, 10), page(0, 50), page(10, 10)},
		},
		"a last page that is no multiple": {
			answers: []scripted{
				{ids: series(1, 50), asked: 50},
				{ids: series(51, 57), asked: 50},
				{ids: series(51, 57), asked: 10},
				{ids: series(1, 50), asked: 50},
				{ids: series(51, 57), asked: 50},
				{ids: series(51, 57), asked: 10},
			},
			asks: []paging.Request{page(50, 50), page(50, 10), page(0, 50), page(50, 50), page(50, 10)},
		},
		"the bound on the second page": {
			answers: []scripted{
				{ids: series(1, 50), asked: 50},
				{ids: series(51, 57), asked: 50, beyond: true},
				{ids: series(1, 50), asked: 50},
				{ids: series(51, 57), asked: 50, beyond: true},
			},
			asks: []paging.Request{page(50, 50), page(0, 50), page(50, 50)},
		},
		"no row": {
			answers: []scripted{{asked: 50}},
		},
		"the bound on the first page": {
			answers: []scripted{{ids: series(1, 3), asked: 50, beyond: true}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			rule := &paging.Settled{Server: &paging.Server{Least: 10}, Size: 50, ByNumber: true, Max: 100}
			var asks []paging.Request
			_, v, err := paging.Decide(rule, test.answers[0].answer(), func(a paging.Request) (paging.Answer, error) {
				asks = append(asks, a)
				require.Less(t, len(asks), len(test.answers))
				return test.answers[len(asks)].answer(), nil
			})
			require.NoError(t, err)
			require.Equal(t, test.asks, asks)
			require.Empty(t, v.Notices)
		})
	}
}

// TestRowsAfterAGapAreNoProof reads a server that cuts its pages to a few rows and counts positions by what was asked for: the
// rows between are never seen, so that no reading is quiet.
func TestRowsAfterAGapAreNoProof(t *testing.T) {
	first, next := scripted{ids: []int{1, 2, 3}, asked: 50}, scripted{ids: []int{11, 12}, asked: 10}
	rule := &paging.Settled{Server: &paging.Server{Least: 10}, Size: 50, ByNumber: true, Max: 100}
	_, v, err := paging.Decide(rule, first.answer(), func(a paging.Request) (paging.Answer, error) {
		switch a.Start {
		case 0:
			return first.answer(), nil
		case 10:
			return next.answer(), nil
		default:
			return scripted{asked: a.Limit}.answer(), nil
		}
	})
	require.NoError(t, err)
	require.Len(t, v.Notices, 1)
	require.Equal(t, paging.NoticeEndUnproven, v.Notices[0].Code)
}

// TestFewRowsProveNoTotal reads a list of fewer rows than may be asked for: a request for the fewest cannot tell what is counted.
func TestFewRowsProveNoTotal(t *testing.T) {
	s := &paging.Server{Least: 10}
	few := scripted{ids: []int{1, 2, 3}, asked: 50, total: 3}
	_, v, err := paging.Decide(&paging.Keyset{Server: s}, few.answer(), func(paging.Request) (paging.Answer, error) {
		return paging.Answer{}, errScript
	})
	require.NoError(t, err)
	require.Equal(t, paging.ReadOn, v.Step)

	many := scripted{ids: []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, asked: 50, total: 11}
	_, v, err = paging.Decide(&paging.Keyset{Server: s}, many.answer(), func(a paging.Request) (paging.Answer, error) {
		require.Equal(t, paging.Request{Kind: paging.One, Limit: 10}, a)
		return scripted{ids: many.ids[:10], asked: 10, total: 11}.answer(), nil
	})
	require.NoError(t, err)
	require.Equal(t, paging.End, v.Step)
}

// TestUnorderedListsOfServersThatIgnorePositionsFail reads what can never be whole.
func TestUnorderedListsOfServersThatIgnorePositionsFail(t *testing.T) {
	for name, shuffled := range map[string]bool{"in one order": false, "in another order each time": true} {
		t.Run(name, func(t *testing.T) {
			s := list(40, 1, noTotals)
			s.random, s.ignoresPosition, s.shuffled = rand.New(rand.NewPCG(2, 3)), true, shuffled
			_, err := reader{server: s, size: 8, learns: &paging.Server{}}.settled()
			require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent})
		})
	}
}
