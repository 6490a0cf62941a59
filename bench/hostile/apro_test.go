package hostile

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// aproList is one of the six lists of an APRO account.
type aproList struct {
	name, op string
	// created, activity and kind are the upstream's keys of a row's times and type.
	created, activity, kind string
	list                    func(client connectors.Client, fields string) (connectors.Fetch, error)
	response                proto.Message
}

var aproLists = []aproList{
	{
		sandbox.ListContacts, "purchaser/filter", "create_date", "customer_activity_date", "marktype",
		func(c connectors.Client, fields string) (connectors.Fetch, error) {
			return listOf(c, &crmstreamv1.ListContactsRequest{}, fields)
		}, &crmstreamv1.ListContactsResponse{},
	},
	{
		sandbox.ListActivities, "applications/filter", "date_create", "request_activity_date", "request_type_id",
		func(c connectors.Client, fields string) (connectors.Fetch, error) {
			return listOf(c, &crmstreamv1.ListActivitiesRequest{}, fields)
		}, &crmstreamv1.ListActivitiesResponse{},
	},
	{
		sandbox.ListDeals, "sales/filter", "date_create", "sale_activity_date", "sales_type_id",
		func(c connectors.Client, fields string) (connectors.Fetch, error) {
			return listOf(c, &crmstreamv1.ListDealsRequest{}, fields)
		}, &crmstreamv1.ListDealsResponse{},
	},
	{
		sandbox.ListStock, "stock/filter", "date_add", "stock_activity_date", "",
		func(c connectors.Client, fields string) (connectors.Fetch, error) {
			return listOf(c, &crmstreamv1.ListStockItemsRequest{}, fields)
		}, &crmstreamv1.ListStockItemsResponse{},
	},
	{
		sandbox.ListInvoices, "accounts/get", "date_create", "", "",
		func(c connectors.Client, fields string) (connectors.Fetch, error) {
			return listOf(c, &crmstreamv1.ListInvoicesRequest{Active: proto.Bool(true)}, fields)
		}, &crmstreamv1.ListInvoicesResponse{},
	},
	{
		sandbox.ListCalls, "calls/history", "", "date_time", "",
		func(c connectors.Client, fields string) (connectors.Fetch, error) {
			return listOf(c, &crmstreamv1.ListCallsRequest{}, fields)
		}, &crmstreamv1.ListCallsResponse{},
	},
}

// filtered reports whether the list is one of the four filters, which know changes and deleted records.
func (l aproList) filtered() bool { return l.created != "" && l.activity != "" }

// aproSubjects returns the lists of APRO.
func aproSubjects() []subject {
	subjects := make([]subject, 0, len(aproLists))
	for _, l := range aproLists {
		s := subject{
			name: "apro " + l.name, manners: l.manners(), variants: []variant{whole(l.name)}, open: l.open,
			newest: l.name != sandbox.ListStock, // its types have their own orders
		}
		if l.filtered() {
			s.variants = append(s.variants, l.variants()...)
		}
		subjects = append(subjects, s)
	}
	return subjects
}

// variants are the requests that the four filters have in common.
func (l aproList) variants() []variant {
	from := func(key, bound string) func(*rig) ([]string, error) {
		return func(r *rig) ([]string, error) {
			return l.those(r.model.tenant.mirror, "1", func(row map[string]json.RawMessage) bool { return textIn(row[key]) >= bound })
		}
	}
	variants := []variant{
		{`{"createdFrom":"2015-06-01"}`, from(l.created, "2015-06-01")},
		{`{"activityFrom":"2023-03-01"}`, from(l.activity, "2023-03-01")},
		{`{"changedFrom":"2022-08-15T10:00:00+02:00"}`, from(l.activity, "2022-08-15 10:00:00")},
		{`{"onlyDeleted":true}`, func(r *rig) ([]string, error) {
			return l.those(r.model.tenant.mirror, "0", func(map[string]json.RawMessage) bool { return true })
		}},
	}
	if l.kind != "" {
		variants = append(variants, variant{`{"typeIds":["1","2"]}`, func(r *rig) ([]string, error) {
			return l.those(r.model.tenant.mirror, "1", func(row map[string]json.RawMessage) bool {
				return slices.Contains([]string{"1", "2"}, textIn(row[l.kind]))
			})
		}})
	}
	return variants
}

