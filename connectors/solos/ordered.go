package solos

import (
	"context"
	"errors"
	"slices"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// ordered is an answer with rows in the order of ids, of which the rows after a place are new.
type ordered struct {
	paging.Answer
	// last is the last row with an id, and run is the number of rows without an id after it.
	last connectors.Record
	run  uint32
	// records are the rows to deliver; repeats and outside count the other rows.
	records          []connectors.Record
	repeats, outside int
	answer           answer
	notices          []connectors.Notice
}

// readable reports whether any row has an id.
func (o ordered) readable() bool { return o.last.ID != nil }

// enough reports whether the answer has all wanted records, if a number is wanted.
func (o ordered) enough(want int) bool { return want > 0 && len(o.records) >= want }

// after returns the place after the answer, as far as its rows show the place. In descending order a row without an id is no
// place, since its key is above the key of the row before it.
func (o ordered) after(from place, descending bool) place {
	to := from
	if o.readable() && paging.Beyond(o.last, from.position(), descending) {
		to = place{last: string(o.last.ID)}
	}
	if last := o.lastRow(); o.run > 0 && !descending && last.Compare(to.position()) > 0 {
		to.run, to.digest = o.run, string(last.ID)
	}
	return to
}

// lastRow returns the last row of an answer, with or without an id, or the zero record.
func (o ordered) lastRow() connectors.Record {
	if len(o.Rows) == 0 {
		return connectors.Record{}
	}
	return o.Rows[len(o.Rows)-1]
}

// page returns the page of the answer. place is the number of rows of the list up to its end.
func (o ordered) page(place int, ended bool) connectors.Page {
	return connectors.Page{
		Records: o.records,
		Total:   o.answer.plausible(place, ended),
		Outside: o.outside,
		Repeats: o.repeats,
		Notices: o.notices,
	}
}

// sort sorts the records by (Key, ID). This changes the place only of rows without an id, and of rows that came twice.
func (o *ordered) sort(descending bool) {
	var repeats int
	if descending {
		slices.Reverse(o.records)
	}
	o.records, repeats = connectors.Sort(o.records)
	o.repeats += repeats
	if descending {
		slices.Reverse(o.records)
	}
}

// read requests rows and decodes those after a place.
func (c *Client) read(ctx context.Context, l *upstreamRequest, offset, count int, from place) (ordered, error) {
	a, err := c.get(ctx, l, offset, count)
	if err != nil {
		return ordered{}, err
	}
	return c.decode(l, a, offset, from)
}

// proof requests exactly so many rows, which a rule of paging wants to see, and decodes those after a place.
func (c *Client) proof(ctx context.Context, l *upstreamRequest, offset, count int, from place) (ordered, error) {
	a, err := c.ask(ctx, l, offset, count)
	if err != nil {
		return ordered{}, err
	}
	return c.decode(l, a, offset, from)
}

// decode transcodes the rows of an answer, checks their order, verifies them by the request and drops rows up to the place.
func (c *Client) decode(l *upstreamRequest, a answer, offset int, from place) (ordered, error) {
	o := ordered{answer: a, Answer: paging.Answer{Asked: a.asked, Before: offset, Total: paging.NoTotal}} // no total is documented
	tc := c.context(l)
	passed := from.position()
	key := connectors.NumberKey(nil) // key of the last row with an id
	if l.descending {
		key = connectors.NumberKey([]byte(from.last)) // so that rows before the first with an id are not after the place
	}
	err := l.operation.table.Rows(a.list, tc, func(row *transcode.Row) error {
		row.Misplace()
		r := row.Record
		if r.Identified() {
			key, o.run = connectors.NumberKey(r.ID), 0
			r.Key = key
			if err := l.inOrder(o.last, r); err != nil {
				return err
			}
			o.last = r
		} else {
			o.run++
			r.Key = connectors.KeyBehind(key, o.run)
		}
		o.Rows = append(o.Rows, r)
		if !paging.Beyond(r, passed, l.descending) {
			o.repeats++
			return nil
		}
		if r.Err == nil {
			outside, err := l.verify(row)
			if err != nil {
				return err
			}
			if outside {
				o.outside++
				return nil
			}
		}
		o.records = append(o.records, r)
		return nil
	})
	if err != nil {
		return ordered{}, err
	}
	o.notices = tc.Notices()
	o.sort(l.descending)
	return o, nil
}

// errOrder is the error of rows that do not come in the order of ids.
var errOrder = errors.New("the upstream does not keep the order of ids")

// inOrder checks that a row does not sort before the row that came before it. The same row may come twice in succession, since
// joins in a database cause that.
func (l *upstreamRequest) inOrder(last, r connectors.Record) error {
	if last.ID != nil && paging.Beyond(last, r, l.descending) {
		return l.errorf(connectors.KindInconsistent, "%s %q came after %q: %w", l.operation.noun, r.ID, last.ID, errOrder)
	}
	return nil
}
