package quota

import "time"

// booted is when the machine of tests in virtual time, which begins a day later, was started.
var booted = time.Date(1999, 12, 31, 0, 0, 0, 0, time.UTC)

// newVirtual is New on a machine whose clocks go with the virtual time.
func newVirtual(config Config, dir string) (*Budget, error) {
	return newBudget(config, dir, clocks{
		wall: time.Now,
		boot: func() (string, time.Duration) { return "virtual", time.Since(booted) },
	})
}
