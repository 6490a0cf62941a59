package timeline

import (
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
)

// until returns the changed_from of the next run, for the last page of a list that has no upper end.
func (l *List) until(from position, rows []connectors.Record) string {
	switch n := len(rows); {
	case l.Range.Before != "", l.DateField == "": // a call's time says nothing about its changes
		return ""
	case n > 0 && clockOf(rows[n-1]) > from.clock:
		return l.changedUntil(clockOf(rows[n-1]))
	case from.clock == l.Range.From && from.clock != "":
		t, err := wire.Instant(from.clock, l.Zone)
		if err != nil {
			return ""
		}
		return t.UTC().Format(time.RFC3339) // no row is newer, so the bound itself is used again
	default:
		return l.changedUntil(from.clock)
	}
}

// changedUntil returns the changed_from of the next run, given the newest activity that was read, by the upstream's present.
func (l *List) changedUntil(clock string) string {
	t, err := wire.Instant(clock, l.Zone)
	if err != nil {
		return ""
	}
	return connectors.ChangedUntil(t, l.Wire.Present(), l.ChangedOverlap)
}
