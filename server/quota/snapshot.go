package quota

import "time"

// Snapshot is the state of a budget at one moment.
type Snapshot struct {
	Name   string
	Limit  int
	Window time.Duration
	// Used is the number of requests in the window that ends now.
	Used int
	// Left is how many requests an interactive caller can make now.
	Left int
	// Free is when an interactive caller can make the next request; the zero time means now.
	Free time.Time
}

// Snapshot returns the current state of the budget.
func (b *Budget) Snapshot() Snapshot {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.now()
	free := b.window.free(now, false, 0)
	used := len(b.window.slots)
	s := Snapshot{Name: b.config.Name, Limit: b.config.Requests, Window: b.config.Window, Used: used}
	if free > now {
		s.Free = time.Now().Add(free - now)
	} else {
		s.Left = b.config.Requests - used
	}
	return s
}
