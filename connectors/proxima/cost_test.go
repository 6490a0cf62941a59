package proxima_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/testing/protocmp"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/connectors/proxima"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/proxima"
)

// TestCost counts the upstream requests of lists.
func TestCost(t *testing.T) {
	day := &crmstreamv1.ListVisitsRequest{StartFrom: "2025-03-18", StartBefore: "2025-03-19"} // 600 visits at one second
	for name, test := range map[string]struct {
		mode mode
		want map[string]int64
	}{
		"at once":         {mode{tenant: func(s *sandbox.Settings) { s.Mode = "sync" }}, map[string]int64{"login": 1, "run": 1}},
		"learning base 1": {mode{}, map[string]int64{"login": 1, "run": 1, "status": 3, "result": 3}},
		"learning base 0": {mode{tenant: func(s *sandbox.Settings) { s.FirstBatch = 0 }}, map[string]int64{"login": 1, "run": 1, "status": 3, "result": 2}},
		"base 1 set": {
			mode{account: func(s *proxima.Settings) { s.FirstBatch = "1" }},
			map[string]int64{"login": 1, "run": 1, "status": 3, "result": 2},
		},
	} {
		t.Run(name, func(t *testing.T) {
			virtually(t, func(t *testing.T) {
				r := open(t, conformance.Upstream{Rows: 3000}, test.mode)
				got, err := r.read(t.Context(), day)
				require.NoError(t, err)
				require.GreaterOrEqual(t, len(got.visits), 600)
				require.Equal(t, test.want, r.server.Requests())

				before := r.server.Requests()["result"]
				_, err = r.read(t.Context(), day)
				require.NoError(t, err)
				require.LessOrEqual(t, r.server.Requests()["result"]-before, int64(2), "what was learned is kept")
			})
		})
	}
}

// TestLargeJobsAreSplit reads a list whose first window has too many batches for a page.
func TestLargeJobsAreSplit(t *testing.T) {
	virtually(t, func(t *testing.T) {
		r := open(t, conformance.Upstream{Rows: 3000}, mode{tenant: func(s *sandbox.Settings) { s.BatchSize = 20 }})
		req := &crmstreamv1.ListVisitsRequest{StartFrom: "2025-03-01", StartBefore: "2025-04-01"}
		page, err := conformance.Fetch(t.Context(), r.Client, req, connectors.PageRequest{})
		require.NoError(t, err)
		require.LessOrEqual(t, len(page.Records), 40*20)
		require.NotEmpty(t, page.Next)

		got, err := r.read(t.Context(), req)
		require.NoError(t, err)
		whole, err := open(t, conformance.Upstream{Rows: 3000}, mode{}).read(t.Context(), req)
		require.NoError(t, err)
		require.Greater(t, len(whole.visits), 1100)
		require.Empty(t, cmp.Diff(whole.visits, got.visits, protocmp.Transform()))
	})
}

// TestLongVisitsAreTold reads with a pad that is too short for some visits.
func TestLongVisitsAreTold(t *testing.T) {
	virtually(t, func(t *testing.T) {
		short := func(s *proxima.Settings) { s.PadDays = 1 }
		got, err := open(t, conformance.Upstream{Rows: 1500}, mode{account: short}).read(t.Context(), &crmstreamv1.ListVisitsRequest{})
		require.NoError(t, err)
		codes := map[string]bool{}
		for _, n := range got.notices {
			codes[n.Code] = true
		}
		require.True(t, codes["LONG_VISITS"])

		got, err = open(t, conformance.Upstream{Rows: 1500}, mode{}).read(t.Context(), &crmstreamv1.ListVisitsRequest{})
		require.NoError(t, err)
		require.Empty(t, got.notices)
	})
}

func TestCancelWhilePolling(t *testing.T) {
	virtually(t, func(t *testing.T) {
		r := open(t, conformance.Upstream{Rows: 10}, mode{tenant: func(s *sandbox.Settings) { s.PollsUntilDone = 1000 }})
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		started := time.Now()
		_, err := conformance.Fetch(ctx, r.Client, &crmstreamv1.ListVisitsRequest{}, connectors.PageRequest{})
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.Equal(t, time.Minute, time.Since(started), "virtual time: the call ends with its context")
		polls := r.server.Requests()["status"]
		require.Greater(t, polls, int64(10))
		require.Less(t, polls, int64(25), "the interval grows")
	})
}

// TestOverSockets reads several lists at once from a real server.
func TestOverSockets(t *testing.T) {
	s := sandbox.Defaults()
	s.Rows = 400
	tenant, err := sandbox.New(s)
	require.NoError(t, err)
	server := httptest.NewServer(tenant)
	defer server.Close()
	settings, ok := proxima.Driver().Settings().(*proxima.Settings)
	require.True(t, ok)
	settings.BaseURL, settings.Password = server.URL, connectors.NewSecret(s.Password)
	settings.FirstDay, settings.PadDays = "2024-01-01", 4
	settings.PollMin, settings.PollMax = time.Millisecond, 2*time.Millisecond
	client, err := proxima.New(connectors.Account{Source: "test", TimeZone: time.UTC, Transport: server.Client().Transport}, settings)
	require.NoError(t, err)
	r := &rig{Rig: &conformance.Rig{Client: client}}
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() {
			got, err := r.read(t.Context(), &crmstreamv1.ListVisitsRequest{StartBefore: "2027-01-01"})
			if err == nil && !slices.Equal(tenant.IDs("visits"), got.ids()) {
				err = fmt.Errorf("%d visits are not those of the tenant", len(got.visits))
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	require.Equal(t, int64(1), tenant.Requests()["login"])
}
