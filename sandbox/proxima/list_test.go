package proxima

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// quick are settings under which a job is finished at once.
func quick(s *Settings) { s.PollsUntilRunning, s.PollsUntilDone = 0, 0 }

func TestBaseDataIsStable(t *testing.T) {
	read := func(change func(*Settings)) []row {
		return newClient(t, newSandbox(t, change)).read("2025-03-01", "2025-03-31", "")
	}
	once := read(nil)
	require.Equal(t, once, read(func(s *Settings) {
		s.Now = func() time.Time { return time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC) }
	}), "the clock does not matter")
	require.NotEqual(t, once, read(func(s *Settings) { s.Seed = 2 }))

	c := newClient(t, newSandbox(t, quick))
	status, body := c.batch(c.start("2025-03-18", "2025-03-18", `,"ids":"40041"`), "?batch=1")
	require.Equal(t, 200, status)
	require.Equal(t, pinned, body, "a release must not change the data of a seed")
}

func TestDataVariety(t *testing.T) {
	s := newSandbox(t, quick)
	all := newClient(t, s).read("2024-01-01", "2027-01-31", "")
	require.Len(t, all, 3000)
	var ids []string
	for _, id := range slices.Sorted(slices.Values(idsOf(all))) {
		ids = append(ids, strconv.FormatInt(id, 10))
	}
	require.Equal(t, s.IDs("visits"), ids)
	require.False(t, slices.IsSortedFunc(all, func(a, b row) int { return strings.Compare(a.From, b.From) }))

	have, atOnce := map[string]int{}, map[string]int{}
	count := func(what string, is bool) {
		if is {
			have[what]++
		}
	}
	for _, r := range all {
		atOnce[r.From]++
		require.LessOrEqual(t, r.From, r.Till)
		require.Less(t, r.Created, r.From)
		require.Less(t, r.Created, "2026-10-01")
		count("across midnight", r.From[:10] != r.Till[:10])
		count("ends at midnight", r.From[:10] != r.Till[:10] && r.Till[11:] == "00:00:00")
		count("no length", r.From == r.Till)
		count("planned in the future", r.From > "2026-11-30" && r.FactStart == nil)
		count("done", r.FactStart != nil && r.State == "Виконаний")
		count("not stopped", r.FactStart != nil && r.FactEnd == nil)
		count("no distance", r.FactStart != nil && r.Dist == nil)
		count("distance 0", r.Dist != nil && *r.Dist == 0)
		count("tiny distance", r.Dist != nil && *r.Dist == 1e-5)
		count("no place", r.FactStart != nil && r.Lng == nil && r.Lat == nil)
		count("west", r.Lng != nil && *r.Lng < 0)
		count("no observer", r.Observer == nil)
		count("no company", r.Company == nil)
		count("no contact", r.Contact == nil)
		count("no spec", r.Spec == nil)
		count("empty spec", r.Spec != nil && *r.Spec == "")
		count("odd spec", r.Spec != nil && strings.ContainsAny(*r.Spec, "\"\n\u2028"))
		count("target null", r.Target == nil)
		count("target []", r.Target != nil && len(*r.Target) == 0)
		count("two targets", r.Target != nil && len(*r.Target) == 2)
		count("another zone", r.Offset != 10800)
		count("trailing blank", strings.HasSuffix(r.Type, " "))
	}
	for _, what := range []string{
		"across midnight", "ends at midnight", "no length", "planned in the future", "done", "not stopped",
		"no distance", "distance 0", "tiny distance", "no place", "west", "no observer", "no company", "no contact", "no spec", "empty spec",
		"odd spec", "target null", "target []", "two targets", "another zone", "trailing blank",
	} {
		require.Positive(t, have[what], what)
	}
	require.Equal(t, 600, atOnce["2025-03-18T07:00:00"], "more than a batch in one second")
}

func TestDialects(t *testing.T) {
	read := func(change func(*Settings)) row {
		c := newClient(t, newSandbox(t, func(s *Settings) { quick(s); change(s) }))
		_, body := c.batch(c.start("2025-03-18", "2025-03-18", `,"ids":"40041"`), "")
		return decodeRows(t, body)[0]
	}
	plain := read(func(*Settings) {})
	require.Equal(t, "2025-03-18T07:00:00", plain.From)
	require.Equal(t, "2025-03-18 07:00:00", read(func(s *Settings) { s.TimeStyleJSON = "space" }).From)
	require.Equal(t, "2025-03-18T07:00:00Z", read(func(s *Settings) { s.TimeStyleJSON = "tz" }).From)
	require.Equal(t, plain.Offset, 60*read(func(s *Settings) { s.JSONOffsetUnit = "minutes" }).Offset)
	require.NotZero(t, plain.Offset)
	for language, state := range map[string]string{"uk": "Виконаний", "en": "Done", "ru": "Выполнен"} {
		require.Equal(t, state, read(func(s *Settings) { s.Language = language }).State)
	}
}

