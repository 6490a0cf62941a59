package timeline

import (
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
)

func TestChangedUntil(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	l := &List{Account: &Account{Wire: &wire.Client{}, Zone: berlin, ChangedOverlap: 10 * time.Minute}}
	for clock, want := range map[string]string{
		"2024-07-01 12:00:00": "2024-07-01T09:50:00Z",
		"2024-01-01 00:05:00": "2023-12-31T22:55:00Z",
		"2024-10-27 03:30:00": "2024-10-27T00:20:00Z", // two hours more, since 02:30 came twice
		wire.ZeroTime:         "",
	} {
		require.Equal(t, want, l.changedUntil(clock), clock)
	}
}

// TestADateInTheFutureHidesNoChanges takes the upstream's present in place of an activity that is dated later.
func TestADateInTheFutureHidesNoChanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // which starts on 2000-01-01
		l := &List{Account: &Account{Wire: &wire.Client{}, Zone: time.UTC, ChangedOverlap: 10 * time.Minute}}
		require.Equal(t, "1999-12-31T23:50:00Z", l.changedUntil("2090-01-01 00:00:00"))
		l.Wire.NoteDate(http.Header{"Date": {"Fri, 31 Dec 1999 23:00:00 GMT"}})
		require.Equal(t, "1999-12-31T22:50:00Z", l.changedUntil("2090-01-01 00:00:00"), "the upstream's clock is an hour late")
		require.Equal(t, "1999-12-31T21:50:00Z", l.changedUntil("1999-12-31 22:00:00"))
		l.Wire.NoteDate(http.Header{"Date": {"soon"}})
		require.Equal(t, "1999-12-31T22:50:00Z", l.changedUntil("2090-01-01 00:00:00"), "a date that cannot be read says nothing")
	})
}
