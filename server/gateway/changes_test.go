package gateway_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/gateway"
)

// TestChanges sends changes of a contact by PATCH and, as the member of a request, by POST. The server gets the same request.
func TestChanges(t *testing.T) {
	rec, srv := serveWrites(t, gateway.Options{})
	type fields = map[string]*crmstreamv1.FieldValue
	for name, test := range map[string]struct {
		masks []string // that the caller gives
		body  string
		want  *crmstreamv1.Contact
		mask  []string
	}{
		"a text":           {nil, `{"lastName":"Moore"}`, &crmstreamv1.Contact{LastName: proto.String("Moore")}, []string{"last_name"}},
		"proto spelling":   {nil, `{"last_name":"Moore"}`, &crmstreamv1.Contact{LastName: proto.String("Moore")}, []string{"last_name"}},
		"null":             {nil, `{"lastName":null}`, &crmstreamv1.Contact{}, []string{"last_name"}},
		"empty text":       {nil, `{"lastName":""}`, &crmstreamv1.Contact{}, []string{"last_name"}},
		"empty list":       {nil, `{"emails":[ ]}`, &crmstreamv1.Contact{}, []string{"emails"}},
		"null list":        {nil, `{"additionalOwnerIds":null}`, &crmstreamv1.Contact{}, []string{"additional_owner_ids"}},
		"null time":        {nil, `{"createTime":null}`, &crmstreamv1.Contact{}, []string{"create_time"}},
		"false is a value": {nil, `{"archived":false}`, &crmstreamv1.Contact{Archived: proto.Bool(false)}, []string{"archived"}},
		"the order stays":  {nil, `{"typeId":"2","firstName":null}`, &crmstreamv1.Contact{TypeId: proto.String("2")}, []string{"type_id", "first_name"}},
		"the id is no change": {
			nil, `{"id":"10607","firstName":"Mary"}`, &crmstreamv1.Contact{Id: "10607", FirstName: proto.String("Mary")}, []string{"first_name"},
		},
		"an id as a number": {nil, `{"typeId": 2}`, &crmstreamv1.Contact{TypeId: proto.String("2")}, []string{"type_id"}},
		"lists": {
			nil, `{"phones":[{"number":441234},{"number":"","comment":null}],"additionalOwnerIds":["1",2]}`,
			&crmstreamv1.Contact{
				Phones:             []*crmstreamv1.Phone{{Number: proto.String("441234")}, {Number: proto.String("")}},
				AdditionalOwnerIds: []string{"1", "2"},
			},
			[]string{"phones", "additional_owner_ids"},
		},
		"custom fields": {
			nil, `{"fields":{"25":34,"Brand":"Gibson","a.b":true,"7":null,"8":"","9":[],"10":{"integer":"5"}}}`,
			&crmstreamv1.Contact{Fields: fields{
				"25": decimal("34"), "Brand": text("Gibson"), "a.b": {Value: &crmstreamv1.FieldValue_Flag{Flag: true}},
				"10": {Value: &crmstreamv1.FieldValue_Integer{Integer: 5}},
			}},
			[]string{"fields.25", "fields.Brand", "fields.a.b", "fields.7", "fields.8", "fields.9", "fields.10"},
		},
		"digits stay": {
			nil, `{"fields":{"1":0.10,"2":-0,"3":12345678901234567890.123456789,"4":{"decimal":1.50},"5":{"range":{"lower":1.0}}}}`,
			&crmstreamv1.Contact{Fields: fields{
				"1": decimal("0.10"), "2": decimal("-0"), "3": decimal("12345678901234567890.123456789"), "4": decimal("1.50"),
				"5": {Value: &crmstreamv1.FieldValue_Range_{Range: &crmstreamv1.FieldValue_Range{Lower: proto.String("1.0")}}},
			}},
			[]string{"fields.1", "fields.2", "fields.3", "fields.4", "fields.5"},
		},
		"several options": {
			nil, `{"fields":{"1":["red","green, blue"]}}`,
			&crmstreamv1.Contact{Fields: fields{"1": {Value: &crmstreamv1.FieldValue_Options{
				Options: &crmstreamv1.FieldValue_OptionList{Options: []*crmstreamv1.FieldValue_Option{{Text: "red"}, {Text: "green, blue"}}},
			}}}},
			[]string{"fields.1"},
		},
		"a time of a custom field": {
			nil, `{"fields":{"1":{"dateTime":"2026-01-02T03:04:05Z"}}}`,
			&crmstreamv1.Contact{Fields: fields{"1": {Value: &crmstreamv1.FieldValue_DateTime{DateTime: &timestamppb.Timestamp{Seconds: 1767323045}}}}},
			[]string{"fields.1"},
		},
		"keys that JSON escapes": {
			nil, `{"fields":{"\u0416\"<":"\ud83d\ude00"}}`, &crmstreamv1.Contact{Fields: fields{`Ж"<`: text("😀")}}, []string{`fields.Ж"<`},
		},

		"a mask": {[]string{"lastName"}, `{"lastName":"","firstName":"x"}`, &crmstreamv1.Contact{
			LastName: proto.String(""), FirstName: proto.String("x"),
		}, []string{"lastName"}},
		"a mask clears":      {[]string{"lastName", "emails"}, `{"lastName":null}`, &crmstreamv1.Contact{}, []string{"lastName", "emails"}},
		"a mask of nothing":  {[]string{"comment"}, `{}`, &crmstreamv1.Contact{}, []string{"comment"}},
		"a mask with commas": {[]string{"lastName,fields.25", "emails"}, `{}`, &crmstreamv1.Contact{}, []string{"lastName", "fields.25", "emails"}},
		"a mask of custom fields": {
			[]string{"fields.1", "fields.2", "fields.3"},
			`{"fields":{"1":"","2":null,"3":[]}}`,
			&crmstreamv1.Contact{Fields: fields{"1": text(""), "3": {Value: &crmstreamv1.FieldValue_Options{Options: &crmstreamv1.FieldValue_OptionList{}}}}},
			[]string{"fields.1", "fields.2", "fields.3"},
		},
		"a mask beside null": {[]string{"fields.1"}, `{"fields":null}`, &crmstreamv1.Contact{}, []string{"fields.1"}},
	} {
		t.Run(name, func(t *testing.T) {
			want := &crmstreamv1.UpdateContactRequest{Source: "apro", Id: "10607", Contact: test.want, UpdateMask: test.mask}
			query, member := "", ""
			for i, mask := range test.masks {
				query += "?&"[min(i, 1):min(i, 1)+1] + "updateMask=" + mask
			}
			if len(test.masks) > 0 {
				member = `,"updateMask":"` + strings.Join(test.masks, ",") + `"`
			}
			got := ask(t, srv, http.MethodPatch, apro+"contacts/10607"+query, test.body, jsonType)
			require.Equal(t, http.StatusOK, got.status, got.body)
			_, req := rec.take()
			requireProto(t, want, req)
			got = ask(t, srv, http.MethodPost, apro+"contacts/10607:update", `{"contact":`+test.body+member+`}`, jsonType)
			require.Equal(t, http.StatusOK, got.status, got.body)
			_, req = rec.take()
			requireProto(t, want, req)
		})
	}
}

