package administrate

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// tasksBy returns a list of tasks with the given arguments and selection of nodes.
func (x tenant) tasksBy(args, node string) map[string]any {
	x.t.Helper()
	query := `{tasks` + args + `{pageInfo{totalRecords hasNextPage hasPreviousPage startCursor endCursor} edges{cursor node{` + node + `}}}}`
	return x.get(query, nil, "tasks").(map[string]any)
}

// listed returns the ids of REST of the tasks of a list.
func (x tenant) listed(args string) []int64 {
	x.t.Helper()
	ids := []int64{}
	for _, e := range x.tasksBy(args, "legacyId")["edges"].([]any) {
		ids = append(ids, int64(at(x.t, e, "node", "legacyId").(float64)))
	}
	return ids
}

func TestGraphQLPages(t *testing.T) {
	x := start(t, func(s *Settings) { s.Rows = 230 })
	all := []int64{}
	for offset := 0; offset < 230; offset += 50 {
		all = append(all, x.listed(fmt.Sprintf("(offset:%d,order:{field:createdAt})", offset))...)
	}
	require.Len(t, all, 230)
	require.Len(t, slices.Compact(slices.Sorted(slices.Values(all))), 230)
	for args, want := range map[string]struct{ from, to int }{
		"order:{field:createdAt}":                                         {0, 50},
		"order:{field:createdAt},first:null,offset:null,after:null":       {0, 50},
		"order:{field:createdAt},filters:[null]":                          {0, 50},
		"order:{field:createdAt},first:7":                                 {0, 7},
		"order:{field:createdAt},first:0":                                 {0, 0},
		"order:{field:createdAt},first:100":                               {0, 100},
		"order:{field:createdAt},first:101":                               {0, 100},
		"order:{field:createdAt},first:2000000000,offset:20":              {20, 120},
		"order:{field:createdAt},first:100,offset:200":                    {200, 230},
		"order:{field:createdAt},offset:230":                              {230, 230},
		"order:{field:createdAt},offset:2000000000":                       {230, 230},
		`order:{field:createdAt},after:"` + cursorOf(0) + `"`:             {1, 51},
		`order:{field:createdAt},first:10,after:"` + cursorOf(224) + `"`:  {225, 230},
		`order:{field:createdAt},first:10,after:"` + cursorOf(229) + `"`:  {230, 230},
		`order:{field:createdAt},first:10,after:"` + cursorOf(9999) + `"`: {230, 230},
	} {
		list := x.tasksBy("("+args+")", "legacyId")
		info, edges := list["pageInfo"].(map[string]any), list["edges"].([]any)
		ids := []int64{}
		for i, e := range edges {
			ids = append(ids, int64(at(t, e, "node", "legacyId").(float64)))
			require.Equal(t, cursorOf(int64(want.from+i)), at(t, e, "cursor"), args)
		}
		require.Equal(t, all[want.from:want.to], ids, args)
		require.EqualValues(t, 230, info["totalRecords"])
		require.Equal(t, want.from > 0, info["hasPreviousPage"], args)
		if len(edges) == 0 {
			require.Nil(t, info["startCursor"])
			require.Nil(t, info["endCursor"])
			continue
		}
		require.Equal(t, want.to < 230, info["hasNextPage"], args)
		require.Equal(t, at(t, edges[0], "cursor"), info["startCursor"])
		require.Equal(t, at(t, edges[len(edges)-1], "cursor"), info["endCursor"])
	}
	require.Equal(t, "Q3Vyc29yOjA=", cursorOf(0), "base64 of Cursor:0")
}

