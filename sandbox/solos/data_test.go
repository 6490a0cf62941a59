package solos

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestEnvelopes(t *testing.T) {
	plain := start(t, nil).get("count=10")
	_, body := start(t, func(s *Settings) { s.Envelope = envelopeArray }).do("GET", pathProjects+"?count=10", "")
	var rows []row
	require.NoError(t, json.Unmarshal([]byte(body), &rows))
	require.Equal(t, plain, rows)

	x := start(t, func(s *Settings) { s.Envelope = envelopeData })
	var list struct {
		Data  []row
		Total int
	}
	_, body = x.do("GET", pathProjects+"?count=10", "")
	require.NoError(t, json.Unmarshal([]byte(body), &list))
	require.Equal(t, plain, list.Data)
	require.Equal(t, 300, list.Total)
	_, body = x.do("POST", pathFilter, `{"count":1,"buildin_data":{"user_id":[3]}}`)
	require.NoError(t, json.Unmarshal([]byte(body), &list))
	want := 0
	for _, r := range start(t, func(s *Settings) { s.MaxCount = 0 }).get("count=1000") {
		if r["user_id"] == 3.0 {
			want++
		}
	}
	require.Equal(t, want, list.Total)
	require.Len(t, list.Data, 1)
}

func TestDialects(t *testing.T) {
	plain := start(t, nil).get("count=100")
	nested := start(t, func(s *Settings) { s.DynamicFields = dynamicNested }).get("count=100")
	bare := 0
	for i, r := range nested {
		data := r["data"].(map[string]any)
		if len(data) == 0 {
			bare++
		}
		delete(r, "data")
		for key, v := range data {
			r[key] = v
		}
		require.Equal(t, plain[i], r)
	}
	require.NotZero(t, bare, "some projects have no dynamic field at all")

	_, php := start(t, func(s *Settings) { s.DynamicFields, s.EmptyObject = dynamicNested, emptyArray }).do("GET", pathProjects, "")
	require.Contains(t, php, `"data":[]`)
	require.Contains(t, php, `"Доставка":[]`)
	require.NotContains(t, php, "{}")

	_, quoted := start(t, func(s *Settings) { s.Numbers = numbersStrings }).do("GET", pathProjects, "")
	require.NotRegexp(t, `":-?\d`, quoted)
	require.Regexp(t, `"price":"\d+\.\d\d"`, quoted)
	require.Regexp(t, `"deleted":"0"`, quoted)

	_, escaped := start(t, func(s *Settings) { s.Unicode = unicodeEscaped }).do("GET", pathProjects, "")
	require.NotRegexp(t, `[^\x20-\x7e]`, escaped)
	require.Contains(t, escaped, `\ud83d`)
	require.Equal(t, plain, start(t, nil).decode(escaped))
	for _, special := range []string{`\/`, `\"`, `\\`, `\n`, `\u2028`} {
		_, body := start(t, nil).do("GET", pathProjects, "")
		require.Contains(t, body, special)
	}
}

func TestLayoutIsConsistent(t *testing.T) {
	for _, rows := range []int64{0, 1, 9, 10, 11, 305} {
		b := base{seed: 5, rows: rows}
		active, deleted := int64(0), int64(0)
		created := int64(0)
		for id := int64(1); id < b.end(); id++ {
			a, d := b.below(id)
			require.Equal(t, [2]int64{active, deleted}, [2]int64{a, d}, id)
			switch b.state(id) {
			case inActive:
				active++
			case inDeleted:
				deleted++
			}
			require.LessOrEqual(t, created, b.created(id))
			created = b.created(id)
		}
		require.Equal(t, [2]int64{rows, rows / 10}, [2]int64{active, deleted})
	}
}

func TestBaseDataAreStable(t *testing.T) {
	first, again := start(t, nil), start(t, nil)
	require.Equal(t, first.get("count=100"), again.get("count=100"))
	other := start(t, func(s *Settings) { s.Seed = 2 })
	require.NotEqual(t, first.get("count=100"), other.get("count=100"))
	_, body := start(t, func(s *Settings) { s.Rows = 3000 }).do("GET", pathProjects+"?count=1&offset=1000", "")
	require.Equal(t, `{"payload":[{"id":1201,"name":"Первая строка\nвторая строка\tс табуляцией","created":"2018-12-21 02:42:30",`+
		`"sales_funnel_id":2,"step_id":1,"user_id":8,"group_id":1,"price":7772053.6,"currency_id":1,"deleted":0,"client_id":133,`+
		`"contract_date":null,"Площадь":95.29,"Комментарий":"emoji 👩‍💻 and null: null","vip":0,"tags":["срочно"],`+
		`"Доставка":{"город":"Казань","paid":0},"checked_at":null}]}`, body, "a changed formula changes everyone's fixtures")
}

func TestVariety(t *testing.T) {
	x := start(t, func(s *Settings) { s.Rows, s.MaxCount = 3000, 0 })
	rows := x.get("count=5000")
	require.Len(t, rows, 3000)
	require.Len(t, x.get("count=5000&deleted=1"), 300)
	nulls, seconds, absent := map[string]int{}, map[string]int{}, 0
	for _, r := range rows {
		for key, v := range r {
			if v == nil {
				nulls[key]++
			}
		}
		if _, ok := r["client_id"]; !ok {
			absent++
		}
		seconds[r["created"].(string)]++
		require.Less(t, r["created"], "2026-10-01")
	}
	for _, key := range []string{"price", "group_id", "client_id", "contract_date", "Площадь", "Комментарий", "tags", "checked_at"} {
		require.NotZero(t, nulls[key], key)
		require.Less(t, nulls[key], 3000, key)
	}
	require.NotZero(t, absent)
	most := 0
	for _, n := range seconds {
		most = max(most, n)
	}
	require.Greater(t, most, 250, "a bulk import fills more than a page of one second")
	require.Greater(t, rows[2999].id(), int64(3300), "ids have gaps")
}
