package solos

import (
	"fmt"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// childPaths are where the children of a project are listed, by operation.
var childPaths = map[string]string{
	OpSteps: pathProjects + "/steps", OpActions: pathProjects + "/actions", OpChecklists: pathProjects + "/checklists",
	OpGoods: pathProjects + "/goods", OpPayments: pathProjects + "/payments",
}

// of returns the children of a project in the default envelope.
func (x tenant) of(op, project, query string) []row {
	x.t.Helper()
	status, body := x.do("GET", childPaths[op]+"?id="+project+query, "")
	require.Equal(x.t, 200, status, body)
	return x.decode(body)
}

// TestChildrenAgreeWithTheFilter compares what belongs to projects with what the filter says of them.
func TestChildrenAgreeWithTheFilter(t *testing.T) {
	x := start(t, func(s *Settings) { s.MaxCount = 0 })
	chosen := func(body string) []string { return rowIDs(x.post(`{"count":1000,` + body + `}`)) }
	for op, having := range map[string]string{OpActions: "actions", OpPayments: "payments", OpGoods: "goods"} {
		with, without := chosen(`"having":"`+having+`"`), chosen(`"having":"no_`+having+`"`)
		require.NotEmpty(t, with)
		require.NotEmpty(t, without, "some projects have none")
		for _, id := range x.IDs(ListProjects) {
			require.Equal(t, slices.Contains(with, id), len(x.IDs(ListOf(id, op))) > 0, "%s of %s", op, id)
		}
	}
	for key, of := range map[string]struct{ op, key string }{
		"actions_type_id": {OpActions, "action_id"}, "good_id": {OpGoods, "good_id"},
	} {
		with := chosen(`"buildin_data":{"` + key + `":[2]}`)
		require.NotEmpty(t, with)
		for _, id := range x.IDs(ListProjects)[:60] {
			has := slices.ContainsFunc(x.of(of.op, id, ""), func(r row) bool { return r[of.key] == 2.0 })
			require.Equal(t, slices.Contains(with, id), has, "%s of %s", key, id)
		}
	}
	for _, id := range chosen(`"having":"checklists_expired"`) {
		require.Equal(t, 1.0, x.of(OpChecklists, id, "")[0]["expired"])
	}
}

// TestChildrenVary requires what a client has to cope with.
func TestChildrenVary(t *testing.T) {
	x := start(t, func(s *Settings) { s.MaxCount = 0 })
	most, directions, seen := map[string]int{}, map[any]int{}, map[string]bool{}
	for _, id := range x.IDs(ListProjects) {
		for op := range childPaths {
			rows := x.of(op, id, "&count=1000")
			most[op] = max(most[op], len(rows))
			require.Equal(t, x.IDs(ListOf(id, op)), append([]string(nil), rowIDs(rows)...))
			for _, r := range rows {
				require.Equal(t, id, strconv.FormatInt(int64(r["project_id"].(float64)), 10))
				if op == OpPayments {
					directions[r["type"]]++
				}
				key := op + strconv.FormatInt(r.id(), 10)
				require.False(t, seen[key], "ids are unique among all projects")
				seen[key] = true
			}
			if op == OpSteps && len(rows) > 0 {
				_, body := x.do("GET", pathInfo+"?id="+id, "")
				require.Contains(t, body, fmt.Sprintf(`"step_id":%v`, rows[len(rows)-1]["step_id"]), "the project stands at the last step")
			}
		}
	}
	require.Greater(t, most[OpActions], 100)
	require.Greater(t, most[OpPayments], 100)
	require.NotZero(t, directions[0.0])
	require.NotZero(t, directions[1.0])
}

// many returns a project with more than a hundred events.
func (x tenant) many(op string) string {
	x.t.Helper()
	for _, id := range x.IDs(ListProjects) {
		if len(x.IDs(ListOf(id, op))) > 100 {
			return id
		}
	}
	require.Fail(x.t, "no project has that many")
	return ""
}

func TestChildrenArePaged(t *testing.T) {
	x := start(t, nil)
	for _, op := range []string{OpActions, OpPayments} {
		id := x.many(op)
		ids := x.IDs(ListOf(id, op))
		for query, want := range map[string][]string{
			"":                                      ids[:100],
			"&count=1000":                           ids[:100],
			"&count=7&offset=95":                    ids[95:min(102, len(ids))],
			"&count=0":                              {},
			"&offset=1000":                          {},
			"&filter_id=" + ids[4]:                  {ids[4]},
			"&filter_id=" + ids[4] + "&offset=1":    {},
			"&filter_id=1":                          {},
			"&count=5&offset=1&filter_id=" + ids[4]: {},
		} {
			require.Equal(t, want, rowIDs(x.of(op, id, query)), query)
		}
	}
	for _, op := range []string{OpSteps, OpGoods, OpChecklists} {
		id := x.IDs(ListProjects)[0]
		for range 120 {
			x.Insert(ListOf(id, op))
		}
		require.GreaterOrEqual(t, len(x.of(op, id, "&count=5&offset=5")), 120, "%s have no pages", op)
	}
}

func TestChildFilters(t *testing.T) {
	x := start(t, func(s *Settings) { s.MaxCount = 0 })
	id := x.many(OpActions)
	for range 20 {
		x.Insert(ListOf(id, OpSteps))
		x.Insert(ListOf(id, OpPayments))
	}
	for _, test := range []struct{ op, query, key, want string }{
		{OpSteps, "filter_steps=%v_99", "step_id", ""},
		{OpSteps, "filter_date=%.10s", "start", ""},
		{OpActions, "filter_actions=%v", "action_id", ""},
		{OpActions, "filter_date=%.10s", "start", ""},
		{OpPayments, "filter_type=%v", "type", ""},
		{OpPayments, "filter_date=%.10s", "date", ""},
	} {
		all := x.of(test.op, id, "&count=1000")
		query := fmt.Sprintf(test.query, all[0][test.key])
		var want []string
		for _, r := range all {
			if fmt.Sprintf(test.query, r[test.key]) == query {
				want = append(want, rowIDs([]row{r})...)
			}
		}
		require.NotEmpty(t, want)
		require.Equal(t, want, rowIDs(x.of(test.op, id, "&count=1000&"+query)), query)
	}
	for op, queries := range map[string][]string{
		OpSteps:    {"filter_steps=1,2", "filter_steps=", "filter_steps=1__2", "filter_date=yesterday", "filter_date="},
		OpActions:  {"filter_actions=a", "filter_id=x", "count=-1", "offset=x", "filter_date=2026-02-30"},
		OpPayments: {"filter_type=2", "filter_type=", "filter_id=", "filter_date=1"},
	} {
		for _, query := range queries {
			status, _ := x.do("GET", childPaths[op]+"?id="+id+"&"+query, "")
			require.Equal(t, 400, status, query)
		}
		for _, query := range []string{"", "?id=", "?id=x", "?id=-1"} {
			status, _ := x.do("GET", childPaths[op]+query, "")
			require.Equal(t, 400, status, query)
		}
	}
}

func TestChildrenOfMissingProjects(t *testing.T) {
	for missing, want := range map[string]struct {
		status     int
		list, info string
	}{
		missing404:   {404, `{"success":false,"error":{"code":404,"message":"Проект не найден"}}`, `{"success":false,"error":{"code":404,"message":"Событие не найдено"}}`},
		missingNull:  {200, `{"payload":[]}`, `null`},
		missingError: {200, `{"success":false,"error":{"code":404,"message":"Проект не найден"}}`, `{"success":false,"error":{"code":404,"message":"Событие не найдено"}}`},
	} {
		x := start(t, func(s *Settings) { s.MissingID = missing })
		for _, path := range childPaths {
			status, body := x.do("GET", path+"?id=999999", "")
			require.Equal(t, want.status, status)
			require.JSONEq(t, want.list, body)
		}
		status, body := x.do("GET", pathProjects+"/actions/info?id=999999001", "")
		require.Equal(t, want.status, status)
		require.JSONEq(t, want.info, body)
	}
}

func TestOneEvent(t *testing.T) {
	x := start(t, func(s *Settings) { s.Envelope = envelopeArray })
	id := x.many(OpActions)
	for _, event := range x.IDs(ListOf(id, OpActions))[:3] {
		_, list := x.do("GET", childPaths[OpActions]+"?id="+id+"&filter_id="+event, "")
		_, one := x.do("GET", pathProjects+"/actions/info?id="+event, "")
		require.JSONEq(t, list, one)
	}
	for _, bad := range []string{"", "?id=", "?id=x"} {
		status, _ := x.do("GET", pathProjects+"/actions/info"+bad, "")
		require.Equal(t, 400, status, bad)
	}
}

func TestChildrenMove(t *testing.T) {
	x := start(t, nil)
	for op := range childPaths {
		id := x.many(OpActions)
		list := ListOf(id, op)
		before := x.IDs(list)
		added := x.Insert(list)
		require.NotEmpty(t, added)
		require.Equal(t, append(before, added), x.IDs(list))
		text := func() string { _, body := x.do("GET", childPaths[op]+"?id="+id, ""); return body }
		if len(before) < 100 {
			untouched := text()
			require.NoError(t, x.Touch(list, added))
			require.NotEqual(t, untouched, text())
		}
		require.NoError(t, x.Delete(list, added))
		require.Equal(t, before, x.IDs(list))
		require.NotEqual(t, added, x.Insert(list), "ids are not given twice")
		for _, wrong := range []string{added, "1", "x"} {
			require.Error(t, x.Delete(list, wrong))
			require.Error(t, x.Touch(list, wrong))
		}
		require.Error(t, x.Restore(list, added))
	}
	for _, wrong := range []string{ListOf("999999", OpGoods), ListOf("x", OpGoods), ListOf("1", OpInfo), "projects/1"} {
		require.Empty(t, x.Insert(wrong))
		require.Empty(t, x.IDs(wrong))
	}
	full := ListOf(x.many(OpPayments), OpPayments)
	for len(x.IDs(full)) < childSpan-1 {
		require.NotEmpty(t, x.Insert(full))
	}
	require.Empty(t, x.Insert(full), "a project has at most 999")
}

// TestShuffledOrder requires pages in an order of their own, which others' coming and going does not change.
func TestShuffledOrder(t *testing.T) {
	x := start(t, func(s *Settings) { s.ChildOrder, s.MaxCount = orderShuffled, 0 })
	id := x.many(OpActions)
	read := func() []string { return rowIDs(x.of(OpActions, id, "&count=1000")) }
	first := read()
	require.ElementsMatch(t, x.IDs(ListOf(id, OpActions)), first)
	require.NotEqual(t, x.IDs(ListOf(id, OpActions)), first)
	require.Equal(t, first, append(rowIDs(x.of(OpActions, id, "&count=40")), rowIDs(x.of(OpActions, id, "&count=1000&offset=40"))...))
	require.NoError(t, x.Delete(ListOf(id, OpActions), first[7]))
	require.Equal(t, slices.Delete(slices.Clone(first), 7, 8), read())
}

func TestBaseChildrenAreStable(t *testing.T) {
	x := start(t, func(s *Settings) { s.Rows = 3000 })
	for _, test := range []struct{ op, project, want string }{
		{OpSteps, "26", `{"id":26001,"project_id":26,"step_id":4,"name":"Этап 4","sort":1,"done":0,"start":"2015-03-04 02:44:37"` +
			`,"end":null,"user_id":8}`},
		{OpActions, "25", `{"id":25001,"project_id":25,"action_id":4,"name":"","description":"","user_id":4` +
			`,"created":"2015-03-03 04:22:08","start":"2015-03-08 00:00:00","end":null,"all_day":1,"done":0` +
			`,"category":"Работа"}`},
		{OpChecklists, "26", `{"id":26001,"project_id":26,"name":"Чек-лист №1","deadline":"2026-02-24","expired":1,"items":[{"id":260011` +
			`,"name":"Согласовать смету","done":1,"deadline":"2026-02-24"},{"id":260012,"name":"Подписать акт\n(2 экз.)"` +
			`,"done":0,"deadline":"2026-02-24"},{"id":260013,"name":"Фото «до»","done":1,"deadline":"2026-02-24"}]}`},
		{OpGoods, "82", `{"id":82001,"project_id":82,"good_id":17,"name":"Товар «17»","count":18,"price":1219691.24,"sum":21954442.32` +
			`,"currency_id":1,"unit":"шт."}`},
		{OpPayments, "52", `{"id":52001,"project_id":52,"type":1,"sum":4290388.28,"currency_id":1,"date":"2015-04-21"` +
			`,"description":"quote \" backslash \\ slash \/ end","created":"2015-04-04 02:29:14","user_id":8}`},
	} {
		_, body := x.do("GET", childPaths[test.op]+"?count=1&id="+test.project, "")
		require.Equal(t, `{"payload":[`+test.want+`]}`, body, "a changed formula changes everyone's fixtures")
	}
}
