package apro

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// fill sends a filled form; params are name, text, name, text.
func fill(t *testing.T, srv *Server, params ...string) string {
	t.Helper()
	vars := url.Values{"action": {"fillform"}, "host": {"sitename.com"}}
	for i := 0; i < len(params); i += 2 {
		vars.Add(params[i], params[i+1])
	}
	return form(t, srv, http.MethodPost, vars).Body.String()
}

// asked is a form as getform describes it: fields by group.
type asked map[string]map[string]struct {
	Require  string
	Type     string `json:"type_data"`
	Variants []struct{ ID, Value string }
}

// askedBy returns the five groups of a form.
func askedBy(t *testing.T, srv *Server, id string) asked {
	t.Helper()
	w := form(t, srv, http.MethodPost, url.Values{"action": {"getform"}, "form": {id}})
	var all map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &all))
	groups := asked{}
	for _, group := range []string{"def_customer", "ext_customer", "ext_request", "def_stock", "ext_stock"} {
		fields := groups[group]
		if string(all[group]) != "[]" {
			require.NoError(t, json.Unmarshal(all[group], &fields), group)
		}
		groups[group] = fields
	}
	return groups
}

// answers returns parameters for each field of a form, or for the obligatory ones.
func answers(id string, groups asked, obligatory bool) []string {
	params := []string{"formtype", id}
	for group, fields := range groups {
		for key, f := range fields {
			if obligatory && f.Require == "0" {
				continue
			}
			name, text := "data["+group+"]["+key+"]", "Answer "+key
			if group[:4] == "ext_" {
				name += "[value]"
			}
			switch f.Type {
			case "select", "multiselect":
				text = "12"
				if key != "parent" {
					text = f.Variants[1].Value
				}
			case "integer", "price", "decimal", "barcode":
				text = "30"
			case "datetime_range", "integer_range", "time_range":
				name += "[0]"
			case "radio":
				text = "1"
			}
			params = append(params, name, text)
		}
	}
	return params
}

func newest(t *testing.T, srv *Server, op string, params ...string) map[string]any {
	t.Helper()
	rows := list(t, srv, op, append([]string{"date[from]", "2026-11-21", "order_field", "id", "order", "desc", "limit", "1"}, params...)...).List
	if len(rows) == 0 {
		return nil
	}
	return rows[0]
}

// TestFilledForms make a contact, an activity and a stock item with the values of all fields.
func TestFilledForms(t *testing.T) {
	for _, dialect := range []string{English, Intrum, Both} {
		srv := newServer(t, func(s *Settings) { s.Dialect, s.UnknownParams = dialect, Refuse })
		groups := askedBy(t, srv, "1")
		require.Equal(t, `{"status":"success","form":"34"}`, fill(t, srv, answers("1", groups, false)...), "the page's answer")
		contact, activity, item := newest(t, srv, opContacts), newest(t, srv, opActivities), newest(t, srv, opStock, "type", "1")
		id := contact["id"]
		for _, key := range []string{"name", "surname"} {
			require.Equal(t, "Answer "+key, contact[key])
		}
		patronymic := spelled(dialect, "patronymic")
		require.Equal(t, "Answer "+patronymic, contact[patronymic])
		want := map[string]any{"email": []any{"Answer email"}, "phone": []any{"Answer phone"}}
		require.Equal(t, want, shown(dialect, contact, want))
		require.Equal(t, []any{id, "1", "online_form", "unselected"},
			[]any{activity["customer_id"], activity["request_type_id"], activity["source"], activity["status"]})
		require.Equal(t, []any{id, "12", "Answer name"}, []any{item["customer_relation"], item["parent"], item["name"]})
		for group, row := range map[string]map[string]any{"ext_customer": contact, "ext_request": activity, "ext_stock": item} {
			values := customFields(row)
			require.Len(t, values, len(groups[group]), group)
			for key, f := range groups[group] {
				require.Contains(t, values, key)
				if f.Type == "select" {
					require.Equal(t, f.Variants[1].Value, values[key])
				}
			}
		}
		require.Equal(t, []Effect{{Op: opFillForm, Number: 1, ID: "34"}}, srv.Executed())
		require.Equal(t, `{"status":"success","form":"35"}`, fill(t, srv, answers("2", askedBy(t, srv, "2"), true)...))
		require.NotEqual(t, id, newest(t, srv, opContacts)["id"], "each filled form makes a contact")
	}
}

