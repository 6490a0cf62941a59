package server

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/check"
)

// able returns a source with so many records to a page, and a name of its own.
func able(name string, pageMax int) SourceConfig {
	list := connectors.Of(connectors.List{Resource: "deals", Orders: []string{"id"}, PageMax: pageMax},
		func(*crmstreamv1.ListDealsRequest, *connectors.Catalogue) (connectors.Fetch, error) { return nil, nil })
	return SourceConfig{
		Name: name, Settings: fakeSettings{}, TimeZone: time.UTC, Account: fmt.Sprint(pageMax),
		Driver: connectors.Driver{Name: "able", New: func(connectors.Account, connectors.Settings) (connectors.Client, error) {
			return declaring{lists: []connectors.List{list}}, nil
		}},
	}
}

// TestSourcesThatCanTheSameShareIt shows what sources can do, each its own, also after it has changed.
func TestSourcesThatCanTheSameShareIt(t *testing.T) {
	s, _ := serve(t, &fake{})
	_, err := s.SetSources([]SourceConfig{able("a", 10), able("b", 10), able("c", 20)})
	require.NoError(t, err)
	pages := func() (all []int32, lists []*crmstreamv1.ListCapability) {
		answer, err := s.listSources(t.Context(), nil)
		require.NoError(t, err)
		for _, source := range answer.GetSources() {
			all, lists = append(all, source.GetLists()[0].GetPageMax()), append(lists, source.GetLists()[0])
		}
		return all, lists
	}
	all, lists := pages()
	require.Equal(t, []int32{10, 10, 20}, all)
	require.Same(t, lists[0], lists[1])
	_, again := pages()
	require.Same(t, lists[2], again[2], "it is made once")

	_, err = s.SetSources([]SourceConfig{able("a", 30), able("b", 10), able("c", 20)})
	require.NoError(t, err)
	all, _ = pages()
	require.Equal(t, []int32{30, 10, 20}, all)
	require.Len(t, s.shown.kept, 1, "what was shown before the change is forgotten")
}

// TestSourcesThatAllDifferAreAllShown has more of them than are kept.
func TestSourcesThatAllDifferAreAllShown(t *testing.T) {
	s, _ := serve(t, &fake{})
	var configs []SourceConfig
	for i := range 2 * maxShown {
		configs = append(configs, able(fmt.Sprintf("s%03d", i), i+1))
	}
	_, err := s.SetSources(configs)
	require.NoError(t, err)
	for range 2 {
		answer, err := s.listSources(t.Context(), nil)
		require.NoError(t, err)
		for i, source := range answer.GetSources() {
			require.EqualValues(t, i+1, source.GetLists()[0].GetPageMax())
		}
	}
	require.Len(t, s.shown.kept, maxShown)
}

// TestListingSourcesAllocatesLittle counts the allocations of a source in a list of sources, without those of its encoding.
func TestListingSourcesAllocatesLittle(t *testing.T) {
	s, _ := serve(t, &fake{})
	const n = 100
	var configs []SourceConfig
	for i := range n {
		configs = append(configs, able(fmt.Sprintf("s%03d", i), 1))
	}
	_, err := s.SetSources(configs)
	require.NoError(t, err)
	allocations := testing.AllocsPerRun(10, func() { _, _ = s.listSources(t.Context(), nil) })
	check.AtMost(t, "allocations_of_a_listed_source", allocations/n, 16)
}
