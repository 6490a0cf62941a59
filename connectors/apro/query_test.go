package apro_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// TestRequests compares what goes over the wire with the vendor's page: the first request of each list.
func TestRequests(t *testing.T) {
	tests := []struct {
		name, list, fields string
		cursor             connectors.Cursor
		want               int
		path, params       string
	}{
		{
			name: "contacts", list: sandbox.ListContacts, fields: `{}`, path: "purchaser/filter",
			params: "[publish]=1&[order]=asc&[order_field]=customer_activity_date&[page]=1&[limit]=50&[count_total]=1",
		},
		{
			name: "few contacts", list: sandbox.ListContacts, fields: `{}`, want: 3, path: "purchaser/filter",
			params: "[publish]=1&[order]=asc&[order_field]=customer_activity_date&[page]=1&[limit]=8&[count_total]=1",
		},
		{
			name: "contacts by all filters", list: sandbox.ListContacts, path: "purchaser/filter",
			fields: `{"groupIds":["7","008"],"ownerId":"47","typeIds":["0","2"],"kind":"CONTACT_KIND_ORGANIZATION","search":"Mo&re","onlyDeleted":true,
				"where":["fields.339 >= 30000","fields.12=Dean","fields.339 <= 50000"]}`,
			params: "[fields][0][id]=339&[fields][0][value]=30000 & 50000&[fields][1][id]=12&[fields][1][value]=Dean" +
				"&[groups][0]=7&[groups][1]=8&[manager]=47&[marktype][0]=0&[marktype][1]=2&[nattype]=legal_entity&[search]=Mo&re" +
				"&[publish]=0&[order]=asc&[order_field]=customer_activity_date&[page]=1&[limit]=50&[count_total]=1",
		},
		{
			name: "contacts by times as records show them, and what only looks like them", list: sandbox.ListContacts, path: "purchaser/filter",
			fields: `{"where":["fields.29 = 2025-04-25T07:31:29+02:00","fields.30 >= 2025-04-25T05:31:29.5Z","fields.31 <= 2025-04-25T05:31:29.5Z",
				"fields.32 = 2025-04-25 05:31:29","fields.33 = 2025-04-25T05:31:29","fields.34 = 2025-04-25"]}`,
			params: "[fields][0][id]=29&[fields][0][value]=2025-04-25 05:31:29&[fields][1][id]=30&[fields][1][value]=>= 2025-04-25 05:31:30" +
				"&[fields][2][id]=31&[fields][2][value]=<= 2025-04-25 05:31:29&[fields][3][id]=32&[fields][3][value]=2025-04-25 05:31:29" +
				"&[fields][4][id]=33&[fields][4][value]=2025-04-25T05:31:29&[fields][5][id]=34&[fields][5][value]=2025-04-25" +
				"&[publish]=1&[order]=asc&[order_field]=customer_activity_date&[page]=1&[limit]=50&[count_total]=1",
		},
		{
			name: "contacts behind a time that was seen", list: sandbox.ListContacts, fields: `{}`, cursor: "=2024-03-31 01:00:00", path: "purchaser/filter",
			params: "[publish]=1&[order]=asc&[order_field]=customer_activity_date&[date][from]=2024-03-31 01:00:00" +
				"&[date_field]=customer_activity_date&[page]=1&[limit]=50&[count_total]=1",
		},
		{
			name: "activities of a period", list: sandbox.ListActivities, path: "applications/filter",
			fields: `{"activityFrom":"2024-01-01","activityBefore":"2024-02-01T00:00:00Z","contactId":"5","statuses":["ACTIVITY_STATUS_IN_PROCESS"],"typeIds":["1"],"search":"x","groupIds":["2"],"ownerId":"3"}`,
			params: "[search]=x&[groups][0]=2&[manager]=3&[customer]=5&[types][0]=1&[statuses][0]=processnow&[publish]=1&[order]=asc&[order_field]=request_activity_date" +
				"&[date][from]=2023-12-31 23:59:59&[date][to]=2024-02-01 00:00:00&[date_field]=request_activity_date&[page]=1&[limit]=50&[count_total]=1",
		},
		{
			name: "deals that changed, those without activity first", list: sandbox.ListDeals, path: "sales/filter",
			fields: `{"changedFrom":"2024-01-01","typeIds":["1"],"stageIds":["12"],"contactId":"5","ownerId":"3","search":"x"}`,
			params: "[search]=x&[type][0]=1&[stage][0]=12&[customer]=5&[manager]=3&[publish]=1&[order]=asc&[order_field]=sale_activity_date" +
				"&[date][from]=2023-12-31 23:59:59&[page]=1&[limit]=50&[count_total]=1",
		},
		{
			name: "deals by creation", list: sandbox.ListDeals, path: "sales/filter",
			fields: `{"createdFrom":"2024-01-01","createdBefore":"2024-01-02"}`,
			params: "[publish]=1&[order]=asc&[order_field]=sale_activity_date&[date][from]=2023-12-31 23:59:59&[date][to]=2024-01-02 00:00:00" +
				"&[page]=1&[limit]=50&[count_total]=1",
		},
		{
			name: "one deal", list: sandbox.ListDeals, fields: `{"ids":["420"]}`, path: "sales/filter",
			params: "[publish]=1&[byid]=420&[order]=asc&[order_field]=sale_activity_date&[page]=1&[limit]=1&[count_total]=1",
		},
		{
			name: "two deals", list: sandbox.ListDeals, fields: `{"ids":["420","9"]}`, path: "sales/filter",
			params: "[publish]=1&[by_ids][0]=9&[by_ids][1]=420&[order]=asc&[order_field]=sale_activity_date&[page]=1&[limit]=2&[count_total]=1",
		},
		{
			name: "the newest deals", list: sandbox.ListDeals, fields: `{"order":"-activity_time"}`, want: 20, path: "sales/filter",
			params: "[publish]=1&[order]=desc&[order_field]=sale_activity_date&[page]=1&[limit]=25&[count_total]=1",
		},
		{
			name: "stock of a type", list: sandbox.ListStock, path: "stock/filter",
			fields: `{"typeIds":["2"],"categoryId":"12","includeSubcategories":true,"search":"x","ownerId":"3","groupIds":["4"],"contactId":"5"}`,
			params: "[type]=2&[category]=12&[nested]=true&[search]=x&[manager]=3&[groups][0]=4&[associated_with_customer]=5&[related_with_customer]=5" +
				"&[publish]=1&[order]=asc&[order_field]=stock_activity_date&[page]=1&[limit]=500&[count_total]=1",
		},
		{name: "stock types", list: sandbox.ListStock, fields: `{}`, path: "stock/types"},
		{
			name: "invoices", list: sandbox.ListInvoices, path: "accounts/get",
			fields: `{"active":true,"direction":"INVOICE_DIRECTION_OUT","createdFrom":"2024-01-01","createdBefore":"2024-03-01","paymentStatus":"PAYMENT_STATUS_PARTLY_PAID",
				"contactId":"5","contactCompanyId":"6","notDealId":"7","search":"x","ids":["9","8"]}`,
			params: "[ids]=8,9&[date_start]=2024-01-01&[date_end]=2024-02-29&[type]=out&[active]=1&[bill_active]=1&[pay_status]=part&[client_id]=5&[company_id]=6" +
				"&[not_sale_id]=7&[search]=x&[order]=b.id&[orderType]=ASC&[page]=1&[limit]=1000",
		},
		{
			name: "invoices behind a place", list: sandbox.ListInvoices, fields: `{"active":false}`, cursor: "1980/4711", path: "accounts/get",
			params: "[active]=0&[bill_active]=0&[order]=b.id&[orderType]=ASC&[page]=3&[limit]=985",
		},
		{
			name: "the newest invoices", list: sandbox.ListInvoices, fields: `{"order":"-id","active":true}`, want: 5, path: "accounts/get",
			params: "[active]=1&[bill_active]=1&[order]=b.id&[orderType]=DESC&[page]=1&[limit]=5",
		},
		{
			name: "calls", list: sandbox.ListCalls, path: "calls/history",
			fields: `{"fromPhone":"+7 921","toPhone":"1749","direction":"CALL_DIRECTION_OUT","startBefore":"2024-01-02"}`,
			params: "[fromPhone]=+7 921&[toPhone]=1749&[type]=out&[orderField]=date_time&[orderType]=ASC&[dateFrom]=1970-01-02 00:00:00&[dateTo]=2024-01-02 00:00:00&[limit]=1000",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var path, body string
			client := answering(t, func(w http.ResponseWriter, r *http.Request) {
				if path == "" {
					raw, err := io.ReadAll(r.Body)
					if err == nil {
						body, err = url.QueryUnescape(string(raw))
					}
					if err != nil || r.Method != http.MethodPost || r.URL.RawQuery != "" ||
						r.Header.Get("Content-Type") != "application/x-www-form-urlencoded" {
						w.WriteHeader(http.StatusTeapot)
						return
					}
					path = r.URL.Path
				}
				_, _ = io.WriteString(w, `{"status":"success","data":[]}`)
			})
			l := named(t, test.list)
			_, err := conformance.Fetch(t.Context(), client, l.ask(t, test.fields), connectors.PageRequest{Cursor: test.cursor, Want: test.want})
			if err != nil {
				require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindMalformedResponse}, "the filters' data is an object")
			}
			require.Equal(t, "/base/sharedapi/"+test.path, path)
			want := "apikey=" + sandbox.Defaults().APIKey
			if test.params != "" {
				want += "&params" + strings.ReplaceAll(test.params, "&[", "&params[")
			}
			require.Equal(t, want, body)
		})
	}
}

