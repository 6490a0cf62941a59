package proxima

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// march is the period of most runs here, the busy month.
const march = `"date_from":"2025-03-01","date_till":"2025-03-31"`

// call runs a function to its end and returns the whole result.
func (c *client) call(name, format, arguments string) string {
	c.t.Helper()
	status, body := c.send(http.MethodPost, "/crm-api/db-function/run",
		fmt.Sprintf(`{"function":%q,"format":%q,"arguments":{%s}}`, name, format, arguments))
	require.Equal(c.t, http.StatusOK, status, body)
	if c.s.settings.Mode == modeSync {
		return body
	}
	var answer struct {
		JobID int64 `json:"job_id"`
	}
	require.NoError(c.t, json.Unmarshal([]byte(body), &answer))
	batches := c.finish(answer.JobID)
	if format == "csv" {
		require.Zero(c.t, batches, "batch_count is null")
		status, body = c.batch(answer.JobID, "")
		require.Equal(c.t, http.StatusOK, status)
		return body
	}
	all := []json.RawMessage{}
	for n := range batches {
		_, body := c.batch(answer.JobID, fmt.Sprintf("?batch=%d", n+c.s.settings.FirstBatch))
		var batch []json.RawMessage
		require.NoError(c.t, json.Unmarshal([]byte(body), &batch), body)
		all = append(all, batch...)
	}
	text, err := json.Marshal(all)
	require.NoError(c.t, err)
	return string(text)
}

// objects runs a function with JSON.
func (c *client) objects(name, arguments string) []map[string]any {
	c.t.Helper()
	var rows []map[string]any
	require.NoError(c.t, json.Unmarshal([]byte(c.call(name+"_json", "json", arguments)), &rows))
	return rows
}

func number64(v any) int64 {
	f, _ := v.(float64)
	return int64(f)
}

// TestTwins compares each function's CSV with its JSON, cell by cell, in both modes.
func TestTwins(t *testing.T) {
	for _, mode := range []string{modeAsync, modeSync} {
		s := newSandbox(t, func(s *Settings) {
			quick(s)
			s.Mode, s.Language, s.TimeStyleJSON, s.JSONOffsetUnit, s.CSVBOM = mode, "en", styleTZ, unitMinutes, true
		})
		c := newClient(t, s)
		for name, f := range s.known {
			if f.format != "csv" {
				continue
			}
			t.Run(mode+" "+name, func(t *testing.T) {
				body, marked := strings.CutPrefix(c.call(name, "csv", march), byteOrderMark)
				require.True(t, marked)
				table, err := csv.NewReader(strings.NewReader(body)).ReadAll()
				require.NoError(t, err)
				var rows []map[string]any
				exact := json.NewDecoder(strings.NewReader(c.call(name+"_json", "json", march)))
				exact.UseNumber()
				require.NoError(t, exact.Decode(&rows))
				require.NotEmpty(t, rows)
				require.Len(t, table, len(rows)+1)
				for n, row := range rows {
					for i, title := range table[0] {
						value, ok := row[strings.ToLower(title)]
						require.True(t, ok, title)
						require.Equal(t, cellText(value), table[n+1][i], title)
					}
				}
			})
		}
	}
}

// cellText is what the CSV has for a JSON value.
func cellText(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case []any:
		texts := make([]string, len(v))
		for i := range v {
			texts[i], _ = v[i].(string)
		}
		return strings.Join(texts, ",")
	default:
		return fmt.Sprint(v)
	}
}

// TestKeysAreDocumented compares the keys of every function with those of the vendor's pages.
func TestKeysAreDocumented(t *testing.T) {
	c := newClient(t, newSandbox(t, quick))
	for name, keys := range map[string]string{
		"api_get_actions":     "action_id action_name action_state action_user_id action_datefrom action_datetill action_tasktype action_gmt_offset",
		"api_get_users":       "user_id name manager country position role region direction workstartdate workenddate active",
		"api_get_pdk":         "task_id preparation_id flag1 flag2 flag3 flag4 flag5 int1 int2 int3 str1 str2 str3 date1 date2 date3 float1 float2 float3",
		"api_get_arrangement": "task_id preparation_id brend_id potential plancount factcount patalog",
		"api_get_entitymap":   "enititymap_id entitytype role system_field_name ui_field_name",
		"api_get_preparation": "preparation_id preparation_name brend_id brend_name direction",
		"api_get_contact": "contact_id contact_name contact_type contact_spec contact_target contact_categ contact_categ_by_direction " +
			"contact_phone contact_email isarchive company_id company_morionid contact_morionid",
	} {
		rows := c.objects(name, march)
		require.NotEmpty(t, rows, name)
		for _, row := range rows {
			got := []string{}
			for key := range row {
				got = append(got, key)
			}
			require.ElementsMatch(t, strings.Fields(keys), got, name)
		}
	}
}

