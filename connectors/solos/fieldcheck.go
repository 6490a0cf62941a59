package solos

import (
	"slices"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors/internal/compare"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// priced admits rows that show this price, in any spelling, or no readable price.
func priced(price string) func(*transcode.Row) bool {
	return func(row *transcode.Row) bool {
		value, _ := row.JSON.Member("price")
		text, ok := value.Text()
		order, readable := compare.Number(price, text)
		return !ok || !readable || order == 0
	}
}

// dynamically admits rows with a dynamic field that has one of the requested values. It is not documented how rows show such
// fields: they may be beside the other fields or in data, and an option may be shown by its text but requested by its id.
func dynamically(key string, asked []string, zone *time.Location) func(*transcode.Row) bool {
	texts := make([]compare.Text, len(asked))
	for i, value := range asked {
		texts[i] = compare.NewText(value)
	}
	same := func(shown string) bool {
		for i, value := range asked {
			if alike(value, shown, texts[i], zone) {
				return true
			}
		}
		return false
	}
	return func(row *transcode.Row) bool {
		value, ok := row.JSON.Member("data", key)
		if !ok {
			value, ok = row.JSON.Member(key)
		}
		if !ok || value.Kind() == '{' {
			return true
		}
		if text, scalar := value.Text(); scalar {
			return same(text)
		}
		return slices.ContainsFunc(slices.Collect(value.Elements()), func(element transcode.JSON) bool {
			text, scalar := element.Text()
			return !scalar || same(text)
		})
	}
}

// alike reports whether a value in a row may be the requested one. Values of two sorts cannot be compared.
func alike(asked, shown string, text compare.Text, zone *time.Location) bool {
	if strings.TrimSpace(shown) == "" {
		return false
	}
	if order, ok := compare.Number(asked, shown); ok {
		return order == 0
	}
	if order, ok := compare.Moment(asked, shown, zone); ok {
		return order == 0
	}
	return sortOf(asked, zone) != sortOf(shown, zone) || text.In(shown)
}

// sortOf returns whether a value is a number, a day or a text.
func sortOf(value string, zone *time.Location) string {
	if _, ok := compare.Number(value, value); ok {
		return "number"
	}
	if _, ok := compare.Moment(value, value, zone); ok {
		return "day"
	}
	return "text"
}
