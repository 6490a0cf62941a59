package server

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/scan"
	"github.com/crmstream/crmstream/server/writes"
)

// writeRig is a server over a notebook, with a ledger on disk.
type writeRig struct {
	*notebook
	t        *testing.T
	dir      string
	options  Options
	source   SourceConfig
	server   *Server
	conn     *grpc.ClientConn
	contacts crmstreamv1.ContactsServiceClient
	writes   crmstreamv1.WritesServiceClient
	stop     func()
}

// writeTo serves a notebook as the source "main", which allows every write unless a change of the configuration says otherwise.
func writeTo(t *testing.T, n *notebook, changes ...func(*Options, *SourceConfig)) *writeRig {
	t.Helper()
	r := &writeRig{notebook: n, t: t, dir: filepath.Join(t.TempDir(), "writes"), stop: func() {}}
	r.options = Options{
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Writes: WriteSettings{
			Gate:     writes.Settings{WriteTimeout: 10 * time.Second, SettleAfter: time.Hour, SettleAfterLate: time.Hour, ReadingAge: 5 * time.Second},
			ProofLag: []time.Duration{time.Millisecond, time.Millisecond},
		},
	}
	r.source = SourceConfig{
		Name: "main", Driver: n.driver(), Settings: fakeSettings{}, TimeZone: time.UTC,
		Writes: map[string][]string{"contacts": {"create", "delete", "update"}},
	}
	for _, change := range changes {
		change(&r.options, &r.source)
	}
	t.Cleanup(func() { r.stop() })
	r.start(true)
	return r
}

// start starts the server, over the ledger of the server before.
func (r *writeRig) start(ledger bool) {
	r.t.Helper()
	options := r.options
	var err error
	options.Tokens, err = scan.NewTokens(connectors.NewSecret(strings.Repeat("\a", scan.KeySize)))
	require.NoError(r.t, err)
	options.Metrics = prometheus.NewRegistry()
	var file *writes.File
	if ledger && options.Ledger == nil {
		file, err = writes.Open(r.dir)
		require.NoError(r.t, err)
		options.Ledger = file
	}
	r.server, err = New(options)
	require.NoError(r.t, err)
	require.NoError(r.t, r.server.AddSource(r.source))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(r.t, err)
	served := make(chan error, 1)
	server := r.server
	go func() { served <- server.Serve(listener) }()
	conn, err := grpc.NewClient(listener.Addr().String(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	require.NoError(r.t, err)
	r.conn = conn
	r.contacts, r.writes = crmstreamv1.NewContactsServiceClient(conn), crmstreamv1.NewWritesServiceClient(conn)
	r.stop = func() {
		r.stop = func() {}
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		server.Stop(ctx)
		if err := <-served; !errors.Is(err, grpc.ErrServerStopped) { // a busy machine may stop it before it serves
			require.NoError(r.t, err)
		}
		require.NoError(r.t, conn.Close())
		if file != nil {
			require.NoError(r.t, file.Close())
		}
	}
}

// restart stops the server, and starts another one over the same ledger.
func (r *writeRig) restart() {
	r.t.Helper()
	r.stop()
	r.start(true)
}

// create creates a contact.
func (r *writeRig) create(requestID, name string) (*crmstreamv1.CreateContactResponse, error) {
	return r.contacts.CreateContact(r.t.Context(), creation(requestID, name))
}

func creation(requestID, name string) *crmstreamv1.CreateContactRequest {
	return &crmstreamv1.CreateContactRequest{Source: "main", RequestId: requestID, Contact: &crmstreamv1.Contact{LastName: proto.String(name)}}
}

// update gives a contact another name.
func (r *writeRig) update(requestID, id, name string) (*crmstreamv1.UpdateContactResponse, error) {
	return r.contacts.UpdateContact(r.t.Context(), change(requestID, id, name))
}

func change(requestID, id, name string) *crmstreamv1.UpdateContactRequest {
	return &crmstreamv1.UpdateContactRequest{Source: "main", RequestId: requestID, Id: id, Contact: &crmstreamv1.Contact{LastName: proto.String(name)}}
}

// batch creates contacts.
func (r *writeRig) batch(requestID string, names ...string) (*crmstreamv1.BatchCreateContactsResponse, error) {
	return r.contacts.BatchCreateContacts(r.t.Context(), creations(requestID, names...))
}

func creations(requestID string, names ...string) *crmstreamv1.BatchCreateContactsRequest {
	req := &crmstreamv1.BatchCreateContactsRequest{Source: "main", RequestId: requestID}
	for _, name := range names {
		one := creation("", name)
		one.Source = ""
		req.Requests = append(req.Requests, one)
	}
	return req
}

// write returns what is known of a write.
func (r *writeRig) write(requestID string) *crmstreamv1.Write {
	r.t.Helper()
	got, err := r.writes.GetWrite(r.t.Context(), &crmstreamv1.GetWriteRequest{Source: "main", RequestId: requestID})
	require.NoError(r.t, err)
	return got.GetWrite()
}

// noRow requires that the ledger has no row of a request id.
func (r *writeRig) noRow(requestID string) {
	r.t.Helper()
	_, err := r.writes.GetWrite(r.t.Context(), &crmstreamv1.GetWriteRequest{Source: "main", RequestId: requestID})
	fails(r.t, err, codes.NotFound, "NOT_FOUND")
}

// fails requires an error with a code and a reason, and returns the metadata of the error.
func fails(t *testing.T, err error, code codes.Code, reason string) map[string]string {
	t.Helper()
	require.Error(t, err)
	require.Equal(t, code, status.Code(err), err)
	for _, detail := range status.Convert(err).Details() {
		if info, ok := detail.(*errdetails.ErrorInfo); ok {
			require.Equal(t, reason, info.GetReason(), err)
			return info.GetMetadata()
		}
	}
	require.Fail(t, "the error has no ErrorInfo", err)
	return nil
}

// detailOf returns the detail of a kind of an error.
func detailOf[D proto.Message](t *testing.T, err error) D {
	t.Helper()
	for _, detail := range status.Convert(err).Details() {
		if found, ok := detail.(D); ok {
			return found
		}
	}
	var none D
	require.Fail(t, "the error lacks a detail", "%T: %v", none, status.Convert(err).Details())
	return none
}

// outcomesOf returns the states of the rows of a batch, with ids and reasons: "EXECUTED 4", "NOT_EXECUTED WRITE_REFUSED".
func outcomesOf(results []*crmstreamv1.WriteResult) []string {
	all := make([]string, 0, len(results))
	for _, result := range results {
		text := strings.TrimPrefix(result.GetState().String(), "WRITE_STATE_")
		if result.GetId() != "" {
			text += " " + result.GetId()
		}
		if result.GetReason() != 0 {
			text += " " + reasonOf(result.GetReason())
		}
		all = append(all, text)
	}
	return all
}