func TestRequestsThatAreRefused(t *testing.T) {
	many := `["1"` + strings.Repeat(`,"2"`, 950) + `]`
	tests := []struct{ list, fields, field string }{
		{sandbox.ListContacts, `{"createdFrom":"2024-01-01","activityFrom":"2024-01-01"}`, "activity_from"},
		{sandbox.ListContacts, `{"createdFrom":"2024-01-01","activityBefore":"2024-01-01"}`, "activity_before"},
		{sandbox.ListDeals, `{"createdBefore":"2024-01-01","changedFrom":"2024-01-01"}`, "changed_from"},
		{sandbox.ListDeals, `{"createdBefore":"2024-01-01","order":"-activity_time"}`, "order"},
		{sandbox.ListDeals, `{"ids":["1"],"order":"-activity_time"}`, "order"},
		{sandbox.ListDeals, `{"ids":["1"],"changedFrom":"2024-01-01"}`, "ids"},
		{sandbox.ListDeals, `{"ids":["x"]}`, "ids"},
		{sandbox.ListDeals, `{"changedFrom":"yesterday"}`, "changed_from"},
		{sandbox.ListDeals, `{"ownerId":"Mary"}`, "owner_id"},
		{sandbox.ListDeals, `{"where":["name = x"]}`, "where"},
		{sandbox.ListDeals, `{"where":["fields.x = x"]}`, "where"},
		{sandbox.ListDeals, `{"where":["fields.1 != x"]}`, "where"},
		{sandbox.ListDeals, `{"where":["fields.1 = a & b"]}`, "where"},
		{sandbox.ListContacts, `{"groupIds":` + many + `}`, "group_ids"},
		{sandbox.ListActivities, `{"statuses":["ACTIVITY_STATUS_UNSPECIFIED"]}`, "statuses"},
		{sandbox.ListStock, `{"order":"-activity_time"}`, "order"},
		{sandbox.ListStock, `{"typeIds":["1","2"],"order":"-activity_time"}`, "order"},
		{sandbox.ListStock, `{"categoryId":"x"}`, "category_id"},
		{sandbox.ListInvoices, `{"dealId":"1","notDealId":"2"}`, "not_deal_id"},
		{sandbox.ListInvoices, `{"createdFrom":"2024-01-01T00:00:00Z"}`, "created_from"},
		{sandbox.ListCalls, `{"startBefore":"noon"}`, "start_before"},
	}
	for _, test := range tests {
		t.Run(test.list+" "+test.fields[:min(len(test.fields), 60)], func(t *testing.T) {
			server, client := newSandbox(t, conformance.Upstream{Rows: 10}, "", big(nil))
			l := named(t, test.list)
			_, err := conformance.Fetch(t.Context(), client, l.ask(t, test.fields), connectors.PageRequest{})
			var classified *connectors.Error
			require.ErrorAs(t, err, &classified)
			require.Equal(t, connectors.KindInvalidRequest, classified.Kind)
			require.Equal(t, test.field, classified.Field)
			require.Empty(t, server.Requests(), "a wrong request must cost nothing upstream")
		})
	}
}

