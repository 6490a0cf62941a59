package solos

import (
	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// goodTable reads a line of goods of a project.
var goodTable = transcode.Must(transcode.New(&crmstreamv1.ProjectGood{},
	idColumn,
	projectColumn,
	transcode.Column{Keys: []string{"good_id"}, Field: "good_id", Kind: transcode.Ref},
	transcode.Column{Keys: []string{"name"}, Field: "name", Kind: transcode.Text},
	transcode.Column{Keys: []string{"count", "quantity"}, Field: "quantity", Kind: transcode.Decimal},
	transcode.Column{Keys: []string{"price"}, Field: "price", Kind: transcode.Decimal},
	transcode.Column{Keys: []string{"sum", "total"}, Field: "amount", Kind: transcode.Decimal},
	transcode.Column{Keys: []string{"currency_id"}, Field: "currency_id", Kind: transcode.Ref},
	transcode.Column{Field: "fields", Kind: transcode.Rest},
))

// projectGoods opens a list of the goods of a project (Проекты, "GET Товары проекта").
func (c *Client) projectGoods(req *crmstreamv1.ListProjectGoodsRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	l, err := attached(c.goods, req)
	if err != nil {
		return nil, err
	}
	return c.whole(l), nil
}
