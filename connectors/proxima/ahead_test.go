package proxima_test

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/connectors/proxima"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/proxima"
	"github.com/crmstream/crmstream/server/scan"
)

// scanned scans a list as the server does, with so many windows at a time, and returns its records and the jobs it took.
func (r *rig) scanned(t *testing.T, req proto.Message, reads int) (records []string, jobs int) {
	t.Helper()
	before := r.server.Requests()["run"]
	list, err := conformance.Open(r.Client, req, nil)
	require.NoError(t, err)
	fetch := func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		time.Sleep(time.Duration(rand.IntN(20)) * time.Second) // so that windows come in any order
		return list(ctx, at)
	}
	send := func(b *scan.Batch) error {
		for _, wire := range b.Records {
			records = append(records, string(wire))
		}
		return nil
	}
	require.NoError(t, scan.New(fetch, scan.State{}, scan.Options{Prefetch: reads}, send).Run(t.Context()))
	return records, int(r.server.Requests()["run"] - before)
}

// TestReadingAheadTakesNoMoreJobs compares lists that are read window by window and four windows at a time.
func TestReadingAheadTakesNoMoreJobs(t *testing.T) {
	batches := func(rows int) func(*sandbox.Settings) {
		return func(s *sandbox.Settings) { s.BatchSize = rows }
	}
	visits := &crmstreamv1.ListVisitsRequest{}
	for name, test := range map[string]struct {
		tenant  func(*sandbox.Settings)
		account func(*proxima.Settings)
		req     proto.Message
		extra   int // jobs more than window by window
	}{
		"windows that grow":        {nil, nil, visits, 0},
		"windows of one length":    {batches(10), func(s *proxima.Settings) { s.WindowDays = 20 }, visits, 0},
		"windows that shrink":      {batches(5), nil, visits, 0},
		"windows read in halves":   {batches(1), func(s *proxima.Settings) { s.WindowDays = 61 }, visits, 12}, // each window under way is halved by itself
		"windows of a day":         {batches(1), func(s *proxima.Settings) { s.WindowDays = 1 }, &crmstreamv1.ListVisitsRequest{StartFrom: "2025-02-20", StartBefore: "2025-03-20"}, 0},
		"a tenant that answers":    {func(s *sandbox.Settings) { s.Mode = "sync" }, nil, visits, 0},
		"visits of a period":       {batches(5), nil, &crmstreamv1.ListVisitsRequest{StartFrom: "2024-03-05", StartBefore: "2025-11-11T10:00:00Z"}, 0},
		"cards of visits":          {batches(5), nil, &crmstreamv1.ListVisitControlsRequest{StartFrom: "2025-01-01", StartBefore: "2025-09-01"}, 0},
		"events of a period":       {batches(5), nil, &crmstreamv1.ListCalendarEventsRequest{StartFrom: "2024-01-01", StartBefore: "2026-06-01"}, 0},
		"a period within a window": {nil, nil, &crmstreamv1.ListVisitsRequest{StartFrom: "2025-01-01", StartBefore: "2025-01-10"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			virtually(t, func(t *testing.T) {
				open := func() *rig {
					return start(t, conformance.Upstream{Rows: 1500}, mode{tenant: test.tenant, account: test.account})
				}
				want, alone := open().scanned(t, test.req, 0)
				got, together := open().scanned(t, test.req, 4)
				t.Logf("%d records, %d jobs, %d window by window", len(got), together, alone)
				require.NotEmpty(t, want)
				require.Equal(t, want, got)
				require.LessOrEqual(t, together, alone+test.extra)
			})
		})
	}
}
