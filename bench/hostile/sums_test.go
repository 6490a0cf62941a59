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
)

// sum counts the runs of a list.
type sum struct {
	runs, right, refused, resumed, requests, records, failures int
	refusals                                                   map[string]int
	// known counts runs that were wrong for a reason that is known.
	known map[string]int
	// naive are the runs that a plain reader read too, and of these those it could not finish, lost in, or doubled in.
	naive, naiveFailed, naiveLost, naiveDoubled, lostRecords int
	worst                                                    uint64 // seed of the most losses
	worstLost                                                int
}

func (t *sum) count(o outcome) {
	t.runs++
	t.requests += o.requests
	t.records += o.records
	if o.resumed > 0 {
		t.resumed++
	}
	var e *connectors.Error
	switch {
	case errors.As(o.refused, &e):
		t.refused++
		t.refusals[e.Kind.String()]++
	case o.wrong == "":
		t.right++
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

// print prints ours and the plain reader's figures side by side.
func (a *sums) print(t *testing.T) {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "\n%-28s %6s %6s %7s %8s | %6s %8s %8s %8s %8s %14s\n", "list", "runs", "right", "refused", "resumed",
		"plain", "failed", "lost in", "doubled", "records", "worst seed")
	runs, naive, wrong := 0, 0, 0
	for _, name := range slices.Sorted(maps.Keys(a.of)) {
		s := a.of[name]
		fmt.Fprintf(&b, "%-28s %6d %6d %7d %8d | %6d %8d %8d %8d %8d %6d (%d)\n", name, s.runs, s.right, s.refused, s.resumed,
			s.naive, s.naiveFailed, s.naiveLost, s.naiveDoubled, s.lostRecords, s.worst, s.worstLost)
		runs, naive, wrong = runs+s.runs, naive+s.naive, wrong+s.naiveLost
		if s.refused > 0 {
			fmt.Fprintf(&b, "%30s %v\n", "", s.refusals)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(a.of)) {
		for reason, n := range a.of[name].known {
			fmt.Fprintf(&b, "known: %s: %d runs: %s\n", name, n, reason)
		}
	}
	t.Logf("%s%d runs; a plain reader lost records in %d of %d", b.String(), runs, wrong, naive)
}
