package main

import (
	"context"
	"net"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
)

// fakeLookUps has contacts and forms of all ids but those that start with "no", and keeps the requests.
type fakeLookUps struct {
	crmstreamv1.UnimplementedContactsServiceServer
	crmstreamv1.UnimplementedFormsServiceServer
	hung     chan string // ids of calls that hang
	mu       sync.Mutex
	requests []proto.Message
}

func (f *fakeLookUps) keep(req proto.Message) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.requests = append(f.requests, req)
}

// missing returns the error of a record that does not exist, and nil for one that does.
func missing(id string) error {
	reason := map[string]string{"none": "NOT_FOUND", "nosource": "UNKNOWN_SOURCE"}[id]
	if reason == "" {
		return nil
	}
	s, err := status.New(codes.NotFound, "what "+id+"\x1b[2J").WithDetails(&errdetails.ErrorInfo{Reason: reason, Domain: "crmstream"})
	if err != nil {
		return err
	}
	return s.Err()
}

func (f *fakeLookUps) GetContact(ctx context.Context, req *crmstreamv1.GetContactRequest) (*crmstreamv1.GetContactResponse, error) {
	f.keep(req)
	if req.GetId() == "hang" {
		f.hung <- req.GetId()
		<-ctx.Done()
	}
	if err := missing(req.GetId()); err != nil {
		return nil, err
	}
	return &crmstreamv1.GetContactResponse{
		Contact: &crmstreamv1.Contact{Id: req.GetId()}, Notices: []*crmstreamv1.Notice{{Code: "ODD", Message: "row"}},
	}, nil
}

func (f *fakeLookUps) BatchGetContacts(_ context.Context, req *crmstreamv1.BatchGetContactsRequest) (*crmstreamv1.BatchGetContactsResponse, error) {
	f.keep(req)
	out := &crmstreamv1.BatchGetContactsResponse{}
	for _, id := range req.GetIds() {
		switch id {
		case "none":
			out.MissingIds = append(out.MissingIds, id)
		case "bad":
			out.RecordErrors = append(out.RecordErrors, &crmstreamv1.RecordError{Id: id, Message: "no JSON"})
		default:
			out.Contacts = append(out.Contacts, &crmstreamv1.Contact{Id: id})
		}
	}
	return out, nil
}

func (f *fakeLookUps) GetForm(_ context.Context, req *crmstreamv1.GetFormRequest) (*crmstreamv1.GetFormResponse, error) {
	f.keep(req)
	if err := missing(req.GetId()); err != nil {
		return nil, err
	}
	return &crmstreamv1.GetFormResponse{Form: &crmstreamv1.Form{Id: req.GetId()}}, nil
}

// serveLookUps serves the fake on a socket and returns its address.
func serveLookUps(t *testing.T) (*fakeLookUps, string) {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	fake, server := &fakeLookUps{hung: make(chan string, 1)}, grpc.NewServer()
	crmstreamv1.RegisterContactsServiceServer(server, fake)
	crmstreamv1.RegisterFormsServiceServer(server, fake)
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(server.Stop)
	return fake, listener.Addr().String()
}

