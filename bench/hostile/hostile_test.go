package hostile

import (
	"errors"
	"flag"
	"slices"
	"strings"
	"testing"

	"github.com/crmstream/crmstream/connectors"
)

var (
	flagRuns    = flag.Int("hostile.runs", 0, "runs of each list, 0 for the usual number")
	flagSeed    = flag.Uint64("hostile.seed", 0, "run this seed alone, and tell its plan")
	flagList    = flag.String("hostile.list", "", "run this list alone")
	flagStale   = flag.Bool("hostile.stale", false, "print the entries of known_test.go that no run needed")
	flagManners = flag.Bool("hostile.manners", false, "print a line for each list and manner, too")
	flagRead    = flag.Int("hostile.parallel", 0, "read so many pages at a time, which makes runs differ")
)

// errRefused is an answer that a plain reader cannot use.
var errRefused = errors.New("the upstream refused")

// The runs of each list, unless the flag says otherwise.
const usualRuns, shortRuns = 300, 15

// subjects returns all lists.
func subjects() []subject {
	return slices.Concat(aproSubjects(), proximaSubjects(), solosSubjects(), administrateSubjects(), graphSubjects())
}

// TestNothingLost reads each list of each upstream under as many plans as there are seeds. In every run the list must be right,
// or end with an error that says why it may not be right.
func TestNothingLost(t *testing.T) {
	runs := usualRuns
	if testing.Short() {
		runs = shortRuns
	}
	if *flagRuns > 0 {
		runs = *flagRuns
	}
	var all sums
	t.Run("lists", func(t *testing.T) {
		for _, s := range subjects() {
			if *flagList != "" && s.name != *flagList {
				continue
			}
			t.Run(strings.ReplaceAll(s.name, " ", "/"), func(t *testing.T) {
				t.Parallel()
				all.add(s.name, sweep(t, s, max(runs/max(s.weight, 1), 1)))
			})
		}
	})
	all.print(t)
}

// sweep runs the seeds of a list.
func sweep(t *testing.T, s subject, runs int) *sum {
	t.Helper()
	total := newSum()
	for seed := uint64(1); seed <= uint64(runs); seed++ {
		if *flagSeed > 0 {
			seed = *flagSeed
		}
		p := newPlan(s, seed)
		o := execute(t, s, p, false)
		total.count(p, o)
		if *flagSeed > 0 {
			t.Logf("%s\n%+v", p, o)
		}
		if fault := faultOf(s, p, o); fault != "" {
			if reason := expected(p, fault); reason != "" {
				total.excuse(p, o, reason)
				if *flagSeed > 0 {
					break
				}
				continue
			}
			short := p.shortened(func(q plan) bool { return faultOf(s, q, execute(t, s, q, false)) != "" })
			t.Errorf("%s\nrun again: go test ./bench/hostile -run NothingLost -hostile.list=%q -hostile.seed=%d\nthe shortest that fails (%s):\n%s",
				fault, s.name, seed, faultOf(s, short, execute(t, s, short, false)), short)
			if total.failures++; total.failures >= 3 {
				return total
			}
		}
		if p.variant == 0 && p.limit == 0 {
			total.countNaive(execute(t, s, p, true), seed)
		}
		if *flagSeed > 0 {
			break
		}
	}
	return total
}

// has reports whether the plan's upstream has a manner of some sort.
func has(s subject, p plan, sort func(manner) bool) bool {
	return slices.ContainsFunc(s.manners, func(m manner) bool { return sort(m) && slices.Contains(p.manners, m.name) })
}

// honest are the kinds of errors that say that a list may not be right.
var honest = []connectors.Kind{
	connectors.KindInconsistent, connectors.KindDataLost, connectors.KindFilterIgnored, connectors.KindMisconfigured,
	connectors.KindInvalidRequest, connectors.KindUnsupported,
}

// faultOf says what is wrong with an outcome, "" for nothing: a list that is silently wrong, or an error although the upstream
// kept its word.
func faultOf(s subject, p plan, o outcome) string {
	if o.wrong != "" || o.refused == nil {
		return o.wrong
	}
	var e *connectors.Error
	if !errors.As(o.refused, &e) {
		return "not the connector's error: " + o.refused.Error()
	}
	if has(s, p, func(m manner) bool { return m.unfaithful }) && slices.Contains(honest, e.Kind) {
		return ""
	}
	if accepted(s, p, o, e.Kind) {
		return ""
	}
	return "refused: " + e.Error()
}
