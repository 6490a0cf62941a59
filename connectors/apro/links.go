package apro

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// contactLinksTable reads the links of a contact (purchaser/attach). Newer servers also send the types, in separate lists.
var contactLinksTable = transcode.Must(transcode.New(&crmstreamv1.ContactLinks{},
	transcode.Unmapped("contact_id"), // the key of the object
	transcode.Col("stock_item_ids", transcode.RefList, "stock"),
	transcode.Col("archived_stock_item_ids", transcode.RefList, "stock_archive"),
	transcode.Col("activity_ids", transcode.RefList, "request"),
	transcode.Col("deal_ids", transcode.RefList, "sale"),
	transcode.Objects("stock_item_types", typedLinkTable, "stock_extended"),
	transcode.Objects("activity_types", typedLinkTable, "request_extended"),
	transcode.Objects("deal_types", typedLinkTable, "sale_extended"),
))

// typedLinkTable begins with the id, since a link that comes as a text or a number is an id.
var typedLinkTable = transcode.Must(transcode.New(&crmstreamv1.ContactLinks_TypedLink{},
	transcode.Col("id", transcode.Ref, "id"),
	transcode.Col("type_id", transcode.Ref, "type_id"),
	transcode.Col("type_name", transcode.Text, "type_name"),
))

// dealLinksTable reads the links of a deal (sales/details).
var dealLinksTable = transcode.Must(transcode.New(&crmstreamv1.DealLinks{},
	transcode.Unmapped("deal_id"), // the key of the object
	transcode.Col("contact_ids", transcode.RefList, "cocustomers"),
	transcode.Col("activity_ids", transcode.RefList, "corequests"),
	transcode.Col("stock_item_ids", transcode.RefList, "costock"),
	transcode.Col("primary_stock_item_ids", transcode.RefList, "costockprimary"),
	transcode.Col("deal_ids", transcode.RefList, "cosales"),
	transcode.Col("invoice_ids", transcode.RefList, "bills"),
	transcode.Col("document_ids", transcode.RefList, "blanks"),
))

var (
	linkedContact = transcode.Constant[string]("contact_id", &crmstreamv1.ContactLinks{})
	linkedDeal    = transcode.Constant[string]("deal_id", &crmstreamv1.DealLinks{})
)

// linkList returns the declaration of a list of links.
func linkList(resource, op, noun string) connectors.List {
	return connectors.List{
		Resource:  resource,
		Ops:       []string{op},
		Fields:    []string{noun + "_ids"},
		Orders:    []string{noun + "_id"},
		PageMax:   maxBatch,
		Changes:   "The upstream keeps no time of change: read the links again and compare.",
		Guarantee: fmt.Sprintf("One record for every requested %s, in the order of their numbers.", noun),
		Cost:      fmt.Sprintf("One request per %d %ss, and one more if the answer has the links of only some.", maxBatch, noun),
	}
}

// linkQuery is a request for the links of some records.
type linkQuery struct {
	*Client
	op    string
	table *transcode.Table
	// field is the request field with the ids; constant encodes the record's field with its id.
	field    string
	constant func(string) []byte
	// complete completes a record from its own fields; nil changes nothing.
	complete func(*connectors.Record) error
	ids      []string // ascending
	raw      bool
}

// contactLinks opens a list of the links of some contacts ("Obtaining the CRM elements associated to contact").
func (c *Client) contactLinks(req *crmstreamv1.ListContactLinksRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	l := linkQuery{Client: c, op: opContactLinks, table: contactLinksTable, field: "contact_ids", constant: linkedContact, raw: req.GetIncludeRaw()}
	l.complete = func(r *connectors.Record) error {
		return amend(opContactLinks, r, &crmstreamv1.ContactLinks{}, uniteLinks)
	}
	return l.of(req.GetContactIds())
}

// uniteLinks adds the ids that only the lists with types have to the plain lists, which must have all ids.
func uniteLinks(l *crmstreamv1.ContactLinks) {
	l.StockItemIds = united(l.GetStockItemIds(), l.GetStockItemTypes(), l.GetArchivedStockItemIds())
	l.ActivityIds = united(l.GetActivityIds(), l.GetActivityTypes(), nil)
	l.DealIds = united(l.GetDealIds(), l.GetDealTypes(), nil)
}

