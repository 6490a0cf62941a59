package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
)

// otherUpstreams are the upstreams of APRO's operations that have shapes of their own.
func otherUpstreams() []*writtenUpstream {
	with := func(source, service, one, many, field, name string, ops map[connectors.Act]string, shape writtenShape) *writtenUpstream {
		u := ofAPRO(source, "", service, one, many, field, name)
		u.ops, u.writtenShape = ops, shape
		return u
	}
	amounts := writtenShape{
		shows: "amount", names: func(k int) string { return fmt.Sprintf("%d.00", 7_000_000+k) }, make: invoiceOf,
		acts: []connectors.Act{connectors.Update, connectors.Pay}, methods: map[connectors.Act]string{connectors.Pay: "SetInvoicePayment"},
		ids: unpaid,
	}
	invoices := with("invoices", "InvoicesService", "Invoice", "Invoices", "invoice", "amount", map[connectors.Act]string{
		connectors.Create: "accounts/add", connectors.Update: "accounts/edit", connectors.Pay: "accounts/set_pay",
	}, amounts)
	invoices.fresh = map[string]any{"createDate": "2026-11-30", "contactId": "10607", "ownCompanyId": "1"}
	amounts.acts = []connectors.Act{connectors.Update}
	several := with("severalinvoices", "InvoicesService", "Invoice", "Invoices", "invoice", "amount", map[connectors.Act]string{
		connectors.Create: "accounts/add", connectors.Update: "accounts/update",
	}, amounts)
	several.fresh, several.batches = invoices.fresh, true

	importing := writtenShape{
		listing: "CallsService/ListCalls", shows: "fromPhone", blind: true, byHand: true,
		methods: map[connectors.Act]string{connectors.Create: "ImportCall", connectors.Update: "UpdateImportedCall"},
		acts:    []connectors.Act{connectors.Update}, ids: imported,
		make: func(name string) map[string]any { return map[string]any{"fromPhone": name} },
		alter: func(name string) map[string]any {
			return map[string]any{"recordingUrl": "https://calls.example/" + name}
		},
	}
	calls := with("calls", "CallsService", "Call", "Calls", "call", "fromPhone", map[connectors.Act]string{
		connectors.Create: "calls/import", connectors.Update: "calls/update",
	}, importing)
	calls.fresh = map[string]any{"startTime": "2026-11-30T09:00:00Z", "direction": "CALL_DIRECTION_IN"}
	importing.creates, importing.acts, importing.methods = true, nil, map[connectors.Act]string{connectors.Create: "BatchImportCalls"}
	severalCalls := with("severalcalls", "CallsService", "Call", "Calls", "call", "fromPhone", map[connectors.Act]string{connectors.Create: "calls/importall"}, importing)
	severalCalls.fresh, severalCalls.batches = calls.fresh, true

	dialogs := with("dialogs", "DialogsService", "Dialog", "Dialogs", "dialog", "typeName", map[connectors.Act]string{connectors.Create: "externaldialogs/insert"},
		writtenShape{listing: "DialogsService/ListDialogTypes", shows: "name", filter: map[string]any{"maxStaleness": "0s"}, creates: true})
	types := with("types", "DialogsService", "DialogType", "DialogTypes", "dialogType", "name", map[connectors.Act]string{connectors.Update: "externaldialogs/update"},
		writtenShape{blind: true, acts: []connectors.Act{connectors.Update}})
	events := with("events", "CalendarService", "CalendarEvent", "CalendarEvents", "calendarEvent", "title", map[connectors.Act]string{
		connectors.Create: "org_events/insert", connectors.Update: "org_events/update", connectors.Delete: "org_events/delete", connectors.Undelete: "org_events/update",
	}, writtenShape{acts: []connectors.Act{connectors.Update, connectors.Delete, connectors.Undelete}, ids: someEvents})
	events.fresh = map[string]any{"startTime": "2026-11-30T09:00:00Z"}
	forms := with("forms", "FormsService", "Form", "Forms", "submission", "surname", map[connectors.Act]string{connectors.Create: "onlineforms/fillform"}, writtenShape{
		listing: "ContactsService/ListContacts", shows: "lastName", creates: true, methods: map[connectors.Act]string{connectors.Create: "SubmitForm"},
		make: func(name string) map[string]any {
			return map[string]any{"formType": "3", "host": "shop.example", "contactFields": map[string]any{"surname": name, "name": "Ann", "phone": "+441234"}}
		},
	})
	sms := with("sms", "SmsService", "Sms", "Sms", "sms", "message", map[connectors.Act]string{connectors.Create: "smsapi/smsReceived"}, writtenShape{
		listing: "ContactsService/ListContacts", shows: "lastName", creates: true, numbered: true, methods: map[connectors.Act]string{connectors.Create: "ReportIncomingSms"},
		make: func(name string) map[string]any {
			return map[string]any{"message": name, "sender": "+441234", "destination": "+445678"}
		},
	})
	sms.settings = `{base_urls: ["%[1]s"], api_key: "${APRO}", sms_url: "%[1]s/smsapi", sms_key: "${SMS}"}`
	sms.sandboxSettings = map[string]any{"sms_key": smsKey}
	return []*writtenUpstream{invoices, several, calls, severalCalls, dialogs, types, events, forms, sms}
}

// invoiceOf returns an invoice with an amount.
func invoiceOf(amount string) map[string]any {
	return map[string]any{"lines": []any{map[string]any{"name": "Chair", "quantity": "1", "price": amount}}}
}

// unpaid returns invoices of which nothing was paid, those with odd ids for payments and the others for changes.
func unpaid(t *testing.T, u *writtenUpstream, conn *grpc.ClientConn, act connectors.Act) []string {
	t.Helper()
	return u.idsWhere(t, conn, nil, func(r protoreflect.Message) bool {
		paid := text(r, "paid_amount")
		odd := strings.Contains("13579", text(r, "id")[len(text(r, "id"))-1:])
		return (paid == "" || strings.Trim(paid, "0.") == "") && text(r, "amount") != "" && odd == (act == connectors.Pay)
	})
}

// imported imports calls, and returns their ids.
func imported(t *testing.T, u *writtenUpstream, conn *grpc.ClientConn, _ connectors.Act) []string {
	t.Helper()
	var requests []any
	var ids []string
	for k := range 100 {
		ids = append(ids, fmt.Sprintf("%032d", k))
		call := u.newRecord("imported before")
		call["id"] = ids[k]
		requests = append(requests, map[string]any{"call": call})
	}
	_, err := invoke(t.Context(), conn, "CallsService", "BatchImportCalls", map[string]any{"source": u.source, "requestId": "before", "requests": requests})
	require.NoError(t, err)
	return ids
}

// someEvents returns deleted events to be restored, and others.
func someEvents(t *testing.T, u *writtenUpstream, conn *grpc.ClientConn, act connectors.Act) []string {
	t.Helper()
	more := map[string]any{}
	if act == connectors.Undelete {
		more["onlyDeleted"] = true
	}
	ids := u.idsWhere(t, conn, more, func(r protoreflect.Message) bool { return true })
	if act == connectors.Delete {
		return ids[len(ids)/2:]
	}
	return ids[:len(ids)/2]
}
