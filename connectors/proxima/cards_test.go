package proxima_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/connectors/proxima"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/proxima"
	"github.com/crmstream/crmstream/server/scan"
)

// scanned reads a whole list as the server does and returns its records in the list's response message.
func scanned[M proto.Message](t *testing.T, r *rig, req proto.Message, response M) M {
	t.Helper()
	var wire []byte
	fetch, err := conformance.Open(r.Client, req, nil)
	require.NoError(t, err)
	err = scan.New(connectors.Fetch(fetch), scan.State{}, scan.Options{}, func(b *scan.Batch) error {
		for _, record := range b.Records {
			wire = append(wire, record...)
		}
		return nil
	}).Run(t.Context())
	require.NoError(t, err)
	require.NoError(t, proto.Unmarshal(wire, response))
	return response
}

// TestCardsOfAPeriodAreThoseOfItsVisits compares cards with the visits of the same period, to the second, from tenants that
// read the days of a period in different ways.
func TestCardsOfAPeriodAreThoseOfItsVisits(t *testing.T) {
	const from, before = "2025-02-27T07:00:00Z", "2025-04-20T11:30:00+02:00"
	for name, m := range map[string]mode{
		"default": plainTenant(), "synchronous": syncTenant(), "small batches": smallBatches(), "CSV": csvTenant(), "synchronous CSV": syncCSVTenant(),
		"short windows": {account: func(s *proxima.Settings) { s.WindowDays = 2 }},
	} {
		t.Run(name, func(t *testing.T) {
			virtually(t, func(t *testing.T) {
				r := start(t, conformance.Upstream{Rows: 600}, m)
				visits := scanned(t, r, &crmstreamv1.ListVisitsRequest{StartFrom: from, StartBefore: before}, &crmstreamv1.ListVisitsResponse{})
				in := map[string]bool{}
				for _, v := range visits.GetVisits() {
					in[v.GetId()] = true
				}
				require.NotEmpty(t, in)
				for list, req := range map[string]proto.Message{
					"visitControls":     &crmstreamv1.ListVisitControlsRequest{StartFrom: from, StartBefore: before},
					"visitArrangements": &crmstreamv1.ListVisitArrangementsRequest{StartFrom: from, StartBefore: before},
				} {
					want := slices.DeleteFunc(r.server.IDs(list), func(card string) bool { return !in[cutID(card)] })
					require.NotEmpty(t, want)
					require.ElementsMatch(t, want, cardIDs(t, r, req))
				}
			})
		})
	}
}

// cardIDs reads a whole list and returns the ids of its records.
func cardIDs(t *testing.T, r *rig, req proto.Message) []string {
	t.Helper()
	fetch, err := conformance.Open(r.Client, req, nil)
	require.NoError(t, err)
	var ids []string
	for at := (connectors.PageRequest{}); ; {
		page, err := fetch(t.Context(), at)
		require.NoError(t, err)
		for _, r := range page.Records {
			ids = append(ids, string(r.ID))
		}
		if at.Cursor = page.Next; at.Cursor == "" {
			return ids
		}
	}
}

// TestCardsFollowTheirVisits deletes and plans visits while their cards are read. The cards of those that were left alone
// come exactly once.
func TestCardsFollowTheirVisits(t *testing.T) {
	virtually(t, func(t *testing.T) {
		r := start(t, conformance.Upstream{Rows: 400}, mode{}).of(t, "visits")
		before, changed := r.server.IDs("visitControls"), map[string]bool{}
		r.Before(func(int) {
			if live := r.IDs(); len(changed) < 200 {
				deleted, moved := live[len(live)/2], live[len(live)/3]
				changed[deleted], changed[moved] = true, true
				r.Delete(deleted)
				r.Touch(moved)
			}
			r.Insert()
		})
		req := &crmstreamv1.ListVisitControlsRequest{StartFrom: periodFrom, StartBefore: periodBefore}
		got := scanned(t, r, req, &crmstreamv1.ListVisitControlsResponse{})
		require.Greater(t, len(changed), 50)
		times := map[string]int{}
		for _, c := range got.GetVisitControls() {
			times[c.GetVisitId()+"/"+c.GetPreparationId()]++
		}
		for _, card := range before {
			if !changed[cutID(card)] {
				require.Equal(t, 1, times[card], card)
			}
		}
	})
}