// open builds an account.
func (l aproList) open(s *setup, transport http.RoundTripper) (*rig, error) {
	s.pager.paging = l.paging(s)
	if !s.pager.plain() {
		s.pager.most = int(cmp.Or(s.apro.MaxLimit[l.op], map[string]int64{sandbox.ListStock: 500, sandbox.ListInvoices: 1000, sandbox.ListCalls: 1000}[l.name], 50))
		s.apro.MaxLimit = map[string]int64{l.op: 100_000}
	}
	t := &tenant{list: l.name, start: func(plain bool, now func() time.Time) (emulator, error) {
		settings := s.apro
		if plain {
			settings = sandbox.Defaults()
			settings.Seed, settings.Rows, settings.Quota = s.apro.Seed, s.apro.Rows, 0
			settings.BulkRows, settings.ZeroDates, settings.StockTypes = s.apro.BulkRows, s.apro.ZeroDates, s.apro.StockTypes
			settings.MaxLimit = map[string]int64{l.op: 100_000}
		}
		settings.Now = func() time.Time { return now().In(s.zone) }
		return sandbox.New(settings)
	}}
	r := &rig{model: &model{tenant: t}, response: l.response}
	r.fetchOf = func(fields string) (connectors.Fetch, error) {
		client, err := newApro(s, transport)
		if err != nil {
			return nil, err
		}
		return l.list(client, fields)
	}
	r.fetch = func() (connectors.Fetch, error) {
		if s.plan.limit > 0 {
			return r.fetchOf(fmt.Sprintf(`{"order":%q}`, l.downwards()))
		}
		return r.fetchOf(l.variant(s.plan.variant))
	}
	r.naive = func(ctx context.Context) ([]delivered, error) { return l.naive(ctx, s, transport) }
	r.newest = func(got []delivered, limit int) string { return l.newest(t.mirror, s.pager, got, limit) }
	return r, nil
}

// variant returns the fields of a variant's request.
func (l aproList) variant(n int) string {
	if n == 0 {
		return ""
	}
	return l.variants()[n-1].fields
}

// downwards returns the list's descending order.
func (l aproList) downwards() string {
	switch l.name {
	case sandbox.ListInvoices:
		return "-id"
	case sandbox.ListCalls:
		return "-start_time"
	default:
		return "-activity_time"
	}
}

func newApro(s *setup, transport http.RoundTripper) (connectors.Client, error) {
	settings, ok := apro.Driver().Settings().(*apro.Settings)
	if !ok {
		return nil, fmt.Errorf("the settings are no apro.Settings")
	}
	settings.BaseURLs = []string{"http://account.example:81"}
	settings.APIKey = connectors.NewSecret(s.apro.APIKey)
	n := s.plan.size
	settings.PageSizes = apro.PageSizes{Stock: n, Contacts: n, Activities: n, Deals: n, Invoices: n, Calls: n}
	return apro.New(connectors.Account{Source: "test", TimeZone: s.zone, Transport: transport}, settings)
}

// form calls an operation as scripts do.
func (l aproList) form(params map[string]string) *http.Request {
	form := url.Values{"apikey": {sandbox.Defaults().APIKey}}
	for key, value := range params {
		form.Set("params["+key+"]", value)
	}
	r := httptest.NewRequest(http.MethodPost, "http://account.example:81/sharedapi/"+l.op, strings.NewReader(form.Encode()))
	r.RequestURI = ""
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r
}

// rowsOf returns the rows of an answer: its data are a list or have a list.
func rowsOf(body []byte) (rows []json.RawMessage, err error) {
	var listed struct {
		Data struct{ List []json.RawMessage }
	}
	if json.Unmarshal(body, &listed) == nil {
		return listed.Data.List, nil
	}
	var bare struct{ Data []json.RawMessage }
	err = json.Unmarshal(body, &bare)
	return bare.Data, err
}

// deliveredOf returns rows, with the id at that key, as a plain reader has them.
func deliveredOf(rows []json.RawMessage, key string) []delivered {
	read := make([]delivered, 0, len(rows))
	for _, raw := range rows {
		read = append(read, delivered{member(raw, key), string(raw)})
	}
	return read
}

// kinds are the types of stock by which a list is read, one after the other.
func (l aproList) kinds() []string {
	if l.name == sandbox.ListStock {
		return []string{"1", "2", "3"}
	}
	return []string{""}
}

// all returns all rows of an emulator with large pages.
func (l aproList) all(e emulator, publish string) (rows []json.RawMessage, err error) {
	for _, kind := range l.kinds() {
		w := httptest.NewRecorder()
		e.ServeHTTP(w, l.form(map[string]string{"type": kind, "publish": publish, "active": "1", "limit": "100000"}))
		more, err := rowsOf(w.Body.Bytes())
		if err != nil {
			return nil, err
		}
		rows = append(rows, more...)
	}
	return rows, nil
}

// those returns the ids of the rows that match.
func (l aproList) those(e emulator, publish string, match func(map[string]json.RawMessage) bool) (ids []string, err error) {
	rows, err := l.all(e, publish)
	if err != nil {
		return nil, err
	}
	for _, raw := range rows {
		row, err := object(raw)
		if err != nil {
			return nil, err
		}
		if match(row) {
			ids = append(ids, textIn(row["id"]))
		}
	}
	return ids, nil
}

func object(raw []byte) (row map[string]json.RawMessage, err error) {
	return row, json.Unmarshal(raw, &row)
}

// textIn returns a scalar as text.
func textIn(raw json.RawMessage) string { return strings.Trim(string(raw), `"`) }
