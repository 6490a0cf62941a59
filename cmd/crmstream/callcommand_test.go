package main

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
)

// TestCall calls methods by their names, with JSON.
func TestCall(t *testing.T) {
	for name, test := range map[string]struct {
		args   []string
		code   int
		stdout string
		stderr string
	}{
		"a write": {
			[]string{"CreateContact", "-d", `{"source":"crm","requestId":"mine","contact":{"lastName":"Moore"}}`},
			0,
			`{"contact":{"id":"17","lastName":"Moore"},"notices":[{"code":"ODD","message":"row"}],"upstreamRequests":2,"receipt":{"requestId":"mine",`, "note: ODD: row",
		},
		"with its service":   {[]string{"ContactsService/CreateContact", "-d", `{"source":"crm","contact":{"lastName":"Moore"}}`}, 0, `"id":"17"`, "request id: "},
		"with its package":   {[]string{"crmstream.v1.ContactsService/CreateContact", "-d", `{"source":"crm","contact":{}}`}, 0, `"id":"17"`, ""},
		"a reading":          {[]string{"GetWrite", "-d", `{"source":"crm","requestId":"x"}`}, 0, `{"write":{"requestId":"x","state":"WRITE_STATE_UNKNOWN"}}`, ""},
		"nothing to say":     {[]string{"ListWrites"}, 0, `{"writes":[`, ""},
		"otherwise":          {[]string{"CreateContact", "-d", `{"source":"crm","contact":{"lastName":"differs"}}`}, exitDiffers, "DIFFERS", ""},
		"unknown outcome":    {[]string{"CreateContact", "-d", `{"source":"crm","contact":{"lastName":"lost"}}`}, exitUnknown, "", "writes resolve "},
		"an error":           {[]string{"GetWrite", "-d", `{"source":"crm","requestId":"none"}`}, exitFailed, "", "NotFound: no write"},
		"unknown method":     {[]string{"CreateContac"}, exitUsage, "", `unknown method "CreateContac"; did you mean CreateContact?`},
		"a list":             {[]string{"ListContacts"}, exitUsage, "", "ListContacts streams: use crmstream list contacts"},
		"no JSON":            {[]string{"GetWrite", "-d", "x"}, exitUsage, "", "the request is no GetWriteRequest: syntax error"},
		"unknown field":      {[]string{"GetWrite", "-d", `{"sorce":"x"}`}, exitUsage, "", `unknown field "sorce"`},
		"request in a file":  {[]string{"GetWrite", "-f", writeInput(t, "r.json", `{"source":"crm","requestId":"x"}`)}, 0, `"requestId":"x"`, ""},
		"file that is not":   {[]string{"GetWrite", "-f", "testdata/none.json"}, exitUsage, "", "testdata/none.json cannot be read"},
		"help names methods": {[]string{"--help"}, 0, "GetWrite, ListWrites, ResolveWrite", ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, address := serveWrites(t)
			got := command(t, append([]string{"call", "--addr=" + address}, test.args...)...)
			require.Equal(t, test.code, got.code, got.stderr)
			require.Contains(t, got.stdout, test.stdout)
			require.Contains(t, got.stderr, test.stderr)
		})
	}
	all, err := api.Methods()
	require.NoError(t, err)
	names := map[string]string{}
	for _, m := range all {
		name := string(m.Desc.Name())
		require.Empty(t, names[name], "%s and %s have one name", names[name], m.Name)
		names[name] = m.Name
	}
}

func (f *fakeWrites) GetWrite(_ context.Context, req *crmstreamv1.GetWriteRequest) (*crmstreamv1.GetWriteResponse, error) {
	if req.GetRequestId() == "none" {
		return nil, failure(codes.NotFound, "NOT_FOUND", "no write is known by this id")
	}
	return &crmstreamv1.GetWriteResponse{Write: &crmstreamv1.Write{RequestId: req.GetRequestId(), State: crmstreamv1.WriteState_WRITE_STATE_UNKNOWN}}, nil
}

// ListWrites has 1,500 writes.
func (f *fakeWrites) ListWrites(_ context.Context, req *crmstreamv1.ListWritesRequest) (*crmstreamv1.ListWritesResponse, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.requests = append(f.requests, proto.Clone(req))
	from := 0
	if req.GetPageToken() != "" {
		_, _ = fmt.Sscan(req.GetPageToken(), &from)
	}
	out := &crmstreamv1.ListWritesResponse{}
	for i := from; i < 1500 && len(out.GetWrites()) < int(max(req.GetPageSize(), 1)); i++ {
		out.Writes = append(out.Writes, &crmstreamv1.Write{
			RequestId: fmt.Sprint("id", i), Method: "crmstream.v1.ContactsService/CreateContact", State: crmstreamv1.WriteState_WRITE_STATE_UNKNOWN,
			SentTime: timestamppb.New(timestamppb.Now().AsTime()), CandidateIds: []string{"7", "8"}, Message: "look\x1b[2J", Proof: crmstreamv1.ProofResult_PROOF_RESULT_DIFFERS,
		})
	}
	if from += len(out.GetWrites()); from < 1500 {
		out.NextPageToken = fmt.Sprint(from)
	}
	return out, nil
}

