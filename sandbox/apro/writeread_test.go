package apro

import (
	"maps"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestWritesAreInLaterReads writes into rows and finds them by each kind of question.
func TestWritesAreInLaterReads(t *testing.T) {
	forEachWrite(t, func(t *testing.T, c writeCase, dialect string, srv *Server) {
		filter := c.path + "/filter"
		scoped := func(params ...string) []string {
			if c.list == ListStock {
				params = append(params, "type", "2")
			}
			return params
		}
		count := func(params ...string) any { return list(t, srv, filter, scoped(params...)...).Count }
		before := list(t, srv, filter, scoped("date[from]", "2026-11-01")...)
		require.Empty(t, before.List)
		total, option := count(), srv.world.options(ptr(srv.world.fields[wholeNumber(c.field)]))[1].text
		row := append(slices.Clone(c.row), fieldParams(c.field, option)...)
		id := insertedIDs(t, srv, c.path+"/insert", rowParams(dialect, 0, row...)...)[0]
		require.NotEqual(t, total, count())
		for name, params := range map[string][]string{
			"newest by activity":  {"order_field", c.activity, "order", "desc", "limit", "1"},
			"newest by id":        {"order_field", "id", "order", "desc", "limit", "1"},
			"window of activity":  {"date_field", c.activity, "date[from]", "2026-11-21 12:00:00"},
			"window of creation":  {"date[from]", "2026-11-21 12:00:00", "date[to]", "2026-11-21 12:00:00"},
			"manager and a field": {"manager", "47", "fields[0][id]", c.field, "fields[0][value]", option, "date[from]", "2026-11-21"},
			"by id":               {"byid", strconv.FormatInt(id, 10)},
		} {
			found := list(t, srv, filter, scoped(params...)...).List
			require.Equal(t, []string{strconv.FormatInt(id, 10)}, column(found, "id"), name)
		}
		done(t, srv, c.path+"/delete", "0", strconv.FormatInt(id, 10))
		require.Equal(t, total, count())
		require.Empty(t, list(t, srv, filter, scoped("date[from]", "2026-11-01")...).List)
		require.Len(t, list(t, srv, filter, scoped("date[from]", "2026-11-01", "publish", "0")...).List, 1)
	})
}

func ptr[T any](v T) *T { return &v }

func idTexts(ids []int64) []string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = strconv.FormatInt(id, 10)
	}
	return all
}

// customFields returns the values of the custom fields of a row by id; a field of a stock item comes once for each file.
func customFields(row map[string]any) map[string]any {
	values := map[string]any{}
	switch fields := row["fields"].(type) {
	case map[string]any:
		for id, f := range fields {
			values[id] = f.(map[string]any)["value"]
		}
	case []any:
		for _, f := range fields {
			m := f.(map[string]any)
			id := m["id"].(string)
			if m["type"] == "file" && m["value"] != nil {
				files, _ := values[id].([]any)
				values[id] = append(files, m["value"])
				continue
			}
			values[id] = m["value"]
		}
	}
	maps.DeleteFunc(values, func(_ string, v any) bool { return v == nil })
	return values
}

func TestCustomFieldsOfContacts(t *testing.T) {
	srv := newServer(t, nil)
	id := insertedIDs(t, srv, opContactInsert, rowParams(English, 0, fieldParams(
		"21", "one", "22", "1", "23", "Gibson", "24", "sea view,parking, covered", "25", "34", "26", "3", "27", "2850000",
		"28", "2026-01-02", "29", "2026-01-02 03:04:05", "30", "03:04:05", "31", "a.jpg", "32[lat]", "51.5",
		"33[0]", "1", "34[]", "2.5", "21", "two\nlines", "40", "461234", "41", "Type/2", "38", "1", "2", "3", "1021", "other list",
	)...)...)[0]
	row := byIDs(t, srv, "purchaser", id)[0]
	require.Equal(t, map[string]any{
		"21": "two\nlines", "22": "1", "23": "Gibson ", "24": "sea view,parking, covered", "25": "34", "26": "3.00", "27": "2850000.00",
		"28": "2026-01-02", "29": "2026-01-02 03:04:05", "30": "03:04:05", "31": "a.jpg",
		"32": map[string]any{"x": "51.5", "y": ""}, "33": map[string]any{"from": "1", "to": nil},
		"34": map[string]any{"from": "2.50", "to": nil}, "40": "461234", "41": "Type/2 ",
	}, customFields(row))
	require.NoError(t, srv.RenameOption("23", strconv.Itoa(2303), "Gretsch"))
	require.NoError(t, srv.RenameOption("24", "2402", "parking"))
	done(t, srv, opContactUpdate, rowParams(English, 0, append([]string{"id", strconv.FormatInt(id, 10)}, fieldParams("24", "parking, covered")...)...)...)
	require.Equal(t, "parking, covered", customFields(byIDs(t, srv, "purchaser", id)[0])["24"], "the longest option counts")
	require.Equal(t, "Gretsch", customFields(byIDs(t, srv, "purchaser", id)[0])["23"], "rows refer to options")

	done(t, srv, opContactUpdate, rowParams(English, 0, append([]string{"id", strconv.FormatInt(id, 10)}, fieldParams(
		"21", "", "22", "", "23", "Strange", "24", "", "25", "", "32", "", "33[0]", "", "31", "b.jpg", "31", "a.jpg")...)...)...)
	left := customFields(byIDs(t, srv, "purchaser", id)[0])
	for _, cleared := range []string{"21", "22", "23", "24", "25", "32", "33"} {
		require.NotContains(t, left, cleared)
	}
	require.Equal(t, "b.jpg", left["31"])
	done(t, srv, opContactUpdate, "0[id]", strconv.FormatInt(id, 10),
		"0[fields][0][id]", "31", "0[fields][0][value]", "b.jpg", "0[fields][0][mode]", "delete")
	require.Equal(t, "a.jpg", customFields(byIDs(t, srv, "purchaser", id)[0])["31"])
}

