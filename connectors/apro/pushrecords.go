package apro

import (
	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// The tables of this file and of pushothers.go read the "snapshot" of an event ("webhook"). Many keys have other names than in the
// rows of lists, whose names follow as further spellings, since servers differ. No column is the id of a record: an event without
// an id is an event, and its envelope mostly has the id.

// checkUnkept is the Check of a value that no field has.
const checkUnkept = "unkept"

// unkept reads a key without a field. Its value, if there is one, is only in the body.
func unkept(key string) transcode.Column {
	return transcode.Column{Keys: []string{key}, Kind: transcode.Ignore, Check: checkUnkept}
}

// pushedFields maps the custom fields of a snapshot: a map by id.
var pushedFields = transcode.Column{
	Keys: []string{"extproperty", "fields"}, Field: "fields", Kind: transcode.CustomFields, Types: wire.Datatypes,
}

// formerInside ignores the former values in a snapshot, which push reads.
var formerInside = transcode.Col("", transcode.Ignore, "merge")

// pushedContactTable reads the snapshot of a contact. Its author is the worker who created the contact.
var pushedContactTable = transcode.Must(transcode.New(&crmstreamv1.Contact{},
	transcode.Col("id", transcode.Ref, "id"),
	transcode.Col("creator_id", transcode.Ref, "author", "customer_creator_id"),
	transcode.Col("group_id", transcode.Ref, "group_id"),
	transcode.Col("first_name", transcode.Text, "name"),
	transcode.Col("last_name", transcode.Text, "surname"),
	transcode.Col("patronymic", transcode.Text, "patronymic", "secondname"),
	transcode.Col("owner_id", transcode.Ref, "manager_id", "employee_id"),
	transcode.Objects("emails", emailTable, "email", "mail"),
	transcode.Objects("phones", phoneTable, "phone"),
	transcode.Col("create_time", transcode.LocalTime, "create_date"),
	transcode.Col("comment", transcode.Text, "comment"),
	deletedColumn,
	transcode.Col("type_id", transcode.Ref, "marktype"),
	enum("kind", "kind_text", contactKinds, "nattype"),
	pushedFields,
	formerInside,
	transcode.Col("additional_owner_ids", transcode.RefList, "shared_managers", "additional_manager_id", "additional_employee_id"),
	transcode.Col("activity_time", transcode.LocalTime, "customer_activity_date"),
	transcode.Col("activity_type", transcode.Text, "customer_activity_type"),
	transcode.Col("type_name", transcode.Text, "markname"),
	transcode.Col("address", transcode.Text, "address"),
	transcode.Unmapped("name", "company_id", "specialization", "targets", "categories", "archived", "morion_id",
		"company_morion_id"),
))

// pushedActivityTable reads the snapshot of an activity. Its e-mail addresses are those of the contact.
var pushedActivityTable = transcode.Must(transcode.New(&crmstreamv1.Activity{},
	transcode.Col("id", transcode.Ref, "request_id", "id"),
	transcode.Col("create_time", transcode.LocalTime, "request_date", "date_create"),
	transcode.Col("comment", transcode.Text, "request_comment", "comment"),
	transcode.Col("owner_id", transcode.Ref, "manager", "employee_id"),
	transcode.Col("contact_id", transcode.Ref, "customer", "customer_id", "customers_id"),
	unkept("email"),
	enum("status", "status_text", activityStatuses, "status"),
	transcode.Col("type_id", transcode.Ref, "request_type", "request_type_id"),
	deletedColumn,
	transcode.Col("creator_id", transcode.Ref, "employee_creator_id", "request_creator_id"),
	transcode.Col("additional_owner_ids", transcode.RefList, "shared_managers", "additional_employee_id"),
	pushedFields,
	formerInside,
	transcode.Col("type_name", transcode.Text, "request_type_name"),
	transcode.Col("origin", transcode.Text, "source"),
	transcode.Col("activity_time", transcode.LocalTime, "request_activity_date"),
	transcode.Col("activity_type", transcode.Text, "request_activity_type"),
	transcode.Col("name", transcode.Text, "request_name"),
	transcode.Col("visit_id", transcode.Ref, "visit_id"),
))

// pushedStockTable reads the snapshot of a stock item. The names of type and category are the snapshot's, or else the catalogue's.
var pushedStockTable = transcode.Must(transcode.New(&crmstreamv1.StockItem{},
	transcode.Col("id", transcode.Ref, "id"),
	transcode.Col("group_id", transcode.Ref, "group_id"),
	named("category_id", connectors.StockCategoryNames, "category_name", "parent"),
	transcode.Col("category_name", transcode.Text, "parentname"),
	transcode.Col("name", transcode.Text, "name"),
	transcode.Col("quantity", transcode.Decimal, "count"),
	transcode.Col("create_time", transcode.LocalTime, "date_add"),
	deletedColumn,
	unkept("copy"),
	named("type_id", connectors.StockTypeNames, "type_name", "type", "stock_type"),
	transcode.Col("type_name", transcode.Text, "typename"),
	transcode.Col("activity_type", transcode.Text, "stock_activity_type"),
	transcode.Col("activity_time", transcode.LocalTime, "stock_activity_date"),
	transcode.Col("contact_id", transcode.Ref, "associated_with_customer", "related_with_customer", "customer_relation"),
	transcode.Col("creator_id", transcode.Ref, "stock_creator_id"),
	transcode.Col("additional_owner_ids", transcode.RefList, "shared_managers", "additional_author", "additional_employee_id"),
	transcode.Col("owner_id", transcode.Ref, "author", "employee_id"),
	pushedFields,
	formerInside,
	transcode.Col("update_time", transcode.LocalTime, "last_modify"),
))

// pushedDealTable reads the snapshot of a deal. The names of type and stage are the snapshot's, or else the catalogue's.
var pushedDealTable = transcode.Must(transcode.New(&crmstreamv1.DealSnapshot{},
	transcode.Column{Field: "deal", Kind: transcode.Group, Table: transcode.Must(transcode.New(&crmstreamv1.Deal{},
		transcode.Col("id", transcode.Ref, "id"),
		transcode.Col("contact_id", transcode.Ref, "customers_id"),
		transcode.Col("owner_id", transcode.Ref, "employee_id"),
		transcode.Col("create_time", transcode.LocalTime, "date_create"),
		named("type_id", connectors.DealTypeNames, "type_name", "sales_type_id", "sale_type_id"),
		transcode.Col("type_name", transcode.Text, "sales_type_name", "sale_type_name"),
		stageColumn,
		transcode.Col("stage_name", transcode.Text, "sales_status_name", "sale_stage_name"),
		deletedColumn,
		transcode.Col("activity_type", transcode.Text, "sale_activity_type"),
		transcode.Col("activity_time", transcode.LocalTime, "sale_activity_date"),
		transcode.Col("creator_id", transcode.Ref, "sale_creator_id"),
		transcode.Col("additional_owner_ids", transcode.RefList, "shared_managers", "additional_employee_id"),
		pushedFields,
		transcode.Col("name", transcode.Text, "sale_name"),
	))},
	transcode.Col("comment", transcode.Text, "comment"),
	transcode.Col("price", transcode.Decimal, "price"),
	transcode.Col("contact_first_name", transcode.Text, "customer_name"),
	transcode.Col("contact_last_name", transcode.Text, "customer_surname"),
	transcode.Col("contact_patronymic", transcode.Text, "customer_patronymic", "customer_secondname"),
	transcode.Col("contact_email", transcode.Text, "customer_email"),
	formerInside,
))

// checkAnswered is the Check of whether a call was answered. It is no Flag, since -1 means that this is not known yet.
const checkAnswered = "answered"

// pushedCallTable reads the snapshot of a call.
var pushedCallTable = transcode.Must(transcode.New(&crmstreamv1.CallSnapshot{},
	transcode.Column{Field: "call", Kind: transcode.Group, Table: transcode.Must(transcode.New(&crmstreamv1.Call{},
		transcode.Col("id", transcode.Ref, "id"),
		transcode.Col("start_time", transcode.LocalTime, "date_time"),
		transcode.Col("owner_id", transcode.Ref, "apro_crm_user", "intrum_user", "user_id"),
		transcode.Col("duration_seconds", transcode.Integer, "call_duration"),
		transcode.Col("trunk_id", transcode.Ref, "trunk_id"),
		transcode.Col("from_phone", transcode.Text, "from_number", "from_phone"),
		transcode.Col("to_phone", transcode.Text, "to_number", "to_phone"),
		transcode.Col("recording_url", transcode.Text, "url", "url_record"),
		named("status_id", connectors.CallStatusNames, "status_name", "custom_status"),
		transcode.Col("stereo_recording_url", transcode.Text, "url_record_stereo"),
		transcode.Column{Keys: []string{"is_incoming"}, Field: "direction", Kind: transcode.Enum, Enum: callDirections},
		transcode.Unmapped("answered"),
	))},
	transcode.Column{Keys: []string{"answered", "is_answered"}, Kind: transcode.Ignore, Check: checkAnswered},
	transcode.Col("caller_type", transcode.Text, "parent_type"),
	transcode.Col("caller_party_id", transcode.Ref, "parent_id"),
	transcode.Col("callee_type", transcode.Text, "call_to_type"),
	transcode.Col("callee_id", transcode.Ref, "call_to_id"),
	transcode.Col("unique_id", transcode.Text, "call_id"),
	transcode.Col("scenario_id", transcode.Ref, "scenario_id"),
	transcode.Col("cost", transcode.Decimal, "call_cost"),
	transcode.Col("caller_id", transcode.Text, "caller_id"),
	transcode.Col("login", transcode.Text, "vox_login"),
	transcode.Col("recording_path", transcode.Text, "path"),
	transcode.Col("downloaded", transcode.Flag, "is_downloaded"),
	transcode.Col("voice_message", transcode.Flag, "voicemessage"),
	transcode.Col("fax", transcode.Flag, "fax"),
	transcode.Col("fax_status", transcode.Text, "fax_status"),
	transcode.Col("payload", transcode.Text, "payload"),
	transcode.Col("from_api", transcode.Flag, "api_incoming"),
	transcode.Col("cached", transcode.Flag, "is_cached"),
	transcode.Col("download_url", transcode.Text, "record_download"),
	transcode.Col("play_url", transcode.Text, "record_play"),
	formerInside,
))
