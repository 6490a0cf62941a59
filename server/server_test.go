package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/scan"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// fake is a connector with contacts, pages of 100.
type fake struct {
	rows     int
	fetched  atomic.Int64
	before   func(ctx context.Context, at connectors.PageRequest) error
	released chan struct{}
}

type fakeSettings struct{}

func (fakeSettings) Validate() error               { return nil }
func (fakeSettings) Secrets() []*connectors.Secret { return nil }

func (f *fake) driver() connectors.Driver {
	return connectors.Driver{Name: "fake", New: func(connectors.Account, connectors.Settings) (connectors.Client, error) { return f, nil }}
}

func (f *fake) Lists() []connectors.List {
	return []connectors.List{{
		Resource: "contacts", Fields: []string{"search", "deleted"}, Orders: []string{"activity_time", "-activity_time"}, PageMax: 100,
		Where: []connectors.WhereKey{{Key: "fields.*", Ops: []connectors.Op{connectors.OpEq}}},
	}}
}

func (f *fake) ListContacts(ctx context.Context, req *crmstreamv1.ListContactsRequest, at connectors.PageRequest) (connectors.Page, error) {
	f.fetched.Add(1)
	connectors.CallFrom(ctx).Sent()
	if f.before != nil {
		if err := f.before(ctx, at); err != nil {
			return connectors.Page{}, err
		}
	}
	from := 0
	if at.Cursor != "" {
		if _, err := fmt.Sscanf(string(at.Cursor), "%d", &from); err != nil {
			return connectors.Page{}, &connectors.Error{Kind: connectors.KindCursorGone}
		}
	}
	page := connectors.Page{Notices: []connectors.Notice{{Code: "TEST", Message: "once"}}}
	for i := from; i < min(from+100, f.rows); i++ {
		id := fmt.Sprintf("%06d", i)
		page.Records = append(page.Records, encode(id, &crmstreamv1.Contact{Id: id, FirstName: proto.String("Анна")}))
	}
	if from+100 < f.rows {
		page.Next = connectors.Cursor(fmt.Sprint(from + 100))
	} else {
		page.ChangedUntil = "2026-01-01T00:00:00Z"
	}
	return page, nil
}

func encode(id string, m proto.Message) connectors.Record {
	wire, err := proto.Marshal(m)
	if err != nil {
		panic(err)
	}
	return connectors.Record{ID: []byte(id), Key: []byte(id), Wire: protowire.AppendBytes(protowire.AppendTag(nil, 1, protowire.BytesType), wire)}
}