func TestFilters(t *testing.T) {
	c := newClient(t, newSandbox(t, quick))
	all := c.read("2025-03-01", "2025-03-31", "")
	someone := all[0].User
	mine := slices.DeleteFunc(slices.Clone(all), func(r row) bool { return r.User != someone })
	require.NotEmpty(t, mine)
	require.ElementsMatch(t, mine, c.read("2025-03-01", "2025-03-31", fmt.Sprintf(`,"user_id":%d`, someone)))
	require.Empty(t, c.read("2025-03-01", "2025-03-31", `,"user_id":0`))
	require.ElementsMatch(t, all, c.read("2025-03-01", "2025-03-31", `,"user_id":null,"ids":null,"id":"1"`))

	three := fmt.Sprintf(`,"ids":"%d,%d,%d,%[1]d,7,99999999999999999999"`, all[3].ID, all[9].ID, all[5].ID)
	require.ElementsMatch(t, []row{all[3], all[9], all[5]}, c.read("2025-03-01", "2025-03-31", three))
	require.Empty(t, c.read("2025-04-04", "2025-04-30", three), "ids do not replace the period")

	observers := newClient(t, newSandbox(t, func(s *Settings) { quick(s); s.UserMatchesObserver = true }))
	watched := slices.DeleteFunc(slices.Clone(all), func(r row) bool { return r.Observer == nil || *r.Observer != 71 })
	require.NotEmpty(t, watched)
	require.Empty(t, c.read("2025-03-01", "2025-03-31", `,"user_id":71`))
	require.ElementsMatch(t, watched, observers.read("2025-03-01", "2025-03-31", `,"user_id":71`))
}

func TestWindowTests(t *testing.T) {
	all := newClient(t, newSandbox(t, quick)).read("2024-01-01", "2027-01-31", "")
	const from, till = "2025-03-10", "2025-03-20"
	for _, tc := range []struct {
		test, zone string
		shift      time.Duration
		want       func(start, end string) bool
	}{
		{"start_and_end", "utc", 0, func(start, end string) bool { return start >= from && end <= till }},
		{"start", "utc", 0, func(start, _ string) bool { return start >= from && start <= till }},
		{"overlap", "utc", 0, func(start, end string) bool { return start <= till && end >= from }},
		{"start_and_end", "tenant", 3 * time.Hour, func(start, end string) bool { return start >= from && end <= till }},
		{"overlap", "tenant", 3 * time.Hour, func(start, end string) bool { return start <= till && end >= from }},
	} {
		t.Run(tc.test+" "+tc.zone, func(t *testing.T) {
			c := newClient(t, newSandbox(t, func(s *Settings) { quick(s); s.WindowTest = tc.test; s.WindowZone = tc.zone }))
			date := func(text string) string {
				at, err := time.Parse("2006-01-02T15:04:05", text)
				require.NoError(t, err)
				return at.Add(tc.shift).Format(time.DateOnly)
			}
			var want []int64
			for _, r := range all {
				if tc.want(date(r.From), date(r.Till)) {
					want = append(want, r.ID)
				}
			}
			require.ElementsMatch(t, want, idsOf(c.read(from, till, "")))
		})
	}
}

