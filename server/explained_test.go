package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// explained is a connector whose deals need catalogues, and that looks deals up. Deals with even ids are deleted.
type explained struct {
	mu        sync.Mutex
	asked     map[string]int
	refuses   error // why deal types cannot be read
	stage     string
	fieldSize int
	// typesTake and fieldsTake are how long their catalogues take to be read.
	typesTake, fieldsTake chan struct{}
}

func (e *explained) driver() connectors.Driver {
	return connectors.Driver{Name: "explained", New: func(connectors.Account, connectors.Settings) (connectors.Client, error) { return e, nil }}
}

func (e *explained) Lists() []connectors.List {
	return []connectors.List{
		{Resource: "deals", Fields: []string{"contact_id", "type_ids"}, Orders: []string{"activity_time"}, PageMax: 50, Needs: []connectors.Need{
			{Resource: connectors.ListOfDealTypes}, {Resource: connectors.ListOfFields, Of: "deals"},
		}},
		{Resource: "dealTypes", Orders: []string{"id"}, Kept: true},
		{Resource: "fields", Fields: []string{"resource"}, Orders: []string{"key"}, Kept: true},
	}
}

// ask counts a request, as rest does.
func (e *explained) ask(ctx context.Context, op string) error {
	if connectors.CallFrom(ctx).Rehearsal {
		return connectors.ErrRehearsed
	}
	connectors.CallFrom(ctx).Sent()
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.asked == nil {
		e.asked = map[string]int{}
	}
	e.asked[op]++
	return nil
}

func (e *explained) requests() map[string]int {
	e.mu.Lock()
	defer e.mu.Unlock()
	counted := e.asked
	e.asked = nil
	return counted
}

// deals makes records as a connector's tables do: with what the catalogue knows.
func (e *explained) deals(ids []string, at connectors.PageRequest) connectors.Page {
	var page connectors.Page
	for _, id := range ids {
		deal := &crmstreamv1.Deal{Id: id, StageId: proto.String("12")}
		if m, ok := at.Catalogue.Meaning(connectors.DealStageNames, []byte("12")); ok {
			deal.StageName, deal.Outcome = proto.String(m.Name), m.Outcome
		}
		option, _ := at.Catalogue.Choices([]byte("7")).ID([]byte("Да "))
		deal.Fields = map[string]*crmstreamv1.FieldValue{"7": {Value: &crmstreamv1.FieldValue_Option{
			Option: &crmstreamv1.Option{Id: option, Text: "Да "},
		}}}
		page.Records = append(page.Records, encode(id, deal))
	}
	return page
}

func (e *explained) ListDeals(ctx context.Context, req *crmstreamv1.ListDealsRequest, at connectors.PageRequest) (connectors.Page, error) {
	if req.GetContactId() == "x" {
		return connectors.Page{}, connectors.Invalid("contact_id", "must be a number")
	}
	if err := e.ask(ctx, "deals"); err != nil {
		return connectors.Page{}, err
	}
	return e.deals([]string{"1", "3", "5"}, at), nil
}

func (e *explained) GetDeals(ctx context.Context, req *crmstreamv1.BatchGetDealsRequest, at connectors.PageRequest) (connectors.Page, error) {
	var live, dead []string
	var page connectors.Page
	for _, id := range req.GetIds() {
		switch id {
		case "x":
			return page, connectors.Invalid("ids", "must be a number")
		case "404":
		case "500":
			page.Records = append(page.Records, connectors.Record{ID: []byte("~0"), Err: &connectors.RecordError{Message: "the row has no id"}})
		case "2":
			dead = append(dead, id)
		default:
			live = append(live, id)
		}
	}
	if err := e.ask(ctx, fmt.Sprintf("get%s of %d", at.Cursor, len(req.GetIds()))); err != nil {
		return page, err
	}
	if at.Cursor == connectors.DeletedCursor {
		return e.deals(append(dead, live...), at), nil // a server that ignores what it is asked for
	}
	page.Records = append(page.Records, e.deals(live, at).Records...)
	page.Next = connectors.DeletedCursor
	return page, nil
}

