package paging

import (
	"bytes"
	"slices"

	"github.com/crmstream/crmstream/connectors"
)

// NoTotal is the Total of an answer that has none.
const NoTotal = -1

// Answer is what came for one request, as far as it matters for the end of a list.
type Answer struct {
	// Rows are all rows in the order of the answer, also those that the request excludes.
	Rows []connectors.Record
	// Asked is the number of rows asked for in the request that was answered. Where an answer was too large, it is less than
	// the rule wanted.
	Asked int
	// Before is the number of rows of the list before the first row: the offset, or the rows of the pages before. It is 0 for a
	// page that is selected by a key.
	Before int
	// Total is the number of rows on all pages, as the server says, or NoTotal.
	Total int
	// Beyond reports whether an ordered answer has a row beyond the upper bound that was asked for.
	Beyond bool
}

// Shown returns the answer.
func (a Answer) Shown() Answer { return a }

// short reports whether fewer rows came than were asked for.
func (a Answer) short() bool { return len(a.Rows) < a.Asked }

// end returns the number of rows of the list up to the last row.
func (a Answer) end() int { return a.Before + len(a.Rows) }

// last returns the last row of an answer with rows.
func (a Answer) last() connectors.Record { return a.Rows[len(a.Rows)-1] }

// distinct counts the different ids, and each row without an id once.
func (a Answer) distinct() int {
	seen := make(map[string]struct{}, len(a.Rows))
	without := 0
	for _, r := range a.Rows {
		if !r.Identified() {
			without++
			continue
		}
		seen[string(r.ID)] = struct{}{}
	}
	return len(seen) + without
}

// came returns the number of different rows of the list up to the end of the answer.
func (a Answer) came() int { return a.Before + a.distinct() }

// doubled reports whether a row came twice in a row, as a join of tables makes rows come.
func (a Answer) doubled() bool {
	for i := 1; i < len(a.Rows); i++ {
		if a.Rows[i].Identified() && sameRow(a.Rows[i-1], a.Rows[i]) {
			return true
		}
	}
	return false
}

// identified reports whether any row has an id.
func (a Answer) identified() bool {
	for _, r := range a.Rows {
		if r.Identified() {
			return true
		}
	}
	return false
}

// repeats reports whether the answer has the rows of another one, in the same order.
func (a Answer) repeats(other Answer) bool {
	if len(a.Rows) != len(other.Rows) {
		return false
	}
	for i, r := range a.Rows {
		if !sameRow(r, other.Rows[i]) {
			return false
		}
	}
	return true
}

// has reports whether all of some rows are on the page.
func (a Answer) has(rows []connectors.Record) bool {
	return !slices.ContainsFunc(rows, func(r connectors.Record) bool {
		return !slices.ContainsFunc(a.Rows, func(k connectors.Record) bool { return sameRow(k, r) })
	})
}

// sameRow reports whether two rows have the same id, or the same content where the id cannot be read.
func sameRow(a, b connectors.Record) bool { return bytes.Equal(a.ID, b.ID) }
