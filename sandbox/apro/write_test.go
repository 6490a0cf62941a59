package apro

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// writeCase is a list with what a request writes, and what rows then show.
type writeCase struct {
	list, path, activity string
	row                  []string // parameters of a new row: name, text, name, text
	want                 map[string]any
	change               []string // parameters of an update
	changed              map[string]any
	field                string // a custom field of type select of the new row
}

// spelled returns the dialect's spelling of names and keys.
func spelled(dialect, key string) string {
	intrum := map[string]string{
		"patronymic": "secondname", "associated_with_customer": "related_with_customer",
		// Keys of rows only; the parameters of deals are the same in both dialects.
		"row sales_type_id": "sale_type_id", "row sales_status_id": "sale_stage_id",
	}
	if other, ok := intrum[key]; ok && dialect == Intrum {
		return other
	}
	return strings.TrimPrefix(key, "row ")
}

// contactID is the id of a contact that exists and is not deleted.
const contactID = "10007"

func writeCases() []writeCase {
	return []writeCase{
		{
			list: ListContacts, path: "purchaser", activity: "customer_activity_date",
			row: []string{
				"name", "Mary ", "surname", "Мур", "patronymic", "Ann", "manager_id", "47", "marktype", "2", "source", "mobile",
				"additional_manager_id[]", "48", "additional_manager_id[]", "49", "comment", "hidden",
				"email[0]", "mary@example.org", "email[1][mail]", "moore@example.org", "email[1][email]", "moore@example.org",
				"email[1][comment]", "Home",
				"phone[0]", "+44 12 34", "phone[1][phone]", "+44 56", "phone[1][comment]", "Work",
			},
			want: map[string]any{
				"name": "Mary ", "surname": "Мур", "patronymic": "Ann", "manager_id": "47", "marktype": "2", "markname": "Партнёр",
				"additional_manager_id": []any{"48", "49"}, "email": []any{"mary@example.org", "moore@example.org"},
				"phone": []any{"+44 12 34", "+44 56"},
			},
			change:  []string{"surname", "", "manager_id", "0", "additional_manager_id", "false", "email[]", "new@example.org"},
			changed: map[string]any{"surname": "", "manager_id": "0", "additional_manager_id": []any{}, "email": []any{"new@example.org"}},
			field:   "23",
		},
		{
			list: ListActivities, path: "applications", activity: "request_activity_date",
			row: []string{
				"request_type", "2", "customers_id", contactID, "employee_id", "47", "additional_employee_id[]", "48",
				"comment", "Line\nline", "request_name", "Заявка 1", "status", "postponed", "source", "online_form",
			},
			want: map[string]any{
				"request_type_id": "2", "request_type_name": "Заявка", "customer_id": contactID, "employee_id": "47",
				"additional_employee_id": []any{"48"}, "comment": "Line\nline", "request_name": "Заявка 1", "status": "postponed",
				"source": "online_form", "request_activity_type": "edit",
			},
			change:  []string{"status", "processed", "comment", "", "additional_employee_id", "0"},
			changed: map[string]any{"status": "processed", "comment": "", "additional_employee_id": []any{}},
			field:   "2063",
		},
		{
			list: ListDeals, path: "sales", activity: "sale_activity_date",
			row: []string{
				"customers_id", contactID, "employee_id", "47", "additional_employee_id[5]", "48", "sales_type_id", "2",
				"sales_status_id", "23", "sale_name", "Flat A",
			},
			want: map[string]any{
				"customers_id": contactID, "employee_id": "47", "additional_employee_id": []any{"48"}, "row sales_type_id": "2",
				"row sales_status_id": "23", "sale_name": "Flat A", "sale_activity_type": "edit",
			},
			change:  []string{"sale_name", "Flat \u00b7 B", "customers_id", "0"},
			changed: map[string]any{"sale_name": "Flat \u00b7 B", "customers_id": "0"},
			field:   "1063",
		},
		{
			list: ListStock, path: "stock", activity: "stock_activity_date",
			row: []string{
				"parent", "22", "name", "House", "author", "47", "additional_author[]", "48", "additional_author[]", "49",
				"associated_with_customer", contactID,
			},
			want: map[string]any{
				"parent": "22", "name": "House", "author": "47", "additional_author": []any{"48", "49"},
				"customer_relation": contactID, "stock_activity_type": "edit", "last_modify": "2026-11-21 12:00:00",
			},
			change:  []string{"parent", "13", "author", "0", "additional_author", "", "associated_with_customer", "0"},
			changed: map[string]any{"parent": "13", "author": "0", "additional_author": []any{}, "customer_relation": nil},
			field:   "3063",
		},
	}
}

