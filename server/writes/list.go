package writes

import (
	"cmp"
	"os"
	"slices"
)

// Unknown returns the rows that are Unknown, the oldest first.
func (f *File) Unknown() []Row {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := f.clock()
	f.expire(now)
	var rows []Row
	for key, open := range f.open {
		if open.row.State == Unknown {
			rows = append(rows, f.timed(open.row, f.rows[key], now))
		}
	}
	slices.SortFunc(rows, func(a, b Row) int {
		return cmp.Or(a.SentTime.Compare(b.SentTime), cmp.Compare(a.Key.RequestID, b.Key.RequestID), cmp.Compare(a.Key.Part, b.Key.Part))
	})
	return rows
}

// Reuses reports whether the request of a row is bound to another one.
func (f *File) Reuses(row Row) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.reuses(row)
}

// Parts returns the rows of a request.
func (f *File) Parts(key Key) (rows []Row, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return nil, &LedgerError{os.ErrClosed}
	}
	now := f.clock()
	f.expire(now)
	for _, part := range f.all(key.id().request) {
		row, err := f.headOf(part, now)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// headOf returns a row without its payloads.
func (f *File) headOf(key id, now moment) (row Row, err error) {
	e := f.rows[key]
	if open := f.open[key]; open != nil {
		row = open.row
	} else if row, err = f.readHead(e.at); err != nil {
		return Row{}, &LedgerError{err}
	}
	if row.Key.id() != key {
		return Row{}, &LedgerError{errMisplaced}
	}
	return f.timed(row, e, now), nil
}
