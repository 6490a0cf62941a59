package wire

import (
	"slices"

	"github.com/crmstream/crmstream/connectors/internal/compare"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// Found adds a check for a filter by a text, which rows show under keys: one of their texts must have its words. A row without
// such texts proves nothing.
func (f *Filters) Found(field, text string, keys []string) {
	if text != "" {
		f.checks = append(f.checks, check{field: field, admits: anyText(keys, compare.NewText(text).In)})
	}
}

// Called adds a check for a filter by a telephone number, which rows show under keys. A row without numbers proves nothing.
func (f *Filters) Called(field, number string, keys []string) {
	if number != "" {
		f.checks = append(f.checks, check{field: field, admits: anyText(keys, func(shown string) bool { return compare.Phone(number, shown) })})
	}
}

// anyText admits rows with an admitted text under one of the keys, and rows without any text there.
func anyText(keys []string, admits func(string) bool) func(*transcode.Row) bool {
	return func(row *transcode.Row) bool {
		var all []string
		for name, value := range row.JSON.Members() {
			if slices.Contains(keys, name) {
				all = append(all, within(value)...)
			}
		}
		return len(all) == 0 || slices.ContainsFunc(all, admits)
	}
}

// within returns the texts of a value that are not empty: its own, or those of its elements. Elements that are objects also
// have a comment or a link, which is left out.
func within(value transcode.JSON) []string {
	if None(value) {
		return nil
	}
	if text, ok := value.Text(); ok {
		return []string{text}
	}
	var all []string
	for name, member := range Entries(value) {
		if name != "comment" && name != "link" {
			all = append(all, within(member)...)
		}
	}
	return all
}
