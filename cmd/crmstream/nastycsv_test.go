package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// csvUsers are the columns of users in CSV, and the paths of their fields.
func csvUsers() (columns, paths []string) {
	return []string{"name", "manager", "country", "region", "direction", "position", "active", "user_id", "workstartdate", "workenddate", "role"},
		[]string{"name", "managerName", "country", "regions", "directions", "position", "active", "id", "workStartDate", "workEndDate", "role"}
}

func csvColumns() []string {
	columns, _ := csvUsers()
	return columns
}

// nastyCSV makes rows of CSV.
type nastyCSV struct{}

// rows makes a row for each cell in each column that takes it, and rows of other lengths.
func (nastyCSV) rows() []nastyRow {
	columns, paths := csvUsers()
	rows := []nastyRow{{shape: "plain"}}
	for i, c := range columns {
		kind, values := text_, nastyCells
		switch c {
		case "user_id":
			continue
		case "region", "direction":
			kind = texts_
		case "active":
			kind, values = notFlag, []string{"", "0", "1", "yes", "2", "maybe", "true ", " ", "\"0\"", "\xff", "\"\n\""}
		case "workstartdate", "workenddate":
			kind, values = day, []string{"", "2025-12-31", "31.12.2025", "2025-02-31", "0000-00-00", "2025-12-31 14:05:00", "\"2025-12-31\n\"", "2025-12-31\xff", "0001-01-01", "=2025-12-31"}
		}
		for _, v := range values {
			rows = append(rows, nastyRow{column: &nastyColumn{path: paths[i], alters: snake(paths[i]), kind: kind, member: c}, value: v})
		}
	}
	for _, shape := range []string{"too few", "too many", "one cell", "odd cells", "plain at the end"} {
		rows = append(rows, nastyRow{shape: shape})
	}
	for i := range rows {
		rows[i].id = i + 1
		rows[i].sent = csvRow(&rows[i], columns)
	}
	return rows
}

// csvRow writes a row.
func csvRow(r *nastyRow, columns []string) []byte {
	cells := make([]string, len(columns))
	for i, c := range columns {
		switch {
		case c == "user_id":
			cells[i] = fmt.Sprint(r.id)
		case r.column != nil && c == r.column.member:
			cells[i] = r.value
		case c == "name":
			cells[i] = "plain"
		}
	}
	switch r.shape {
	case "too few":
		cells = cells[:len(cells)-1]
	case "too many":
		cells = append(cells, "leaf one")
	case "one cell":
		cells = []string{fmt.Sprint(r.id)}
	case "odd cells":
		cells = append(cells, "a\xffb", "\"quoted \"\"leaf\"\"\"", "")
	}
	if len(cells) != len(columns) {
		var quoted []string
		for _, cell := range cells {
			quoted = append(quoted, `"`+strings.ReplaceAll(meant(cell), `"`, `\"`)+`"`)
		}
		r.told = []byte("[" + strings.Join(quoted, ",") + "]")
	}
	return []byte(strings.Join(cells, ","))
}

// nastyCells are cells as they stand in a CSV.
var nastyCells = []string{
	"", "plain", " outer blanks ", `"quoted"`, `"a ""quoted"" word"`, `"a,b"`, `"a, b"`, `"line` + "\n" + `feed"`, "\"return\r\nand feed\"", "\"return\ralone\"", "\"\r\n\"", "\"ends\r\n\r\n\"", "a\rb", `=cmd|'/c calc'!A1`, `+380441`, `@SUM(A1)`, `"a;b"`, "a\tb",
	"a\xffb", "\"a\xff,\xfeb\"", "\xcf\xf0\xe8", "\xed\xa0\xbd", "�", "\ufeffmark", "\u2028", "\u202eright", "👩‍👩‍👧", "cafe\u0301", "a\x00b", "\x01\x1f", `\ud83d`, `\n`, `a\`, `"{""a"":1}"`, `[]`, `null`, `false`, `0`, `1e400`, "00012", `</script>`, `&amp;`, `""`, `","`, `",,"`,
	"\u00a0nbsp\u00a0", strings.Repeat("я", 100<<10),
}

// meant returns what a cell of CSV says.
func meant(cell string) string {
	if strings.HasPrefix(cell, `"`) {
		cell = strings.ReplaceAll(cell[1:len(cell)-1], `""`, `"`)
	}
	return cell
}

// cell judges a cell of CSV.
func (j *judged) cell() {
	raw, _ := at(j.record, "raw").(string)
	if replaced, _ := at(j.record, "rawReplaced").(bool); replaced == utf8.Valid(j.row.sent) {
		j.complain("raw does not say right whether it was replaced")
	}
	if j.row.column == nil {
		return
	}
	j.rest()
	c, cell := j.row.column, meant(j.row.value)
	value := newValue(at(j.record, c.path))
	sent := at(parsed(raw).(map[string]any), c.member)
	if elements, ok := sent.([]any); ok {
		var parts []string
		for _, e := range elements {
			parts = append(parts, plainText(e))
		}
		sent = strings.Join(parts, ",")
	}
	if cell != "" && plainText(sent) != replacedBytes(cell) && strings.ReplaceAll(plainText(sent), " ", "") != strings.ReplaceAll(replacedBytes(cell), " ", "") {
		j.complain("raw has another cell: %q", sent)
	}
	switch {
	case cell == "", c.kind.none(cell):
		if !value.missing() {
			j.complain("nothing came, and something went out")
		}
	case j.tells("UNREADABLE"):
	case value.missing():
		if !c.kind.silent(cell) {
			j.complain("the value is gone")
		}
	case c.kind == texts_:
		var parts []string
		for part := range strings.SplitSeq(replacedBytes(cell), ",") {
			parts = append(parts, strings.Trim(part, " "))
		}
		if !slices.Equal(parts, value.list()) {
			j.complain("the list is another one: %q", value.list())
		}
	case !c.kind.same(replacedBytes(cell), value):
		j.complain("the value is another one: %q", value.text())
	}
	if !utf8.ValidString(cell) && !j.tells("INVALID_UTF8") && !j.tells("UNREADABLE") {
		j.complain("invalid bytes were replaced in silence")
	}
	if c.kind == day && !value.missing() && hasClock(cell) != j.tells("TIME_CUT") {
		j.complain("a time was cut off, or was not")
	}
}
