package apro

import (
	"encoding/json"
	"maps"
	"net/http"
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
	}
	if other, ok := intrum[key]; ok && dialect == Intrum {
		return other
	}
	return key
}

func writeCases() []writeCase {
	return []writeCase{
		{
			list: ListContacts, path: "purchaser", activity: "customer_activity_date",
			row: []string{
				"name", "Mary ", "surname", "Мур", "patronymic", "Ann", "manager_id", "47", "marktype", "2", "source", "mobile",
				"additional_manager_id[]", "48", "additional_manager_id[]", "49", "comment", "hidden",
				"email[0]", "mary@example.org", "email[1][mail]", "moore@example.org", "email[1][comment]", "Home",
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
			if _, ok := shownKey(dialect, c.changed)[key]; !ok && !strings.Contains(key, "activity") && key != "last_modify" {
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

func TestRefusedWrites(t *testing.T) {
	for name, c := range map[string]struct {
		op     string
		params []string
		edit   func(*Settings)
		want   string
	}{
		"no rows":              {opContactInsert, nil, nil, "BAD_PARAMS"},
		"an object for a list": {opContactInsert, []string{"name", "Mary"}, nil, "BAD_PARAMS"},
		"no id":                {opContactUpdate, []string{"0[name]", "Mary"}, nil, "BAD_PARAMS"},
		"no ids":               {opContactDelete, nil, nil, "BAD_PARAMS"},
		"unknown worker":       {opContactInsert, []string{"0[manager_id]", "9"}, nil, "BAD_PARAMS"},
		"unknown type":         {opContactInsert, []string{"0[marktype]", "9"}, nil, "BAD_PARAMS"},
		"unknown source":       {opContactInsert, []string{"0[source]", "web"}, nil, "BAD_PARAMS"},
		"one wrong row":        {opContactInsert, []string{"0[name]", "Mary", "1[marktype]", "9"}, nil, "BAD_PARAMS"},
		"no right":             {opContactDelete, []string{"0", "10000"}, func(s *Settings) { s.Denied = []string{opContactDelete} }, "ACCESS_DENY"},
		"no such operation":    {opContactInsert, []string{"0[name]", "M"}, func(s *Settings) { s.Missing = []string{opContactInsert} }, "BAD_REQUEST"},
		"overloaded":           {opContactInsert, []string{"0[name]", "M"}, func(s *Settings) { s.FailCode = []FailCode{{Code: "SERVER_IS_OVERLOADED"}} }, "SERVER_IS_OVERLOADED"},
		"unknown parameter":    {opContactInsert, []string{"0[colour]", "red"}, func(s *Settings) { s.UnknownParams = Refuse }, "BAD_PARAMS"},
	} {
		t.Run(name, func(t *testing.T) {
			srv := newServer(t, c.edit)
			ids := srv.IDs(ListContacts)
			require.Equal(t, c.want, refused(t, post(t, srv, c.op, c.params...)))
			require.Equal(t, ids, srv.IDs(ListContacts))
			require.Empty(t, srv.Executed())
		})
	}
	srv := newServer(t, func(s *Settings) { s.Quota = 2 })
	insertedIDs(t, srv, opContactInsert, "0[name]", "Mary")
	list(t, srv, opContacts)
	require.Equal(t, "LIMIT_EXCEEDED", refused(t, post(t, srv, opContactInsert, "0[name]", "Mary")), "writes cost quota as reads do")
	require.Len(t, srv.Executed(), 1)
	w := get(t, srv, http.MethodGet, "/sharedapi/purchaser/insert?apikey="+srv.settings.APIKey+"&params[0][name]=M")
	require.Equal(t, "LIMIT_EXCEEDED", refused(t, w))
}
