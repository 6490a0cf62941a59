package catalogue

import (
	"context"
	"errors"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// maxPages is the number of pages after which a list is taken for an endless one.
const maxPages = 10_000

var (
	errEndless  = errors.New("the pages of the list do not end")
	errDisorder = errors.New("the records of a page are not in ascending order")
	errTooLong  = errors.New("the list is too long to be read whole")
)

// Whole returns a Read that reads all pages of fetch.
func Whole(fetch func(context.Context, connectors.PageRequest) (connectors.Page, error)) Read {
	return func(ctx context.Context) (*List, error) {
		w := whole{list: &List{Read: time.Now().UTC()}, told: map[connectors.Notice]bool{}}
		var at connectors.PageRequest
		for range maxPages {
			page, err := fetch(ctx, at)
			if err != nil {
				return nil, err
			}
			if err := w.add(page); err != nil {
				return nil, err
			}
			if page.Next == "" {
				return w.list, nil
			}
			if page.Next == at.Cursor {
				break
			}
			at.Cursor = page.Next
		}
		return nil, &connectors.Error{Kind: connectors.KindInconsistent, Err: errEndless}
	}
}

// whole is a list while it is read.
type whole struct {
	list *List
	told map[connectors.Notice]bool
}

// add adds a page. Pages may overlap; within a page each record must be above the one before it.
func (w *whole) add(page connectors.Page) error {
	before := len(w.list.Records)
	for i, r := range page.Records {
		if i > 0 && page.Records[i-1].Compare(r) >= 0 {
			return &connectors.Error{Kind: connectors.KindInconsistent, Err: errDisorder}
		}
		if before == 0 || w.list.Records[before-1].Compare(r) < 0 {
			w.list.Records = append(w.list.Records, r)
		}
	}
	if len(w.list.Records) > 2*maxRecords {
		return &connectors.Error{Kind: connectors.KindUnsupported, Err: errTooLong}
	}
	for _, n := range page.Notices {
		if !w.told[n] {
			w.told[n] = true
			w.list.Notices = append(w.list.Notices, n)
		}
	}
	return nil
}
