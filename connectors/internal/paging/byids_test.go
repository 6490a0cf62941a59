package paging_test

import (
	"errors"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// directory answers requests by id from what exists, at most cut records at a time.
type directory struct {
	exist []string
	cut   int
	asked [][]string
}

func (d *directory) ask(ids []string) (connectors.Page, error) {
	d.asked = append(d.asked, slices.Clone(ids))
	var page connectors.Page
	for _, id := range d.exist {
		if slices.Contains(ids, id) && (d.cut == 0 || len(page.Records) < d.cut) {
			page.Records = append(page.Records, connectors.Record{ID: []byte(id), Wire: []byte{}})
		}
	}
	return page, nil
}

func idsOf(page connectors.Page) (ids []string) {
	for _, r := range page.Records {
		ids = append(ids, string(r.ID))
	}
	return ids
}

func TestByIDs(t *testing.T) {
	for name, test := range map[string]struct {
		ids           []string
		most          int
		live, deleted directory
		want          []string
		asked         [2]int // requests of each way
	}{
		"all exist":                      {[]string{"1", "2"}, 10, directory{exist: []string{"1", "2"}}, directory{}, []string{"1", "2"}, [2]int{1, 0}},
		"none exists":                    {[]string{"1", "2"}, 10, directory{}, directory{}, nil, [2]int{1, 1}},
		"one is missing":                 {[]string{"1", "2"}, 10, directory{exist: []string{"1"}}, directory{}, []string{"1"}, [2]int{2, 1}},
		"one is deleted":                 {[]string{"1", "2"}, 10, directory{exist: []string{"1"}}, directory{exist: []string{"2"}}, []string{"1", "2"}, [2]int{2, 1}},
		"answers are cut":                {[]string{"1", "2", "3"}, 10, directory{exist: []string{"1", "2", "3"}, cut: 1}, directory{}, []string{"1", "2", "3"}, [2]int{3, 0}},
		"chunks":                         {[]string{"1", "2", "3"}, 2, directory{exist: []string{"1", "2", "3"}}, directory{}, []string{"1", "2", "3"}, [2]int{2, 0}},
		"an id again, and with zeros":    {[]string{"7", "007", "7"}, 2, directory{exist: []string{"7"}}, directory{}, []string{"7"}, [2]int{1, 0}},
		"a chunk of which none exists":   {[]string{"1", "2", "3"}, 2, directory{exist: []string{"3"}}, directory{}, []string{"3"}, [2]int{2, 1}},
		"the deleted ones ignore a flag": {[]string{"1", "2"}, 10, directory{exist: []string{"1"}}, directory{exist: []string{"1"}}, []string{"1"}, [2]int{2, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			page, err := paging.ByIDs(test.ids, test.most, test.live.ask, test.deleted.ask)
			require.NoError(t, err)
			require.Equal(t, test.want, idsOf(page))
			require.Equal(t, test.asked, [2]int{len(test.live.asked), len(test.deleted.asked)})
		})
	}
}

func TestByIDsKeepsWhatHasNoID(t *testing.T) {
	broken := connectors.Record{ID: []byte("~digest"), Err: &connectors.RecordError{Message: "no id"}}
	requests := 0
	page, err := paging.ByIDs([]string{"1", "2"}, 10, func(ids []string) (connectors.Page, error) {
		requests++
		page := connectors.Page{Records: []connectors.Record{broken}, Notices: []connectors.Notice{{Code: "N"}}}
		if slices.Contains(ids, "1") {
			page.Records = append(page.Records, connectors.Record{ID: []byte("1"), Wire: []byte{}})
		}
		return page, nil
	})
	require.NoError(t, err)
	require.Equal(t, []string{"~digest", "1"}, idsOf(page))
	require.Len(t, page.Notices, 1)
	require.Equal(t, 2, requests)
}

func TestByIDsReturnsErrors(t *testing.T) {
	broken := errors.New("broken")
	_, err := paging.ByIDs([]string{"1"}, 10, func([]string) (connectors.Page, error) { return connectors.Page{}, broken })
	require.ErrorIs(t, err, broken)
}

// TestByIDsAsksForLess halves what it asks for as long as answers are too large, and not again for each chunk.
func TestByIDsAsksForLess(t *testing.T) {
	var ids []string
	for i := range 40 {
		ids = append(ids, strconv.Itoa(100+i))
	}
	var asked []int
	page, err := paging.ByIDs(ids, 20, func(some []string) (connectors.Page, error) {
		asked = append(asked, len(some))
		if len(some) > 6 {
			return connectors.Page{}, &connectors.Error{Kind: connectors.KindMalformedResponse, Err: connectors.ErrTooLarge}
		}
		var page connectors.Page
		for _, id := range some {
			page.Records = append(page.Records, connectors.Record{ID: []byte(id)})
		}
		return page, nil
	})
	require.NoError(t, err)
	require.Len(t, page.Records, 40)
	require.Equal(t, []int{20, 10, 5, 5, 5, 5, 5, 5, 5, 5}, asked)

	_, err = paging.ByIDs(ids[:2], 20, func([]string) (connectors.Page, error) {
		return connectors.Page{}, connectors.ErrTooLarge
	})
	require.ErrorIs(t, err, connectors.ErrTooLarge, "of a single record")
}
