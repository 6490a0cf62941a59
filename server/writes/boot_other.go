//go:build !linux

package writes

import "time"

// bootID returns "": this system has no name for its start.
func bootID() string { return "" }

// sinceBoot is not asked.
func sinceBoot() (time.Duration, bool) { return 0, false }