// united returns ids, and the typed ids that are neither among them nor in elsewhere.
func united(ids []string, typed []*crmstreamv1.ContactLinks_TypedLink, elsewhere []string) []string {
	for _, link := range typed {
		if id := link.GetId(); id != "" && !slices.Contains(ids, id) && !slices.Contains(elsewhere, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// dealLinks opens a list of the links of some deals ("Obtaining additional data about deals associations").
func (c *Client) dealLinks(req *crmstreamv1.ListDealLinksRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	l := linkQuery{Client: c, op: opDealLinks, table: dealLinksTable, field: "deal_ids", constant: linkedDeal, raw: req.GetIncludeRaw()}
	return l.of(req.GetDealIds())
}

// of returns the function that fetches the links of some records, or an error for a wrong id.
func (l linkQuery) of(asked []string) (connectors.Fetch, error) {
	var err error
	if l.ids, err = wire.RecordIDs(l.field, asked); err != nil {
		return nil, err
	}
	return l.page, nil
}

// page fetches the links of as many records as wanted, or as one request takes. The cursor is how many ids were asked for
// before.
func (l linkQuery) page(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	ids := l.ids
	first, err := wire.ReadIDCursor(l.op, at.Cursor, len(ids))
	if err != nil {
		return connectors.Page{}, err
	}
	size := min(maxBatch, len(ids)-first)
	if at.Want > 0 {
		size = min(size, at.Want)
	}
	until := first
	found, err := rest.Fit(&l.learned[l.op].fitting, size, 1, func(n int) (map[string]transcode.JSON, error) {
		until = first + n
		return l.each(ctx, l.op, l.field, "ids", ids[first:until])
	})
	if err != nil {
		return connectors.Page{}, err
	}
	page := l.read(found, ids[first:until])
	page.Next = wire.IDCursor(until, len(ids))
	page.After = func(i int) connectors.Cursor { return wire.IDCursor(first+i+1, len(ids)) }
	return page, nil
}

// read returns a record for every id. An id that the answers leave out has no links, or does not exist: the upstream does not
// distinguish the two.
func (l linkQuery) read(found map[string]transcode.JSON, ids []string) connectors.Page {
	var page connectors.Page
	tc := &transcode.Context{Zone: l.zone}
	for _, id := range ids {
		page.Records = append(page.Records, l.record(tc, id, found[id]))
	}
	page.Notices = tc.Notices()
	return page
}

// noLinks is the JSON for a record without links.
var noLinks = transcode.MustParse("{}")

// record returns the record of an id.
func (l linkQuery) record(tc *transcode.Context, id string, value transcode.JSON) connectors.Record {
	tc.Constants = l.constant(id)
	tc.Raw = l.raw && !wire.None(value)
	if wire.None(value) {
		value = noLinks
	}
	raw := value.Raw()
	r := connectors.Record{Err: &connectors.RecordError{Message: "the links are not an object", Raw: bytes.Clone(raw[:min(len(raw), connectors.MaxRawError)])}}
	row, err := l.table.One(value, tc)
	if err == nil {
		r = row.Record
	}
	if r.Err == nil && l.complete != nil {
		if err := l.complete(&r); err != nil {
			r.Err = &connectors.RecordError{Message: err.Error()}
		}
	}
	r.ID, r.Key = []byte(id), connectors.NumberKey([]byte(id))
	if r.Err != nil {
		r.Err.ID = id
	}
	return r
}

// each asks for the values of some ids, and again for ids that an answer leaves out, until no more come, so that nothing is
// lost if a server cuts its answers. field is the request field with the ids, and param the upstream's parameter.
func (c *Client) each(ctx context.Context, op, field, param string, ids []string) (map[string]transcode.JSON, error) {
	all := make(map[string]transcode.JSON, len(ids))
	for missing := ids; len(missing) > 0; {
		var f wire.Form
		f.List(missing, param)
		data, err := c.wire.Post(ctx, op, f, field)
		if err != nil {
			return nil, err
		}
		c.learned[op].fitting.Fits(len(missing), len(data.Raw()))
		found, err := byID(op, field, data, missing)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			break
		}
		maps.Copy(all, found)
		missing = slices.DeleteFunc(slices.Clone(missing), func(id string) bool { _, ok := found[id]; return ok })
	}
	return all, nil
}

// byID returns the members of an answer that is a map by id, which PHP writes as a list if it is empty. Another id than those
// asked for is an error: then the server does not know the parameter with the values of field.
func byID(op, field string, data transcode.JSON, asked []string) (map[string]transcode.JSON, error) {
	if wire.None(data) {
		return nil, nil
	}
	if data.Kind() != '{' {
		return nil, wire.MalformedAt(op, "the answer is not a map by id")
	}
	found := make(map[string]transcode.JSON, len(asked))
	for id, value := range data.Members() {
		if !slices.Contains(asked, id) {
			return nil, wire.Ignored(op, field)
		}
		found[id] = value
	}
	return found, nil
}
