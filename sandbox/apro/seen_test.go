package apro

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestLinksOfTheIntrumDialect have types in lists beside the plain ones, which the documented ones have not.
func TestLinksOfTheIntrumDialect(t *testing.T) {
	type typed []struct {
		ID       string `json:"id"`
		TypeID   string `json:"type_id"`
		TypeName string `json:"type_name"`
	}
	type links map[string]struct {
		Stock, Archive, Request, Sale []string
		StockTypes                    *typed `json:"stock_extended"`
		RequestTypes                  *typed `json:"request_extended"`
		SaleTypes                     *typed `json:"sale_extended"`
	}
	srv := newServer(t, func(s *Settings) { s.Dialect = Intrum })
	contact, deals := busiest(t, srv)
	found := read[links](t, srv, opContactLinks, "ids[0]", contact)[contact]
	require.Len(t, *found.SaleTypes, deals)
	require.Len(t, *found.RequestTypes, len(found.Request))
	require.Len(t, *found.StockTypes, len(found.Stock))
	for i, link := range *found.SaleTypes {
		require.Equal(t, found.Sale[i], link.ID)
		require.NotEmpty(t, link.TypeID)
		require.NotEmpty(t, link.TypeName)
	}
	srv = newServer(t, nil)
	require.Nil(t, read[links](t, srv, opContactLinks, "ids[0]", contact)[contact].SaleTypes)
}

// TestListValues writes values of custom fields as lists in every fifth row, if that is set.
func TestListValues(t *testing.T) {
	lists := func(srv *Server) (lists int) {
		for _, row := range all(t, srv, opActivities) {
			for _, f := range row["fields"].(map[string]any) {
				field := f.(map[string]any)
				if _, ok := field["value"].([]any); ok && field["datatype"] != "file" && field["datatype"] != "attach" {
					lists++
				}
			}
		}
		return lists
	}
	require.Zero(t, lists(newServer(t, nil)))
	require.Positive(t, lists(newServer(t, func(s *Settings) { s.ListValues = true })))
}

// TestKeysOfEMails are those of the page, and in the intrum dialect now and then the other.
func TestKeysOfEMails(t *testing.T) {
	keys := func(srv *Server, op string, member string) map[string]bool {
		found := map[string]bool{}
		take := func(row map[string]any) {
			for _, mail := range row[member].([]any) {
				for key := range mail.(map[string]any) {
					found[key] = true
				}
			}
		}
		if op == opWorkers {
			for _, row := range read[map[string]map[string]any](t, srv, op) {
				take(row)
			}
			return found
		}
		for _, row := range all(t, srv, op) {
			take(row)
		}
		return found
	}
	documented, intrum := newServer(t, nil), newServer(t, func(s *Settings) { s.Dialect = Intrum })
	require.Equal(t, map[string]bool{"mail": true, "comment": true}, keys(documented, opContacts, "email"))
	require.Equal(t, map[string]bool{"email": true, "comment": true}, keys(documented, opWorkers, "internalemail"))
	both := map[string]bool{"mail": true, "email": true, "comment": true}
	require.Equal(t, both, keys(intrum, opContacts, "email"))
	require.Equal(t, both, keys(intrum, opWorkers, "internalemail"))
}

// TestLookupsOfTheIntrumDialect take one id in byid, but for contacts, and ids of one type for stock items.
func TestLookupsOfTheIntrumDialect(t *testing.T) {
	srv := newServer(t, func(s *Settings) { s.Dialect = Intrum })
	find := func(op string, params ...string) []string { return column(list(t, srv, op, params...).List, "id") }
	ids := srv.IDs(ListDeals)
	require.Equal(t, []string{ids[3]}, find(opDeals, "byid", ids[3]))
	require.Empty(t, find(opDeals, "byid[0]", ids[3], "byid[1]", ids[4]), "a list is cast to the number 1")
	require.Equal(t, []string{ids[4], ids[3]}, find(opDeals, "by_ids[0]", ids[3], "by_ids[1]", ids[4]))
	require.Empty(t, find(opDeals, "byid[0]", ids[3], "by_ids[0]", ids[3]), "both are joined")
	require.Equal(t, []string{ids[3]}, find(opDeals, "byid", ids[3], "by_ids[0]", ids[3], "by_ids[1]", ids[4]))
	contacts := srv.IDs(ListContacts)
	require.Len(t, find(opContacts, "byid[0]", contacts[3], "byid[1]", contacts[4]), 2)

	first, other := find(opStock, "type", "1")[:2], find(opStock, "type", "2")[0]
	require.ElementsMatch(t, first, find(opStock, "by_ids[0]", first[0], "by_ids[1]", other, "by_ids[2]", first[1]))
}

// TestDatesOfTheIntrumDialect come in a second form.
func TestDatesOfTheIntrumDialect(t *testing.T) {
	srv := newServer(t, func(s *Settings) { s.Dialect = Intrum })
	forms := map[bool]int{}
	for _, row := range all(t, srv, opDeals) {
		for _, f := range row["fields"].(map[string]any) {
			field := f.(map[string]any)
			if text, ok := field["value"].(string); ok && text != "" && field["datatype"] == "date" {
				forms[text[2] == '.']++
			}
		}
	}
	require.Positive(t, forms[true])
	require.Positive(t, forms[false])
}
