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

// commentTable reads a comment ({stock,purchaser,applications,sales}/comments).
var commentTable = transcode.Must(transcode.New(&crmstreamv1.Comment{},
	transcode.ID("id", "id"),
	enum("parent", "parent_text", commentParents, "parent_type"),
	transcode.Col("parent_id", transcode.Ref, "parent_id"),
	transcode.Col("text", transcode.Text, "text"),
	transcode.Col("create_time", transcode.LocalTime, "date"),
	transcode.Col("contact_id", transcode.Ref, "customer_id"),
	transcode.Col("owner_id", transcode.Ref, "author_id"),
	transcode.Objects("files", commentFileTable, "files"),
))

var commentFileTable = transcode.Must(transcode.New(&crmstreamv1.CommentFile{},
	transcode.Col("id", transcode.Ref, "id"),
	transcode.Col("name", transcode.Text, "name"),
	transcode.Col("size", transcode.Integer, "size"),
	transcode.Col("url", transcode.Text, "file"),
	transcode.Col("", transcode.Ignore, "parent"), // the comment
))

var commentParents = map[string]int32{
	"stock":    int32(crmstreamv1.CommentParent_COMMENT_PARENT_STOCK_ITEM),
	"customer": int32(crmstreamv1.CommentParent_COMMENT_PARENT_CONTACT),
	"request":  int32(crmstreamv1.CommentParent_COMMENT_PARENT_ACTIVITY),
	"sale":     int32(crmstreamv1.CommentParent_COMMENT_PARENT_DEAL),
}

// commentOps are the operations that list the comments, by the kind of records.
var commentOps = map[crmstreamv1.CommentParent]string{
	crmstreamv1.CommentParent_COMMENT_PARENT_STOCK_ITEM: opStockComments,
	crmstreamv1.CommentParent_COMMENT_PARENT_CONTACT:    opContactComments,
	crmstreamv1.CommentParent_COMMENT_PARENT_ACTIVITY:   opActivityComments,
	crmstreamv1.CommentParent_COMMENT_PARENT_DEAL:       opDealComments,
}

// commentList declares what ListComments can do.
func commentList() connectors.List {
	return connectors.List{
		Resource: "comments",
		Ops:      slices.Sorted(maps.Values(commentOps)),
		Fields:   []string{"parent", "parent_ids"},
		Orders:   []string{"parent_id,id"},
		Changes:  "The upstream keeps no time of change: read the comments again and compare.",
		Guarantee: "Every comment that exists throughout the scan is delivered exactly once," +
			" record after record in the order of their numbers. Comments of contacts come in the order of the comments' ids, since several contacts may share a comment.",
		Cost: fmt.Sprintf("One request per %d records, and one more if the answer has only some of them. Comments of contacts are one page in the order of the comments' ids:"+
			" each call reads the whole page, however many comments it wants, with one or two requests per %d contacts.", maxBatch, maxBatch),
	}
}

// commentQuery is a request for the comments on some records.
type commentQuery struct {
	*Client
	op string
	// shared says that one comment may come with several records: a contact's comments include those of its deals and other
	// records.
	shared bool
	ids    []string // ascending
	raw    bool
}

// comments opens a list of the comments on some records ("For comments, use the following request").
func (c *Client) comments(req *crmstreamv1.ListCommentsRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	op, ok := commentOps[req.GetParent()]
	if !ok {
		return nil, connectors.Invalid("parent", "%v is not a kind of records that has comments: name one", req.GetParent())
	}
	ids, err := wire.RecordIDs("parent_ids", req.GetParentIds())
	if err != nil {
		return nil, err
	}
	shared := req.GetParent() == crmstreamv1.CommentParent_COMMENT_PARENT_CONTACT
	return commentQuery{Client: c, op: op, shared: shared, ids: ids, raw: req.GetIncludeRaw()}.page, nil
}

// page fetches the comments on as many records as one request takes, record after record. Comments that several contacts share
// are delivered once, so the comments on all contacts are fetched together.
func (m commentQuery) page(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	ids := m.ids
	first, err := wire.ReadIDCursor(m.op, at.Cursor, len(ids))
	if err != nil {
		return connectors.Page{}, err
	}
	if m.shared && first > 0 {
		return connectors.Page{}, wire.Gone(m.op)
	}
	var page connectors.Page
	tc := &transcode.Context{Zone: m.zone, Raw: m.raw}
	until := first
	for until < len(ids) && (m.shared || until == first) {
		from := until
		records, err := rest.Fit(&m.learned[m.op].fitting, min(maxBatch, len(ids)-from), 1, func(n int) ([]connectors.Record, error) {
			until = from + n
			return m.fetch(ctx, tc, ids[from:until])
		})
		if err != nil {
			return connectors.Page{}, err
		}
		page.Records = append(page.Records, records...)
	}
	page.Records, page.Repeats = connectors.Sort(page.Records)
	page.Notices = tc.Notices()
	page.Next = wire.IDCursor(until, len(ids))
	if !m.shared {
		page.After = func(i int) connectors.Cursor { return wire.IDCursor(recordOf(page.Records[i], ids), len(ids)) }
	}
	return page, nil
}

// fetch asks for the comments on some records.
func (m commentQuery) fetch(ctx context.Context, tc *transcode.Context, ids []string) ([]connectors.Record, error) {
	found, err := m.each(ctx, m.op, "parent_ids", "entity_id", ids)
	if err != nil {
		return nil, err
	}
	return m.read(tc, found, ids)
}

// read reads the comments on some records.
func (m commentQuery) read(tc *transcode.Context, found map[string]transcode.JSON, ids []string) ([]connectors.Record, error) {
	var all []connectors.Record
	for _, id := range ids {
		list := found[id]
		if wire.None(list) {
			continue
		}
		if !list.List() {
			return nil, wire.MalformedAt(m.op, "the comments are neither an array nor an object")
		}
		records, err := m.on(tc, id, list)
		if err != nil {
			return nil, err
		}
		all = append(all, records...)
	}
	return all, nil
}

// on reads the comments on one record. Their keys begin with the record's number, unless records share comments.
func (m commentQuery) on(tc *transcode.Context, id string, list transcode.JSON) ([]connectors.Record, error) {
	var prefix []byte
	if !m.shared {
		prefix = connectors.NumberKey([]byte(id))
	}
	var records []connectors.Record
	err := commentTable.Rows(list, tc, func(row *transcode.Row) error {
		row.Record.Key = nil
		if row.Record.Identified() {
			row.Record.Key = append(bytes.Clone(prefix), connectors.NumberKey(row.Record.ID)...)
		}
		records = append(records, row.Record)
		return nil
	})
	connectors.FillKeys(records, prefix)
	return records, err
}

// recordOf returns the index of the id that a comment came with.
func recordOf(r connectors.Record, ids []string) int {
	return max(slices.IndexFunc(ids, func(id string) bool { return bytes.HasPrefix(r.Key, connectors.NumberKey([]byte(id))) }), 0)
}
