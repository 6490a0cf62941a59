package apro

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// form returns the pairs of a PHP form for members, before escaping.
func form(members []transcode.Member) string {
	var pairs []string
	for path, text := range transcode.Leaves(members) {
		pairs = append(pairs, strings.Join(path, ".")+"="+text)
	}
	return strings.Join(pairs, "&")
}

// TestGoldenForms writes a record of each kind.
func TestGoldenForms(t *testing.T) {
	const contact = `{"firstName":"Mary","lastName":"Moore","patronymic":"Ann","ownerId":"47","additionalOwnerIds":["48","49"],"typeId":"3",
		"emails":[{"address":"m@example.com"},{"address":"w@example.com","comment":"work"}],"phones":[{"number":"+441234","comment":""},{"number":"1","comment":"home"}],
		"comment":" two\nlines ","fields":{"25":{"integer":"34"},"9":{"flag":false}}}`
	const contactForm = "surname=Moore&name=Mary&PATRONYMIC&manager_id=47&additional_manager_id.0=48&additional_manager_id.1=49&marktype=3&" +
		"email.0=m@example.com&email.1.mail=w@example.com&email.1.comment=work&phone.0=+441234&phone.1.phone=1&phone.1.comment=home&" +
		"comment= two\nlines &fields.0.id=9&fields.0.value=0&fields.1.id=25&fields.1.value=34"
	patronymic := func(pairs string) string { return strings.Replace(contactForm, "PATRONYMIC", pairs, 1) }
	const stock = `{"categoryId":"14","name":"Flat A","ownerId":"7","additionalOwnerIds":["48"],"contactId":"10607",
		"fields":{"487":{"point":{"latitude":51.5,"longitude":-0.12}},"470":{"decimal":"2850000"},"471":{"range":{"lower":"1"}},"472":{"files":{"files":[{"name":"30/3b/a.jpg"},{"name":"b.jpg"}]}}}}`
	const stockForm = "parent=14&name=Flat A&author=7&additional_author.0=48&CONTACT&fields.0.id=470&fields.0.value=2850000&" +
		"fields.1.id=471&fields.1.value.0=1&fields.1.value.1=&" +
		"fields.2.id=472&fields.2.value=30/3b/a.jpg&fields.2.mode=insert&fields.3.id=472&fields.3.value=b.jpg&fields.3.mode=insert&" +
		"fields.4.id=487&fields.4.value.lat=51.5&fields.4.value.lon=-0.12"
	related := func(pairs string) string { return strings.Replace(stockForm, "CONTACT", pairs, 1) }
	for name, test := range map[string]struct {
		table    *transcode.Table
		record   string
		spelling transcode.Spelling
		want     string
	}{
		"contact, english": {contactTable, contact, transcode.EnglishSpelling, patronymic("patronymic=Ann")},
		"contact, intrum":  {contactTable, contact, transcode.IntrumSpelling, patronymic("secondname=Ann")},
		"contact, both":    {contactTable, contact, transcode.BothSpellings, patronymic("patronymic=Ann&secondname=Ann")},
		"activity": {
			activityTable,
			`{"typeId":"2","contactId":"10607","ownerId":"47","additionalOwnerIds":["48"],"comment":"c","name":"n","status":"ACTIVITY_STATUS_IN_PROCESS","origin":"online_form"}`,
			transcode.BothSpellings,
			"employee_id=47&additional_employee_id.0=48&customers_id=10607&request_type=2&source=online_form&request_name=n&comment=c&status=processnow",
		},
		"deal": {
			dealTable, `{"contactId":"10607","ownerId":"47","additionalOwnerIds":["48"],"typeId":"8","stageId":"12","name":"Flat A","fields":{"25":{"text":"x"}}}`,
			transcode.BothSpellings,
			"customers_id=10607&employee_id=47&additional_employee_id.0=48&sales_type_id=8&sales_status_id=12&sale_name=Flat A&fields.0.id=25&fields.0.value=x",
		},
		"stock item, english": {stockTable, stock, transcode.EnglishSpelling, related("associated_with_customer=10607")},
		"stock item, intrum":  {stockTable, stock, transcode.IntrumSpelling, related("related_with_customer=10607")},
		"stock item, both":    {stockTable, stock, transcode.BothSpellings, related("associated_with_customer=10607&related_with_customer=10607")},
	} {
		t.Run(name, func(t *testing.T) {
			members, notices, err := test.table.Write(record(t, test.table, test.record), nil, transcode.WriteContext{Op: transcode.OnCreate, Spelling: test.spelling})
			require.NoError(t, err)
			require.Empty(t, notices)
			require.Equal(t, test.want, form(members))
		})
	}
}

