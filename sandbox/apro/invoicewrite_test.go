package apro

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// invoiceRow returns the parameters of row key of a request for new invoices, with two lines that come to 33.35.
func invoiceRow(key string, more ...string) []string {
	params := []string{
		"date_create", "2015-10-06", "client_id", contactID, "my_company_id", "2",
		"product[0][count]", "3", "product[0][name]", "Stationery & supplies", "product[0][price]", "9.99",
		"product[x][count]", "0.25", "product[x][name]", "Paper", "product[x][price]", "13.5",
	}
	return inRow(key, append(params, more...)...)
}

// inRow puts parameters into the row key, or leaves them as they are for "".
func inRow(key string, params ...string) []string {
	all := slices.Clone(params)
	for i := 0; key != "" && i < len(all); i += 2 {
		all[i] = rowParams(English, 0, all[i], "")[0]
		all[i] = key + all[i][1:]
	}
	return all
}

// answerOf returns the data of an answer as text.
func answerOf(t *testing.T, srv *Server, op string, params ...string) string {
	t.Helper()
	e := open(t, post(t, srv, op, params...))
	require.Equal(t, "success", e.Status)
	return string(e.Data)
}

// nextInvoice returns the id of the next new invoice.
func nextInvoice(srv *Server) string { return strconv.FormatInt(srv.tables[ListInvoices].nextID, 10) }

// addInvoice adds an invoice and returns its id.
func addInvoice(t *testing.T, srv *Server, more ...string) string {
	t.Helper()
	id := nextInvoice(srv)
	require.JSONEq(t, `[{"id":`+id+`,"stat":1}]`, answerOf(t, srv, opInvoiceAdd, invoiceRow("0", more...)...))
	return id
}

func fullInvoice(t *testing.T, srv *Server, id string) map[string]any {
	t.Helper()
	return read[map[string]any](t, srv, opInvoicesFull, "ids", id)
}

func shortInvoice(t *testing.T, srv *Server, id string) map[string]any {
	t.Helper()
	rows := list(t, srv, opInvoices, "ids", id).List
	require.Len(t, rows, 1)
	return rows[0]
}

// TestAnswersOfNewInvoices has the answer that the page prints, with the next id in place of 113.
func TestAnswersOfNewInvoices(t *testing.T) {
	srv := newServer(t, nil)
	id := nextInvoice(srv)
	w := post(t, srv, opInvoiceAdd, append(invoiceRow("0"), "1[date_create]", "06.10.2015", "1[my_company_id]", "2")...)
	require.Equal(t, `{"status":"success","data":[{"id":`+id+`,"stat":1},`+
		`{"stat":0,"error":[{"key":1,"mes":"Contact not specified"},{"key":4,"mes":"List of objects not specified"}]}]}`, w.Body.String())
	require.Equal(t, []Effect{{Op: opInvoiceAdd, Number: 1, Row: 0, ID: id}}, srv.Executed())
}

