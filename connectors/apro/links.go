package apro

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// contactLinksTable reads what hangs on a contact (purchaser/attach). Newer servers also tell types, which the records
// themselves have.
var contactLinksTable = transcode.Must(transcode.New(&crmstreamv1.ContactLinks{},
	unmapped("contact_id"), // is the key of the object
	col("stock_item_ids", transcode.RefList, "stock"),
	col("archived_stock_item_ids", transcode.RefList, "stock_archive"),
	col("activity_ids", transcode.RefList, "request"),
	col("deal_ids", transcode.RefList, "sale"),
	col("", transcode.Ignore, "stock_extended", "request_extended", "sale_extended"),
))

// dealLinksTable reads what hangs on a deal (sales/details).
var dealLinksTable = transcode.Must(transcode.New(&crmstreamv1.DealLinks{},
	unmapped("deal_id"), // is the key of the object
	col("contact_ids", transcode.RefList, "cocustomers"),
	col("activity_ids", transcode.RefList, "corequests"),
	col("stock_item_ids", transcode.RefList, "costock"),
	col("primary_stock_item_ids", transcode.RefList, "costockprimary"),
	col("deal_ids", transcode.RefList, "cosales"),
	col("invoice_ids", transcode.RefList, "bills"),
	col("document_ids", transcode.RefList, "blanks"),
))

var (
	linkedContact = transcode.Constant[string]("contact_id", &crmstreamv1.ContactLinks{})
	linkedDeal    = transcode.Constant[string]("deal_id", &crmstreamv1.DealLinks{})
)

// linkList is the declaration that the two lists of links have in common.
func linkList(resource, noun string) connectors.List {
	return connectors.List{
		Resource:  resource,
		Fields:    []string{noun + "_ids"},
		Orders:    []string{noun + "_id"},
		PageMax:   maxBatch,
		Changes:   "The upstream keeps no time of change: read the links again and compare.",
		Guarantee: fmt.Sprintf("One record for every %s that is asked for, in the order of their numbers.", noun),
		Cost:      fmt.Sprintf("One request per %d %ss.", maxBatch, noun),
	}
}

// links are the links of records as one request asks for them.
type links struct {
	*Client
	op    string
	table *transcode.Table
	// field is the request field with the ids, constant what encodes the field of a record with its id.
	field    string
	constant func(string) []byte
	ids      []string // ascending
	raw      bool
}

// contactLinks opens a list of the links of some contacts ("Obtaining the CRM elements associated to contact").
func (c *Client) contactLinks(req *crmstreamv1.ListContactLinksRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	l := links{Client: c, op: opContactLinks, table: contactLinksTable, field: "contact_ids", constant: linkedContact, raw: req.GetIncludeRaw()}
	return l.of(req.GetContactIds())
}

// dealLinks opens a list of the links of some deals ("Obtaining additional data about deals associations").
func (c *Client) dealLinks(req *crmstreamv1.ListDealLinksRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	l := links{Client: c, op: opDealLinks, table: dealLinksTable, field: "deal_ids", constant: linkedDeal, raw: req.GetIncludeRaw()}
	return l.of(req.GetDealIds())
}

// of returns how the links of some records are fetched, unless these cannot be ids.
func (l links) of(asked []string) (connectors.Fetch, error) {
	var err error
	if l.ids, err = recordIDs(l.field, asked); err != nil {
		return nil, err
	}
	return l.page, nil
}

// page fetches the links of as many records as are wanted or one request takes. The cursor is how many were asked for
// before.
func (l links) page(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	ids := l.ids
	first, err := askedBefore(l.op, at.Cursor, len(ids))
	if err != nil {
		return connectors.Page{}, err
	}
	fitting := &l.learned[l.op].fitting
	size := fitting.Bound(maxBatch)
	if at.Want > 0 {
		size = min(size, at.Want)
	}
	until := min(first+size, len(ids))
	data, err := l.fetch(ctx, ids[first:until])
	for fewer, ok := fitting.Halve(until-first, err); ok; fewer, ok = fitting.Halve(until-first, err) {
		until = first + fewer
		data, err = l.fetch(ctx, ids[first:until])
	}
	if err != nil {
		return connectors.Page{}, err
	}
	fitting.Fits(until-first, len(data.Raw()))
	page, err := l.read(data, ids[first:until])
	if err != nil {
		return connectors.Page{}, err
	}
	page.Next = askNext(until, len(ids))
	page.After = func(i int) connectors.Cursor { return askNext(first+i+1, len(ids)) }
	return page, nil
}

// fetch asks for the links of some records.
func (l links) fetch(ctx context.Context, ids []string) (transcode.JSON, error) {
	var f form
	f.list(ids, "ids")
	return l.post(ctx, l.op, f, l.field)
}

// read makes a record of every id. An id that the answer leaves out has no links, or does not exist: the upstream does
// not tell the two apart.
func (l links) read(data transcode.JSON, ids []string) (connectors.Page, error) {
	found, err := byID(l.op, l.field, data, ids)
	if err != nil {
		return connectors.Page{}, err
	}
	var page connectors.Page
	tc := &transcode.Context{Zone: l.zone}
	for _, id := range ids {
		page.Records = append(page.Records, l.record(tc, id, found[id]))
	}
	page.Notices = tc.Notices()
	return page, nil
}

// noLinks is what there is of a record without links.
var noLinks = transcode.MustParse("{}")

// record makes the record of an id.
func (l links) record(tc *transcode.Context, id string, value transcode.JSON) connectors.Record {
	tc.Constants = l.constant(id)
	tc.Raw = l.raw && !none(value)
	if none(value) {
		value = noLinks
	}
	raw := value.Raw()
	r := connectors.Record{Err: &connectors.RecordError{Message: "the links are not an object", Raw: bytes.Clone(raw[:min(len(raw), connectors.MaxRawError)])}}
	if row, err := l.table.One(value, tc); err == nil {
		r = row.Record
	}
	r.ID, r.Key = []byte(id), connectors.NumberKey([]byte(id))
	if r.Err != nil {
		r.Err.ID = id
	}
	return r
}

// byID returns the members of an answer that maps some of the ids asked for to what there is of them, which PHP writes
// as a list when it is empty. Other ids than these are of a server that does not know the parameter, which field fills.
func byID(op, field string, data transcode.JSON, asked []string) (map[string]transcode.JSON, error) {
	if none(data) {
		return nil, nil
	}
	if data.Kind() != '{' {
		return nil, malformedAt(op, "the answer is not a map by id")
	}
	found := make(map[string]transcode.JSON, len(asked))
	for id, value := range data.Members() {
		if !slices.Contains(asked, id) {
			return nil, ignored(op, field)
		}
		found[id] = value
	}
	return found, nil
}
