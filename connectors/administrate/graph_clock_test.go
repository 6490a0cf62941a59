package administrate

import (
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// around are the days on which the clocks of Berlin change.
var around = []string{"2025-03-30", "2025-10-26"}

// crowded returns a tenant with a task each ten minutes around a change of the clocks, by the wall clock, or by UTC if zone is Z.
func crowded(t *testing.T, day, zone string) *hiddenTenant {
	t.Helper()
	midnight, err := time.Parse(time.DateOnly, day)
	require.NoError(t, err)
	x := &hiddenTenant{}
	for i := range 60 {
		at := midnight.Add(time.Duration(i-12) * 10 * time.Minute).Format(clockText)
		x.rows = append(x.rows, hidden(i+1, at, at, zone))
	}
	return x
}

// meant returns the instants that the time of a task may mean.
func meant(t *testing.T, row hiddenRow, zone string) (earliest, last time.Time) {
	t.Helper()
	clock, err := time.Parse(clockText, row.created)
	require.NoError(t, err)
	if zone == "Z" {
		return clock, clock
	}
	return conformance.Instants(clock, berlin(t))
}

// TestBoundsAroundTheChangesOfTheClocks asks by all bounds: no task that may obey one is left out, and with times in UTC exactly those that
// obey it come.
func TestBoundsAroundTheChangesOfTheClocks(t *testing.T) {
	type compares func(meant, instant time.Time) bool
	notBefore := func(m, i time.Time) bool { return !m.Before(i) }
	bounds := map[string]struct {
		req func(string) *crmstreamv1.ListTasksRequest
		may compares
	}{
		"created_from":   {func(i string) *crmstreamv1.ListTasksRequest { return &crmstreamv1.ListTasksRequest{CreatedFrom: i} }, notBefore},
		"created_before": {func(i string) *crmstreamv1.ListTasksRequest { return &crmstreamv1.ListTasksRequest{CreatedBefore: i} }, time.Time.Before},
		"changed_from":   {func(i string) *crmstreamv1.ListTasksRequest { return &crmstreamv1.ListTasksRequest{ChangedFrom: i} }, notBefore},
		"where >": {func(i string) *crmstreamv1.ListTasksRequest {
			return &crmstreamv1.ListTasksRequest{Where: []string{"create_time > " + i}}
		}, time.Time.After},
		"where <=": {func(i string) *crmstreamv1.ListTasksRequest {
			return &crmstreamv1.ListTasksRequest{Where: []string{"create_time <= " + i}}
		}, func(m, i time.Time) bool { return !m.After(i) }},
	}
	for _, day := range around {
		for _, zone := range []string{"", "Z"} {
			x := crowded(t, day, zone)
			midnight, err := time.ParseInLocation(time.DateOnly, day, berlin(t))
			require.NoError(t, err)
			for name, b := range bounds {
				t.Run(day+zone+" "+name, func(t *testing.T) {
					for minutes := 0; minutes <= 300; minutes += 25 {
						instant := midnight.Add(time.Duration(minutes) * time.Minute).UTC()
						got, err := walk(t, x.client(t), b.req(instant.Format(time.RFC3339)), 0)
						require.NoError(t, err)
						for _, row := range x.rows {
							earliest, last := meant(t, row, zone)
							if b.may(earliest, instant) || b.may(last, instant) {
								require.Contains(t, got, strconv.Itoa(row.id), "%s of %s at %s", name, row.created, instant)
							} else if zone == "Z" {
								require.NotContains(t, got, strconv.Itoa(row.id), "%s of %s at %s", name, row.created, instant)
							}
						}
					}
				})
			}
		}
	}
}

// TestChangedUntilAroundTheChangesOfTheClocks feeds changed_until back: the next run has every task that may have changed since the last
// one that this run read.
func TestChangedUntilAroundTheChangesOfTheClocks(t *testing.T) {
	for _, day := range around {
		for _, zone := range []string{"", "Z"} {
			x := crowded(t, day, zone)
			every := x.rows
			for n := 1; n < len(every); n++ {
				x.rows = every[:n]
				page, err := conformance.Fetch(t.Context(), x.client(t), &crmstreamv1.ListTasksRequest{ChangedFrom: "2025-01-01"}, connectors.PageRequest{})
				require.NoError(t, err)
				require.Empty(t, page.Next)
				x.rows = every
				next, err := walk(t, x.client(t), &crmstreamv1.ListTasksRequest{ChangedFrom: page.ChangedUntil}, 0)
				require.NoError(t, err)
				earliest, read := meant(t, every[n-1], zone)
				until, err := time.Parse(time.RFC3339, page.ChangedUntil)
				require.NoError(t, err)
				require.False(t, until.After(earliest.Add(-10*time.Minute)), "changes of one moment may become visible one after the other")
				for _, row := range every {
					if _, last := meant(t, row, zone); !last.Before(read) {
						require.Contains(t, next, strconv.Itoa(row.id), "%s after %s", row.created, page.ChangedUntil)
					}
				}
				require.Less(t, len(next), len(every)-n+31, "two hours and ten minutes are read again, and the hour that comes twice")
			}
		}
	}
}

// TestTheFormOfTimesIsLearned filters by a time of which no task has one at first: the form is asked for again until a task shows it.
func TestTheFormOfTimesIsLearned(t *testing.T) {
	x := &hiddenTenant{}
	f := &graphFake{tasks: x.tasks}
	c := f.client(t)
	req := &crmstreamv1.ListTasksRequest{CreatedFrom: "2025-10-26T00:30:00Z"}
	got, err := walk(t, c, req, 0)
	require.NoError(t, err)
	require.Empty(t, got)
	require.Equal(t, "2025-10-26T02:00:00", *f.asks[len(f.asks)-1].by("createdAt").Value)
	x.rows = crowded(t, "2025-10-26", "Z").rows
	_, err = walk(t, c, req, 0)
	require.NoError(t, err)
	require.Equal(t, "2025-10-26T00:30:00Z", *f.asks[len(f.asks)-1].by("createdAt").Value)
}