func TestGraphQLOrders(t *testing.T) {
	x := start(t, nil)
	natural := x.listed("(first:100)")
	require.Equal(t, natural, x.listed("(first:100)"))
	require.False(t, slices.IsSorted(natural))
	for _, field := range []string{"createdAt", "updatedAt", "start", "end", "status", "subject", "legacyId", "showOnCalendar", "accountId"} {
		rising := x.listed("(first:100,order:{field:" + field + "})")
		require.Equal(t, rising, x.listed("(first:100,order:{field:"+field+",direction:asc})"), field)
		require.NotEqual(t, rising, x.listed("(first:100,order:{field:"+field+",direction:desc})"), field)
		column := x.taskColumns()[field]
		values := []value{}
		for _, id := range rising {
			task, _ := x.store.get(id)
			values = append(values, column.of(&task))
		}
		require.True(t, slices.IsSortedFunc(values, value.compare), field)
	}
	require.Equal(t, x.IDs(ListTasks)[:100], texts(x.listed("(first:100,order:{field:legacyId})")))

	bulk := x.listed(`(first:100,order:{field:createdAt},filters:[{field:createdAt,operation:ge,value:"2016-11-05"},{field:createdAt,operation:lt,value:"2016-11-06"}])`)
	require.Greater(t, len(bulk), 50, "the import of one second")
	require.False(t, slices.IsSorted(bulk), "ties are not in the order of ids")

	y := start(t, func(s *Settings) { s.GraphQL.OrderArgument = orderMany })
	two := y.listed(`(first:100,orderBy:[{field:status},{field:legacyId,direction:desc}])`)
	for i, id := range two[1:] {
		a, _ := y.store.get(two[i])
		b, _ := y.store.get(id)
		require.LessOrEqual(t, a.status, b.status)
		require.True(t, a.status < b.status || a.id > b.id)
	}
	require.Equal(t, natural, y.listed("(first:100,orderBy:[])"))
	require.Equal(t, natural, y.listed("(first:100,orderBy:null)"))
}

func TestZonedTimes(t *testing.T) {
	x := start(t, func(s *Settings) { s.GraphQL.Zoned = true })
	naive := start(t, nil)
	first := `(first:1,order:{field:legacyId},filters:[{field:start,operation:notnull}])`
	node := "createdAt updatedAt start"
	zoned := at(t, x.tasksBy(first, node)["edges"].([]any)[0], "node").(map[string]any)
	for key, v := range at(t, naive.tasksBy(first, node)["edges"].([]any)[0], "node").(map[string]any) {
		require.Equal(t, v.(string)+"Z", zoned[key], key)
	}
	filter := func(value string) []int64 {
		return x.listed(`(first:100,order:{field:legacyId},filters:[{field:createdAt,operation:lt,value:"` + value + `"}])`)
	}
	require.NotEmpty(t, filter("2014-01-01T00:00:00Z"))
	require.Equal(t, filter("2014-01-01T00:00:00Z"), filter("2014-01-01"))
	require.Equal(t, filter("2014-01-01T00:00:00Z"), filter("2014-01-01T03:00:00+03:00"))
	a := x.ask(`{tasks(filters:[{field:createdAt,operation:lt,value:"2014-01-01T00:00:00"}]){edges{node{id}}}}`, nil)
	require.Contains(t, a.Errors[0].Message, "is not a date-time with an offset")
}

func TestReferenceLists(t *testing.T) {
	x := start(t, func(s *Settings) { s.GraphQL.ReferenceLists = listsAll })
	for _, e := range references {
		list := x.get(`{`+e.list+`(first:2,offset:1){pageInfo{totalRecords hasNextPage} edges{cursor node{id legacyId}}}}`, nil, e.list)
		require.EqualValues(t, e.count, at(t, list, "pageInfo", "totalRecords"), e.name)
		require.Equal(t, map[string]any{"cursor": cursorOf(1), "node": map[string]any{"id": e.global(2), "legacyId": 2.0}}, list.(map[string]any)["edges"].([]any)[0])
		for _, filter := range []string{`{field:id,operation:in,values:["` + e.global(3) + `"]}`, `{field:legacyId,operation:gt,value:"2"},{field:legacyId,operation:lt,value:"4"}`} {
			list = x.get(`{`+e.list+`(filters:[`+filter+`]){edges{node{legacyId}}}}`, nil, e.list)
			require.Equal(t, map[string]any{"edges": []any{map[string]any{"node": map[string]any{"legacyId": 3.0}}}}, list, e.name)
		}
		a := x.ask(`{`+e.list+`(filters:[{field:id,operation:eq,value:"x"}]){edges{node{id}}}}`, nil)
		require.Contains(t, a.Errors[0].Message, "is not the id of a "+e.name)
	}
	users := start(t, nil)
	require.EqualValues(t, userCount, users.get(`{users{pageInfo{totalRecords}}}`, nil, "users", "pageInfo", "totalRecords"))
	require.NotEmpty(t, users.ask(`{users(filters:[]){edges{node{id}}}}`, nil).Errors)
	require.NotEmpty(t, users.ask(`{accounts{edges{node{id}}}}`, nil).Errors)
	none := start(t, func(s *Settings) { s.GraphQL.ReferenceLists = listsNone })
	require.NotEmpty(t, none.ask(`{users{edges{node{id}}}}`, nil).Errors)
}