// TestIgnoredFilters makes the upstream act as if it did not know a parameter, as PHP does with names it never heard.
func TestIgnoredFilters(t *testing.T) {
	tests := []struct {
		list, fields, field string
		ignore              []string
	}{
		{sandbox.ListContacts, `{"groupIds":["149"]}`, "group_ids", []string{"groups"}},
		{sandbox.ListContacts, `{"typeIds":["1"]}`, "type_ids", []string{"marktype"}},
		{sandbox.ListContacts, `{"kind":"CONTACT_KIND_PERSON"}`, "kind", []string{"nattype"}},
		{sandbox.ListContacts, `{"ids":["10001"]}`, "ids", []string{"byid", "by_ids"}},
		{sandbox.ListContacts, `{"activityFrom":"2024-01-01"}`, "activity_from", []string{"date"}},
		{sandbox.ListContacts, `{"changedFrom":"2024-01-01"}`, "changed_from", []string{"date"}},
		{sandbox.ListContacts, `{"createdFrom":"2018-01-01"}`, "created_from", []string{"date"}},
		{sandbox.ListContacts, `{"createdBefore":"2018-01-01"}`, "created_before", []string{"date"}},
		{sandbox.ListContacts, `{"order":"-activity_time","activityBefore":"2024-01-01"}`, "activity_before", []string{"date"}},
		{sandbox.ListContacts, `{"order":"-activity_time","activityFrom":"2026-01-01"}`, "activity_from", []string{"date"}},
		{sandbox.ListContacts, `{"ownerId":"47"}`, "owner_id", []string{"manager"}},
		{sandbox.ListDeals, `{"ownerId":"47"}`, "owner_id", []string{"manager"}},
		{sandbox.ListActivities, `{"ownerId":"47"}`, "owner_id", []string{"manager"}},
		{sandbox.ListStock, `{"typeIds":["1"],"ownerId":"47"}`, "owner_id", []string{"manager"}},
		{sandbox.ListCalls, `{"fromPhone":"+7 (495) 123-45-67"}`, "from_phone", []string{"fromPhone"}},
		{sandbox.ListCalls, `{"toPhone":"1234567"}`, "to_phone", []string{"toPhone"}},
		{sandbox.ListDeals, `{"changedFrom":"2019-01-01"}`, "changed_from", []string{"date"}},
		{sandbox.ListDeals, `{"typeIds":["1"]}`, "type_ids", []string{"type"}},
		{sandbox.ListDeals, `{"stageIds":["11"]}`, "stage_ids", []string{"stage"}},
		{sandbox.ListDeals, `{"contactId":"10001"}`, "contact_id", []string{"customer"}},
		{sandbox.ListActivities, `{"statuses":["ACTIVITY_STATUS_PROCESSED"]}`, "statuses", []string{"statuses"}},
		{sandbox.ListActivities, `{"typeIds":["1"]}`, "type_ids", []string{"types"}},
		{sandbox.ListActivities, `{"contactId":"10001"}`, "contact_id", []string{"customer"}},
		{sandbox.ListStock, `{"typeIds":["1"],"contactId":"10001"}`, "contact_id", []string{"associated_with_customer", "related_with_customer"}},
		{sandbox.ListStock, `{"typeIds":["1"],"categoryId":"11"}`, "category_id", []string{"category"}},
		{sandbox.ListInvoices, `{"direction":"INVOICE_DIRECTION_IN"}`, "direction", []string{"type"}},
		{sandbox.ListInvoices, `{"active":true}`, "active", []string{"active", "bill_active"}},
		{sandbox.ListInvoices, `{"paymentStatus":"PAYMENT_STATUS_PAID"}`, "payment_status", []string{"pay_status"}},
		{sandbox.ListInvoices, `{"contactId":"10001"}`, "contact_id", []string{"client_id"}},
		{sandbox.ListInvoices, `{"contactCompanyId":"10001"}`, "contact_company_id", []string{"company_id"}},
		{sandbox.ListInvoices, `{"dealId":"1"}`, "deal_id", []string{"sale_id"}},
		{sandbox.ListInvoices, `{"createdFrom":"2024-01-01"}`, "created_from", []string{"date_start"}},
		{sandbox.ListInvoices, `{"createdBefore":"2024-01-01"}`, "created_before", []string{"date_end"}},
		{sandbox.ListInvoices, `{"ids":["102"]}`, "ids", []string{"ids"}},
		{sandbox.ListCalls, `{"direction":"CALL_DIRECTION_IN"}`, "direction", []string{"type"}},
		{sandbox.ListCalls, `{"startFrom":"2024-01-01"}`, "start_from", []string{"dateFrom"}},
		{sandbox.ListCalls, `{"startBefore":"2024-01-01"}`, "start_before", []string{"dateTo"}},
	}
	for _, test := range tests {
		t.Run(test.list+" "+test.fields, func(t *testing.T) {
			l := named(t, test.list)
			for _, dialect := range []string{sandbox.English, sandbox.Intrum} {
				_, client := newSandbox(t, conformance.Upstream{Rows: 400}, l.op, big(func(s *sandbox.Settings) {
					s.Ignore, s.Dialect = test.ignore, dialect
				}))
				_, err := l.tryRead(t, client, l.ask(t, test.fields), 0)
				var classified *connectors.Error
				require.ErrorAs(t, err, &classified)
				require.Equal(t, connectors.KindFilterIgnored, classified.Kind, err)
				require.Equal(t, test.field, classified.Field)
			}
		})
	}
}

