package records_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/records"
)

func contact(t *testing.T, text string) *crmstreamv1.Contact {
	t.Helper()
	var c crmstreamv1.Contact
	require.NoError(t, protojson.Unmarshal([]byte(text), &c), text)
	return &c
}

func TestSetNamesFieldsAndKeys(t *testing.T) {
	c := contact(t, `{"lastName": "", "phones": [{"number": "1"}], "ownerId": "7", "fields": {"100": {"text": "a"}, "25": {}, "a.b": {"flag": false}}}`)
	require.Equal(t, []string{"last_name", "owner_id", "phones", "fields.25", "fields.100", "fields.a.b"}, records.Set(c.ProtoReflect()))
	require.Empty(t, records.Set((&crmstreamv1.Contact{}).ProtoReflect()))
}

func TestMask(t *testing.T) {
	descriptor := (&crmstreamv1.Contact{}).ProtoReflect().Descriptor()
	paths, err := records.Mask(descriptor, []string{"lastName", "fields.a.b", "last_name", "emails"})
	require.NoError(t, err)
	require.Equal(t, []string{"last_name", "fields.a.b", "emails"}, paths)
	for path, text := range map[string]string{
		"*": "name the fields", "fields": "name the keys", "fields.": "name the keys", "lastNam": "did you mean", "emails.address": "written whole", "": "no such field",
	} {
		_, err := records.Mask(descriptor, []string{path})
		require.ErrorContains(t, err, text, path)
	}
}

func TestDifferences(t *testing.T) {
	for name, test := range map[string]struct {
		sent, found string
		differ      []string
	}{
		"texts":            {`{"lastName": "Moore", "comment": " a b "}`, `{"lastName": "Moor", "comment": "a b"}`, []string{"last_name"}},
		"cleared":          {`{"lastName": ""}`, `{}`, nil},
		"cleared in vain":  {`{"lastName": ""}`, `{"lastName": "x"}`, []string{"last_name"}},
		"ids as a set":     {`{"additionalOwnerIds": ["1", "2"]}`, `{"additionalOwnerIds": ["2", "1"]}`, nil},
		"ids, one lacks":   {`{"additionalOwnerIds": ["1", "2"]}`, `{"additionalOwnerIds": ["2"]}`, []string{"additional_owner_ids"}},
		"phones":           {`{"phones": [{"number": "+1"}]}`, `{"phones": [{"number": "+1", "comment": ""}]}`, nil},
		"phones formatted": {`{"phones": [{"number": "+1"}]}`, `{"phones": [{"number": "1"}]}`, []string{"phones"}},
		"decimals":         {`{"fields": {"1": {"decimal": "7.50"}, "2": {"integer": "7"}}}`, `{"fields": {"1": {"decimal": "7.5"}, "2": {"decimal": "7.0"}}}`, nil},
		"other decimals":   {`{"fields": {"1": {"decimal": "7.50"}}}`, `{"fields": {"1": {"decimal": "7.51"}}}`, []string{"fields.1"}},
		"no exponents":     {`{"fields": {"1": {"decimal": "1e999999999"}}}`, `{"fields": {"1": {"decimal": "1e999999998"}}}`, []string{"fields.1"}},
		"option by text":   {`{"fields": {"1": {"option": {"text": "Gibson"}}}}`, `{"fields": {"1": {"option": {"id": "5", "text": " Gibson "}}}}`, nil},
		"option by id":     {`{"fields": {"1": {"option": {"id": "5"}}}}`, `{"fields": {"1": {"option": {"id": "6", "text": "5"}}}}`, []string{"fields.1"}},
		"options":          {`{"fields": {"1": {"options": {"options": [{"text": "a"}, {"text": "b"}]}}}}`, `{"fields": {"1": {"options": {"options": [{"text": "b"}, {"text": "a"}]}}}}`, nil},
		"options, doubled": {`{"fields": {"1": {"options": {"options": [{"text": "a"}, {"text": "b"}]}}}}`, `{"fields": {"1": {"options": {"options": [{"text": "a"}, {"text": "a"}]}}}}`, []string{"fields.1"}},
		"range":            {`{"fields": {"1": {"range": {"lower": "1.0"}}}}`, `{"fields": {"1": {"range": {"lower": "1"}}}}`, nil},
		"range of times":   {`{"fields": {"1": {"range": {"lower": "2026-01-31T10:30:00+02:00", "upper": "2026-02-01T00:00:00Z"}}}}`, `{"fields": {"1": {"range": {"lower": "2026-01-31T08:30:00Z", "upper": "2026-02-01T00:00:00Z"}}}}`, nil},
		"another instant":  {`{"fields": {"1": {"range": {"lower": "2026-01-31T10:30:00+02:00"}}}}`, `{"fields": {"1": {"range": {"lower": "2026-01-31T10:30:00Z"}}}}`, []string{"fields.1"}},
		"cleared by form": {
			`{"fields": {"1": {"decimal": ""}, "2": {"date": ""}, "3": {"time": ""}, "4": {"point": {}}, "5": {"range": {"lower": ""}}}}`, `{}`, nil,
		},
		"not cleared": {
			`{"fields": {"1": {"decimal": "0"}, "4": {"point": {"latitude": 0}}, "5": {"range": {"upper": "0"}}}}`, `{}`, []string{"fields.1", "fields.4", "fields.5"},
		},
		"unreadable":  {`{"fields": {"1": {"text": "x"}}}`, `{"fields": {"1": {"parseError": "not a text", "rawText": "x"}}}`, []string{"fields.1"}},
		"custom gone": {`{"fields": {"1": {"flag": false}}}`, `{}`, []string{"fields.1"}},
	} {
		t.Run(name, func(t *testing.T) {
			sent, found := contact(t, test.sent), contact(t, test.found)
			mask := records.Set(sent.ProtoReflect())
			differences, equal := records.Differences(sent.ProtoReflect(), found.ProtoReflect(), mask)
			var paths []string
			for _, d := range differences {
				paths = append(paths, d.GetField())
			}
			require.Equal(t, test.differ, paths)
			require.Equal(t, len(mask)-len(paths), equal)
		})
	}
	differences, _ := records.Differences(contact(t, `{"emails": [{"address": "a@b"}]}`).ProtoReflect(), contact(t, `{}`).ProtoReflect(), []string{"emails"})
	require.Equal(t, `[{"address":"a@b"}]`, differences[0].GetSent())
}

