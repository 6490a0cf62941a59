package scan

import (
	"bytes"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// State is the state of a scan between two messages, which a resume token contains.
type State struct {
	// Cursor is the page to read next, or again.
	Cursor connectors.Cursor `json:"c,omitempty"`
	// Key and ID are the position of the last record that was read; both are nil before the first.
	Key []byte `json:"k,omitempty"`
	ID  []byte `json:"i,omitempty"`
	// Started is when the scan's first call started.
	Started time.Time `json:"s"`
	// Total is the length of the list that the upstream stated first, nil if it stated none.
	Total *int `json:"t,omitempty"`
	// Counts are the counts of the whole scan.
	Counts Counts `json:"n"`
}

// Counts are counted over a whole scan. Read is Delivered + Errors + Repeats + Outside.
type Counts struct {
	Read      int `json:"r,omitempty"`
	Delivered int `json:"d,omitempty"`
	Errors    int `json:"e,omitempty"`
	Repeats   int `json:"p,omitempty"`
	Outside   int `json:"o,omitempty"`
}

// passed reports whether the record's position is not above the state's.
func (s *State) passed(r *connectors.Record) bool {
	if s.Key == nil && s.ID == nil {
		return false
	}
	if c := bytes.Compare(r.Key, s.Key); c != 0 {
		return c < 0
	}
	return bytes.Compare(r.ID, s.ID) <= 0
}
