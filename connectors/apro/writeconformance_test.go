package apro_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	"github.com/crmstream/crmstream/connectors/conformance"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// writeSamples are valid values of the fields that are written.
var writeSamples = map[string]map[string]string{
	"contacts": {
		"first_name": `"Mary"`, "last_name": `"Moore"`, "patronymic": `"Ann"`, "owner_id": `"47"`, "additional_owner_ids": `["48","49"]`, "type_id": `"2"`,
		"emails": `[{"address":"m@example.com"}]`, "phones": `[{"number":"+441234","comment":"home"}]`, "comment": `"c"`,
		"fields": `{"25":{"integer":"34"},"26":{"files":{"files":[{"name":"a.jpg"}]}}}`,
	},
	"activities": {
		"type_id": `"2"`, "contact_id": `"10607"`, "owner_id": `"47"`, "additional_owner_ids": `["48"]`, "name": `"Request"`, "comment": `"c"`,
		"origin": `"online_form"`, "status": `"ACTIVITY_STATUS_PROCESSED"`, "fields": `{"25":{"option":{"text":"Red"}}}`,
	},
	"deals": {
		"contact_id": `"10607"`, "owner_id": `"47"`, "additional_owner_ids": `["48"]`, "type_id": `"8"`, "stage_id": `"12"`, "name": `"Flat A"`,
		"fields": `{"25":{"date":"2026-01-31"}}`,
	},
	"stockItems": {
		"category_id": `"14"`, "name": `"Flat A"`, "owner_id": `"7"`, "additional_owner_ids": `["48"]`, "contact_id": `"10607"`,
		"fields": `{"487":{"point":{"latitude":51.5,"longitude":-0.12}},"472":{"files":{"files":[{"name":"a.jpg"}]}}}`,
	},
	"invoices": {
		"create_date": `"2026-01-31"`, "lines": `[{"name":"Flat A","quantity":"1","price":"500.00"}]`, "deal_id": `"7"`, "stock_group_id": `"199"`,
		"contact_company_id": `"84"`, "contact_id": `"10607"`, "own_company_id": `"2"`, "vat": `true`, "direction": `"INVOICE_DIRECTION_OUT"`, "external_id": `"A-1"`,
	},
	"importedCalls": {
		"id": `"0123456789abcdef0123456789abcdef"`, "from_phone": `"+441234"`, "to_phone": `"+445678"`, "trunk_id": `"4"`, "caller_id": `"101"`,
		"start_time": `"2026-01-31T08:30:00Z"`, "direction": `"CALL_DIRECTION_IN"`, "recording_url": `"https://pbx.example/1.mp3"`, "duration_seconds": `64`,
		"answered": `true`, "status_id": `"2"`,
	},
}

// executed returns an answer to a write of rows that was executed.
func executed(w connectors.Write, rows int) string {
	list := func(row string) string {
		return success("[" + strings.TrimSuffix(strings.Repeat(row+",", rows), ",") + "]")
	}
	switch {
	case w.Resource == "importedCalls":
		return `{"result":true,"callId":"ewegm0nrsy4nzbz4t48e7lp403dngr8v"}`
	case w.Resource == "invoices" && w.Act != connectors.Create:
		return success(`{"stat":1,"status_pay":"full"}`)
	case w.Resource == "invoices":
		return list(`{"id":113,"stat":1}`)
	case w.Act == connectors.Create:
		return list("19321")
	default:
		return success("true")
	}
}

// partlyRefused returns an answer to three rows of which the second was refused.
func partlyRefused(w connectors.Write) string {
	switch {
	case w.Resource != "invoices" || w.Act == connectors.Pay:
		return ""
	case w.Act == connectors.Update:
		return success(`[{"stat":1},{"stat":0,"error":{"key":77,"mes":"Out of order"}},{"stat":1}]`)
	default:
		return success(`[{"id":113,"stat":1},{"stat":0,"error":[{"key":1,"mes":"Contact not specified"}]},{"id":"114","stat":"1"}]`)
	}
}

// refusals are the answers that say that nothing was written.
var refusals = map[string]conformance.Refusal{
	"access":        {Status: http.StatusOK, Body: fail("ACCESS_DENY"), Kind: connectors.KindForbidden},
	"access, 403":   {Status: http.StatusForbidden, Body: fail("ACCESS_DENY"), Kind: connectors.KindForbidden},
	"limit":         {Status: http.StatusOK, Body: fail("LIMIT_EXCEEDED"), Kind: connectors.KindRateLimited},
	"no method":     {Status: http.StatusNotImplemented, Body: fail("BAD_REQUEST"), Kind: connectors.KindUnsupported},
	"wrong":         {Status: http.StatusOK, Body: fail("BAD_PARAMS"), Kind: connectors.KindRefused},
	"more text":     {Status: http.StatusOK, Body: fail("Error: bad_params (name)"), Kind: connectors.KindRefused},
	"overload":      {Status: http.StatusOK, Body: fail("SERVER_IS_OVERLOADED"), Kind: connectors.KindUnavailable},
	"overload, 503": {Status: http.StatusServiceUnavailable, Body: fail("SERVER_IS_OVERLOADED"), Kind: connectors.KindUnavailable},
}

// fail returns an answer that refuses a request.
func fail(message string) string { return `{"status":"fail","message":"` + message + `"}` }

// success returns an answer with data.
func success(data string) string { return `{"status":"success","data":` + data + `}` }

func TestWriteConformance(t *testing.T) {
	runChannels(t)
	for name, edit := range map[string]func(*apro.Settings){
		"default": func(*apro.Settings) {},
		"english": func(s *apro.Settings) { s.Dialect = "english" },
		"intrum": func(s *apro.Settings) {
			s.Dialect, s.EmptyLists, s.UploadSales, s.ResendCategory = "intrum", "text", true, false
			s.CallTimestamp = "text"
			s.Markers = apro.Markers{Contacts: "1246", Activities: "1247", Deals: "1248", StockItems: "1249"}
		},
	} {
		conformance.RunWrites(t, conformance.Writes{
			Name: name,
			Open: func(t *testing.T, transport http.RoundTripper) connectors.Client {
				client := newClient(t, transport, edit)
				var some []connectors.Write
				for _, w := range client.Writes() {
					if writeSamples[w.Resource] != nil {
						some = append(some, w)
					}
				}
				return only{client, some}
			},
			Samples: writeSamples,
			Before: map[string]string{
				"contacts": `{"id":"10607"}`, "activities": `{"id":"10607"}`, "deals": `{"id":"10607"}`,
				"stockItems": `{"id":"10607","categoryId":"13","fields":{"472":{"files":{"files":[{"name":"b.jpg"}]}}}}`,
				"invoices":   `{"id":"10607","paidAmount":"0.00"}`,
			},
			Apart:         map[string][]string{"update invoices": {"stock_group_id", "create_date", "external_id"}},
			Payments:      map[string]string{"invoices": `{"id":"10607","amount":"12.50","expected":{"paidAmount":"0.00"}}`},
			Executed:      executed,
			PartlyRefused: partlyRefused,
			Refusals:      refusals,
			Secrets:       []string{sandbox.Defaults().APIKey},
		})
	}
}
