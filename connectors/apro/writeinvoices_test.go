package apro_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// newInvoice is a request to create an invoice with lines.
func newInvoice(lines string) givenRow {
	return givenRow{request: `{"invoice":{"createDate":"2026-01-31","contactId":"10607","ownCompanyId":"2","lines":[` + lines + `]}}`}
}

var (
	refusedInvoices = map[string]refusedRow{
		"an empty invoice":          {"invoices", connectors.Create, givenRow{request: `{"invoice":{}}`}, []string{"invoice.contact_id", "invoice.own_company_id", "invoice.create_date", "invoice.lines"}, nil},
		"a negative price":          {"invoices", connectors.Create, newInvoice(`{"name":"x","quantity":"1","price":"-5"}`), []string{"invoice.lines[0].price"}, nil},
		"three decimals":            {"invoices", connectors.Create, newInvoice(`{"name":"x","quantity":"1.125","price":"5.001"}`), []string{"invoice.lines[0].price"}, nil},
		"an exponent":               {"invoices", connectors.Create, newInvoice(`{"name":"x","quantity":"1e3","price":"NaN"}`), []string{"invoice.lines[0].quantity", "invoice.lines[0].price"}, nil},
		"no quantity":               {"invoices", connectors.Create, newInvoice(`{"name":"x","quantity":"0.00","price":"0"}`), []string{"invoice.lines[0].quantity"}, nil},
		"a line without its fields": {"invoices", connectors.Create, newInvoice(`{"name":"x","quantity":"1","price":"1"},{"name":""}`), []string{"invoice.lines[1].name", "invoice.lines[1].quantity", "invoice.lines[1].price"}, nil},
		"a line's amount":           {"invoices", connectors.Create, newInvoice(`{"id":"7","name":"x","quantity":"1","price":"1","amount":"1","stockGroupId":"9"}`), []string{"invoice.lines[0].id", "invoice.lines[0].amount", "invoice.lines[0].stock_group_id"}, nil},
		"a line as it was read":     {"invoices", connectors.Update, givenRow{request: `{"id":"112","invoice":{"lines":[{"id":"7","name":"x","quantity":"1","price":"1"}]}}`}, []string{"invoice.lines[0].id"}, nil},
		"another form of a day":     {"invoices", connectors.Update, givenRow{request: `{"id":"112","invoice":{"createDate":"31.01.2026"}}`}, []string{"invoice.create_date"}, nil},
		"an external id":            {"invoices", connectors.Create, givenRow{request: `{"invoice":{"createDate":"2026-01-31","contactId":"1","ownCompanyId":"2","externalId":"A","lines":[{"name":"x","quantity":"1","price":"1"}]}}`}, []string{"invoice.external_id"}, nil},
		"what was paid":             {"invoices", connectors.Update, givenRow{request: `{"id":"112","invoice":{"paidAmount":"5","active":false}}`}, []string{"invoice.active", "invoice.paid_amount"}, nil},
		"what cannot be cleared":    {"invoices", connectors.Update, givenRow{request: `{"id":"112","invoice":{}}`, mask: []string{"contact_id", "own_company_id", "create_date", "vat", "direction", "lines"}}, []string{"invoice.contact_id", "invoice.own_company_id", "invoice.create_date", "invoice.vat", "invoice.direction", "invoice.lines"}, nil},
		"an invoice without an id":  {"invoices", connectors.Update, givenRow{request: `{"invoice":{"vat":true}}`}, []string{"id"}, nil},
		"nothing to update":         {"invoices", connectors.Update, givenRow{request: `{"id":"112","invoice":{}}`}, []string{"update_mask"}, nil},
		"two requests":              {"invoices", connectors.Update, givenRow{request: `{"id":"112","cash":true,"invoice":{"stockGroupId":"1","createDate":"2026-01-31","externalId":"A"}}`}, []string{"invoice.stock_group_id"}, nil},
		"too much for a batch":      {"invoices", connectors.Update, givenRow{request: `{"id":"112","cash":false,"invoice":{"vat":true,"createDate":"2026-01-31","externalId":"A"}}`, batch: true}, []string{"invoice.create_date", "invoice.external_id", "cash"}, nil},
		"too much, and mistakes":    {"invoices", connectors.Update, givenRow{request: `{"id":"112","cash":false,"invoice":{"dealId":"me"}}`, batch: true}, []string{"cash", "invoice.deal_id"}, nil},
		"cash alone in a batch":     {"invoices", connectors.Update, givenRow{request: `{"id":"112","cash":false,"invoice":{}}`, batch: true}, []string{"cash"}, nil},

		"no amount":                 {"invoices", connectors.Pay, givenRow{request: `{"id":"112","amount":"0.00","expected":{"paidAmount":"0"}}`}, []string{"amount"}, nil},
		"a negative amount":         {"invoices", connectors.Pay, givenRow{request: `{"id":"112","amount":"-1","expected":{"paidAmount":"0"}}`}, []string{"amount"}, nil},
		"an amount in thousandths":  {"invoices", connectors.Pay, givenRow{request: `{"id":"112","amount":"1.005","expected":{"paidAmount":"0"}}`}, []string{"amount"}, nil},
		"an amount with exponent":   {"invoices", connectors.Pay, givenRow{request: `{"id":"112","amount":"1e2","expected":{"paidAmount":"0"}}`}, []string{"amount"}, nil},
		"an amount with a comma":    {"invoices", connectors.Pay, givenRow{request: `{"id":"112","amount":"1,5","expected":{"paidAmount":"0"}}`}, []string{"amount"}, nil},
		"an amount without reading": {"invoices", connectors.Pay, givenRow{request: `{"id":"112","amount":"5.00"}`}, []string{"expected.paid_amount"}, nil},
		"another expectation":       {"invoices", connectors.Pay, givenRow{request: `{"id":"112","amount":"5.00","expected":{"amount":"5.00"}}`}, []string{"expected.paid_amount"}, nil},
		"all of a payment":          {"invoices", connectors.Pay, givenRow{request: `{"id":"0","amount":"NaN"}`}, []string{"id", "amount", "expected.paid_amount"}, nil},
	}
	refusedCalls = map[string]refusedRow{
		"a short id":               {"importedCalls", connectors.Create, givenRow{request: `{"call":{"id":"7","startTime":"2026-01-31T08:30:00Z","direction":"CALL_DIRECTION_IN"}}`}, []string{"call.id"}, nil},
		"a long id":                {"importedCalls", connectors.Create, givenRow{request: strings.Replace(wholeCall, callID, callID+"0", 1)}, []string{"call.id"}, nil},
		"a blank in an id":         {"importedCalls", connectors.Create, givenRow{request: strings.Replace(wholeCall, callID, " "+callID[1:], 1)}, []string{"call.id"}, nil},
		"letters of another kind":  {"importedCalls", connectors.Create, givenRow{request: strings.Replace(wholeCall, callID, "ы"+callID[2:], 1)}, []string{"call.id"}, nil},
		"a call without its time":  {"importedCalls", connectors.Create, givenRow{request: `{"call":{"id":"` + callID + `"}}`}, []string{"call.start_time", "call.direction"}, nil},
		"the upstream's own id":    {"importedCalls", connectors.Create, givenRow{request: strings.Replace(wholeCall, `"trunkId":"4"`, `"callId":"4"`, 1)}, []string{"call.call_id"}, nil},
		"parts of a second":        {"importedCalls", connectors.Create, givenRow{request: strings.Replace(wholeCall, "08:30:00Z", "08:30:00.500Z", 1)}, []string{"call.start_time"}, nil},
		"a negative length":        {"importedCalls", connectors.Create, givenRow{request: strings.Replace(wholeCall, "64", "-64", 1)}, []string{"call.duration_seconds"}, nil},
		"a trunk's name":           {"importedCalls", connectors.Create, givenRow{request: strings.Replace(wholeCall, `"4"`, `"MANGO"`, 1)}, []string{"call.trunk_id"}, nil},
		"another id to update":     {"importedCalls", connectors.Update, givenRow{request: `{"id":"7","call":{"answered":true}}`}, []string{"id"}, nil},
		"what an update has not":   {"importedCalls", connectors.Update, givenRow{request: `{"id":"` + callID + `","call":{"fromPhone":"1","startTime":"2026-01-31T08:30:00Z","direction":1,"trunkId":"4","callerId":"5","toPhone":"6"}}`}, []string{"call.from_phone", "call.to_phone", "call.trunk_id", "call.caller_id", "call.start_time", "call.direction"}, nil},
		"no recording and status":  {"importedCalls", connectors.Update, givenRow{request: `{"id":"` + callID + `","call":{}}`, mask: []string{"recording_url", "status_id", "answered", "duration_seconds"}}, []string{"call.recording_url", "call.duration_seconds", "call.answered", "call.status_id"}, nil},
		"nothing of a call at all": {"importedCalls", connectors.Update, givenRow{request: `{"id":"` + callID + `","call":{}}`}, []string{"update_mask"}, nil},
	}
)

