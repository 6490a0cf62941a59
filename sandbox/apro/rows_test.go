package apro

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestRowsAreAFunctionOfSeedAndID(t *testing.T) {
	for _, op := range []string{opStock, opContacts, opActivities, opDeals, opInvoices, opCalls} {
		first := post(t, newServer(t, nil), op, "type", "1", "limit", "50").Body.String()
		require.Equal(t, first, post(t, newServer(t, nil), op, "type", "1", "limit", "50").Body.String())
		require.NotEqual(t, first, post(t, newServer(t, func(s *Settings) { s.Seed = 2 }), op, "type", "1", "limit", "50").Body.String())
	}
}

// TestRowsStayTheSame pins rows, because tokens, goldens and counts elsewhere rely on them.
func TestRowsStayTheSame(t *testing.T) {
	srv := newServer(t, nil)
	require.Equal(t, []string{"11197", "11195", "11191"}, column(list(t, srv, opContacts, "limit", "3").List, "id"))
	call := list(t, srv, opCalls, "limit", "1", "orderType", "ASC").List[0]
	require.Equal(t, map[string]any{
		"id": "20854", "date_time": "2020-01-07 07:24:12", "user_id": "56", "is_incoming": "1", "is_answered": "1",
		"custom_status": "3", "from_phone": "+7 921 1000202", "to_phone": "1749 555 3455", "trunk_id": "5",
		"call_duration": "438", "url_record": "https://account.example/files/records/20854.mp3",
	}, call)
	deal := list(t, srv, opDeals, "byid", srv.IDs(ListDeals)[7]).List[0]
	delete(deal, "fields")
	require.Equal(t, map[string]any{
		"id": "424", "customers_id": "10415", "employee_id": "47", "additional_employee_id": []any{"48", "49"},
		"date_create": "2012-03-06 13:56:42", "sales_type_id": "1", "sales_status_id": "14", "sale_name": "Application for loan",
		"sale_activity_type": "comment", "sale_activity_date": "2022-05-01 15:29:09",
	}, deal)
}

// keys lists the documented keys of each row, in the page's order.
func TestDocumentedKeys(t *testing.T) {
	srv := newServer(t, nil)
	for op, keys := range map[string]string{
		opStock: "id parent name date_add author additional_author publish last_modify customer_relation stock_activity_type stock_activity_date fields",
		opContacts: "id group_id surname name patronymic manager_id additional_manager_id create_date marktype markname nattype " +
			"customer_activity_type customer_activity_date email phone fields",
		opActivities: "id employee_id additional_employee_id customer_id request_type_id request_type_name source date_create comment " +
			"request_name status request_activity_type request_activity_date fields",
		opDeals: "id customers_id employee_id additional_employee_id date_create sales_type_id sales_status_id sale_name " +
			"sale_activity_type sale_activity_date fields",
		opInvoices: "act_id author author_name bill_active client_company_id client_id date_create hash id my_company_id nds outer_id pay " +
			"pay_status payer payment_date recipient sale_id stockgroup_id summ type",
		opCalls: "id date_time user_id is_incoming is_answered custom_status from_phone to_phone trunk_id call_duration url_record",
	} {
		for _, r := range all(t, srv, op, "type", "1") {
			require.Len(t, r, len(strings.Fields(keys)))
			for _, key := range strings.Fields(keys) {
				require.Contains(t, r, key, op)
				switch r[key].(type) {
				case string, []any, map[string]any:
				case nil:
					require.Equal(t, "customer_relation", key)
				default:
					t.Fatalf("%s: %s is %T", op, key, r[key])
				}
			}
		}
	}
}

