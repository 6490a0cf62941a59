package solos

import (
	"context"
	"net/url"

	"github.com/crmstream/crmstream/connectors"
)

// recordRequest is what requests for one record have in common.
type recordRequest interface {
	GetId() string
	GetIncludeRaw() bool
}

// one opens the look-up of the record with the requested id.
func (c *Client) one(op *operation, req recordRequest) (connectors.Find, error) {
	const field = "ids"
	id := req.GetId()
	if _, err := connectors.ParseID(field, id, 1); err != nil {
		return nil, err
	}
	l := &upstreamRequest{operation: op, query: url.Values{"id": {id}}, suspect: field, owner: field, raw: req.GetIncludeRaw()}
	return func(ctx context.Context) (connectors.Page, error) {
		a, err := c.ask(ctx, l, 0, everything)
		if err != nil {
			return connectors.Page{}, err
		}
		tc := c.context(l)
		records, err := l.collect(a, tc)
		if err != nil {
			return connectors.Page{}, err
		}
		page := connectors.Page{Notices: tc.Notices()}
		for _, r := range records {
			switch {
			case !r.Identified():
				return connectors.Page{}, l.errorf(connectors.KindMalformedResponse, "the %s has no id", l.operation.noun)
			case string(r.ID) == id:
				page.Records = []connectors.Record{r}
			default:
				page.Outside++
			}
		}
		return page, nil
	}, nil
}
