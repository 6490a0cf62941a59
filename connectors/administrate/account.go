package administrate

import (
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// accountTable reads the account embedded in a task, 59 keys in the documented samples.
var accountTable = transcode.Must(transcode.New(&crmstreamv1.TaskAccount{},
	col("id", "id", transcode.Ref),
	col("name", "name", transcode.Text),
	col("created", "create_time", transcode.LocalTime),
	col("is_customer", "is_customer", transcode.Flag),
	col("is_supplier", "is_supplier", transcode.Flag),
	col("is_partner", "is_partner", transcode.Flag),
	col("is_employee", "is_employee", transcode.Flag),
	col("is_individual", "is_individual", transcode.Flag),
	col("is_deleted", "deleted", transcode.Flag),
	col("default_approver", "default_approver_id", transcode.Ref),
	col("parent_id", "parent_id", transcode.Ref),
	col("primary_contact_id", "primary_contact_id", transcode.Ref),
	col("initial_contact_id", "initial_contact_id", transcode.Ref),
	col("import_id", "import_id", transcode.Text), // of another system, where 007 need not be 7
	col("external_id", "external_id", transcode.Text),
	col("default_price_level_id", "default_price_level_id", transcode.Ref),
	col("default_price_level", "default_price_level", transcode.Text),
	col("account_type", "account_type", transcode.Text),
	col("partner_type", "partner_type", transcode.Text),
	col("company_number", "company_number", transcode.Text),
	col("vat_number", "vat_number", transcode.Text),
	col("bank_details", "bank_details", transcode.Text),
	col("customer_since", "customer_since", transcode.Text),
	col("description", "description", transcode.Text),
	col("notes", "notes", transcode.Text),
	col("tags", "tags", transcode.TextList),
	col("industries", "industries", transcode.TextList),
	col("source", "origin", transcode.Text),
	col("source_details", "origin_details", transcode.Text),
	col("no_publicity", "no_publicity", transcode.Flag),
	col("email", "email", transcode.Text),
	col("tel", "phone", transcode.Text),
	col("mobile", "mobile", transcode.Text),
	col("fax", "fax", transcode.Text),
	col("url", "url", transcode.Text),
	col("billing_contact_person", "billing_contact_person", transcode.Text),
	col("shipping_contact_person", "shipping_contact_person", transcode.Text),
	addressGroup("address", "address_country"),
	addressGroup("billing_address", "billing_address_country_id"),
	addressGroup("shipping_address", "shipping_address_country_id"),
	nested("company", "company", companyTable),
))

// addressGroup reads the flat keys of an address, which share a prefix, into a message. The country is named
// differently in each.
func addressGroup(prefix, country string) transcode.Column {
	table := transcode.Must(transcode.New(&crmstreamv1.TaskAddress{},
		col(prefix+"_unit", "unit", transcode.Text),
		col(prefix+"_street", "street", transcode.Text),
		col(prefix+"_locality", "locality", transcode.Text),
		col(prefix+"_town", "town", transcode.Text),
		col(prefix+"_region", "region", transcode.Text),
		col(prefix+"_postcode", "postcode", transcode.Text),
		col(country, "country", transcode.Text),
	))
	return transcode.Column{Field: prefix, Kind: transcode.Group, Table: table}
}

var companyTable = transcode.Must(transcode.New(&crmstreamv1.TaskCompany{},
	col("id", "id", transcode.Ref),
	col("code", "code", transcode.Text),
	col("name", "name", transcode.Text),
	col("currency_code", "currency_code", transcode.Text),
	col("account_id", "account_id", transcode.Ref),
	col("registration_numbers", "registration_numbers", transcode.Text),
	col("bank_details", "bank_details", transcode.Text),
	nested("currency", "currency", currencyTable),
	nested("settings", "settings", companySettingsTable),
))

var currencyTable = transcode.Must(transcode.New(&crmstreamv1.TaskCurrency{},
	col("code", "code", transcode.Text),
	col("name", "name", transcode.Text),
	col("symbol", "symbol", transcode.Text),
	col("html_code", "html_code", transcode.Text),
	col("is_base", "is_base", transcode.Flag),
))

var companySettingsTable = transcode.Must(transcode.New(&crmstreamv1.TaskCompanySettings{},
	col("time_format", "time_format", transcode.Text),
	col("date_format", "date_format", transcode.Text),
	col("locale", "locale", transcode.Text),
	col("week_starts", "week_starts", transcode.Text),
	col("non_working_days", "non_working_days", transcode.Text),
))
