package proxima

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// fromCSV returns the rows of a CSV as the list of objects that the function's JSON twin sends, so that both are read by
// one table. Cells become text, which the tables take for every kind; an empty one is left out, since CSV cannot tell
// null from nothing. A blank text has no rows. Bytes that are not valid UTF-8 are replaced, and told as of JSON.
func (f *function) fromCSV(body []byte, d transcode.Decoding) (transcode.JSON, error) {
	if len(bytes.Trim(body, "\ufeff \t\r\n")) == 0 {
		return transcode.JSON{}, nil
	}
	r := csv.NewReader(bytes.NewReader(body))
	r.FieldsPerRecord, r.ReuseRecord = -1, true
	header, err := r.Read()
	if err != nil {
		return transcode.JSON{}, fmt.Errorf("the header of the CSV of %s cannot be read: %w", f.csv, err)
	}
	if err := f.checkHeader(header); err != nil {
		return transcode.JSON{}, err
	}
	dst := append(make([]byte, 0, 2*len(body)), '[')
	invalid, spoilt := 0, 0
	for n := 1; ; n++ {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			if invalid > 0 {
				d.Replaced, d.Notices = true, append(slices.Clone(d.Notices), transcode.InvalidUTF8(invalid, spoilt))
			}
			return transcode.ParseDecoded(append(dst, ']'), d)
		}
		if err != nil {
			return transcode.JSON{}, fmt.Errorf("row %d of the CSV of %s cannot be read: %w", n, f.csv, err)
		}
		if len(cells) != len(f.columns) {
			return transcode.JSON{}, fmt.Errorf("row %d of the CSV of %s has %d cells, not %d", n, f.csv, len(cells), len(f.columns))
		}
		if n > 1 {
			dst = append(dst, ',')
		}
		if bytes := invalidBytes(cells); bytes > 0 {
			invalid, spoilt = invalid+bytes, spoilt+1
		}
		dst = f.appendObject(dst, cells)
	}
}

// invalidBytes returns how many bytes of the cells are not valid UTF-8.
func invalidBytes(cells []string) int {
	n := 0
	for _, cell := range cells {
		if !utf8.ValidString(cell) {
			n += transcode.InvalidBytes([]byte(cell))
		}
	}
	return n
}

// checkHeader counts the columns. Their names are in the tenant's language, but one that is a documented key must be in
// that key's place.
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

// appendObject appends the object that a row of cells stands for.
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
			dst = appendCell(append(dst, ','), strings.TrimSpace(part))
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

// appendCell appends a cell as a JSON string. Each byte that is not UTF-8 is replaced, as in JSON.
func appendCell(dst []byte, cell string) []byte {
	if !utf8.ValidString(cell) {
		cell = string([]rune(cell))
	}
	dst, _ = jsontext.AppendQuote(dst, cell) // it fails only for what is not UTF-8
	return dst
}
