package main

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/api"
)

// TestRecordsWithIDsOfTheirOwn checks that the ids of records which come with ids are sent, and the maps of forms, which have texts.
func TestRecordsWithIDsOfTheirOwn(t *testing.T) {
	methods, err := api.Methods()
	require.NoError(t, err)
	for name, test := range map[string]struct {
		method, data, want, mistake string
	}{
		"a text message":    {"/crmstream.v1.SmsService/ReportIncomingSms", `{"id":"7","message":"Hi"}`, `{"sms":{"id":"7","message":"Hi"}}`, ""},
		"an imported call":  {"/crmstream.v1.CallsService/ImportCall", `{"id":"abc","answered":true}`, `{"call":{"id":"abc","answered":true}}`, ""},
		"an invoice":        {"/crmstream.v1.InvoicesService/CreateInvoice", `{"id":"7","vat":true}`, "", "leave it out"},
		"a form":            {"/crmstream.v1.FormsService/SubmitForm", `{"contactFields":{"name":"Ann"}}`, `{"submission":{"contactFields":{"name":"Ann"}}}`, ""},
		"a form of objects": {"/crmstream.v1.FormsService/SubmitForm", `{"contactFields":{"name":{"text":"Ann"}}}`, "", "contactFields: must be an object of texts, by key"},
		"custom fields":     {"/crmstream.v1.ContactsService/CreateContact", `{"fields":{"25":"a"}}`, `{"contact":{"fields":{"25":{"text":"a"}}}}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			for _, m := range methods {
				if m.Name != test.method {
					continue
				}
				members := map[string]json.RawMessage{}
				require.NoError(t, json.Unmarshal([]byte(test.data), &members))
				got, err := writing{kind: api.Create, one: m, reader: recordReader{method: m}}.request(inputRow{members: members})
				if test.mistake != "" {
					require.ErrorContains(t, err, test.mistake)
					return
				}
				require.NoError(t, err)
				require.Empty(t, diff(wanted(t, m.Request.New().Interface(), test.want), got))
				return
			}
			t.Fatal("no such method")
		})
	}
}
