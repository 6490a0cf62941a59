package wire

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// Filters are a request's filters in the upstream's words, and the checks that verify rows by them.
type Filters struct {
	Form
	checks []check
	Err    error // the first mistake
	// Unnamed is the error for pages of a request that was opened without a catalogue although a condition has a field's name.
	Unnamed error
}

// check verifies rows by one filter. It accepts a row that does not show the filter's value.
type check struct {
	// field is the request field.
	field string
	// condition is the verified condition, where the field has several; "" elsewhere.
	condition string
	// admits reports whether the filter may admit a row.
	admits func(row *transcode.Row) bool
}

// shown admits rows by the value of the column with a Check name. It admits rows without a value.
func shown(column string, admits func(value string) bool) func(*transcode.Row) bool {
	return func(row *transcode.Row) bool {
		value, ok := row.Check(column)
		return !ok || admits(value)
	}
}

// among admits the values of a set, without regard to leading zeros of a number.
func among(accepted []string) func(string) bool {
	return func(value string) bool {
		if len(value) > 1 && value[0] == '0' {
			value = strings.TrimLeft(value, "0")
		}
		return slices.Contains(accepted, value)
	}
}

// Admit returns an error if a filter excludes the row: then the server does not know the filter.
func (f *Filters) Admit(op string, row *transcode.Row) error {
	for _, c := range f.checks {
		if row.Record.Err == nil && !c.admits(row) {
			return c.ignored(op, row)
		}
	}
	return nil
}

// ignored returns the error of a row that the filter excludes.
func (c check) ignored(op string, row *transcode.Row) error {
	if c.condition == "" {
		return Ignored(op, c.field)
	}
	return &connectors.Error{
		Kind: connectors.KindFilterIgnored, Connector: Name, Op: op, Field: c.field,
		Err: fmt.Errorf("record %.64s does not match %s", row.Record.ID, c.condition),
	}
}

// Verify adds a check for a filter that admits the accepted values.
func (f *Filters) Verify(field, column string, accepted ...string) {
	if len(accepted) > 0 {
		f.Check(field, column, among(accepted))
	}
}

// Check adds a check for a filter that admits values by a function.
func (f *Filters) Check(field, column string, admits func(value string) bool) {
	f.checks = append(f.checks, check{field: field, admits: shown(column, admits)})
}

// Exclude adds a check for a filter that excludes values.
func (f *Filters) Exclude(field, column string, refused ...string) {
	if len(refused) > 0 {
		refuses := among(refused)
		f.Check(field, column, func(value string) bool { return !refuses(value) })
	}
}

// Owner adds a check for a filter by the responsible user, who is the row's owner. It is not documented whether a server also
// finds rows by the additional owners. So rows with such an additional owner are admitted, and rows that do not show their
// additional owners.
func (f *Filters) Owner(field string, id []string) {
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

// Text adds a filter by free text.
func (f *Filters) Text(value, param string) {
	if value != "" {
		f.Set(value, param)
	}
}

// ID adds a filter by one id under each spelling of its parameter, and returns the id in the form that rows are verified by.
func (f *Filters) ID(field, value string, params ...string) []string {
	if value == "" {
		return nil
	}
	n, err := Number(field, value)
	f.Fail(err)
	for _, p := range params {
		f.Set(n, p)
	}
	return []string{n}
}

// IDs adds a filter by several ids, and returns them in the form that rows are verified by.
func (f *Filters) IDs(field string, values []string, param string) []string {
	numbers := make([]string, 0, len(values))
	for _, v := range values {
		n, err := Number(field, v)
		f.Fail(err)
		numbers = append(numbers, n)
	}
	f.List(numbers, param)
	f.Fail(f.fits(field))
	return numbers
}

// Add adds other filters, with their Err and Unnamed.
func (f *Filters) Add(more Filters) {
	f.Pairs, f.checks = append(f.Pairs, more.Pairs...), append(f.checks, more.checks...)
	f.Err, f.Unnamed = cmp.Or(f.Err, more.Err), cmp.Or(f.Unnamed, more.Unnamed)
}

// Fail notes a mistake; the first one counts.
func (f *Filters) Fail(err error) {
	if f.Err == nil {
		f.Err = err
	}
}
