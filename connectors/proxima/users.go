package proxima

import (
	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// users opens a list of all users, including those who left, or of those with some ids (api_get_users_json).
func (c *Client) users(req *crmstreamv1.ListUsersRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	return c.whole(req.GetIds(), collection{function: getUsers, table: userTable, noun: "user", raw: req.GetIncludeRaw()})
}
