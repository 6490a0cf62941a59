package proxima

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

// custom maps one upstream key to the entry of that name in the record's custom fields.
func custom(key string, as transcode.Datatype) transcode.Column {
	return transcode.Column{Keys: []string{key}, Field: "fields", Kind: transcode.CustomField, As: as}
}

// unmapped is a field that this upstream has no key for.
func unmapped(field string) transcode.Column {
	return transcode.Column{Field: field, Kind: transcode.Unmapped}
}

// visitTable reads a visit (api_get_tasks_json, "Successful Response"), all of its 18 keys. The unit of its distance
// comes from the settings.
var visitTable = transcode.Must(transcode.New(&crmstreamv1.Visit{},
	transcode.Column{Keys: []string{"task_id"}, Field: "id", Kind: transcode.Ref, Mark: transcode.MarkID},
	transcode.Column{Keys: []string{"task_datefrom"}, Field: "start_time", Kind: transcode.UTCTime, Mark: transcode.MarkKey},
	checked("task_datetill", "end_time", transcode.UTCTime),
	transcode.Column{Keys: []string{"task_gmt_offset"}, Field: "utc_offset_seconds", Kind: transcode.Offset, Text: "utc_offset_raw"},
	col("task_type", "type_name", transcode.Text),
	checked("task_user_id", "owner_id", transcode.Ref),
	checked("task_user2_id", "observer_id", transcode.Ref),
	col("task_company_id", "company_id", transcode.Ref),
	col("task_contact_id", "contact_id", transcode.Ref),
	col("task_target", "targets", transcode.TextList),
	col("task_spec", "specialization", transcode.Text),
	col("task_taskstate", "status_text", transcode.Text),
	col("task_created", "create_time", transcode.UTCTime),
	col("task_fact_start", "actual_start_time", transcode.UTCTime),
	col("task_fact_end", "actual_end_time", transcode.UTCTime),
	col("task_dist", "distance", transcode.Decimal),
	unmapped("distance_unit"),
	col("task_gps_lng", "longitude", transcode.Double),
	col("task_gps_lat", "latitude", transcode.Double),
))

// eventTable reads an event (api_get_actions_json, "Successful Response"), all of its 8 keys.
var eventTable = transcode.Must(transcode.New(&crmstreamv1.CalendarEvent{},
	transcode.Column{Keys: []string{"action_id"}, Field: "id", Kind: transcode.Ref, Mark: transcode.MarkID},
	col("action_name", "title", transcode.Text),
	transcode.Column{Keys: []string{"action_datefrom"}, Field: "start_time", Kind: transcode.UTCTime, Mark: transcode.MarkKey},
	checked("action_datetill", "end_time", transcode.UTCTime),
	checked("action_user_id", "owner_id", transcode.Ref),
	col("action_state", "status_text", transcode.Text),
	col("action_tasktype", "type_name", transcode.Text),
	transcode.Column{Keys: []string{"action_gmt_offset"}, Field: "utc_offset_seconds", Kind: transcode.Offset, Text: "utc_offset_raw"},
	unmapped("description"), unmapped("duration_minutes"), unmapped("all_day"), unmapped("reminder"), unmapped("reminder_minutes"),
	unmapped("text_color"), unmapped("background_color"), unmapped("border_color"), unmapped("participants"), unmapped("deleted"),
))

// controlTable reads a control card (api_get_pdk_json, "Successful Response").
var controlTable = transcode.Must(transcode.New(&crmstreamv1.VisitControl{},
	transcode.Column{Keys: []string{"task_id"}, Field: "visit_id", Kind: transcode.Ref, Mark: transcode.MarkID},
	checked("preparation_id", "preparation_id", transcode.Ref),
	custom("flag1", transcode.AsFlag), custom("flag2", transcode.AsFlag), custom("flag3", transcode.AsFlag),
	custom("flag4", transcode.AsFlag), custom("flag5", transcode.AsFlag),
	custom("int1", transcode.AsInteger), custom("int2", transcode.AsInteger), custom("int3", transcode.AsInteger),
	custom("str1", transcode.AsText), custom("str2", transcode.AsText), custom("str3", transcode.AsText),
	custom("date1", transcode.AsDate), custom("date2", transcode.AsDate), custom("date3", transcode.AsDate),
	custom("float1", transcode.AsDecimal), custom("float2", transcode.AsDecimal), custom("float3", transcode.AsDecimal),
))

