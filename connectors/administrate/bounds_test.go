package administrate

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestNoTaskOfTheHourThatComesTwiceIsLeftOut asks by every bound on a time, around the changes of clocks of several zones,
// and compares the wall clock that is asked for with what the wall clocks of rows may mean.
func TestNoTaskOfTheHourThatComesTwiceIsLeftOut(t *testing.T) {
	type bound struct {
		argument string
		request  func(instant string) *crmstreamv1.ListTasksRequest
		// may reports whether a row of an instant obeys the bound, and passes whether the upstream sends its clock.
		may    func(meant, instant time.Time) bool
		passes func(clock, asked string) bool
	}
	where := func(op string) func(string) *crmstreamv1.ListTasksRequest {
		return func(instant string) *crmstreamv1.ListTasksRequest {
			return &crmstreamv1.ListTasksRequest{Where: []string{"start_time " + op + " " + instant}}
		}
	}
	notBefore := func(meant, instant time.Time) bool { return !meant.Before(instant) }
	before := func(meant, instant time.Time) bool { return meant.Before(instant) }
	bounds := []bound{
		{
			"created_on__gte", func(i string) *crmstreamv1.ListTasksRequest { return &crmstreamv1.ListTasksRequest{CreatedFrom: i} }, notBefore,
			func(clock, asked string) bool { return clock >= asked },
		},
		{
			"created_on__lt", func(i string) *crmstreamv1.ListTasksRequest { return &crmstreamv1.ListTasksRequest{CreatedBefore: i} }, before,
			func(clock, asked string) bool { return clock < asked },
		},
		{"start_datetime__gte", where(">="), notBefore, func(clock, asked string) bool { return clock >= asked }},
		{"start_datetime__gt", where(">"), time.Time.After, func(clock, asked string) bool { return clock > asked }},
		{"start_datetime__lt", where("<"), before, func(clock, asked string) bool { return clock < asked }},
		{
			"start_datetime__lte", where("<="), func(meant, instant time.Time) bool { return !meant.After(instant) },
			func(clock, asked string) bool { return clock <= asked },
		},
	}
	for name, days := range map[string][]string{
		"Europe/London": {"2025-10-26", "2025-03-30"}, "Europe/Kyiv": {"2025-10-26"}, "America/Havana": {"2025-11-02", "2025-03-09"},
	} {
		zone, err := time.LoadLocation(name)
		require.NoError(t, err)
		c, queries := scripted(t, http.StatusOK)
		c.zone = zone
		for _, day := range days {
			midnight, err := time.ParseInLocation(time.DateOnly, day, zone)
			require.NoError(t, err)
			for minutes := -90; minutes <= 6*60; minutes += 20 {
				instant := midnight.UTC().Add(time.Duration(minutes) * time.Minute)
				for _, b := range bounds {
					_, err := conformance.Fetch(t.Context(), c, b.request(instant.Format(time.RFC3339)), connectors.PageRequest{})
					require.NoError(t, err)
					asked := (*queries)[len(*queries)-1].Get(b.argument)
					require.NotEmpty(t, asked, b.argument)
					for clock := midnight.UTC().Add(-2 * time.Hour); clock.Before(midnight.UTC().Add(8 * time.Hour)); clock = clock.Add(10 * time.Minute) {
						earliest, last := conformance.Instants(clock, zone)
						if b.may(earliest, instant) || b.may(last, instant) {
							text := strings.Replace(clock.Format(time.DateTime), " ", "T", 1)
							require.True(t, b.passes(text, asked), "%s %s: %s at %s leaves out %s", name, b.argument, asked, instant, text)
						}
					}
				}
			}
		}
	}
}
