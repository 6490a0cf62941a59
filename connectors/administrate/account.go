package administrate

import (
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// accountTable reads the account that a task contains, 59 keys in the documented samples.
var accountTable = transcode.Must(transcode.New(&crmstreamv1.TaskAccount{},
	transcode.Col("id", transcode.Ref, "id"),
	transcode.Col("name", transcode.Text, "name"),
	transcode.Col("create_time", transcode.LocalTime, "created"),
	transcode.Col("is_customer", transcode.Flag, "is_customer"),
	transcode.Col("is_supplier", transcode.Flag, "is_supplier"),
	transcode.Col("is_partner", transcode.Flag, "is_partner"),
	transcode.Col("is_employee", transcode.Flag, "is_employee"),
	transcode.Col("is_individual", transcode.Flag, "is_individual"),
	transcode.Col("deleted", transcode.Flag, "is_deleted"),
	transcode.Col("default_approver_id", transcode.Ref, "default_approver"),
	transcode.Col("parent_id", transcode.Ref, "parent_id"),
	transcode.Col("primary_contact_id", transcode.Ref, "primary_contact_id"),
	transcode.Col("initial_contact_id", transcode.Ref, "initial_contact_id"),
	transcode.Col("import_id", transcode.Text, "import_id"), // an id of another system, where 007 and 7 may differ
	transcode.Col("external_id", transcode.Text, "external_id"),
	transcode.Col("default_price_level_id", transcode.Ref, "default_price_level_id"),
	transcode.Col("default_price_level", transcode.Text, "default_price_level"),
	transcode.Col("account_type", transcode.Text, "account_type"),
	transcode.Col("partner_type", transcode.Text, "partner_type"),
	transcode.Col("company_number", transcode.Text, "company_number"),
	transcode.Col("vat_number", transcode.Text, "vat_number"),
	transcode.Col("bank_details", transcode.Text, "bank_details"),
	transcode.Col("customer_since", transcode.Text, "customer_since"),
	transcode.Col("description", transcode.Text, "description"),
	transcode.Col("notes", transcode.Text, "notes"),
	transcode.Col("tags", transcode.TextList, "tags"),
	transcode.Col("industries", transcode.TextList, "industries"),
	transcode.Col("origin", transcode.Text, "source"),
	transcode.Col("origin_details", transcode.Text, "source_details"),
	transcode.Col("no_publicity", transcode.Flag, "no_publicity"),
	transcode.Col("email", transcode.Text, "email"),
	transcode.Col("phone", transcode.Text, "tel"),
	transcode.Col("mobile", transcode.Text, "mobile"),
	transcode.Col("fax", transcode.Text, "fax"),
	transcode.Col("url", transcode.Text, "url"),
	transcode.Col("billing_contact_person", transcode.Text, "billing_contact_person"),
	transcode.Col("shipping_contact_person", transcode.Text, "shipping_contact_person"),
	addressGroup("address", "address_country"),
	addressGroup("billing_address", "billing_address_country_id"),
	addressGroup("shipping_address", "shipping_address_country_id"),
	transcode.Object("company", companyTable, "company"),
))

// addressGroup reads the flat keys of an address, which share a prefix, into a message. Each address has another key for the
// country.
func addressGroup(prefix, country string) transcode.Column {
	table := transcode.Must(transcode.New(&crmstreamv1.TaskAddress{},
		transcode.Col("unit", transcode.Text, prefix+"_unit"),
		transcode.Col("street", transcode.Text, prefix+"_street"),
		transcode.Col("locality", transcode.Text, prefix+"_locality"),
		transcode.Col("town", transcode.Text, prefix+"_town"),
		transcode.Col("region", transcode.Text, prefix+"_region"),
		transcode.Col("postcode", transcode.Text, prefix+"_postcode"),
		transcode.Col("country", transcode.Text, country),
	))
	return transcode.Column{Field: prefix, Kind: transcode.Group, Table: table}
}

var companyTable = transcode.Must(transcode.New(&crmstreamv1.TaskCompany{},
	transcode.Col("id", transcode.Ref, "id"),
	transcode.Col("code", transcode.Text, "code"),
	transcode.Col("name", transcode.Text, "name"),
	transcode.Col("currency_code", transcode.Text, "currency_code"),
	transcode.Col("account_id", transcode.Ref, "account_id"),
	transcode.Col("registration_numbers", transcode.Text, "registration_numbers"),
	transcode.Col("bank_details", transcode.Text, "bank_details"),
	transcode.Object("currency", currencyTable, "currency"),
	transcode.Object("settings", companySettingsTable, "settings"),
))

var currencyTable = transcode.Must(transcode.New(&crmstreamv1.TaskCurrency{},
	transcode.Col("code", transcode.Text, "code"),
	transcode.Col("name", transcode.Text, "name"),
	transcode.Col("symbol", transcode.Text, "symbol"),
	transcode.Col("html_code", transcode.Text, "html_code"),
	transcode.Col("is_base", transcode.Flag, "is_base"),
))

var companySettingsTable = transcode.Must(transcode.New(&crmstreamv1.TaskCompanySettings{},
	transcode.Col("time_format", transcode.Text, "time_format"),
	transcode.Col("date_format", transcode.Text, "date_format"),
	transcode.Col("locale", transcode.Text, "locale"),
	transcode.Col("week_starts", transcode.Text, "week_starts"),
	transcode.Col("non_working_days", transcode.Text, "non_working_days"),
))
