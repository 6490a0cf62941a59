package apro

import (
	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// departmentTable reads a department (worker/department).
var departmentTable = transcode.Must(transcode.New(&crmstreamv1.Department{},
	transcode.ID("id", "id"),
	transcode.Col("parent_id", transcode.Ref, "parent_id"),
	transcode.Col("name", transcode.Text, "name"),
	transcode.Col("description", transcode.Text, "description"),
	transcode.Col("position", transcode.Integer, "order"),
	transcode.Col("time_zone", transcode.Text, "timezone"),
	transcode.Col("deleted", transcode.NotFlag, "publ"),
	transcode.Col("", transcode.Ignore, "fields"),
))

// branchTable reads a branch (worker/filiation).
var branchTable = transcode.Must(transcode.New(&crmstreamv1.Branch{},
	transcode.ID("id", "id"),
	transcode.Col("name", transcode.Text, "name"),
	transcode.Col("description", transcode.Text, "description"),
	transcode.Col("city", transcode.Text, "city"),
	transcode.Col("address", transcode.Text, "address", "adress"),
	transcode.Col("phone", transcode.Text, "phone"),
	transcode.Col("email", transcode.Text, "email", "mail"),
))

// groupTable reads a CRM group (managergroup).
var groupTable = transcode.Must(transcode.New(&crmstreamv1.Group{},
	transcode.ID("id", "id"),
	transcode.Col("name", transcode.Text, "name"),
))

// departments opens the list of all departments ("Obtaining the list of departments").
func (c *Client) departments(req *crmstreamv1.ListDepartmentsRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	return c.oneAnswer(opDepartments, departmentTable, req.GetIncludeRaw()).open(known)
}

// branches opens the list of all branches ("Obtaining the list of branches"). The vendor's page shows a single one in its
// place.
func (c *Client) branches(req *crmstreamv1.ListBranchesRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	w := c.oneAnswer(opBranches, branchTable, req.GetIncludeRaw())
	w.decode = func(data transcode.JSON, tc *transcode.Context, page *connectors.Page) error {
		return w.read(wire.AsList(data), tc, page)
	}
	return w.open(known)
}

// groups opens the list of all CRM groups ("Obtaining the list of CRM groups available").
func (c *Client) groups(req *crmstreamv1.ListGroupsRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	return c.oneAnswer(opGroups, groupTable, req.GetIncludeRaw()).open(known)
}
