package apro

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
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
		f.check(field, column, among(accepted))
	}
}

// check makes rows be checked by a filter whose values it admits.
func (f *filters) check(field, column string, admits func(value string) bool) {
	f.checks = append(f.checks, check{field: field, admits: shown(column, admits)})
}

// exclude makes rows be checked by a filter that excludes values.
func (f *filters) exclude(field, column string, refused ...string) {
	if len(refused) > 0 {
		refuses := among(refused)
		f.check(field, column, func(value string) bool { return !refuses(value) })
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

// add adds the filters of a request that has no mistake.
func (f *filters) add(more filters) {
	f.pairs, f.checks = append(f.pairs, more.pairs...), append(f.checks, more.checks...)
}

// fail notes a mistake, of which the first one counts.
func (f *filters) fail(err error) {
	if f.err == nil {
		f.err = err
	}
}
