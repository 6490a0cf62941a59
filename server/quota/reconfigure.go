package quota

import (
	"fmt"
	"path/filepath"
	"time"
)

// Reconfigure replaces the configuration of the budget. The new configuration holds at once. Slots that were given stay.
// Waiters wait by the new numbers: a waiter that has room now is served, and a waiter that would wait too long is refused. An
// error changes nothing.
func (b *Budget) Reconfigure(config Config) error {
	if err := config.Validate(); err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.quiet() // recall reads the file
	switch {
	case b.shut:
		return b.closedError()
	case config.Name != b.config.Name:
		return fmt.Errorf("budget %q: cannot become %q: a budget keeps its name", b.config.Name, config.Name)
	}
	b.dropBlock() // recall counts the slots of the file
	now := b.now()
	forgotten, err := b.ledger.recall(config, b.window.slots, now)
	if err != nil {
		return fmt.Errorf("budget %q: %w", config.Name, err)
	}
	b.window.slots = append(forgotten, b.window.slots...)
	b.configure(config)
	b.window.closed = min(b.window.closed, now+config.longestClosed())
	b.pace = min(b.pace, now+config.Window/time.Duration(b.window.bulkLimit))
	b.dispatch()
	return nil
}

// recall prepares the ledger for a configuration. It returns the slots that count by that configuration and no longer count
// now. They are the oldest slots in the file.
func (l *ledger) recall(config Config, counting []slot, now time.Duration) ([]slot, error) {
	if l == nil {
		return nil, nil
	}
	written, err := l.read()
	if err != nil {
		return nil, err
	}
	slots := replay(written, config, l.now()).slots
	slots = slots[:max(0, len(slots)-len(counting))]
	for i := range slots {
		slots[i].at += now
		if len(counting) > 0 {
			slots[i].at = min(slots[i].at, counting[0].at)
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.config = config
	return slots, keepHosts(config, filepath.Dir(l.path))
}
