package apro

import (
	"net/http"
	"testing"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
	"github.com/stretchr/testify/require"
)

// unlike returns the members of an invoice that are not as before.
func unlike(before, after map[string]any) map[string]any {
	changed := map[string]any{}
	for key, value := range after {
		if value != before[key] {
			changed[key] = value
		}
	}
	return changed
}

// TestUpdatesOfInvoices changes drawn invoices and new ones, in one request.
func TestUpdatesOfInvoices(t *testing.T) {
	srv := newServer(t, nil)
	drawn, made := srv.IDs(ListInvoices)[4], addInvoice(t, srv)
	deal := srv.IDs(ListDeals)[3]
	before := []map[string]any{shortInvoice(t, srv, drawn), shortInvoice(t, srv, made)}
	change := []string{
		"date_create", "2019-01-01", "outer_id", "x", "sale_id", deal, "stockgroup_id", "199", "client_company_id", "85",
		"client_id", "10010", "my_company_id", "4", "nds", "0", "type", "out",
		"product[8][name]", "Ink", "product[8][count]", "2", "product[8][price]", "0.005",
	}
	params := append(inRow("0", append(change, "bill_id", drawn)...), inRow("1", append(change, "bill_id", made)...)...)
	require.Equal(t, `[{"id":`+drawn+`,"stat":1},{"id":`+made+`,"stat":1}]`, answerOf(t, srv, opInvoiceUpdate, params...))
	for i, id := range []string{drawn, made} {
		row := shortInvoice(t, srv, id)
		want := map[string]any{
			"sale_id": deal, "stockgroup_id": "199", "client_company_id": "85", "client_id": "10010", "my_company_id": "4", "nds": "0",
			"type": "out", "summ": "0.02", "recipient": "Basic payment details 4", "pay": before[i]["pay"], "outer_id": "",
			"date_create": before[i]["date_create"], "author": before[i]["author"], "hash": before[i]["hash"],
		}
		for key, value := range want {
			require.Equal(t, value, row[key], key)
		}
		lines := fullInvoice(t, srv, id)["products"].([]any)
		require.Len(t, lines, 1, "written lines replace the present ones")
		require.Equal(t, []any{"Ink", "2", "0.01", "0.02"}, []any{
			lines[0].(map[string]any)["name"], lines[0].(map[string]any)["count"], lines[0].(map[string]any)["price"], lines[0].(map[string]any)["summary"],
		})
	}
	before[0] = shortInvoice(t, srv, drawn)
	answerOf(t, srv, opInvoiceUpdate, "0[bill_id]", drawn, "0[type]", "in", "0[nds]", "1")
	require.Equal(t, map[string]any{"type": "in", "nds": "1"}, unlike(before[0], shortInvoice(t, srv, drawn)), "what is not sent stays")
	require.Equal(t, []Effect{
		{Op: opInvoiceAdd, Number: 1, ID: made},
		{Op: opInvoiceUpdate, Number: 1, ID: drawn},
		{Op: opInvoiceUpdate, Number: 1, Row: 1, ID: made},
		{Op: opInvoiceUpdate, Number: 2, ID: drawn},
	}, srv.Executed())
}

func TestInvoicesThatAreNotThere(t *testing.T) {
	srv := newServer(t, nil)
	inactive := list(t, srv, opInvoices, "active", "0", "limit", "1").List[0]["id"].(string)
	for _, id := range []string{"5", inactive} {
		missing := `{"key":7,"mes":"Invoice not found or has no associated objects"}`
		require.Equal(t, `[{"stat":0,"error":[`+missing+`]}]`, answerOf(t, srv, opInvoiceUpdate, "0[bill_id]", id, "0[client_id]", "0"))
		require.Equal(t, `{"stat":0,"error":`+missing+`}`, answerOf(t, srv, opInvoiceEdit, "bill_id", id, "outer_id", "x"))
		require.Equal(t, `{"stat":0,"status_pay":"not","error":`+missing+`}`, answerOf(t, srv, opInvoicePayment, "id", id, "pay", "5"))
	}
	// The page prints the answers of accounts/edit and accounts/set_pay to requests without an id.
	for _, id := range []string{"", "0", "abc", "-3"} {
		unsent := `{"key":1,"mes":"Obligatory parameter \"bill_id\" not submitted"}`
		require.Equal(t, `[{"stat":0,"error":[`+unsent+`]}]`, answerOf(t, srv, opInvoiceUpdate, "0[bill_id]", id))
		require.Equal(t, `{"stat":0,"error":`+unsent+`}`, answerOf(t, srv, opInvoiceEdit, "bill_id", id))
		require.Equal(t, `{"stat":0,"status_pay":"not","error":{"key":6,"mes":"Obligatory parameter \"ID\" not submitted"}}`,
			answerOf(t, srv, opInvoicePayment, "id", id, "pay", "5"))
	}
	require.Empty(t, srv.Executed())
	require.Equal(t, newServer(t, nil).tables, srv.tables)
}