func TestInsertTouchDelete(t *testing.T) {
	at := &clock{time.Date(2026, 11, 21, 19, 0, 0, 0, time.UTC)}
	s := newSandbox(t, func(s *Settings) { quick(s); s.Now = at.now })
	c := newClient(t, s)
	one := func(id string) row {
		rows := c.read("2023-01-01", "2028-12-31", `,"ids":"`+id+`"`)
		require.Len(t, rows, 1)
		return rows[0]
	}

	before := s.IDs("visits")
	made := s.Insert("visits")
	require.Equal(t, append(slices.Clone(before), made), s.IDs("visits"), "the new id is the highest")
	inserted := one(made)
	require.Equal(t, "2026-11-22", inserted.From[:10])
	require.Equal(t, "2026-11-21T19:00:00", inserted.Created)
	require.Equal(t, "Запланований", inserted.State)
	require.Contains(t, idsOf(c.read("2026-11-22", "2026-11-23", "")), inserted.ID)

	for _, id := range []string{before[0], before[1500], before[2999], made} {
		old := one(id)
		for change := 1; change <= 2; change++ {
			require.NoError(t, s.Touch("visits", id))
			moved := one(id)
			require.NotEqual(t, old.From[:10], moved.From[:10])
			require.Equal(t, old.From[10:], moved.From[10:])
			require.Contains(t, *moved.Spec, fmt.Sprintf("(зміна %d)", change))
			require.Equal(t, "Перенесений ", moved.State)
			require.Nil(t, moved.FactStart)
			require.NotContains(t, idsOf(c.read(old.From[:10], old.From[:10], "")), moved.ID)
			require.Contains(t, idsOf(c.read(moved.From[:10], moved.Till[:10], "")), moved.ID)
			old = moved
		}
	}

	for _, id := range []string{before[0], before[7], made} {
		require.NoError(t, s.Delete("visits", id))
		require.Empty(t, c.read("2023-01-01", "2028-12-31", `,"ids":"`+id+`"`))
		require.NotContains(t, s.IDs("visits"), id)
		require.Error(t, s.Delete("visits", id))
		require.Error(t, s.Touch("visits", id))
	}
	require.Len(t, c.read("2023-01-01", "2028-12-31", ""), 2998)
	require.NotEqual(t, made, s.Insert("visits"), "ids are not used again")

	require.ErrorContains(t, s.Touch("contacts", made), "to change")
	require.ErrorContains(t, s.Delete("visits", "one"), "not a number")
	require.Nil(t, s.IDs("deals"))
	require.Empty(t, s.Insert("contacts"))
}

func TestChurn(t *testing.T) {
	s := newSandbox(t, func(s *Settings) { quick(s); s.Churn = 3 })
	c := newClient(t, s)
	before := s.IDs("visits")
	job := c.start("2024-01-01", "2027-12-31", "")
	require.Equal(t, before, s.IDs("visits"), "the first request changes nothing")
	c.start("2024-01-01", "2027-12-31", "")
	after := s.IDs("visits")
	require.Len(t, after, 3000, "one deleted, one inserted, one touched")
	require.NotEqual(t, before, after)
	for range 2 {
		status, _ := c.batch(job, "?batch=1")
		require.Equal(t, http.StatusOK, status)
	}
	require.NotEqual(t, after, s.IDs("visits"), "the second result request is churned as well")
}

func TestMillionRows(t *testing.T) {
	s := newSandbox(t, func(s *Settings) { quick(s); s.Rows = 1_000_000 })
	c := newClient(t, s)
	last := c.read("2026-12-31", "2027-01-04", "")
	require.Greater(t, len(last), 800, "the last day")
	for _, r := range last {
		require.Equal(t, "2026-12-31", r.From[:10])
	}
	job := c.start("2024-01-01", "2027-01-31", "")
	require.Equal(t, 2000, c.finish(job))
	status, body := c.batch(job, "?batch=2000")
	require.Equal(t, 200, status)
	require.Len(t, decodeRows(t, body), 500)
	require.NoError(t, s.Delete("visits", strconv.FormatInt(last[0].ID, 10)))
	require.Len(t, c.read("2026-12-31", "2027-01-04", ""), len(last)-1)
}

func TestFewRows(t *testing.T) {
	for rows := range int64(40) {
		s := newSandbox(t, func(s *Settings) { quick(s); s.Rows = rows; s.Churn = 1 })
		got := newClient(t, s).read("2024-01-01", "2027-01-31", "")
		require.Len(t, got, int(rows))
	}
}

func BenchmarkBatch(b *testing.B) {
	settings := Defaults()
	s, err := New(settings)
	require.NoError(b, err)
	rows := s.list.read(&query{from: busyDay * day, till: afterDay * day})
	var buffer []byte
	for b.Loop() {
		buffer = buffer[:0]
		for i := range 500 {
			v := rows.at(i)
			buffer = s.printer.visit(buffer, &v)
		}
	}
	b.SetBytes(int64(len(buffer)))
}

// pinned is the visit 40041 of seed 1 and 3,000 rows.
const pinned = `[{"task_id":40041,"task_datefrom":"2025-03-18T07:00:00","task_datetill":"2025-03-18T07:30:00",` +
	`"task_gmt_offset":10800,"task_type":"Візит в аптеку","task_user_id":41,"task_user2_id":41,"task_company_id":44577,` +
	`"task_contact_id":50168,"task_target":["Rx-Кардіолог"],"task_spec":"🩺 Терапія","task_taskstate":"Виконаний",` +
	`"task_created":"2025-02-13T13:23:06","task_fact_start":"2025-03-18T06:58:09","task_fact_end":"2025-03-18T07:31:08",` +
	`"task_dist":3.930,"task_gps_lng":30.394157,"task_gps_lat":50.419548}]`
