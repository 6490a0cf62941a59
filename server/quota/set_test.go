package quota

import (
	"context"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// used returns how much of the budgets of a set is used, in the order of the configurations.
func used(s *Set, configs []Config) []int {
	var all []int
	for _, c := range configs {
		all = append(all, s.Budget(c.Name).Snapshot().Used)
	}
	return all
}

// TestRequestsAreNotForgottenWithoutAStart goes through the changes that TestRequestsAreNotForgottenWithANewName has, in one process,
// and after the last one with a new start.
func TestRequestsAreNotForgottenWithoutAStart(t *testing.T) {
	for name, steps := range renamings() {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "budgets")
			s, err := OpenSet(steps[0].configs, dir)
			require.NoError(t, err)
			for i, step := range steps {
				require.NoError(t, s.Replace(step.configs))
				require.Equal(t, step.used, used(s, step.configs), "step %d", i)
				for j, n := range step.more {
					for range n {
						release, err := s.Budget(step.configs[j].Name).Acquire(interactive(t))
						require.NoError(t, err)
						release(true)
					}
				}
			}
			last := steps[len(steps)-1].configs
			before := used(s, last)
			require.NoError(t, s.Close())
			again, err := OpenSet(last, dir)
			require.NoError(t, err)
			require.Equal(t, before, used(again, last))
			require.NoError(t, again.Close())
		})
	}
}

// TestABudgetInPlaceOfAnotherKeepsItsWord replaces a budget while requests are under way and wait in it.
func TestABudgetInPlaceOfAnotherKeepsItsWord(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		config := func(name string) Config {
			return Config{Name: name, Requests: 4, Concurrency: 2, Window: time.Hour, Sources: []string{"a"}, Hosts: []string{"crm.example"}}
		}
		s, err := OpenSet([]Config{config("a")}, t.TempDir())
		require.NoError(t, err)
		old := s.Budget("a")
		first, err := old.Acquire(t.Context())
		require.NoError(t, err)
		_, err = old.Acquire(t.Context())
		require.NoError(t, err)
		refused := make(chan error)
		go func() { _, err := old.Acquire(t.Context()); refused <- err }()
		synctest.Wait()
		require.NoError(t, s.Replace([]Config{config("main")}))
		require.ErrorIs(t, <-refused, ErrClosed)
		_, err = old.Acquire(t.Context())
		require.ErrorIs(t, err, ErrClosed)

		next := s.Budget("main")
		require.Equal(t, 2, next.Snapshot().Used)
		got := make(chan struct{})
		go func() { _, _ = next.Acquire(t.Context()); close(got) }()
		synctest.Wait()
		select {
		case <-got:
			require.Fail(t, "two requests are under way, as many as may be")
		default:
		}
		first(true)
		<-got
		require.Equal(t, 3, next.Snapshot().Used)
		interactively := connectors.WithMeter(t.Context(), &connectors.Meter{Interactive: true})
		ctx, cancel := context.WithTimeout(interactively, time.Second)
		defer cancel()
		_, err = next.Acquire(ctx)
		require.Error(t, err, "the second request of the old budget is under way still")
		require.NoError(t, s.Close())
	})
}

// TestASetWithAMistakeStays replaces budgets by some that are wrong.
func TestASetWithAMistakeStays(t *testing.T) {
	s, err := OpenSet([]Config{shared("a", "crm.example", "a")}, t.TempDir())
	require.NoError(t, err)
	require.ErrorContains(t, s.Replace([]Config{shared("b", "crm.example", "a"), {Name: "c"}}), "requests")
	require.NotNil(t, s.Budget("a"))
	_, err = s.Budget("a").Acquire(interactive(t))
	require.NoError(t, err)
	require.NoError(t, s.Close())
}

// TestASharesSlotsAreInherited replaces a budget of which a caller has used its share.
func TestASharesSlotsAreInherited(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		config := func(name string) Config {
			return Config{Name: name, Requests: 10, Window: time.Hour, Sources: []string{"a"}, Hosts: []string{"crm.example"}}
		}
		s, err := OpenSet([]Config{config("a")}, t.TempDir())
		require.NoError(t, err)
		shares := map[string]float64{"small": 0.2}
		s.Budget("a").SetShares(shares)
		as := func(caller string) context.Context {
			return connectors.WithMeter(t.Context(), &connectors.Meter{Interactive: true, Caller: caller})
		}
		for range 2 {
			release, err := s.Budget("a").Acquire(as("small"))
			require.NoError(t, err)
			release(true)
		}
		require.NoError(t, s.Replace([]Config{config("main")}))
		next := s.Budget("main")
		next.SetShares(shares)
		_, err = next.Acquire(as("small"))
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindRateLimited})
		release, err := next.Acquire(as("large"))
		require.NoError(t, err)
		release(true)
		require.NoError(t, s.Close())
	})
}
