package apro

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/timeline"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestNoRowOfTheHourThatComesTwiceIsLeftOut reads every bound on a time, of the lists that have such bounds, around the
// changes of clocks of several zones, and compares it with what the wall clocks of rows may mean.
func TestNoRowOfTheHourThatComesTwiceIsLeftOut(t *testing.T) {
	lower := map[string]func(c *Client, text string) (string, error){
		"activity_from": func(c *Client, text string) (string, error) {
			s, err := timeline.ReadRange(&crmstreamv1.ListContactsRequest{ActivityFrom: text}, c.zone)
			return s.From, err
		},
		"changed_from": func(c *Client, text string) (string, error) {
			s, err := timeline.ReadRange(&crmstreamv1.ListDealsRequest{ChangedFrom: text}, c.zone)
			return s.From, err
		},
		"created_from": func(c *Client, text string) (string, error) {
			s, err := timeline.ReadRange(&crmstreamv1.ListActivitiesRequest{CreatedFrom: text}, c.zone)
			return s.CreatedFrom, err
		},
		"start_from": func(c *Client, text string) (string, error) {
			s, err := c.callRange(&crmstreamv1.ListCallsRequest{StartFrom: text})
			return s.From, err
		},
		"fields >=": func(c *Client, text string) (string, error) { return sentBound(t, c, ">=", text), nil },
	}
	upper := map[string]func(c *Client, text string) (string, error){
		"activity_before": func(c *Client, text string) (string, error) {
			s, err := timeline.ReadRange(&crmstreamv1.ListStockItemsRequest{ActivityBefore: text}, c.zone)
			return s.Before, err
		},
		"created_before": func(c *Client, text string) (string, error) {
			s, err := timeline.ReadRange(&crmstreamv1.ListContactsRequest{CreatedBefore: text}, c.zone)
			return s.CreatedBefore, err
		},
		"start_before": func(c *Client, text string) (string, error) {
			s, err := c.callRange(&crmstreamv1.ListCallsRequest{StartBefore: text})
			return s.Before, err
		},
		"fields <=": func(c *Client, text string) (string, error) {
			return wire.Shifted(sentBound(t, c, "<=", text), time.Second), nil // the first that is excluded
		},
	}
	for name, days := range map[string][]string{
		"Europe/London": {"2025-10-26", "2025-03-30"}, "Europe/Kyiv": {"2025-10-26", "2025-03-30"}, "America/Havana": {"2025-11-02", "2025-03-09"},
	} {
		zone, err := time.LoadLocation(name)
		require.NoError(t, err)
		c := &Client{zone: zone, settings: defaultSettings()}
		for _, day := range days {
			midnight, err := time.ParseInLocation(time.DateOnly, day, zone)
			require.NoError(t, err)
			for minutes := -90; minutes <= 6*60; minutes += 10 {
				instant := midnight.UTC().Add(time.Duration(minutes) * time.Minute)
				requireBound(t, c, lower, instant, func(earliest, last time.Time, clock, bound string) bool {
					return last.Before(instant) || clock >= bound
				})
				requireBound(t, c, upper, instant, func(earliest, last time.Time, clock, bound string) bool {
					return !earliest.Before(instant) || clock < bound
				})
			}
		}
	}
}

// requireBound requires of bounds at an instant that they admit the wall clocks around it.
func requireBound(
	t *testing.T, c *Client, bounds map[string]func(*Client, string) (string, error), instant time.Time,
	admits func(earliest, last time.Time, clock, bound string) bool,
) {
	t.Helper()
	for field, read := range bounds {
		bound, err := read(c, instant.Format(time.RFC3339))
		require.NoError(t, err)
		for clock := instant.Add(-8 * time.Hour); clock.Before(instant.Add(8 * time.Hour)); clock = clock.Add(10 * time.Minute) {
			earliest, last := conformance.Instants(clock, c.zone)
			text := clock.Format(wire.ClockFormat)
			require.True(t, admits(earliest, last, text, bound), "%s %s: %s at %s leaves out %s", c.zone, field, bound, instant, text)
		}
	}
}

// sentBound returns the value that a condition on a custom field is sent with.
func sentBound(t *testing.T, c *Client, op, value string) string {
	t.Helper()
	var f wire.Filters
	f.Conditions([]string{"fields.7 " + op + " " + value}, c.zone, &connectors.Catalogue{})
	require.NoError(t, f.Err)
	require.Len(t, f.Pairs, 2)
	sent, ok := strings.CutPrefix(f.Pairs[1][1], op+" ")
	require.True(t, ok)
	return sent
}
