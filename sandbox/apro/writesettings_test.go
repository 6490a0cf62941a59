package apro

import (
	"net/http"
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
	w := get(t, srv, http.MethodGet, "/sharedapi/purchaser/insert?apikey="+srv.settings.APIKey+"&params[0][name]=M")
	require.Equal(t, "LIMIT_EXCEEDED", refused(t, w))
}