func TestDeletionsBetweenPages(t *testing.T) {
	x := start(t, func(s *Settings) { s.GraphQL.DeleteBetween = 2 })
	all := x.listed("(first:100,order:{field:createdAt})")
	require.Equal(t, all[1:], x.listed("(first:100,order:{field:createdAt})")[:99], "before the second list the first task is deleted")
	require.Len(t, x.IDs(ListTasks), 299)
	require.Equal(t, all[1:], x.listed("(first:100,order:{field:createdAt})")[:99])
	x.listed(`(order:{field:createdAt},filters:[{field:legacyId,operation:eq,value:"-1"}])`)
	require.Len(t, x.IDs(ListTasks), 299, "what lists nothing deletes nothing")

	y := start(t, func(s *Settings) { s.Churn = 3 })
	before := y.IDs(ListTasks)
	y.listed("")
	require.Equal(t, before, y.IDs(ListTasks))
	y.listed("")
	require.Equal(t, before[1:], y.IDs(ListTasks)[:299], "churn comes between lists of both transports")
}

func TestListsShowChangesAtOnce(t *testing.T) {
	x := start(t, nil)
	const args = `(first:100,order:{field:legacyId,direction:desc})`
	before := x.listed(args)
	id := x.Insert(ListTasks)
	require.Equal(t, id, texts(x.listed(args))[0])
	x.do("PUT", pathTasks+"/"+id, `{"status":"only this"}`)
	const filter = `(filters:[{field:status,operation:eq,value:"only this"}])`
	require.Equal(t, []string{id}, texts(x.listed(filter)))
	require.NoError(t, x.Delete(ListTasks, id))
	require.Equal(t, before, x.listed(args))
	list := x.tasksBy(filter, "id")
	require.Empty(t, list["edges"])
	require.Zero(t, at(t, list, "pageInfo", "totalRecords"))
	for i := range 2 * maxOrders { // more lists than are kept
		require.Len(t, x.listed(fmt.Sprintf(`(first:%d,filters:[{field:legacyId,operation:gt,value:"%d"}])`, i, i)), i)
	}
}

func TestUpdatedAtMovesForward(t *testing.T) {
	now := time.Date(2026, 11, 20, 15, 4, 5, 0, time.UTC)
	x := start(t, func(s *Settings) { s.Now = func() time.Time { return now } })
	get := func(id string) (created, updated string) {
		node := at(t, x.tasksBy(`(filters:[{field:legacyId,operation:eq,value:"`+id+`"}])`, "createdAt updatedAt")["edges"].([]any)[0], "node").(map[string]any)
		return node["createdAt"].(string), node["updatedAt"].(string)
	}
	ids := x.IDs(ListTasks)
	same := 0
	for _, id := range ids {
		created, updated := get(id)
		require.LessOrEqual(t, created, updated)
		if created == updated {
			same++
		}
	}
	require.Greater(t, same, 250, "but of tasks with an earlier date of their clients")

	x.do("PUT", pathTasks+"/"+ids[0], `{"status":"x"}`)
	require.NoError(t, x.Touch(ListTasks, ids[1]))
	inserted := x.Insert(ListTasks)
	for _, id := range []string{ids[0], ids[1], inserted} {
		_, updated := get(id)
		require.Equal(t, "2026-11-20T15:04:05", updated, id)
	}
	now = now.Add(-time.Hour)
	x.do("PUT", pathTasks+"/"+ids[0], `{"created_on":"2030-01-01"}`)
	created, updated := get(ids[0])
	require.Equal(t, "2030-01-01T00:00:00", created)
	require.Equal(t, "2026-11-20T15:04:05", updated, "never backwards")
	require.NoError(t, x.Touch(ListTasks, ids[2]))
	_, updated = get(ids[2])
	require.Equal(t, "2026-11-20T15:04:05", updated, "of another task neither")
	now = now.Add(2 * time.Hour)
	x.get(`mutation($id:ID!){tasks{update(input:{taskId:$id,status:"y"}){task{id}}}}`, map[string]any{"id": taskEntity.global(1)}, "tasks")
	_, updated = get(ids[0])
	require.Equal(t, "2026-11-20T16:04:05", updated)
}
