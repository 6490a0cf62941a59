package apro

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

func TestChangedUntil(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	c := &Client{wire: &wire.Client{}, zone: berlin, settings: defaultSettings()}
	for clock, want := range map[string]string{
		"2024-07-01 12:00:00": "2024-07-01T09:50:00Z",
		"2024-01-01 00:05:00": "2023-12-31T22:55:00Z",
		"2024-10-27 03:30:00": "2024-10-27T00:20:00Z", // two hours more, since 02:30 came twice
		wire.ZeroTime:         "",
	} {
		require.Equal(t, want, c.changedUntil(clock), clock)
	}
}

// TestADateInTheFutureHidesNoChanges takes the upstream's present in place of an activity that is dated later.
func TestADateInTheFutureHidesNoChanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // which starts on 2000-01-01
		c := &Client{wire: &wire.Client{}, zone: time.UTC, settings: defaultSettings()}
		require.Equal(t, "1999-12-31T23:50:00Z", c.changedUntil("2090-01-01 00:00:00"))
		c.wire.Hear(http.Header{"Date": {"Fri, 31 Dec 1999 23:00:00 GMT"}})
		require.Equal(t, "1999-12-31T22:50:00Z", c.changedUntil("2090-01-01 00:00:00"), "the upstream's clock is an hour late")
		require.Equal(t, "1999-12-31T21:50:00Z", c.changedUntil("1999-12-31 22:00:00"))
		c.wire.Hear(http.Header{"Date": {"soon"}})
		require.Equal(t, "1999-12-31T22:50:00Z", c.changedUntil("2090-01-01 00:00:00"), "a date that cannot be read says nothing")
	})
}

// FuzzAnswers feeds any body to the decoders: they never panic, and return only classified errors.
func FuzzAnswers(f *testing.F) {
	samples, err := filepath.Glob("testdata/*/*.json")
	require.NoError(f, err)
	require.NotEmpty(f, samples)
	for _, sample := range samples {
		body, err := os.ReadFile(sample)
		require.NoError(f, err)
		f.Add(body)
	}
	f.Add([]byte(`{"status":"fail","message":"LIMIT_EXCEEDED"}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		var classified *connectors.Error
		resp := rest.Response{Status: http.StatusOK, Body: body}
		if err := wire.Classify(resp); err != nil {
			require.ErrorAs(t, err, &classified)
			return
		}
		whole, err := resp.JSON()
		require.NoError(t, err)
		data, ok := whole.Member("data")
		require.True(t, ok)
		c := &Client{zone: time.UTC, settings: defaultSettings(), learned: map[string]*knowledge{opContacts: {}}}
		l, err := c.listing(opContacts, "customer_activity_date", &crmstreamv1.ListContactsRequest{IncludeRaw: true}, nil)
		require.NoError(t, err)
		l.table = contactTable
		list, _ := l.unpack(data)
		ans := answer{}
		if err := l.read(list, &ans); err != nil {
			require.ErrorAs(t, err, &classified)
			return
		}
		for _, r := range ans.rows {
			require.NotEmpty(t, r.ID)
			require.True(t, wire.ValidClock(clockOf(r)) || clockOf(r) == wire.ZeroTime)
			require.NotEqual(t, r.Err == nil, r.Wire == nil)
		}
		if list, _ := data.Member("list"); list.List() {
			require.NoError(t, (&invoiceQuery{Client: c}).read(list, &ordered{}))
		}
	})
}

// FuzzCursors feeds any text to all cursors: they never panic, and nonsense is told as such.
func FuzzCursors(f *testing.F) {
	for _, seed := range []string{"", "=2024-01-01 00:00:00", ">2024-01-01 00:00:00", "2024-01-01 00:00:00+60", "2024-01-01 00:00:00+60+2024-02-01 00:00:00+70", "12/7", "1,2+||||=2024-01-01 00:00:00", "1,2+|||7|=2024-01-01 00:00:00", "#1", "9999-99-99/x"} {
		f.Add(seed)
	}
	gone := &connectors.Error{Kind: connectors.KindCursorGone}
	f.Fuzz(func(t *testing.T, text string) {
		cursor := connectors.Cursor(text)
		c := &Client{zone: time.UTC, settings: defaultSettings()}
		l := &listing{Client: c, op: opDeals}
		if p, err := l.place(cursor); err != nil {
			require.ErrorIs(t, err, gone)
		} else if text != "" {
			require.Equal(t, cursor, p.cursor())
		}
		if w, err := l.window(cursor, "2026-01-01 00:00:00"); err != nil {
			require.ErrorIs(t, err, gone)
		} else {
			require.Positive(t, w.length)
			require.True(t, wire.ValidClock(w.start))
			if again, ok := parseWindow(w.cursor()); text != "" {
				require.True(t, ok)
				require.Equal(t, w, again)
			}
		}
		if _, err := parsePosition(cursor); err != nil {
			require.ErrorIs(t, err, gone)
		}
		if text == "" {
			return
		}
		if tour, err := c.tour(t.Context(), cursor, nil); err != nil {
			require.ErrorIs(t, err, gone)
		} else {
			require.NotEmpty(t, tour.types)
		}
	})
}