// TestIgnoredOrder finds an upstream that does not sort, or does not know the lower end that a cursor asks for.
func TestIgnoredOrder(t *testing.T) {
	for _, l := range lists {
		ignored := [][]string{{"order_field"}, {"date"}}
		switch l.name {
		case sandbox.ListInvoices:
			ignored = [][]string{{"orderType"}}
		case sandbox.ListCalls:
			ignored = [][]string{{"orderType"}, {"dateFrom"}}
		}
		for _, names := range ignored {
			t.Run(l.name+" "+names[0], func(t *testing.T) {
				_, client := newSandbox(t, conformance.Upstream{Rows: 2500}, l.op, big(func(s *sandbox.Settings) { s.Ignore = names }))
				_, err := l.tryRead(t, client, l.request(), 0)
				require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent})
			})
		}
	}
}

// TestKindsInEitherDialect filters contacts by kind on servers that call kinds by different words, and ignore the others.
func TestKindsInEitherDialect(t *testing.T) {
	l := named(t, sandbox.ListContacts)
	for _, dialect := range []string{sandbox.English, sandbox.Intrum, sandbox.Both} {
		t.Run(dialect, func(t *testing.T) {
			_, client := newSandbox(t, conformance.Upstream{Rows: 300}, l.op, big(func(s *sandbox.Settings) { s.Dialect = dialect }))
			people := l.read(t, client, l.ask(t, `{"kind":"CONTACT_KIND_PERSON"}`), 0)
			others := l.read(t, client, l.ask(t, `{"kind":"CONTACT_KIND_ORGANIZATION"}`), 0)
			all := l.read(t, client, l.request(), 0)
			require.NotEmpty(t, people.ids)
			require.NotEmpty(t, others.ids)
			require.Equal(t, sorted(all.ids), sorted(append(people.ids, others.ids...)))
		})
	}
}