func TestEditsOfInvoices(t *testing.T) {
	for _, date := range []string{"2015-10-06", "06-10-2015"} {
		srv := newServer(t, nil)
		id := srv.IDs(ListInvoices)[4]
		require.Equal(t, `{"stat":1}`, answerOf(t, srv, opInvoiceEdit, "bill_id", id, "date_create", date, "outer_id", "erp-7", "is_cash", "1",
			"sale_id", "0", "client_id", contactID, "client_company_id", "0", "my_company_id", "2", "nds", "1", "type", "in",
			"product[0][name]", "Ink", "product[0][count]", "1", "product[0][price]", "7", "product[1][name]", "no price"))
		row := shortInvoice(t, srv, id)
		for key, value := range map[string]any{
			"date_create": "2015-10-06", "outer_id": "erp-7", "sale_id": "0", "client_id": contactID, "client_company_id": "0",
			"nds": "1", "type": "in", "summ": "7.00", "payer": srv.world.surname(wholeNumber(contactID)),
		} {
			require.Equal(t, value, row[key], key)
		}
		require.Len(t, fullInvoice(t, srv, id)["products"], 1, "an object without a price is left out")
		require.Contains(t, column(list(t, srv, opInvoices, "date_start", "2015-10-06", "date_end", "2015-10-06").List, "id"), id)
		require.Equal(t, []Effect{{Op: opInvoiceEdit, Number: 1, ID: id}}, srv.Executed())
		require.NoError(t, srv.Touch(ListInvoices, id))
		require.Equal(t, "erp-7", shortInvoice(t, srv, id)["outer_id"], "what was written stays")
	}
}

