package proxima

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

func TestJobAdvancesByPolls(t *testing.T) {
	for _, tc := range []struct {
		running, done int
		want          []int
	}{
		{1, 2, []int{1, 2, 3, 3}},
		{0, 0, []int{3, 3}},
		{0, 1, []int{2, 3}},
		{2, 2, []int{1, 1, 3}},
	} {
		t.Run(fmt.Sprint(tc.running, tc.done), func(t *testing.T) {
			c := newClient(t, newSandbox(t, func(s *Settings) { s.PollsUntilRunning, s.PollsUntilDone = tc.running, tc.done }))
			job := c.start("2025-03-01", "2025-03-31", "")
			var got []int
			for range tc.want {
				st := c.poll(job)
				got = append(got, st.Status)
				require.Equal(t, st.Status == jobFinished, st.BatchCount != nil, "batch_count is known at the end only")
			}
			require.Equal(t, tc.want, got)
		})
	}
}

func TestBatches(t *testing.T) {
	for _, first := range []int{1, 0} {
		t.Run(fmt.Sprint("first batch ", first), func(t *testing.T) {
			c := newClient(t, newSandbox(t, func(s *Settings) { s.FirstBatch = first }))
			job := c.start("2025-03-01", "2025-03-31", "")
			for _, query := range []string{"", "?batch=1"} {
				status, body := c.batch(job, query)
				require.Equal(t, 400, status, "not finished")
				requireMessage(t, body)
			}
			require.Equal(t, 3, c.finish(job), "March 2025 has three batches")
			seen := map[int64]bool{}
			for n := range 3 {
				status, body := c.batch(job, fmt.Sprintf("?batch=%d", n+first))
				require.Equal(t, 200, status)
				rows := decodeRows(t, body)
				require.Equal(t, n < 2, len(rows) == 500, "only the last batch is short")
				for _, r := range rows {
					require.False(t, seen[r.ID])
					seen[r.ID] = true
				}
				if n == 0 {
					_, again := c.batch(job, "")
					require.Equal(t, body, again, "without a number it is the first batch, and reading it twice is the same")
				}
			}
			require.Greater(t, len(seen), 1000)
			for _, outside := range []int{first - 1, first + 3} {
				status, _ := c.batch(job, fmt.Sprintf("?batch=%d", outside))
				require.Equal(t, 400, status)
			}
			status, _ := c.batch(job, "?batch=first")
			require.Equal(t, 400, status)
		})
	}
}

func TestBatchOutside(t *testing.T) {
	for setting, want := range map[string][2]int{"empty": {0, 0}, "nearest": {500, 152}} {
		c := newClient(t, newSandbox(t, func(s *Settings) { s.BatchOutside = setting; s.PollsUntilDone = 0; s.PollsUntilRunning = 0 }))
		job := c.start("2025-03-01", "2025-03-31", "")
		require.Equal(t, 3, c.finish(job))
		_, low := c.batch(job, "?batch=0")
		_, high := c.batch(job, "?batch=4")
		require.Equal(t, want, [2]int{len(decodeRows(t, low)), len(decodeRows(t, high))}, setting)
	}
}

func TestEmptyResult(t *testing.T) {
	for _, count := range []string{"0", "null", "1"} {
		for result, want := range map[string]string{"array": "[]", "null": "null", "blank": ""} {
			c := newClient(t, newSandbox(t, func(s *Settings) {
				s.EmptyBatchCount, s.EmptyResult = count, result
				s.PollsUntilDone, s.PollsUntilRunning = 0, 0
			}))
			job := c.start("2020-01-01", "2020-01-31", "")
			_, body := c.send(http.MethodGet, fmt.Sprintf("/crm-api/db-function/status/%d", job), "")
			require.Equal(t, fmt.Sprintf(`{"id":%d,"status":3,"batch_count":%s}`, job, count), body)
			for _, query := range []string{"", "?batch=1"} {
				status, body := c.batch(job, query)
				require.Equal(t, 200, status)
				require.Equal(t, want, body)
			}
		}
	}
}

