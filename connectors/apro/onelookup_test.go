package apro_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// TestSingleLookUpConformance runs the suite of look-ups for what is looked up one at a time.
func TestSingleLookUpConformance(t *testing.T) {
	tests := []struct {
		op                string
		request           func(ids []string, raw bool) proto.Message
		record            proto.Message
		existing, unknown string
		list              string // its deleted records are found, "" for none
	}{
		{"publication/single", publicationByID, &crmstreamv1.Publication{}, "7", "4711", ""},
		{"onlineforms/getform", formByID, &crmstreamv1.Form{}, "2", "4711", ""},
		{"org_events/get", calendarEventByID, &crmstreamv1.CalendarEvent{}, "", "4711", "calendar events"},
	}
	for _, test := range tests {
		t.Run(test.op, func(t *testing.T) {
			for name, mode := range wholeModes {
				if testing.Short() && name != "default" {
					continue
				}
				conformance.RunGetter(t, conformance.Getter{
					Name: name, Record: test.record, Request: func() proto.Message { return test.request([]string{""}, false) },
					Open: func(t *testing.T, u conformance.Upstream) *conformance.GetterRig {
						server, client := newSandbox(t, u, test.op, mode)
						rig := &conformance.GetterRig{
							Client:   client,
							Existing: []string{test.existing},
							Unknown:  []string{test.unknown},
							Before: func(hook func(int)) {
								server.OnRequest(func(op string, n int64) {
									if op == test.op {
										hook(int(n))
									}
								})
							},
							Secrets: []string{sandbox.Defaults().APIKey},
						}
						if test.list != "" {
							rig.Existing, rig.Deleted = eventIDs(t, u, mode, "1"), eventIDs(t, u, mode, "0")
						}
						return rig
					},
					Excuses: excusesOf(test.list),
				})
			}
		})
	}
}

// excusesOf returns what does not apply to what cannot be deleted.
func excusesOf(list string) map[conformance.Check]string {
	if list != "" {
		return nil
	}
	return map[conformance.Check]string{conformance.CheckDeleted: "the upstream deletes these for good"}
}

// eventIDs returns the ids of the calendar events that are published, or that are deleted.
func eventIDs(t *testing.T, u conformance.Upstream, mode func(*sandbox.Settings), published string) []string {
	t.Helper()
	twin, _ := newSandbox(t, conformance.Upstream{Rows: u.Rows}, "org_events/list", mode)
	l := fixedList{op: "org_events/list", key: "id", pages: true, params: allEvents(published)}
	return l.ids(t, twin)
}

// TestDeniedRights tells of a key that lacks the right to an area.
func TestDeniedRights(t *testing.T) {
	for _, l := range fixedLists {
		_, client := newSandbox(t, conformance.Upstream{Rows: 10}, l.op, func(s *sandbox.Settings) { s.Denied = []string{l.op} })
		_, err := conformance.Fetch(t.Context(), client, l.request, connectors.PageRequest{})
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindForbidden}, l.name)
	}
}
