package apro_test

import (
	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
)

const (
	// readInvoice is an invoice as it was read: its lines have ids, amounts and stock groups.
	readInvoice = `{"id":"112","active":true,"contactId":"10440","createDate":"2015-10-06","amount":"5000.00","contact":{"id":"10440"},
		"lines":[{"id":"254","name":"Stationery","quantity":"10","price":"500.00","amount":"5000.00","stockGroupId":"199"}]}`
	// callID is a unique id of a call.
	callID = "0123456789abcdef0123456789ABCDEF"
)

var invoiceGoldens = []goldenCase{
	{name: "every field", act: connectors.Create, rows: []givenRow{{request: `{"invoice":{"createDate":"2026-01-31","contactId":"10607","contactCompanyId":"84","ownCompanyId":"2",
		"vat":true,"dealId":"7","stockGroupId":"199","direction":"INVOICE_DIRECTION_OUT","lines":[{"name":"Flat A & garage","quantity":"1","price":"2850000.00"},
		{"name":"Survey","quantity":"0.5","price":"0"}]}}`}}},
	{name: "two invoices", act: connectors.Create, rows: []givenRow{
		{request: `{"invoice":{"createDate":"2026-01-31","contactId":"10607","ownCompanyId":"2","lines":[{"name":"x","quantity":"1","price":"5"}]}}`, batch: true},
		{request: `{"invoice":{"createDate":"2026-02-01","contactId":"10608","ownCompanyId":"3","vat":false,"direction":"INVOICE_DIRECTION_IN","lines":[{"name":"y","quantity":"2.5","price":"5.5"}]}}`, batch: true},
	}},
	{name: "a mask", act: connectors.Update, rows: []givenRow{{
		request: `{"id":"112","invoice":{"dealId":"8","vat":false,"contactId":"7"}}`, mask: []string{"deal_id", "vat"},
	}}},
	{name: "all that one request takes", act: connectors.Update, rows: []givenRow{{request: `{"id":"112","cash":true,"invoice":{"createDate":"2026-01-31","externalId":"A-1","contactId":"10607",
		"contactCompanyId":"84","ownCompanyId":"2","vat":true,"dealId":"7","direction":"INVOICE_DIRECTION_IN","lines":[{"name":"x","quantity":"1","price":"5.00"}]}}`}}},
	{name: "lines as they were read", act: connectors.Update, rows: []givenRow{{request: `{"id":"112","updateMask":["lines"],"invoice":` + readInvoice + `}`, mask: []string{"lines"}}}},
	{name: "cash alone", act: connectors.Update, rows: []givenRow{{request: `{"id":"112","cash":false,"invoice":{}}`, mask: []string{}}}},
	{name: "the stock group alone", act: connectors.Update, rows: []givenRow{{request: `{"id":"112","invoice":{"stockGroupId":"199"}}`}}},
	{name: "the stock group and others", act: connectors.Update, rows: []givenRow{{request: `{"id":"112","invoice":{"stockGroupId":"199","vat":true,"lines":[{"name":"x","quantity":"1","price":"5"}]}}`}}},
	{name: "cleared fields", act: connectors.Update, rows: []givenRow{{request: `{"id":"112","invoice":{}}`, mask: []string{"contact_company_id", "deal_id", "external_id"}}}},
	{name: "a cleared stock group", act: connectors.Update, rows: []givenRow{{request: `{"id":"112","invoice":{}}`, mask: []string{"stock_group_id"}}}},
	{name: "a batch of one", act: connectors.Update, rows: []givenRow{{request: `{"id":"112","invoice":{"vat":true}}`, batch: true}}},
	{name: "a batch", act: connectors.Update, rows: []givenRow{
		{request: `{"id":"112","invoice":{"stockGroupId":"199"}}`, batch: true}, {request: `{"id":"113","invoice":{"dealId":"8"}}`, batch: true},
	}},
	{name: "of an amount", act: connectors.Pay, rows: []givenRow{{request: `{"id":"112","amount":"100.5","expected":{"paidAmount":"0.00"}}`, before: readInvoice}}},
	{name: "of all that is due", act: connectors.Pay, rows: []givenRow{{request: `{"id":"112"}`, before: readInvoice}}},
}

var callGoldens = []goldenCase{
	{name: "every field", act: connectors.Create, rows: []givenRow{{request: wholeCall}}},
	{name: "every field, in seconds", act: connectors.Create, rows: []givenRow{{request: wholeCall}}, edit: func(s *apro.Settings) { s.CallTimestamp = "s" }},
	{name: "every field, as text", act: connectors.Create, rows: []givenRow{{request: wholeCall}}, edit: func(s *apro.Settings) { s.CallTimestamp = "text" }},
	{name: "the least", act: connectors.Create, rows: []givenRow{{request: `{"call":{"id":"` + callID + `","startTime":"2026-01-31T08:30:00Z","direction":"CALL_DIRECTION_OUT"}}`}}},
	{name: "a batch", act: connectors.Create, rows: []givenRow{
		{request: wholeCall, batch: true}, {request: `{"call":{"id":"00000000000000000000000000000001","startTime":"2026-01-31T08:30:00Z","direction":"CALL_DIRECTION_OUT"}}`, batch: true},
	}},
	{name: "a batch of one", act: connectors.Create, rows: []givenRow{{request: wholeCall, batch: true}}},
	{name: "every field", act: connectors.Update, rows: []givenRow{{
		request: `{"id":"` + callID + `","call":{"recordingUrl":"https://pbx.example/1.mp3?a=1&b=2","durationSeconds":0,"answered":false,"statusId":"2"}}`,
	}}},
	{name: "a mask", act: connectors.Update, rows: []givenRow{{
		request: `{"id":"` + callID + `","updateMask":["status_id"],"call":{"statusId":"3","fromPhone":"ignored"}}`, mask: []string{"status_id"},
	}}},
}

// wholeCall has every field of a call.
const wholeCall = `{"call":{"id":"` + callID + `","fromPhone":"+44 1234","toPhone":"+445678","trunkId":"4","callerId":"101","startTime":"2026-07-01T08:30:00Z",
	"direction":"CALL_DIRECTION_IN","recordingUrl":"https://pbx.example/1.mp3","durationSeconds":64,"answered":true,"statusId":"2"}}`