func TestJobsAreForgotten(t *testing.T) {
	at := &clock{time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC)}
	c := newClient(t, newSandbox(t, func(s *Settings) { s.Now = at.now; s.MaxJobs = 2; s.ResultBeforeDone = 409 }))
	gone := func(job int64) bool {
		status, _ := c.batch(job, "?batch=1")
		require.Contains(t, []int{404, 409}, status)
		return status == 404
	}
	first, second := c.start("2025-03-01", "2025-03-31", ""), c.start("2025-03-01", "2025-03-31", "")
	require.Equal(t, []bool{false, false}, []bool{gone(first), gone(second)})
	third := c.start("2025-03-01", "2025-03-31", "")
	require.Greater(t, third, second)
	require.Equal(t, []bool{true, false, false}, []bool{gone(first), gone(second), gone(third)}, "the oldest is dropped")
	at.at = at.at.Add(time.Hour)
	require.Equal(t, []bool{true, true}, []bool{gone(second), gone(third)}, "the time is over")
	status, _ := c.send(http.MethodGet, fmt.Sprintf("/crm-api/db-function/status/%d", third), "")
	require.Equal(t, 404, status)
}

func TestRowsFreezeWhenTheJobFinishes(t *testing.T) {
	s := newSandbox(t, nil)
	c := newClient(t, s)
	before := c.read("2025-03-01", "2025-03-31", "")
	job := c.start("2025-03-01", "2025-03-31", "")
	early := strconv.FormatInt(before[0].ID, 10)
	require.NoError(t, s.Delete("visits", early))
	require.Equal(t, 3, c.finish(job))
	require.NoError(t, s.Delete("visits", strconv.FormatInt(before[1].ID, 10)))
	require.NoError(t, s.Touch("visits", strconv.FormatInt(before[2].ID, 10)))
	var got []row
	for n := range 3 {
		_, body := c.batch(job, fmt.Sprintf("?batch=%d", n+1))
		got = append(got, decodeRows(t, body)...)
	}
	require.ElementsMatch(t, before[1:], got, "what happened before the end shows, what happened after does not")
}

func TestSyncMode(t *testing.T) {
	c := newClient(t, newSandbox(t, func(s *Settings) { s.Mode = "sync" }))
	status, body := c.send(http.MethodPost, "/crm-api/db-function/run", runBody("2025-03-01", "2025-03-31", ""))
	require.Equal(t, 200, status)
	require.Greater(t, len(decodeRows(t, body)), 1000, "there are no batches")
	status, body = c.send(http.MethodPost, "/crm-api/db-function/run", runBody("2020-03-01", "2020-03-31", ""))
	require.Equal(t, 200, status)
	require.Equal(t, "[]", body)
	status, _ = c.send(http.MethodGet, "/crm-api/db-function/status/1", "")
	require.Equal(t, 404, status)
}

func TestConcurrentUse(t *testing.T) {
	s := newSandbox(t, func(s *Settings) { s.Churn = 5 })
	ids := s.IDs("visits")
	t.Run("all", func(t *testing.T) {
		for n := range 4 {
			t.Run(strconv.Itoa(n), func(t *testing.T) {
				t.Parallel()
				c := newClient(t, s)
				for range 3 {
					c.read("2025-03-01", "2025-04-15", "")
				}
				for i := n; i < 200; i += 4 {
					_ = s.Touch("visits", ids[i])       // churn may have deleted it
					_ = s.Delete("visits", ids[1000+i]) // likewise
					s.Insert("visits")
				}
				require.NotEmpty(t, s.IDs("visits"))
			})
		}
	})
	left := s.IDs("visits")
	require.True(t, slices.IsSortedFunc(left, func(a, b string) int {
		x, _ := strconv.Atoi(a)
		y, _ := strconv.Atoi(b)
		return x - y
	}))
	require.Len(t, newClient(t, newUnchurned(s)).read("2023-01-01", "2099-12-31", ""), len(left))
}

// newUnchurned returns a server over the same list that no longer changes it by itself.
func newUnchurned(s *Server) *Server {
	settings := s.settings
	settings.Churn = 0
	still := &Server{
		settings: settings, now: s.now, list: s.list, events: s.events, data: s.data, known: s.known, sessions: s.sessions,
		jobs: newJobs(settings, s.now), printer: s.printer,
	}
	still.Stage = stage.New(settings.Settings, still.route, fail)
	return still
}