// TestFormsWithoutObject make no stock item.
func TestFormsWithoutObject(t *testing.T) {
	srv := newServer(t, nil)
	items := srv.IDs(ListStock)
	require.Equal(t, `{"status":"success","form":"34"}`, fill(t, srv, "formtype", "3", "data[def_customer][name]", "Mary",
		"data[def_stock][name]", "House", "data[ext_customer][23][value]", "Dean", "data[def_customer][manager_id]", "47"))
	require.Equal(t, items, srv.IDs(ListStock))
	contact := newest(t, srv, opContacts)
	require.Equal(t, []any{"Mary", "0", map[string]any{}}, []any{contact["name"], contact["manager_id"], any(customFields(contact))}, "nothing but what the form asks")
	require.Equal(t, contact["id"], newest(t, srv, opActivities)["customer_id"])
	srv = newServer(t, nil)
	require.Equal(t, `{"status":"success","form":"34"}`, fill(t, srv, answers("1", askedBy(t, srv, "1"), true)...))
	require.Equal(t, "11", newest(t, srv, opStock, "type", "1")["parent"], "without a category the first one")
}

// TestFormsInBothDialects take either name of the patronymic.
func TestFormsInBothDialects(t *testing.T) {
	for dialect, want := range map[string]string{English: "", Intrum: "Ann", Both: "Ann"} {
		srv := newServer(t, func(s *Settings) { s.Dialect = dialect })
		fill(t, srv, "formtype", "3", "data[def_customer][name]", "Mary", "data[def_customer][secondname]", "Ann")
		require.Equal(t, want, newest(t, srv, opContacts)[spelled(dialect, "patronymic")], dialect)
	}
}

// TestFormsRefuse leaves out each obligatory field in turn, and sends other wrong forms.
func TestFormsRefuse(t *testing.T) {
	srv := newServer(t, nil)
	whole := answers("1", askedBy(t, srv, "1"), true)
	const refusal = `{"status":"fail","message":"BAD_PARAMS"}`
	for i := 0; i < len(whole); i += 2 {
		lacking := append(append([]string{}, whole[:i]...), whole[i+2:]...)
		require.Equal(t, refusal, fill(t, srv, lacking...), "without %s", whole[i])
		require.Equal(t, refusal, fill(t, srv, append(lacking, whole[i], "")...), "empty %s", whole[i])
	}
	require.Len(t, whole, 2*(1+1+5+5+1+5), "formtype, two names, and five fields of each record")
	for name, params := range map[string][]string{
		"unknown form":             {"formtype", "4", "data[def_customer][name]", "Mary"},
		"form zero":                {"formtype", "0", "data[def_customer][name]", "Mary"},
		"data as text":             {"formtype", "3", "data", "Mary"},
		"a list for a name":        {"formtype", "3", "data[def_customer][name][0]", "Mary"},
		"category of another type": append([]string{"data[def_stock][parent]", "99"}, whole...),
	} {
		require.Equal(t, refusal, fill(t, srv, params...), name)
	}
	for _, list := range []string{ListContacts, ListActivities, ListStock} {
		require.Equal(t, newServer(t, nil).IDs(list), srv.IDs(list))
	}
	require.Empty(t, srv.Executed())

	strict := newServer(t, func(s *Settings) { s.UnknownParams = Refuse })
	for i, params := range [][]string{
		{"data[def_customer][manager_id]", "47"},
		{"data[def_stock][name]", "House"},
		{"data[ext_customer][23][value]", "Dean"},
		{"data[other][name]", "A"},
		{"other", "A"},
	} {
		params = append([]string{"formtype", "3", "data[def_customer][name]", "Mary"}, params...)
		require.Equal(t, refusal, fill(t, strict, params...))
		require.Equal(t, `{"status":"success","form":"`+strconv.Itoa(34+i)+`"}`, fill(t, srv, params...), "unknown parameters are ignored")
	}
	require.Empty(t, strict.Executed())
}

// TestFormsByAction counts the two actions apart.
func TestFormsByAction(t *testing.T) {
	srv := newServer(t, nil)
	askedBy(t, srv, "1")
	fill(t, srv, "formtype", "9")
	form(t, srv, http.MethodPost, url.Values{"action": {"explode"}})
	require.Equal(t, "BAD_REQUEST", refused(t, get(t, srv, http.MethodGet, "/onlineforms?action=fillform&formtype=3&data[def_customer][name]=Mary")))
	require.Equal(t, map[string]int64{opForm: 2, opFillForm: 2}, srv.Requests())
	require.Empty(t, srv.Executed())
	require.Equal(t, "ACCESS_DENY", refused(t, form(t, srv, http.MethodPost, url.Values{"action": {"fillform"}, "apikey": {"x"}})))
	require.Equal(t, `{"status":"success","form":"34"}`,
		fill(t, srv, "formtype", "3", "data[def_customer][name]", "Mary", "apikey", srv.settings.APIKey))
}
