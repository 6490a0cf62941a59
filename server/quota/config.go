package quota

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"time"
)

// Config describes one budget.
type Config struct {
	// Name is the name of the budget in configurations, and of its ledger file.
	Name string `yaml:"name" show:"yes"`
	// Requests is how many requests any Window may hold.
	Requests int           `yaml:"requests" show:"yes"`
	Window   time.Duration `yaml:"window" show:"yes"`
	// Concurrency is how many requests may be under way at a time; 0 means any number.
	Concurrency int `yaml:"concurrency" show:"yes"`
	// Reserve is the share of Requests, and of Concurrency, that bulk callers leave to interactive callers. The number is
	// rounded.
	Reserve float64 `yaml:"reserve" show:"yes"`
	// Sources are the names of the sources that share the budget. Hosts are the hosts of their upstream. By these OpenAll
	// finds the requests that were counted under another name.
	Sources []string `yaml:"-"`
	Hosts   []string `yaml:"-"`
}

// Defaults returns a configuration that lacks only Name, Requests and Window.
func Defaults() Config { return Config{Reserve: 0.2} }

var names = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,62}$`)

// Validate returns all mistakes, joined. Each mistake names the field and the fix.
func (c Config) Validate() error {
	var mistakes []error
	check := func(ok bool, format string, args ...any) {
		if !ok {
			mistakes = append(mistakes, fmt.Errorf(format, args...))
		}
	}
	check(names.MatchString(c.Name), "name: %q must be up to 63 lower-case letters, digits, - and _", c.Name)
	check(c.Requests >= 1, "requests: %d must be at least 1", c.Requests)
	check(c.Window > 0, "window: %v must be a time like 1h", c.Window)
	check(c.Concurrency >= 0, "concurrency: %d must be 0, for any number, or more", c.Concurrency)
	check(c.Reserve >= 0 && c.Reserve < 1, "reserve: %v must be a share from 0 to below 1", c.Reserve)
	return errors.Join(mistakes...)
}

// forBulk returns how many of n requests or places bulk callers may have. The number is at least 1: with 0 they would wait
// for ever.
func (c Config) forBulk(n int) int {
	return max(1, n-int(math.Round(c.Reserve*float64(n))))
}

// forShare returns how many requests of a window a share permits. The number is at least 1: with 0 the caller would wait for
// ever.
func (c Config) forShare(share float64) int {
	const inexact = 1e-9 // in floating point 0.29 of 100 is 28.999999999999996
	return max(1, int(share*float64(c.Requests)+inexact))
}

// grace returns how long after Acquire a request may reach the upstream without too many requests in any window there. It is
// ten seconds, but a tenth of a short window and a hundredth of a long window.
func (c Config) grace() time.Duration {
	return max(c.Window/100, min(c.Window/10, 10*time.Second))
}

// usualClosed returns how long the window is closed if the upstream does not say how long.
func (c Config) usualClosed() time.Duration { return min(15*time.Minute, c.Window) }

// longestClosed returns the longest time for which the upstream can close the window.
func (c Config) longestClosed() time.Duration { return max(time.Hour, c.Window) }