// TestWriteRefusals sends writes that reach no server, and whose failures name the member at fault.
func TestWriteRefusals(t *testing.T) {
	rec, srv := serveWrites(t, gateway.Options{})
	const patch, update, batch = "PATCH contacts/1", "POST contacts/1:update", "POST contacts:batchUpdate"
	for name, test := range map[string]struct {
		call, body     string
		status         int
		field, message string
	}{
		"nothing to update":               {patch, `{}`, 400, "contact", "there is nothing to update"},
		"no body":                         {patch, ``, 400, "contact", "there is nothing to update"},
		"only the id":                     {patch, `{"id":"1"}`, 400, "contact", "there is nothing to update"},
		"no custom fields":                {patch, `{"fields":{}}`, 400, "contact", "there is nothing to update"},
		"no record":                       {update, `{"requestId":"r"}`, 400, "contact", "there is nothing to update"},
		"null as the record":              {update, `{"contact":null,"updateMask":null}`, 400, "contact", "there is nothing to update"},
		"an empty mask":                   {update, `{"contact":{},"updateMask":[]}`, 400, "contact", "there is nothing to update"},
		"nothing to update in a batch":    {batch, `{"requests":[{"id":"1","contact":{"comment":""}},{"id":"2"}]}`, 400, "requests[1].contact", "nothing to update"},
		"all custom fields":               {patch, `{"fields":null}`, 400, "contact.fields", "name the keys"},
		"all custom fields, as a list":    {patch, `{"fields":[]}`, 400, "contact.fields", "name the keys"},
		"all custom fields, mask":         {patch + "?updateMask=lastName,fields", `{}`, 400, "updateMask", "name the keys"},
		"all custom fields, body":         {update, `{"updateMask":["fields"]}`, 400, "updateMask", "name the keys"},
		"all custom fields, batch":        {batch, `{"requests":[{"id":"1","updateMask":"fields"}]}`, 400, "requests[0].updateMask", "name the keys"},
		"unknown member":                  {patch, `{"lastname":"x"}`, 400, "contact.lastname", "did you mean lastName?"},
		"unknown member of a request":     {update, `{"contacts":{}}`, 400, "contacts", "did you mean contact?"},
		"unknown member in a batch":       {batch, `{"requests":[{"id":"1","contact":{"emails":[{"adress":"x"}]}}]}`, 400, "requests[0].contact.emails[0].adress", "did you mean address?"},
		"unknown member of a value":       {patch, `{"fields":{"25":{"txt":"x"}}}`, 400, "contact.fields.25.txt", "did you mean text?"},
		"both spellings":                  {patch, `{"lastName":"x","last_name":"y"}`, 400, "contact.lastName", "given twice, as lastName and as last_name"},
		"a member twice":                  {patch, `{"lastName":"x","lastName":null}`, 400, "contact.lastName", "given twice"},
		"a custom field twice":            {patch, `{"fields":{"a_b":1,"a_b":2}}`, 400, "contact.fields.a_b", "given twice"},
		"twice in an option":              {patch, `{"fields":{"1":{"option":{"id":"1","id":"2"}}}}`, 400, "contact.fields.1.option.id", "given twice"},
		"a wrong text":                    {patch, `{"lastName":{"x":1}}`, 400, "contact.lastName", "takes a text"},
		"a wrong flag":                    {patch, `{"archived":"maybe"}`, 400, "contact.archived", "takes true or false"},
		"a wrong word":                    {patch, `{"kind":"PERSON"}`, 400, "contact.kind", "CONTACT_KIND_PERSON"},
		"a wrong time":                    {patch, `{"fields":{"a_b":{"dateTime":"soon"}}}`, 400, "contact.fields.a_b.dateTime", "takes a time in RFC 3339"},
		"a wrong value in a batch":        {batch, `{"requests":[{"id":"1","contact":{"emails":[{},{"address":[]}]}}]}`, 400, "requests[0].contact.emails[1].address", "takes a text"},
		"null in a list":                  {patch, `{"additionalOwnerIds":[null]}`, 400, "contact.additionalOwnerIds", "takes an array of texts"},
		"a list for a text":               {patch, `{"lastName":[]}`, 400, "contact.lastName", "takes a text"},
		"a text for a list":               {patch, `{"emails":""}`, 400, "contact.emails", `takes an array, not ""`},
		"a record that is none":           {update, `{"contact":"x"}`, 400, "contact", `takes a JSON object, not "x"`},
		"a batch that is none":            {batch, `{"requests":{"id":"1"}}`, 400, "requests", "cannot be"},
		"a request that is none":          {batch, `{"requests":["x"]}`, 400, "requests[0]", `takes a JSON object, not "x"`},
		"numbers among options":           {patch, `{"fields":{"1":["a",2]}}`, 400, "contact.fields.1[1]", "an array takes texts, not 2"},
		"an exponent":                     {patch, `{"fields":{"1":1e3}}`, 400, "contact.fields.1", "write 1e3 without an exponent"},
		"an exponent in a text":           {"POST tasks", `{"typeId":1E2}`, 400, "task.typeId", "write 1E2 without an exponent"},
		"a condition of null":             {update, `{"contact":{"comment":"x"},"expected":{"lastName":null}}`, 400, "expected.lastName", "expectedUnset"},
		"a condition of a null field":     {update, `{"contact":{"comment":"x"},"expected":{"fields":{"7":null}}}`, 400, "expected.fields.7", "expectedUnset"},
		"a condition of null fields":      {"POST contacts/1:delete", `{"expected":{"fields":null}}`, 400, "expected.fields", "expectedUnset"},
		"a condition in the query":        {patch + "?expected.lastName=x", `{"comment":"x"}`, 400, "expected", "belongs in the body: use POST /v1/sources/{source}/contacts/{id}:update"},
		"a condition in a query":          {"DELETE contacts/1?expected=x", ``, 400, "expected", "use POST /v1/sources/{source}/contacts/{id}:delete"},
		"a body of DELETE":                {"DELETE contacts/1", `{"expected":{"lastName":"x"}}`, 400, "body", "use POST /v1/sources/{source}/contacts/{id}:delete"},
		"the record in the query":         {"POST contacts?contact=x", `{}`, 400, "contact", "belongs in the body"},
		"another id":                      {update, `{"id":"2","contact":{"comment":"x"}}`, 400, "id", "differs from"},
		"the id in the query":             {patch + "?id=1", `{"comment":"x"}`, 400, "id", "is in the path already"},
		"an unknown parameter":            {patch + "?updatemask=x", `{"comment":"x"}`, 400, "updatemask", "did you mean updateMask?"},
		"a parameter beside a whole body": {update + "?requestId=r", `{"contact":{"comment":"x"}}`, 400, "requestId", "belongs in the body"},
		"no JSON":                         {patch, `{"lastName":`, 400, "body", "not a JSON object"},
		"two values":                      {patch, `{} {}`, 400, "body", "not a JSON object"},
		"the end of the record":           {patch, `{},"id":"2"`, 400, "body", "not a JSON object"},
		"an array":                        {patch, `[]`, 400, "body", "not a JSON object"},
		"bad UTF-8":                       {patch, "{\"lastName\":\"\xff\"}", 400, "body", "not valid UTF-8"},
		"a long value":                    {patch, `{"emails":"` + strings.Repeat("Ж", 1000) + `"}`, 400, "contact.emails", `takes an array, not "ЖЖ`},
		"a long wrong value":              {patch, `{"archived":"` + strings.Repeat("x", 1000) + `"}`, 400, "contact.archived", `xxx..."`},
		"a long name":                     {patch, `{"` + strings.Repeat("x", 1000) + `":1}`, 400, "contact." + strings.Repeat("x", 100) + "...", `unknown field`},
		"bad UTF-8 in a key":              {patch, "{\"fields\":{\"\xff\":1}}", 400, "body", "not valid UTF-8"},
		"a half of a character":           {patch, `{"lastName":"\ud800"}`, 400, "contact.lastName", ""},
		"a form":                          {"PATCH contacts/1 x-www-form-urlencoded", `lastName=x`, 415, "", "Content-Type must be application/json"},
	} {
		t.Run(name, func(t *testing.T) {
			parts := strings.Split(test.call, " ")
			contentType := jsonType
			if len(parts) == 3 {
				contentType = "Content-Type: application/" + parts[2]
			}
			got := ask(t, srv, parts[0], apro+parts[1], test.body, contentType)
			message, details := got.requireError(t, test.status, "INVALID_ARGUMENT")
			require.Contains(t, message, test.message)
			require.Less(t, len(message), 400)
			require.Equal(t, test.field, violation(details))
			_, req := rec.take()
			require.Nil(t, req)
		})
	}
}
