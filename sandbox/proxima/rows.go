package proxima

import (
	"strconv"
	"strings"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// rows is the result of a run. It does not change.
type rows interface {
	len() int
	// json and csv append one row in that format, without the text between rows.
	json(b []byte, i int) []byte
	csv(b []byte, i int) []byte
}

// cell is a value of a row: nil, int64, string, []string, or one of the types below.
type cell any

type (
	// moment is a time in seconds since 1970 UTC, 0 for null.
	moment int64
	// offset is a distance from UTC in minutes.
	offset int
	// number is a decimal in the upstream's form, "" for null.
	number string
)

// shape describes how the rows of one function are written.
type shape struct {
	// keys are the keys of the JSON, in order; rows have their cells in the same order.
	keys []string
	// columns are the titles of the CSV, in order. Each is a key in any case. nil means that there is no CSV.
	columns []string
}

// places returns the place of each column's cell.
func (sh *shape) places() []int {
	places := make([]int, len(sh.columns))
	for i, column := range sh.columns {
		for k, key := range sh.keys {
			if strings.EqualFold(key, column) {
				places[i] = k
			}
		}
	}
	return places
}

// cellRows are rows that consist of cells.
type cellRows struct {
	printer *printer
	shape   *shape
	places  []int
	rows    int
	cells   func(i int) []cell
}

func (p *printer) cellRows(sh *shape, n int, cells func(i int) []cell) *cellRows {
	return &cellRows{printer: p, shape: sh, places: sh.places(), rows: n, cells: cells}
}

// shuffled returns cellRows in an order that depends on the seed and the number of rows only.
func (p *printer) shuffled(seed uint64, sh *shape, n int, cells func(i int) []cell) *cellRows {
	order := stage.NewShuffle(stage.Draw(seed, 0, saltOrder), int64(max(n, 1)))
	return p.cellRows(sh, n, func(i int) []cell { return cells(int(order.Forward(int64(i)))) })
}

func (s *cellRows) len() int { return s.rows }

func (s *cellRows) json(b []byte, i int) []byte {
	separator := byte('{')
	for k, c := range s.cells(i) {
		b = append(append(append(b, separator, '"'), s.shape.keys[k]...), `":`...)
		b, separator = s.printer.jsonCell(b, c), ','
	}
	return append(b, '}')
}

func (s *cellRows) csv(b []byte, i int) []byte { return s.printer.csvRow(b, s.places, s.cells(i)) }

// csvRow appends the cells of a row by the places of its columns.
func (p *printer) csvRow(b []byte, places []int, cells []cell) []byte {
	for n, place := range places {
		if n > 0 {
			b = append(b, ',')
		}
		b = p.csvCell(b, cells[place])
	}
	return b
}

func (p *printer) jsonCell(b []byte, c cell) []byte {
	switch c := c.(type) {
	case int64:
		return strconv.AppendInt(b, c, 10)
	case string:
		return appendText(b, c)
	case []string:
		b = append(b, '[')
		for i, text := range c {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendText(b, text)
		}
		return append(b, ']')
	case moment:
		return p.time(b, int64(c))
	case offset:
		if p.unit == unitSeconds {
			c *= minute
		}
		return strconv.AppendInt(b, int64(c), 10)
	case number:
		if c != "" {
			return append(b, c...)
		}
	}
	return append(b, "null"...)
}

// csvCell appends a cell in the form of the CSV samples: times end in Z, offsets are minutes, lists are joined by commas, and
// null is empty.
func (p *printer) csvCell(b []byte, c cell) []byte {
	switch c := c.(type) {
	case int64:
		return strconv.AppendInt(b, c, 10)
	case string:
		return appendQuoted(b, c)
	case []string:
		return appendQuoted(b, strings.Join(c, ","))
	case moment:
		if c == 0 {
			return b
		}
		text := csvTimes.time(nil, int64(c))
		return append(b, text[1:len(text)-1]...)
	case offset:
		return strconv.AppendInt(b, int64(c), 10)
	case number:
		return append(b, c...)
	}
	return b
}

// csvTimes writes times in the form of the CSV samples.
var csvTimes = &printer{separator: "T", zone: "Z"}

// appendQuoted appends a CSV cell, with quotes where they are necessary.
func appendQuoted(b []byte, text string) []byte {
	if !strings.ContainsAny(text, ",\"\r\n") && strings.TrimSpace(text) == text {
		return append(b, text...)
	}
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(text, `"`, `""`)...)
	return append(b, '"')
}
