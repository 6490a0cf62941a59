package server

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

func (n *notebook) list(req *crmstreamv1.ListContactsRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	return func(ctx context.Context, _ connectors.PageRequest) (connectors.Page, error) {
		connectors.MeterFrom(ctx).Sent()
		n.mu.Lock()
		defer n.mu.Unlock()
		n.listed++
		var page connectors.Page
		for i := range len(n.contacts) {
			c := n.contacts[strconv.Itoa(i+1)]
			marked := func(where string) bool {
				key, text, _ := strings.Cut(strings.TrimPrefix(where, "fields."), " = ")
				return c.GetFields()[key].GetText() == text
			}
			if !c.GetDeleted() && !slices.ContainsFunc(req.GetWhere(), func(where string) bool { return !marked(where) }) {
				r := encode(c.GetId(), c)
				r.Key = connectors.NumberKey(r.ID)
				if n.unreadable == c.GetLastName() && n.unreadable != "" {
					r.Err = &connectors.RecordError{Message: "a value cannot be read"}
				}
				page.Records = append(page.Records, r)
			}
		}
		return page, nil
	}, nil
}

func (n *notebook) lookUp(req *crmstreamv1.BatchGetContactsRequest, _ *connectors.Catalogue) (connectors.Find, error) {
	return func(ctx context.Context) (connectors.Page, error) {
		connectors.MeterFrom(ctx).Sent()
		n.mu.Lock()
		n.looked = append(n.looked, req.GetIds())
		number, look := len(n.looked), n.look
		n.mu.Unlock()
		if look != nil {
			if err := look(ctx, number); err != nil {
				return connectors.Page{}, err
			}
		}
		n.mu.Lock()
		defer n.mu.Unlock()
		var page connectors.Page
		for _, id := range req.GetIds() {
			if c := n.contacts[id]; c != nil {
				page.Records = append(page.Records, encode(id, c))
			}
		}
		return page, nil
	}, nil
}

// requests returns the requests that were sent, and forgets them.
func (n *notebook) requests() (sent []sentCall, looked [][]string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	sent, looked = n.sent, n.looked
	n.sent, n.looked = nil, nil
	return sent, looked
}

// names returns the names of all contacts, in the order of their ids, with "-" for one that is deleted.
func (n *notebook) names() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	var names []string
	for i := range len(n.contacts) {
		c := n.contacts[strconv.Itoa(i+1)]
		name := c.GetLastName()
		if c.GetDeleted() {
			name = "-"
		}
		names = append(names, name)
	}
	return strings.Join(names, " ")
}
