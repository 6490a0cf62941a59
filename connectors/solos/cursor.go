package solos

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/crmstream/crmstream/connectors"
)

// place is the place up to which a scan has read. The zero value is the start.
type place struct {
	// rows is the number of rows of the list up to the last one read, as far as pages have shown.
	rows int
	// overlap is the number of those rows that the next page must show again.
	overlap int
	// last is the last id read: the highest one, or the lowest in descending order.
	last string
	// run is the number of rows without an id that came after the row of last. digest replaces the id of the latest of them.
	run    uint32
	digest string
}

// maxRows bounds the numbers in a cursor, so that no arithmetic overflows.
const maxRows = 1 << 40

// cursor returns the place as text, "" for the zero place: rows.overlap.last, or rows+run~digest.overlap.last.
func (p place) cursor() connectors.Cursor {
	switch {
	case p == place{}:
		return ""
	case p.run > 0:
		return connectors.Cursor(fmt.Sprintf("%d+%d%s.%d.%s", p.rows, p.run, p.digest, p.overlap, p.last))
	}
	return connectors.Cursor(fmt.Sprintf("%d.%d.%s", p.rows, p.overlap, p.last))
}

// parseCursor reads a text of cursor, and reports false for any other text.
func parseCursor(cursor connectors.Cursor) (place, bool) {
	if cursor == "" {
		return place{}, true
	}
	text, rest, _ := strings.Cut(string(cursor), ".")
	overlap, last, ok := strings.Cut(rest, ".")
	p := place{last: last}
	rows, run, without := strings.Cut(text, "+")
	if without {
		number, digest, _ := strings.Cut(run, "~")
		n, err := strconv.ParseUint(number, 10, 32)
		ok = ok && err == nil && n > 0
		p.run, p.digest = uint32(n), "~"+digest
	}
	var err1, err2 error
	p.rows, err1 = strconv.Atoi(rows)
	p.overlap, err2 = strconv.Atoi(overlap)
	sane := p.rows >= 1 && p.rows < maxRows && p.overlap >= 1 && p.overlap < maxRows
	return p, ok && err1 == nil && err2 == nil && sane && p.cursor() == cursor
}

// place reads the cursor of a list.
func (l *upstreamRequest) place(cursor connectors.Cursor) (place, error) {
	p, ok := parseCursor(cursor)
	if !ok {
		return place{}, l.gone(cursor)
	}
	return p, nil
}

// gone returns the error for a cursor that is not a cursor of the list.
func (l *upstreamRequest) gone(cursor connectors.Cursor) error {
	return l.errorf(connectors.KindCursorGone, "cursor %q", cursor)
}

// position returns the position of the last row read. The position of the start has no id.
func (p place) position() connectors.Record {
	key := connectors.NumberKey([]byte(p.last))
	switch {
	case p.run > 0:
		return connectors.Record{Key: connectors.KeyBehind(key, p.run), ID: []byte(p.digest)}
	case p.last == "":
		return connectors.Record{}
	}
	return connectors.Record{Key: key, ID: []byte(p.last)}
}
