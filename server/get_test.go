package server

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

func TestLookUps(t *testing.T) {
	e := &explained{stage: "lost"}
	conn := serveExplained(t, e)
	client := crmstreamv1.NewDealsServiceClient(conn)
	get := func(id string) (*crmstreamv1.GetDealResponse, error) {
		return client.GetDeal(t.Context(), &crmstreamv1.GetDealRequest{Source: "main", Id: id})
	}
	found, err := get("3")
	require.NoError(t, err)
	require.Equal(t, "3", found.GetDeal().GetId())
	require.EqualValues(t, 1, found.GetUpstreamRequests())
	require.Equal(t, map[string]int{"get of 1": 1}, e.requests(), "no catalogue is read for it")
	require.Equal(t, "CATALOGUE_NOT_KEPT", found.GetNotices()[0].GetCode())

	found, err = get("2")
	require.NoError(t, err)
	require.EqualValues(t, 2, found.GetUpstreamRequests())
	_, err = get("404")
	require.Equal(t, codes.NotFound, status.Code(err))
	require.ErrorContains(t, err, `has no such record: deals "404"`)
	_, err = get("x")
	require.Equal(t, codes.InvalidArgument, status.Code(err))
	require.ErrorContains(t, err, "id: ")
	e.requests()

	deals(t, conn, &crmstreamv1.ListDealsRequest{})
	found, err = get("3")
	require.NoError(t, err)
	require.Empty(t, found.GetNotices())
	require.Equal(t, "lost", found.GetDeal().GetStageName())
	e.requests()

	many, err := client.BatchGetDeals(t.Context(), &crmstreamv1.BatchGetDealsRequest{Source: "main", Ids: []string{"5", "404", "2", "1", "5"}})
	require.NoError(t, err)
	ids := make([]string, 0, 3)
	for _, d := range many.GetDeals() {
		ids = append(ids, d.GetId())
	}
	require.Equal(t, []string{"5", "2", "1"}, ids)
	require.Equal(t, []string{"404"}, many.GetMissingIds())
	require.EqualValues(t, 2, many.GetUpstreamRequests())
	require.Equal(t, map[string]int{"get of 5": 1, "getdeleted of 2": 1}, e.requests(), "only what is missing is asked for again")

	_, err = get("500")
	require.Equal(t, codes.Internal, status.Code(err))
	require.ErrorContains(t, err, "the record cannot be read: the row has no id")
	many, err = client.BatchGetDeals(t.Context(), &crmstreamv1.BatchGetDealsRequest{Source: "main", Ids: []string{"500", "1"}})
	require.NoError(t, err)
	require.Len(t, many.GetDeals(), 1)
	require.Len(t, many.GetRecordErrors(), 1)

	_, err = crmstreamv1.NewContactsServiceClient(conn).GetContact(t.Context(), &crmstreamv1.GetContactRequest{Source: "main", Id: "1"})
	require.Equal(t, codes.Unimplemented, status.Code(err))
}

// TestLookUpsHaveAgedCataloguesReadAnew costs the look-up nothing.
func TestLookUpsHaveAgedCataloguesReadAnew(t *testing.T) {
	e := &explained{stage: "one"}
	server, conn := serveDriver(t, e.driver())
	servedBy(server).enrich.Age = time.Nanosecond
	deals(t, conn, &crmstreamv1.ListDealsRequest{})
	e.mu.Lock()
	e.stage = "two"
	e.mu.Unlock()
	require.Eventually(t, func() bool {
		found, err := crmstreamv1.NewDealsServiceClient(conn).GetDeal(t.Context(), &crmstreamv1.GetDealRequest{Source: "main", Id: "3"})
		require.NoError(t, err)
		require.EqualValues(t, 1, found.GetUpstreamRequests())
		return found.GetDeal().GetStageName() == "two"
	}, 5*time.Second, time.Millisecond)
}