func TestWrongEditsOfInvoices(t *testing.T) {
	for name, c := range map[string]struct {
		params []string
		want   string
		intrum string // the key in the Russian list
	}{
		"date":         {[]string{"date_create", "6.13.2015"}, `"mes":"Invalid date"}`, "3"},
		"deal":         {[]string{"sale_id", "7"}, `"mes":"Deal does not exist"}`, "4"},
		"contact":      {[]string{"client_id", "7"}, `"mes":"Contact does not exist"}`, "5"},
		"no contact":   {[]string{"client_id", "0"}, `"mes":"Contact does not exist"}`, "5"},
		"both":         {[]string{"client_id", "7", "sale_id", "7"}, `"mes":"Deal does not exist"}`, "4"},
		"no own":       {[]string{"my_company_id", "0"}, `"mes":"Company payment details not specified"}`, ""},
		"no objects":   {[]string{"product", ""}, `"mes":"List of objects not specified"}`, ""},
		"wrong object": {[]string{"product[0][name]", "Ink"}, `"mes":"No valid objects (please specify \"name\", \"count\", \"price\")"}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			for _, dialect := range []string{English, Intrum} {
				srv := newServer(t, func(s *Settings) { s.Dialect = dialect })
				id := srv.IDs(ListInvoices)[4]
				before := fullInvoice(t, srv, id)
				key := map[string]string{"3": "2", "4": "3", "5": "4", "": map[string]string{"no own": "2", "no objects": "4", "wrong object": "5"}[name]}[c.intrum]
				if dialect == Intrum && c.intrum != "" {
					key = c.intrum
				}
				answer := answerOf(t, srv, opInvoiceEdit, append(c.params, "bill_id", id, "outer_id", "erp-7")...)
				require.Equal(t, `{"stat":0,"error":{"key":`+key+`,`+c.want+`}`, answer)
				require.Equal(t, before, fullInvoice(t, srv, id))
				require.Empty(t, srv.Executed())
			}
		})
	}
}

func TestInvoiceLines(t *testing.T) {
	for setting, want := range map[string][]string{Replace: {"Paper", "Ink"}, Merge: {"Stationery & supplies", "Paper", "Ink"}} {
		srv := newServer(t, func(s *Settings) { s.InvoiceLines = setting })
		id := addInvoice(t, srv)
		answerOf(t, srv, opInvoiceUpdate, "0[bill_id]", id, "0[product][0][name]", "Paper", "0[product][0][count]", "1", "0[product][0][price]", "2",
			"0[product][1][name]", "Ink", "0[product][1][count]", "1", "0[product][1][price]", "3")
		var names, ids []string
		for _, line := range fullInvoice(t, srv, id)["products"].([]any) {
			names, ids = append(names, line.(map[string]any)["name"].(string)), append(ids, line.(map[string]any)["id"].(string))
		}
		require.Equal(t, want, names, setting)
		require.Equal(t, map[string]string{Replace: "5.00", Merge: "34.97"}[setting], shortInvoice(t, srv, id)["summ"])
		require.Equal(t, []string{"10000000002", "10000000003"}, ids[len(ids)-2:], "a written line has a new id")
		drawn := srv.IDs(ListInvoices)[4]
		lines := len(fullInvoice(t, srv, drawn)["products"].([]any))
		answerOf(t, srv, opInvoiceEdit, "bill_id", drawn, "product[0][name]", "Ink", "product[0][count]", "1", "product[0][price]", "3")
		require.Len(t, fullInvoice(t, srv, drawn)["products"], map[string]int{Replace: 1, Merge: lines + 1}[setting])
	}
}

func TestPayments(t *testing.T) {
	type step struct{ pay, answer, paid, left string }
	const part, full, not = `{"stat":1,"status_pay":"part"}`, `{"stat":1,"status_pay":"full"}`, `{"stat":1,"status_pay":"not"}`
	for name, c := range map[string]struct {
		setting string
		steps   []step
	}{
		"whole":         {PayAdd, []step{{"", full, "33.35", "0.00"}, {"", full, "33.35", "0.00"}}},
		"PHP's empty":   {PayReplace, []step{{"5", part, "5.00", "28.35"}, {"0", full, "33.35", "0.00"}}},
		"added":         {PayAdd, []step{{"0.1", part, "0.10", "33.25"}, {"0.2", part, "0.30", "33.05"}, {"33.05", full, "33.35", "0.00"}, {"1", full, "34.35", "0.00"}}},
		"replaced":      {PayReplace, []step{{"0.1", part, "0.10", "33.25"}, {"0.2", part, "0.20", "33.15"}, {"33.35", full, "33.35", "0.00"}, {"0.00", not, "0.00", "33.35"}}},
		"half a cent":   {PayReplace, []step{{"10.005", part, "10.01", "23.34"}, {"33.344", part, "33.34", "0.01"}}},
		"taken back":    {PayAdd, []step{{"33.35", full, "33.35", "0.00"}, {"-33.35", not, "0.00", "33.35"}}},
		"written again": {PayAdd, []step{{" 7 ", part, "7.00", "26.35"}, {"26.35", full, "33.35", "0.00"}}},
	} {
		t.Run(name, func(t *testing.T) {
			srv := newServer(t, func(s *Settings) { s.SetPay = c.setting })
			id := addInvoice(t, srv)
			for i, step := range c.steps {
				params := []string{"id", id, "pay", step.pay}
				if step.pay == "" && i == 0 {
					params = params[:2]
				}
				require.Equal(t, step.answer, answerOf(t, srv, opInvoicePayment, params...))
				row, full := shortInvoice(t, srv, id), fullInvoice(t, srv, id)
				require.Equal(t, []any{step.paid, step.left, step.paid}, []any{row["pay"], full["to_pay"], full["pay"]})
				require.Equal(t, step.answer, `{"stat":1,"status_pay":"`+row["pay_status"].(string)+`"}`)
				date := "2026-11-21"
				if step.paid == "0.00" {
					date = "0000-00-00"
				}
				require.Equal(t, date, row["payment_date"])
				require.Contains(t, column(list(t, srv, opInvoices, "pay_status", row["pay_status"].(string)).List, "id"), id)
			}
			require.Len(t, srv.Executed(), 1+len(c.steps))
			require.Equal(t, Effect{Op: opInvoicePayment, Number: 1, ID: id}, srv.Executed()[1])
			require.NoError(t, srv.Touch(ListInvoices, id))
			require.Equal(t, c.steps[len(c.steps)-1].paid, shortInvoice(t, srv, id)["pay"], "what a request paid stays")
		})
	}
}

// TestPaymentsOfDrawnInvoices pays the rest of an invoice that is paid in part, and then raises its amount.
func TestPaymentsOfDrawnInvoices(t *testing.T) {
	srv := newServer(t, nil)
	row := list(t, srv, opInvoices, "pay_status", "part", "active", "1", "limit", "1").List[0]
	id := row["id"].(string)
	rest := fullInvoice(t, srv, id)["to_pay"].(string)
	require.Equal(t, `{"stat":1,"status_pay":"full"}`, answerOf(t, srv, opInvoicePayment, "id", id, "pay", rest))
	require.Equal(t, row["summ"], shortInvoice(t, srv, id)["pay"])
	answerOf(t, srv, opInvoiceEdit, "bill_id", id, "product[0][name]", "Ink", "product[0][count]", "1", "product[0][price]", "99999999")
	after := shortInvoice(t, srv, id)
	require.Equal(t, []any{row["summ"], "part", "99999999.00"}, []any{after["pay"], after["pay_status"], after["summ"]})
	for _, pay := range []string{"soon", "1e3", "1,5", "-99999999999", "99999999999999999"} {
		require.Equal(t, "BAD_PARAMS", refused(t, post(t, srv, opInvoicePayment, "id", id, "pay", pay)), pay)
	}
	require.Equal(t, after, shortInvoice(t, srv, id))

	// A user's changes pay a new invoice step by step, like a drawn one.
	made := addInvoice(t, srv)
	for _, want := range []string{"part", "full", "not"} {
		require.NoError(t, srv.Touch(ListInvoices, made))
		require.Equal(t, want, shortInvoice(t, srv, made)["pay_status"])
	}
}

// TestInvoiceWritesLikeOthers has the checks that all writes have.
func TestInvoiceWritesLikeOthers(t *testing.T) {
	known := newServer(t, nil).IDs(ListInvoices)[4]
	for op, params := range map[string][]string{
		opInvoiceAdd: invoiceRow("0"), opInvoiceUpdate: {"0[bill_id]", known, "0[nds]", "1"},
		opInvoiceEdit: {"bill_id", known, "outer_id", "x"}, opInvoicePayment: {"id", known, "pay", "1"},
	} {
		t.Run(op, func(t *testing.T) {
			extra := "colour"
			if params[0][0] == '0' {
				extra = "0[colour]"
			}
			for name, c := range map[string]struct {
				edit   func(*Settings)
				params []string
				want   string
				writes int
			}{
				"unknown parameter": {nil, append(params, extra, "red"), "", 1},
				"strict":            {func(s *Settings) { s.UnknownParams = Refuse }, append(params, extra, "red"), "BAD_PARAMS", 0},
				"strict and known":  {func(s *Settings) { s.UnknownParams = Refuse }, params, "", 1},
				"no right":          {func(s *Settings) { s.Denied = []string{op} }, params, "ACCESS_DENY", 0},
				"missing":           {func(s *Settings) { s.Missing = []string{op} }, params, "BAD_REQUEST", 0},
				"too many elements": {func(s *Settings) { s.ElementLimit = 1 }, params, "BAD_PARAMS", 0},
				"executed":          {func(s *Settings) { s.FailCode = []FailCode{{Op: op, Code: "X", Executes: true}} }, params, "X", 1},
				"not executed":      {func(s *Settings) { s.FailCode = []FailCode{{Op: op, Code: "X"}} }, params, "X", 0},
			} {
				srv := newServer(t, c.edit)
				w := post(t, srv, op, c.params...)
				if c.want == "" {
					require.Equal(t, "success", open(t, w).Status, name)
				} else {
					require.Equal(t, c.want, refused(t, w), name)
				}
				require.Len(t, srv.Executed(), c.writes, name)
			}
			srv := newServer(t, func(s *Settings) { s.Faults = []stage.Fault{{Op: op, Kind: "status", Status: 502, Executes: true}} })
			require.Equal(t, 502, post(t, srv, op, params...).Code)
			require.Len(t, srv.Executed(), 1)
			require.True(t, writes(op))
			w := get(t, newServer(t, nil), http.MethodGet, "/sharedapi/"+op+"?apikey="+srv.settings.APIKey)
			require.Equal(t, "BAD_REQUEST", refused(t, w))
		})
	}
	srv := newServer(t, func(s *Settings) { s.IgnoredWrites = []string{"sale_id", "outer_id", "pay"} })
	id := addInvoice(t, srv, "sale_id", "400")
	answerOf(t, srv, opInvoiceEdit, "bill_id", id, "outer_id", "x")
	answerOf(t, srv, opInvoicePayment, "id", id, "pay", "5")
	row := shortInvoice(t, srv, id)
	require.Equal(t, []any{"0", "", "33.35"}, []any{row["sale_id"], row["outer_id"], row["pay"]})
	require.Equal(t, "BAD_PARAMS", refused(t, post(t, srv, opInvoiceAdd)), "no rows")
}
