package connectors_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
)

func zoneOf(t require.TestingT, name string) *time.Location {
	zone, err := time.LoadLocation(name)
	require.NoError(t, err)
	return zone
}

func TestBoundsAroundChangesOfClocks(t *testing.T) {
	for _, test := range []struct {
		zone, instant    string
		earliest, latest string // of wall clocks
	}{
		{"Europe/Kyiv", "2025-07-01T12:00:00Z", "2025-07-01 15:00:00", "2025-07-01 15:00:00"},
		// 04:00 becomes 03:00 at 01:00Z.
		{"Europe/Kyiv", "2025-10-25T23:59:59Z", "2025-10-26 02:59:59", "2025-10-26 02:59:59"},
		{"Europe/Kyiv", "2025-10-26T00:50:00Z", "2025-10-26 03:00:00", "2025-10-26 03:50:00"},
		{"Europe/Kyiv", "2025-10-26T01:00:00Z", "2025-10-26 03:00:00", "2025-10-26 04:00:00"},
		{"Europe/Kyiv", "2025-10-26T01:20:00Z", "2025-10-26 03:20:00", "2025-10-26 04:00:00"},
		{"Europe/Kyiv", "2025-10-26T02:00:00Z", "2025-10-26 04:00:00", "2025-10-26 04:00:00"},
		// 02:00 becomes 01:00 at 01:00Z.
		{"Europe/London", "2025-10-26T00:40:00Z", "2025-10-26 01:00:00", "2025-10-26 01:40:00"},
		// 03:00 becomes 04:00 at 01:00Z: clocks between are read as those of an hour later.
		{"Europe/Kyiv", "2025-03-30T00:59:00Z", "2025-03-30 02:59:00", "2025-03-30 02:59:00"},
		{"Europe/Kyiv", "2025-03-30T01:15:00Z", "2025-03-30 03:15:00", "2025-03-30 04:15:00"},
		{"Europe/Kyiv", "2025-03-30T02:15:00Z", "2025-03-30 05:15:00", "2025-03-30 05:15:00"},
		{"America/Havana", "2025-11-02T05:30:00Z", "2025-11-02 00:30:00", "2025-11-02 01:00:00"},
		{"Asia/Kolkata", "2025-10-26T00:00:00Z", "2025-10-26 05:30:00", "2025-10-26 05:30:00"},
		{"UTC", "2025-10-26T00:00:00Z", "2025-10-26 00:00:00", "2025-10-26 00:00:00"},
	} {
		instant, err := time.Parse(time.RFC3339, test.instant)
		require.NoError(t, err)
		zone := zoneOf(t, test.zone)
		for _, same := range []time.Time{instant, instant.In(zone)} {
			require.Equal(t, test.earliest, connectors.EarliestClock(same, zone).Format(time.DateTime), "%s %s", test.zone, test.instant)
			require.Equal(t, test.latest, connectors.LatestClock(same, zone).Format(time.DateTime), "%s %s", test.zone, test.instant)
		}
	}
}

// TestNoClockThatMayLieWithinIsLeftOut compares the bounds with what each wall clock may mean, around changes of clocks of all
// kinds: an hour, half an hour, at midnight, and across the date line.
func TestNoClockThatMayLieWithinIsLeftOut(t *testing.T) {
	days := map[string][]string{
		"Europe/Kyiv":         {"2025-10-26", "2025-03-30"},
		"America/Havana":      {"2025-11-02", "2025-03-09"},
		"Australia/Lord_Howe": {"2025-04-06", "2025-10-05"},
		"Pacific/Apia":        {"2011-12-30"},
		"America/New_York":    {"2025-11-02", "2025-03-09", "2025-07-04"},
	}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom([]string{"Europe/Kyiv", "America/Havana", "Australia/Lord_Howe", "Pacific/Apia", "America/New_York"}).Draw(t, "zone")
		zone := zoneOf(t, name)
		day, err := time.Parse(time.DateOnly, rapid.SampledFrom(days[name]).Draw(t, "day"))
		require.NoError(t, err)
		around := rapid.Map(rapid.IntRange(-30*60, 30*60), func(minutes int) time.Time { return day.Add(time.Duration(minutes) * time.Minute) })
		instant, clock := around.Draw(t, "instant"), around.Draw(t, "clock")
		earliest, last := conformance.Instants(clock, zone)
		require.False(t, last.Before(earliest))
		for _, meant := range []time.Time{earliest, last} {
			shown := meant.In(zone).Format(time.DateTime)
			if shown != clock.Format(time.DateTime) { // then no instant shows it
				require.Equal(t, earliest, last)
				require.NotEqual(t, clock.Format(time.DateTime), time.Date(clock.Year(), clock.Month(), clock.Day(), clock.Hour(), clock.Minute(), clock.Second(), 0, zone).Format(time.DateTime))
			}
		}
		if !last.Before(instant) {
			require.False(t, clock.Before(connectors.EarliestClock(instant, zone)), "a clock that may be at or after %s is below the bound", instant)
		}
		if earliest.Before(instant) {
			require.True(t, clock.Before(connectors.LatestClock(instant, zone)), "a clock that may be before %s is not below the bound", instant)
		}
	})
}
