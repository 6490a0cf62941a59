package hostile

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// example is one small case of a list that ended where it should not have, as it was found. Nothing changes while it is read.
type example struct {
	name, list string
	// rows is the number of rows with which the emulator begins, and size is the size of pages.
	rows, size int
	manners    []string // of the list, in addition
	seeds      uint64   // of the example: so many are played, 0 for one
	apply      func(*setup)
	// short is the manner's field of that name.
	short func(outcome, plan) bool
}

// examples are the cases that lost records in silence or might have. All their records must come, except hidden ones.
var examples = []example{
	{
		name: "example: the first page has 100 rows and all others 60", list: "administrate tasks", rows: 350, size: 100,
		apply: func(s *setup) { s.pager.lowers, s.pager.when, s.pager.low = true, 2, 60 },
	},
	{
		name: "example: a row of the second page is hidden, without totals", list: "apro contacts", rows: 280, size: 50,
		manners: []string{noCounts}, apply: hiding(25),
	},
	{
		name: "example: a call of the second page is hidden", list: "apro calls", rows: 2600, size: 1000, apply: hiding(500),
	},
	{
		name: "example: contacts with totals of 0", list: "apro contacts", rows: 280, size: 50,
		apply: func(s *setup) { s.pager.total = ofNothing },
	},
	{
		name: "example: contacts with totals of the page", list: "apro contacts", rows: 280, size: 50,
		apply: func(s *setup) { s.pager.total = ofPage },
	},
	{
		name: "example: contacts that come twice on the only page", list: "apro contacts", rows: 30, size: 50,
		apply: func(s *setup) { s.pager.doubles, s.full = true, true },
	},
	{
		name: "example: contacts that come and count twice", list: "apro contacts", rows: 280, size: 50,
		apply: func(s *setup) { s.pager.doubles, s.pager.total = true, ofAll }, short: outcome.doublesPage,
	},
	{
		name: "example: invoices with totals of 0", list: "apro invoices", rows: 280, size: 50,
		apply: func(s *setup) { s.pager.total = ofNothing },
	},
	{
		name: "example: invoices with totals of the page", list: "apro invoices", rows: 280, size: 50,
		apply: func(s *setup) { s.pager.total = ofPage },
	},
	{
		name: "example: invoices that come twice on the only page", list: "apro invoices", rows: 30, size: 50,
		apply: func(s *setup) { s.pager.doubles, s.full = true, true },
	},
	{
		name: "example: contacts of one second in another order each time, without totals", list: "apro contacts", rows: 280, size: 50,
		manners: []string{noCounts}, seeds: 8, apply: func(s *setup) { s.pager.ties, s.apro.BulkRows = true, 110 },
	},
}

// hiding hides the record of one place on the second page.
func hiding(place int) func(*setup) {
	return func(s *setup) { s.pager.hides, s.pager.place = true, place }
}

// TestExamples reads each example whole.
func TestExamples(t *testing.T) {
	for _, e := range examples {
		t.Run(e.name, func(t *testing.T) {
			t.Parallel()
			at := slices.IndexFunc(subjects(), func(s subject) bool { return s.name == e.list })
			s := subjects()[at]
			s.manners = append(s.manners, manner{name: e.name, apply: e.apply, short: e.short})
			var wrong []string
			for seed := range max(e.seeds, 1) {
				p := plan{list: e.list, seed: seed + 1, rows: e.rows, size: e.size, manners: append([]string{e.name}, e.manners...)}
				o := execute(t, s, p, false)
				if fault := faultOf(s, p, o); fault != "" {
					wrong = append(wrong, fault)
				} else if o.refused == nil {
					require.Equal(t, o.rows-o.hidden, o.records)
				}
			}
			require.Empty(t, wrong)
		})
	}
}

// TestEachEndIsPlayed fails if a list meets some manner of an end too seldom.
func TestEachEndIsPlayed(t *testing.T) {
	for _, s := range subjects() {
		played := map[string]int{}
		for seed := range uint64(usualRuns / max(s.weight, 1)) {
			for _, m := range newPlan(s, seed+1).manners {
				played[m]++
			}
		}
		for _, m := range s.manners {
			if m.ends {
				require.GreaterOrEqual(t, played[m.name], 8, "%s: %s", s.name, m.name)
			}
		}
	}
}
