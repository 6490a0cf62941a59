package proxima

import (
	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// preparations opens a list of all preparations (api_get_preparation_json). The vendor's key is preparation and brand, so a
// preparation with two brands is two records.
func (c *Client) preparations(req *crmstreamv1.ListPreparationsRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	return c.whole(nil, collection{
		function: getPreparations, table: preparationTable, noun: "preparation", raw: req.GetIncludeRaw(), second: "brand_id",
	})
}
