package proxima

import (
	"encoding/json"
	"io"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestRequestsOnTheWire compares the arguments of the first run with what a request means. Today is 2025-09-01.
func TestRequestsOnTheWire(t *testing.T) {
	for name, test := range map[string]struct {
		req    *crmstreamv1.ListVisitsRequest
		cursor connectors.Cursor
		want   string
		next   connectors.Cursor
	}{
		"everything": {
			want: `{"date_from":"2025-06-30","date_till":"2025-08-01"}`, next: "2025-08-01/62",
		},
		"a later window": {
			cursor: "2025-08-01/62", want: `{"date_from":"2025-07-31","date_till":"2025-10-02"}`, next: "2025-10-02/92",
		},
		"the last window ends at the horizon": {
			cursor: "2025-10-02/92", want: `{"date_from":"2025-10-01","date_till":"2025-12-01"}`,
		},
		"a range of days": {
			req:  &crmstreamv1.ListVisitsRequest{StartFrom: "2020-02-29", StartBefore: "2020-03-02"},
			want: `{"date_from":"2020-02-28","date_till":"2020-03-02"}`,
		},
		"a range to the second, with zones": {
			req:  &crmstreamv1.ListVisitsRequest{StartFrom: "2025-08-04T23:30:00-01:00", StartBefore: "2025-08-07T02:00:00+02:00"},
			want: `{"date_from":"2025-08-04","date_till":"2025-08-07"}`,
		},
		"beyond the horizon when asked for": {
			req:    &crmstreamv1.ListVisitsRequest{StartBefore: "2027-01-01"},
			cursor: "2026-12-01/92", want: `{"date_from":"2026-11-30","date_till":"2027-01-01"}`,
		},
		"the end bounds the start": {
			req:  &crmstreamv1.ListVisitsRequest{StartFrom: "2025-07-02", EndBefore: "2025-07-03T00:00:00.5Z"},
			want: `{"date_from":"2025-07-01","date_till":"2025-07-04"}`,
		},
		"ids are a text, in one window": {
			req:  &crmstreamv1.ListVisitsRequest{Ids: []string{"30", "7", "7", "4"}},
			want: `{"date_from":"2025-06-30","date_till":"2025-12-01","ids":"4,7,30"}`,
		},
		"the owner is a number": {
			req:  &crmstreamv1.ListVisitsRequest{OwnerId: "38", StartFrom: "2025-08-04", StartBefore: "2025-08-05"},
			want: `{"date_from":"2025-08-03","date_till":"2025-08-05","user_id":38}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				time.Sleep(time.Until(time.Date(2025, 9, 1, 12, 0, 0, 0, time.UTC)))
				var sent []runBody
				c := testClient(t, recordRuns(t, &sent), nil)
				page, err := conformance.Fetch(t.Context(), c, test.req, connectors.PageRequest{Cursor: test.cursor})
				require.NoError(t, err)
				require.Equal(t, test.next, page.Next)
				require.Len(t, sent, 1)
				require.Equal(t, "api_get_tasks_json", sent[0].Function)
				require.Equal(t, "json", sent[0].Format)
				got, err := json.Marshal(sent[0].Arguments)
				require.NoError(t, err)
				require.JSONEq(t, test.want, string(got))
			})
		})
	}
}

// recordRuns is a tenant without visits that remembers what it was asked.
func recordRuns(t *testing.T, sent *[]runBody) http.Handler {
	t.Helper()
	return recordRunsOf(t, sent, `[]`)
}

// recordRunsOf is a tenant that remembers what it was asked and always has the same rows.
func recordRunsOf(t *testing.T, sent *[]runBody, rows string) http.Handler {
	t.Helper()
	plain := answering([]byte(rows))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/crm/crm-api/db-function/run" {
			body, err := io.ReadAll(r.Body)
			require.NoError(t, err)
			var one runBody
			require.NoError(t, json.Unmarshal(body, &one))
			*sent = append(*sent, one)
			require.Equal(t, "application/json", r.Header.Get("Content-Type"))
			require.Equal(t, "Bearer 0123456789abcdef", r.Header.Get("Authorization"))
		}
		plain.ServeHTTP(w, r)
	})
}

func TestEmptyRangesCostNothing(t *testing.T) {
	var sent []runBody
	c := testClient(t, recordRuns(t, &sent), nil)
	for _, req := range []*crmstreamv1.ListVisitsRequest{
		{StartFrom: "2025-08-02", StartBefore: "2025-08-01"},
		{StartBefore: "2025-07-01"}, // first_day
		{StartBefore: "0001-01-01"},
		{EndBefore: "2025-07-01"},
		{Ids: []string{"1"}, StartFrom: "2025-08-02", StartBefore: "2025-08-02"},
	} {
		page, err := conformance.Fetch(t.Context(), c, req, connectors.PageRequest{})
		require.NoError(t, err)
		require.Empty(t, page)
	}
	require.Empty(t, sent)
}

// TestCursorsOfIDs has none, since ids are read in one window.
func TestCursorsOfIDs(t *testing.T) {
	c := testClient(t, answering([]byte(`[]`)), nil)
	_, err := conformance.Fetch(t.Context(), c, &crmstreamv1.ListVisitsRequest{Ids: []string{"1"}}, connectors.PageRequest{Cursor: "2025-08-01/31"})
	require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindCursorGone})
}

func TestCursors(t *testing.T) {
	for _, text := range []string{
		"2025-08-01", "2025-08-01/", "2025-08-01/0", "2025-08-01/367", "2025-08-01/+3", "2025-08-01/03", "2025-08-01/3 ",
		"2025-8-01/3", "2025-02-30/3", "0000-12-31/3", "/3", "2025-08-01/3/3",
	} {
		_, err := parseCursor(connectors.Cursor(text))
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindCursorGone}, text)
	}
	w, err := parseCursor("0001-01-01/366")
	require.NoError(t, err)
	require.Equal(t, window{first: earliestDay, days: 366}, w)
}

// TestWindowsAreGuessedOnceTheirLengthHasSettled checks the places of windows that are read ahead, and which of them join.
func TestWindowsAreGuessedOnceTheirLengthHasSettled(t *testing.T) {
	q := &query{last: dayOf(time.Date(2025, 5, 1, 0, 0, 0, 0, time.UTC))}
	parse := func(cursor connectors.Cursor) window {
		w, err := parseCursor(cursor)
		require.NoError(t, err)
		return w
	}
	next := parse("2025-02-01/31")
	require.Nil(t, parse("2025-01-01/16").ahead(q, next))
	guess := parse("2025-01-01/31").ahead(q, next)
	for from, want := range map[connectors.Cursor]connectors.Cursor{
		"2025-02-01/31": "2025-03-04/31", "2025-03-04/31": "2025-04-04/31", "2025-03-31/31": "2025-05-01/31",
		"2025-04-01/31": "", "2025-04-04/31": "",
		"2025-02-01/16": "2025-02-17/31", // behind one that was guessed before, when windows were shorter
		"nonsense":      "",
	} {
		require.Equal(t, want, guess(from), from)
	}
	for place, want := range map[connectors.Cursor]bool{
		"2025-02-01/31": true, "2025-02-01/62": true, "2025-01-31/16": true, "2025-02-02/31": false, "nonsense": false,
	} {
		require.Equal(t, want, next.joins(place), place)
	}
}

// TestWindowsFollowTheData checks the lengths of windows; last is the list's last day.
func TestWindowsFollowTheData(t *testing.T) {
	c := testClient(t, nil, nil)
	last := dayOf(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	for _, test := range []struct {
		at      connectors.Cursor
		batches int
		want    int
		next    connectors.Cursor
	}{
		{"2025-01-01/31", 0, 0, "2025-02-01/62"},
		{"2025-01-01/31", 1, 0, "2025-02-01/62"},
		{"2025-01-01/31", 2, 0, "2025-02-01/31"},
		{"2025-01-01/31", 20, 0, "2025-02-01/31"},
		{"2025-01-01/31", 21, 0, "2025-02-01/16"},
		{"2025-01-01/1", 900, 0, "2025-01-02/1"},
		{"2025-01-01/1", 1, 0, "2025-01-02/2"},
		{"2025-01-01/62", 1, 0, "2025-03-04/92"},
		{"2025-12-01/31", 5, 0, "2026-01-01/31"},
		{"2025-12-01/32", 5, 0, ""},
		{"2025-01-01/31", 1, 20, "2025-02-01/62"},
		{"2025-01-01/31", 3, 1000, "2025-02-01/10"},
		{"2025-01-01/31", 3, 1001, "2025-02-01/31"},
		{"2025-01-01/31", 60, 20, "2025-02-01/1"},
	} {
		w, ok, err := c.windowAt(&query{last: last}, test.at)
		require.NoError(t, err)
		require.True(t, ok)
		next, ok := c.next(&query{last: last}, w, test.batches, test.want)
		require.Equal(t, test.next != "", ok)
		if ok {
			require.Equal(t, test.next, next.cursor(), "%s with %d", test.at, test.batches)
		}
	}
	_, ok, err := c.windowAt(&query{last: last}, "2026-01-02/31")
	require.NoError(t, err)
	require.False(t, ok, "a window behind the list")

	w := window{first: 10, last: 40, days: 31}
	for _, days := range []int{16, 8, 4, 2, 1} {
		w = w.half()
		require.Equal(t, window{first: 10, last: 9 + day(days), days: days}, w)
	}
}

func TestDays(t *testing.T) {
	for text, d := range map[string]day{"1970-01-01": 0, "1969-12-31": -1, "0001-01-01": earliestDay, "9999-12-31": latestDay} {
		got, err := parseDay(text)
		require.NoError(t, err)
		require.Equal(t, d, got)
		require.Equal(t, text, d.String())
	}
	require.Equal(t, day(-1), dayOf(time.Date(1969, 12, 31, 23, 59, 59, 0, time.UTC)))
	require.Equal(t, "9999-12-31", (latestDay + 5).String())
}

func TestTimesOfAllForms(t *testing.T) {
	for text, want := range map[string]string{
		"2025-08-01T12:30:00":       "2025-08-01T12:30:00",
		"2025-08-01 12:30:00":       "2025-08-01T12:30:00",
		"2025-08-01T12:30:00.75":    "2025-08-01T12:30:00",
		"2025-08-01T12:30:00Z":      "2025-08-01T12:30:00",
		"2025-08-01T01:30:00+03:00": "2025-07-31T22:30:00",
		"2025-08-01 12:30:00Z":      "2025-08-01T12:30:00",
		" 2025-08-01 ":              "2025-08-01T00:00:00",
	} {
		_, key, ok := readTime([]byte(text))
		require.True(t, ok, text)
		require.Equal(t, want, string(key), text)
	}
	for _, text := range []string{"", "soon", "2025-02-30T00:00:00", "01.08.2025"} {
		_, _, ok := readTime([]byte(text))
		require.False(t, ok, text)
	}
}

func TestSettingsNameEveryMistake(t *testing.T) {
	err := (&Settings{BaseURL: "http://crm.example.com", HorizonDays: -1, DistanceUnit: "miles", FirstBatch: "2"}).Validate()
	for _, part := range []string{
		"base_url", "password", "first_day", "horizon_days", "window_days", "pad_days", "distance_unit", "first_batch", "format", "poll_min", "job_timeout",
	} {
		require.ErrorContains(t, err, part)
	}
	s, ok := Driver().Settings().(*Settings)
	require.True(t, ok)
	require.Equal(t, []*connectors.Secret{&s.Password}, s.Secrets())
	s.BaseURL, s.FirstDay, s.Password = "https://x.example.com", "2024-01-31", connectors.NewSecret("x")
	require.NoError(t, s.Validate())
	for _, timeout := range []time.Duration{0, s.PollMax - 1, 24*time.Hour + 1} {
		s.JobTimeout = timeout
		require.ErrorContains(t, s.Validate(), "job_timeout: ")
	}
}