// TestPaymentsNeedTheInvoice refuses to send a payment of an invoice that was not read.
func TestPaymentsNeedTheInvoice(t *testing.T) {
	w := writeOf(t, newClient(t, conformance.Unused(t), nil), "invoices", connectors.Pay)
	given := givenRow{request: `{"id":"112"}`}
	require.True(t, w.NeedsBefore(given.row(t, w)))
	call := planned(t, w, given)
	require.Empty(t, call.Body)
	_, err := w.Send(t.Context(), call, unrecorded)
	require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInvalidRequest})
}

// TestBatchesOfCallsFit counts the list around the calls of a batch.
func TestBatchesOfCallsFit(t *testing.T) {
	w := writeOf(t, newClient(t, conformance.Unused(t), nil), "importedCalls", connectors.Create)
	given := givenRow{request: wholeCall, batch: true}
	encoded, err := w.Encode(given.row(t, w), nil)
	require.NoError(t, err)
	var rows []connectors.EncodedRow
	for sum := 0; sum+encoded.Elements <= w.MaxElements; sum += encoded.Elements {
		rows = append(rows, encoded)
	}
	require.Len(t, rows, 74, "of 12 elements each, and one more for their list")
	require.Less(t, strings.Count(string(w.Join(rows).Body), "="), 900)
}