func TestWrongInvoices(t *testing.T) {
	texts := map[int]string{
		1: "Contact not specified", 2: "Company payment details not specified", 3: "Date not specified",
		4: "List of objects not specified", 5: `No valid objects (please specify \"name\", \"count\", \"price\")`,
	}
	line := func(name, count, price string) []string {
		return []string{"product", "", "product[0][name]", name, "product[0][count]", count, "product[0][price]", price}
	}
	for name, c := range map[string]struct {
		more []string
		keys []int
	}{
		"nothing":             {[]string{"client_id", "0", "my_company_id", "", "date_create", "soon", "product", "x"}, []int{1, 2, 3, 4}},
		"zero date":           {[]string{"date_create", "0000-00-00"}, []int{3}},
		"a contact by name":   {[]string{"client_id", "Moore"}, []int{1}},
		"a list for a date":   {[]string{"date_create[]", "2015-10-06"}, []int{3}},
		"nameless line":       {line("", "1", "2"), []int{5}},
		"line without price":  {line("Paper", "1", ""), []int{5}},
		"line without count":  {line("Paper", "0", "2"), []int{5}},
		"negative count":      {line("Paper", "-1", "2"), []int{5}},
		"negative price":      {line("Paper", "1", "-2"), []int{5}},
		"comma in a price":    {line("Paper", "1", "2,5"), []int{5}},
		"exponent":            {line("Paper", "1", "2e3"), []int{5}},
		"too much":            {line("Paper", "9999999999", "9999999999"), []int{5}},
		"lines that are text": {[]string{"product", "", "product[0]", "Paper"}, []int{5}},
		"everything wrong":    {append(line("", "", ""), "client_id", "", "my_company_id", "0", "date_create", ""), []int{1, 2, 3, 5}},
	} {
		t.Run(name, func(t *testing.T) {
			srv := newServer(t, nil)
			id, errors := nextInvoice(srv), ""
			for _, key := range c.keys {
				errors += fmt.Sprintf(`,{"key":%d,"mes":"%s"}`, key, texts[key])
			}
			wrong := `{"stat":0,"error":[` + errors[1:] + `]}`
			params := append(invoiceRow("0", c.more...), invoiceRow("1")...)
			require.Equal(t, `[`+wrong+`,{"id":`+id+`,"stat":1}]`, answerOf(t, srv, opInvoiceAdd, params...))
			require.Equal(t, []Effect{{Op: opInvoiceAdd, Number: 1, Row: 1, ID: id}}, srv.Executed(), "the good row is stored")
			keys := slices.DeleteFunc(c.keys, func(key int) bool { return key == 3 })
			if len(keys) == 0 {
				return
			}
			answer := answerOf(t, srv, opInvoiceUpdate, inRow("0", append(c.more, "bill_id", id)...)...)
			for _, key := range keys {
				require.Contains(t, answer, fmt.Sprintf(`{"key":%d,"mes":"%s"}`, key, texts[key]), "an update refuses it too")
			}
			require.NotContains(t, answer, `"key":3`, "an update knows no date")
			require.Len(t, srv.Executed(), 1)
		})
	}
}

// TestNewInvoicesInReads reads a new invoice in each way.
func TestNewInvoicesInReads(t *testing.T) {
	for _, date := range []string{"2015-10-06", "06-10-2015", "06.10.2015"} {
		srv := newServer(t, nil)
		deal := srv.IDs(ListDeals)[3]
		contact := idTexts(insertedIDs(t, srv, opContactInsert, "0[surname]", "Strange"))[0]
		total := func(params ...string) int64 { return list(t, srv, opInvoices, params...).Total }
		before := []int64{total(), total("date_start", "2015-10-06", "date_end", "2015-10-06"), total("pay_status", "not"), total("type", "in")}
		id := addInvoice(t, srv, "date_create", date, "client_id", contact, "sale_id", deal, "stockgroup_id", "199",
			"client_company_id", "84", "my_company_id", "3", "nds", "1", "type", "in")
		after := []int64{total(), total("date_start", "2015-10-06", "date_end", "2015-10-06"), total("pay_status", "not"), total("type", "in")}
		for i := range before {
			require.Equal(t, before[i]+1, after[i], "total %d", i)
		}
		want := map[string]any{
			"act_id": "0", "author": "0", "author_name": "", "bill_active": "1", "client_company_id": "84", "client_id": contact,
			"date_create": "2015-10-06", "id": id, "my_company_id": "3", "nds": "1", "outer_id": "", "pay": "0.00",
			"pay_status": "not", "payment_date": "0000-00-00", "recipient": "Basic payment details 3", "sale_id": deal,
			"stockgroup_id": "199", "summ": "33.35", "type": "in",
		}
		row := shortInvoice(t, srv, id)
		require.Len(t, row["hash"], 32)
		require.Equal(t, srv.world.pick(84, saltSurname, srv.world.words.payers), row["payer"])
		maps.DeleteFunc(row, func(key string, _ any) bool { return key == "hash" || key == "payer" })
		require.Equal(t, want, row)
		full := fullInvoice(t, srv, id)
		for key, value := range want {
			if key != "recipient" && key != "client_id" && key != "client_company_id" && key != "my_company_id" {
				require.Equal(t, value, full[key], key)
			}
		}
		require.Equal(t, []any{"33.35", "33.35"}, []any{full["to_pay"], full["total"]})
		require.Equal(t, "Strange", full["client"].(map[string]any)["surname"])
		require.Equal(t, "84", full["client_company"].(map[string]any)["id"])
		require.Equal(t, []any{"3", "Basic payment details 3"},
			[]any{full["my_company"].(map[string]any)["id"], full["my_company"].(map[string]any)["name"]})
		require.Equal(t, []any{
			map[string]any{"id": "10000000000", "name": "Stationery & supplies", "count": "3", "price": "9.99", "summary": "29.97", "stockgroup_id": "199"},
			map[string]any{"id": "10000000001", "name": "Paper", "count": "0.25", "price": "13.50", "summary": "3.38", "stockgroup_id": "199"},
		}, full["products"])
		for name, params := range map[string][]string{
			"client": {"client_id", contact}, "search": {"search", "strange"}, "last by id": {"limit", "1"},
			"deal": {"sale_id", deal, "limit", "1"}, "company": {"company_id", "84", "limit", "1"},
			"date": {"date_start", "06.10.2015", "date_end", "2015-10-06", "limit", "1"},
		} {
			require.Equal(t, id, list(t, srv, opInvoices, params...).List[0]["id"], name)
		}
		require.Contains(t, read[map[string]map[string][]string](t, srv, opDealLinks, "ids", deal)[deal]["bills"], id)
	}
}

