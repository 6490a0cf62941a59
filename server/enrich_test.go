package server

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

func TestListsAreReadWithTheirCatalogues(t *testing.T) {
	e := &explained{stage: "Registration, lost"}
	conn := serveExplained(t, e)
	first, summary := deals(t, conn, &crmstreamv1.ListDealsRequest{})
	require.Equal(t, map[string]int{"deals": 1, "dealTypes": 1, "fields": 1}, e.requests())
	require.EqualValues(t, 3, summary.GetUpstreamRequests())

	deal := first.GetDeals()[0]
	require.Equal(t, "Registration, lost", deal.GetStageName())
	require.Equal(t, crmstreamv1.DealOutcome_DEAL_OUTCOME_LOST, deal.GetOutcome())
	require.Equal(t, "71", deal.GetFields()["7"].GetOption().GetId())
	require.Equal(t, "Да ", deal.GetFields()["7"].GetOption().GetText())
	require.Len(t, first.GetSchema().GetFields(), 2)
	require.NotNil(t, first.GetSchema().GetFieldsTime())

	first, summary = deals(t, conn, &crmstreamv1.ListDealsRequest{TypeIds: []string{"01"}, PageSize: 1})
	require.Equal(t, map[string]int{"deals": 1}, e.requests(), "catalogues are kept")
	require.EqualValues(t, 1, summary.GetUpstreamRequests())
	require.Len(t, first.GetSchema().GetFields(), 1, "of the types asked for")
	first, _ = deals(t, conn, &crmstreamv1.ListDealsRequest{TypeIds: []string{"01"}, ResumeToken: first.GetResumeToken()})
	require.Empty(t, first.GetSchema().GetFields(), "the first call of the scan told them")
}

func TestMistakesCostNoCatalogue(t *testing.T) {
	e := &explained{}
	conn := serveExplained(t, e)
	stream, err := crmstreamv1.NewDealsServiceClient(conn).ListDeals(t.Context(), &crmstreamv1.ListDealsRequest{Source: "main", ContactId: "x"})
	require.NoError(t, err)
	_, err = stream.Recv()
	require.Equal(t, codes.InvalidArgument, status.Code(err))
	require.Empty(t, e.requests())
}

// TestOnlyANewCatalogueRefusesAField lists by a field that the kept catalogue does not have: it is read anew before the field is
// refused, and a field that was made meanwhile is found.
func TestOnlyANewCatalogueRefusesAField(t *testing.T) {
	e := &explained{}
	conn := serveExplained(t, e)
	list := func(where string) error {
		stream, err := crmstreamv1.NewDealsServiceClient(conn).ListDeals(t.Context(), &crmstreamv1.ListDealsRequest{
			Source: "main", Where: []string{where}, MaxStaleness: durationpb.New(0),
		})
		require.NoError(t, err)
		for {
			m, err := stream.Recv()
			if err != nil {
				return err
			}
			if m.GetSummary() != nil {
				return nil
			}
		}
	}
	require.Equal(t, codes.InvalidArgument, status.Code(list("fields.9 = x")))
	require.Equal(t, map[string]int{"dealTypes": 1, "fields": 1}, e.requests(), "nothing was kept, and the one reading is new enough")
	require.NoError(t, list("fields.7 = x"))
	require.Equal(t, map[string]int{"deals": 1}, e.requests())

	require.Equal(t, codes.InvalidArgument, status.Code(list("fields.9 = x")))
	require.Equal(t, map[string]int{"dealTypes": 1, "fields": 1}, e.requests(), "the kept one may be too old")
	e.mu.Lock()
	e.newField = "9"
	e.mu.Unlock()
	require.NoError(t, list("fields.9 = x"))
	require.Equal(t, map[string]int{"dealTypes": 1, "fields": 1, "deals": 1}, e.requests())
}

