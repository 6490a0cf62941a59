package timeline

import (
	"context"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// Spare is how many more rows than wanted are asked for, so that holding back the last time of a page mostly costs no second
// request.
const Spare = 5

// List is one request for a list in time order: one of the four filters, or calls. It never changes after it is open, since
// pages are fetched concurrently.
type List struct {
	*Account
	Op string
	// Learned is what answers to the operation have shown.
	Learned *Learned
	Table   *transcode.Table
	// Noun names the records in notices.
	Noun string
	// DateField is the upstream's name of the activity time, which periods must name; "" if rows have only one time.
	DateField string
	// Max is the largest page in rows, as the list declares it. With Grows, the largest page is what the server gives
	// (capacity.go), and Max until that is known.
	Max   int
	Grows bool
	// Query adds the parameters of one Ask to a form with the filters.
	Query func(*wire.Form, Ask)
	// Unpack returns the rows in data, and their total, nil if there is none.
	Unpack  func(data transcode.JSON) (rows transcode.JSON, total *int)
	Filters wire.Filters
	// Observe, if not nil, is called with every row before the row is verified.
	Observe func(*transcode.Row)
	// Blame is the request field at fault for refused parameters, "" for none.
	Blame string
	Range Range
	// Untimed says that records without activity time are usual, so that changed_from also asks for them, by creation.
	Untimed bool
	// AnyBase says that it is not documented whether pages count from 0 or from 1.
	AnyBase bool
	// TakesIDs says that the vendor documents several ids in one request. PartByIDs says that such a request may find only
	// some, as only stock items of one type.
	TakesIDs, PartByIDs bool
	// Deleted says that deleted records are asked for.
	Deleted   bool
	Constants []byte
	Raw       bool
	// Catalogue is the catalogue of the rows' values; nil knows nothing.
	Catalogue *connectors.Catalogue
	// Prefix begins all keys.
	Prefix []byte
}

// addPrefix adds the prefix to all keys, with one allocation.
func (l *List) addPrefix(records []connectors.Record) {
	if len(l.Prefix) == 0 {
		return
	}
	keys := make([]byte, 0, len(records)*(len(l.Prefix)+len(wire.ClockFormat)))
	for i := range records {
		start := len(keys)
		keys = append(append(keys, l.Prefix...), records[i].Key...)
		records[i].Key = keys[start:len(keys):len(keys)]
	}
}

// Page fetches the page at a position, with the strategy for the request's range.
func (l *List) Page(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	page, resume, err := l.way()(ctx, at)
	if err != nil {
		return connectors.Page{}, err
	}
	if l.Range.NewestFirst {
		descend(page.Records)
	} else {
		var repeats int
		page.Records, repeats = connectors.Sort(page.Records)
		page.Repeats += repeats
	}
	l.addPrefix(page.Records)
	if resume != nil {
		page.After = func(i int) connectors.Cursor {
			r := page.Records[i]
			r.Key = r.Key[len(l.Prefix):]
			return resume(r)
		}
	}
	return page, nil
}

// way returns the strategy for the request's range.
func (l *List) way() func(context.Context, connectors.PageRequest) (connectors.Page, resumer, error) {
	switch {
	case len(l.Range.IDs) > 0:
		return l.lookUp
	case l.Range.NewestFirst:
		return l.newest
	case l.Range.byCreation:
		return l.windows
	default:
		return l.seek
	}
}
