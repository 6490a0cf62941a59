package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// run prints the table of a run of tests.
func run(t *testing.T, text string, begins ...string) (table string, err error) {
	t.Helper()
	r, err := read(strings.NewReader(text))
	require.NoError(t, err)
	var b strings.Builder
	err = r.print(&b, begins)
	return b.String(), err
}

func TestTable(t *testing.T) {
	table, err := run(t, "=== RUN   TestA\nnot endedCHECK lost 0 0\n\nCHECK speed_ms 4.5 -\nCHECK rows 230 200 least\n--- PASS: TestA (1s)\nok  \ta\t1s\n", "lost", "speed")
	require.NoError(t, err)
	require.Equal(t, `check     value  limit         
lost      0      at most 0     ok
speed_ms  4.5                  
rows      230    at least 200  ok
`, table)
}

func TestWhatIsRed(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"above the limit": {"CHECK lost 1 0\n", "1 limits broken"},
		"below the limit": {"CHECK rows 1 2 least\n", "1 limits broken"},
		"no number":       {"CHECK lost NaN 0\n", "1 limits broken"},
		"no limit":        {"CHECK lost 0 none\n", "1 limits broken"},
		"a test failed":   {"CHECK lost 0 0\n    --- FAIL: TestA/b (0.0s)\n", "--- FAIL: TestA/b"},
		"does not build":  {"CHECK lost 0 0\nFAIL\ta [build failed]\n", "FAIL\ta [build failed]"},
		"panic":           {"CHECK lost 0 0\npanic: oh\n", "panic: oh"},
		"missing":         {"CHECK other 0 0\n", "no check was printed of lost"},
		"nothing":         {"", "no check was printed of lost"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := run(t, c.text, "lost")
			require.ErrorContains(t, err, c.want)
		})
	}
}