// TestCallStatusesAreChecked checks the status of a call against the kept list.
func TestCallStatusesAreChecked(t *testing.T) {
	u := conformance.Upstream{Rows: 60}
	client := newClient(t, u.Carry(newServer(t, u, "", func(*sandbox.Settings) {})), nil)
	w := writeOf(t, client, "importedCalls", connectors.Update)
	page, err := conformance.Fetch(t.Context(), client, &crmstreamv1.ListCallStatusesRequest{}, connectors.PageRequest{})
	require.NoError(t, err)
	known := &connectors.Catalogue{}
	require.NoError(t, known.Add(connectors.Need{Resource: connectors.ListOfCallStatuses}, page.Records))
	for status, right := range map[string]bool{"2": true, "777": false} {
		given := givenRow{request: fmt.Sprintf(`{"id":%q,"call":{"statusId":%q}}`, callID, status)}
		_, err := w.Encode(given.row(t, w), known)
		if right {
			require.NoError(t, err)
			continue
		}
		require.ErrorContains(t, err, "call.status_id: invalid request: the upstream has no call status 777: ListCallStatuses has those it has")
		var mistakes connectors.Mistakes
		require.True(t, mistakes.Add(err) && mistakes.Unknown(), "a newer list may have it")
	}
}

// TestRefusalsHideTheKey has the upstream repeat the key in its reasons.
func TestRefusalsHideTheKey(t *testing.T) {
	const key = "0123456789abcdef+/&=%0123456789a"
	for resource, body := range map[string]string{
		"invoices":      success(`[{"stat":0,"error":[{"key":1,"mes":"apikey=` + key + ` is out"}]}]`),
		"importedCalls": `{"result":false,"error":"apikey=` + key + ` is out"}`,
	} {
		client := newClient(t, roundTrip(func(*http.Request) string { return body }), func(s *apro.Settings) { s.APIKey = connectors.NewSecret(key) })
		w := writeOf(t, client, resource, connectors.Create)
		given := map[string]givenRow{"invoices": newInvoice(`{"name":"x","quantity":"1","price":"1"}`), "importedCalls": {request: wholeCall}}[resource]
		answer, err := w.Send(t.Context(), planned(t, w, given), unrecorded)
		if err == nil {
			err = answer.Refused[0]
		}
		require.ErrorContains(t, err, "apikey=*** is out")
		require.NotContains(t, err.Error()+connectors.Detail(err), key)
	}
}