// rowParams returns parameters of row n of a request, in the dialect's spelling.
func rowParams(dialect string, n int, params ...string) []string {
	named := make([]string, len(params))
	for i := 0; i < len(params); i += 2 {
		name, rest, nested := strings.Cut(params[i], "[")
		if nested {
			rest = "[" + rest
		}
		named[i] = strconv.Itoa(n) + "[" + spelled(dialect, name) + "]" + rest
		named[i+1] = params[i+1]
	}
	return named
}

// fieldParams returns the parameters of custom fields: id, value, id, value; a value in brackets has a key.
func fieldParams(fields ...string) []string {
	var params []string
	for i := 0; i < len(fields); i += 2 {
		at := "fields[" + strconv.Itoa(i) + "]"
		id, key, _ := strings.Cut(fields[i], "[")
		if key != "" {
			key = "[" + key
		}
		params = append(params, at+"[id]", id, at+"[value]"+key, fields[i+1])
	}
	return params
}

// insertedIDs sends a write and returns the ids of its answer.
func insertedIDs(t *testing.T, srv *Server, op string, params ...string) []int64 {
	t.Helper()
	e := open(t, post(t, srv, op, params...))
	require.Equal(t, "success", e.Status)
	var ids []int64
	require.NoError(t, json.Unmarshal(e.Data, &ids), string(e.Data))
	return ids
}

func done(t *testing.T, srv *Server, op string, params ...string) {
	t.Helper()
	require.Equal(t, `{"status":"success","data":true}`, post(t, srv, op, params...).Body.String())
}

// shown returns the values of some keys of a row; lists of contacts come as plain texts.
func shown(dialect string, row map[string]any, keys map[string]any) map[string]any {
	found := map[string]any{}
	for key := range keys {
		value := row[spelled(dialect, key)]
		if all, ok := value.([]any); ok {
			texts := []any{}
			for _, item := range all {
				if e, ok := item.(map[string]any); ok {
					for _, name := range []string{"mail", "email", "phone"} {
						if e[name] != nil {
							item = e[name]
						}
					}
				}
				texts = append(texts, item)
			}
			value = texts
		}
		found[key] = value
	}
	return found
}

// byIDs reads rows of a list by their ids.
func byIDs(t *testing.T, srv *Server, path string, ids ...int64) []map[string]any {
	t.Helper()
	var params []string
	for i, id := range ids {
		params = append(params, "by_ids["+strconv.Itoa(i)+"]", strconv.FormatInt(id, 10))
	}
	return list(t, srv, path+"/filter", append(params, "publish", "ignore", "order_field", "id", "order", "asc")...).List
}

func forEachWrite(t *testing.T, test func(t *testing.T, c writeCase, dialect string, srv *Server)) {
	for _, c := range writeCases() {
		for _, dialect := range []string{English, Intrum} {
			t.Run(c.list+" "+dialect, func(t *testing.T) {
				srv := newServer(t, func(s *Settings) { s.Dialect = dialect })
				test(t, c, dialect, srv)
			})
		}
	}
}

func TestInsertions(t *testing.T) {
	forEachWrite(t, func(t *testing.T, c writeCase, dialect string, srv *Server) {
		before := srv.IDs(c.list)
		params := append(rowParams(dialect, 7, c.row...), rowParams(dialect, 3, c.row...)...)
		ids := insertedIDs(t, srv, c.path+"/insert", params...)
		require.Len(t, ids, 2)
		require.Equal(t, append(before, idTexts(ids)...), srv.IDs(c.list), "new ids are the highest, in the order of the rows")
		for _, row := range byIDs(t, srv, c.path, ids...) {
			require.Equal(t, c.want, shown(dialect, row, c.want))
			require.Equal(t, "2026-11-21 12:00:00", row[c.activity])
			require.NotContains(t, []any{"legal_entity", "jurface"}, row["nattype"], "a new contact is a person")
		}
		require.Equal(t, []Effect{
			{Op: c.path + "/insert", Number: 1, Row: 0, ID: idTexts(ids)[0]}, {Op: c.path + "/insert", Number: 1, Row: 1, ID: idTexts(ids)[1]},
		}, srv.Executed())
	})
}

