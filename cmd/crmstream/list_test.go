package main

import (
	"context"
	"encoding/json"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// script is what a fake server does in one call: it sends the messages, then ends with the error.
type script struct {
	messages []*crmstreamv1.ListContactsResponse
	err      error
	hang     bool // waits for the caller to leave before it ends
}

// fakeContacts plays one script a call, and keeps the requests.
type fakeContacts struct {
	crmstreamv1.UnimplementedContactsServiceServer
	mu       sync.Mutex
	scripts  []script
	requests []*crmstreamv1.ListContactsRequest
}

func (f *fakeContacts) ListContacts(req *crmstreamv1.ListContactsRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListContactsResponse]) error {
	f.mu.Lock()
	f.requests = append(f.requests, req)
	s := f.scripts[min(len(f.requests), len(f.scripts))-1]
	f.mu.Unlock()
	for _, m := range s.messages {
		if err := stream.Send(m); err != nil {
			return err
		}
	}
	if s.hang {
		<-stream.Context().Done()
	}
	return s.err
}

// serveContacts serves the scripts on a socket and returns its address.
func serveContacts(t *testing.T, scripts ...script) (*fakeContacts, string) {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	fake := &fakeContacts{scripts: scripts}
	server := grpc.NewServer()
	crmstreamv1.RegisterContactsServiceServer(server, fake)
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(server.Stop)
	return fake, listener.Addr().String()
}

// batch is a message with contacts of these ids.
func batch(token string, ids ...string) *crmstreamv1.ListContactsResponse {
	m := &crmstreamv1.ListContactsResponse{ResumeToken: token, Progress: &crmstreamv1.Progress{Records: int32(len(ids))}}
	for _, id := range ids {
		m.Contacts = append(m.Contacts, &crmstreamv1.Contact{Id: id, LastName: proto.String("Name " + id)})
	}
	return m
}

// last makes a message the last one.
func last(m *crmstreamv1.ListContactsResponse) *crmstreamv1.ListContactsResponse {
	m.Summary = &crmstreamv1.Summary{End: crmstreamv1.EndReason_END_REASON_END_OF_LIST, UpstreamRequests: 7, ChangedUntil: "2026-11-01T00:00:00Z"}
	return m
}

// asked sets what a message tells of its call's cost.
func asked(requests int32, m *crmstreamv1.ListContactsResponse) *crmstreamv1.ListContactsResponse {
	m.Progress.UpstreamRequests = requests
	return m
}

// away is the error of a server that is away for a moment.
func away(t *testing.T) error {
	t.Helper()
	s, err := status.New(codes.Unavailable, "the server is stopping").
		WithDetails(&errdetails.RetryInfo{RetryDelay: durationpb.New(time.Millisecond)})
	require.NoError(t, err)
	return s.Err()
}

// ids returns the ids of NDJSON records.
func ids(t *testing.T, ndjson string) []string {
	t.Helper()
	found := []string{}
	for line := range strings.Lines(ndjson) {
		var record struct{ ID string }
		require.NoError(t, json.Unmarshal([]byte(line), &record), line)
		found = append(found, record.ID)
	}
	return found
}

func TestListWritesRecordsAsLines(t *testing.T) {
	heartbeat := batch("t1")
	bad := batch("t2", "2")
	bad.RecordErrors = []*crmstreamv1.RecordError{{Id: "9", Message: "no JSON"}}
	bad.Notices = []*crmstreamv1.Notice{{Code: "UNKNOWN_UPSTREAM_KEYS", Message: "two"}}
	_, address := serveContacts(t, script{messages: []*crmstreamv1.ListContactsResponse{batch("t1", "1"), heartbeat, bad, last(batch("", "3"))}})
	got := command(t, "list", "Contacts", "--addr", address, "--source=crm")
	require.Zero(t, got.code, got.stderr)
	require.Equal(t, `{"id":"1","lastName":"Name 1"}`+"\n"+`{"id":"2","lastName":"Name 2"}`+"\n"+`{"id":"3","lastName":"Name 3"}`+"\n", got.stdout)
	require.Contains(t, got.stderr, `record "9" cannot be read: no JSON`)
	require.Contains(t, got.stderr, "note: UNKNOWN_UPSTREAM_KEYS: two")
	require.Contains(t, got.stderr, "3 contacts in ")
	require.Contains(t, got.stderr, ", 7 upstream requests")
	require.Contains(t, got.stderr, "--changed-from 2026-11-01T00:00:00Z")
}

func TestListTable(t *testing.T) {
	long := batch("t1", "1")
	long.Contacts[0].FirstName = proto.String("\x1b[31mred\nline " + strings.Repeat("x", 50))
	long.Contacts[0].Kind = crmstreamv1.ContactKind_CONTACT_KIND_PERSON
	long.Contacts[0].CreateTime = timestamppb.New(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC))
	_, address := serveContacts(t, script{messages: []*crmstreamv1.ListContactsResponse{batch(""), long, last(batch("", "1000"))}})
	got := command(t, "list", "contacts", "--addr", address, "--source=crm", "--format=table")
	require.Zero(t, got.code, got.stderr)
	require.Equal(t, ""+
		"ID  LAST_NAME  FIRST_NAME                        CREATE_TIME           KIND\n"+
		"1   Name 1      [31mred line xxxxxxxxxxxxxxxxx…  2026-01-02T03:04:05Z  person\n"+
		"1000  Name 1000\n", got.stdout)
}

