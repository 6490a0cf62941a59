package hostile

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/check"
)

// tally counts runs. A run that is right only by an entry of known_test.go is excused: wrong in silence, or refused without
// need.
type tally struct {
	runs, right, refused, wrong, needless int
}

func (t *tally) count(o outcome) {
	t.runs++
	switch {
	case o.refused != nil:
		t.refused++
	case o.wrong == "":
		t.right++
	}
}

func (t *tally) excuse(o outcome) {
	if o.wrong != "" {
		t.wrong++
	} else {
		t.refused--
		t.needless++
	}
}

// sum counts the runs of a list.
type sum struct {
	tally
	manners                              map[string]*tally
	resumed, requests, records, failures int
	refusals                             map[string]int
	// known counts runs that failed as an entry of known_test.go expects.
	known map[string]int
	// naive are the runs that a plain reader read too, and those that it could not finish, lost records in, or doubled records
	// in.
	naive, naiveFailed, naiveLost, naiveDoubled, lostRecords int
	worst                                                    uint64 // seed of the most losses
	worstLost                                                int
}

func newSum() *sum {
	return &sum{manners: map[string]*tally{}, refusals: map[string]int{}, known: map[string]int{}}
}

// of returns the tallies that a plan counts in.
func (t *sum) of(p plan) []*tally {
	tallies := []*tally{&t.tally}
	for _, m := range p.manners {
		if t.manners[m] == nil {
			t.manners[m] = &tally{}
		}
		tallies = append(tallies, t.manners[m])
	}
	return tallies
}

func (t *sum) count(p plan, o outcome) {
	for _, tally := range t.of(p) {
		tally.count(o)
	}
	t.requests += o.requests
	t.records += o.records
	if o.resumed > 0 {
		t.resumed++
	}
	var e *connectors.Error
	if errors.As(o.refused, &e) {
		t.refusals[e.Kind.String()]++
	}
}

// excuse records that a counted run failed as an entry expects.
func (t *sum) excuse(p plan, o outcome, entry string) {
	t.known[entry]++
	for _, tally := range t.of(p) {
		tally.excuse(o)
	}
}

func (t *sum) countNaive(o outcome, seed uint64) {
	if !o.read {
		return
	}
	t.naive++
	if !o.finished {
		t.naiveFailed++
		return
	}
	if o.lost > 0 {
		t.naiveLost++
		t.lostRecords += o.lost
	}
	if o.doubled > 0 {
		t.naiveDoubled++
	}
	if o.lost > t.worstLost {
		t.worst, t.worstLost = seed, o.lost
	}
}

// sums are those of all lists. It is safe for concurrent use.
type sums struct {
	mu sync.Mutex
	of map[string]*sum
}

func (a *sums) add(name string, s *sum) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.of == nil {
		a.of = map[string]*sum{}
	}
	a.of[name] = s
}

// print prints what the flags request, and then the figures of crmstream and of the plain reader.
func (a *sums) print(t *testing.T) {
	t.Helper()
	lists := slices.Sorted(maps.Keys(a.of))
	if *flagStale {
		needed := map[string]bool{}
		for _, s := range a.of {
			for entry := range s.known {
				needed[entry] = true
			}
		}
		t.Logf("entries of known_test.go that no run needed:\n%s", strings.Join(stale(lists, needed), "\n"))
	}
	if *flagManners {
		t.Log(a.byManner(lists))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n%-28s %6s %6s %7s %6s %8s %8s | %6s %8s %8s %8s %8s %14s\n", "list", "runs", "right", "refused", "wrong", "needless", "resumed",
		"plain", "failed", "lost in", "doubled", "records", "worst seed")
	all := &sum{}
	for _, name := range lists {
		s := a.of[name]
		fmt.Fprintf(&b, "%-28s %s %8d | %6d %8d %8d %8d %8d %6d (%d)\n", name, s.tally, s.resumed,
			s.naive, s.naiveFailed, s.naiveLost, s.naiveDoubled, s.lostRecords, s.worst, s.worstLost)
		all.runs, all.wrong, all.needless = all.runs+s.runs, all.wrong+s.wrong, all.needless+s.needless
		all.naive, all.naiveLost = all.naive+s.naive, all.naiveLost+s.naiveLost
		if len(s.refusals) > 0 {
			fmt.Fprintf(&b, "%30s %v\n", "", s.refusals)
		}
	}
	for _, name := range lists {
		for _, entry := range slices.Sorted(maps.Keys(a.of[name].known)) {
			fmt.Fprintf(&b, "known: %s: %d runs: %s\n", name, a.of[name].known[entry], entry)
		}
	}
	failures := 0
	for _, s := range a.of {
		failures += s.failures
	}
	check.Tell("hostile_runs", float64(all.runs))
	check.AtMost(t, "hostile_runs_wrong", float64(failures), 0)
	check.Tell("hostile_runs_excused", float64(all.wrong+all.needless))
	check.Tell("hostile_plain_reader_lost_in", float64(all.naiveLost))
	t.Logf("%s%d runs, of which %d were wrong in silence and %d refused without need, as known_test.go expects; a plain reader lost records in %d of %d",
		b.String(), all.runs, all.wrong, all.needless, all.naiveLost, all.naive)
}

// byManner returns a line for each list and manner.
func (a *sums) byManner(lists []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n%-28s %-32s %6s %6s %7s %6s %8s\n", "list", "manner", "runs", "right", "refused", "wrong", "needless")
	for _, name := range lists {
		for _, m := range slices.Sorted(maps.Keys(a.of[name].manners)) {
			fmt.Fprintf(&b, "%-28s %-32s %s\n", name, m, a.of[name].manners[m])
		}
	}
	return b.String()
}

// String returns the columns of a table.
func (t tally) String() string {
	return fmt.Sprintf("%6d %6d %7d %6d %8d", t.runs, t.right, t.refused, t.wrong, t.needless)
}
