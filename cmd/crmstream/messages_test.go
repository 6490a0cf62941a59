package main

import (
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/durationpb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// refused is a server's error with its details.
func refused(t *testing.T, code codes.Code, message, reason string, details ...protoadapt.MessageV1) error {
	t.Helper()
	info := &errdetails.ErrorInfo{Reason: reason, Domain: "crmstream"}
	s, err := status.New(code, message).WithDetails(append([]protoadapt.MessageV1{info}, details...)...)
	require.NoError(t, err)
	return s.Err()
}

// TestMessagesSayWhatToDo guards what a list says when its server refuses it.
func TestMessagesSayWhatToDo(t *testing.T) {
	missing := func(field string) protoadapt.MessageV1 {
		return &errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{{Field: field}}}
	}
	const resume = "\nTo resume: crmstream list contacts --addr ADDR --source crm --resume-token "
	for name, test := range map[string]struct {
		err     error
		args    []string
		matches string
	}{
		"missing filter": {
			refused(t, codes.InvalidArgument, "group_ids: is missing", "INVALID_REQUEST", missing("group_ids")), nil,
			`^crmstream: InvalidArgument: group_ids: is missing\nAdd it as --filter group_ids=ID\n$`,
		},
		"missing enum": {
			refused(t, codes.InvalidArgument, "kind: is missing", "INVALID_REQUEST", missing("kind")), nil,
			`^crmstream: InvalidArgument: kind: is missing\nAdd it as --filter kind=person\n$`,
		},
		"missing flag": {
			refused(t, codes.InvalidArgument, "limit: is missing", "INVALID_REQUEST", missing("limit")), nil,
			`\nAdd it as --limit N\n$`,
		},
		"wrong, not missing": {
			refused(t, codes.InvalidArgument, "limit: is negative", "INVALID_REQUEST", missing("limit")),
			[]string{"--limit=-1"},
			`^crmstream: InvalidArgument: limit: is negative\n$`,
		},
		"a budget": {
			refused(t, codes.ResourceExhausted, `budget "b": is used up`, "RATE_LIMITED", &errdetails.RetryInfo{RetryDelay: durationpb.New(time.Hour)}), nil,
			`^crmstream: ResourceExhausted: budget "b": is used up; try again at \d\d:\d\d:\d\d, in 1h0m0s\n$`,
		},
		"a damaged token": {
			refused(t, codes.InvalidArgument, "start the list again without it", "INVALID_RESUME_TOKEN"),
			[]string{"--limit=4", "--resume-token", "bad"},
			`without it\nTo start again: crmstream list contacts --addr ADDR --source crm --limit=4\n$`,
		},
		"a token whose place is gone": {
			refused(t, codes.Aborted, "start the list again", "CURSOR_GONE"),
			[]string{"--resume-token=gone"},
			`again\nTo start again: crmstream list contacts --addr ADDR --source crm\n$`,
		},
		"a token of another request": {
			refused(t, codes.InvalidArgument, "limit differs", "INVALID_REQUEST"),
			[]string{"--resume-token=other"},
			`^crmstream: InvalidArgument: limit differs\n$`,
		},
		"a token, for another reason": {
			refused(t, codes.Internal, "oops", "INTERNAL"),
			[]string{"--resume-token=good"},
			`^crmstream: Internal: oops` + resume + `good\n$`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, address := serveContacts(t, script{err: test.err})
			got := command(t, append([]string{"list", "contacts", "--addr", address, "--source", "crm"}, test.args...)...)
			require.Equal(t, exitFailed, got.code)
			require.Regexp(t, test.matches, strings.ReplaceAll(got.stderr, address, "ADDR"))
		})
	}
}

// TestMessagesWithoutAServer guards that a wrong address is told in plain words, by each command that has one.
func TestMessagesWithoutAServer(t *testing.T) {
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	free := listener.Addr().String()
	require.NoError(t, listener.Close())

	pages, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	protocols := &http.Protocols{}
	protocols.SetHTTP1(true)
	protocols.SetUnencryptedHTTP2(true)
	web := &http.Server{Handler: http.NotFoundHandler(), Protocols: protocols, ReadHeaderTimeout: time.Second}
	go func() { _ = web.Serve(pages) }()
	t.Cleanup(func() { _ = web.Close() })

	for verb, args := range map[string][]string{
		"list": {"list", "contacts", "--source=crm"}, "get": {"get", "contacts", "1", "--source=crm"}, "sources": {"sources"},
	} {
		for address, want := range map[string]string{
			free:                  "nothing answers at ADDR: connection refused\nIs the server running? Start one by crmstream demo",
			"19690":               "nothing answers at ADDR: address 19690: missing port in address\n",
			pages.Addr().String(): "what answers at ADDR does not know this call: unexpected HTTP status code received from server: 404 (Not Found)\nGive --addr the gRPC port",
		} {
			t.Run(verb+" "+want[:12], func(t *testing.T) {
				got := command(t, append(slices.Clone(args), "--addr="+address)...)
				require.Equal(t, exitFailed, got.code)
				require.Contains(t, strings.ReplaceAll(got.stderr, address, "ADDR"), "crmstream: "+strings.ReplaceAll(want, address, "ADDR"))
				require.NotContains(t, got.stderr, "desc =")
			})
		}
	}
}

// TestConnectionThatBreaks guards the words for a server that goes away and stays away.
func TestConnectionThatBreaks(t *testing.T) {
	lost := status.Error(codes.Unavailable, "error reading from server: EOF")
	_, address := serveContacts(t, script{messages: []*crmstreamv1.ListContactsResponse{batch("t1", "1")}, err: lost}, script{err: lost})
	got := command(t, "list", "contacts", "--addr", address, "--source=crm", "--retries=1")
	require.Equal(t, exitFailed, got.code)
	require.Contains(t, got.stderr, "the server cannot be reached; resuming in ")
	require.Contains(t, got.stderr, "crmstream: the connection to "+address+" broke, or what listens there is not crmstream's gRPC port: ")
	require.Contains(t, got.stderr, "--resume-token t1\n")
}

// TestListNames guards that a list is found by the name of its records and of one record.
func TestListNames(t *testing.T) {
	for typed, want := range map[string]string{
		"contacts": "contacts", "contact": "contacts", "Contact": "contacts", "stock-item": "stockItems", "call_status": "callStatuses", "visit": "visits",
	} {
		found, err := findResource(typed)
		require.NoError(t, err, typed)
		require.Equal(t, want, found.Resource(), typed)
	}
}

// TestOrderBeginsWithAMinus guards both ways to type a descending order, and that a flag is not taken for one.
func TestOrderBeginsWithAMinus(t *testing.T) {
	for _, typed := range [][]string{{"--order", "-id"}, {"--order=-id"}} {
		fake, address := serveContacts(t, script{messages: []*crmstreamv1.ListContactsResponse{last(batch(""))}})
		got := command(t, append([]string{"list", "contacts", "--addr", address, "--source=crm"}, typed...)...)
		require.Zero(t, got.code, got.stderr)
		require.Equal(t, "-id", fake.requests[0].GetOrder())
	}
	got := command(t, "list", "contacts", "--source=crm", "--order", "--limit=3")
	require.Equal(t, exitUsage, got.code)
	require.Contains(t, got.stderr, `expected order value but got "--limit=3"`)
}