// TestDigestsAreOfContents changes each part of a request.
func TestDigestsAreOfContents(t *testing.T) {
	make := func(change func(*crmstreamv1.CreateContactRequest)) [32]byte {
		req := &crmstreamv1.CreateContactRequest{
			Source: "apro", RequestId: "1", Contact: contact(t, `{"lastName": "Moore", "emails": [{"address": "a"}, {"address": "b"}], "fields": {"1": {"text": "x"}, "2": {"flag": true}}}`),
		}
		change(req)
		return records.Digest(req, "request_id", "proof", "priority")
	}
	same := make(func(*crmstreamv1.CreateContactRequest) {})
	require.Equal(t, same, make(func(r *crmstreamv1.CreateContactRequest) { r.RequestId = "2"; r.Priority = 1; r.Proof = 1 }))
	wire, err := proto.Marshal(&crmstreamv1.CreateContactRequest{Source: "apro", Contact: contact(t, `{"fields": {"2": {"flag": true}, "1": {"text": "x"}}, "emails": [{"address": "a"}, {"address": "b"}], "lastName": "Moore"}`)})
	require.NoError(t, err)
	var again crmstreamv1.CreateContactRequest
	require.NoError(t, proto.Unmarshal(wire, &again))
	require.Equal(t, same, records.Digest(&again))
	seen := map[[32]byte]bool{same: true}
	for _, change := range []func(*crmstreamv1.CreateContactRequest){
		func(r *crmstreamv1.CreateContactRequest) { r.Source = "apr" },
		func(r *crmstreamv1.CreateContactRequest) { r.Contact.LastName = proto.String("Moor") },
		func(r *crmstreamv1.CreateContactRequest) { r.Contact.LastName = nil },
		func(r *crmstreamv1.CreateContactRequest) { r.Contact.LastName = proto.String("") },
		func(r *crmstreamv1.CreateContactRequest) { r.Contact.Emails = r.Contact.Emails[:1] },
		func(r *crmstreamv1.CreateContactRequest) {
			r.Contact.Emails[0], r.Contact.Emails[1] = r.Contact.Emails[1], r.Contact.Emails[0]
		},
		func(r *crmstreamv1.CreateContactRequest) { delete(r.Contact.Fields, "1") },
		func(r *crmstreamv1.CreateContactRequest) {
			r.Contact.Fields["3"] = r.Contact.Fields["1"]
			delete(r.Contact.Fields, "1")
		},
		func(r *crmstreamv1.CreateContactRequest) { r.Contact.Fields["2"] = &crmstreamv1.FieldValue{} },
		func(r *crmstreamv1.CreateContactRequest) { r.ValidateOnly = true },
		func(r *crmstreamv1.CreateContactRequest) { r.Origin = "mobile" },
	} {
		digest := make(change)
		require.False(t, seen[digest])
		seen[digest] = true
	}
}

// TestInvoiceLines checks that lines are compared by what can be written, in any order, and their numbers as numbers.
func TestInvoiceLines(t *testing.T) {
	line := func(id, name, quantity, price string) *crmstreamv1.InvoiceLine {
		return &crmstreamv1.InvoiceLine{Id: id, Name: proto.String(name), Quantity: proto.String(quantity), Price: proto.String(price), Amount: proto.String(id + "1")}
	}
	sent := &crmstreamv1.Invoice{Lines: []*crmstreamv1.InvoiceLine{line("1", "Chair", "2", "10"), line("", "Table", "1", "0.50")}}
	for name, c := range map[string]struct {
		found []*crmstreamv1.InvoiceLine
		same  bool
	}{
		"other ids":      {[]*crmstreamv1.InvoiceLine{line("7", "Chair", "2.0", "10.00"), line("8", "Table", "1", "0.5")}, true},
		"another order":  {[]*crmstreamv1.InvoiceLine{line("7", "Table", "1", "0.5"), line("8", "Chair", "2.0", "10.00")}, true},
		"another price":  {[]*crmstreamv1.InvoiceLine{line("7", "Chair", "2", "10.01"), line("8", "Table", "1", "0.5")}, false},
		"one twice":      {[]*crmstreamv1.InvoiceLine{line("7", "Chair", "2", "10"), line("8", "Chair", "2", "10")}, false},
		"one is missing": {[]*crmstreamv1.InvoiceLine{line("7", "Chair", "2", "10")}, false},
	} {
		found := &crmstreamv1.Invoice{Lines: c.found}
		require.Equal(t, c.same, records.Same(sent.ProtoReflect(), found.ProtoReflect(), "lines"), name)
	}
	require.False(t, records.Same((&crmstreamv1.Invoice{ExternalId: proto.String("10")}).ProtoReflect(), (&crmstreamv1.Invoice{ExternalId: proto.String("10.0")}).ProtoReflect(), "external_id"))
	require.True(t, records.Same((&crmstreamv1.Invoice{PaidAmount: proto.String("10")}).ProtoReflect(), (&crmstreamv1.Invoice{PaidAmount: proto.String("10.00")}).ProtoReflect(), "paid_amount"))
}
