package administrate

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// kind is the type as which an attribute is compared.
type kind int

const (
	kindInteger kind = iota
	kindFlag
	kindTime
	kindText
)

// value is one attribute of one task, or one operand of a filter. Flags and times are in n.
type value struct {
	null bool
	n    int64
	text string
}

// compare compares two values of one kind; nulls come first.
func (v value) compare(w value) int {
	switch {
	case v.null || w.null:
		return boolToInt(w.null) - boolToInt(v.null)
	case v.n != w.n:
		return cmp.Compare(v.n, w.n)
	default:
		return strings.Compare(v.text, w.text)
	}
}

func boolToInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// attribute is an attribute by which lists can be filtered and ordered.
type attribute struct {
	name string
	kind kind
	of   func(task) value
}

// attributes are the filters of docs/upstreams/administrate.md.
var attributes = []attribute{
	{"id", kindInteger, func(t task) value { return value{n: t.id} }},
	{"status", kindText, func(t task) value { return value{text: t.status} }},
	{"user_id", kindInteger, func(t task) value { return value{n: t.userID} }},
	{"account_id", kindInteger, func(t task) value { return optional(t.accountID) }},
	{"type_id", kindInteger, func(t task) value { return value{n: t.typeID} }},
	{"event_id", kindInteger, func(t task) value { return optional(t.eventID) }},
	{"contact_id", kindInteger, func(t task) value { return optional(t.contactID) }},
	{"opportunity_id", kindInteger, func(t task) value { return optional(t.opportunityID) }},
	{"created_on", kindTime, func(t task) value { return value{n: t.createdOn} }},
	{"start_datetime", kindTime, func(t task) value { return optional(t.startDatetime) }},
	{"end_datetime", kindTime, func(t task) value { return optional(t.endDatetime) }},
	{"show_on_calendar", kindFlag, func(t task) value { return value{n: int64(boolToInt(t.showOnCalendar))} }},
}

func optional(o opt[int64]) value { return value{null: !o.set, n: o.v} }

func findAttribute(name string) (attribute, bool) {
	i := slices.IndexFunc(attributes, func(a attribute) bool { return a.name == name })
	if i < 0 {
		return attribute{}, false
	}
	return attributes[i], true
}

// filter is one condition of a list request: an attribute, an operator and its operands.
type filter struct {
	attribute attribute
	operator  string
	operands  []value
}

// operators are the operators of v2. v2.5 spells some of them differently; its spellings are unknown here.
var operators = []string{"eq", "lt", "lte", "gt", "gte", "in", "notin"}

// parseFilter reads one argument. known is false when the attribute or the operator does not exist.
func parseFilter(name, text string) (f filter, known bool, err error) {
	name, operator, found := strings.Cut(name, "__")
	if !found {
		operator = "eq"
	}
	a, ok := findAttribute(name)
	if !ok || !slices.Contains(operators, operator) {
		return filter{}, false, nil
	}
	texts := []string{text}
	if operator == "in" || operator == "notin" {
		texts = strings.Split(text, ",")
	}
	f = filter{attribute: a, operator: operator}
	for _, s := range texts {
		v, err := parseValue(a.kind, s)
		if err != nil {
			return filter{}, true, fmt.Errorf("%s: %w", name, err)
		}
		f.operands = append(f.operands, v)
	}
	return f, true, nil
}

func parseValue(k kind, s string) (value, error) {
	switch k {
	case kindInteger:
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return value{}, fmt.Errorf("%q is not an integer", s)
		}
		return value{n: n}, nil
	case kindFlag:
		b, err := parseFlag(s)
		return value{n: int64(boolToInt(b))}, err
	case kindTime:
		n, err := parseTime(s)
		return value{n: n}, err
	default:
		return value{text: s}, nil
	}
}

func parseFlag(s string) (bool, error) {
	switch strings.ToLower(s) {
	case "true", "1":
		return true, nil
	case "false", "0":
		return false, nil
	}
	return false, fmt.Errorf("%q is not a boolean", s)
}

// timeForm is the form of naive times in answers.
const timeForm = "2006-01-02T15:04:05"

// parseTime reads a naive time in one of the three forms that the upstream accepts.
func parseTime(s string) (int64, error) {
	for _, form := range []string{timeForm, "2006-01-02 15:04:05", time.DateOnly} {
		if t, err := time.Parse(form, s); err == nil && len(s) == len(form) {
			return t.Unix(), nil
		}
	}
	return 0, fmt.Errorf("%q is not a date-time without offset, such as 2026-01-31T09:30:00", s)
}

// matches reports whether a task fulfils the condition. A comparison with null is never true.
func (f *filter) matches(t *task) bool {
	v := f.attribute.of(*t)
	if v.null {
		return false
	}
	switch f.operator {
	case "in":
		return slices.Contains(f.operands, v)
	case "notin":
		return !slices.Contains(f.operands, v)
	}
	c := v.compare(f.operands[0])
	switch f.operator {
	case "lt":
		return c < 0
	case "lte":
		return c <= 0
	case "gt":
		return c > 0
	case "gte":
		return c >= 0
	default:
		return c == 0
	}
}

// idBounds returns the lowest and highest id that can match all filters, so that a page by id costs only itself.
func idBounds(filters []filter) (low, high int64) {
	low, high = 1, math.MaxInt64
	for _, f := range filters {
		if f.attribute.name != "id" {
			continue
		}
		n := f.operands[0].n
		switch f.operator {
		case "eq":
			low, high = max(low, n), min(high, n)
		case "lt":
			high = min(high, max(n, 1)-1)
		case "lte":
			high = min(high, n)
		case "gt":
			low = max(low, min(n, math.MaxInt64-1)+1)
		case "gte":
			low = max(low, n)
		case "in":
			byNumber := func(a, b value) int { return cmp.Compare(a.n, b.n) }
			low = max(low, slices.MinFunc(f.operands, byNumber).n)
			high = min(high, slices.MaxFunc(f.operands, byNumber).n)
		}
	}
	return low, high
}