// serve runs a server with the source "main" on a real socket, and returns a connection to it.
func serve(t *testing.T, f *fake) (*Server, *grpc.ClientConn) {
	t.Helper()
	tokens, err := scan.NewTokens(slices.Repeat([]byte{7}, scan.KeySize))
	require.NoError(t, err)
	s, err := New(Options{Tokens: tokens, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Metrics: prometheus.NewRegistry()})
	require.NoError(t, err)
	require.NoError(t, s.AddSource(SourceConfig{Name: "main", Driver: f.driver(), Settings: fakeSettings{}, TimeZone: time.UTC}))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	served := make(chan error, 1)
	go func() { served <- s.Serve(listener) }()
	conn, err := grpc.NewClient(listener.Addr().String(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	require.NoError(t, err)
	t.Cleanup(func() {
		require.NoError(t, conn.Close())
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		s.Stop(ctx)
		require.NoError(t, <-served)
	})
	return s, conn
}

// read reads a stream to its end.
func read(t *testing.T, conn *grpc.ClientConn, req *crmstreamv1.ListContactsRequest) (ids []string, messages []*crmstreamv1.ListContactsResponse, err error) {
	t.Helper()
	stream, err := crmstreamv1.NewContactsServiceClient(conn).ListContacts(t.Context(), req)
	require.NoError(t, err)
	for {
		m, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return ids, messages, nil
		}
		if err != nil {
			return ids, messages, err
		}
		messages = append(messages, m)
		for _, c := range m.GetContacts() {
			ids = append(ids, c.GetId())
		}
	}
}

func TestListStreamsEverything(t *testing.T) {
	_, conn := serve(t, &fake{rows: 950})
	ids, messages, err := read(t, conn, &crmstreamv1.ListContactsRequest{Source: "main"})
	require.NoError(t, err)
	require.Len(t, ids, 950)
	require.True(t, slices.IsSorted(ids))
	first, last := messages[0], messages[len(messages)-1]
	require.Equal(t, "UTC", first.GetSchema().GetTimeZone())
	require.Len(t, first.GetNotices(), 1)
	require.Equal(t, "Анна", first.GetContacts()[0].GetFirstName())
	for _, m := range messages[1:] {
		require.Nil(t, m.GetSchema())
		require.Empty(t, m.GetNotices(), "a notice is told once")
	}
	for _, m := range messages[:len(messages)-1] {
		require.NotEmpty(t, m.GetResumeToken())
		require.Nil(t, m.GetSummary())
	}
	require.Empty(t, last.GetResumeToken())
	require.Equal(t, crmstreamv1.Summary_END_END_OF_LIST, last.GetSummary().GetEnd())
	require.Equal(t, "2026-01-01T00:00:00Z", last.GetSummary().GetChangedUntil())
	require.EqualValues(t, 10, last.GetSummary().GetUpstreamRequests())
}

func TestResumeFromEveryMessage(t *testing.T) {
	_, conn := serve(t, &fake{rows: 950})
	_, messages, err := read(t, conn, &crmstreamv1.ListContactsRequest{Source: "main"})
	require.NoError(t, err)
	have := 0
	for _, m := range messages[:len(messages)-1] {
		have += len(m.GetContacts())
		ids, rest, err := read(t, conn, &crmstreamv1.ListContactsRequest{Source: "main", ResumeToken: m.GetResumeToken(), IncludeRaw: true})
		require.NoError(t, err)
		require.Len(t, ids, 950-have)
		summary := rest[len(rest)-1].GetSummary()
		require.EqualValues(t, 950, summary.GetDelivered())
		require.Equal(t, summary.GetRead(), summary.GetDelivered()+summary.GetRepeats()+summary.GetErrors()+summary.GetOutsideRange())
	}
}

func TestBadRequests(t *testing.T) {
	f := &fake{rows: 950}
	_, conn := serve(t, f)
	_, messages, err := read(t, conn, &crmstreamv1.ListContactsRequest{Source: "main", PageSize: 10})
	require.NoError(t, err)
	token := messages[len(messages)-1].GetResumeToken()
	require.NotEmpty(t, token)
	fetched := f.fetched.Load()
	cases := map[string]struct {
		req   *crmstreamv1.ListContactsRequest
		code  codes.Code
		field string
	}{
		"unknown source":    {&crmstreamv1.ListContactsRequest{Source: "other"}, codes.NotFound, ""},
		"no source":         {&crmstreamv1.ListContactsRequest{}, codes.InvalidArgument, "source"},
		"negative limit":    {&crmstreamv1.ListContactsRequest{Source: "main", Limit: -1}, codes.InvalidArgument, "limit"},
		"refused field":     {&crmstreamv1.ListContactsRequest{Source: "main", ChangedFrom: "2026-01-01"}, codes.InvalidArgument, "changed_from"},
		"unknown order":     {&crmstreamv1.ListContactsRequest{Source: "main", Order: "name"}, codes.InvalidArgument, "order"},
		"order, no limit":   {&crmstreamv1.ListContactsRequest{Source: "main", Order: "-activity_time"}, codes.InvalidArgument, "order"},
		"order, long limit": {&crmstreamv1.ListContactsRequest{Source: "main", Order: "-activity_time", Limit: 101}, codes.InvalidArgument, "order"},
		"order and token":   {&crmstreamv1.ListContactsRequest{Source: "main", Order: "-activity_time", Limit: 9, ResumeToken: token}, codes.InvalidArgument, "resume_token"},
		"unknown key":       {&crmstreamv1.ListContactsRequest{Source: "main", Where: []string{"name = x"}}, codes.InvalidArgument, "where"},
		"unknown operator":  {&crmstreamv1.ListContactsRequest{Source: "main", Where: []string{"fields.3 < 4"}}, codes.InvalidArgument, "where"},
		"no condition":      {&crmstreamv1.ListContactsRequest{Source: "main", Where: []string{"fields"}}, codes.InvalidArgument, "where"},
		"unknown enum":      {&crmstreamv1.ListContactsRequest{Source: "main", Kind: 99}, codes.InvalidArgument, "kind"},
		"damaged token":     {&crmstreamv1.ListContactsRequest{Source: "main", ResumeToken: token[1:]}, codes.InvalidArgument, ""},
		"token, other list": {&crmstreamv1.ListContactsRequest{Source: "main", Search: "x", ResumeToken: token}, codes.InvalidArgument, "search"},
		"token, less asked": {&crmstreamv1.ListContactsRequest{Source: "main", Limit: 7, ResumeToken: token}, codes.InvalidArgument, "limit"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, got, err := read(t, conn, c.req)
			require.Equal(t, c.code, status.Code(err), err)
			require.Empty(t, got)
			for _, d := range status.Convert(err).Details() {
				if info, ok := d.(*errdetails.ErrorInfo); ok {
					require.Equal(t, c.field, info.GetMetadata()["field"])
					require.Equal(t, errorDomain, info.GetDomain())
				}
			}
		})
	}
	require.Equal(t, fetched, f.fetched.Load(), "a bad request reached the upstream")
}

