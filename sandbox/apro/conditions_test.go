package apro

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// fieldOf returns the values of a custom field in a row, from either form of fields.
func fieldOf(row map[string]any, id string) []any {
	switch fields := row["fields"].(type) {
	case map[string]any:
		if f, ok := fields[id].(map[string]any); ok {
			return []any{f["value"]}
		}
	case []any:
		var values []any
		for _, f := range fields {
			if entry := f.(map[string]any); entry["id"] == id {
				values = append(values, entry["value"])
			}
		}
		return values
	}
	return nil
}

func TestConditionsOnFields(t *testing.T) {
	srv := newServer(t, nil)
	for _, c := range []struct {
		name, id, value string
		want            func(text string) bool
	}{
		{"text holds", "21", "CALL", nil},
		{"text", "21", "завтра", func(s string) bool { return strings.Contains(s, "завтра") }},
		{"radio", "22", "1", func(s string) bool { return s == "1" }},
		{"radio off", "22", "0", func(s string) bool { return s == "0" }},
		{"select, blank trimmed", "23", "Gibson", func(s string) bool { return s == "Gibson " }},
		{"multiselect with a comma", "24", "parking, covered", func(s string) bool { return strings.Contains(s, "parking, covered") }},
		{"integer from", "25", ">= 1500", func(s string) bool { n, _ := strconv.Atoi(s); return n >= 1500 }},
		{"integer from, no blank", "25", ">=1500", func(s string) bool { n, _ := strconv.Atoi(s); return n >= 1500 }},
		{"integer until", "25", "<= -50", func(s string) bool { n, _ := strconv.Atoi(s); return n <= -50 }},
		{"integer between", "25", "100 & 300", func(s string) bool { n, _ := strconv.Atoi(s); return n >= 100 && n <= 300 }},
		{"decimal", "26", ">= 900.5", func(s string) bool { n, _ := strconv.ParseFloat(s, 64); return n >= 900.5 }},
		{"price", "27", "<= 99999.00", func(s string) bool { n, _ := strconv.ParseFloat(s, 64); return n <= 99999 }},
		{"date", "28", "2014-01-01 & 2016-12-31", func(s string) bool { return s >= "2014-01-01" && s <= "2016-12-31" }},
		{"datetime", "29", ">= 2020-01-01", func(s string) bool { return s >= "2020-01-01 00:00:00" }},
		{"time", "30", "<= 12:00:00", func(s string) bool { return s <= "12:00:00" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := column(all(t, srv, opContacts, "fields[0][id]", c.id, "fields[0][value]", c.value), "id")
			want := []string{}
			for _, r := range all(t, srv, opContacts) {
				if values := fieldOf(r, c.id); len(values) == 1 && values[0] != nil && c.want != nil && c.want(values[0].(string)) {
					want = append(want, r["id"].(string))
				}
			}
			require.Equal(t, want, got)
			require.Equal(t, c.want == nil, len(want) == 0)
		})
	}
}

func TestConditionsInGeneral(t *testing.T) {
	srv := newServer(t, nil)
	everything := list(t, srv, opContacts).Count
	require.Equal(t, everything, list(t, srv, opContacts, "fields[0][id]", "32", "fields[0][value]", "1").Count, "points have no conditions")
	require.Equal(t, everything, list(t, srv, opContacts, "fields[0][id]", "25", "fields[0][value]", "").Count)
	require.Equal(t, everything, list(t, srv, opContacts, "fields", "25").Count)
	require.Equal(t, "0", list(t, srv, opContacts, "fields[0][id]", "99999", "fields[0][value]", "1").Count)
	require.Equal(t, "0", list(t, srv, opContacts, "fields[0][id]", "1022", "fields[0][value]", "1").Count, "a deal's field")
	both := all(t, srv, opContacts, "fields[3][id]", "22", "fields[3][value]", "1", "fields[7][id]", "25", "fields[7][value]", ">= 500")
	one := all(t, srv, opContacts, "fields[3][id]", "22", "fields[3][value]", "1")
	require.NotEmpty(t, both)
	require.Less(t, len(both), len(one))
	require.Subset(t, column(one, "id"), column(both, "id"))
	require.NotEmpty(t, all(t, srv, opStock, "type", "2", "fields[0][id]", "3062", "fields[0][value]", "1"))
	require.Empty(t, all(t, srv, opStock, "type", "1", "fields[0][id]", "3062", "fields[0][value]", "1"), "a field of another type")

	for _, r := range all(t, srv, opDeals) {
		if links := fieldOf(r, "1038"); len(links) > 0 && links[0] != nil {
			link := links[0].([]any)[0].(map[string]any)
			found := all(t, srv, opDeals, "fields[0][id]", "1038", "fields[0][value][object]", link["object"].(string), "fields[0][value][id]", link["id"].(string))
			require.Contains(t, column(found, "id"), r["id"])
			return
		}
	}
	t.Fatal("no deal has a link")
}
