package apro

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// filters are a request's filters in the upstream's words, and what rows are verified by.
type filters struct {
	form
	checks []check
	err    error // the first mistake
	// unnamed is why pages cannot be asked for: a condition names a field, and the request was opened without a catalogue.
	unnamed error
}

// check verifies one filter on rows. A row that does not show what the filter is about gets the benefit of the doubt.
type check struct {
	// field is the request field.
	field string
	// condition is the one that is verified, where the field has several; "" elsewhere.
	condition string
	// admits reports whether a row may be one that was asked for.
	admits func(row *transcode.Row) bool
}

// shown admits rows by the value that tables surface under a name.
func shown(column string, admits func(value string) bool) func(*transcode.Row) bool {
	return func(row *transcode.Row) bool {
		value, ok := row.Check(column)
		return !ok || admits(value)
	}
}

// among admits the values of a set; zeros before a number make no difference.
func among(accepted []string) func(string) bool {
	return func(value string) bool {
		if len(value) > 1 && value[0] == '0' {
			value = strings.TrimLeft(value, "0")
		}
		return slices.Contains(accepted, value)
	}
}

// admit returns the error of a row that a filter excludes, which a server sends that does not know the filter.
func (f *filters) admit(op string, row *transcode.Row) error {
	for _, c := range f.checks {
		if row.Record.Err == nil && !c.admits(row) {
			return c.ignored(op, row)
		}
	}
	return nil
}

// ignored is the error of a row that the filter excludes.
func (c check) ignored(op string, row *transcode.Row) error {
	if c.condition == "" {
		return ignored(op, c.field)
	}
	return &connectors.Error{
		Kind: connectors.KindFilterIgnored, Connector: name, Op: op, Field: c.field,
		Err: fmt.Errorf("record %.64s does not obey %s", row.Record.ID, c.condition),
	}
}

// verify makes rows be checked by a filter.
func (f *filters) verify(field, column string, accepted ...string) {
	if len(accepted) > 0 {
		f.checks = append(f.checks, check{field: field, admits: shown(column, among(accepted))})
	}
}

// exclude makes rows be checked by a filter that excludes values.
func (f *filters) exclude(field, column string, refused ...string) {
	if len(refused) > 0 {
		refuses := among(refused)
		f.checks = append(f.checks, check{field: field, admits: shown(column, func(value string) bool { return !refuses(value) })})
	}
}

// owner verifies a filter by the responsible user. That one is the row's owner; whether a server also finds rows by who shares
// them is not documented, so those are admitted, and rows that do not show who shares them tell nothing of it.
func (f *filters) owner(field string, id []string) {
	if len(id) == 0 {
		return
	}
	accepts := among(id)
	f.checks = append(f.checks, check{field: field, admits: func(row *transcode.Row) bool {
		owner, ok := row.Check("owner_id")
		if !ok || accepts(owner) {
			return true
		}
		others, ok := row.Check("additional_owner_ids")
		return !ok || slices.ContainsFunc(strings.Split(others, ","), func(other string) bool { return accepts(strings.TrimSpace(other)) })
	}})
}

// text adds a filter by free text.
func (f *filters) text(value, param string) {
	if value != "" {
		f.set(value, param)
	}
}

// id adds a filter by one id under each spelling of its parameter, and returns the id in the form to verify by.
func (f *filters) id(field, value string, params ...string) []string {
	if value == "" {
		return nil
	}
	n, err := number(field, value)
	f.fail(err)
	for _, p := range params {
		f.set(n, p)
	}
	return []string{n}
}

// ids adds a filter by several ids, and returns them in the form to verify by.
func (f *filters) ids(field string, values []string, param string) []string {
	numbers := make([]string, 0, len(values))
	for _, v := range values {
		n, err := number(field, v)
		f.fail(err)
		numbers = append(numbers, n)
	}
	f.list(numbers, param)
	f.fail(f.fits(field))
	return numbers
}

func (f *filters) fail(err error) {
	if f.err == nil {
		f.err = err
	}
}

// customWhere are the keys of conditions on custom fields.
func customWhere() []connectors.WhereKey {
	return []connectors.WhereKey{{Key: "fields.*", Ops: []connectors.Op{connectors.OpEq, connectors.OpGe, connectors.OpLe}}}
}

// fieldValue returns a value of a condition as the upstream stores it: a time with a zone, as records show it, becomes the
// account's wall clock. All else stays as it is. Upstream times are whole seconds, so fractions round towards the values
// that are admitted.
func (c *Client) fieldValue(op connectors.Op, value string) string {
	t, err := time.Parse(time.RFC3339, value)
	if err != nil {
		return value
	}
	switch op {
	case connectors.OpGe:
		return c.lowerClock(t)
	case connectors.OpLe:
		return shifted(c.upperClock(t.Truncate(time.Second).Add(time.Second)), -time.Second)
	default:
		return t.In(c.zone).Format(clockFormat)
	}
}

// conditions adds conditions on custom fields (stock/filter, "fields"): a value, ">= v", "<= v" or "v1 & v2". They are
// checked against the catalogue, as far as it knows fields.
func (f *filters) conditions(c *Client, where []string, known *connectors.Catalogue) {
	parsed, err := connectors.Conditions(where, customWhere())
	if err != nil {
		f.fail(err)
		return
	}
	var sent []condition
	for _, asked := range parsed {
		next, err := c.condition(asked, known)
		if errors.Is(err, errNameless) && known == nil {
			f.unnamed = err // the catalogue is still to be read
			continue
		}
		if err != nil {
			f.fail(err)
			return
		}
		if err := next.plain(); err != nil {
			f.fail(err)
			return
		}
		verified := c.newFieldCheck(next, known)
		f.checks = append(f.checks, check{field: "where", condition: asked.Key, admits: verified.admits})
		if i := slices.IndexFunc(sent, next.closes); i >= 0 {
			sent[i] = sent[i].between(next)
			continue
		}
		sent = append(sent, next)
	}
	for i, c := range sent {
		f.set(c.id, "fields", strconv.Itoa(i), "id")
		f.set(c.text(), "fields", strconv.Itoa(i), "value")
	}
	f.fail(f.fits("where"))
}

// condition reads a condition on a custom field.
func (c *Client) condition(asked connectors.Condition, known *connectors.Catalogue) (condition, error) {
	id, field, err := fieldIn(asked.Key, known)
	if err != nil {
		return condition{}, err
	}
	value := asked.Values[0]
	if field == nil || field.GetType() == crmstreamv1.FieldType_FIELD_TYPE_DATE_TIME {
		value = c.fieldValue(asked.Op, value)
	}
	value, err = storedValue(field, asked.Op, value, known)
	return condition{id: id, op: asked.Op, value: value}, err
}

// condition is one condition on a custom field.
type condition struct {
	id    string
	op    connectors.Op // "" for a range that is closed at both ends
	value string
}

// plain refuses values that the upstream would read as operators.
func (c condition) plain() error {
	if strings.HasPrefix(c.value, "<=") || strings.HasPrefix(c.value, ">=") || strings.Contains(c.value, " & ") {
		return connectors.Invalid("where", "fields.%s: the upstream takes %q for an operator: such values cannot be asked for", c.id, c.value)
	}
	return nil
}

// closes reports whether two conditions are the two ends of one range.
func (c condition) closes(other condition) bool {
	return c.id == other.id && (c.op == connectors.OpGe && other.op == connectors.OpLe || c.op == connectors.OpLe && other.op == connectors.OpGe)
}

// between joins the two ends of a range.
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
