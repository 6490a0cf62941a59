package timeline

import (
	"context"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// Spare is how many more rows than wanted are asked for, so that holding back the last time of a page does not cost a
// second request.
const Spare = 5

// List is a list in time order as one request asks for it: one of the four filters, or calls. It never changes once it
// is open, since pages are fetched concurrently.
type List struct {
	*Account
	Op string
	// Learned is what answers to the operation taught.
	Learned *Learned
	Table   *transcode.Table
	// Noun names the records in notices.
	Noun string
	// DateField is the upstream's name of the activity time, which periods must ask for; "" where rows have one time only.
	DateField string
	// Max is the largest page in rows, as the list declares it. Where it grows, Max is what is documented, and how
	// many rows to ask for is what the server was seen to give (capacity.go).
	Max   int
	Grows bool
	// Query adds to a form with the filters the parameters of one ask.
	Query func(*wire.Form, Ask)
	// Unpack finds the rows in data, and their total where there is one.
	Unpack  func(data transcode.JSON) (rows transcode.JSON, total *int)
	Filters wire.Filters
	// Observe is shown every row before it is verified; nil is nobody.
	Observe func(*transcode.Row)
	// Blame is the request field that is to blame for refused parameters, "" for none.
	Blame string
	Range Range
	// Untimed tells that records without activity time are usual, so that changed_from asks for them by creation.
	Untimed bool
	// AnyBase tells that it is not documented whether pages count from 0 or from 1.
	AnyBase bool
	// TakesIDs tells that the server takes several ids, as the vendor's page says, and PartByIDs that it may find some of them
	// only, as stock items of one type are.
	TakesIDs, PartByIDs bool
	// Deleted tells that deleted records are asked for.
	Deleted   bool
	Constants []byte
	Raw       bool
	// Catalogue names and resolves the values of rows; nil knows nothing.
	Catalogue *connectors.Catalogue
	// Prefix goes before all keys.
	Prefix []byte
}

// addPrefix puts the prefix of all keys before each, in one piece of memory.
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

// Page fetches the page at a position, in the way that the request's range selects.
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

// way returns how the request's range is read.
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
