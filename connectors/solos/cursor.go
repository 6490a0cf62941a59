package solos

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/crmstream/crmstream/connectors"
)

// place is where a scan stands. The zero value is the start.
type place struct {
	// rows is how many rows of the list stand up to last, as far as pages have shown.
	rows int
	// overlap is how many of them the next page is to show again.
	overlap int
	// last is the highest id read.
	last string
}

// maxRows bounds what a cursor may say, so that no arithmetic overflows.
const maxRows = 1 << 40

// cursor returns the place as text: rows.overlap.last.
func (p place) cursor() connectors.Cursor {
	return connectors.Cursor(fmt.Sprintf("%d.%d.%s", p.rows, p.overlap, p.last))
}

// parseCursor reads what cursor wrote, and reports false for anything else.
func parseCursor(cursor connectors.Cursor) (place, bool) {
	if cursor == "" {
		return place{}, true
	}
	rows, rest, _ := strings.Cut(string(cursor), ".")
	overlap, last, ok := strings.Cut(rest, ".")
	var p place
	var err1, err2 error
	p.rows, err1 = strconv.Atoi(rows)
	p.overlap, err2 = strconv.Atoi(overlap)
	p.last = last
	sane := p.rows >= 1 && p.rows < maxRows && p.overlap >= 1 && p.overlap < maxPage
	return p, ok && err1 == nil && err2 == nil && sane && p.cursor() == cursor
}

// place reads the cursor of a list.
func (l *listing) place(cursor connectors.Cursor) (place, error) {
	p, ok := parseCursor(cursor)
	if !ok {
		return place{}, l.gone(cursor)
	}
	return p, nil
}

// gone is the error of a cursor that is not one of the list's.
func (l *listing) gone(cursor connectors.Cursor) error {
	return l.errorf(connectors.KindCursorGone, "cursor %q", cursor)
}

// position is where the highest id read sorts.
func (p place) position() connectors.Record {
	return connectors.Record{Key: connectors.NumberKey([]byte(p.last)), ID: []byte(p.last)}
}
