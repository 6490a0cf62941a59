package proxima_test

import (
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/connectors/proxima"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/proxima"
)

// The kinds of tenants that lists besides visits are read from.
func plainTenant() mode { return mode{} }

func syncTenant() mode {
	return mode{tenant: func(s *sandbox.Settings) { s.Mode, s.TimeStyleJSON, s.WindowTest = "sync", "tz", "start" }}
}

func smallBatches() mode {
	return mode{faultOp: "result", tenant: func(s *sandbox.Settings) {
		s.BatchSize, s.FirstBatch, s.EmptyBatchCount, s.WindowZone = 5, 0, "null", "tenant"
	}}
}

func csvTenant() mode {
	return mode{account: func(s *proxima.Settings) { s.Format = "csv" }, tenant: func(s *sandbox.Settings) {
		s.CSVBOM, s.Language, s.EmptyResult = true, "uk", "blank"
	}}
}

func syncCSVTenant() mode {
	return mode{account: func(s *proxima.Settings) { s.Format = "csv" }, tenant: func(s *sandbox.Settings) { s.Mode, s.WindowTest = "sync", "overlap" }}
}

// periodFrom and periodBefore are a period that holds all data of the sandbox.
const periodFrom, periodBefore = "2024-01-01", "2027-01-31"

// TestListsByStart runs the suite over the lists in windows besides visits.
func TestListsByStart(t *testing.T) {
	moves := map[conformance.Check]string{
		conformance.CheckMoving: "a rescheduled visit or event is the documented exception; TestCardsFollowTheirVisits and TestNothingIsLostWhileVisitsComeAndGo have the rest",
		conformance.CheckNaive:  "the upstream has no page numbers over the list, only batches of a snapshot",
	}
	bounds := map[string]string{"start_from": `"2024-02-01"`, "start_before": `"2024-01-02T12:00:00Z"`}
	with := func(more map[string]string) map[string]string {
		for field, sample := range bounds {
			more[field] = sample
		}
		return more
	}
	for list, subject := range map[string]struct {
		request func() proto.Message
		samples map[string]string
		modes   map[string]mode // TestCardsOfAPeriodAreThoseOfItsVisits has all of them for each
	}{
		"calendarEvents": {
			request: func() proto.Message {
				return &crmstreamv1.ListCalendarEventsRequest{Source: "test", StartFrom: periodFrom, StartBefore: periodBefore}
			},
			samples: with(map[string]string{"ids": `["40001"]`, "owner_id": `"12"`}),
			modes:   map[string]mode{"default": plainTenant(), "CSV": csvTenant()},
		},
		"visitControls": {
			request: func() proto.Message {
				return &crmstreamv1.ListVisitControlsRequest{Source: "test", StartFrom: periodFrom, StartBefore: periodBefore}
			},
			samples: with(map[string]string{"preparation_ids": `["501"]`}),
			modes:   map[string]mode{"default": plainTenant(), "synchronous": syncTenant()},
		},
		"visitArrangements": {
			request: func() proto.Message {
				return &crmstreamv1.ListVisitArrangementsRequest{Source: "test", StartFrom: periodFrom, StartBefore: periodBefore}
			},
			samples: with(map[string]string{"preparation_ids": `["501"]`, "brand_ids": `["21","22"]`}),
			modes:   map[string]mode{"small batches": smallBatches(), "synchronous CSV": syncCSVTenant()},
		},
	} {
		for name, m := range subject.modes {
			conformance.Run(t, conformance.Subject{
				Name: list + " " + name,
				Open: func(t *testing.T, u conformance.Upstream) *conformance.Rig {
					return start(t, u, m).of(t, list).Rig
				},
				Request: subject.request, Samples: subject.samples, Excuses: moves,
				OnePage: 240, // not paged: the cost is that of the windows of the period, whatever they hold
			})
		}
	}
}

