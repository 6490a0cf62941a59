package solos

import (
	"slices"
	"strconv"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// check is a filter that can be verified on rows.
type check struct {
	// field is the request field. admits reports whether a row obeys the filter, true if the row does not show the value.
	field  string
	admits func(row *transcode.Row) bool
}

// showing admits rows that show one of these ids under a name.
func showing(name string, ids []uint64) func(*transcode.Row) bool {
	return func(row *transcode.Row) bool {
		text, ok := row.Check(name)
		id, err := strconv.ParseUint(text, 10, 63)
		return !ok || err != nil || slices.Contains(ids, id)
	}
}

// flagged admits rows that show this flag under a name.
func flagged(name string, set bool) func(*transcode.Row) bool {
	return func(row *transcode.Row) bool {
		shown, _ := row.Check(name)
		if set {
			return shown != "0" && shown != "false"
		}
		return shown != "1" && shown != "true"
	}
}

// createdRange is a creation range in days. The client's range is from, inclusive, to before, exclusive; "" is open. The
// upstream's range is first to last.
type createdRange struct {
	from, before, first, last string
}

// verify checks a row by the request. It reports whether the row is outside of the client's range but within the upstream's. It
// fails when the row shows that the upstream ignored an argument.
func (l *upstreamRequest) verify(row *transcode.Row) (outside bool, err error) {
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

// creationDay returns the creation day that a row shows.
func creationDay(row *transcode.Row) (string, bool) {
	text, ok := row.Check("create_time")
	if !ok || len(text) < len(time.DateOnly) {
		return "", false
	}
	day := text[:len(time.DateOnly)]
	_, err := time.Parse(time.DateOnly, day) // refuses 0000-00-00
	return day, err == nil
}

func (l *upstreamRequest) ignored(field string) error {
	return &connectors.Error{Kind: connectors.KindFilterIgnored, Connector: name, Op: l.operation.name, Field: field}
}
