package quota

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// Set holds the budgets of a folder. Replace can change them while requests are under way. A Set is safe for concurrent use.
type Set struct {
	dir string

	mu      sync.Mutex
	budgets map[string]*Budget // by name
}

// OpenSet opens budgets with different names, as OpenAll does.
func OpenSet(configs []Config, dir string) (*Set, error) {
	opened, err := OpenAll(configs, dir)
	if err != nil {
		return nil, err
	}
	s := &Set{dir: dir, budgets: map[string]*Budget{}}
	for _, b := range opened {
		s.budgets[b.config.Name] = b
	}
	return s, nil
}

// Budget returns the budget of a name, nil if there is none.
func (s *Set) Budget(name string) *Budget {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.budgets[name]
}

// Replace replaces the budgets of the set. A budget that stays keeps its slots and the requests that wait. The slots of a
// budget that goes count in the budgets that may have sent its requests, as in OpenAll. A request that waits in a budget that
// goes is refused with ErrClosed, and its caller must ask the new budget. After an error of a configuration, or if a new
// budget cannot be opened, the set is as before. After another error of a file the set has the new budgets. Then the slots of
// a budget that is gone may be only in its file, until the next start.
func (s *Set) Replace(configs []Config) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range configs {
		if err := c.Validate(); err != nil {
			return err
		}
	}
	next, fresh := map[string]*Budget{}, []*Budget(nil)
	for _, c := range configs {
		if next[c.Name] = s.budgets[c.Name]; next[c.Name] != nil {
			continue
		}
		b, err := reopen(c, s.dir)
		if err != nil {
			for _, opened := range fresh {
				err = errors.Join(err, opened.Close())
			}
			return err
		}
		next[c.Name], fresh = b, append(fresh, b)
	}
	var err error
	for name, b := range s.budgets {
		if next[name] == nil {
			err = errors.Join(err, s.retire(b, configs, next))
		}
	}
	for _, c := range configs {
		err = errors.Join(err, next[c.Name].Reconfigure(c))
	}
	s.budgets = next
	return err
}

// Close closes all budgets.
func (s *Set) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var err error
	for _, b := range s.budgets {
		err = errors.Join(err, b.Close())
	}
	return err
}

// reopen opens a budget with a name that is new, or that a budget had before.
func reopen(c Config, dir string) (*Budget, error) {
	former := c.Name + formerSuffix
	if _, err := os.Stat(filepath.Join(dir, former)); err == nil {
		if err := moveLines([]string{c.Name + ledgerSuffix}, dir, former); err != nil {
			return nil, err
		}
	}
	return New(c, dir)
}

// retire closes a budget, and adds its slots to its heirs.
func (s *Set) retire(b *Budget, configs []Config, next map[string]*Budget) error {
	heirs := heirsOf(b.config.Name, b.config.Hosts, configs)
	err := b.Close()
	for _, c := range heirs {
		err = errors.Join(err, next[c.Name].inherit(b))
	}
	if len(heirs) == 0 {
		return err
	}
	name := b.config.Name
	return errors.Join(err, moveLines([]string{name + formerSuffix}, s.dir, name+ledgerSuffix))
}

// heirsOf returns the budgets that may have sent the requests of a budget that no longer exists. These are the budgets that a
// source of its name shares, and the budgets with one of its hosts.
func heirsOf(name string, hosts []string, configs []Config) []Config {
	var heirs []Config
	for _, c := range configs {
		common := func(host string) bool { return slices.Contains(hosts, host) }
		if slices.Contains(c.Sources, name) || slices.ContainsFunc(c.Hosts, common) {
			heirs = append(heirs, c)
		}
	}
	return heirs
}

// inherit adds the slots of a closed budget, and counts its requests under way.
func (b *Budget) inherit(from *Budget) error {
	from.mu.Lock()
	defer from.mu.Unlock()
	b.mu.Lock()
	defer b.mu.Unlock()
	now, shift := b.now(), from.opened.Sub(b.opened)
	from.window.forget(from.now())
	b.window.forget(now)
	added := entries{closed: from.window.closed + shift}
	for _, slot := range from.window.slots {
		slot.at += shift
		added.slots = append(added.slots, slot)
	}
	b.window.slots = append(b.window.slots, added.slots...)
	slices.SortStableFunc(b.window.slots, func(a, b slot) int { return cmp.Compare(a.at, b.at) })
	b.window.classify()
	b.window.close(added.closed)
	b.probing = b.probing || added.closed > now
	b.inFlight += from.inFlight
	b.bulkInFlight += from.bulkInFlight
	from.heirs = append(from.heirs, b)
	return b.ledger.append(added, now, b.ledger.now())
}
