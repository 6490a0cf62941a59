package administrate

import (
	"strconv"
	"time"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// The numbers of rows of the tenant's reference data; their ids start at 1.
const (
	accountCount = 200
	userCount    = 12
	typeCount    = 6

	// Of these there are only ids.
	contactCount     = 50_000
	eventCount       = 9000
	opportunityCount = 7000
)

// newShapes renders the reference data, a function of the seed.
func newShapes(seed uint64) *shapes {
	s := &shapes{accounts: [][]byte{nil}, users: [][]byte{nil}, types: [][]byte{nil}}
	for id := int64(1); id <= accountCount; id++ {
		s.accounts = append(s.accounts, appendAccount(nil, seed, id))
	}
	for id := int64(1); id <= userCount; id++ {
		s.users = append(s.users, appendUser(nil, seed, id))
	}
	for i, name := range typeNames {
		b := strconv.AppendInt([]byte(`{"id":`), int64(i+1), 10)
		s.types = append(s.types, append(appendText(append(b, `,"name":`...), name), '}'))
	}
	return s
}

var typeNames = [typeCount]string{"My task type", "Call", "Звонок", "Meeting", "Договор / contract", "Follow-up \"soon\""}

var (
	eventNames       = []string{"First aid, day 1", "Курс «Охрана труда»", "Fire \"warden\" training", "Excel 2: formulas & charts"}
	contactNames     = []string{"Anna Müller", "Пётр Сергеевич Ёлкин", "O'Brien, Niamh", "Jean-Luc \"JL\" Picard", "李小龍"}
	opportunityNames = []string{"Spring order", "Поставка учебников", "Renewal 2027 🎯", "50 seats @ HQ"}
	firstNames       = []string{"John", "Мария", "Zoë", "Иван", "Aoife", "Søren"}
	lastNames        = []string{"Smith", "Кузнецова", "Nguyễn", "Щербаков", "O'Neill"}
	companyNames     = []string{
		"Acme Corporation", "ООО «Ромашка»", "Smith & Sons", "ИП Ёжиков \"Туман\"", "Back\\slash Ltd", "Société Générale d'Été",
		"Blank Trailing  ", "株式会社テスト", "Emoji 🏢 GmbH",
	}
	accountTexts = []string{
		"12", "Main Street", "ул. Ленина, д. 5", "Floor 3\nRoom 7", "EH3 9DR", "Edinburgh", "Санкт-Петербург", "GB 123 4567 89",
		"+44 131 496 0000", "info@example.org", "https://example.org/?q=\"x\"", " ",
	}
)

// accountKeys are the 59 keys of an embedded account in the order of the documented sample; a key with an empty form is
// rendered separately. Forms: "t" nullable text, "i" nullable id, "n" always null (its type was never seen), "f" a flag, "d" a
// nullable date.
var accountKeys = []struct{ key, form string }{
	{"shipping_address_locality", "t"},
	{"import_id", "i"},
	{"primary_contact_id", "i"},
	{"tel", "t"},
	{"address_unit", "t"},
	{"default_approver", ""},
	{"company_number", "t"},
	{"no_publicity", "n"},
	{"url", "t"},
	{"shipping_address_street", "t"},
	{"vat_number", "t"},
	{"address_postcode", "t"},
	{"billing_address_country_id", "i"},
	{"address_country", "n"},
	{"id", ""},
	{"shipping_address_postcode", "t"},
	{"industries", ""},
	{"address_street", "t"},
	{"source", "t"},
	{"address_region", "t"},
	{"is_employee", "f"},
	{"default_price_level_id", "i"},
	{"is_individual", "f"},
	{"is_supplier", "f"},
	{"parent_id", "i"},
	{"source_details", "t"},
	{"notes", "t"},
	{"billing_contact_person", "t"},
	{"billing_address_locality", "t"},
	{"is_partner", "f"},
	{"email", "t"},
	{"billing_address_region", "t"},
	{"fax", "t"},
	{"account_type", "n"},
	{"description", "t"},
	{"tags", "n"},
	{"company", ""},
	{"billing_address_unit", "t"},
	{"partner_type", "n"},
	{"default_price_level", "n"},
	{"address_town", "t"},
	{"billing_address_postcode", "t"},
	{"shipping_address_town", "t"},
	{"billing_address_street", "t"},
	{"shipping_address_region", "t"},
	{"shipping_address_country_id", "i"},
	{"is_deleted", "f"},
	{"name", ""},
	{"customer_since", "d"},
	{"mobile", "t"},
	{"shipping_contact_person", "t"},
	{"created", ""},
	{"shipping_address_unit", "t"},
	{"is_customer", "f"},
	{"address_locality", "t"},
	{"initial_contact_id", "i"},
	{"external_id", "t"},
	{"bank_details", "t"},
	{"billing_address_town", "t"},
}

const companyJSON = `{"registration_numbers":null,"code":"ACM","name":"Acme Corporation","settings":{"time_format":"H:i",` +
	`"date_format":"Y-m-d","locale":"en_GB","week_starts":null,"non_working_days":null},"bank_details":null,` +
	`"currency":{"html_code":null,"symbol":"\u00a3","code":"GBP","name":"British Pound Sterling","is_base":true},` +
	`"id":1,"currency_code":"GBP","account_id":null}`

func appendAccount(b []byte, seed uint64, id int64) []byte {
	separator := byte('{')
	for i, k := range accountKeys {
		b = append(b, separator)
		separator = ','
		b = append(appendText(b, k.key), ':')
		d := stage.Draw(seed, id, saltReference+uint64(i))
		switch {
		case k.form == "":
			b = appendAccountKey(b, k.key, seed, id)
		case k.form == "f":
			b = strconv.AppendBool(b, d%5 == 0)
		case k.form == "n" || d%4 != 0: // most are null, as in the samples
			b = append(b, "null"...)
		case k.form == "i":
			b = strconv.AppendUint(b, 1+d/4%5000, 10)
		case k.form == "d":
			b = append(time.Unix(firstCreated-int64(d/4%4000)*day, 0).UTC().AppendFormat(append(b, '"'), time.DateOnly), '"')
		default:
			b = appendText(b, accountTexts[d/4%uint64(len(accountTexts))])
		}
	}
	return append(b, '}')
}

// appendAccountKey appends the value of a key that is never null.
func appendAccountKey(b []byte, key string, seed uint64, id int64) []byte {
	switch key {
	case "default_approver":
		return append(b, '0')
	case "id":
		return strconv.AppendInt(b, id, 10)
	case "industries":
		return append(b, "[]"...)
	case "company":
		return append(b, companyJSON...)
	case "created":
		return appendTime(b, some(firstCreated-int64(stage.Draw(seed, id, saltCreated)%(9*365*day))))
	default: // "name"
		return appendText(b, accountName(id))
	}
}

func accountName(id int64) string {
	return companyNames[id%int64(len(companyNames))] + " " + strconv.FormatInt(id, 10)
}

// userNames returns the first and the last name of a user.
func userNames(seed uint64, id int64) (first, last string) {
	return stage.Pick(seed, id, saltReference, firstNames), stage.Pick(seed, id, saltReference+1, lastNames)
}

func userEmail(id int64) string { return "user" + strconv.FormatInt(id, 10) + "@example.com" }

func appendUser(b []byte, seed uint64, id int64) []byte {
	first, last := userNames(seed, id)
	number := strconv.FormatInt(id, 10)
	b = appendText(append(b, `{"first_name":`...), first)
	b = appendText(append(b, `,"last_name":`...), last)
	b = appendText(append(b, `,"name":`...), first+" "+last)
	b = append(b, `,"roles":[{"system_name":null,"description":null,"id":1,"name":null,"company_id":null}]`...)
	b = appendText(append(b, `,"locale":null,"company_id":1,"contact_id":null,"email":`...), userEmail(id))
	b = append(b, `,"signature":`...)
	if id%4 == 0 {
		b = appendText(b, "Regards,\n"+first)
	} else {
		b = append(b, "null"...)
	}
	b = append(append(b, `,"id":`...), number...)
	return append(b, `,"initials":null}`...)
}