func TestMissingListIsUnimplemented(t *testing.T) {
	_, conn := serve(t, &fake{})
	stream, err := crmstreamv1.NewDealsServiceClient(conn).ListDeals(t.Context(), &crmstreamv1.ListDealsRequest{Source: "main"})
	require.NoError(t, err)
	_, err = stream.Recv()
	require.Equal(t, codes.Unimplemented, status.Code(err))
	require.ErrorContains(t, err, "deals")
	require.ErrorContains(t, err, "fake")
}

func TestErrorsCarryATokenThatResumes(t *testing.T) {
	f := &fake{rows: 950}
	var broken atomic.Bool
	broken.Store(true)
	f.before = func(_ context.Context, at connectors.PageRequest) error {
		if at.Cursor == "500" && broken.Load() {
			return &connectors.Error{Kind: connectors.KindUnavailable, Connector: "fake", Err: errors.New("down")}
		}
		return nil
	}
	_, conn := serve(t, f)
	ids, _, err := read(t, conn, &crmstreamv1.ListContactsRequest{Source: "main"})
	require.Equal(t, codes.Unavailable, status.Code(err))
	require.Len(t, ids, 500)
	var token string
	for _, d := range status.Convert(err).Details() {
		if info, ok := d.(*errdetails.ErrorInfo); ok {
			token = info.GetMetadata()["resume_token"]
		}
	}
	broken.Store(false)
	rest, _, err := read(t, conn, &crmstreamv1.ListContactsRequest{Source: "main", ResumeToken: token})
	require.NoError(t, err)
	require.Len(t, rest, 450)
}

func TestFaultsTellNothingAndTheServerLivesOn(t *testing.T) {
	f := &fake{rows: 10}
	_, conn := serve(t, f)
	for _, fault := range []func(context.Context, connectors.PageRequest) error{
		func(context.Context, connectors.PageRequest) error { return errors.New("key=0123456789abcdef") },
		func(context.Context, connectors.PageRequest) error { panic("key=0123456789abcdef") },
	} {
		f.before = fault
		_, _, err := read(t, conn, &crmstreamv1.ListContactsRequest{Source: "main"})
		require.Equal(t, codes.Internal, status.Code(err))
		require.NotContains(t, err.Error(), "0123")
	}
	f.before = nil
	ids, _, err := read(t, conn, &crmstreamv1.ListContactsRequest{Source: "main"})
	require.NoError(t, err)
	require.Len(t, ids, 10)
}

func TestCancelReachesTheConnector(t *testing.T) {
	f := &fake{rows: 950, released: make(chan struct{})}
	f.before = func(ctx context.Context, at connectors.PageRequest) error {
		if at.Cursor != "" {
			<-ctx.Done()
			close(f.released)
			return ctx.Err()
		}
		return nil
	}
	_, conn := serve(t, f)
	ctx, cancel := context.WithCancel(t.Context())
	stream, err := crmstreamv1.NewContactsServiceClient(conn).ListContacts(ctx, &crmstreamv1.ListContactsRequest{Source: "main"})
	require.NoError(t, err)
	_, err = stream.Recv()
	require.NoError(t, err)
	cancel()
	<-f.released
}

func TestDeadlinesLeaveTimeForTheToken(t *testing.T) {
	f := &fake{rows: 950}
	f.before = func(ctx context.Context, at connectors.PageRequest) error {
		if at.Cursor == "500" {
			<-ctx.Done()
			return ctx.Err()
		}
		return nil
	}
	_, conn := serve(t, f)
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	stream, err := crmstreamv1.NewContactsServiceClient(conn).ListContacts(ctx, &crmstreamv1.ListContactsRequest{Source: "main"})
	for err == nil {
		_, err = stream.Recv()
	}
	require.Equal(t, codes.DeadlineExceeded, status.Code(err))
	require.Contains(t, fmt.Sprint(status.Convert(err).Details()), "resume_token")
}

