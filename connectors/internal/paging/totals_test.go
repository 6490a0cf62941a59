package paging_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// TestWhatProvesTotals gives a server's answers by rows, rows asked for and total.
func TestWhatProvesTotals(t *testing.T) {
	for name, test := range map[string]struct {
		rows, asked, total int
		proven             bool
	}{
		"none":                               {rows: 50, asked: 50, total: paging.NoTotal},
		"of 0":                               {rows: 50, asked: 50},
		"of the page":                        {rows: 50, asked: 50, total: 50},
		"of a short page":                    {rows: 40, asked: 50, total: 40},
		"of the page with hidden rows":       {rows: 49, asked: 50, total: 50},
		"above the rows of a server's limit": {rows: 50, asked: 500, total: 230},
		"of a page longer than asked for":    {rows: 60, asked: 50, total: 60},
		"above both":                         {rows: 50, asked: 50, total: 51, proven: true},
		"above both, for one row":            {rows: 1, asked: 1, total: 2, proven: true},
	} {
		t.Run(name, func(t *testing.T) {
			var s paging.Server
			s.Saw(paging.Answer{Rows: make([]connectors.Record, test.rows), Asked: test.asked, Total: test.total})
			require.Equal(t, test.proven, s.Proven())
		})
	}
}

// TestARefutedTotalIsAskedForOnce reads two lists of a server that counts the rows of its pages.
func TestARefutedTotalIsAskedForOnce(t *testing.T) {
	s := list(40, 1, pageTotals)
	require.Equal(t, []int{3, 2}, costs(t, s, 100, ways["keyset"]))
}

// TestATotalThatWasNotToldAgainEndsNothing lets a row be made between a page and the request that proves its total.
func TestATotalThatWasNotToldAgainEndsNothing(t *testing.T) {
	s := list(40, 1, trueTotals)
	r := reader{server: s, size: 100, learns: &paging.Server{}}
	q := request{limit: 100}
	ask := r.asking(q)
	_, v, err := paging.Decide(&paging.Keyset{Server: r.learns}, s.ask(q), func(a paging.Request) (paging.Answer, error) {
		require.Equal(t, paging.One, a.Kind)
		s.rows = append(s.rows, record{id: 41, time: 41})
		return ask(a)
	})
	require.NoError(t, err)
	require.Equal(t, paging.ReadOn, v.Step)
	require.True(t, r.learns.Proven(), "41 is more than the row that came and the one that was asked for")
}

// TestRowsWithoutIDsEndAKeysetWhenTheyComeAgain reads a last page on which no row has an id.
func TestRowsWithoutIDsEndAKeysetWhenTheyComeAgain(t *testing.T) {
	page := func(digests ...string) paging.Answer {
		a := paging.Answer{Asked: 10, Total: paging.NoTotal}
		for _, d := range digests {
			a.Rows = append(a.Rows, connectors.Record{ID: []byte(d), Err: &connectors.RecordError{}})
		}
		return a
	}
	decide := func(answers ...paging.Answer) (paging.Verdict, error) {
		_, v, err := paging.Decide(&paging.Keyset{Server: &paging.Server{}}, answers[0], func(a paging.Request) (paging.Answer, error) {
			require.Equal(t, paging.Page, a.Kind)
			answers = answers[1:]
			return answers[0], nil
		})
		return v, err
	}
	v, err := decide(page("a", "b"), page("a", "b"))
	require.NoError(t, err)
	require.Equal(t, paging.End, v.Step)
	v, err = decide(page("a", "b"), page("b"), page("b"))
	require.NoError(t, err)
	require.Equal(t, paging.End, v.Step)
	_, err = decide(page("a"), page("b"), page("c"), page("d"))
	require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent})
}