func TestVarietyOfData(t *testing.T) {
	srv := newServer(t, func(s *Settings) { s.Rows = 3000; s.BulkRows, s.ZeroDates = 1200, 300 })
	for _, f := range bigFilters() {
		same := map[string]int{}
		seen := map[string]int{}
		kind := ""
		if f.op == opStock {
			kind = "1"
		}
		for _, r := range all(t, srv, f.op, "type", kind) {
			same[r[f.activity].(string)]++
			switch fields := r["fields"].(type) {
			case []any:
				if len(fields) == 0 {
					seen["no fields"]++
				}
				for _, field := range fields {
					seen[field.(map[string]any)["type"].(string)]++
				}
			case map[string]any:
				empty := true
				for _, field := range fields {
					seen[field.(map[string]any)["datatype"].(string)]++
					empty = empty && field.(map[string]any)["value"] == nil
				}
				if empty && len(fields) > 0 {
					seen["no values"]++
				}
			}
		}
		for _, datatype := range datatypes() {
			require.NotZero(t, seen[datatype], "%s: %s", f.op, datatype)
		}
		whole := f.op == opActivities || f.op == opDeals // public clients read their map without looking
		require.Equal(t, whole, seen["no fields"] == 0, f.op)
		require.Equal(t, whole, seen["no values"] > 0, f.op)
		most := 0
		for date, rows := range same {
			if date == zeroTime {
				require.Equal(t, opDeals, f.op)
				require.Equal(t, 300, rows)
				continue
			}
			most = max(most, rows)
		}
		require.Equal(t, 1200, most, f.op)
	}
	var bodies strings.Builder
	for _, f := range bigFilters() {
		for page := range 10 {
			bodies.WriteString(post(t, srv, f.op, "type", "1", "limit", "50", "page", strconv.Itoa(page+1)).Body.String())
		}
	}
	text := bodies.String()
	for _, part := range []string{
		`\u0418\u0432\u0430\u043d\u043e\u0432`, `\ud83c\udfe1`, `<\/script>`, `\u2028`, `\n`, `\"`, `\\`, `Gibson "`,
		`"12,5 \u043c\u00b2"`, `"0000-00-00"`, `{"x":null,"y":null}`, `{"x":"null","y":"null"}`, `{"x":"","y":""}`,
		`"fields":[]`, `{"1":"49","2":"50"}`, `"customer_relation":null`, `"value":null`, `{"from":"`, `"datatype":"barcode"`,
	} {
		require.Contains(t, text, part)
	}
	require.NotContains(t, text, "Й")
}

func TestRepeatedFieldsOfStock(t *testing.T) {
	srv := newServer(t, nil)
	files, links := 0, 0
	for _, r := range all(t, srv, opStock, "type", "1") {
		files = max(files, len(fieldOf(r, "3031")))
		links = max(links, len(fieldOf(r, "3038")))
	}
	require.Equal(t, []int{3, 2}, []int{files, links})
}

func TestEscapesMeanTheSame(t *testing.T) {
	escaped, plain := newServer(t, nil), newServer(t, func(s *Settings) { s.Unescaped = true })
	for _, op := range []string{opStock, opContacts, opActivities, opDeals, opInvoices, opCalls} {
		a, b := post(t, escaped, op, "type", "1", "limit", "50").Body, post(t, plain, op, "type", "1", "limit", "50").Body
		require.True(t, json.Valid(a.Bytes()))
		require.JSONEq(t, a.String(), b.String())
		require.NotEqual(t, a.String(), b.String())
		require.Equal(t, -1, slices.IndexFunc(a.Bytes(), func(c byte) bool { return c >= 0x80 }))
		require.NotContains(t, b.String(), "\u2028")
	}
}

func TestEncoderEscapes(t *testing.T) {
	for text, want := range map[string]string{
		"a\"b\\c/d":          `"a\"b\\c\/d"`,
		"\b\f\n\r\t\x00\x1f": `"\b\f\n\r\t\u0000\u001f"`,
		"é€😀":                `"\u00e9\u20ac\ud83d\ude00"`,
		"\u2028\x7f":         "\"\\u2028\x7f\"",
	} {
		e := encoder{}
		e.string(text)
		require.Equal(t, want, string(e.b))
		var back string
		require.NoError(t, json.Unmarshal(e.b, &back))
		require.Equal(t, text, back)
	}
	e := encoder{plain: true}
	e.string("é/😀\u2028")
	require.Equal(t, `"é/😀\u2028"`, string(e.b))
}

func TestCatalogues(t *testing.T) {
	srv := newServer(t, func(s *Settings) { s.StockTypes = 4 })
	var types []struct {
		ID, Name string
		Groups   []string
	}
	require.NoError(t, json.Unmarshal(open(t, post(t, srv, opStockTypes)).Data, &types))
	require.Len(t, types, 4)
	require.Equal(t, "1", types[0].ID)
	require.Equal(t, []string{"149"}, types[1].Groups)
	var tree map[string][]map[string]string
	require.NoError(t, json.Unmarshal(open(t, post(t, srv, opStockCategories)).Data, &tree))
	require.Len(t, tree, 4)
	require.Equal(t, map[string]string{"id": "24", "tree_id": "524", "tree_parent": "522", "name": "Category 24"}, tree["2"][3])
}