func TestUpdates(t *testing.T) {
	forEachWrite(t, func(t *testing.T, c writeCase, dialect string, srv *Server) {
		id := srv.IDs(c.list)[20]
		number, err := strconv.ParseInt(id, 10, 64)
		require.NoError(t, err)
		before := byIDs(t, srv, c.path, number)[0]
		done(t, srv, c.path+"/update", rowParams(dialect, 0, append([]string{"id", id}, c.change...)...)...)
		after := byIDs(t, srv, c.path, number)[0]
		require.Equal(t, c.changed, shown(dialect, after, c.changed))
		require.Equal(t, "2026-11-21 12:00:00", after[c.activity])
		for key, value := range before {
			if _, ok := shownKey(dialect, c.changed)[key]; !ok && !strings.Contains(key, "activity") && key != "last_modify" &&
				(c.list != ListStock || !strings.HasSuffix(key, "employee_id")) { // the newer names of the supervisors
				require.Equal(t, value, after[key], "%s was not written", key)
			}
		}
		done(t, srv, c.path+"/update", rowParams(dialect, 0, append([]string{"id", id}, c.row...)...)...)
		require.Equal(t, c.want, shown(dialect, byIDs(t, srv, c.path, number)[0], c.want))
		require.Len(t, srv.Executed(), 2)
	})
}

func shownKey(dialect string, keys map[string]any) map[string]any {
	all := map[string]any{}
	for key := range keys {
		all[spelled(dialect, key)] = true
	}
	return all
}

func TestDeletions(t *testing.T) {
	forEachWrite(t, func(t *testing.T, c writeCase, dialect string, srv *Server) {
		ids := srv.IDs(c.list)
		number := wholeNumber(ids[5])
		before := byIDs(t, srv, c.path, number)[0]
		done(t, srv, c.path+"/delete", "0", ids[5], "x", ids[6], "2", "1", "3", ids[5])
		require.Equal(t, slices.Delete(slices.Clone(ids), 5, 7), srv.IDs(c.list))
		live := list(t, srv, c.path+"/filter", "byid", ids[5])
		require.Empty(t, live.List)
		dead := list(t, srv, c.path+"/filter", "byid", ids[5], "publish", "0").List
		require.Len(t, dead, 1)
		require.Equal(t, "2026-11-21 12:00:00", dead[0][c.activity])
		require.Equal(t, before["fields"], dead[0]["fields"], "a deletion changes no value")
		require.Equal(t, []Effect{
			{Op: c.path + "/delete", Number: 1, Row: 0, ID: ids[5]}, {Op: c.path + "/delete", Number: 1, Row: 1, ID: ids[6]},
		}, srv.Executed())
		done(t, srv, c.path+"/update", rowParams(dialect, 0, append([]string{"id", ids[5]}, c.change...)...)...)
		require.Equal(t, dead, list(t, srv, c.path+"/filter", "byid", ids[5], "publish", "0").List, "a deleted row stays as it is")
	})
}

func TestTheOtherDialectIsIgnored(t *testing.T) {
	for dialect, other := range map[string]string{English: Intrum, Intrum: English} {
		srv := newServer(t, func(s *Settings) { s.Dialect = dialect })
		ids := insertedIDs(t, srv, opContactInsert, "0["+spelled(other, "patronymic")+"]", "Ann")
		require.Empty(t, byIDs(t, srv, "purchaser", ids...)[0][spelled(dialect, "patronymic")])
		strict := newServer(t, func(s *Settings) { s.Dialect, s.UnknownParams = dialect, Refuse })
		require.Equal(t, "BAD_PARAMS", refused(t, post(t, strict, opContactInsert, "0["+spelled(other, "patronymic")+"]", "Ann")))
		require.Len(t, insertedIDs(t, strict, opContactInsert, "0["+spelled(dialect, "patronymic")+"]", "Ann"), 1)
		both := newServer(t, func(s *Settings) { s.Dialect = Both })
		ids = insertedIDs(t, both, opContactInsert, "0["+spelled(other, "patronymic")+"]", "Ann")
		row := byIDs(t, both, "purchaser", ids...)[0]
		require.Equal(t, []any{"Ann", "Ann"}, []any{row["patronymic"], row["secondname"]})
	}
}
