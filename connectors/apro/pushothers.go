package apro

import (
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// The tables of this file read the snapshots of objects that no list has.

// pushedLetterTable reads the snapshot of a letter of a campaign. Its log may be an empty list.
var pushedLetterTable = transcode.Must(transcode.New(&crmstreamv1.CampaignLetter{},
	transcode.Col("id", transcode.Ref, "id"),
	transcode.Col("campaign_id", transcode.Ref, "delivery_id"),
	transcode.Col("subscriber_group_id", transcode.Ref, "group_id"),
	transcode.Col("smtp_account_id", transcode.Ref, "smtp_id"),
	transcode.Col("contact_id", transcode.Ref, "customer_id"),
	transcode.Col("email", transcode.Text, "email"),
	transcode.Col("recipient_key", transcode.Text, "url"),
	transcode.Col("status", transcode.Text, "status"),
	transcode.Col("update_time", transcode.LocalTime, "date_change"),
	transcode.Object("log", letterLogTable, "log"),
	transcode.Col("letter_id", transcode.Ref, "letter_id"),
	formerInside,
))

var letterLogTable = transcode.Must(transcode.New(&crmstreamv1.CampaignLetterLog{},
	transcode.Col("result", transcode.Text, "res"),
	transcode.Col("state", transcode.Text, "stat"),
	transcode.Col("error", transcode.Text, "error"),
	transcode.Col("send_time", transcode.LocalTime, "date_send"),
	transcode.Objects("openings", transcode.Must(transcode.New(&crmstreamv1.CampaignLetterOpening{},
		transcode.Col("open_time", transcode.LocalTime, "date"), // a text in the list is the time
	)), "check"),
))

// pushedTaskTable reads the snapshot of a task.
var pushedTaskTable = transcode.Must(transcode.New(&crmstreamv1.CrmTask{},
	transcode.Col("id", transcode.Ref, "id"),
	transcode.Col("type", transcode.Text, "type"),
	transcode.Col("author_id", transcode.Ref, "autor_id", "author_id"),
	transcode.Col("author_type", transcode.Text, "autor_type", "author_type"),
	transcode.Col("create_time", transcode.LocalTime, "created_on", "created_at"),
	transcode.Col("edit_time", transcode.LocalTime, "edited_at"),
	transcode.Col("due_time", transcode.LocalTime, "terms"),
	transcode.Col("title", transcode.Text, "title"),
	transcode.Col("description", transcode.Text, "description"),
	transcode.Col("status", transcode.Text, "status"),
	transcode.Col("priority", transcode.Integer, "priority"),
	transcode.Col("sms", transcode.Flag, "sms"),
	transcode.Col("room", transcode.Text, "room"),
	transcode.Col("external", transcode.Flag, "external"),
	transcode.Col("last_change", transcode.Text, "last_change"),
	transcode.Col("changer_id", transcode.Ref, "changer_id"),
	transcode.Col("changer_type", transcode.Text, "changer_type"),
	transcode.Col("change_time", transcode.LocalTime, "change_date"),
	transcode.Col("description_revision", transcode.Integer, "description_rev", "desciption_rev"),
	transcode.Col("parent_task_id", transcode.Ref, "parent_task_id"),
	transcode.Col("due_preset", transcode.Text, "terms_pset"),
	transcode.Objects("files", taskFileTable, "files"),
	transcode.Objects("users", taskUserTable, "users"),
	transcode.Objects("history", taskChangeTable, "history"),
	transcode.Column{Keys: []string{"tags"}, Kind: transcode.Inline, Table: transcode.Must(transcode.Part(&crmstreamv1.CrmTask{},
		transcode.Col("existing_tags", transcode.TextList, "existTags"),
		transcode.Col("tags", transcode.TextList, "taskTags"),
	))},
	formerInside,
))

var taskFileTable = transcode.Must(transcode.New(&crmstreamv1.CrmTaskFile{},
	transcode.Col("id", transcode.Ref, "id"),
	transcode.Col("type", transcode.Text, "type"),
	transcode.Col("title", transcode.Text, "title"),
))

var taskUserTable = transcode.Must(transcode.New(&crmstreamv1.CrmTaskUser{},
	transcode.Col("user_id", transcode.Ref, "id"),
	enum("role", "role_text", taskRoles, "type"),
	transcode.Col("first_name", transcode.Text, "name"),
	transcode.Col("last_name", transcode.Text, "surname"),
	transcode.Col("patronymic", transcode.Text, "patronymic", "secondname"),
))

// taskRoles are the words of the page, those of the INTRUM edition, and those of its newer methods of tasks.
var taskRoles = map[string]int32{
	"director":     int32(crmstreamv1.CrmTaskRole_CRM_TASK_ROLE_DIRECTOR),
	"executive":    int32(crmstreamv1.CrmTaskRole_CRM_TASK_ROLE_EXECUTIVE),
	"performer":    int32(crmstreamv1.CrmTaskRole_CRM_TASK_ROLE_EXECUTIVE),
	"co-executive": int32(crmstreamv1.CrmTaskRole_CRM_TASK_ROLE_CO_EXECUTIVE),
	"accomplice":   int32(crmstreamv1.CrmTaskRole_CRM_TASK_ROLE_CO_EXECUTIVE),
	"coperformer":  int32(crmstreamv1.CrmTaskRole_CRM_TASK_ROLE_CO_EXECUTIVE),
}

var taskChangeTable = transcode.Must(transcode.New(&crmstreamv1.CrmTaskChange{},
	transcode.Col("task_id", transcode.Ref, "task_id"),
	transcode.Col("type", transcode.Text, "change_type"),
	transcode.Col("argument", transcode.Text, "change_arg0"),
	transcode.Col("status_from", transcode.Text, "status_from"),
	transcode.Col("status_to", transcode.Text, "status_to"),
	transcode.Col("change_time", transcode.LocalTime, "date"),
	transcode.Col("former_due_time", transcode.LocalTime, "prev_terms"),
	transcode.Col("changer_id", transcode.Ref, "changer_id"),
	transcode.Col("changer_type", transcode.Text, "changer_type"),
))

// pushedStatusTable reads the snapshot of a change of a task's status.
var pushedStatusTable = transcode.Must(transcode.New(&crmstreamv1.CrmTaskStatusChange{},
	transcode.Col("", transcode.Ignore, "action"), // which chose the table
	transcode.Column{Keys: []string{"data"}, Kind: transcode.Inline, Table: transcode.Must(transcode.Part(&crmstreamv1.CrmTaskStatusChange{},
		transcode.Col("task_id", transcode.Ref, "task_id"),
		transcode.Col("changer_type", transcode.Text, "changer_type"),
		transcode.Col("changer_id", transcode.Ref, "changer_id"),
		transcode.Col("status_from", transcode.Text, "status_from"),
		transcode.Col("status_to", transcode.Text, "status_to"),
	))},
	formerInside,
))

// pushedDocumentTable reads the snapshot of a document.
var pushedDocumentTable = transcode.Must(transcode.New(&crmstreamv1.Document{},
	transcode.Col("template_id", transcode.Ref, "blank"),
	transcode.Col("title", transcode.Text, "title"),
	transcode.Col("fill_type", transcode.Text, "filledtype"),
	transcode.Objects("fields", transcode.Must(transcode.New(&crmstreamv1.DocumentField{},
		transcode.Col("value", transcode.Text, "value"),
		transcode.Col("field_id", transcode.Ref, "ext"),
		transcode.Col("datatype", transcode.Text, "data"),
	)), "extfields"),
	transcode.Col("text", transcode.Text, "fish"),
	transcode.Col("object_type", transcode.Text, "object_type"),
	transcode.Col("object_id", transcode.Ref, "object_id"),
	transcode.Col("template_key", transcode.Text, "hash"),
	transcode.Col("id", transcode.Ref, "id"),
	formerInside,
))
