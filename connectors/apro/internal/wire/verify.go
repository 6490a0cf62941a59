package wire

import (
	"slices"

	"github.com/crmstream/crmstream/connectors/internal/compare"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// Found verifies a filter by a text that rows show under keys, by the words of the text. A row without any proves nothing.
func (f *Filters) Found(field, text string, keys []string) {
	if text != "" {
		f.checks = append(f.checks, check{field: field, admits: anyText(keys, compare.NewText(text).In)})
	}
}

// Called verifies a filter by a telephone number that rows show under keys. A row without any proves nothing.
func (f *Filters) Called(field, number string, keys []string) {
	if number != "" {
		f.checks = append(f.checks, check{field: field, admits: anyText(keys, func(shown string) bool { return compare.Phone(number, shown) })})
	}
}

// anyText admits rows that show a text of the wanted kind under one of the keys, or none at all.
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

// within returns the texts of a value that are not empty: its own, or those of its elements, of which objects have a comment
// beside the address or the number.
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