func TestListOnATerminal(t *testing.T) {
	first := batch("t1", "1")
	first.Progress = &crmstreamv1.Progress{Records: 1234, UpstreamRequests: 5, Total: proto.Int32(9999), WaitEndTime: timestamppb.Now()}
	_, address := serveContacts(t, script{messages: []*crmstreamv1.ListContactsResponse{first, last(batch("", "2"))}})
	var stdout, stderr strings.Builder
	con := newConsole(&stdout, &stderr, nil, []string{"list", "contacts", "--source=crm", "--addr", address})
	con.outTerminal, con.errTerminal, con.columns = true, true, 5
	require.Zero(t, run(t.Context(), con))
	require.Equal(t, "ID\n1\n2\n", stdout.String(), "a narrow terminal gets the first column")
	require.Contains(t, stderr.String(), "1,234 of about 9,999 contacts, 5 upstream requests, waiting for the budget until ")
	require.Contains(t, stderr.String(), "\r\x1b[K", "the line is removed before others are written")
}

func TestListResumes(t *testing.T) {
	fake, address := serveContacts(t,
		script{messages: []*crmstreamv1.ListContactsResponse{batch("t1", "1", "2"), asked(30, batch("t2", "3"))}, err: away(t)},
		script{err: away(t)},
		script{messages: []*crmstreamv1.ListContactsResponse{batch("t3", "4")}, err: away(t)},
		script{messages: []*crmstreamv1.ListContactsResponse{last(batch("", "5"))}},
	)
	got := command(t, "list", "contacts", "--addr", address, "--source=crm", "--page-size=10", "--retries=2", "--filter=owner_id=7")
	require.Zero(t, got.code, got.stderr)
	require.Equal(t, []string{"1", "2", "3", "4", "5"}, ids(t, got.stdout))
	require.Contains(t, got.stderr, "the server is stopping; resuming in 0s (2 of 2)")
	require.Contains(t, got.stderr, ", 37 upstream requests\n", "of all calls together")
	tokens, sizes := []string{}, []int32{}
	for _, req := range fake.requests {
		require.Equal(t, "7", req.GetOwnerId())
		tokens, sizes = append(tokens, req.GetResumeToken()), append(sizes, req.GetPageSize())
	}
	require.Equal(t, []string{"", "t2", "t2", "t3"}, tokens)
	require.Equal(t, []int32{10, 7, 7, 6}, sizes, "the page size is for all calls together")
}

func TestListFailures(t *testing.T) {
	one := []*crmstreamv1.ListContactsResponse{batch("t1", "1")}
	for name, test := range map[string]struct {
		scripts []script
		args    []string
		calls   int
		want    []string
		never   string
	}{
		"at once": {
			[]script{{err: status.Error(codes.NotFound, "no source crm")}},
			nil, 1,
			[]string{"crmstream: NotFound: no source crm"},
			"To resume",
		},
		"unavailable at once": {
			[]script{{err: away(t)}},
			nil, 1,
			[]string{"crmstream: Unavailable: the server is stopping"},
			"To resume",
		},
		"midway": {
			[]script{{messages: one, err: status.Error(codes.DataLoss, "out of order")}},
			nil, 1,
			[]string{"crmstream: DataLoss: out of order", "To resume: crmstream list contacts --addr ADDR --source crm --resume-token t1\n"},
			"resuming",
		},
		"no summary": {
			[]script{{messages: one}},
			nil, 1,
			[]string{"ended without a summary: it may lack records", "--resume-token t1"},
			"contacts in",
		},
		"away for long": {
			[]script{{messages: one, err: away(t)}, {err: away(t)}},
			[]string{"--retries=2"},
			3,
			[]string{"(1 of 2)", "(2 of 2)", "crmstream: Unavailable", "--resume-token t1"},
			"(3 of 2)",
		},
		"a second time": {
			[]script{{err: status.Error(codes.Internal, "oops")}},
			[]string{"--resume-token", "old", "--where", "fields.1 = it's", "--resume-token=older"},
			1,
			[]string{`To resume: crmstream list contacts --addr ADDR --source crm --where 'fields.1 = it'\''s' --resume-token older` + "\n"},
			"old ",
		},
	} {
		t.Run(name, func(t *testing.T) {
			fake, address := serveContacts(t, test.scripts...)
			got := command(t, append([]string{"list", "contacts", "--addr", address, "--source", "crm"}, test.args...)...)
			require.Equal(t, exitFailed, got.code, got.stderr)
			require.Len(t, fake.requests, test.calls)
			stderr := strings.ReplaceAll(got.stderr, address, "ADDR")
			for _, want := range test.want {
				require.Contains(t, stderr, want)
			}
			require.NotContains(t, stderr, test.never)
		})
	}
}

func TestListWithoutServer(t *testing.T) {
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	free := listener.Addr().String()
	require.NoError(t, listener.Close())
	got := command(t, "list", "contacts", "--addr", free, "--source=crm")
	require.Equal(t, exitFailed, got.code)
	require.Contains(t, got.stderr, "crmstream: nothing answers at "+free+": connection refused\n")
}

func TestListInterrupted(t *testing.T) {
	_, address := serveContacts(t, script{messages: []*crmstreamv1.ListContactsResponse{batch("t1", "1")}, hang: true})
	typed := []string{"list", "contacts", "--addr", address, "--source=crm"}
	r := start(t, nil, typed...)
	r.waitFor(t, `"id":"1"`)
	require.Equal(t, exitInterrupted, r.code())
	require.Equal(t, "Interrupted after 1 records.\nTo resume: crmstream "+strings.Join(typed, " ")+" --resume-token t1\n", r.stderr.String())
}

func TestListInterruptedBeforeTheFirstRecord(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, address := serveContacts(t, script{hang: true})
	got := commandWith(ctx, nil, "list", "contacts", "--addr", address, "--source=crm")
	require.Equal(t, exitInterrupted, got.code)
	require.Equal(t, "Interrupted after 0 records.\nNothing to resume: run it again.\n", got.stderr)
}