// TestOrderOfInvoices adds an old invoice: it has the highest id, and its place by date.
func TestOrderOfInvoices(t *testing.T) {
	srv := newServer(t, nil)
	id := addInvoice(t, srv)
	for _, direction := range []string{"asc", "desc"} {
		byID := all(t, srv, opInvoices, "order", "b.id", "orderType", direction)
		dated := all(t, srv, opInvoices, "order", "b.date_create", "orderType", direction)
		require.ElementsMatch(t, column(byID, "id"), column(dated, "id"))
		sorted := func(a, b string) bool { return direction == "asc" && a <= b || direction == "desc" && a >= b }
		dates := column(dated, "date_create")
		for i := range dates[1:] {
			require.True(t, sorted(dates[i], dates[i+1]), "%s before %s", dates[i], dates[i+1])
		}
		require.Equal(t, id, byID[map[string]int{"asc": len(byID) - 1, "desc": 0}[direction]]["id"])
	}
}

// TestBillIDsMakeNewInvoices exposes clients that call the address which the page prints for updates.
func TestBillIDsMakeNewInvoices(t *testing.T) {
	srv := newServer(t, nil)
	old := srv.IDs(ListInvoices)[2]
	before := fullInvoice(t, srv, old)
	id := addInvoice(t, srv, "bill_id", old)
	require.NotEqual(t, old, id)
	require.Equal(t, before, fullInvoice(t, srv, old))
	require.Equal(t, "33.35", shortInvoice(t, srv, id)["summ"])
}

func TestInvoiceAnswersByKey(t *testing.T) {
	for setting, want := range map[string]string{
		AnswerList: `[{"id":%s,"stat":1},{"stat":0,"error":[{"key":3,"mes":"Date not specified"}]}]`,
		AnswerKeys: `{"bill 7":{"id":%s,"stat":1},"3":{"stat":0,"error":[{"key":3,"mes":"Date not specified"}]}}`,
	} {
		srv := newServer(t, func(s *Settings) { s.InvoiceAnswers = setting })
		id := nextInvoice(srv)
		params := append(invoiceRow("bill 7"), invoiceRow("3", "date_create", "")...)
		require.Equal(t, fmt.Sprintf(want, id), answerOf(t, srv, opInvoiceAdd, params...))
		require.Equal(t, `[{"id":`+id+`,"stat":1}]`, answerOf(t, srv, opInvoiceUpdate, "0[bill_id]", id, "0[nds]", "1"),
			"PHP writes a list for keys that count from 0")
	}
}
