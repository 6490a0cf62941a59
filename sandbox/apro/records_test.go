package apro

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// busiest returns the contact with the most deals, and how many it has.
func busiest(t *testing.T, srv *Server) (contact string, deals int) {
	t.Helper()
	count := map[string]int{}
	for _, id := range column(all(t, srv, opDeals), "customers_id") {
		if count[id]++; id != "0" && count[id] > deals {
			contact, deals = id, count[id]
		}
	}
	return contact, deals
}

func TestContactLinks(t *testing.T) {
	srv := newServer(t, nil)
	contact, deals := busiest(t, srv)
	type links map[string]map[string][]string
	found := read[links](t, srv, opContactLinks, "ids[0]", contact, "ids[1]", "999999999", "ids[2]", contact)
	require.Len(t, found, 1)
	require.Len(t, found[contact], 4)
	require.Len(t, found[contact]["sale"], deals)
	require.ElementsMatch(t, column(all(t, srv, opDeals, "customer", contact), "id"), found[contact]["sale"])
	require.ElementsMatch(t, column(all(t, srv, opActivities, "customer", contact), "id"), found[contact]["request"])
	require.Equal(t, found, read[links](t, srv, opContactLinks, "ids", contact), "one id may be no list")
	require.NoError(t, srv.Delete(ListDeals, found[contact]["sale"][0]))
	require.Len(t, read[links](t, srv, opContactLinks, "ids", contact)[contact]["sale"], deals-1)

	archived := ""
	for kind := range srv.settings.StockTypes {
		for _, r := range all(t, srv, opStock, "publish", "0", "type", strconv.Itoa(kind+1)) {
			if id, ok := r["customer_relation"].(string); ok {
				archived = id
				require.Contains(t, read[links](t, srv, opContactLinks, "ids", id)[id]["stock_archive"], r["id"])
			}
		}
	}
	require.NotEmpty(t, archived)
	require.JSONEq(t, `[]`, string(open(t, post(t, srv, opContactLinks, "ids", "999999999")).Data))
	require.Equal(t, "BAD_PARAMS", refused(t, post(t, srv, opContactLinks)))
}

func TestDealLinks(t *testing.T) {
	srv := newServer(t, nil)
	ids := srv.IDs(ListDeals)[:100]
	params := []string{"ids[999]", "1"}
	for i, id := range ids {
		params = append(params, "ids["+strconv.Itoa(i)+"]", id)
	}
	found := read[map[string]map[string][]string](t, srv, opDealLinks, params...)
	require.Len(t, found, len(ids))
	some := map[string]int{}
	for id, links := range found {
		require.ElementsMatch(t, column(all(t, srv, opInvoices, "sale_id", id, "active", "1"), "id"), links["bills"])
		for key, linked := range links {
			some[key] += len(linked)
		}
	}
	for _, key := range []string{"cocustomers", "corequests", "costock", "costockprimary", "cosales", "bills", "blanks"} {
		require.NotZero(t, some[key], key)
	}
}

func TestComments(t *testing.T) {
	srv := newServer(t, nil)
	type comment struct {
		ID, Text, Date string
		ParentType     string `json:"parent_type"`
		ParentID       string `json:"parent_id"`
		CustomerID     string `json:"customer_id"`
		Files          []map[string]string
	}
	type comments map[string][]comment
	seen, files := map[string]bool{}, 0
	for list, op := range map[string]string{
		ListStock: opStockComments, ListActivities: opActivityComments, ListDeals: opDealComments,
	} {
		params := []string{}
		for i, id := range srv.IDs(list)[:50] {
			params = append(params, "entity_id["+strconv.Itoa(i)+"]", id)
		}
		found := read[comments](t, srv, op, params...)
		require.Less(t, len(found), 50, "records without comments are left out")
		for id, all := range found {
			require.LessOrEqual(t, len(all), 3)
			for _, c := range all {
				require.False(t, seen[c.ID], "ids are unique in the account")
				seen[c.ID] = true
				require.Equal(t, id, c.ParentID)
				require.Less(t, c.Date, "2026-09-20")
				for _, f := range c.Files {
					require.Equal(t, c.ID, f["parent"])
					files++
				}
			}
		}
	}
	require.NotZero(t, files)

	contact, _ := busiest(t, srv)
	ofContact := read[comments](t, srv, opContactComments, "entity_id", contact)[contact]
	params := []string{}
	for i, id := range column(all(t, srv, opDeals, "customer", contact), "id") {
		params = append(params, "entity_id["+strconv.Itoa(i)+"]", id)
	}
	ofDeals := 0
	for _, all := range read[comments](t, srv, opDealComments, params...) {
		require.Subset(t, ofContact, all)
		ofDeals += len(all)
	}
	require.NotZero(t, ofDeals)
	for _, c := range ofContact {
		require.Equal(t, contact, c.CustomerID)
		ofDeals -= int(oneIf(c.ParentType == "sale"))
	}
	require.Zero(t, ofDeals, "all comments of deals are there, once")
	require.JSONEq(t, `[]`, string(open(t, post(t, srv, opDealComments, "entity_id", "1")).Data))
	filled := newServer(t, func(s *Settings) { s.EmptyComments = true })
	require.JSONEq(t, `{"1":[]}`, string(open(t, post(t, filled, opDealComments, "entity_id", "1")).Data))
}

func TestFullInvoices(t *testing.T) {
	srv := newServer(t, nil)
	rows := all(t, srv, opInvoices, "active", "0")
	rows = append(rows, all(t, srv, opInvoices, "active", "1")[:50]...)
	for _, r := range rows {
		full := read[map[string]any](t, srv, opInvoicesFull, "ids", r["id"].(string))
		for key, value := range r {
			if key != "payer" && key != "recipient" {
				require.Equal(t, value, full[key], key)
			}
		}
		require.Equal(t, r["payer"], full["payer"].(map[string]any)["name"])
		sum := 0.0
		for _, line := range full["products"].([]any) {
			number := func(key string) float64 {
				n, err := strconv.ParseFloat(line.(map[string]any)[key].(string), 64)
				require.NoError(t, err)
				return n
			}
			require.InDelta(t, number("summary"), number("count")*number("price"), 0.001)
			sum += number("summary")
		}
		total, err := strconv.ParseFloat(full["summ"].(string), 64)
		require.NoError(t, err)
		require.InDelta(t, total, sum, 0.001)
		if client, ok := full["client"].(map[string]any); ok {
			require.Equal(t, r["client_id"], client["id"])
		} else {
			require.Equal(t, "0", r["client_id"])
		}
	}
	first, second := rows[0]["id"].(string), rows[1]["id"].(string)
	list := read[[]map[string]any](t, srv, opInvoicesFull, "ids", second+","+first+",5,"+first)
	require.Equal(t, []string{second, first}, column(list, "id"))
	require.JSONEq(t, `[]`, string(open(t, post(t, srv, opInvoicesFull, "ids", "5")).Data))
	require.Equal(t, "BAD_PARAMS", refused(t, post(t, srv, opInvoicesFull)))
	mapped := newServer(t, func(s *Settings) { s.FullInvoices, s.Dialect = FullMap, Intrum })
	one := read[map[string]map[string]any](t, mapped, opInvoicesFull, "ids[]", first)[first]
	require.Equal(t, "client_comapny", one["payer"].(map[string]any)["company"])
	require.Contains(t, one["my_company"], "bank_sity")
}
