package solos

import (
	"context"
	"errors"
	"slices"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// sheet is one answer, read.
type sheet struct {
	// offset and asked are the arguments of the request, and rows is how many rows came.
	offset, asked, rows int
	// first and last are the first and the last row with an id, as they came.
	first, last connectors.Record
	// records are the rows to deliver; repeats and outside count those that are not.
	records          []connectors.Record
	repeats, outside int
	// above is how many of those outside were created after the range.
	above   int
	answer  answer
	notices []connectors.Notice
}

// end is the offset behind the last row.
func (s sheet) end() int { return s.offset + s.rows }

// readable reports whether any row has an id.
func (s sheet) readable() bool { return s.last.ID != nil }

// reaches reports whether the sheet starts at or below the last id read, so that nothing is missing in between.
func (s sheet) reaches(from place) bool {
	return s.readable() && s.first.Compare(from.position()) <= 0
}

// beyond reports whether the sheet has an id above the last one read.
func (s sheet) beyond(from place) bool {
	return s.readable() && s.last.Compare(from.position()) > 0
}

// page returns the page that the sheet makes.
func (s sheet) page(ended bool) connectors.Page {
	return connectors.Page{
		Records: s.records,
		Total:   s.answer.plausible(s.end(), ended),
		Outside: s.outside,
		Repeats: s.repeats,
		Notices: s.notices,
	}
}

// sort brings the records into (Key, ID) order, which differs from that of the rows only for rows without an id and for
// those that came twice.
func (s *sheet) sort(descending bool) {
	var repeats int
	if descending {
		slices.Reverse(s.records)
	}
	s.records, repeats = connectors.Sort(s.records)
	s.repeats += repeats
	if descending {
		slices.Reverse(s.records)
	}
}

// read asks for rows and reads those behind a place.
func (c *Client) read(ctx context.Context, l *listing, offset, count int, from place) (sheet, error) {
	a, err := c.get(ctx, l, offset, count)
	if err != nil {
		return sheet{}, err
	}
	s, err := c.decode(l, a, from)
	if err != nil {
		return sheet{}, err
	}
	s.offset, s.asked = offset, a.asked
	if offset > 0 && s.rows > 0 && !s.readable() {
		return sheet{}, l.errorf(connectors.KindMalformedResponse, "none of %d rows has an id", s.rows)
	}
	return s, nil
}

// decode transcodes the rows of an answer, checks their order, verifies them by the request and drops what was read.
func (c *Client) decode(l *listing, a answer, from place) (sheet, error) {
	s := sheet{answer: a}
	tc := c.context(l)
	passed := from.position()
	key, run := place{}.position().Key, uint32(0) // of the last row with an id, and how many without came since
	err := l.operation.table.Rows(a.list, tc, func(row *transcode.Row) error {
		s.rows++
		r := row.Record
		if !r.Identified() {
			run++
			r.Key = connectors.KeyBehind(key, run)
			s.records = append(s.records, r)
			return nil
		}
		key, run = connectors.NumberKey(r.ID), 0
		r.Key = key
		if err := l.inOrder(s.last, r); err != nil {
			return err
		}
		if !s.readable() {
			s.first = r
		}
		s.last = r
		if !l.descending && r.Compare(passed) <= 0 {
			s.repeats++
			return nil
		}
		if r.Err == nil {
			outside, err := l.verify(row)
			if err != nil {
				return err
			}
			if outside {
				s.outside++
				if l.created.above(row) {
					s.above++
				}
				return nil
			}
		}
		s.records = append(s.records, r)
		return nil
	})
	if err != nil {
		return sheet{}, err
	}
	s.notices = tc.Notices()
	s.sort(l.descending)
	return s, nil
}

// errOrder is the error of rows that do not come in the order of ids.
var errOrder = errors.New("the upstream does not keep the order of ids")

// inOrder checks that a row does not stand before the one that came before it. The same row may come twice in a row, as
// joins of a database make them.
func (l *listing) inOrder(last, r connectors.Record) error {
	order := r.Compare(last)
	if l.descending {
		order = -order
	}
	if last.ID != nil && order < 0 {
		return l.errorf(connectors.KindInconsistent, "%s %q came behind %q: %w", l.operation.noun, r.ID, last.ID, errOrder)
	}
	return nil
}
