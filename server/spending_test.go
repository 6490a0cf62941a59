package server

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/types/known/timestamppb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/access"
)

// TestOwnReadingsAreCharged has the server read by itself, where there are callers and where there are none.
func TestOwnReadingsAreCharged(t *testing.T) {
	for _, name := range []string{"", access.Own} {
		s, conn := serve(t, &fake{rows: 250})
		if name != "" {
			table, err := access.NewTable(nil, time.Now())
			require.NoError(t, err)
			s.opts.Access = access.NewRegistry(table)
		}
		s.kept.Meter("main").Sent()
		s.opts.Access = nil
		_, messages, err := read(t, conn, &crmstreamv1.ListContactsRequest{Source: "main"})
		require.NoError(t, err)
		require.EqualValues(t, 3, messages[len(messages)-1].GetSummary().GetUpstreamRequests())
		answer, err := s.getSpending(context.Background(), &crmstreamv1.GetSpendingRequest{Source: "main"})
		require.NoError(t, err)
		paid := map[string]int32{}
		for _, line := range answer.GetSpending() {
			require.Equal(t, crmstreamv1.Priority_PRIORITY_BULK, line.GetPriority())
			paid[line.GetCaller()] += line.GetPaid()
		}
		want := map[string]int32{"": 4}
		if name != "" {
			want = map[string]int32{"": 3, name: 1}
		}
		require.Equal(t, want, paid)
	}
}

// TestSpendingIsOfTimesThatPassed refuses a time that ends before it begins.
func TestSpendingIsOfTimesThatPassed(t *testing.T) {
	_, conn := serve(t, &fake{})
	_, err := crmstreamv1.NewSourcesServiceClient(conn).GetSpending(t.Context(), &crmstreamv1.GetSpendingRequest{Source: "main", FromTime: timestamppb.New(time.Now().Add(time.Hour))})
	require.ErrorContains(t, err, "from_time")
}
