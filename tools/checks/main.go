package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"text/tabwriter"
)

func main() {
	r, err := read(os.Stdin)
	if err == nil {
		err = r.print(os.Stdout, os.Args[1:])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "checks:", err)
		os.Exit(1)
	}
}

// figure is one line of a check. Its limit is "-" if it has none.
type figure struct {
	name, value, limit string
	least              bool
}

// results are the checks and failures of a run of tests.
type results struct {
	figures  []figure
	failures []string // names of tests and packages, as go test prints them
}

// read reads the output of a run of tests.
func read(in io.Reader) (results, error) {
	line := regexp.MustCompile(`CHECK (\w+) (\S+) (\S+)( least)?$`)
	failure := regexp.MustCompile(`^\s*--- FAIL: |^FAIL\s+\S|^panic: `)
	var r results
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 16<<20) // a test may print what it compared
	for lines.Scan() {
		text := strings.TrimSpace(lines.Text())
		if found := line.FindStringSubmatch(text); found != nil {
			r.figures = append(r.figures, figure{name: found[1], value: found[2], limit: found[3], least: found[4] != ""})
		}
		if failure.MatchString(lines.Text()) {
			r.failures = append(r.failures, text)
		}
	}
	return r, lines.Err()
}

// broken reports whether the figure exceeds its limit.
func (f figure) broken() bool {
	if f.limit == "-" {
		return false
	}
	value, err := strconv.ParseFloat(f.value, 64)
	limit, wrong := strconv.ParseFloat(f.limit, 64)
	if err != nil || wrong != nil {
		return true
	}
	if f.least {
		return !(value >= limit)
	}
	return !(value <= limit)
}

// row returns the columns of the table.
func (f figure) row() string {
	switch {
	case f.limit == "-":
		return f.name + "\t" + f.value + "\t\t"
	case f.broken():
		return f.name + "\t" + f.value + "\t" + f.bound() + "\tBROKEN"
	default:
		return f.name + "\t" + f.value + "\t" + f.bound() + "\tok"
	}
}

func (f figure) bound() string {
	if f.least {
		return "at least " + f.limit
	}
	return "at most " + f.limit
}

// print prints the table, and returns an error if a limit is broken, a test has failed or a check is missing. begins are the
// prefixes of names that must have a check.
func (r results) print(out io.Writer, begins []string) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(table, "check\tvalue\tlimit\t")
	broken := 0
	for _, f := range r.figures {
		_, _ = fmt.Fprintln(table, f.row())
		if f.broken() {
			broken++
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	var missing []string
	for _, begin := range begins {
		if !r.has(begin) {
			missing = append(missing, begin)
		}
	}
	switch {
	case len(r.failures) > 0:
		return fmt.Errorf("%d limits broken, and tests failed:\n%s", broken, strings.Join(r.failures, "\n"))
	case broken > 0:
		return fmt.Errorf("%d limits broken", broken)
	case len(missing) > 0:
		return fmt.Errorf("no check was printed of %s", strings.Join(missing, ", "))
	}
	return nil
}

func (r results) has(begin string) bool {
	for _, f := range r.figures {
		if strings.HasPrefix(f.name, begin) {
			return true
		}
	}
	return false
}
