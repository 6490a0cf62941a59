package paging_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// list returns a server with so many rows, so many of which share a time.
func list(rows, apart int, totals string) *server {
	s := &server{random: rand.New(rand.NewPCG(1, 1)), totals: totals}
	for i := range rows {
		s.highest++
		s.rows = append(s.rows, record{id: s.highest, time: 1 + i/apart})
	}
	return s
}

// costs reads a list twice and returns how many requests each reading took.
func costs(t *testing.T, s *server, size int, read func(reader) (reading, error)) []int {
	t.Helper()
	r := reader{server: s, size: size, learns: &paging.Server{}}
	var requests []int
	for range 2 {
		s.requests = 0
		got, err := read(r)
		require.NoError(t, err)
		require.Empty(t, got.notices)
		require.Len(t, got.ids, len(s.rows), "each row once")
		requests = append(requests, s.requests)
	}
	return requests
}

// TestWhatAnEndCosts counts the requests of lists of a server that is new, and then known.
func TestWhatAnEndCosts(t *testing.T) {
	seek, keyset := ways["seek"], ways["keyset"]
	for name, test := range map[string]struct {
		rows, apart, size int
		totals            string
		read              func(reader) (reading, error)
		want              []int
	}{
		"contacts of one page":                    {40, 1, 50, trueTotals, seek, []int{2, 1}},
		"contacts of one page, as long as a page": {50, 1, 50, trueTotals, seek, []int{2, 1}},
		"contacts of three pages":                 {120, 1, 50, trueTotals, seek, []int{3, 3}},
		"contacts of one page without totals":     {40, 1, 50, noTotals, seek, []int{3, 3}},
		"contacts of one page, totals of 0":       {40, 1, 50, zeroTotals, seek, []int{3, 3}},
		"contacts of one page, totals of pages":   {40, 1, 50, pageTotals, seek, []int{4, 3}},
		"contacts that share the last time":       {40, 4, 50, noTotals, seek, []int{4, 4}},
		"one contact":                             {1, 1, 50, trueTotals, seek, []int{2, 2}},
		"no contact":                              {0, 1, 50, trueTotals, seek, []int{1, 1}},
		"tasks of 250":                            {250, 1, 100, noTotals, keyset, []int{4, 4}},
		"tasks of one page":                       {40, 1, 100, noTotals, keyset, []int{2, 2}},
		"tasks of one page with totals":           {40, 1, 100, trueTotals, keyset, []int{2, 1}},
		"no task":                                 {0, 1, 100, noTotals, keyset, []int{1, 1}},
		"invoices of one page":                    {40, 1, 50, trueTotals, ways["overlap, reversible"], []int{2, 1}},
		"invoices of one page without totals":     {40, 1, 50, noTotals, ways["overlap, reversible"], []int{2, 2}},
		"invoices of three pages":                 {120, 1, 50, trueTotals, ways["overlap, reversible"], []int{3, 3}},
		"invoices of three pages without totals":  {120, 1, 50, noTotals, ways["overlap, reversible"], []int{4, 4}},
		"one project":                             {1, 1, 50, noTotals, ways["overlap, reversible"], []int{2, 2}},
		"payments in the order of ids":            {40, 1, 50, noTotals, ways["overlap"], []int{3, 3}},
		"payments in no order":                    {40, 1, 50, noTotals, ways["settled"], []int{4, 4}},
		"events with totals in no order":          {120, 1, 50, trueTotals, ways["settled"], []int{6, 6}},
		"events of one page with totals":          {40, 1, 50, trueTotals, ways["settled"], []int{2, 1}},
		"a window without totals":                 {40, 1, 50, noTotals, ways["windows"], []int{3, 3}},
		"a window with totals":                    {40, 1, 50, trueTotals, ways["windows"], []int{2, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			s := list(test.rows, test.apart, test.totals)
			s.byTime = strings.Contains(name, "contact")
			require.Equal(t, test.want, costs(t, s, test.size, test.read))
		})
	}
}

// TestEnoughCostsNoProof reads the newest rows, as many as a page holds: what the caller has not asked for is not looked for.
func TestEnoughCostsNoProof(t *testing.T) {
	for name, test := range map[string]struct{ rows, want, requests, came int }{
		"fewer than there are":    {rows: 40, want: 20, requests: 1, came: 20},
		"as many as there are":    {rows: 20, want: 20, requests: 1, came: 20},
		"more than there are":     {rows: 12, want: 20, requests: 2, came: 12},
		"more than a page":        {rows: 90, want: 70, requests: 2, came: 70},
		"none where there are no": {rows: 0, want: 20, requests: 1, came: 0},
	} {
		t.Run(name, func(t *testing.T) {
			s := list(test.rows, 1, noTotals)
			got, err := reader{server: s, size: 50, learns: &paging.Server{}}.keyset(true, test.want)
			require.NoError(t, err)
			require.Len(t, got.ids, test.came)
			require.Equal(t, test.requests, s.requests)
		})
	}
}

// TestTheNewestAreReadOnWhereAServerCutsPages reads below a page that was cut, which is no error.
func TestTheNewestAreReadOnWhereAServerCutsPages(t *testing.T) {
	s := list(40, 1, noTotals)
	s.limit = 7
	got, err := reader{server: s, size: 50, learns: &paging.Server{}}.keyset(true, 20)
	require.NoError(t, err)
	require.Len(t, got.ids, 20)
	require.Equal(t, 3, s.requests)
}

// TestTotalsAboveWhatCame tells of rows that a server counts and does not send.
func TestTotalsAboveWhatCame(t *testing.T) {
	for name, test := range map[string]struct {
		way    string
		hidden int
		notice string
		fails  bool
	}{
		"by keyset, none":               {way: "keyset"},
		"by keyset, one":                {way: "keyset", hidden: 1, notice: "the upstream counts 1 records here and sends 0"},
		"by keyset, more than a page":   {way: "keyset", hidden: 60, fails: true},
		"by position, one":              {way: "overlap, reversible", hidden: 1, notice: "the upstream counts 41 records here and sends 40"},
		"in a window, one":              {way: "windows", hidden: 1, notice: "the upstream counts 41 records here and sends 40"},
		"by position, more than a page": {way: "overlap, reversible", hidden: 60, fails: true},
		"in no order, one":              {way: "settled", hidden: 1, notice: "the upstream counts 41 records here and sends 40"},
	} {
		t.Run(name, func(t *testing.T) {
			s := list(40+test.hidden, 1, hiddenTotals)
			for i := 40; i < len(s.rows); i++ {
				s.rows[i].hidden = true
			}
			got, err := ways[test.way](reader{server: s, size: 50, learns: &paging.Server{}})
			if test.fails {
				require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent})
				require.ErrorContains(t, err, "the upstream counts")
				return
			}
			require.NoError(t, err)
			require.Len(t, got.ids, 40)
			if test.notice == "" {
				require.Empty(t, got.notices)
				return
			}
			require.Equal(t, []connectors.Notice{{Code: paging.NoticeTotalDiffers, Message: test.notice}}, got.notices)
		})
	}
}
