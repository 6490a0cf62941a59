package server

import (
	"errors"
	"io"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/types/known/durationpb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

func TestKeptListsCostOneRequest(t *testing.T) {
	e := &explained{stage: "one"}
	conn := serveExplained(t, e)
	types := func(req *crmstreamv1.ListDealTypesRequest) (ids []string, last *crmstreamv1.ListDealTypesResponse) {
		req.Source = "main"
		stream, err := crmstreamv1.NewDealsServiceClient(conn).ListDealTypes(t.Context(), req)
		require.NoError(t, err)
		for {
			m, err := stream.Recv()
			if errors.Is(err, io.EOF) {
				return ids, last
			}
			require.NoError(t, err)
			last = m
			for _, r := range m.GetDealTypes() {
				ids = append(ids, r.GetId())
			}
		}
	}
	ids, last := types(&crmstreamv1.ListDealTypesRequest{})
	require.Equal(t, []string{"1", "2", "3"}, ids)
	require.EqualValues(t, 1, last.GetSummary().GetUpstreamRequests())
	require.WithinDuration(t, time.Now(), last.GetSummary().GetReadTime().AsTime(), time.Minute)
	_, last = types(&crmstreamv1.ListDealTypesRequest{})
	require.Zero(t, last.GetSummary().GetUpstreamRequests())
	require.Equal(t, map[string]int{"dealTypes": 1}, e.requests())

	ids, last = types(&crmstreamv1.ListDealTypesRequest{PageSize: 2})
	require.Equal(t, []string{"1", "2"}, ids)
	e.mu.Lock()
	e.stage = "two" // the catalogue changes between the two pages
	e.mu.Unlock()
	_, fresh := types(&crmstreamv1.ListDealTypesRequest{MaxStaleness: durationpb.New(0)})
	require.EqualValues(t, 1, fresh.GetSummary().GetUpstreamRequests())
	ids, last = types(&crmstreamv1.ListDealTypesRequest{PageSize: 2, ResumeToken: last.GetResumeToken()})
	require.Equal(t, []string{"3"}, ids)
	n := last.GetSummary()
	require.Equal(t, n.GetRead(), n.GetDelivered())

	first, _ := deals(t, conn, &crmstreamv1.ListDealsRequest{})
	require.Equal(t, "two", first.GetDeals()[0].GetStageName(), "the list sees the new names")
	ids, _ = types(&crmstreamv1.ListDealTypesRequest{IncludeRaw: true})
	require.Len(t, ids, 3)
	require.Equal(t, 1, e.requests()["dealTypes"]-1, "what is kept has no raw JSON")
}

// TestAKeptListGoesOnWithAnotherIncludeRaw holds what resume_token promises.
func TestAKeptListGoesOnWithAnotherIncludeRaw(t *testing.T) {
	e := &explained{}
	client := crmstreamv1.NewDealsServiceClient(serveExplained(t, e))
	token, ids := "", []string(nil)
	for i := range 3 {
		stream, err := client.ListDealTypes(t.Context(), &crmstreamv1.ListDealTypesRequest{
			Source: "main", PageSize: 1, ResumeToken: token, IncludeRaw: i%2 == 1,
		})
		require.NoError(t, err)
		m, err := stream.Recv()
		require.NoError(t, err)
		token, ids = m.GetResumeToken(), append(ids, m.GetDealTypes()[0].GetId())
	}
	require.Equal(t, []string{"1", "2", "3"}, ids)
	require.Empty(t, token)
}
