package proxima

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// fromCSV returns the rows of a CSV as the list of objects that the function's JSON variant sends, so that one table reads
// both. Cells become texts, which the tables accept for every kind. An empty cell is left out, since CSV cannot distinguish
// null from an empty text. A blank text has no rows. Bytes that are not valid UTF-8 are kept, so that they are reported like
// those of JSON. A row with a wrong number of cells becomes the list of its cells. No table can read that list, so the row
// becomes a record error. Such a row at the end fails the whole result, since the result was cut off there.
func (f *function) fromCSV(body []byte, d transcode.Decoding) (transcode.JSON, error) {
	if len(bytes.Trim(body, "\ufeff \t\r\n")) == 0 {
		return transcode.JSON{}, nil
	}
	r := csv.NewReader(bytes.NewReader(keepReturns(body)))
	r.FieldsPerRecord, r.ReuseRecord = -1, true
	header, err := r.Read()
	if err != nil {
		return transcode.JSON{}, fmt.Errorf("the header of the CSV of %s cannot be read: %w", f.csv, err)
	}
	if err := f.checkHeader(header); err != nil {
		return transcode.JSON{}, err
	}
	dst := append(make([]byte, 0, 2*len(body)), '[')
	last := len(f.columns) // number of cells of the last row
	for n := 1; ; n++ {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			if last != len(f.columns) {
				return transcode.JSON{}, fmt.Errorf("row %d of the CSV of %s, the last one, has %d cells, not %d", n-1, f.csv, last, len(f.columns))
			}
			return transcode.ParseDecoded(append(dst, ']'), d, nil)
		}
		if err != nil {
			return transcode.JSON{}, fmt.Errorf("row %d of the CSV of %s cannot be read: %w", n, f.csv, err)
		}
		if n > 1 {
			dst = append(dst, ',')
		}
		if last = len(cells); last == len(f.columns) {
			dst = f.appendObject(dst, cells)
		} else {
			dst = appendCells(dst, cells)
		}
	}
}

// keepReturns doubles each carriage return before a line feed within quotes, since encoding/csv removes one of them.
func keepReturns(body []byte) []byte {
	if !bytes.Contains(body, []byte("\r\n")) {
		return body
	}
	kept, quoted := make([]byte, 0, len(body)+16), false
	for i, b := range body {
		quoted = quoted != (b == '"') // a quote within quotes is written twice
		if kept = append(kept, b); quoted && b == '\r' && i+1 < len(body) && body[i+1] == '\n' {
			kept = append(kept, '\r')
		}
	}
	return kept
}

// checkHeader counts the columns. Their names are in the tenant's language, but a name that is a documented key must stand in
// the place of that key.
func (f *function) checkHeader(header []string) error {
	if len(header) != len(f.columns) {
		return fmt.Errorf("the CSV of %s has %d columns, where %d are documented", f.csv, len(header), len(f.columns))
	}
	for i, title := range header {
		if at := slices.Index(f.columns, strings.ToLower(strings.TrimSpace(title))); at >= 0 && at != i {
			return fmt.Errorf("column %d of the CSV of %s is %q, which is documented as column %d", i+1, f.csv, f.columns[at], at+1)
		}
	}
	return nil
}

// appendObject appends the object for a row of cells.
func (f *function) appendObject(dst []byte, cells []string) []byte {
	start := len(dst)
	for i, key := range f.columns {
		if cells[i] == "" {
			continue
		}
		dst = append(append(append(dst, `,"`...), key...), `":`...)
		if !slices.Contains(f.joined, key) {
			dst = appendCell(dst, cells[i])
			continue
		}
		list := len(dst)
		for part := range strings.SplitSeq(cells[i], ",") {
			dst = appendCell(append(dst, ','), strings.Trim(part, " "))
		}
		dst[list] = '['
		dst = append(dst, ']')
	}
	if len(dst) == start {
		return append(dst, "{}"...)
	}
	dst[start] = '{'
	return append(dst, '}')
}

// appendCells appends the list of a row's cells.
func appendCells(dst []byte, cells []string) []byte {
	dst = append(dst, '[')
	for i, cell := range cells {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendCell(dst, cell)
	}
	return append(dst, ']')
}

// appendCell appends a cell as a JSON string. Bytes that are not valid UTF-8 are kept.
func appendCell(dst []byte, cell string) []byte {
	dst = append(dst, '"')
	for i := range len(cell) {
		switch c := cell[i]; {
		case c == '"' || c == '\\':
			dst = append(dst, '\\', c)
		case c < ' ':
			dst = append(dst, '\\', 'u', '0', '0', '0'+c>>4, "0123456789abcdef"[c&15])
		default:
			dst = append(dst, c)
		}
	}
	return append(dst, '"')
}
