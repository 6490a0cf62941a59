package proxima

import (
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// custom maps one upstream key to the custom field of the same name.
func custom(key string, as transcode.Datatype) transcode.Column {
	return transcode.Column{Keys: []string{key}, Field: "fields", Kind: transcode.CustomField, As: as}
}

// visitTable reads a visit (api_get_tasks_json, "Successful Response"), all of its 18 keys. The unit of its distance comes from
// the settings.
var visitTable = transcode.Must(transcode.New(&crmstreamv1.Visit{},
	transcode.ID("id", "task_id"),
	transcode.Key("start_time", transcode.UTCTime, "task_datefrom"),
	transcode.Checked("end_time", transcode.UTCTime, "task_datetill"),
	transcode.Column{Keys: []string{"task_gmt_offset"}, Field: "utc_offset_seconds", Kind: transcode.Offset, Text: "utc_offset_raw"},
	transcode.Col("type_name", transcode.Text, "task_type"),
	transcode.Checked("owner_id", transcode.Ref, "task_user_id"),
	transcode.Checked("observer_id", transcode.Ref, "task_user2_id"),
	transcode.Col("company_id", transcode.Ref, "task_company_id"),
	transcode.Col("contact_id", transcode.Ref, "task_contact_id"),
	transcode.Col("targets", transcode.TextList, "task_target"),
	transcode.Col("specialization", transcode.Text, "task_spec"),
	transcode.Col("status_text", transcode.Text, "task_taskstate"),
	transcode.Col("create_time", transcode.UTCTime, "task_created"),
	transcode.Col("actual_start_time", transcode.UTCTime, "task_fact_start"),
	transcode.Col("actual_end_time", transcode.UTCTime, "task_fact_end"),
	transcode.Col("distance", transcode.Decimal, "task_dist"),
	transcode.Unmapped("distance_unit"),
	transcode.Col("longitude", transcode.Double, "task_gps_lng"),
	transcode.Col("latitude", transcode.Double, "task_gps_lat"),
))

// eventTable reads an event (api_get_actions_json, "Successful Response"), all of its 8 keys.
var eventTable = transcode.Must(transcode.New(&crmstreamv1.CalendarEvent{},
	transcode.ID("id", "action_id"),
	transcode.Col("title", transcode.Text, "action_name"),
	transcode.Key("start_time", transcode.UTCTime, "action_datefrom"),
	transcode.Checked("end_time", transcode.UTCTime, "action_datetill"),
	transcode.Checked("owner_id", transcode.Ref, "action_user_id"),
	transcode.Col("status_text", transcode.Text, "action_state"),
	transcode.Col("type_name", transcode.Text, "action_tasktype"),
	transcode.Column{Keys: []string{"action_gmt_offset"}, Field: "utc_offset_seconds", Kind: transcode.Offset, Text: "utc_offset_raw"},
	transcode.Unmapped("description", "duration_minutes", "all_day", "reminder", "reminder_minutes", "text_color",
		"background_color", "border_color", "participants", "deleted"),
))

// controlTable reads a control card (api_get_pdk_json, "Successful Response").
var controlTable = transcode.Must(transcode.New(&crmstreamv1.VisitControl{},
	transcode.ID("visit_id", "task_id"),
	transcode.Checked("preparation_id", transcode.Ref, "preparation_id"),
	custom("flag1", transcode.AsFlag), custom("flag2", transcode.AsFlag), custom("flag3", transcode.AsFlag),
	custom("flag4", transcode.AsFlag), custom("flag5", transcode.AsFlag),
	custom("int1", transcode.AsInteger), custom("int2", transcode.AsInteger), custom("int3", transcode.AsInteger),
	custom("str1", transcode.AsText), custom("str2", transcode.AsText), custom("str3", transcode.AsText),
	custom("date1", transcode.AsDate), custom("date2", transcode.AsDate), custom("date3", transcode.AsDate),
	custom("float1", transcode.AsDecimal), custom("float2", transcode.AsDecimal), custom("float3", transcode.AsDecimal),
))

// arrangementTable reads an arrangement card (api_get_arrangement_json, "Successful Response").
var arrangementTable = transcode.Must(transcode.New(&crmstreamv1.VisitArrangement{},
	transcode.ID("visit_id", "task_id"),
	transcode.Checked("preparation_id", transcode.Ref, "preparation_id"),
	transcode.Checked("brand_id", transcode.Ref, "brend_id"),
	transcode.Col("potential", transcode.Decimal, "potential"),
	transcode.Col("planned_quantity", transcode.Decimal, "plancount"),
	transcode.Col("actual_quantity", transcode.Decimal, "factcount"),
	transcode.Col("pathology", transcode.Text, "patalog"),
))

// preparationTable reads a preparation (api_get_preparation_json, "Successful Response").
var preparationTable = transcode.Must(transcode.New(&crmstreamv1.Preparation{},
	transcode.ID("id", "preparation_id"),
	transcode.Col("name", transcode.Text, "preparation_name"),
	transcode.Checked("brand_id", transcode.Ref, "brend_id"),
	transcode.Col("brand_name", transcode.Text, "brend_name"),
	transcode.Col("directions", transcode.TextList, "direction"),
))

// userTable reads a user (api_get_users_json, "Successful Response"). The page has two spellings of active, and its 0 is an
// active user.
var userTable = transcode.Must(transcode.New(&crmstreamv1.User{},
	transcode.ID("id", "user_id"),
	transcode.Col("name", transcode.Text, "name"),
	transcode.Col("manager_name", transcode.Text, "manager"),
	transcode.Col("country", transcode.Text, "country"),
	transcode.Col("regions", transcode.TextList, "region"),
	transcode.Col("directions", transcode.TextList, "direction"),
	transcode.Col("position", transcode.Text, "position"),
	transcode.Col("active", transcode.NotFlag, "active", "Active"),
	transcode.Col("work_start_date", transcode.Date, "workstartdate"),
	transcode.Col("work_end_date", transcode.Date, "workenddate"),
	transcode.Col("role", transcode.Text, "role"),
	transcode.Unmapped("last_name", "first_name", "patronymic", "kind", "kind_text", "department_id", "branch_id", "head",
		"internal_emails", "external_emails", "internal_phones", "external_phones", "mobile_phones", "birth_date", "address",
		"about", "hobby", "create_time", "gender", "short_numbers", "avatar_url", "status_text", "fields"),
))

// contactTable reads a contact (api_get_contact_json, "Successful Response"), all of its 13 keys.
var contactTable = transcode.Must(transcode.New(&crmstreamv1.Contact{},
	transcode.ID("id", "contact_id"),
	transcode.Col("name", transcode.Text, "contact_name"),
	transcode.Col("type_name", transcode.Text, "contact_type"),
	transcode.Col("specialization", transcode.Text, "contact_spec"),
	transcode.Col("targets", transcode.TextList, "contact_target"),
	transcode.Col("categories", transcode.TextList, "contact_categ_by_direction", "contact_categ"),
	transcode.Objects("phones", phoneTable, "contact_phone"),
	transcode.Objects("emails", emailTable, "contact_email"),
	transcode.Col("archived", transcode.Flag, "isarchive"),
	transcode.Col("company_id", transcode.Ref, "company_id"),
	transcode.Col("company_morion_id", transcode.Ref, "company_morionid"),
	transcode.Col("morion_id", transcode.Ref, "contact_morionid"),
	transcode.Unmapped("group_id", "last_name", "first_name", "patronymic", "owner_id", "additional_owner_ids", "create_time",
		"activity_time", "activity_type", "type_id", "kind", "kind_text", "address", "comment", "creator_id", "deleted",
		"fields"),
))

// phoneTable and emailTable read entries that are plain texts.
var (
	phoneTable = transcode.Must(transcode.New(&crmstreamv1.Phone{},
		transcode.Col("number", transcode.Text, "phone"),
		transcode.Unmapped("comment"),
	))
	emailTable = transcode.Must(transcode.New(&crmstreamv1.Email{},
		transcode.Col("address", transcode.Text, "email"),
		transcode.Unmapped("comment"),
	))
)
