// Package check prints the figures of tests, one a line, for the table of tools/checks: `CHECK name value limit`. "least"
// follows a limit that the value must reach. "-" replaces the limit of a figure that depends on the machine.
package check

import (
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
)

// Reporter is the part of a test that reports a broken limit.
type Reporter interface {
	Helper()
	Errorf(format string, args ...any)
}

// AtMost prints a figure, and fails the test if the figure is above its limit.
func AtMost(t Reporter, name string, value, limit float64) {
	t.Helper()
	write(os.Stdout, name, value, text(limit))
	if !(value <= limit) { // also true for a value that is not a number
		t.Errorf("%s is %s, and may be %s at most", name, text(value), text(limit))
	}
}

// AtLeast prints a figure, and fails the test if the figure is below its limit.
func AtLeast(t Reporter, name string, value, limit float64) {
	t.Helper()
	write(os.Stdout, name, value, text(limit)+" least")
	if !(value >= limit) {
		t.Errorf("%s is %s, and must be %s at least", name, text(value), text(limit))
	}
}

// Tell prints a figure without a limit, since the figure depends on the machine.
func Tell(name string, value float64) { write(os.Stdout, name, value, "-") }

func write(to io.Writer, name string, value float64, limit string) {
	// The figure begins with a line end, since tests print lines that they do not end.
	_, _ = fmt.Fprintf(to, "\nCHECK %s %s %s\n", name, text(value), limit)
}

// text returns a number with two decimals at most.
func text(v float64) string { return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64) }
