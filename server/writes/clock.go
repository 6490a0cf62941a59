package writes

import "time"

// moment is a time by the wall clock and, where the system has one, by the boot clock, which no user can set.
type moment struct {
	Wall time.Time `json:"time"`
	// Boot is the name of this start of the system; "" without a boot clock.
	Boot string `json:"boot,omitempty"`
	// Up is the time since that start, sleep included.
	Up time.Duration `json:"up,omitempty"`
}

// systemClock returns the clock of this machine.
func systemClock() func() moment {
	boot := bootID()
	return func() moment {
		now := moment{Wall: time.Now()}
		if up, ok := sinceBoot(); ok && boot != "" {
			now.Boot, now.Up = boot, up
		}
		return now
	}
}
