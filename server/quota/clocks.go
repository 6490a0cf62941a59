package quota

import "time"

// clocks are the clocks that a ledger reads.
type clocks struct {
	wall func() time.Time
	// boot returns the id of this start of the system and the time since that start. Its clock is never set, and goes on while
	// the machine sleeps. The id "" means that there is no such clock.
	boot func() (id string, ago time.Duration)
}

// systemClocks returns the clocks of this machine.
func systemClocks() clocks {
	id := bootID()
	return clocks{wall: time.Now, boot: func() (string, time.Duration) {
		ago, ok := sinceBoot()
		if !ok {
			return "", 0
		}
		return id, ago
	}}
}

// stamp is one moment in a ledger: the time of the wall clock, and the time since a start of the system.
type stamp struct {
	wall   time.Time
	boot   string        // "" for a moment without a boot clock
	uptime time.Duration // the time since that start; negative for a moment before it
}

// now reads all clocks.
func (c clocks) now() stamp {
	s := stamp{wall: c.wall()}
	s.boot, s.uptime = c.boot()
	return s
}

// after returns the moment that is d later.
func (s stamp) after(d time.Duration) stamp {
	s.wall, s.uptime = s.wall.Add(d), s.uptime+d
	return s
}
