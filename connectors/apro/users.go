package apro

import (
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// userTable reads a user (worker/filter).
var userTable = transcode.Must(transcode.New(&crmstreamv1.User{},
	transcode.ID("id", "id"),
	transcode.Unmapped("name"),
	transcode.Col("last_name", transcode.Text, "surname"),
	transcode.Col("first_name", transcode.Text, "name"),
	transcode.Col("patronymic", transcode.Text, "patronymic", "secondname"),
	transcode.Column{Keys: []string{"type"}, Field: "kind", Kind: transcode.Enum, Enum: userKinds, Text: "kind_text"},
	transcode.Checked("department_id", transcode.Ref, "division_id"),
	transcode.Checked("branch_id", transcode.Ref, "suboffice_id"),
	transcode.Col("position", transcode.Text, "post"),
	transcode.Col("head", transcode.Flag, "boss"),
	transcode.Objects("internal_emails", emailTable, "internalemail", "internalmail"),
	transcode.Objects("external_emails", emailTable, "externalemail", "externalmail"),
	transcode.Objects("internal_phones", userPhoneTable, "internalphone"),
	transcode.Objects("external_phones", userPhoneTable, "externalphone"),
	transcode.Objects("mobile_phones", userPhoneTable, "mobilephone"),
	transcode.Col("birth_date", transcode.Date, "birthday"),
	transcode.Col("address", transcode.Text, "address"),
	transcode.Col("about", transcode.Text, "about"),
	transcode.Col("hobby", transcode.Text, "hobby"),
	transcode.Col("create_time", transcode.LocalTime, "created_on", "created_at"),
	transcode.Col("gender", transcode.Text, "gender"),
	transcode.Col("short_numbers", transcode.TextList, "asterisk_short_number"),
	transcode.Column{Keys: []string{"avatars"}, Kind: transcode.Inline, Table: avatarTable},
	transcode.Checked("status_text", transcode.Text, "status"),
	transcode.Unmapped("active"), // read from the status
	transcode.Unmapped("role", "country", "regions", "directions", "work_start_date", "work_end_date", "manager_name"),
	customFields,
))

// avatarTable picks the largest picture of a user.
var avatarTable = transcode.Must(transcode.Part(&crmstreamv1.User{},
	transcode.Column{Keys: []string{"original", "170", "55", "40", "30"}, Choice: true, Field: "avatar_url", Kind: transcode.Text},
))

// userPhoneTable reads a telephone number of a user.
var userPhoneTable = transcode.Must(transcode.New(&crmstreamv1.Phone{},
	transcode.Col("number", transcode.Text, "phone"),
	transcode.Col("comment", transcode.Text, "comment"),
	transcode.Col("", transcode.Ignore, "link"),
))

var userKinds = map[string]int32{
	"admin": int32(crmstreamv1.UserKind_USER_KIND_ADMIN), "hr": int32(crmstreamv1.UserKind_USER_KIND_HR),
	"general manager": int32(crmstreamv1.UserKind_USER_KIND_GENERAL_MANAGER), "generalmanager": int32(crmstreamv1.UserKind_USER_KIND_GENERAL_MANAGER),
	"simple": int32(crmstreamv1.UserKind_USER_KIND_SIMPLE),
}

// allStatuses are asked for unless a request names some: otherwise servers leave out users who left, and their records would
// have unknown owners.
var allStatuses = []string{"new", "onstate", "outstate", "notworking", "fired"}

// works says, for some statuses, whether a user works with the CRM.
var works = map[string]bool{"onstate": true, "outstate": true, "notworking": false, "fired": false}

// The keys of users that filters search. The vendor's sample has names and surnames exchanged, so a filter by one of them looks
// at both.
var (
	nameKeys  = []string{"surname", "name", "patronymic", "secondname"}
	emailKeys = []string{"internalemail", "externalemail"}
	phoneKeys = []string{"internalphone", "externalphone", "mobilephone"}
)

// userList declares what ListUsers can do.
func userList() connectors.List {
	list := keptList("users", opUsers,
		"where", "ids", "group_id", "department_ids", "branch_ids", "last_name", "first_name", "email", "phone", "statuses")
	list.Where = wire.CustomWhere()
	list.Needs = []connectors.Need{{Resource: connectors.ListOfFields, Of: "users"}}
	list.Cost += " With filters one request each time."
	list.Assumes = []string{
		"Users of all statuses come if the request names the statuses; servers without statuses leave out users who left.",
		"A user matches a filter by the names, addresses and telephone numbers in its row.",
		wire.AssumeShown,
	}
	list.Unverifiable = []string{"group_id"}
	return list
}

// users opens a list of users ("Searching users by various criteria").
func (c *Client) users(req *crmstreamv1.ListUsersRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	w := c.oneAnswer(opUsers, userTable, req.GetIncludeRaw())
	w.blame = blamable(req)
	w.Verify("ids", "id", w.IDs("ids", req.GetIds(), "id")...)
	w.ID("group_id", req.GetGroupId(), "group")
	w.Verify("department_ids", "department_id", w.IDs("department_ids", req.GetDepartmentIds(), "division_id")...)
	w.Verify("branch_ids", "branch_id", w.IDs("branch_ids", req.GetBranchIds(), "suboffice_id")...)
	w.Text(req.GetLastName(), "surname")
	w.Found("last_name", req.GetLastName(), nameKeys)
	w.Text(req.GetFirstName(), "name")
	w.Found("first_name", req.GetFirstName(), nameKeys)
	w.Text(req.GetEmail(), "email")
	w.Found("email", req.GetEmail(), emailKeys)
	w.Text(req.GetPhone(), "phone")
	w.Called("phone", req.GetPhone(), phoneKeys)
	w.Conditions(req.GetWhere(), c.zone, known)
	if statuses := req.GetStatuses(); len(statuses) > 0 {
		w.List(statuses, "status")
		w.Verify("statuses", "status_text", statuses...)
	} else {
		w.List(allStatuses, "status")
	}
	w.change = func(row *transcode.Row) error {
		status, _ := row.Check("status_text")
		active, known := works[status]
		if !known {
			return nil
		}
		return amend(opUsers, &row.Record, &crmstreamv1.User{}, func(u *crmstreamv1.User) { u.Active = proto.Bool(active) })
	}
	return w.open(known)
}

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

// branches opens the list of all branches ("Obtaining the list of branches"). The vendor's page shows a single branch in place
// of a list.
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