func TestDialects(t *testing.T) {
	english := newServer(t, nil)
	intrum := newServer(t, func(s *Settings) { s.Dialect = Intrum })
	both := newServer(t, func(s *Settings) { s.Dialect = Both })
	has := func(srv *Server, op string, keys ...string) {
		t.Helper()
		r := list(t, srv, op, "type", "1").List[0]
		for i, key := range keys {
			if i%2 == 0 {
				require.Contains(t, r, key, op)
			} else if key != "" {
				require.NotContains(t, r, key, op)
			}
		}
	}
	has(english, opContacts, "patronymic", "secondname")
	has(intrum, opContacts, "secondname", "patronymic")
	has(both, opContacts, "secondname", "", "patronymic", "")
	has(english, opDeals, "sales_type_id", "sale_type_id", "sales_status_id", "sale_stage_id")
	has(intrum, opDeals, "sale_type_id", "sales_type_id", "sale_stage_id", "sales_status_id")
	has(both, opDeals, "sale_type_id", "", "sales_type_id", "", "sale_stage_id", "", "sales_status_id", "")
	has(english, opStock, "author", "stock_type")
	has(intrum, opStock, "stock_type", "")
	has(intrum, opCalls, "url_record_stereo", "")

	total := func(srv *Server, op string, params ...string) int {
		return len(all(t, srv, op, append(params, "type", "1")...))
	}
	companies := total(english, opContacts, "nattype", "legal_entity")
	require.Less(t, companies, total(english, opContacts))
	owner := ""
	for _, r := range all(t, english, opStock, "type", "1") {
		if text, ok := r["customer_relation"].(string); ok {
			owner = text
		}
	}
	for name, c := range map[string]struct {
		srv             *Server
		english, intrum bool // which spellings filter
	}{"english": {english, true, false}, "intrum": {intrum, false, true}, "both": {both, true, true}} {
		t.Run(name, func(t *testing.T) {
			filtered := func(op, key, value string) bool { return total(c.srv, op, key, value) < total(c.srv, op) }
			require.Equal(t, c.english, filtered(opContacts, "nattype", "legal_entity"))
			require.Equal(t, c.intrum, filtered(opContacts, "nattype", "jurface"))
			require.Equal(t, c.english, filtered(opStock, "associated_with_customer", owner))
			require.Equal(t, c.intrum, filtered(opStock, "related_with_customer", owner))
		})
	}
	natures := column(all(t, intrum, opContacts), "nattype")
	require.Contains(t, natures, "physface")
	require.NotContains(t, natures, "private_individual")
	require.Contains(t, column(all(t, intrum, opContacts), "customer_activity_type"), "manager")
	require.Contains(t, column(all(t, english, opContacts), "customer_activity_type"), "supervisor")
}

func TestForms(t *testing.T) {
	numbers := newServer(t, func(s *Settings) { s.DocumentedTypes, s.EmptyObjects = true, true })
	deal := list(t, numbers, opDeals).List[0]
	for _, key := range []string{"id", "customers_id", "employee_id", "sales_type_id", "sales_status_id"} {
		require.IsType(t, 0.0, deal[key], key)
	}
	require.Equal(t, 1.0, list(t, numbers, opStock, "type", "1").List[0]["publish"])
	require.Contains(t, post(t, numbers, opContacts, "limit", "50").Body.String(), `"fields":{}`)
	require.Contains(t, post(t, numbers, opContacts, "limit", "50").Body.String(), `"additional_manager_id":[48`)
	require.Equal(t, map[string]any{}, list(t, numbers, opInvoices).Filter)
}

// TestWhatPublicClientsRestOn has the forms that two public clients were seen to fail without.
func TestWhatPublicClientsRestOn(t *testing.T) {
	srv := newServer(t, func(s *Settings) { s.Dialect, s.Rows = Intrum, 700 })
	for _, op := range []string{opContacts, opActivities, opDeals} {
		require.Len(t, list(t, srv, op, "limit", "500").List, 500, op)
	}
	departments := read[[]map[string]any](t, srv, opDepartments)
	require.EqualValues(t, 1, departments[0]["publ"])
	require.EqualValues(t, 1, departments[0]["id"])

	ids := srv.IDs(ListDeals)[:2]
	named := read[map[string]any](t, srv, opDealLinks, "ids[0]", ids[0], "ids[1]", ids[1])
	require.Len(t, named, 2)
	require.Equal(t, named, read[map[string]any](t, srv, opDealLinks, "0", ids[0], "1", ids[1]), "ids that are the params themselves")
}
