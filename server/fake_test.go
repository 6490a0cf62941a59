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
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

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
	// descending reverses pages, as for an order from the end.
	descending bool
}

type fakeSettings struct{}

func (fakeSettings) Validate() error               { return nil }
func (fakeSettings) Secrets() []*connectors.Secret { return nil }
func (fakeSettings) Addresses() []string           { return nil }

func (f *fake) driver() connectors.Driver {
	return connectors.Driver{Name: "fake", New: func(connectors.Account, connectors.Settings) (connectors.Client, error) { return f, nil }}
}

func (f *fake) LookUps() []connectors.LookUp { return nil }

func (f *fake) Writes() []connectors.Write { return nil }

func (f *fake) Lists() []connectors.List {
	return []connectors.List{connectors.Of(connectors.List{
		Resource: "contacts", Fields: []string{"search", "deleted"}, Orders: []string{"activity_time", "-activity_time"}, PageMax: 100,
		Where: []connectors.WhereKey{{Key: "fields.*", Ops: []connectors.Op{connectors.OpEq}}},
	}, func(*crmstreamv1.ListContactsRequest, *connectors.Catalogue) (connectors.Fetch, error) {
		return f.fetch, nil
	})}
}

func (f *fake) fetch(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	f.fetched.Add(1)
	connectors.MeterFrom(ctx).Sent()
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
	if f.descending {
		slices.Reverse(page.Records)
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
	return serveDriver(t, f.driver())
}

// serveDriver is serve for any driver.
func serveDriver(t *testing.T, driver connectors.Driver) (*Server, *grpc.ClientConn) {
	t.Helper()
	tokens, err := scan.NewTokens(connectors.NewSecret(strings.Repeat("\a", scan.KeySize)))
	require.NoError(t, err)
	s, err := New(Options{Tokens: tokens, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Metrics: prometheus.NewRegistry()})
	require.NoError(t, err)
	require.NoError(t, s.AddSource(SourceConfig{Name: "main", Driver: driver, Settings: fakeSettings{}, TimeZone: time.UTC}))
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
		if err := <-served; !errors.Is(err, grpc.ErrServerStopped) { // a busy machine may stop it before it serves
			require.NoError(t, err)
		}
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

// servedBy returns what serves the source "main".
func servedBy(s *Server) *serving { return (*s.sources.Load())["main"].serving.Load() }