// TestLinksShowWrites links rows with a contact, moves them to another contact, and deletes them.
func TestLinksShowWrites(t *testing.T) {
	srv := newServer(t, nil)
	type links map[string]map[string][]string
	contacts := idTexts(insertedIDs(t, srv, opContactInsert, "0[surname]", "First", "1[surname]", "Second"))
	first, second := contacts[0], contacts[1]
	require.Equal(t, "[]", string(open(t, post(t, srv, opContactLinks, "ids", first)).Data), "a new contact has no links")
	linked := map[string]string{
		"request": idTexts(insertedIDs(t, srv, opActivityInsert, "0[request_type]", "1", "0[customers_id]", first))[0],
		"sale":    idTexts(insertedIDs(t, srv, opDealInsert, "0[customers_id]", first))[0],
		"stock":   idTexts(insertedIDs(t, srv, opStockInsert, "0[parent]", "11", "0[associated_with_customer]", first))[0],
	}
	found := read[links](t, srv, opContactLinks, "ids", first)[first]
	for key, id := range linked {
		require.Equal(t, []string{id}, found[key], key)
	}
	require.Len(t, list(t, srv, opActivities, "search", "first", "customer", first).List, 1, "the last name of a written contact")
	details := read[links](t, srv, opDealLinks, "ids", linked["sale"])[linked["sale"]]
	require.Len(t, details, 7)
	for key, ids := range details {
		require.Empty(t, ids, "%s of a new deal", key)
	}
	for _, op := range []string{opContactComments, opDealComments} {
		require.Equal(t, "[]", string(open(t, post(t, srv, op, "entity_id[0]", first, "entity_id[1]", linked["sale"])).Data), op)
	}

	done(t, srv, opDealUpdate, "0[id]", linked["sale"], "0[customers_id]", second)
	require.Equal(t, []string{linked["sale"]}, read[links](t, srv, opContactLinks, "ids", second)[second]["sale"])
	require.Empty(t, read[links](t, srv, opContactLinks, "ids", first)[first]["sale"])
	require.Len(t, list(t, srv, opDeals, "customer", second).List, 1)
	done(t, srv, opStockDelete, "0", linked["stock"])
	found = read[links](t, srv, opContactLinks, "ids", first)[first]
	require.Equal(t, [][]string{{}, {linked["stock"]}}, [][]string{found["stock"], found["stock_archive"]})
	done(t, srv, opActivityDelete, "0", linked["request"])
	require.Empty(t, read[links](t, srv, opContactLinks, "ids", first)[first]["request"])
}

// TestInvoicesShowWrittenContacts finds invoices by the written last name of their contact.
func TestInvoicesShowWrittenContacts(t *testing.T) {
	srv := newServer(t, nil)
	invoices := list(t, srv, opInvoices).List
	row := invoices[slices.IndexFunc(invoices, func(row map[string]any) bool {
		return len(list(t, srv, opContacts, "byid", row["client_id"].(string)).List) == 1 && row["client_id"] != "0"
	})]
	contact := row["client_id"].(string)
	done(t, srv, opContactUpdate, "0[id]", contact, "0[surname]", "Unheard-of", "0[patronymic]", "Ann")
	require.Contains(t, column(list(t, srv, opInvoices, "search", "unheard").List, "id"), row["id"])
	full := read[map[string]any](t, srv, opInvoicesFull, "ids", row["id"].(string))
	client := full["client"].(map[string]any)
	require.Equal(t, []any{"Unheard-of", "Ann"}, []any{client["surname"], client["patronymic"]})
	require.Len(t, list(t, srv, opContacts, "search", "unheard-OF").List, 1)
	done(t, srv, opContactUpdate, "0[id]", contact, "0[phone]", "+44 (20) 123-987", "0[email]", "new@example.org")
	require.Len(t, list(t, srv, opContacts, "search", "20123987").List, 1)
	require.Len(t, list(t, srv, opContacts, "search", "new@").List, 1)
}

