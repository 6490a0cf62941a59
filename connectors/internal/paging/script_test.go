package paging_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// scripted is an answer of a script: rows by id, or by id and time.
type scripted struct {
	ids, times           []int
	asked, before, total int
	beyond               bool
}

func (a scripted) answer() paging.Answer {
	answer := paging.Answer{Asked: a.asked, Before: a.before, Total: a.total, Beyond: a.beyond}
	if a.total == 0 {
		answer.Total = paging.NoTotal
	}
	for i, id := range a.ids {
		r := row(id)
		if a.times != nil {
			r.Key = connectors.NumberKey([]byte(strconv.Itoa(a.times[i])))
		}
		answer.Rows = append(answer.Rows, r)
	}
	return answer
}

func row(id int) connectors.Record {
	text := []byte(strconv.Itoa(id))
	return connectors.Record{ID: text, Key: connectors.NumberKey(text)}
}

// TestAServerThatCutsPagesIsNotAskedForItsNewestRow reads a short page that was not the last one, and another one.
func TestAServerThatCutsPagesIsNotAskedForItsNewestRow(t *testing.T) {
	s := &paging.Server{}
	decide := func() (asks int) {
		first := scripted{ids: []int{1, 2}, asked: 5}.answer()
		_, v, err := paging.Decide(&paging.Overlap{Server: s, Reversible: true}, first, func(paging.Request) (paging.Answer, error) {
			asks++
			return scripted{ids: []int{9}, asked: 1}.answer(), nil
		})
		require.NoError(t, err)
		require.Equal(t, paging.ReadOn, v.Step)
		return asks
	}
	require.Equal(t, 1, decide())
	require.Equal(t, 0, decide())
}

// TestARefutedTotalIsNoNotice reads pages of a server whose totals are the lengths of its pages, hidden rows included.
func TestARefutedTotalIsNoNotice(t *testing.T) {
	s := &paging.Server{}
	decide := func(page scripted, then ...scripted) paging.Verdict {
		n := 0
		_, v, err := paging.Decide(&paging.Overlap{Server: s, Reversible: true}, page.answer(), func(paging.Request) (paging.Answer, error) {
			n++
			return then[n-1].answer(), nil
		})
		require.NoError(t, err)
		return v
	}
	v := decide(scripted{ids: []int{1, 2}, asked: 5, total: 2}, scripted{ids: []int{1}, asked: 1, total: 1})
	require.Equal(t, paging.ReadOn, v.Step)
	v = decide(scripted{ids: []int{1, 2}, asked: 5, total: 3}, scripted{ids: []int{2}, asked: 1, total: 1})
	require.Equal(t, paging.End, v.Step)
	require.Empty(t, v.Notices)
}