func (e *explained) ListDealTypes(ctx context.Context, _ *crmstreamv1.ListDealTypesRequest, _ connectors.PageRequest) (connectors.Page, error) {
	if err := e.ask(ctx, "dealTypes"); err != nil {
		return connectors.Page{}, err
	}
	if e.refuses != nil {
		return connectors.Page{}, e.refuses
	}
	if e.typesTake != nil {
		<-e.typesTake
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	stage := &crmstreamv1.DealStage{Id: "12", Name: proto.String(e.stage), Outcome: crmstreamv1.DealOutcome_DEAL_OUTCOME_LOST}
	return connectors.Page{Records: []connectors.Record{
		encode("1", &crmstreamv1.DealType{Id: "1", Stages: []*crmstreamv1.DealStage{stage}}),
		encode("2", &crmstreamv1.DealType{Id: "2"}), encode("3", &crmstreamv1.DealType{Id: "3"}),
	}}, nil
}

func (e *explained) ListFields(ctx context.Context, req *crmstreamv1.ListFieldsRequest, _ connectors.PageRequest) (connectors.Page, error) {
	if req.GetResource() != "deals" {
		return connectors.Page{}, connectors.Invalid("resource", "use deals")
	}
	if err := e.ask(ctx, "fields"); err != nil {
		return connectors.Page{}, err
	}
	if e.fieldsTake != nil {
		<-e.fieldsTake
	}
	options := []*crmstreamv1.FieldOption{{Id: "71", Text: "Да "}, {Id: "72", Text: "a, b"}, {Id: "73", Text: "c"}, {Id: "74", Text: "a"}}
	for i := range e.fieldSize {
		options = append(options, &crmstreamv1.FieldOption{Id: fmt.Sprint(1000 + i), Text: fmt.Sprintf("%0100d", i)})
	}
	return connectors.Page{Records: []connectors.Record{
		encode("7", &crmstreamv1.Field{Key: "7", TypeId: proto.String("1"), Name: proto.String("Решено"), Options: options}),
		encode("8", &crmstreamv1.Field{Key: "8", TypeId: proto.String("2"), Options: options}),
	}}, nil
}

// deals reads the deals of a request.
func deals(t *testing.T, conn *grpc.ClientConn, req *crmstreamv1.ListDealsRequest) (first *crmstreamv1.ListDealsResponse, summary *crmstreamv1.Summary) {
	t.Helper()
	req.Source = "main"
	stream, err := crmstreamv1.NewDealsServiceClient(conn).ListDeals(t.Context(), req)
	require.NoError(t, err)
	for {
		m, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return first, summary
		}
		require.NoError(t, err)
		if first == nil {
			first = m
		}
		summary = m.GetSummary()
	}
}

func serveExplained(t *testing.T, e *explained) *grpc.ClientConn {
	t.Helper()
	_, conn := serveDriver(t, e.driver())
	return conn
}

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

// TestARefusedCatalogueFailsNoList leaves values as they are, and asks once, not with every list.
func TestARefusedCatalogueFailsNoList(t *testing.T) {
	e := &explained{refuses: &connectors.Error{Kind: connectors.KindForbidden, Connector: "explained", Op: "sales/types"}}
	conn := serveExplained(t, e)
	for i := range 3 {
		first, _ := deals(t, conn, &crmstreamv1.ListDealsRequest{})
		require.Equal(t, "12", first.GetDeals()[0].GetStageId())
		require.Empty(t, first.GetDeals()[0].GetStageName())
		require.Equal(t, "71", first.GetDeals()[0].GetFields()["7"].GetOption().GetId(), "the other catalogue is there")
		require.Equal(t, noticeUnavailable, first.GetNotices()[0].GetCode())
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
	require.Equal(t, noticeSchemaCut, first.GetNotices()[0].GetCode())
}

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
	require.Equal(t, noticeNotKept, found.GetNotices()[0].GetCode())

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
	}, time.Second, time.Millisecond)
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

// TestLookUpsHaveAgedCataloguesReadAnew costs the look-up nothing.
func TestLookUpsHaveAgedCataloguesReadAnew(t *testing.T) {
	e := &explained{stage: "one"}
	server, conn := serveDriver(t, e.driver())
	server.sources["main"].age = time.Nanosecond
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

func TestNeedsAreCheckedAtTheStart(t *testing.T) {
	e := &explained{}
	lists := map[string]connectors.List{}
	for _, l := range e.Lists() {
		lists[l.Resource] = l
	}
	require.NoError(t, checkCapabilities(e, lists))
	wrong := lists["deals"]
	wrong.Needs = []connectors.Need{{Resource: connectors.ListOfStockTypes}}
	lists["deals"] = wrong
	require.ErrorContains(t, checkCapabilities(e, lists), "need stockTypes")
}
