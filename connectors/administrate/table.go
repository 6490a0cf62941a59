package administrate

import (
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// taskTable reads a task in both of its shapes (Tasks, "Getting Tasks" and "Getting more than one Task"), and writes tasks ("Creating a
// Task", "Updating a Task").
var taskTable = transcode.Must(transcode.New(&crmstreamv1.Task{},
	transcode.ID("id", "id"),
	transcode.Checked("status", transcode.Text, "status").Writable(transcode.NotCleared).Required(),
	transcode.Col("subject", transcode.Text, "subject").Writable(transcode.ClearByNull),
	transcode.Col("description", transcode.Text, "description").Writable(transcode.ClearByNull),
	transcode.Checked("type_id", transcode.Ref, "type_id").Writable(transcode.NotCleared).Required(),
	transcode.Column{Keys: []string{"type"}, Kind: transcode.Inline, Table: taskTypeTable},
	transcode.Checked("owner_id", transcode.Ref, "user_id").Writable(transcode.NotCleared).Required(),
	transcode.Object("owner", userTable, "user"),
	transcode.Checked("account_id", transcode.Ref, "account_id").Writable(transcode.ClearByNull).Required(),
	transcode.Object("account", accountTable, "account"),
	transcode.Checked("contact_id", transcode.Ref, "contact_id").Writable(transcode.ClearByNull),
	transcode.Col("", transcode.Ignore, "contact"),
	transcode.Checked("event_id", transcode.Ref, "event_id").Writable(transcode.ClearByNull),
	transcode.Col("", transcode.Ignore, "event"),
	transcode.Checked("deal_id", transcode.Ref, "opportunity_id").Writable(transcode.ClearByNull),
	transcode.Col("", transcode.Ignore, "opportunity"),
	transcode.Checked("create_time", transcode.LocalTime, "created_on").Writable(transcode.NotCleared).SeparatedBy("T"),
	transcode.Checked("start_time", transcode.LocalTime, "start_datetime").Writable(transcode.ClearByNull).SeparatedBy("T"),
	transcode.Checked("end_time", transcode.LocalTime, "end_datetime").Writable(transcode.ClearByNull).SeparatedBy("T"),
	transcode.Checked("show_on_calendar", transcode.Flag, "show_on_calendar").Writable(transcode.NotCleared),
	transcode.Unmapped("update_time", "global_id", "type_global_id", "owner_global_id", "account_global_id", "contact_global_id", "event_global_id", "deal_global_id"),
))

// taskTypeTable reads the name that comes with type_id into the task itself.
var taskTypeTable = transcode.Must(transcode.Part(&crmstreamv1.Task{},
	transcode.Col("", transcode.Ignore, "id"),
	transcode.Col("type_name", transcode.Text, "name"),
))

var userTable = transcode.Must(transcode.New(&crmstreamv1.TaskUser{},
	transcode.Col("id", transcode.Ref, "id"),
	transcode.Col("first_name", transcode.Text, "first_name"),
	transcode.Col("last_name", transcode.Text, "last_name"),
	transcode.Col("name", transcode.Text, "name"),
	transcode.Col("email", transcode.Text, "email"),
	transcode.Col("initials", transcode.Text, "initials"),
	transcode.Col("signature", transcode.Text, "signature"),
	transcode.Col("locale", transcode.Text, "locale"),
	transcode.Col("company_id", transcode.Ref, "company_id"),
	transcode.Col("contact_id", transcode.Ref, "contact_id"),
	transcode.Objects("roles", roleTable, "roles"),
))

var roleTable = transcode.Must(transcode.New(&crmstreamv1.TaskUserRole{},
	transcode.Col("id", transcode.Ref, "id"),
	transcode.Col("name", transcode.Text, "name"),
	transcode.Col("system_name", transcode.Text, "system_name"),
	transcode.Col("description", transcode.Text, "description"),
	transcode.Col("company_id", transcode.Ref, "company_id"),
))