// arrangementTable reads an arrangement card (api_get_arrangement_json, "Successful Response").
var arrangementTable = transcode.Must(transcode.New(&crmstreamv1.VisitArrangement{},
	transcode.Column{Keys: []string{"task_id"}, Field: "visit_id", Kind: transcode.Ref, Mark: transcode.MarkID},
	checked("preparation_id", "preparation_id", transcode.Ref),
	checked("brend_id", "brand_id", transcode.Ref),
	col("potential", "potential", transcode.Decimal),
	col("plancount", "planned_quantity", transcode.Decimal),
	col("factcount", "actual_quantity", transcode.Decimal),
	col("patalog", "pathology", transcode.Text),
))

// preparationTable reads a preparation (api_get_preparation_json, "Successful Response").
var preparationTable = transcode.Must(transcode.New(&crmstreamv1.Preparation{},
	transcode.Column{Keys: []string{"preparation_id"}, Field: "id", Kind: transcode.Ref, Mark: transcode.MarkID},
	col("preparation_name", "name", transcode.Text),
	checked("brend_id", "brand_id", transcode.Ref),
	col("brend_name", "brand_name", transcode.Text),
	col("direction", "directions", transcode.TextList),
))

// userTable reads a user (api_get_users_json, "Successful Response"). The page spells active in two ways, and its 0 is
// an active user.
var userTable = transcode.Must(transcode.New(&crmstreamv1.User{},
	transcode.Column{Keys: []string{"user_id"}, Field: "id", Kind: transcode.Ref, Mark: transcode.MarkID},
	col("name", "name", transcode.Text),
	col("manager", "manager_name", transcode.Text),
	col("country", "country", transcode.Text),
	col("region", "regions", transcode.TextList),
	col("direction", "directions", transcode.TextList),
	col("position", "position", transcode.Text),
	transcode.Column{Keys: []string{"active", "Active"}, Field: "active", Kind: transcode.NotFlag},
	col("workstartdate", "work_start_date", transcode.Date),
	col("workenddate", "work_end_date", transcode.Date),
	col("role", "role", transcode.Text),
	unmapped("last_name"), unmapped("first_name"), unmapped("patronymic"), unmapped("kind"), unmapped("kind_text"),
	unmapped("department_id"), unmapped("branch_id"), unmapped("head"), unmapped("internal_emails"), unmapped("external_emails"),
	unmapped("internal_phones"), unmapped("external_phones"), unmapped("mobile_phones"), unmapped("birth_date"), unmapped("address"),
	unmapped("about"), unmapped("hobby"), unmapped("create_time"), unmapped("gender"), unmapped("short_numbers"), unmapped("avatar_url"),
	unmapped("status_text"), unmapped("fields"),
))

// contactTable reads a contact (api_get_contact_json, "Successful Response"), all of its 13 keys.
var contactTable = transcode.Must(transcode.New(&crmstreamv1.Contact{},
	transcode.Column{Keys: []string{"contact_id"}, Field: "id", Kind: transcode.Ref, Mark: transcode.MarkID},
	col("contact_name", "name", transcode.Text),
	col("contact_type", "type_name", transcode.Text),
	col("contact_spec", "specialization", transcode.Text),
	col("contact_target", "targets", transcode.TextList),
	transcode.Column{Keys: []string{"contact_categ_by_direction", "contact_categ"}, Field: "categories", Kind: transcode.TextList},
	transcode.Column{Keys: []string{"contact_phone"}, Field: "phones", Kind: transcode.NestedList, Table: phoneTable},
	transcode.Column{Keys: []string{"contact_email"}, Field: "emails", Kind: transcode.NestedList, Table: emailTable},
	col("isarchive", "archived", transcode.Flag),
	col("company_id", "company_id", transcode.Ref),
	col("company_morionid", "company_morion_id", transcode.Ref),
	col("contact_morionid", "morion_id", transcode.Ref),
	unmapped("group_id"), unmapped("last_name"), unmapped("first_name"), unmapped("patronymic"), unmapped("owner_id"),
	unmapped("additional_owner_ids"), unmapped("create_time"), unmapped("activity_time"), unmapped("activity_type"), unmapped("type_id"),
	unmapped("kind"), unmapped("kind_text"), unmapped("address"), unmapped("comment"), unmapped("creator_id"), unmapped("deleted"),
	unmapped("fields"),
))

// phoneTable and emailTable read what the upstream sends as mere text.
var (
	phoneTable = transcode.Must(transcode.New(&crmstreamv1.Phone{}, col("phone", "number", transcode.Text), unmapped("comment")))
	emailTable = transcode.Must(transcode.New(&crmstreamv1.Email{}, col("email", "address", transcode.Text), unmapped("comment")))
)
