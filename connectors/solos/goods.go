package solos

import (
	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// goodTable reads a line of goods of a project.
var goodTable = transcode.Must(transcode.New(&crmstreamv1.ProjectGood{},
	transcode.ID("id", "id"),
	projectColumn,
	transcode.Col("good_id", transcode.Ref, "good_id"),
	transcode.Col("name", transcode.Text, "name"),
	transcode.Col("quantity", transcode.Decimal, "count", "quantity"),
	transcode.Col("price", transcode.Decimal, "price"),
	transcode.Col("amount", transcode.Decimal, "sum", "total"),
	transcode.Col("currency_id", transcode.Ref, "currency_id"),
	transcode.Col("fields", transcode.Rest),
))

// projectGoods opens a list of the goods of a project (Проекты, "GET Товары проекта").
func (c *Client) projectGoods(req *crmstreamv1.ListProjectGoodsRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	l, err := attached(c.goods, req)
	if err != nil {
		return nil, err
	}
	return c.whole(l), nil
}
