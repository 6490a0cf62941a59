package main

import (
	"github.com/crmstream/crmstream/server"
	"github.com/crmstream/crmstream/server/quota"
)

// budget shows a quota.Budget as the server wants to see it; neither package knows the other.
type budget struct {
	*quota.Budget
}

// State returns the budget as it stands.
func (b budget) State() server.BudgetState {
	s := b.Snapshot()
	return server.BudgetState{Name: s.Name, Limit: s.Limit, Used: s.Used, Left: s.Left, Window: s.Window, Free: s.Free}
}
