package solos

import (
	"slices"
	"strconv"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// check is a filter that rows can show to have been obeyed.
type check struct {
	field, shown string
	ids          []uint64
}

// admits reports whether a row obeys the filter. One that does not show the value gets the benefit of the doubt.
func (c check) admits(row *transcode.Row) bool {
	text, ok := row.Check(c.shown)
	id, err := strconv.ParseUint(text, 10, 63)
	return !ok || err != nil || slices.Contains(c.ids, id)
}

// createdRange is a creation range in days: from, inclusive, and before, exclusive, as the client asks, "" for open; and
// first and last, as the upstream is asked.
type createdRange struct {
	from, before, first, last string
}

// verify checks a row by the request. It reports whether the row lies outside of what the client asked for, though not
// of what the upstream was asked, and fails when it shows that the upstream ignored an argument.
func (l *listing) verify(row *transcode.Row) (outside bool, err error) {
	if shown, ok := row.Check("deleted"); ok {
		yes, no := shown == "1" || shown == "true", shown == "0" || shown == "false"
		if l.deleted && no || !l.deleted && yes {
			return false, l.ignored("deleted")
		}
	}
	for _, c := range l.checks {
		if !c.admits(row) {
			return false, l.ignored(c.field)
		}
	}
	day, ok := creationDay(row)
	r := l.created
	switch {
	case !ok:
		return false, nil
	case r.from != "" && day < r.first:
		return false, l.ignored("created_from")
	case r.before != "" && day > r.last:
		return false, l.ignored("created_before")
	default:
		return r.from != "" && day < r.from || r.before != "" && day >= r.before, nil
	}
}

// above reports whether a row shows to have been created after the range.
func (r createdRange) above(row *transcode.Row) bool {
	day, ok := creationDay(row)
	return ok && r.before != "" && day >= r.before
}

// creationDay returns the day that a row shows as its creation.
func creationDay(row *transcode.Row) (string, bool) {
	text, ok := row.Check("create_time")
	if !ok || len(text) < len(time.DateOnly) {
		return "", false
	}
	day := text[:len(time.DateOnly)]
	_, err := time.Parse(time.DateOnly, day) // refuses 0000-00-00
	return day, err == nil
}

func (l *listing) ignored(field string) error {
	return &connectors.Error{Kind: connectors.KindFilterIgnored, Connector: name, Op: l.operation.name, Field: field}
}
