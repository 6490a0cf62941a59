package proxima_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/connectors/proxima"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/proxima"
	"github.com/crmstream/crmstream/server/scan"
)

// virtually runs a test in virtual time, on a day within the sandbox's data.
func virtually(t *testing.T, f func(*testing.T)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)))
		f(t)
	})
}

// list is what a scan delivered.
type list struct {
	visits  []*crmstreamv1.Visit
	notices []connectors.Notice
	state   scan.State
}

// read scans a list as the server does.
func (r *rig) read(ctx context.Context, req *crmstreamv1.ListVisitsRequest) (*list, error) {
	l := &list{}
	var wire []byte
	fetch, err := conformance.Open(r.Client, req, nil)
	if err != nil {
		return nil, err
	}
	err = scan.New(connectors.Fetch(fetch), scan.State{}, scan.Options{}, func(b *scan.Batch) error {
		for _, record := range b.Records {
			wire = append(wire, record...)
		}
		l.notices = append(l.notices, b.Notices...)
		l.state = b.State
		return nil
	}).Run(ctx)
	if err != nil {
		return nil, err
	}
	var all crmstreamv1.ListVisitsResponse
	if err := proto.Unmarshal(wire, &all); err != nil {
		return nil, err
	}
	l.visits = all.GetVisits()
	return l, nil
}

func (l *list) ids() []string {
	ids := make([]string, len(l.visits))
	for i, v := range l.visits {
		ids[i] = v.GetId()
	}
	slices.Sort(ids)
	return ids
}

// forgetUnits clears the one field that shows a tenant's unit of offsets.
func (l *list) forgetUnits() {
	for _, v := range l.visits {
		v.UtcOffsetRaw = nil
	}
}

// TestTenantsOfAllKinds reads the same visits from tenants that differ in everything the vendor's pages leave open, and
// requires the same answer from each. The combinations are drawn, since there are too many for all.
func TestTenantsOfAllKinds(t *testing.T) {
	var reference *list
	virtually(t, func(t *testing.T) {
		var err error
		reference, err = open(t, conformance.Upstream{Rows: 300}, mode{}).read(t.Context(), &crmstreamv1.ListVisitsRequest{})
		require.NoError(t, err)
		require.Len(t, reference.visits, 300)
		reference.forgetUnits()
	})
	draw := rand.New(rand.NewPCG(1, 2))
	for i := range 150 {
		tenant, choices := drawTenant(draw)
		account := func(s *proxima.Settings) {
			s.FirstBatch = pick(draw, "auto", fmt.Sprint(firstBatch(tenant)))
			s.WindowDays = pick(draw, 31, 2, 300)
		}
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Log(choices)
			virtually(t, func(t *testing.T) {
				got, err := open(t, conformance.Upstream{Rows: 300}, mode{tenant: tenant, account: account}).
					read(t.Context(), &crmstreamv1.ListVisitsRequest{})
				require.NoError(t, err)
				got.forgetUnits()
				require.True(t, slices.EqualFunc(reference.visits, got.visits, func(a, b *crmstreamv1.Visit) bool { return proto.Equal(a, b) }))
			})
		})
	}
}

func pick[T any](draw *rand.Rand, choices ...T) T { return choices[draw.IntN(len(choices))] }

// firstBatch is the number of the first batch that a tenant has.
func firstBatch(tenant func(*sandbox.Settings)) int {
	s := sandbox.Defaults()
	tenant(&s)
	return s.FirstBatch
}

// drawTenant draws a kind of tenant, and returns what was drawn for the log. The one combination left out tells of an
// empty result by a batch that it counts and sends no body for, which cannot be told from a broken answer.
func drawTenant(draw *rand.Rand) (tenant func(*sandbox.Settings), choices sandbox.Settings) {
	s := sandbox.Defaults()
	s.Mode = pick(draw, "async", "async", "async", "sync")
	s.FirstBatch, s.BatchSize = draw.IntN(2), pick(draw, 500, 50, 7)
	s.EmptyBatchCount, s.EmptyResult = pick(draw, "0", "null", "1"), pick(draw, "array", "null", "blank")
	if s.EmptyBatchCount == "1" && s.EmptyResult == "blank" {
		s.EmptyResult = "array"
	}
	s.ResultBeforeDone, s.BatchOutside = pick(draw, 400, 409, 404), pick(draw, "error", "empty", "nearest")
	s.TimeStyleJSON, s.JSONOffsetUnit = pick(draw, "t", "space", "tz"), pick(draw, "seconds", "minutes")
	s.WindowTest, s.WindowZone = pick(draw, "start_and_end", "start", "overlap"), pick(draw, "utc", "tenant")
	s.PollsUntilRunning = draw.IntN(2)
	s.PollsUntilDone = s.PollsUntilRunning + draw.IntN(4)
	return func(out *sandbox.Settings) {
		rows := out.Rows
		*out = s
		out.Rows = rows
	}, s
}

