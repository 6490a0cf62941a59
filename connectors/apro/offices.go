package apro

import (
	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// departmentTable reads a department (worker/department).
var departmentTable = transcode.Must(transcode.New(&crmstreamv1.Department{},
	idColumn,
	col("parent_id", transcode.Ref, "parent_id"),
	col("name", transcode.Text, "name"),
	col("description", transcode.Text, "description"),
	col("position", transcode.Integer, "order"),
	col("time_zone", transcode.Text, "timezone"),
	col("deleted", transcode.NotFlag, "publ"),
	col("", transcode.Ignore, "fields"),
))

// branchTable reads a branch (worker/filiation).
var branchTable = transcode.Must(transcode.New(&crmstreamv1.Branch{},
	idColumn,
	col("name", transcode.Text, "name"),
	col("description", transcode.Text, "description"),
	col("city", transcode.Text, "city"),
	col("address", transcode.Text, "address", "adress"),
	col("phone", transcode.Text, "phone"),
	col("email", transcode.Text, "email", "mail"),
))

// groupTable reads a CRM group (managergroup).
var groupTable = transcode.Must(transcode.New(&crmstreamv1.Group{},
	idColumn,
	col("name", transcode.Text, "name"),
))

// departments opens the list of all departments ("Obtaining the list of departments").
func (c *Client) departments(req *crmstreamv1.ListDepartmentsRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	return c.whole(opDepartments, departmentTable, req.GetIncludeRaw()).open(known)
}

// branches opens the list of all branches ("Obtaining the list of branches"). The vendor's page shows a single one in its
// place.
func (c *Client) branches(req *crmstreamv1.ListBranchesRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	w := c.whole(opBranches, branchTable, req.GetIncludeRaw())
	w.decode = func(data transcode.JSON, tc *transcode.Context, page *connectors.Page) error {
		return w.read(listed(data), tc, page)
	}
	return w.open(known)
}

// groups opens the list of all CRM groups ("Obtaining the list of CRM groups available").
func (c *Client) groups(req *crmstreamv1.ListGroupsRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	return c.whole(opGroups, groupTable, req.GetIncludeRaw()).open(known)
}
