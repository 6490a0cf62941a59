package check

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// recorder is a test that is told of broken limits.
type recorder struct{ told []string }

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) {
	r.told = append(r.told, fmt.Sprintf(format, args...))
}

func TestBrokenLimitsFailTheTest(t *testing.T) {
	r := &recorder{}
	AtMost(r, "check_itself", 2, 2)
	AtLeast(r, "check_itself", 2, 2)
	Tell("check_itself", 2)
	require.Empty(t, r.told)
	AtMost(r, "check_itself", 2.5, 2)
	AtLeast(r, "check_itself", 1, 2)
	AtMost(r, "check_itself", math.NaN(), 2)
	AtLeast(r, "check_itself", math.NaN(), 2)
	require.Equal(t, []string{
		"check_itself is 2.5, and may be 2 at most", "check_itself is 1, and must be 2 at least",
		"check_itself is NaN, and may be 2 at most", "check_itself is NaN, and must be 2 at least",
	}, r.told)
}

func TestLines(t *testing.T) {
	var b strings.Builder
	write(&b, "a_b", 1234567.891, "-")
	write(&b, "c", 3, "4 least")
	require.Equal(t, "\nCHECK a_b 1234567.89 -\n\nCHECK c 3 4 least\n", b.String())
}
