package solos

import (
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFilters(t *testing.T) {
	x := start(t, func(s *Settings) { s.MaxCount = 0 })
	all := x.get("count=1000")
	first := strings.Split(all[40]["created"].(string), " ")[0]
	last := strings.Split(all[90]["created"].(string), " ")[0]
	contract := all[slices.IndexFunc(all, func(r row) bool { _, ok := r["contract_date"].(string); return ok })]["contract_date"]
	area := all[slices.IndexFunc(all, func(r row) bool { _, ok := r["Площадь"].(float64); return ok })]["Площадь"]
	oneOf := func(key string, ids ...float64) func(row) bool {
		return func(r row) bool { n, ok := r[key].(float64); return ok && slices.Contains(ids, n) }
	}
	equal := func(key string, v any) func(row) bool { return func(r row) bool { return r[key] == v } }
	created := func(from, to string) func(row) bool {
		return func(r row) bool { d := r["created"].(string)[:10]; return d >= from && (to == "" || d <= to) }
	}
	and := func(a, b func(row) bool) func(row) bool { return func(r row) bool { return a(r) && b(r) } }
	or := func(a, b func(row) bool) func(row) bool { return func(r row) bool { return a(r) || b(r) } }
	tests := []struct {
		body string
		want func(row) bool
	}{
		{`{}`, func(row) bool { return true }},
		{`{"buildin_data":[],"data":{},"having":""}`, func(row) bool { return true }},
		{`{"buildin_data":{"user_id":[]}}`, func(row) bool { return true }},
		{`{"buildin_data":{"sales_funnel_id":[1,3]}}`, oneOf("sales_funnel_id", 1, 3)},
		{`{"buildin_data":{"step_id":[2]}}`, oneOf("step_id", 2)},
		{`{"buildin_data":{"user_id":[2,4,6,8]}}`, oneOf("user_id", 2, 4, 6, 8)},
		{`{"buildin_data":{"group_id":[1,0]}}`, oneOf("group_id", 1)},
		{`{"buildin_data":{"currency_id":[3]}}`, oneOf("currency_id", 3)},
		{`{"buildin_data":{"price":100}}`, equal("price", 100.0)},
		{`{"buildin_data":{"price":100.00}}`, equal("price", 100.0)},
		{fmt.Sprintf(`{"buildin_data":{"created":"%s;%s"}}`, first, last), created(first, last)},
		{fmt.Sprintf(`{"buildin_data":{"created":"%s;"}}`, first), created(first, "")},
		{fmt.Sprintf(`{"buildin_data":{"created":";%s"}}`, first), created("", first)},
		{`{"buildin_data":{"created":"2026-01-01;2016-01-01"}}`, func(row) bool { return false }},
		{`{"data":{"client_id":[1,3,40,41]}}`, oneOf("client_id", 1, 3, 40, 41)},
		{fmt.Sprintf(`{"data":{"contract_date":%q}}`, contract), equal("contract_date", contract)},
		{fmt.Sprintf(`{"data":{"Площадь":%v}}`, area), equal("Площадь", area)},
		{fmt.Sprintf(`{"data":{"Площадь":"%v"}}`, area), equal("Площадь", area)},
		{`{"data":{"Комментарий":"quote \" backslash \\ slash / end"}}`, equal("Комментарий", `quote " backslash \ slash / end`)},
		{`{"data":{"vip":true}}`, equal("vip", 1.0)},
		{`{"data":{"vip":0}}`, equal("vip", 0.0)},
		{`{"data":{"tags":["опт","срочно"]}}`, func(r row) bool {
			tags, _ := r["tags"].([]any)
			return slices.Contains(tags, any("опт")) || slices.Contains(tags, any("срочно"))
		}},
		{`{"data":{"Доставка":"Казань"}}`, func(row) bool { return false }},
		{`{"condition":"and","buildin_data":{"user_id":[1,2]},"data":{"vip":0}}`, and(oneOf("user_id", 1, 2), equal("vip", 0.0))},
		{`{"condition":"or","buildin_data":{"user_id":[1,2]},"data":{"vip":1}}`, or(oneOf("user_id", 1, 2), equal("vip", 1.0))},
		{fmt.Sprintf(`{"condition":"or","buildin_data":{"user_id":[1,2],"created":"%s;"}}`, first), or(oneOf("user_id", 1, 2), created(first, ""))},
		{fmt.Sprintf(`{"buildin_data":{"user_id":[1,2],"created":"%s;"}}`, first), and(oneOf("user_id", 1, 2), created(first, ""))},
	}
	for _, test := range tests {
		t.Run(test.body, func(t *testing.T) {
			want := rowIDs(slices.DeleteFunc(slices.Clone(all), func(r row) bool { return !test.want(r) }))
			paged := func(paging string) []string {
				return rowIDs(x.post("{" + paging + strings.TrimSuffix(","+test.body[1:len(test.body)-1], ",") + "}"))
			}
			require.Equal(t, want, paged(`"count":1000,"offset":0,"order_by":"id","reverse":"0","deleted":"0"`))
			slices.Reverse(want)
			middle := min(2, len(want))
			require.Equal(t, want[middle:min(middle+3, len(want))], paged(`"count":3,"offset":2,"reverse":"1"`))
		})
	}
}

func TestRelations(t *testing.T) {
	x := start(t, func(s *Settings) { s.MaxCount = 0 })
	count := func(body string) int { return len(x.post(`{"count":1000,` + body + `}`)) }
	for _, what := range []string{"actions", "payments", "tasks", "goods"} {
		with, without := count(`"having":"`+what+`"`), count(`"having":"no_`+what+`"`)
		require.Equal(t, 300, with+without, what)
		require.NotZero(t, with, what)
		require.NotZero(t, without, what)
	}
	require.NotZero(t, count(`"having":"checklists_expired"`))
	require.Equal(t, count(`"having":"actions"`), count(`"buildin_data":{"actions_type_id":[1,2,3,4,5]}`))
	require.Zero(t, count(`"having":"no_goods","buildin_data":{"good_id":[10,11,12]}`))
	require.Zero(t, count(`"condition":"or","having":"no_goods","buildin_data":{"good_id":[10,11,12]}`), "having is always required")
	for _, key := range []string{"participants_user_id", "participants_group_id", "good_id"} {
		n := count(`"buildin_data":{"` + key + `":[1,2]}`)
		require.True(t, n > 0 && n < 300, key)
	}
	require.Len(t, x.post(`{"count":1000,"deleted":"1"}`), 30)
}

func TestRefusedFilters(t *testing.T) {
	x := start(t, nil)
	for _, body := range []string{
		`[]`, `{`, `null`,
		`{"count":"100"}`, `{"count":1.5}`, `{"offset":-1}`, `{"offset":null}`, `{"reverse":1}`, `{"deleted":true}`, `{"deleted":"2"}`,
		`{"condition":"xor"}`, `{"condition":1}`, `{"having":"everything"}`, `{"having":["actions"]}`,
		`{"built_in":{}}`, `{"buildin_data":{"nonsense":[1]}}`, `{"data":{"nonsense":1}}`,
		`{"buildin_data":{"user_id":1}}`, `{"buildin_data":{"user_id":null}}`, `{"buildin_data":{"user_id":["1"]}}`, `{"buildin_data":{"price":"100"}}`, `{"buildin_data":{"price":[1]}}`,
		`{"buildin_data":{"created":"2020-01-01"}}`, `{"buildin_data":{"created":"2020-01-01;2020-02-30"}}`, `{"buildin_data":{"created":1}}`,
		`{"data":{"client_id":1}}`, `{"data":{"contract_date":"1 May"}}`, `{"data":{"contract_date":["2020-01-01"]}}`, `{"data":{"vip":null}}`, `{"data":{"vip":{}}}`,
	} {
		status, answer := x.do("POST", pathFilter, body)
		require.Equal(t, 400, status, body+answer)
	}
	w := httptest.NewRecorder()
	x.filter(w, httptest.NewRequest("POST", pathFilter, strings.NewReader(`{}`)))
	require.Equal(t, 400, w.Code, "a body needs a JSON content type")

	lenient := start(t, func(s *Settings) { s.UnknownFilter = ignore })
	require.Len(t, lenient.post(`{"built_in":{},"buildin_data":{"nonsense":[1]},"data":{"nonsense":1}}`), 100)
}

func TestCreatedRangeEnd(t *testing.T) {
	all := start(t, func(s *Settings) { s.MaxCount = 0 }).get("count=1000")
	day := all[50]["created"].(string)[:10]
	body := fmt.Sprintf(`{"buildin_data":{"created":"%s;%s"}}`, day, day)
	require.Contains(t, rowIDs(start(t, nil).post(body)), rowIDs(all[50:51])[0])
	require.Empty(t, start(t, func(s *Settings) { s.CreatedRange = rangeEndExclusive }).post(body))
}
