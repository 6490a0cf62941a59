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
	// field is the request field, and admits whether a row obeys it. A row that does not show gets the benefit of the
	// doubt.
	field  string
	admits func(row *transcode.Row) bool
}

// showing admits rows that show one of these ids under that name.
func showing(name string, ids []uint64) func(*transcode.Row) bool {
	return func(row *transcode.Row) bool {
		text, ok := row.Check(name)
		id, err := strconv.ParseUint(text, 10, 63)
		return !ok || err != nil || slices.Contains(ids, id)
	}
}

// flagged admits rows that show this flag under that name.
func flagged(name string, set bool) func(*transcode.Row) bool {
	return func(row *transcode.Row) bool {
		shown, _ := row.Check(name)
		if set {
			return shown != "0" && shown != "false"
		}
		return shown != "1" && shown != "true"
	}
}

// createdRange is a creation range in days: from, inclusive, and before, exclusive, as the client asks, "" for open; and
// first and last, as the upstream is asked.
type createdRange struct {
	from, before, first, last string
}

// verify checks a row by the request. It reports whether the row lies outside of what the client asked for, though not
// of what the upstream was asked, and fails when it shows that the upstream ignored an argument.
func (l *listing) verify(row *transcode.Row) (outside bool, err error) {
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
