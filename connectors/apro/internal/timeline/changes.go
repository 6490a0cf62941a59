package timeline

import (
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
)

// until returns the changed_from of the next run, for the last page of a list that has no upper end.
func (l *List) until(from position, rows []connectors.Record) string {
	switch n := len(rows); {
	case l.Range.Before != "", l.DateField == "": // a call's time says nothing of its changes
		return ""
	case n > 0 && clockOf(rows[n-1]) > from.clock:
		return l.changedUntil(clockOf(rows[n-1]))
	case from.clock == l.Range.From && from.clock != "":
		t, err := wire.Instant(from.clock, l.Zone)
		if err != nil {
			return ""
		}
		return t.UTC().Format(time.RFC3339) // nothing is newer, so the bound itself will do again
	default:
		return l.changedUntil(from.clock)
	}
}

// changedUntil returns the changed_from of the next run, given the newest activity that was read: some overlap earlier,
// and two hours more where the clocks change, since wall clocks cannot tell the hour they show twice. An activity that is
// dated in the future says nothing of what changes until then, so that the upstream's present stands for it.
func (l *List) changedUntil(clock string) string {
	t, err := wire.Instant(clock, l.Zone)
	if err != nil {
		return ""
	}
	if present := l.Wire.Present(); t.After(present) {
		t = present
	}
	const around = 2 * time.Hour
	overlap := l.ChangedOverlap
	_, before := t.Add(-around).Zone()
	_, after := t.Add(around).Zone()
	if before != after {
		overlap += around
	}
	return t.Add(-overlap).UTC().Format(time.RFC3339)
}
