package apro

import (
	"fmt"
	"net/http"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestRefusedWrites(t *testing.T) {
	for name, c := range map[string]struct {
		op     string
		params []string
		edit   func(*Settings)
		want   string
	}{
		"no rows":                  {opContactInsert, nil, nil, "BAD_PARAMS"},
		"an object for a list":     {opContactInsert, []string{"name", "Mary"}, nil, "BAD_PARAMS"},
		"no id":                    {opContactUpdate, []string{"0[name]", "Mary"}, nil, "BAD_PARAMS"},
		"no ids":                   {opContactDelete, nil, nil, "BAD_PARAMS"},
		"unknown worker":           {opContactInsert, []string{"0[manager_id]", "9"}, nil, "BAD_PARAMS"},
		"unknown type":             {opContactInsert, []string{"0[marktype]", "9"}, nil, "BAD_PARAMS"},
		"unknown source":           {opContactInsert, []string{"0[source]", "web"}, nil, "BAD_PARAMS"},
		"one wrong row":            {opContactInsert, []string{"0[name]", "Mary", "1[marktype]", "9"}, nil, "BAD_PARAMS"},
		"activity without type":    {opActivityInsert, []string{"0[customers_id]", contactID}, nil, "BAD_PARAMS"},
		"activity without contact": {opActivityInsert, []string{"0[request_type]", "1", "0[customers_id]", "0"}, nil, "BAD_PARAMS"},
		"activity of no contact":   {opActivityInsert, []string{"0[request_type]", "1", "0[customers_id]", "7"}, nil, "BAD_PARAMS"},
		"unknown activity type":    {opActivityUpdate, []string{"0[id]", "1000", "0[request_type]", "0"}, nil, "BAD_PARAMS"},
		"unknown status":           {opActivityUpdate, []string{"0[id]", "1000", "0[status]", "done"}, nil, "BAD_PARAMS"},
		"stage of another type":    {opDealInsert, []string{"0[sales_type_id]", "1", "0[sales_status_id]", "21"}, nil, "BAD_PARAMS"},
		"stock without category":   {opStockInsert, []string{"0[name]", "House"}, nil, "BAD_PARAMS"},
		"update without category":  {opStockUpdate, []string{"0[id]", "100000", "0[name]", "House"}, nil, "BAD_PARAMS"},
		"category of no type":      {opStockInsert, []string{"0[parent]", "41"}, nil, "BAD_PARAMS"},
		"no such category":         {opStockInsert, []string{"0[parent]", "18"}, nil, "BAD_PARAMS"},
		"a list for an id":         {opStockInsert, []string{"0[parent][0]", "11"}, nil, "BAD_PARAMS"},
		"no right":                 {opContactDelete, []string{"0", "10000"}, func(s *Settings) { s.Denied = []string{opContactDelete} }, "ACCESS_DENY"},
		"no such operation":        {opContactInsert, []string{"0[name]", "M"}, func(s *Settings) { s.Missing = []string{opContactInsert} }, "BAD_REQUEST"},
		"overloaded":               {opContactInsert, []string{"0[name]", "M"}, func(s *Settings) { s.FailCode = []FailCode{{Code: "SERVER_IS_OVERLOADED"}} }, "SERVER_IS_OVERLOADED"},
		"unknown parameter":        {opContactInsert, []string{"0[colour]", "red"}, func(s *Settings) { s.UnknownParams = Refuse }, "BAD_PARAMS"},
	} {
		t.Run(name, func(t *testing.T) {
			srv := newServer(t, c.edit)
			require.Equal(t, c.want, refused(t, post(t, srv, c.op, c.params...)))
			require.Equal(t, newServer(t, nil).tables, srv.tables, "no row changed")
			require.Empty(t, srv.Executed())
		})
	}
	srv := newServer(t, func(s *Settings) { s.Quota = 2 })
	insertedIDs(t, srv, opContactInsert, "0[name]", "Mary")
	list(t, srv, opContacts)
	require.Equal(t, "LIMIT_EXCEEDED", refused(t, post(t, srv, opContactInsert, "0[name]", "Mary")), "writes cost quota as reads do")
	require.Len(t, srv.Executed(), 1)
	srv = newServer(t, nil)
	w := get(t, srv, http.MethodGet, "/sharedapi/purchaser/insert?apikey="+srv.settings.APIKey+"&params[0][name]=M")
	require.Equal(t, "BAD_REQUEST", refused(t, w))
	require.Empty(t, srv.Executed())
}

// TestAnswersToWrongRows sends three new contacts, the second of a type that does not exist.
func TestAnswersToWrongRows(t *testing.T) {
	for name, c := range map[string]struct {
		edit     func(*Settings)
		want     string // the answer; %d are the next ids
		executed int
	}{
		"none":     {func(*Settings) {}, `{"status":"fail","message":"BAD_PARAMS"}`, 0},
		"missing":  {func(s *Settings) { s.InsertedFailures = FailuresMissing }, `{"status":"success","data":[%d,%d]}`, 2},
		"zero":     {func(s *Settings) { s.InsertedFailures = FailuresZero }, `{"status":"success","data":[%d,0,%d]}`, 2},
		"null":     {func(s *Settings) { s.InsertedFailures = FailuresNull }, `{"status":"success","data":[%d,null,%d]}`, 2},
		"after":    {func(s *Settings) { s.BadParamsAfterInsert = true }, `{"status":"fail","message":"BAD_PARAMS"}`, 2},
		"reversed": {func(s *Settings) { s.InsertedFailures, s.InsertedOrder = FailuresZero, Reversed }, `{"status":"success","data":[%[2]d,0,%[1]d]}`, 2},
	} {
		t.Run(name, func(t *testing.T) {
			srv := newServer(t, c.edit)
			before, next := len(srv.IDs(ListContacts)), srv.tables[ListContacts].nextID
			w := post(t, srv, opContactInsert, "0[name]", "One", "1[name]", "Two", "1[marktype]", "9", "2[name]", "Three")
			if c.executed > 0 && name != "after" {
				c.want = fmt.Sprintf(c.want, next, next+1)
			}
			require.Equal(t, c.want, w.Body.String())
			require.Len(t, srv.IDs(ListContacts), before+c.executed)
			effects := srv.Executed()
			require.Len(t, effects, c.executed)
			if c.executed == 0 {
				return
			}
			names := column(list(t, srv, opContacts, "order_field", "id", "order", "asc", "date[from]", "2026-11-21").List, "name")
			if name == "after" {
				require.Equal(t, []string{"One", "Two"}, names, "the wrong row lacks what is wrong")
				require.Equal(t, []int{0, 1}, []int{effects[0].Row, effects[1].Row})
			} else {
				require.Equal(t, []string{"One", "Three"}, names)
				require.Equal(t, []int{0, 2}, []int{effects[0].Row, effects[1].Row})
			}
		})
	}
}

func TestOrderOfInsertedIDs(t *testing.T) {
	params := []string{"0[name]", "One", "1[name]", "Two"}
	sent := insertedIDs(t, newServer(t, nil), opContactInsert, params...)
	srv := newServer(t, func(s *Settings) { s.InsertedOrder = Reversed })
	reversed := insertedIDs(t, srv, opContactInsert, params...)
	require.Equal(t, []int64{sent[1], sent[0]}, reversed)
	require.Equal(t, "One", list(t, srv, opContacts, "byid", strconv.FormatInt(sent[0], 10)).List[0]["name"])
}

// TestWrongRowsThatCannotBeStored lack an obligatory parameter, so that nothing of them is stored after all.
func TestWrongRowsThatCannotBeStored(t *testing.T) {
	for _, edit := range []func(*Settings){
		func(s *Settings) { s.BadParamsAfterInsert = true }, func(s *Settings) { s.InsertedFailures = FailuresZero },
	} {
		srv := newServer(t, edit)
		for op, params := range map[string][]string{
			opActivityInsert: {"0[request_type]", "9", "0[customers_id]", contactID}, opStockInsert: {"0[name]", "House"},
			opContactInsert: {"0", "Mary"}, opDealInsert: {"sale_name", "Flat"},
		} {
			post(t, srv, op, params...)
		}
		require.Empty(t, srv.Executed())
		// A wrong row of an update refuses the request, whatever insertions answer.
		require.Equal(t, "BAD_PARAMS", refused(t, post(t, srv, opStockUpdate, "0[id]", "100000", "0[name]", "House")))
	}
}

func TestContactLists(t *testing.T) {
	for setting, want := range map[string][]any{
		Replace: {"b@example.org", "c@example.org"}, Merge: {"a@example.org", "b@example.org", "c@example.org"},
	} {
		srv := newServer(t, func(s *Settings) { s.ContactLists = setting })
		id := idTexts(insertedIDs(t, srv, opContactInsert, "0[email][]", "a@example.org", "0[email][]", "b@example.org"))[0]
		done(t, srv, opContactUpdate, "0[id]", id, "0[email][0][mail]", "b@example.org", "0[email][0][comment]", "new", "0[email][1]", "c@example.org")
		row := list(t, srv, opContacts, "byid", id).List[0]
		require.Equal(t, want, shown(English, row, map[string]any{"email": nil})["email"], setting)
		require.Equal(t, "new", row["email"].([]any)[len(want)-2].(map[string]any)["comment"])
		drawn := list(t, srv, opContacts, "byid", contactID).List[0]["phone"].([]any)
		require.NotEmpty(t, drawn)
		done(t, srv, opContactUpdate, "0[id]", contactID, "0[phone]", "")
		left := list(t, srv, opContacts, "byid", contactID).List[0]["phone"].([]any)
		require.Equal(t, setting == Merge, len(left) == len(drawn), "an empty text clears the list, or adds nothing")
	}
}

func TestIgnoredWrites(t *testing.T) {
	srv := newServer(t, func(s *Settings) { s.IgnoredWrites = []string{"manager_id", "fields"} })
	id := idTexts(insertedIDs(t, srv, opContactInsert, "0[name]", "Mary", "0[manager_id]", "47", "0[fields][0][id]", "21", "0[fields][0][value]", "x"))[0]
	row := list(t, srv, opContacts, "byid", id, "manager", "0").List[0]
	require.Equal(t, []any{"Mary", "0", []any{}}, []any{row["name"], row["manager_id"], row["fields"]})
	require.Empty(t, list(t, srv, opContacts, "manager", "47", "byid", id).List, "reads know the parameters that writes ignore")
}

func TestWritesWithoutActivity(t *testing.T) {
	forEachWrite(t, func(t *testing.T, c writeCase, dialect string, _ *Server) {
		srv := newServer(t, func(s *Settings) { s.Dialect, s.TouchesActivity = dialect, false })
		id := srv.IDs(c.list)[20]
		read := func(publish string) map[string]any {
			return list(t, srv, c.path+"/filter", "byid", id, "publish", publish).List[0]
		}
		before := read("1")
		done(t, srv, c.path+"/update", rowParams(dialect, 0, append([]string{"id", id}, c.change...)...)...)
		after := read("1")
		require.Equal(t, c.changed, shown(dialect, after, c.changed))
		require.Equal(t, before[c.activity], after[c.activity])
		require.Equal(t, before["last_modify"], after["last_modify"])
		done(t, srv, c.path+"/delete", "0", id)
		require.Equal(t, before[c.activity], read("0")[c.activity])
	})
}
