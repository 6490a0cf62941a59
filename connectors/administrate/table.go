package administrate

import (
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// col maps one upstream key to a field.
func col(key, field string, kind transcode.Kind) transcode.Column {
	return transcode.Column{Keys: []string{key}, Field: field, Kind: kind}
}

// checked is a column whose value verifies a filter.
func checked(key, field string, kind transcode.Kind) transcode.Column {
	return transcode.Column{Keys: []string{key}, Field: field, Kind: kind, Check: field}
}

func nested(key, field string, table *transcode.Table) transcode.Column {
	return transcode.Column{Keys: []string{key}, Field: field, Kind: transcode.Nested, Table: table}
}

// taskTable reads a task in both of its shapes (Tasks, "Getting Tasks" and "Getting more than one Task").
var taskTable = transcode.Must(transcode.New(&crmstreamv1.Task{},
	transcode.Column{Keys: []string{"id"}, Field: "id", Kind: transcode.Ref, Mark: transcode.MarkID},
	checked("status", "status", transcode.Text),
	col("subject", "subject", transcode.Text),
	col("description", "description", transcode.Text),
	checked("type_id", "type_id", transcode.Ref),
	transcode.Column{Keys: []string{"type"}, Kind: transcode.Inline, Table: taskTypeTable},
	checked("user_id", "owner_id", transcode.Ref),
	nested("user", "owner", userTable),
	checked("account_id", "account_id", transcode.Ref),
	nested("account", "account", accountTable),
	checked("contact_id", "contact_id", transcode.Ref),
	col("contact", "", transcode.Ignore),
	checked("event_id", "event_id", transcode.Ref),
	col("event", "", transcode.Ignore),
	checked("opportunity_id", "deal_id", transcode.Ref),
	col("opportunity", "", transcode.Ignore),
	checked("created_on", "create_time", transcode.LocalTime),
	checked("start_datetime", "start_time", transcode.LocalTime),
	checked("end_datetime", "end_time", transcode.LocalTime),
	checked("show_on_calendar", "show_on_calendar", transcode.Flag),
))

// taskTypeTable reads the name beside type_id into the task itself.
var taskTypeTable = transcode.Must(transcode.Part(&crmstreamv1.Task{},
	col("id", "", transcode.Ignore),
	col("name", "type_name", transcode.Text),
))

var userTable = transcode.Must(transcode.New(&crmstreamv1.TaskUser{},
	col("id", "id", transcode.Ref),
	col("first_name", "first_name", transcode.Text),
	col("last_name", "last_name", transcode.Text),
	col("name", "name", transcode.Text),
	col("email", "email", transcode.Text),
	col("initials", "initials", transcode.Text),
	col("signature", "signature", transcode.Text),
	col("locale", "locale", transcode.Text),
	col("company_id", "company_id", transcode.Ref),
	col("contact_id", "contact_id", transcode.Ref),
	transcode.Column{Keys: []string{"roles"}, Field: "roles", Kind: transcode.NestedList, Table: roleTable},
))

var roleTable = transcode.Must(transcode.New(&crmstreamv1.TaskUserRole{},
	col("id", "id", transcode.Ref),
	col("name", "name", transcode.Text),
	col("system_name", "system_name", transcode.Text),
	col("description", "description", transcode.Text),
	col("company_id", "company_id", transcode.Ref),
))
