package administrate

import (
	"slices"
	"strconv"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/compare"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// valueKind says how the values of a key are written and compared.
type valueKind int

const (
	kindText valueKind = iota
	kindID
	kindTime
	kindFlag
)

func kindOf(key string) valueKind {
	switch {
	case key == "id" || strings.HasSuffix(key, "_id"):
		return kindID
	case strings.HasSuffix(key, "_time"):
		return kindTime
	case key == "show_on_calendar":
		return kindFlag
	default:
		return kindText
	}
}

// filter is a condition by which rows can be verified.
type filter struct {
	// field is the request field that it came from.
	field string
	// key is our word for what it is about.
	key    string
	op     connectors.Op
	kind   valueKind
	values []string
}

// admits reports whether a row obeys the filter. Where the upstream's comparison is not known in detail (null, text in
// other letter case) the row gets the benefit of the doubt: this finds filters that were ignored, not finer points.
func (f filter) admits(row *transcode.Row) bool {
	if f.key == "id" {
		return slices.Contains(f.values, string(row.Record.ID))
	}
	text, ok := row.Check(f.key)
	if !ok {
		return f.op != connectors.OpEq && f.op != connectors.OpIn
	}
	switch f.kind {
	case kindTime:
		return f.compare(strings.Compare(normalTime(text), f.values[0]), normalTime(text))
	case kindID:
		have, err1 := strconv.ParseUint(text, 10, 63)
		want, err2 := strconv.ParseUint(f.values[0], 10, 63)
		if err1 != nil || err2 != nil {
			return false
		}
		order := 0
		if have != want {
			order = map[bool]int{true: -1, false: 1}[have < want]
		}
		return f.compare(order, strconv.FormatUint(have, 10))
	case kindFlag:
		return (text == "true" || text == "1") == (f.values[0] == "true")
	default:
		equal := slices.ContainsFunc(f.values, func(v string) bool {
			return strings.EqualFold(v, strings.TrimSpace(text)) || compare.NewText(v).Is(text) // as collations hold them
		})
		return equal || f.op == connectors.OpNe || f.op == connectors.OpNotIn
	}
}

// compare applies the operator, given how the value compares with the first one of the filter.
func (f filter) compare(order int, text string) bool {
	switch f.op {
	case connectors.OpEq:
		return order == 0
	case connectors.OpLt:
		return order < 0
	case connectors.OpLe:
		return order <= 0
	case connectors.OpGt:
		return order > 0
	case connectors.OpGe:
		return order >= 0
	case connectors.OpIn:
		return slices.Contains(f.values, text)
	default:
		return !slices.Contains(f.values, text)
	}
}

// normalTime brings the upstream's three forms of a time into the one that filters are sent in.
func normalTime(text string) string {
	text = strings.Replace(text, " ", "T", 1)
	if len(text) == len("2006-01-02") {
		return text + "T00:00:00"
	}
	return text[:min(len(text), len(localFormat))]
}
