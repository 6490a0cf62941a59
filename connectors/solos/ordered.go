package solos

import (
	"context"
	"errors"
	"slices"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// sheet is one answer, read.
type sheet struct {
	paging.Answer
	// last is the last row with an id, and run counts those without one after it.
	last connectors.Record
	run  uint32
	// records are the rows to deliver; repeats and outside count those that are not.
	records          []connectors.Record
	repeats, outside int
	answer           answer
	notices          []connectors.Notice
}

// readable reports whether any row has an id.
func (s sheet) readable() bool { return s.last.ID != nil }

// after returns the place after the sheet, as far as its rows show the place. In descending order no row without an id is a
// place, since its key is above that of the row before it.
func (s sheet) after(from place, descending bool) place {
	to := from
	if s.readable() && passes(s.last, from.position(), descending) {
		to = place{last: string(s.last.ID)}
	}
	if last := s.lastRow(); s.run > 0 && !descending && last.Compare(to.position()) > 0 {
		to.run, to.digest = s.run, string(last.ID)
	}
	return to
}

// lastRow returns the last row of a sheet that has one, with an id or without.
func (s sheet) lastRow() connectors.Record {
	if len(s.Rows) == 0 {
		return connectors.Record{}
	}
	return s.Rows[len(s.Rows)-1]
}

// passes reports whether a row lies beyond a position, that of the start included.
func passes(r, position connectors.Record, descending bool) bool {
	order := r.Compare(position)
	return position.ID == nil || order > 0 && !descending || order < 0 && descending
}

// page returns the page that the sheet makes, given how many rows stand up to its end.
func (s sheet) page(place int, ended bool) connectors.Page {
	return connectors.Page{
		Records: s.records,
		Total:   s.answer.plausible(place, ended),
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

// read asks for rows and reads those beyond a place.
func (c *Client) read(ctx context.Context, l *listing, offset, count int, from place) (sheet, error) {
	a, err := c.get(ctx, l, offset, count)
	if err != nil {
		return sheet{}, err
	}
	return c.sheet(l, a, offset, from)
}

// proof asks for exactly so many rows, which a rule wants to see, and reads those beyond a place.
func (c *Client) proof(ctx context.Context, l *listing, offset, count int, from place) (sheet, error) {
	a, err := c.ask(ctx, l, offset, count)
	if err != nil {
		return sheet{}, err
	}
	return c.sheet(l, a, offset, from)
}

// sheet reads the rows of an answer beyond a place.
func (c *Client) sheet(l *listing, a answer, offset int, from place) (sheet, error) {
	s, err := c.decode(l, a, from)
	s.Before, s.Asked = offset, a.asked
	return s, err
}

// decode transcodes the rows of an answer, checks their order, verifies them by the request and drops what was read.
func (c *Client) decode(l *listing, a answer, from place) (sheet, error) {
	s := sheet{answer: a, Answer: paging.Answer{Total: paging.NoTotal}} // no total is documented
	tc := c.context(l)
	passed := from.position()
	key := connectors.NumberKey(nil) // of the last row with an id
	if l.descending {
		key = connectors.NumberKey([]byte(from.last)) // so that rows before the first with an id are not beyond the place
	}
	err := l.operation.table.Rows(a.list, tc, func(row *transcode.Row) error {
		row.Misplace()
		r := row.Record
		if r.Identified() {
			key, s.run = connectors.NumberKey(r.ID), 0
			r.Key = key
			if err := l.inOrder(s.last, r); err != nil {
				return err
			}
			s.last = r
		} else {
			s.run++
			r.Key = connectors.KeyBehind(key, s.run)
		}
		s.Rows = append(s.Rows, r)
		if !passes(r, passed, l.descending) {
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