// TestCardsAreFiltered compares what the filters leave with all cards.
func TestCardsAreFiltered(t *testing.T) {
	virtually(t, func(t *testing.T) {
		r := start(t, conformance.Upstream{Rows: 600}, mode{})
		ask := func(change func(*crmstreamv1.ListVisitArrangementsRequest)) []*crmstreamv1.VisitArrangement {
			req := &crmstreamv1.ListVisitArrangementsRequest{StartFrom: "2025-03-01", StartBefore: "2025-04-01"}
			change(req)
			return scanned(t, r, req, &crmstreamv1.ListVisitArrangementsResponse{}).GetVisitArrangements()
		}
		all := ask(func(*crmstreamv1.ListVisitArrangementsRequest) {})
		preparations, brands := []string{"503", "510", "517", "524", "538"}, []string{"21", "23", "25", "30"}
		for name, filter := range map[string]struct {
			change func(*crmstreamv1.ListVisitArrangementsRequest)
			want   func(*crmstreamv1.VisitArrangement) bool
		}{
			"preparations": {
				func(req *crmstreamv1.ListVisitArrangementsRequest) { req.PreparationIds = preparations },
				func(a *crmstreamv1.VisitArrangement) bool { return slices.Contains(preparations, a.GetPreparationId()) },
			},
			"brands": {
				func(req *crmstreamv1.ListVisitArrangementsRequest) { req.BrandIds = brands },
				func(a *crmstreamv1.VisitArrangement) bool { return slices.Contains(brands, a.GetBrandId()) },
			},
			"both": {
				func(req *crmstreamv1.ListVisitArrangementsRequest) {
					req.PreparationIds, req.BrandIds = preparations, brands
				},
				func(a *crmstreamv1.VisitArrangement) bool {
					return slices.Contains(preparations, a.GetPreparationId()) && slices.Contains(brands, a.GetBrandId())
				},
			},
		} {
			want := slices.DeleteFunc(slices.Clone(all), func(a *crmstreamv1.VisitArrangement) bool { return !filter.want(a) })
			require.NotEmpty(t, want, name)
			require.Empty(t, cmp.Diff(want, ask(filter.change), protocmp.Transform()), name)
		}
	})
}

// TestNamesLeadSomewhere follows the ids of records to the lists of what they name.
func TestNamesLeadSomewhere(t *testing.T) {
	virtually(t, func(t *testing.T) {
		r := start(t, conformance.Upstream{Rows: 400}, mode{})
		named := func(records int, id func(int) string) map[string]bool {
			require.NotZero(t, records)
			ids := map[string]bool{}
			for i := range records {
				ids[id(i)] = true
			}
			return ids
		}
		users := scanned(t, r, &crmstreamv1.ListUsersRequest{}, &crmstreamv1.ListUsersResponse{}).GetUsers()
		contacts := scanned(t, r, &crmstreamv1.ListContactsRequest{}, &crmstreamv1.ListContactsResponse{}).GetContacts()
		isUser := named(len(users), func(i int) string { return users[i].GetId() })
		isContact := named(len(contacts), func(i int) string { return contacts[i].GetId() })
		for _, v := range scanned(t, r, &crmstreamv1.ListVisitsRequest{}, &crmstreamv1.ListVisitsResponse{}).GetVisits() {
			require.True(t, isUser[v.GetOwnerId()])
			require.True(t, v.ContactId == nil || isContact[v.GetContactId()])
		}
		active := map[bool]int{}
		for _, u := range users {
			active[u.GetActive()]++
			require.Equal(t, u.GetActive(), u.WorkEndDate == nil, "who left has a last day")
		}
		require.Equal(t, map[bool]int{true: 69, false: 4}, active)

		shown := map[string]bool{}
		period := &crmstreamv1.ListVisitControlsRequest{StartFrom: periodFrom, StartBefore: periodBefore}
		for _, c := range scanned(t, r, period, &crmstreamv1.ListVisitControlsResponse{}).GetVisitControls() {
			for key := range c.GetFields() {
				shown[key] = true
			}
		}
		arrangement := (&crmstreamv1.VisitArrangement{}).ProtoReflect().Descriptor().Fields()
		for resource, has := range map[string]func(key string) bool{
			"visitControls":     func(key string) bool { return shown[key] },
			"visitArrangements": func(key string) bool { return arrangement.ByTextName(key) != nil },
		} {
			fields := scanned(t, r, &crmstreamv1.ListFieldsRequest{Resource: resource}, &crmstreamv1.ListFieldsResponse{}).GetFields()
			require.NotEmpty(t, fields)
			roles := map[string]int{}
			for _, f := range fields {
				require.True(t, has(f.GetKey()), "%s: %s is no field of the record", resource, f.GetKey())
				require.NotZero(t, f.GetType())
				roles[f.GetRole()]++
			}
			require.Len(t, roles, 2)
			counts := slices.Collect(maps.Values(roles))
			require.Equal(t, counts[0], counts[1], "each role has a name for each field")
		}
	})
}

