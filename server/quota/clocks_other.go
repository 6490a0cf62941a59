//go:build !linux

package quota

import "time"

// bootID returns "": there is no name here for a start of the system that setting a clock leaves alone, and without one the
// time since that start tells nothing.
func bootID() string { return "" }

// sinceBoot is not asked.
func sinceBoot() (time.Duration, bool) { return 0, false }
