package administrate

import (
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// graphTable reads a task as package schema selects it, the same for all schemas.
var graphTable = transcode.Must(transcode.New(&crmstreamv1.Task{},
	transcode.ID("id", "id"),
	transcode.Checked("global_id", transcode.Text, "globalId"),
	transcode.Checked("status", transcode.Text, "status"),
	transcode.Col("subject", transcode.Text, "subject"),
	transcode.Col("description", transcode.Text, "description"),
	referenceOf("type", "type_id", "type_global_id", transcode.Col("type_name", transcode.Text, "name")),
	referenceOf("assignee", "owner_id", "owner_global_id", transcode.Col("", transcode.Ignore, "fullName", "firstName", "lastName", "email")),
	transcode.Object("owner", graphUserTable, "assignee"),
	referenceOf("account", "account_id", "account_global_id", transcode.Col("", transcode.Ignore, "name")),
	transcode.Object("account", graphAccountTable, "account"),
	referenceOf("contact", "contact_id", "contact_global_id"),
	referenceOf("event", "event_id", "event_global_id"),
	referenceOf("opportunity", "deal_id", "deal_global_id"),
	transcode.Checked("create_time", transcode.LocalTime, "createdAt"),
	transcode.Checked("update_time", transcode.LocalTime, "updatedAt"),
	transcode.Checked("start_time", transcode.LocalTime, "start"),
	transcode.Checked("end_time", transcode.LocalTime, "end"),
	transcode.Checked("show_on_calendar", transcode.Flag, "showOnCalendar"),
))

// referenceOf reads the ids of a record that a task names into the task itself.
func referenceOf(object, id, globalID string, more ...transcode.Column) transcode.Column {
	columns := append([]transcode.Column{transcode.Col(id, transcode.Ref, "id"), transcode.Col(globalID, transcode.Text, "globalId")}, more...)
	return transcode.Column{Keys: []string{object}, Kind: transcode.Inline, Table: transcode.Must(transcode.Part(&crmstreamv1.Task{}, columns...))}
}

// graphUserTable reads the user to whom a task is assigned. Only the names are proven.
var graphUserTable = transcode.Must(transcode.New(&crmstreamv1.TaskUser{},
	transcode.Col("id", transcode.Ref, "id"),
	transcode.Col("", transcode.Ignore, "globalId"),
	transcode.Col("first_name", transcode.Text, "firstName"),
	transcode.Col("last_name", transcode.Text, "lastName"),
	transcode.Col("name", transcode.Text, "fullName"),
	transcode.Col("email", transcode.Text, "email"),
	transcode.Unmapped("initials", "signature", "locale", "company_id", "contact_id", "roles"),
))

// graphAccountTable reads the account of a task. REST shows all of it, for which GraphQL has a list of its own.
var graphAccountTable = transcode.Must(transcode.New(&crmstreamv1.TaskAccount{},
	transcode.Col("id", transcode.Ref, "id"),
	transcode.Col("", transcode.Ignore, "globalId"),
	transcode.Col("name", transcode.Text, "name"),
	transcode.Unmapped(
		"create_time", "is_customer", "is_supplier", "is_partner", "is_employee", "is_individual", "deleted", "default_approver_id", "parent_id",
		"primary_contact_id", "initial_contact_id", "import_id", "external_id", "default_price_level_id", "default_price_level", "account_type",
		"partner_type", "company_number", "vat_number", "bank_details", "customer_since", "description", "notes", "tags", "industries", "origin",
		"origin_details", "no_publicity", "email", "phone", "mobile", "fax", "url", "billing_contact_person", "shipping_contact_person",
		"address", "billing_address", "shipping_address", "company",
	),
))