func TestStopEndsStreamsWithAToken(t *testing.T) {
	f := &fake{rows: 950}
	f.before = func(ctx context.Context, at connectors.PageRequest) error {
		if at.Cursor == "200" {
			<-ctx.Done()
			return ctx.Err()
		}
		return nil
	}
	s, conn := serve(t, f)
	stream, err := crmstreamv1.NewContactsServiceClient(conn).ListContacts(t.Context(), &crmstreamv1.ListContactsRequest{Source: "main"})
	require.NoError(t, err)
	_, err = stream.Recv()
	require.NoError(t, err)
	require.NoError(t, s.Ready())
	s.Stop(t.Context())
	require.Error(t, s.Ready())
	for err == nil {
		_, err = stream.Recv()
	}
	require.Equal(t, codes.Unavailable, status.Code(err))
	require.Contains(t, fmt.Sprint(status.Convert(err).Details()), "resume_token")
}

// TestListMessagesAgree guards what frames rest on: all list responses have the fields of the tail under its numbers,
// and all requests the common ones.
func TestListMessagesAgree(t *testing.T) {
	file := (&tail{}).ProtoReflect().Descriptor()
	responses, requests := 0, 0
	for _, m := range listMessages() {
		other := m
		reference := file
		from := protoreflect.FieldNumber(2)
		if strings.HasSuffix(string(m.Name()), "Request") {
			reference, from = (&crmstreamv1.ListTasksRequest{}).ProtoReflect().Descriptor(), 1
			requests++
		} else {
			responses++
			require.True(t, other.Fields().ByNumber(1).IsList())
		}
		for i := range reference.Fields().Len() {
			want := reference.Fields().Get(i)
			if want.Number() < from || want.Number() > 11 {
				continue
			}
			got := other.Fields().ByNumber(want.Number())
			require.NotNil(t, got, "%s lacks field %d", m.Name(), want.Number())
			require.Equal(t, want.Name(), got.Name(), m.Name())
			require.Equal(t, want.Kind(), got.Kind(), m.Name())
		}
	}
	require.Equal(t, 9, requests)
	require.Equal(t, 9, responses)
}

func listMessages() []protoreflect.MessageDescriptor {
	var out []protoreflect.MessageDescriptor
	for _, file := range []protoreflect.FileDescriptor{
		crmstreamv1.File_crmstream_v1_activities_proto, crmstreamv1.File_crmstream_v1_calls_proto,
		crmstreamv1.File_crmstream_v1_contacts_proto, crmstreamv1.File_crmstream_v1_deals_proto,
		crmstreamv1.File_crmstream_v1_invoices_proto, crmstreamv1.File_crmstream_v1_projects_proto,
		crmstreamv1.File_crmstream_v1_stock_proto, crmstreamv1.File_crmstream_v1_tasks_proto,
		crmstreamv1.File_crmstream_v1_visits_proto,
	} {
		for i := range file.Services().Len() {
			m := file.Services().Get(i).Methods().Get(0)
			out = append(out, m.Input(), m.Output())
		}
	}
	return out
}

func TestSourcesAreDescribed(t *testing.T) {
	_, conn := serve(t, &fake{rows: 5})
	client := crmstreamv1.NewSourcesServiceClient(conn)
	got, err := client.GetSource(t.Context(), &crmstreamv1.GetSourceRequest{Source: "main"})
	require.NoError(t, err)
	require.Equal(t, "fake", got.GetSource().GetConnector())
	require.Equal(t, crmstreamv1.Health_STATE_UNKNOWN, got.GetSource().GetHealth().GetState())
	require.Equal(t, "contacts", got.GetSource().GetLists()[0].GetResource())
	_, err = client.GetSource(t.Context(), &crmstreamv1.GetSourceRequest{Source: "other"})
	require.Equal(t, codes.NotFound, status.Code(err))
	require.ErrorContains(t, err, "main")
	all, err := client.ListSources(t.Context(), &crmstreamv1.ListSourcesRequest{})
	require.NoError(t, err)
	require.Len(t, all.GetSources(), 1)
}
