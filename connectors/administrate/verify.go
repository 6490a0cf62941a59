package administrate

import (
	"slices"
	"strconv"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/compare"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// valueKind is the way in which the values of a key are written and compared.
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

// filter is a condition that can be verified on rows.
type filter struct {
	// field is the request field of the condition.
	field string
	// key is our name of the value.
	key    string
	op     connectors.Op
	kind   valueKind
	values []string
}

// admits reports whether a row obeys the filter. Where the upstream's comparison is not known in detail (null, another letter
// case) the row passes: this check finds ignored filters, not small differences.
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
			return strings.EqualFold(v, strings.TrimSpace(text)) || compare.NewText(v).Is(text) // database collations may hold both to be equal
		})
		return equal || f.op == connectors.OpNe || f.op == connectors.OpNotIn
	}
}

// compare applies the operator. order is the result of comparing the row's value with the first value of the filter.
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

// normalTime converts the upstream's three forms of a time into the form of filters.
func normalTime(text string) string {
	text = strings.Replace(text, " ", "T", 1)
	if len(text) == len("2006-01-02") {
		return text + "T00:00:00"
	}
	return text[:min(len(text), len(localFormat))]
}