func TestStagesBelongToTypes(t *testing.T) {
	srv := newServer(t, nil)
	deal := func(id string) []any {
		row := list(t, srv, opDeals, "byid", id).List[0]
		return []any{row["sales_type_id"], row["sales_status_id"]}
	}
	id := idTexts(insertedIDs(t, srv, opDealInsert, "0[sale_name]", "plain"))[0]
	require.Equal(t, []any{"1", "11"}, deal(id), "the first type and stage")
	done(t, srv, opDealUpdate, "0[id]", id, "0[sales_status_id]", "14")
	require.Equal(t, []any{"1", "14"}, deal(id))
	done(t, srv, opDealUpdate, "0[id]", id, "0[sales_type_id]", "3")
	require.Equal(t, []any{"3", "31"}, deal(id), "a new type begins with its first stage")
	require.Equal(t, "BAD_PARAMS", refused(t, post(t, srv, opDealUpdate, "0[id]", id, "0[sales_status_id]", "14")))
	require.Equal(t, "BAD_PARAMS", refused(t, post(t, srv, opDealInsert, "0[sales_type_id]", "4")))
	require.Len(t, list(t, srv, opDeals, "stage", "31", "byid", id).List, 1)
}

func TestStockItemsMoveToOtherTypes(t *testing.T) {
	srv := newServer(t, nil)
	id := idTexts(insertedIDs(t, srv, opStockInsert, "0[parent]", "31"))[0]
	have := func(params ...string) int { return len(list(t, srv, opStock, append(params, "byid", id)...).List) }
	require.Equal(t, []int{0, 1, 1}, []int{have("type", "1"), have("type", "3"), have("type", "3", "category", "31")})
	done(t, srv, opStockUpdate, "0[id]", id, "0[parent]", "12")
	require.Equal(t, []int{1, 0, 1}, []int{have("type", "1"), have("type", "3"), have("type", "1", "category", "12")})
	require.Equal(t, 1, have("type", "1", "category", "11", "nested", "1"))
}

// TestUsersChangeWrittenRows changes what requests wrote as users do, and writes again.
func TestUsersChangeWrittenRows(t *testing.T) {
	srv := newServer(t, nil)
	id := idTexts(insertedIDs(t, srv, opActivityInsert, "0[request_type]", "1", "0[customers_id]", contactID, "0[request_name]", "Call",
		"0[status]", "processed", "0[fields][0][id]", "2021", "0[fields][0][value]", "Text"))[0]
	show := func() []any {
		row := list(t, srv, opActivities, "byid", id).List[0]
		return []any{row["request_name"], row["status"], customFields(row)["2021"]}
	}
	require.Equal(t, []any{"Call", "processed", "Text"}, show())
	require.NoError(t, srv.Touch(ListActivities, id))
	require.Equal(t, []any{"Call v2", "postponed", "Text v2"}, show())
	done(t, srv, opActivityUpdate, "0[id]", id, "0[request_name]", "Visit", "0[status]", "cancelled")
	require.Equal(t, []any{"Visit", "cancelled", "Text v2"}, show(), "what was written now reads as sent")
	require.NoError(t, srv.Delete(ListActivities, id))
	require.Empty(t, list(t, srv, opActivities, "byid", id).List)
}

// TestFilesOfStockItems come once each, and are added and deleted one by one, also on top of drawn ones.
func TestFilesOfStockItems(t *testing.T) {
	srv := newServer(t, nil)
	files := func(id string) []any {
		all, _ := customFields(list(t, srv, opStock, "byid", id).List[0])["3031"].([]any)
		return all
	}
	var id string
	for _, row := range all(t, srv, opStock, "type", "1") {
		if id = row["id"].(string); len(files(id)) > 1 {
			break
		}
	}
	drawn := files(id)
	require.Greater(t, len(drawn), 1)
	done(t, srv, opStockUpdate, "0[id]", id, "0[parent]", "11", "0[fields][0][id]", "3031", "0[fields][0][value]", "new.jpg",
		"0[fields][1][id]", "3031", "0[fields][1][value]", "x/y.pdf", "0[fields][1][mode]", "insert",
		"0[fields][2][id]", "3031", "0[fields][2][value]", drawn[0].(string), "0[fields][2][mode]", "delete")
	require.Equal(t, append(slices.Clone(drawn[1:]), "new.jpg", "x/y.pdf"), files(id))
}
