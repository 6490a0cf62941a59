//go:build !linux

package quota

import "time"

// bootID returns "". These systems have no id of a start that stays the same when a clock is set. Without such an id the time
// since the start has no use.
func bootID() string { return "" }

// sinceBoot reports that there is no boot clock.
func sinceBoot() (time.Duration, bool) { return 0, false }
