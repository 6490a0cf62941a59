package main

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server"
	"github.com/crmstream/crmstream/server/access"
	"github.com/crmstream/crmstream/server/quota"
)

// budgets has the budgets of all sources. The budgets may be replaced while requests wait in them.
type budgets struct {
	mu  sync.RWMutex
	set *quota.Set
	// of has the names of the budgets, by the names of the sources that have one.
	of map[string]string
	// names are the names of all budgets. shares returns the shares of a budget, by the names of the callers; nil if there are
	// no callers.
	names  []string
	shares func(budget string) map[string]float64
	// known has the budget of a source as the source sees it. It is the same value as long as the process runs.
	known map[string]server.Budget
}

// openBudgets opens the budgets of a setup. Their ledgers are in dir.
func openBudgets(s setup, dir string) (*budgets, error) {
	set, err := quota.OpenSet(s.budgets, dir)
	if err != nil {
		return nil, err
	}
	return &budgets{set: set, of: budgetNames(s), names: namesOf(s.budgets), known: map[string]server.Budget{}}, nil
}

// budgetNames returns the names of the budgets by source.
func budgetNames(s setup) map[string]string {
	of := map[string]string{}
	for _, source := range s.sources {
		if source.budget != "" {
			of[source.name] = source.budget
		}
	}
	return of
}

// namesOf returns the names of budgets.
func namesOf(configs []quota.Config) []string {
	names := make([]string, len(configs))
	for i, c := range configs {
		names[i] = c.Name
	}
	return names
}

// shareOut gives the callers of a table their shares of the budgets, now and after each replacement of budgets.
func (b *budgets) shareOut(table *access.Table) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.shares = table.Shares
	b.setShares()
}

// setShares gives callers their shares of the budgets. The caller holds the lock.
func (b *budgets) setShares() {
	for _, name := range b.names {
		if now := b.set.Budget(name); now != nil && b.shares != nil {
			now.SetShares(b.shares(name))
		}
	}
}

// replace replaces the budgets by those of another setup, then calls served, which starts to serve the sources with these
// budgets. Meanwhile no request can look up its budget, so that no request is counted in a budget that its source no longer
// has. After an error the earlier budgets are used again.
func (b *budgets) replace(before, s setup, served func() error) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	err := b.set.Replace(s.budgets)
	if err == nil {
		b.of, b.names = budgetNames(s), namesOf(s.budgets)
		b.setShares()
		if err = served(); err == nil {
			return nil
		}
	}
	err = errors.Join(err, b.set.Replace(before.budgets))
	b.of, b.names = budgetNames(before), namesOf(before.budgets)
	b.setShares()
	return err
}

// ofSource returns the budget of a source. The source must have a budget.
func (b *budgets) ofSource(name string) server.Budget {
	if b.known[name] == nil {
		b.known[name] = &budget{all: b, source: name}
	}
	return b.known[name]
}

// now returns the current budget of a source, nil if the source has none.
func (b *budgets) now(source string) *quota.Budget {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.set.Budget(b.of[source])
}

// budget is the current budget of a source, also after a replacement.
type budget struct {
	all    *budgets
	source string
}

// Acquire implements connectors.Pacer. If a budget is replaced while a request waits in it, the request waits in the new
// budget.
func (b *budget) Acquire(ctx context.Context) (release func(sent bool), err error) {
	for now := b.all.now(b.source); now != nil; {
		release, err = now.Acquire(ctx)
		if !errors.Is(err, quota.ErrClosed) {
			return release, err
		}
		after := b.all.now(b.source)
		if after == now {
			return nil, err
		}
		now = after
	}
	if err := ctx.Err(); err != nil { // the source was removed, and its calls end
		return nil, err
	}
	return nil, &connectors.Error{Kind: connectors.KindUnavailable, Err: quota.ErrClosed}
}

// Limited implements connectors.Pacer.
func (b *budget) Limited(retryAfter time.Duration) {
	if now := b.all.now(b.source); now != nil {
		now.Limited(retryAfter)
	}
}

// State returns the current state of the budget.
func (b *budget) State() server.BudgetState {
	now := b.all.now(b.source)
	if now == nil {
		return server.BudgetState{}
	}
	s := now.Snapshot()
	return server.BudgetState{Name: s.Name, Limit: s.Limit, Used: s.Used, Left: s.Left, Window: s.Window, Free: s.Free}
}
