package quota

import "time"

// clocks tell the time to a ledger.
type clocks struct {
	wall func() time.Time
	// boot returns which start of the system this is and how long that is ago, by a clock that nobody sets and that goes on
	// while the machine sleeps. "" means that there is no such clock.
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

// stamp is one moment as a ledger keeps it: by the wall clock, and by the time since a start of the system.
type stamp struct {
	wall   time.Time
	boot   string        // "" for a moment without a boot clock
	uptime time.Duration // of the system since that start; negative for moments before it
}

// now looks at all clocks.
func (c clocks) now() stamp {
	s := stamp{wall: c.wall()}
	s.boot, s.uptime = c.boot()
	return s
}

// after returns the moment that is that much later.
func (s stamp) after(d time.Duration) stamp {
	s.wall, s.uptime = s.wall.Add(d), s.uptime+d
	return s
}
