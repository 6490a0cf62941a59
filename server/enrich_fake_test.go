package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/memory"
)

// explained is a connector whose deals need catalogues, and that looks deals up. Deals with even ids are deleted.
type explained struct {
	mu        sync.Mutex
	asked     map[string]int
	refuses   error // why deal types cannot be read
	stage     string
	fieldSize int
	newField  string // a field that the upstream has, besides those of the fake
	// typesTake and fieldsTake are how long their catalogues take to be read.
	typesTake, fieldsTake chan struct{}
}

func (e *explained) driver() connectors.Driver {
	return connectors.Driver{Name: "explained", New: func(connectors.Account, connectors.Settings) (connectors.Client, error) { return e, nil }}
}

func (e *explained) Lists() []connectors.List {
	return []connectors.List{
		connectors.Of(connectors.List{
			Resource: "deals", Fields: []string{"contact_id", "type_ids"}, Orders: []string{"activity_time"}, PageMax: 50,
			Where: []connectors.WhereKey{{Key: "fields.*", Ops: []connectors.Op{connectors.OpEq}}}, Needs: []connectors.Need{
				{Resource: connectors.ListOfDealTypes}, {Resource: connectors.ListOfFields, Of: "deals"},
			},
		}, e.listDeals),
		connectors.Of(connectors.List{Resource: "dealTypes", Orders: []string{"id"}, Kept: true}, e.listDealTypes),
		connectors.Of(connectors.List{Resource: "fields", Fields: []string{"resource"}, Orders: []string{"key"}, Kept: true}, e.listFields),
	}
}

func (e *explained) Writes() []connectors.Write { return nil }

func (e *explained) LookUps() []connectors.LookUp {
	return []connectors.LookUp{connectors.LookUpOf("deals", e.getDeals)}
}

// ask counts a request, and takes memory for its answer, as rest does.
func (e *explained) ask(ctx context.Context, op string) error {
	connectors.MeterFrom(ctx).Sent()
	if _, bounded := connectors.MemoryFrom(ctx).(*memory.Lease); !bounded {
		panic(op + " is asked for without a bound of memory")
	}
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
func (e *explained) deals(ids []string, known *connectors.Catalogue) connectors.Page {
	var page connectors.Page
	for _, id := range ids {
		deal := &crmstreamv1.Deal{Id: id, StageId: proto.String("12")}
		if m, ok := known.Meaning(connectors.DealStageNames, []byte("12")); ok {
			deal.StageName, deal.Outcome = proto.String(m.Name), m.Outcome
		}
		option, _ := known.Choices([]byte("7")).ID([]byte("Да "))
		deal.Fields = map[string]*crmstreamv1.FieldValue{"7": {Value: &crmstreamv1.FieldValue_Option_{
			Option: &crmstreamv1.FieldValue_Option{Id: option, Text: "Да "},
		}}}
		page.Records = append(page.Records, encode(id, deal))
	}
	return page
}

func (e *explained) listDeals(req *crmstreamv1.ListDealsRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	if req.GetContactId() == "x" {
		return nil, connectors.Invalid("contact_id", "must be a number")
	}
	conditions, err := connectors.Conditions(req.GetWhere(), []connectors.WhereKey{{Key: "fields.*", Ops: []connectors.Op{connectors.OpEq}}})
	if err != nil {
		return nil, err
	}
	for _, c := range conditions {
		if key := strings.TrimPrefix(c.Key, "fields."); len(known.Fields()) > 0 && known.Field(key) == nil {
			return nil, &connectors.Error{Kind: connectors.KindInvalidRequest, Field: "where", Unknown: true, Err: errors.New("no such field")}
		}
	}
	return func(ctx context.Context, _ connectors.PageRequest) (connectors.Page, error) {
		if err := e.ask(ctx, "deals"); err != nil {
			return connectors.Page{}, err
		}
		return e.deals([]string{"1", "3", "5"}, known), nil
	}, nil
}

// getDeals finds deals in one request, and those that are deleted in another.
func (e *explained) getDeals(req *crmstreamv1.BatchGetDealsRequest, known *connectors.Catalogue) (connectors.Find, error) {
	if slices.Contains(req.GetIds(), "x") {
		return nil, connectors.Invalid("ids", "must be a number")
	}
	return func(ctx context.Context) (connectors.Page, error) {
		var page connectors.Page
		var live, dead []string
		for _, id := range req.GetIds() {
			switch id {
			case "404":
			case "500":
				page.Records = append(page.Records, connectors.Record{ID: []byte("~0"), Err: &connectors.RecordError{Message: "the row has no id"}})
			case "2":
				dead = append(dead, id)
			default:
				live = append(live, id)
			}
		}
		if err := e.ask(ctx, fmt.Sprintf("get of %d", len(req.GetIds()))); err != nil {
			return page, err
		}
		page.Records = append(page.Records, e.deals(live, known).Records...)
		if missing := len(req.GetIds()) - len(page.Records); missing > 0 {
			if err := e.ask(ctx, fmt.Sprintf("getdeleted of %d", missing)); err != nil {
				return page, err
			}
			page.Records = append(page.Records, e.deals(dead, known).Records...)
		}
		return page, nil
	}, nil
}

func (e *explained) listDealTypes(*crmstreamv1.ListDealTypesRequest, *connectors.Catalogue) (connectors.Fetch, error) {
	return e.dealTypes, nil
}

func (e *explained) dealTypes(ctx context.Context, _ connectors.PageRequest) (connectors.Page, error) {
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

func (e *explained) listFields(req *crmstreamv1.ListFieldsRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	if req.GetResource() != "deals" {
		return nil, connectors.Invalid("resource", "use deals")
	}
	return e.fields, nil
}

func (e *explained) fields(ctx context.Context, _ connectors.PageRequest) (connectors.Page, error) {
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
	var more []connectors.Record
	e.mu.Lock()
	if e.newField != "" {
		more = append(more, encode(e.newField, &crmstreamv1.Field{Key: e.newField}))
	}
	e.mu.Unlock()
	return connectors.Page{Records: append([]connectors.Record{
		encode("7", &crmstreamv1.Field{Key: "7", TypeId: proto.String("1"), Name: proto.String("Решено"), Options: options}),
		encode("8", &crmstreamv1.Field{Key: "8", TypeId: proto.String("2"), Options: options}),
	}, more...)}, nil
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