// TestARefusedCatalogueFailsNoList leaves values as they are, and asks once, not with every list.
func TestARefusedCatalogueFailsNoList(t *testing.T) {
	e := &explained{refuses: &connectors.Error{Kind: connectors.KindForbidden, Connector: "explained", Op: "sales/types"}}
	conn := serveExplained(t, e)
	for i := range 3 {
		first, _ := deals(t, conn, &crmstreamv1.ListDealsRequest{})
		require.Equal(t, "12", first.GetDeals()[0].GetStageId())
		require.Empty(t, first.GetDeals()[0].GetStageName())
		require.Equal(t, "71", first.GetDeals()[0].GetFields()["7"].GetOption().GetId(), "the other catalogue is there")
		require.Equal(t, "CATALOGUE_UNAVAILABLE", first.GetNotices()[0].GetCode())
		require.Contains(t, first.GetNotices()[0].GetMessage(), "dealTypes: explained: sales/types: upstream forbids")
		want := map[string]int{"deals": 1}
		if i == 0 {
			want = map[string]int{"deals": 1, "dealTypes": 1, "fields": 1}
		}
		require.Equal(t, want, e.requests())
	}
}

func TestLargeSchemasAreCut(t *testing.T) {
	e := &explained{fieldSize: 10_000}
	first, _ := deals(t, serveExplained(t, e), &crmstreamv1.ListDealsRequest{})
	require.Len(t, first.GetSchema().GetFields(), 2)
	require.Empty(t, first.GetSchema().GetFields()[0].GetOptions())
	require.True(t, first.GetSchema().GetFields()[0].GetOptionsOnDemand())
	require.Equal(t, "SCHEMA_CUT", first.GetNotices()[0].GetCode())
}

// TestAStreamTellsThatItWaitsForItsCatalogues beats while they are read; the schema comes when they are there.
func TestAStreamTellsThatItWaitsForItsCatalogues(t *testing.T) {
	e := &explained{stage: "one", typesTake: make(chan struct{})}
	conn := serveExplained(t, e)
	stream, err := crmstreamv1.NewDealsServiceClient(conn).ListDeals(t.Context(), &crmstreamv1.ListDealsRequest{Source: "main"})
	require.NoError(t, err)
	beat, err := stream.Recv()
	require.NoError(t, err)
	require.Empty(t, beat.GetDeals())
	require.Nil(t, beat.GetSchema())
	require.NotEmpty(t, beat.GetResumeToken())
	close(e.typesTake)
	first, err := stream.Recv()
	require.NoError(t, err)
	require.Len(t, first.GetDeals(), 3)
	require.Len(t, first.GetSchema().GetFields(), 2)
	require.Equal(t, "one", first.GetDeals()[0].GetStageName())
}

// TestACatalogueThatIsReadWhileAnotherOneIsTaken serves the new one as soon as it is there.
func TestACatalogueThatIsReadWhileAnotherOneIsTaken(t *testing.T) {
	e := &explained{stage: "one", fieldsTake: make(chan struct{})}
	conn := serveExplained(t, e)
	client := crmstreamv1.NewDealsServiceClient(conn)
	list, err := client.ListDeals(t.Context(), &crmstreamv1.ListDealsRequest{Source: "main"})
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		e.mu.Lock()
		defer e.mu.Unlock()
		return e.asked["fields"] == 1
	}, 20*time.Second, time.Millisecond)
	e.mu.Lock()
	e.stage = "two"
	e.mu.Unlock()
	types, err := client.ListDealTypes(t.Context(), &crmstreamv1.ListDealTypesRequest{Source: "main", MaxStaleness: durationpb.New(0)})
	require.NoError(t, err)
	_, err = types.Recv()
	require.NoError(t, err)
	close(e.fieldsTake)
	_, err = list.Recv()
	require.NoError(t, err)
	first, _ := deals(t, conn, &crmstreamv1.ListDealsRequest{MaxStaleness: durationpb.New(0)})
	require.Equal(t, "two", first.GetDeals()[0].GetStageName())
}

func TestWhatAnUpstreamSaysOfACatalogueFailsNoList(t *testing.T) {
	e := &explained{refuses: &connectors.Error{Kind: connectors.KindForbidden, Err: errors.New("no\xff")}}
	first, _ := deals(t, serveExplained(t, e), &crmstreamv1.ListDealsRequest{})
	require.Len(t, first.GetDeals(), 3)
	require.Contains(t, first.GetNotices()[0].GetMessage(), "no\uFFFD")

	e = &explained{refuses: errors.New("a secret of ours")}
	first, _ = deals(t, serveExplained(t, e), &crmstreamv1.ListDealsRequest{})
	require.NotContains(t, first.GetNotices()[0].GetMessage(), "secret")
}