// TestManyIDs asks for more ids than a run takes: in the order of ids, a run for each 200. So does a look-up.
func TestManyIDs(t *testing.T) {
	virtually(t, func(t *testing.T) {
		r := start(t, conformance.Upstream{Rows: 1500}, mode{tenant: func(s *sandbox.Settings) { s.Mode = "sync" }})
		ids := r.server.IDs("contacts")[:450]
		asked := append(slices.Clone(ids), ids[7], "1")
		slices.Reverse(asked)
		req := &crmstreamv1.ListContactsRequest{Ids: asked}
		got := scanned(t, r, req, &crmstreamv1.ListContactsResponse{}).GetContacts()
		found := make([]string, len(got))
		for i, c := range got {
			found[i] = c.GetId()
		}
		require.Equal(t, ids, found)
		require.Equal(t, map[string]int64{"login": 1, "run": 3}, r.server.Requests())

		page, err := conformance.Find(t.Context(), r.Client, &crmstreamv1.BatchGetContactsRequest{Ids: asked})
		require.NoError(t, err)
		require.Len(t, page.Records, len(ids))
		require.EqualValues(t, 3+3+1, r.server.Requests()["run"], "a look-up asks once more for what is missing")

		for at := 1; at <= 3+1; at++ {
			r := start(t, conformance.Upstream{Rows: 1500, Fault: "status 403", FaultAt: at}, syncTenant())
			page, err := conformance.Find(t.Context(), r.Client, &crmstreamv1.BatchGetContactsRequest{Ids: asked})
			require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindForbidden}, "run %d", at)
			require.Empty(t, page.Records)
		}
	})
}

// TestVisitsAreLookedUpInTheirPeriod looks one visit up in periods that it does and does not start in.
func TestVisitsAreLookedUpInTheirPeriod(t *testing.T) {
	virtually(t, func(t *testing.T) {
		r := start(t, conformance.Upstream{Rows: 3000}, mode{})
		for _, test := range []struct {
			from, before string
			found        int
		}{
			{"2025-03-18", "2025-03-19", 1},
			{"2025-03-18T07:00:00Z", "2025-03-18T07:00:01Z", 1},
			{"2025-03-18T08:00:00+01:00", "2025-03-19", 1},
			{"2025-03-18T07:00:01Z", "2025-03-19", 0},
			{"2025-03-18", "2025-03-18T07:00:00Z", 0},
			{"2025-03-19", "2025-03-18", 0},
		} {
			page, err := conformance.Find(t.Context(), r.Client, &crmstreamv1.BatchGetVisitsRequest{
				Ids: []string{"40041"}, StartFrom: test.from, StartBefore: test.before,
			})
			require.NoError(t, err)
			require.Len(t, page.Records, test.found, "%s to %s", test.from, test.before)
			require.Empty(t, page.Next)
			for _, record := range page.Records {
				var v crmstreamv1.Visit
				_, _, n := protowire.ConsumeTag(record.Wire)
				body, _ := protowire.ConsumeBytes(record.Wire[n:])
				require.NoError(t, proto.Unmarshal(body, &v))
				require.Equal(t, "40041", v.GetId())
			}
		}
	})
}
