package apro

import (
	"context"

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
	col("email", transcode.Text, "email"),
))

// groupTable reads a CRM group (managergroup).
var groupTable = transcode.Must(transcode.New(&crmstreamv1.Group{},
	idColumn,
	col("name", transcode.Text, "name"),
))

// ListDepartments fetches all departments ("Obtaining the list of departments").
func (c *Client) ListDepartments(ctx context.Context, req *crmstreamv1.ListDepartmentsRequest, at connectors.PageRequest) (connectors.Page, error) {
	w := whole{Client: c, op: opDepartments, raw: req.GetIncludeRaw(), reading: reading{table: departmentTable}}
	return w.page(ctx, at)
}

// ListBranches fetches all branches ("Obtaining the list of branches"). The vendor's page shows a single one in place of
// the list.
func (c *Client) ListBranches(ctx context.Context, req *crmstreamv1.ListBranchesRequest, at connectors.PageRequest) (connectors.Page, error) {
	w := whole{Client: c, op: opBranches, raw: req.GetIncludeRaw(), reading: reading{table: branchTable}}
	w.decode = func(data transcode.JSON, tc *transcode.Context, page *connectors.Page) error {
		return w.read(listed(data), tc, page)
	}
	return w.page(ctx, at)
}

// ListGroups fetches all CRM groups ("Obtaining the list of CRM groups available").
func (c *Client) ListGroups(ctx context.Context, req *crmstreamv1.ListGroupsRequest, at connectors.PageRequest) (connectors.Page, error) {
	w := whole{Client: c, op: opGroups, raw: req.GetIncludeRaw(), reading: reading{table: groupTable}}
	return w.page(ctx, at)
}
