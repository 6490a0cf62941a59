package scan

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/crmstream/crmstream/connectors"
)

// list is a fake upstream list: pages of size rows, read by keyset, that overlap by some rows.
type list struct {
	rows    []string
	size    int
	overlap int
	fetched int
	after   bool            // offers cursors behind each record
	before  func(fetch int) // runs before each fetch
	wants   []int
}

func (l *list) fetch(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	l.fetched++
	l.wants = append(l.wants, at.Want)
	if l.before != nil {
		l.before(l.fetched)
	}
	if err := ctx.Err(); err != nil {
		return connectors.Page{}, err
	}
	from, _ := slices.BinarySearch(l.rows, string(at.Cursor))
	from = max(from-l.overlap, 0)
	to := min(from+l.size, len(l.rows))
	total := len(l.rows)
	page := connectors.Page{Total: &total}
	for _, id := range l.rows[from:to] {
		page.Records = append(page.Records, record(id))
	}
	if l.after {
		page.After = func(i int) connectors.Cursor { return connectors.Cursor(page.Records[i].ID) }
	}
	if to < len(l.rows) {
		page.Next = connectors.Cursor(l.rows[to])
	}
	return page, nil
}

func record(id string) connectors.Record {
	r := connectors.Record{Key: []byte(id), ID: []byte(id), Wire: []byte("<" + id + ">")}
	if strings.HasSuffix(id, "!") {
		r.Wire, r.Err = nil, &connectors.RecordError{ID: id, Message: "unreadable"}
	}
	return r
}

func rows(n int) []string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = fmt.Sprintf("%06d", i)
	}
	return ids
}

// reader collects what a scan sends.
type reader struct {
	records []string
	errors  int
	batches []Batch
	stopAt  int // fails at the n-th message
}

var errReader = errors.New("the client is gone")

func (r *reader) send(b *Batch) error {
	if r.stopAt > 0 && len(r.batches)+1 >= r.stopAt {
		return errReader
	}
	for _, wire := range b.Records {
		r.records = append(r.records, strings.Trim(string(wire), "<>"))
	}
	r.errors += len(b.Errors)
	kept := *b
	kept.Records = nil
	r.batches = append(r.batches, kept)
	return nil
}

func (r *reader) last() Batch { return r.batches[len(r.batches)-1] }
