package wire

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// Filters are a request's filters in the upstream's words, and what rows are verified by.
type Filters struct {
	Form
	checks []check
	Err    error // the first mistake
	// Unnamed is why pages cannot be asked for: a condition names a field, and the request was opened without a catalogue.
	Unnamed error
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

// Admit returns the error of a row that a filter excludes, which a server sends that does not know the filter.
func (f *Filters) Admit(op string, row *transcode.Row) error {
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
		return Ignored(op, c.field)
	}
	return &connectors.Error{
		Kind: connectors.KindFilterIgnored, Connector: Name, Op: op, Field: c.field,
		Err: fmt.Errorf("record %.64s does not obey %s", row.Record.ID, c.condition),
	}
}

// Verify makes rows be checked by a filter.
func (f *Filters) Verify(field, column string, accepted ...string) {
	if len(accepted) > 0 {
		f.Check(field, column, among(accepted))
	}
}

// Check makes rows be checked by a filter whose values it admits.
func (f *Filters) Check(field, column string, admits func(value string) bool) {
	f.checks = append(f.checks, check{field: field, admits: shown(column, admits)})
}

// Exclude makes rows be checked by a filter that excludes values.
func (f *Filters) Exclude(field, column string, refused ...string) {
	if len(refused) > 0 {
		refuses := among(refused)
		f.Check(field, column, func(value string) bool { return !refuses(value) })
	}
}

// Owner verifies a filter by the responsible user. That one is the row's owner; whether a server also finds rows by who shares
// them is not documented, so those are admitted, and rows that do not show who shares them tell nothing of it.
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

// ID adds a filter by one id under each spelling of its parameter, and returns the id in the form to verify by.
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

// IDs adds a filter by several ids, and returns them in the form to verify by.
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

// Add adds the filters of a request, with what keeps its pages from being asked for.
func (f *Filters) Add(more Filters) {
	f.Pairs, f.checks = append(f.Pairs, more.Pairs...), append(f.checks, more.checks...)
	f.Err, f.Unnamed = cmp.Or(f.Err, more.Err), cmp.Or(f.Unnamed, more.Unnamed)
}

// Fail notes a mistake, of which the first one counts.
func (f *Filters) Fail(err error) {
	if f.Err == nil {
		f.Err = err
	}
}
