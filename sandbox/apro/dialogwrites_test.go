package apro

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
)

// typeRow returns a row of externaldialogs/dialogtypeslist.
func typeRow(t *testing.T, srv *Server, id string) map[string]any {
	t.Helper()
	for _, page := range []string{"0", "1"} {
		for _, row := range read[map[string][]map[string]any](t, srv, opDialogTypes, "page", page)["list"] {
			if row["id"] == id {
				return row
			}
		}
	}
	return nil
}

// madeDialog is the data of the answer to externaldialogs/insert. A type that existed has no id there.
type madeDialog struct {
	ClientKey string       `json:"clientkey"`
	DialogID  *json.Number `json:"dialogid"`
}

func TestNewDialogs(t *testing.T) {
	srv := newServer(t, nil)
	before := srv.ClientKeys("7")
	w := post(t, srv, opDialogInsert, "customer", contactID, "dialog[id]", "7")
	var first madeDialog
	require.NoError(t, json.Unmarshal(open(t, w).Data, &first))
	require.Equal(t, `{"status":"success","data":{"clientkey":"`+first.ClientKey+`"}}`, w.Body.String(), "the page's answer")
	require.Regexp(t, `^[0-9a-f]{32}$`, first.ClientKey)
	second := read[madeDialog](t, srv, opDialogInsert, "customer", "0", "dialog[id]", "7", "dialog[name]", "Other", "dialog[employees][]", "1")
	require.Equal(t, append(before, first.ClientKey, second.ClientKey), srv.ClientKeys("7"))
	require.NotEqual(t, "Other", typeRow(t, srv, "7")["name"], "a type that exists stays as it is")
	require.Equal(t, []Effect{
		{Op: opDialogInsert, Number: 1, ID: first.ClientKey}, {Op: opDialogInsert, Number: 2, ID: second.ClientKey},
	}, srv.Executed())
	require.JSONEq(t, `{"list":[],"total":0}`, string(open(t, post(t, srv, opMessages, "group", "7", "client", first.ClientKey, "date", late)).Data))
	require.JSONEq(t, `{"list":[]}`, string(open(t, post(t, srv, opUnread, "groups", "7", "client", first.ClientKey)).Data))
	require.Len(t, read[map[string][]any](t, srv, opDialogTypes)["list"], dialogTypes)
}

func TestNewDialogTypes(t *testing.T) {
	srv := newServer(t, nil)
	w := post(t, srv, opDialogInsert, "dialog[name]", "Viber «Офис»", "dialog[employees][0]", "47", "dialog[employees][1]", "48")
	key := srv.ClientKeys("24")[0]
	require.Equal(t, `{"status":"success","data":{"clientkey":"`+key+`","dialogid":24}}`, w.Body.String(), "the page's answer, the id a number")
	require.Equal(t, map[string]any{"id": "24", "name": "Viber «Офис»", "employees": []any{"47", "48"}}, typeRow(t, srv, "24"))
	again := read[madeDialog](t, srv, opDialogInsert, "customer", "0", "dialog[id]", "0", "dialog[name]", "Viber «Офис»", "dialog[employees]", "49")
	require.Equal(t, "25", again.DialogID.String(), "the same name makes another type")
	require.Equal(t, []any{"49"}, typeRow(t, srv, "25")["employees"])
	require.NotEqual(t, key, again.ClientKey)
	more := read[madeDialog](t, srv, opDialogInsert, "dialog[id]", "24")
	require.Nil(t, more.DialogID)
	require.Equal(t, []string{key, more.ClientKey}, srv.ClientKeys("24"))
	page := read[map[string][]map[string]any](t, srv, opDialogTypes, "count", "10", "page", "2")["list"]
	require.Equal(t, []string{"21", "22", "23", "24", "25"}, column(page, "id"))
}

func TestUpdatesOfDialogTypes(t *testing.T) {
	srv := newServer(t, nil)
	old := typeRow(t, srv, "3")
	update := func(params ...string) string { return post(t, srv, opDialogUpdate, params...).Body.String() }
	const done = `{"status":"success","data":{"status":true}}`
	require.Equal(t, done, update("id", "3", "name", "Max"))
	require.Equal(t, map[string]any{"id": "3", "name": "Max", "employees": old["employees"]}, typeRow(t, srv, "3"))
	require.Equal(t, done, update("id", "3", "employees[]", "48", "employees[7]", "50"))
	require.Equal(t, map[string]any{"id": "3", "name": "Max", "employees": []any{"48", "50"}}, typeRow(t, srv, "3"))
	require.Equal(t, done, update("id", "3", "employees", "0"))
	require.Equal(t, []any{}, typeRow(t, srv, "3")["employees"], "a text that is no worker empties the list")
	require.Equal(t, `{"status":"success","data":{"status":false}}`, update("id", "24", "name", "Max"), "no such type")
	require.Equal(t, []Effect{
		{Op: opDialogUpdate, Number: 1, ID: "3"}, {Op: opDialogUpdate, Number: 2, ID: "3"}, {Op: opDialogUpdate, Number: 3, ID: "3"},
	}, srv.Executed())
	read[madeDialog](t, srv, opDialogInsert, "dialog[name]", "New")
	require.Equal(t, done, update("id", "24", "name", "Newer"))
	require.Equal(t, "Newer", typeRow(t, srv, "24")["name"])
	require.NotEqual(t, "Max", typeRow(t, srv, "4")["name"])
}