// TestGoldenUpdates writes and clears the fields of a mask.
func TestGoldenUpdates(t *testing.T) {
	for name, test := range map[string]struct {
		table  *transcode.Table
		record string
		mask   []string
		want   string
	}{
		"the sample": {
			contactTable, `{"lastName":"Moore","firstName":"ignored","createTime":"2026-01-01T00:00:00Z","fields":{"25":{"integer":"34"},"26":{"text":"ignored"}}}`,
			[]string{"last_name", "fields.25"},
			"surname=Moore&fields.0.id=25&fields.0.value=34",
		},
		"cleared contact": {
			contactTable, `{}`,
			[]string{"fields.25", "first_name", "patronymic", "owner_id", "additional_owner_ids", "type_id", "comment"},
			"name=&patronymic=&secondname=&manager_id=0&additional_manager_id=0&marktype=0&comment=&fields.0.id=25&fields.0.value=",
		},
		"cleared deal":     {dealTable, `{"name":""}`, []string{"contact_id", "owner_id", "name"}, "customers_id=0&employee_id=0&sale_name="},
		"cleared stock":    {stockTable, `{}`, []string{"contact_id", "owner_id", "name"}, "name=&author=0&associated_with_customer=0&related_with_customer=0"},
		"cleared activity": {activityTable, `{}`, []string{"name", "comment", "additional_owner_ids"}, "additional_employee_id=0&request_name=&comment="},
	} {
		t.Run(name, func(t *testing.T) {
			members, _, err := test.table.Write(record(t, test.table, test.record), test.mask, transcode.WriteContext{Op: transcode.OnUpdate})
			require.NoError(t, err)
			require.Equal(t, test.want, form(members))
		})
	}
}

// record returns a message of a table.
func record(t *testing.T, table *transcode.Table, json string) proto.Message {
	t.Helper()
	m := table.Message()
	require.NoError(t, protojson.Unmarshal([]byte(json), m))
	return m
}

// TestWritableFields declares what can be written, and how.
func TestWritableFields(t *testing.T) {
	for _, test := range []struct {
		table                       *transcode.Table
		fields, required, uncleared string
	}{
		{contactTable, "last_name first_name patronymic owner_id additional_owner_ids type_id emails phones comment fields", "", "emails phones"},
		{activityTable, "owner_id additional_owner_ids contact_id type_id origin name comment status fields", "contact_id type_id", "contact_id type_id origin status"},
		{dealTable, "contact_id owner_id additional_owner_ids type_id stage_id name fields", "", "type_id stage_id"},
		{stockTable, "category_id name owner_id additional_owner_ids contact_id fields", "category_id", "category_id"},
	} {
		names := func(with func(f connectors.WritableField) bool) string {
			var names []string
			for _, f := range test.table.Writable() {
				if with(f) {
					names = append(names, f.Name)
				}
			}
			return strings.Join(names, " ")
		}
		require.Equal(t, test.fields, names(func(f connectors.WritableField) bool { return f.OnCreate && f.OnUpdate }))
		require.Equal(t, test.required, names(func(f connectors.WritableField) bool { return f.Required }))
		require.Equal(t, test.uncleared, names(func(f connectors.WritableField) bool { return !f.Clearable }))
	}
}

// TestMistakesOfWrites refuses what the upstream cannot take, all at once.
func TestMistakesOfWrites(t *testing.T) {
	for name, test := range map[string]struct {
		table  *transcode.Table
		op     transcode.Op
		record string
		mask   []string
		want   []string
	}{
		"fields that are not writable": {
			contactTable, transcode.OnCreate, `{"id":"5","groupId":"1","kind":"CONTACT_KIND_PERSON","activityTime":"2026-01-01T00:00:00Z"}`, nil,
			[]string{"contact.id: ", "contact.group_id: ", "contact.activity_time: ", "contact.kind: "},
		},
		"obligatory fields":       {activityTable, transcode.OnCreate, `{"contactId":""}`, nil, []string{"contact.contact_id: is obligatory", "contact.type_id: is obligatory"}},
		"an unknown origin":       {activityTable, transcode.OnUpdate, `{"origin":"phone"}`, nil, []string{`contact.origin: "phone" is none of the upstream's words: use one of online_consult, none`}},
		"a status without a word": {activityTable, transcode.OnUpdate, `{"status":77}`, nil, []string{"contact.status: the upstream has no word for 77"}},
		"lists that cannot be cleared": {
			contactTable, transcode.OnUpdate, `{}`,
			[]string{"emails", "phones"},
			[]string{"contact.emails: cannot be cleared", "contact.phones: cannot be cleared"},
		},
		"types that cannot be cleared": {dealTable, transcode.OnUpdate, `{}`, []string{"type_id", "stage_id"}, []string{"contact.type_id: cannot be cleared", "contact.stage_id: cannot be cleared"}},
		"an e-mail without an address": {
			contactTable, transcode.OnUpdate, `{"emails":[{"comment":"x"},{"address":""}]}`, nil,
			[]string{"contact.emails[0].address: is obligatory", "contact.emails[1].address: is obligatory"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := test.table.Write(record(t, test.table, test.record), test.mask, transcode.WriteContext{Op: test.op, Prefix: "contact"})
			var mistakes connectors.Mistakes
			require.ErrorAs(t, err, &mistakes)
			require.Len(t, mistakes, len(test.want))
			for i, m := range mistakes {
				require.Contains(t, m.Field+": "+m.Err.Error(), test.want[i])
			}
		})
	}
}