func (f *fakeWrites) ResolveWrite(_ context.Context, req *crmstreamv1.ResolveWriteRequest) (*crmstreamv1.ResolveWriteResponse, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.requests = append(f.requests, proto.Clone(req))
	switch {
	case req.GetRequestId() == "undecided":
		return nil, failure(codes.Unknown, "WRITE_OUTCOME_UNKNOWN", "two records may be the one")
	case req.GetOutcome() == crmstreamv1.WriteState_WRITE_STATE_NOT_EXECUTED:
		return nil, failure(codes.Unavailable, "WRITE_NOT_EXECUTED", "send it again")
	}
	return &crmstreamv1.ResolveWriteResponse{Write: &crmstreamv1.Write{
		RequestId: req.GetRequestId(), State: crmstreamv1.WriteState_WRITE_STATE_EXECUTED, Ids: req.GetIds(), Method: "M",
	}}, nil
}

// TestWritesCommands shows writes and settles them.
func TestWritesCommands(t *testing.T) {
	fake, address := serveWrites(t)
	writes := func(args ...string) result {
		return command(t, append([]string{"writes", args[0], "--source=crm", "--addr=" + address}, args[1:]...)...)
	}
	got := writes("list", "--state=unknown", "--state=in-progress", "--limit=1200", "--caller=c")
	require.Zero(t, got.code, got.stderr)
	require.Equal(t, 1200, strings.Count(got.stdout, "\n"))
	require.Contains(t, got.stdout, `{"requestId":"id1199","method":"crmstream.v1.ContactsService/CreateContact","state":"WRITE_STATE_UNKNOWN","candidateIds":["7","8"]`)
	require.Len(t, fake.requests, 2)
	require.Empty(t, diff(&crmstreamv1.ListWritesRequest{
		Source: "crm", Caller: "c", PageSize: 200, PageToken: "1000",
		States: []crmstreamv1.WriteState{crmstreamv1.WriteState_WRITE_STATE_UNKNOWN, crmstreamv1.WriteState_WRITE_STATE_IN_PROGRESS},
	}, fake.requests[1]))
	require.Equal(t, 1500, strings.Count(writes("list", "--limit=0").stdout, "\n"))
	got = writes("list", "--limit=1", "--format=table")
	require.Regexp(t, `^REQUEST ID +METHOD +STATE +PROOF +SENT +IDS +WHAT IS KNOWN\nid0 +CreateContact +unknown +differs +20\S+Z +perhaps 7 8 +look \[2J\n$`, got.stdout)
	require.Contains(t, writes("list", "--state=perhaps").stderr, `--state: unknown value "perhaps"`)

	require.JSONEq(t, `{"requestId":"x","state":"WRITE_STATE_UNKNOWN"}`, writes("get", "x").stdout)
	require.Contains(t, writes("get", "none").stderr, "NotFound: no write is known by this id")

	fake.requests = nil
	got = writes("resolve", "x", "--outcome=executed", "--id=7", "--id=8")
	require.Zero(t, got.code, got.stderr)
	require.JSONEq(t, `{"requestId":"x","method":"M","state":"WRITE_STATE_EXECUTED","ids":["7","8"]}`, got.stdout)
	require.Empty(t, diff(&crmstreamv1.ResolveWriteRequest{
		Source: "crm", RequestId: "x", Outcome: crmstreamv1.WriteState_WRITE_STATE_EXECUTED, Ids: []string{"7", "8"},
	}, fake.requests[0]))
	got = writes("resolve", "x", "--outcome=not-executed")
	require.Zero(t, got.code, got.stderr)
	require.JSONEq(t, `{"requestId":"x","state":"WRITE_STATE_NOT_EXECUTED"}`, got.stdout)
	require.Contains(t, got.stderr, "send the request again with the same request id")
	got = writes("resolve", "undecided")
	require.Equal(t, exitUnknown, got.code)
	require.Contains(t, got.stderr, "two records may be the one")
	require.Contains(t, writes("resolve", "x", "--outcome=unknown").stderr, "use executed or not-executed")
	require.Contains(t, writes("resolve", "x", "--id=7").stderr, "only with --outcome executed")
}
