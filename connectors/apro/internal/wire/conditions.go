package wire

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// CustomWhere returns the keys of conditions on custom fields.
func CustomWhere() []connectors.WhereKey {
	return []connectors.WhereKey{{Key: "fields.*", Ops: []connectors.Op{connectors.OpEq, connectors.OpGe, connectors.OpLe}}}
}

// fieldValue returns a value of a condition as the upstream stores it. A time with a zone, as records show it, becomes the
// account's wall clock; other values stay unchanged. Upstream times are whole seconds, so fractions are rounded towards the
// values that the condition admits.
func fieldValue(op connectors.Op, value string, zone *time.Location) string {
	t, err := time.Parse(time.RFC3339, value)
	if err != nil {
		return value
	}
	switch op {
	case connectors.OpGe:
		return LowerClock(t, zone)
	case connectors.OpLe:
		return Shifted(UpperClock(t.Truncate(time.Second).Add(time.Second), zone), -time.Second)
	default:
		return t.In(zone).Format(ClockFormat)
	}
}

// Conditions adds conditions on custom fields (stock/filter, "fields"): a value, ">= v", "<= v" or "v1 & v2". It checks them
// against the catalogue, if that has fields.
func (f *Filters) Conditions(where []string, zone *time.Location, known *connectors.Catalogue) {
	parsed, err := connectors.Conditions(where, CustomWhere())
	if err != nil {
		f.Fail(err)
		return
	}
	var sent []condition
	for _, asked := range parsed {
		next, err := readCondition(asked, zone, known)
		if errors.Is(err, errNameless) && known == nil {
			f.Unnamed = err // the catalogue is still to be read
			continue
		}
		if err != nil {
			f.Fail(err)
			return
		}
		if err := next.plain(); err != nil {
			f.Fail(err)
			return
		}
		verified := newFieldCheck(next, zone, known)
		f.checks = append(f.checks, check{field: "where", condition: asked.Key, admits: verified.admits})
		if i := slices.IndexFunc(sent, next.closes); i >= 0 {
			sent[i] = sent[i].between(next)
			continue
		}
		sent = append(sent, next)
	}
	for i, c := range sent {
		f.Set(c.id, "fields", strconv.Itoa(i), "id")
		f.Set(c.text(), "fields", strconv.Itoa(i), "value")
	}
	f.Fail(f.fits("where"))
}

// readCondition reads a condition on a custom field.
func readCondition(asked connectors.Condition, zone *time.Location, known *connectors.Catalogue) (condition, error) {
	id, field, err := fieldIn(asked.Key, known)
	if err != nil {
		return condition{}, err
	}
	value := asked.Values[0]
	if field == nil || field.GetType() == crmstreamv1.FieldType_FIELD_TYPE_DATE_TIME {
		value = fieldValue(asked.Op, value, zone)
	}
	value, err = storedValue(field, asked.Op, value, known)
	return condition{id: id, op: asked.Op, value: value}, err
}

// condition is a condition on a custom field.
type condition struct {
	id    string
	op    connectors.Op // "" for a range with both ends
	value string
}

// plain refuses values that the upstream would read as operators.
func (c condition) plain() error {
	if strings.HasPrefix(c.value, "<=") || strings.HasPrefix(c.value, ">=") || strings.Contains(c.value, " & ") {
		return connectors.Invalid("where", "fields.%s: the upstream reads %q as an operator, so it cannot filter by such values", c.id, c.value)
	}
	return nil
}

// closes reports whether two conditions are the two ends of one range.
func (c condition) closes(other condition) bool {
	return c.id == other.id && (c.op == connectors.OpGe && other.op == connectors.OpLe || c.op == connectors.OpLe && other.op == connectors.OpGe)
}

// between returns the range with the two ends.
func (c condition) between(other condition) condition {
	low, high := c.value, other.value
	if c.op == connectors.OpLe {
		low, high = high, low
	}
	return condition{id: c.id, value: low + " & " + high}
}

func (c condition) text() string {
	if c.op == connectors.OpGe || c.op == connectors.OpLe {
		return string(c.op) + " " + c.value
	}
	return c.value
}