// TestEverythingNamed follows the ids of visits and cards to what they name.
func TestEverythingNamed(t *testing.T) {
	s := newSandbox(t, quick)
	c := newClient(t, s)
	ids := func(list string) map[string]bool {
		set := map[string]bool{}
		for _, id := range s.IDs(list) {
			require.False(t, set[id], "%s %s twice", list, id)
			set[id] = true
		}
		require.NotEmpty(t, set, list)
		return set
	}
	visits, users, contacts, preparations := ids("visits"), ids("users"), ids("contacts"), ids("preparations")
	all := c.objects("api_get_tasks", `"date_from":"2024-01-01","date_till":"2027-12-31"`)
	visited := map[string]bool{}
	for _, v := range all {
		for _, key := range []string{"task_user_id", "task_user2_id"} {
			require.True(t, v[key] == nil || users[fmt.Sprint(number64(v[key]))], "%s %v", key, v[key])
		}
		if v["task_contact_id"] != nil {
			visited[fmt.Sprint(number64(v["task_contact_id"]))] = true
		}
	}
	require.Equal(t, visited, contacts, "a client is listed exactly when a visit names it")
	require.Len(t, c.objects("api_get_contact", ""), len(contacts))

	for name, list := range map[string]string{"api_get_pdk": "visitControls", "api_get_arrangement": "visitArrangements"} {
		known := ids(list)
		cards := c.objects(name, `"date_from":"2024-01-01","date_till":"2027-12-31"`)
		require.Len(t, cards, len(known))
		for _, card := range cards {
			require.True(t, visits[fmt.Sprint(number64(card["task_id"]))])
			require.True(t, card["preparation_id"] == nil || preparations[fmt.Sprint(number64(card["preparation_id"]))])
			require.False(t, card["preparation_id"] == nil && name == "api_get_pdk")
			require.False(t, card["preparation_id"] == nil && card["brend_id"] == nil)
		}
		few := c.objects(name, march)
		require.NotEmpty(t, few)
		require.Less(t, len(few), len(cards), "cards belong to the days of their visits")
	}
	for _, event := range c.objects("api_get_actions", march) {
		require.True(t, users[fmt.Sprint(number64(event["action_user_id"]))])
	}
	require.Nil(t, s.IDs("deals"))
}

// TestArgumentsOfFunctions filters each list.
func TestArgumentsOfFunctions(t *testing.T) {
	c := newClient(t, newSandbox(t, quick))
	for name, key := range map[string]string{
		"api_get_users": "user_id", "api_get_entitymap": "enititymap_id", "api_get_preparation": "preparation_id", "api_get_contact": "contact_id",
		"api_get_actions": "action_id",
	} {
		rows := c.objects(name, march)
		one, other := number64(rows[0][key]), number64(rows[1][key])
		got := c.objects(name, fmt.Sprintf(`%s,"ids":"%d,%d,1"`, march, one, other))
		require.Len(t, got, 2, name)
		for _, row := range got {
			require.Contains(t, []int64{one, other}, number64(row[key]), name)
		}
	}
	for _, filter := range []struct{ name, argument, key string }{
		{"api_get_pdk", "preparation_ids", "preparation_id"},
		{"api_get_arrangement", "preparation_ids", "preparation_id"},
		{"api_get_arrangement", "brend_ids", "brend_id"},
	} {
		all := c.objects(filter.name, march)
		one := number64(all[slices.IndexFunc(all, func(r map[string]any) bool { return r[filter.key] != nil })][filter.key])
		got := c.objects(filter.name, fmt.Sprintf(`%s,%q:"%d"`, march, filter.argument, one))
		require.NotEmpty(t, got)
		require.Less(t, len(got), len(all))
		for _, row := range got {
			require.Equal(t, one, number64(row[filter.key]))
		}
	}
	for name, body := range map[string]string{
		"no period":       `{"function":"api_get_pdk_json","format":"json","arguments":{}}`,
		"ids are numbers": `{"function":"api_get_users_json","format":"json","arguments":{"ids":[1]}}`,
		"no such twin":    `{"function":"api_get_contact","format":"csv","arguments":{}}`,
		"brands by name":  `{"function":"api_get_arrangement_json","format":"json","arguments":{` + march + `,"brend_ids":"x"}}`,
	} {
		status, answer := c.send(http.MethodPost, "/crm-api/db-function/run", body)
		require.Equal(t, 400, status, name)
		requireMessage(t, answer)
	}
}

// TestHeadersAreLocalised reads the one title that depends on the tenant's language.
func TestHeadersAreLocalised(t *testing.T) {
	for language, title := range map[string]string{"en": "Active", "uk": "Активний", "ru": "Активный"} {
		c := newClient(t, newSandbox(t, func(s *Settings) { quick(s); s.Language = language }))
		header, _, _ := strings.Cut(c.call("api_get_users", "csv", ""), "\n")
		require.Equal(t, title, strings.Split(header, ",")[6])
	}
}

// TestEmptyCSV has a header, or nothing but its mark.
func TestEmptyCSV(t *testing.T) {
	for result, want := range map[string]string{"array": byteOrderMark + "action_id,", "null": byteOrderMark + "action_id,", "blank": byteOrderMark} {
		c := newClient(t, newSandbox(t, func(s *Settings) { quick(s); s.CSVBOM, s.EmptyResult = true, result }))
		title, _, _ := strings.Cut(c.call("api_get_actions", "csv", `"date_from":"2020-01-01","date_till":"2020-01-31"`), "action_name")
		require.Equal(t, want, title)
	}
}

// TestEventsMove changes events as users do.
func TestEventsMove(t *testing.T) {
	s := newSandbox(t, quick)
	c := newClient(t, s)
	one := s.Insert("calendarEvents")
	require.Contains(t, s.IDs("calendarEvents"), one)
	read := func() []map[string]any {
		return c.objects("api_get_actions", `"date_from":"2024-01-01","date_till":"2199-12-31","ids":"`+one+`"`)
	}
	before := read()
	require.NoError(t, s.Touch("calendarEvents", one))
	require.NotEqual(t, before, read())
	require.NoError(t, s.Delete("calendarEvents", one))
	require.Empty(t, read())
	require.Len(t, s.IDs("calendarEvents"), 750)
	require.Error(t, s.Delete("visitControls", "1/2"))
}
