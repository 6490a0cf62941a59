package paging_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// TestDecisions gives rules one answer after another, and compares what they ask for and decide.
func TestDecisions(t *testing.T) {
	page := func(start, limit int) paging.Request {
		return paging.Request{Kind: paging.Page, Start: start, Limit: limit}
	}
	at := func(start, limit int) paging.Request {
		return paging.Request{Kind: paging.At, Start: start, Limit: limit}
	}
	newest := paging.Request{Kind: paging.Newest, Limit: 1}
	knows := func(answers ...scripted) *paging.Server {
		s := &paging.Server{}
		for _, a := range answers {
			s.Saw(a.answer())
		}
		return s
	}
	counts := scripted{ids: []int{1, 2}, asked: 2, total: 9}
	whole := func(s *paging.Server) paging.Rule { return &paging.Window{Server: s} }
	seek := func(s *paging.Server) paging.Rule {
		return &paging.Seek{Server: s, Time: func(r connectors.Record) string { return string(r.Key) }}
	}
	held := func(s *paging.Server) paging.Rule {
		return &paging.Seek{Server: s, Held: true, Time: func(r connectors.Record) string { return string(r.Key) }}
	}
	settled := func(s *paging.Server) paging.Rule {
		return &paging.Settled{Server: s, Size: 4, ByNumber: true, Reversible: true, Max: 100}
	}
	// overlap reads on after the rows 1 to 3.
	overlap := func(s *paging.Server, reversible bool) paging.Rule {
		return &paging.Overlap{Server: s, Last: row(3), At: 3, Reversible: reversible}
	}
	// hidden are the answers of a server that hides all rows at the places from 4 to 6, and shows one at the place 3.
	hidden := func(third int) []scripted {
		return []scripted{
			{ids: []int{2, 3}, asked: 4, before: 1},
			{ids: []int{9}, asked: 1},
			{ids: []int{2, 3}, asked: 4, before: 1},
			{asked: 4, before: 3},
			{ids: []int{8, 9}, asked: 4, before: 7},
			{ids: []int{8, 9}, asked: 4, before: 7},
			{asked: 1, before: 6},
			{asked: 1, before: 5},
			{asked: 1, before: 4},
			{ids: []int{third}, asked: 1, before: 3},
		}
	}
	hiddenAsks := []paging.Request{newest, page(2, 4), at(3, 4), at(7, 4), page(7, 4), at(6, 1), at(5, 1), at(4, 1), at(3, 1)}
	for name, test := range map[string]struct {
		rule    paging.Rule
		answers []scripted
		asks    []paging.Request
		step    paging.Step // 0 where more is asked for than the script has, or where the list fails
		fails   bool
	}{
		"beyond the bound": {
			rule: whole(knows()), answers: []scripted{{ids: []int{1, 2}, asked: 5, beyond: true}}, step: paging.End,
		},
		"a total of doubled rows": {
			rule: whole(knows(counts)), answers: []scripted{{ids: []int{1, 1, 2}, asked: 5, total: 3}}, asks: []paging.Request{at(2, 2)},
		},
		"an empty answer with a total": {
			rule:    &paging.Keyset{Server: knows()},
			answers: []scripted{{asked: 5, total: 3}, {ids: []int{1, 2}, asked: 5, total: 3}},
			asks:    []paging.Request{page(0, 5)}, step: paging.ReadOn,
		},
		"a full window of more": {
			rule: whole(knows(counts)), answers: []scripted{{ids: []int{1, 2}, asked: 2, total: 3}}, step: paging.ReadOn,
		},
		"the page again, and it is the newest": {
			rule:    whole(knows()),
			answers: []scripted{{ids: []int{1, 2, 3}, asked: 5}, {ids: []int{1, 2}, asked: 2}, {ids: []int{1, 2}, asked: 2}, {ids: []int{3}, asked: 1}},
			asks:    []paging.Request{at(2, 2), at(2, 2), newest}, step: paging.End,
		},
		"the page again, and there are newer ones": {
			rule:    whole(knows()),
			answers: []scripted{{ids: []int{1, 2, 3}, asked: 5}, {ids: []int{1, 2}, asked: 2}, {ids: []int{1, 2}, asked: 2}, {ids: []int{9}, asked: 1}},
			asks:    []paging.Request{at(2, 2), at(2, 2), newest}, step: paging.ReadOn,
		},
		"rows that moved under a full look": {
			rule:    whole(knows()),
			answers: []scripted{{ids: []int{1, 2, 3, 4}, asked: 5}, {ids: []int{2, 3, 4}, asked: 3}},
			asks:    []paging.Request{at(3, 3)}, step: paging.ReadOn,
		},
		"a page of one time": {
			rule: seek(knows()), answers: []scripted{{ids: []int{1, 2}, times: []int{5, 5}, asked: 2}}, step: paging.Ties,
		},
		"a later row beside the last of a time": {
			rule:    seek(knows()),
			answers: []scripted{{ids: []int{1, 2, 3}, times: []int{5, 5, 5}, asked: 9}, {ids: []int{3, 4}, times: []int{5, 6}, asked: 2}},
			asks:    []paging.Request{at(2, 2)}, step: paging.ReadBeyond,
		},
		"a later row beside the last of a time, where rows are doubled": {
			rule: seek(knows()),
			answers: []scripted{
				{ids: []int{1, 1, 2, 2, 3}, times: []int{5, 5, 5, 5, 5}, asked: 9}, {ids: []int{3, 3, 4, 4}, times: []int{5, 5, 6, 6}, asked: 4},
			},
			asks: []paging.Request{at(4, 4)}, step: paging.ReadBeyond,
		},
		"a later row after more rows of a time than came": {
			rule: seek(knows()),
			answers: []scripted{
				{ids: []int{1, 2, 3, 4}, times: []int{5, 5, 5, 5}, asked: 9}, {ids: []int{2, 4, 5}, times: []int{5, 5, 6}, asked: 3},
			},
			asks: []paging.Request{at(3, 3)}, step: paging.Ties,
		},
		"a row after one that may be hidden": {
			rule: whole(knows()),
			answers: []scripted{
				{ids: []int{1, 2, 3, 4, 5}, asked: 8}, {ids: []int{3, 4, 5}, asked: 4}, {asked: 1}, {ids: []int{6}, asked: 4},
			},
			asks: []paging.Request{at(4, 4), at(7, 1), at(8, 4)}, step: paging.ReadOn,
		},
		"nothing in as many places as the page has rows": {
			rule: whole(knows()),
			answers: []scripted{
				{ids: []int{1, 2, 3, 4, 5}, asked: 8}, {ids: []int{3, 4, 5}, asked: 4}, {asked: 1}, {asked: 4},
			},
			asks: []paging.Request{at(4, 4), at(7, 1), at(8, 4)}, step: paging.End,
		},
		"one more row of a time": {
			rule:    seek(knows()),
			answers: []scripted{{ids: []int{1, 2, 3}, times: []int{5, 5, 5}, asked: 9}, {ids: []int{3, 4}, times: []int{5, 5}, asked: 2}},
			asks:    []paging.Request{at(2, 2)}, step: paging.Ties,
		},
		"rows of a time that come again where others are to be": {
			rule: seek(knows()),
			answers: []scripted{
				{ids: []int{1, 2, 3, 4}, times: []int{5, 5, 5, 5}, asked: 9}, {ids: []int{4, 2}, times: []int{5, 5}, asked: 3}, {asked: 1}, {asked: 3},
			},
			asks: []paging.Request{at(3, 3), at(5, 1), at(6, 3)}, step: paging.Ties,
		},
		"a later row without the last of a time": {
			rule:    seek(knows()),
			answers: []scripted{{ids: []int{1, 2, 3}, times: []int{5, 5, 5}, asked: 9}, {ids: []int{4}, times: []int{6}, asked: 2}},
			asks:    []paging.Request{at(2, 2)}, step: paging.Ties,
		},
		"a later row after a short page": {
			rule:    seek(knows()),
			answers: []scripted{{ids: []int{1}, times: []int{5}, asked: 9}, {ids: []int{4}, times: []int{6}, asked: 1}},
			asks:    []paging.Request{at(1, 1)}, step: paging.Ties,
		},
		"the last row is the newest, having changed": {
			rule: seek(knows()),
			answers: []scripted{
				{ids: []int{1}, times: []int{5}, asked: 9},
				{ids: []int{1}, times: []int{5}, asked: 1},
				{ids: []int{1}, times: []int{5}, asked: 1},
				{ids: []int{1}, times: []int{8}, asked: 1},
			},
			asks: []paging.Request{at(1, 1), at(1, 1), newest}, step: paging.Ties,
		},
		"a look without the last row": {
			rule: whole(knows()), answers: []scripted{{ids: []int{1, 2, 3}, asked: 5}, {ids: []int{2}, asked: 2}},
			asks: []paging.Request{at(2, 2)}, step: paging.ReadOn,
		},
		"a look that shows nothing where a page is missing": {
			rule:    whole(knows(counts)),
			answers: []scripted{{ids: []int{1, 2, 3}, asked: 5, total: 9}, {ids: []int{3}, asked: 2, total: 9}, {asked: 3, total: 9}},
			asks:    []paging.Request{at(2, 2), at(3, 3)}, step: paging.ReadOn,
		},
		"nothing where rows were held back, and nothing newer": {
			rule: held(knows()), answers: []scripted{{asked: 5}, {asked: 1}}, asks: []paging.Request{newest}, step: paging.End,
		},
		"nothing where rows were held back, and a newer one": {
			rule:    held(knows()),
			answers: []scripted{{asked: 5}, {ids: []int{9}, times: []int{9}, asked: 1}, {ids: []int{8, 9}, times: []int{8, 9}, asked: 5}},
			asks:    []paging.Request{newest, page(0, 5)}, step: paging.ReadOn,
		},
		"a first page of a time with a row beyond": {
			rule: settled(knows()), answers: []scripted{{ids: []int{1, 2}, asked: 4, beyond: true}}, step: paging.End,
		},
		"no row of a time": {
			rule: settled(knows()), answers: []scripted{{asked: 4}}, step: paging.End,
		},
		"the last page of a time again": {
			rule: settled(knows()),
			answers: []scripted{
				{ids: []int{1, 2}, asked: 4},
				{ids: []int{1, 2}, asked: 2},
				{ids: []int{1, 2}, asked: 2},
				{ids: []int{2}, asked: 1},
				{ids: []int{1, 2}, asked: 4},
				{ids: []int{1, 2}, asked: 4},
				{ids: []int{1, 2}, asked: 4},
				{ids: []int{2}, asked: 1},
			},
			asks: []paging.Request{page(2, 2), page(2, 2), at(1, 1), page(0, 4), page(4, 4), page(4, 4), at(1, 1)}, step: paging.End,
		},
		"the last row of a time again, which is not the first": {
			rule: settled(knows()),
			answers: []scripted{
				{ids: []int{1, 2, 3}, asked: 4}, {ids: []int{3}, asked: 3}, {ids: []int{3}, asked: 1}, {ids: []int{3}, asked: 1},
			},
			asks: []paging.Request{page(3, 3), page(4, 1), page(4, 1), page(0, 4)},
		},
		"hidden rows of a time": {
			rule: settled(knows()),
			answers: []scripted{
				{ids: []int{1, 2}, asked: 4},
				{ids: []int{3}, asked: 2},
				{asked: 1},
				{ids: []int{1, 2}, asked: 4},
				{ids: []int{3, 4}, asked: 4},
				{asked: 4},
			},
			asks: []paging.Request{page(2, 2), page(3, 1), page(0, 4), page(4, 4), page(8, 4), page(0, 4)},
		},
		"a total by position": {
			rule: overlap(knows(counts), true), answers: []scripted{{ids: []int{3, 4, 5}, asked: 5, before: 2, total: 5}}, step: paging.End,
		},
		"a total by position where rows were doubled": {
			rule:    overlap(knows(counts, scripted{ids: []int{1, 1, 2}, asked: 3}), true),
			answers: []scripted{{ids: []int{3, 4, 5}, asked: 5, before: 2, total: 5}}, asks: []paging.Request{newest},
		},
		"a total by position where rows were hidden": {
			rule:    overlap(knows(counts, scripted{ids: []int{1, 2}, asked: 3, total: 5}), true),
			answers: []scripted{{ids: []int{3, 4, 5}, asked: 5, before: 2, total: 5}}, asks: []paging.Request{newest},
		},
		"a total on a page that begins too early": {
			rule:    overlap(knows(counts), true),
			answers: []scripted{{ids: []int{2, 3, 4}, asked: 5, before: 2, total: 5}}, asks: []paging.Request{newest},
		},
		"a total on a page that begins too late": {
			rule:    overlap(knows(counts), true),
			answers: []scripted{{ids: []int{3, 4, 5}, asked: 5, before: 1, total: 4}}, asks: []paging.Request{newest},
		},
		"a total by position where no list was seen from its start": {
			rule:    overlap(knows(scripted{ids: []int{1}, asked: 1, total: 9}), true),
			answers: []scripted{{ids: []int{3, 4, 5}, asked: 5, before: 2, total: 5}}, asks: []paging.Request{newest},
		},
		"one row that came twice": {
			rule:    &paging.Overlap{Server: knows(), Reversible: true},
			answers: []scripted{{ids: []int{1, 1}, asked: 5}}, asks: []paging.Request{at(2, 5)},
		},
		"a page after the place, and nothing has moved": {
			rule:    overlap(knows(), false),
			answers: []scripted{{ids: []int{4}, asked: 1, before: 3}, {ids: []int{3}, asked: 1, before: 2}},
			asks:    []paging.Request{at(2, 1)}, step: paging.ReadOn,
		},
		"a page after the place, and rows have moved": {
			rule:    overlap(knows(), false),
			answers: []scripted{{ids: []int{5}, asked: 1, before: 3}, {ids: []int{4}, asked: 1, before: 2}},
			asks:    []paging.Request{at(2, 1), page(1, 1)},
		},
		"an empty page where rows were": {
			rule: overlap(knows(), true), answers: []scripted{{asked: 5, before: 2}}, asks: []paging.Request{page(1, 5)},
		},
		"a page before the last record": {
			rule: overlap(knows(), false), answers: []scripted{{ids: []int{1, 2}, asked: 5, before: 2}}, asks: []paging.Request{page(3, 5)},
		},
		"a page that shares more than the last record": {
			rule: overlap(knows(), false), answers: []scripted{{ids: []int{2, 3}, asked: 5, before: 1}}, asks: []paging.Request{page(2, 5)},
		},
		"the last record was removed": {
			rule:    overlap(knows(), false),
			answers: []scripted{{asked: 5, before: 2}, {ids: []int{2}, asked: 5, before: 1}, {asked: 5, before: 2}},
			asks:    []paging.Request{page(1, 5), at(2, 5)}, step: paging.End,
		},
		"the last record was removed, and the one before it is the newest": {
			rule:    overlap(knows(), true),
			answers: []scripted{{asked: 5, before: 2}, {ids: []int{1, 2}, asked: 5}, {ids: []int{2}, asked: 5, before: 1}, {ids: []int{2}, asked: 1}},
			asks:    []paging.Request{page(1, 5), page(1, 5), newest}, step: paging.End,
		},
		"the last record alone, and nothing after it": {
			rule:    overlap(knows(), false),
			answers: []scripted{{ids: []int{3}, asked: 5, before: 2}, {asked: 5, before: 3}},
			asks:    []paging.Request{at(3, 5)}, step: paging.End,
		},
		"an earlier page beyond the end": {
			rule:    overlap(knows(), false),
			answers: []scripted{{ids: []int{3}, asked: 5, before: 2}, {ids: []int{1, 2, 3}, asked: 5, before: 3}, {ids: []int{3}, asked: 5, before: 2}},
			asks:    []paging.Request{at(3, 5), page(2, 5)}, step: paging.End,
		},
		"an earlier page beyond the end, and rows have moved": {
			rule:    overlap(knows(), false),
			answers: []scripted{{ids: []int{3}, asked: 5, before: 2}, {ids: []int{1, 2, 3}, asked: 5, before: 3}, {ids: []int{3, 4}, asked: 5, before: 2}},
			asks:    []paging.Request{at(3, 5), page(2, 5)}, step: paging.ReadOn,
		},
		"an earlier page in place of a later one": {
			rule: overlap(knows(), false),
			answers: []scripted{
				{ids: []int{2, 3}, asked: 5, before: 1}, {ids: []int{1, 2, 3}, asked: 5, before: 2}, {ids: []int{2, 3}, asked: 5, before: 1},
			},
			asks: []paging.Request{page(2, 5), page(1, 5)}, step: paging.End,
		},
		"no row where rows were, though one comes alone": {
			rule:    &paging.Overlap{Server: knows(), Last: row(3), At: 3},
			answers: []scripted{{asked: 5}, {ids: []int{1}, asked: 1}, {ids: []int{1, 2, 3, 4}, asked: 5}},
			asks:    []paging.Request{{Kind: paging.One, Limit: 1}, page(0, 5)}, step: paging.ReadOn,
		},
		"no row where rows were": {
			rule:    &paging.Overlap{Server: knows(), Last: row(3), At: 3},
			answers: []scripted{{asked: 5}, {asked: 1}},
			asks:    []paging.Request{{Kind: paging.One, Limit: 1}}, step: paging.End,
		},
		"an old answer in place of an earlier page": {
			rule:    overlap(knows(), false),
			answers: []scripted{{ids: []int{5, 6}, asked: 2, before: 2}, {ids: []int{5, 6}, asked: 2, before: 1}, {ids: []int{3, 4}, asked: 2, before: 1}},
			asks:    []paging.Request{page(1, 2), page(1, 2)}, step: paging.ReadOn,
		},
		"nothing at the end of a full page, and no page reaches across": {
			rule: overlap(knows(), true),
			answers: []scripted{
				{asked: 3, before: 3},
				{ids: []int{2, 3}, asked: 2, before: 1},
				{ids: []int{3}, asked: 1, before: 2},
				{asked: 3, before: 3},
				{ids: []int{3}, asked: 1},
			},
			asks: []paging.Request{page(1, 3), page(2, 2), page(3, 1), newest}, step: paging.End,
		},
		"nothing at the end of a full page, and a newer row": {
			rule: overlap(knows(), true),
			answers: []scripted{
				{asked: 3, before: 3},
				{ids: []int{2, 3}, asked: 2, before: 1},
				{ids: []int{3}, asked: 1, before: 2},
				{asked: 3, before: 3},
				{ids: []int{9}, asked: 1},
			},
			asks: []paging.Request{page(1, 3), page(2, 2), page(3, 1), newest, page(0, 3)},
		},
		"the newest row is hidden": {
			rule:    overlap(knows(), true),
			answers: []scripted{{ids: []int{2, 3}, asked: 4, before: 1}, {asked: 1}, {ids: []int{3, 2}, asked: 4}},
			asks:    []paging.Request{newest, {Kind: paging.Newest, Limit: 4}}, step: paging.End,
		},
		"a page by number that starts at the same place": {
			rule: overlap(knows(), true),
			answers: []scripted{
				{ids: []int{1, 2}, asked: 4}, {ids: []int{1, 2}, asked: 4}, {ids: []int{3, 4}, asked: 4, before: 2},
			},
			asks: []paging.Request{page(1, 4), page(2, 4), newest},
		},
		"rows that are hidden between the last record and the next": {
			rule: overlap(knows(), true), answers: hidden(3), asks: hiddenAsks, step: paging.ReadOn,
		},
		"rows that are hidden, and one that was missed": {
			rule: overlap(knows(), true), answers: hidden(4), asks: append(slices.Clone(hiddenAsks), page(5, 4)),
		},
		"a row after others that came again": {
			rule: overlap(knows(), false),
			answers: []scripted{
				{ids: []int{3}, asked: 2, before: 2},
				{ids: []int{3}, asked: 2, before: 3},
				{ids: []int{3}, asked: 2, before: 3},
				{ids: []int{4}, asked: 2, before: 4},
				{ids: []int{4}, asked: 2, before: 4},
				{ids: []int{3}, asked: 1, before: 3},
			},
			asks: []paging.Request{at(3, 2), at(3, 2), at(4, 2), page(4, 2), at(3, 1)}, step: paging.ReadOn,
		},
		"the last record alone, and it is the newest": {
			rule:    overlap(knows(), true),
			answers: []scripted{{ids: []int{3}, asked: 5, before: 2}, {ids: []int{3}, asked: 1}},
			asks:    []paging.Request{newest}, step: paging.End,
		},
	} {
		t.Run(name, func(t *testing.T) {
			var asks []paging.Request
			_, v, err := paging.Decide(test.rule, test.answers[0].answer(), func(a paging.Request) (paging.Answer, error) {
				asks = append(asks, a)
				if len(asks) == len(test.answers) {
					return paging.Answer{}, errScript
				}
				return test.answers[len(asks)].answer(), nil
			})
			require.Equal(t, test.asks, asks)
			switch {
			case test.fails:
				require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent})
			case test.step == 0:
				require.ErrorIs(t, err, errScript)
			default:
				require.NoError(t, err)
				require.Equal(t, test.step, v.Step)
			}
		})
	}
}