func TestGet(t *testing.T) {
	for name, test := range map[string]struct {
		args     string
		code     int
		stdout   []string // ids
		stderr   string
		requests []proto.Message
	}{
		"one": {
			"contacts 1 --include-raw", 0,
			[]string{"1"},
			"note: ODD: row\n",
			[]proto.Message{&crmstreamv1.GetContactRequest{Source: "crm", Id: "1", IncludeRaw: true}},
		},
		"one of many names": {
			"Contact 1 1", 0,
			[]string{"1"},
			"note: ODD: row\n",
			[]proto.Message{&crmstreamv1.GetContactRequest{Source: "crm", Id: "1"}},
		},
		"many": {
			"contacts 2 none 1 bad 2 --include-raw", exitFailed,
			[]string{"2", "1"},
			"crm has no contact \"none\"\ncontact \"bad\" cannot be read: no JSON\n",
			[]proto.Message{&crmstreamv1.BatchGetContactsRequest{Source: "crm", Ids: []string{"2", "none", "1", "bad"}, IncludeRaw: true}},
		},
		"none": {
			"contacts none", exitFailed,
			[]string{},
			"crm has no contact \"none\"\n",
			[]proto.Message{&crmstreamv1.GetContactRequest{Source: "crm", Id: "none"}},
		},
		"one by one": {
			"forms 2 none 1 --filter host=example.com", exitFailed,
			[]string{"2", "1"},
			"crm has no form \"none\"\n",
			[]proto.Message{
				&crmstreamv1.GetFormRequest{Source: "crm", Id: "2", Host: "example.com"},
				&crmstreamv1.GetFormRequest{Source: "crm", Id: "none", Host: "example.com"},
				&crmstreamv1.GetFormRequest{Source: "crm", Id: "1", Host: "example.com"},
			},
		},
		"no source": {
			"forms 2 nosource 1", exitFailed,
			[]string{"2"},
			"crmstream: NotFound: what nosource [2J\n",
			[]proto.Message{&crmstreamv1.GetFormRequest{Source: "crm", Id: "2"}, &crmstreamv1.GetFormRequest{Source: "crm", Id: "nosource"}},
		},
		"not there": {
			"deals 1", exitFailed,
			[]string{},
			"crmstream: what answers at ADDR does not know this call: unknown service crmstream.v1.DealsService\nGive --addr the gRPC port of" +
				" crmstream, which it prints when it starts (127.0.0.1:9090 by default), not its port for JSON.\n", nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			fake, address := serveLookUps(t)
			got := command(t, append([]string{"get", "--addr", address, "--source=crm"}, strings.Fields(test.args)...)...)
			require.Equal(t, test.code, got.code, got.stderr)
			require.Equal(t, test.stdout, ids(t, got.stdout))
			require.Equal(t, test.stderr, strings.ReplaceAll(got.stderr, address, "ADDR"))
			require.Len(t, fake.requests, len(test.requests))
			for i, want := range test.requests {
				require.True(t, proto.Equal(want, fake.requests[i]), "got %v", fake.requests[i])
			}
		})
	}
}

func TestGetTable(t *testing.T) {
	_, address := serveLookUps(t)
	got := command(t, "get", "contacts", "7", "1000", "--source=crm", "--format=table", "--addr", address)
	require.Zero(t, got.code, got.stderr)
	require.Equal(t, "ID\n7\n1000\n", got.stdout)
}

func TestGetAsksForAsManyAsTheAPITakes(t *testing.T) {
	fake, address := serveLookUps(t)
	args := []string{"get", "contacts", "--source=crm", "--addr", address}
	for i := range maxBatch + 1 {
		args = append(args, strconv.Itoa(i))
	}
	got := command(t, args...)
	require.Zero(t, got.code, got.stderr)
	require.Len(t, ids(t, got.stdout), maxBatch+1)
	require.Len(t, fake.requests, 2)
}

func TestGetInterrupted(t *testing.T) {
	fake, address := serveLookUps(t)
	r := start(t, nil, "get", "contacts", "hang", "--source=crm", "--addr", address)
	<-fake.hung
	require.Equal(t, exitInterrupted, r.code())
	require.Empty(t, r.stdout.String())
}

// TestBatchesAreOfRecordsThatCanBeGot guards that each look-up of many has one of one, whose name the command line knows.
func TestBatchesAreOfRecordsThatCanBeGot(t *testing.T) {
	batches := methodsOf(api.BatchGet)
	require.NotEmpty(t, batches)
	for _, m := range batches {
		l, err := findLookUp(m.Resource())
		require.NoError(t, err)
		require.Equal(t, m.Name, l.many.Name)
	}
}