// TestTheTwinHasTheSameVisits reads visits as CSV, which tells neither an empty text nor an empty list from null.
func TestTheTwinHasTheSameVisits(t *testing.T) {
	virtually(t, func(t *testing.T) {
		read := func(m mode) *list {
			got, err := open(t, conformance.Upstream{Rows: 300}, m).read(t.Context(), &crmstreamv1.ListVisitsRequest{})
			require.NoError(t, err)
			got.forgetUnits()
			for _, v := range got.visits {
				if v.GetSpecialization() == "" {
					v.Specialization = nil
				}
				v.Targets = slices.DeleteFunc(v.Targets, func(target string) bool { return target == "" })
			}
			return got
		}
		want := read(mode{})
		require.Len(t, want.visits, 300)
		require.Empty(t, cmp.Diff(want.visits, read(csvTenant()).visits, protocmp.Transform()))
		require.Empty(t, cmp.Diff(want.visits, read(syncCSVTenant()).visits, protocmp.Transform()))
	})
}

// TestNothingIsLostWhileVisitsComeAndGo deletes, plans and reschedules visits before every request. Those that were
// left alone come exactly once; a rescheduled one may come once for each of its starts, or not at all.
func TestNothingIsLostWhileVisitsComeAndGo(t *testing.T) {
	virtually(t, func(t *testing.T) {
		r := open(t, conformance.Upstream{Rows: 400}, mode{})
		before, changed := r.IDs(), map[string]bool{}
		r.Before(func(int) {
			if live := r.IDs(); len(changed) < 200 {
				deleted, moved := live[len(live)/2], live[len(live)/3]
				changed[deleted], changed[moved] = true, true
				r.Delete(deleted)
				r.Touch(moved)
			}
			r.Insert()
		})
		got, err := r.read(t.Context(), &crmstreamv1.ListVisitsRequest{})
		require.NoError(t, err)
		require.Greater(t, len(changed), 50)
		times, versions := map[string]int{}, map[string]bool{}
		for _, v := range got.visits {
			times[v.GetId()]++
			version := v.GetId() + v.GetStartTime().String()
			require.False(t, versions[version], "a version came twice")
			versions[version] = true
		}
		for _, id := range before {
			if !changed[id] {
				require.Equal(t, 1, times[id], id)
			}
		}
	})
}

// TestFiltersAreObeyed compares what each filter leaves with the whole list.
func TestFiltersAreObeyed(t *testing.T) {
	virtually(t, func(t *testing.T) {
		r := open(t, conformance.Upstream{Rows: 3000}, mode{tenant: func(s *sandbox.Settings) { s.UserMatchesObserver = true }})
		all, err := r.read(t.Context(), &crmstreamv1.ListVisitsRequest{})
		require.NoError(t, err)
		from, before := "2025-03-18T07:00:00Z", "2025-04-20T07:00:00Z"
		start := func(v *crmstreamv1.Visit) string { return v.GetStartTime().AsTime().Format(time.RFC3339) }
		end := func(v *crmstreamv1.Visit) string { return v.GetEndTime().AsTime().Format(time.RFC3339) }
		some := []string{all.visits[7].GetId(), all.visits[2000].GetId(), all.visits[1000].GetId(), "1"}
		for name, test := range map[string]struct {
			req  *crmstreamv1.ListVisitsRequest
			want func(*crmstreamv1.Visit) bool
		}{
			"start": {
				&crmstreamv1.ListVisitsRequest{StartFrom: from, StartBefore: before},
				func(v *crmstreamv1.Visit) bool { return start(v) >= from && start(v) < before },
			},
			"end": {
				&crmstreamv1.ListVisitsRequest{StartFrom: from, EndBefore: before},
				func(v *crmstreamv1.Visit) bool { return start(v) >= from && end(v) < before },
			},
			"ids": {
				&crmstreamv1.ListVisitsRequest{Ids: some},
				func(v *crmstreamv1.Visit) bool { return slices.Contains(some, v.GetId()) },
			},
			"owner": {
				&crmstreamv1.ListVisitsRequest{OwnerId: "33"},
				func(v *crmstreamv1.Visit) bool { return v.GetOwnerId() == "33" || v.GetObserverId() == "33" },
			},
		} {
			got, err := r.read(t.Context(), test.req)
			require.NoError(t, err, name)
			want := slices.DeleteFunc(slices.Clone(all.visits), func(v *crmstreamv1.Visit) bool { return !test.want(v) })
			require.NotEmpty(t, want, name)
			require.Empty(t, cmp.Diff(want, got.visits, protocmp.Transform()), name)
		}
	})
}