// TestWholeLists runs the suite over the lists of one job.
func TestWholeLists(t *testing.T) {
	for list, subject := range map[string]struct {
		fixed conformance.Fixed
		noCSV bool
	}{
		"contacts": {
			fixed: conformance.Fixed{
				Request: func() proto.Message { return &crmstreamv1.ListContactsRequest{Source: "test"} },
				Samples: map[string]string{"ids": `["36001"]`}, Empty: true,
			},
			noCSV: true,
		},
		"users": {
			fixed: conformance.Fixed{
				Request: func() proto.Message { return &crmstreamv1.ListUsersRequest{Source: "test"} },
				Samples: map[string]string{"ids": `["12"]`},
			},
		},
		"preparations": {
			fixed: conformance.Fixed{
				Request: func() proto.Message { return &crmstreamv1.ListPreparationsRequest{Source: "test"} },
			},
			noCSV: true,
		},
		"fields": {
			fixed: conformance.Fixed{
				Request: func() proto.Message { return &crmstreamv1.ListFieldsRequest{Source: "test", Resource: "visitControls"} },
				Samples: map[string]string{"resource": `"visitArrangements"`}, Local: []string{"resource"},
			},
		},
	} {
		for _, tenant := range []struct {
			name     string
			mode     mode
			requests int
			csv      bool
		}{
			{name: "default", mode: plainTenant(), requests: 7}, // a login, a run, three polls, and batch 0 before batch 1
			{name: "synchronous", mode: syncTenant(), requests: 2},
			{name: "CSV", mode: csvTenant(), requests: 6, csv: true},
			{name: "synchronous CSV", mode: syncCSVTenant(), requests: 2, csv: true},
		} {
			if tenant.csv && subject.noCSV {
				continue // TestWithoutTwin
			}
			fixed := subject.fixed
			fixed.Name, fixed.Requests = list+" "+tenant.name, tenant.requests
			fixed.Open = func(t *testing.T, u conformance.Upstream) *conformance.Rig {
				u.FaultAt = min(u.FaultAt, 1) // there is one run
				r := start(t, u, tenant.mode).of(t, list)
				if list == "fields" {
					r.IDs = func() []string { return fieldIDs(r.server, 17) }
				}
				return r.Rig
			}
			conformance.RunFixed(t, fixed)
		}
	}
}

// fieldIDs returns the ids of the first fields of each role, which are those of control cards.
func fieldIDs(server *sandbox.Server, controls int) []string {
	ids := []string{}
	for role := range slices.Chunk(server.IDs("fields"), controls+4) {
		ids = append(ids, role[:controls]...)
	}
	return ids
}

// TestLookUps runs the suite over the look-ups.
func TestLookUps(t *testing.T) {
	for name, requests := range map[string]int{"default": 7, "synchronous": 2} {
		m := map[string]mode{"default": plainTenant(), "synchronous": syncTenant()}[name]
		getter := conformance.Getter{
			Requests: requests, PerRequest: 200,
			Excuses: map[conformance.Check]string{
				conformance.CheckDeleted: "the upstream keeps no trace of what was deleted",
				conformance.CheckIgnored: "no run asks for deleted records",
			},
		}
		rigOf := func(t *testing.T, u conformance.Upstream, list string) (*rig, *conformance.GetterRig) {
			u.Rows *= 2
			u.FaultAt = min(u.FaultAt, 1) // a second request is no second run, which TestManyIDs breaks
			r := start(t, u, m).of(t, list)
			return r, &conformance.GetterRig{
				Client: r.Client, Existing: r.IDs(), Unknown: []string{"1", "2", "999999999"}, Before: r.Before, Secrets: r.Secrets,
			}
		}
		visits := getter
		visits.Name, visits.Record = "visits "+name, &crmstreamv1.Visit{}
		visits.Request = func() proto.Message {
			return &crmstreamv1.BatchGetVisitsRequest{Source: "test", StartFrom: periodFrom, StartBefore: periodBefore}
		}
		visits.Open = func(t *testing.T, u conformance.Upstream) *conformance.GetterRig {
			r, g := rigOf(t, u, "visits")
			g.Delete = r.Delete
			return g
		}
		conformance.RunGetter(t, visits)

		contacts := getter
		contacts.Name, contacts.Record = "contacts "+name, &crmstreamv1.Contact{}
		contacts.Request = func() proto.Message { return &crmstreamv1.BatchGetContactsRequest{Source: "test"} }
		contacts.Open = func(t *testing.T, u conformance.Upstream) *conformance.GetterRig {
			_, g := rigOf(t, u, "contacts")
			return g
		}
		conformance.RunGetter(t, contacts)
	}
}

// cutID returns the visit that a card's id begins with.
func cutID(card string) string {
	visit, _, _ := strings.Cut(card, "/")
	return visit
}
