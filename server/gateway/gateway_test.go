package gateway_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/gateway"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

type (
	contactsStream = grpc.ServerStreamingServer[crmstreamv1.ListContactsResponse]
	message        = crmstreamv1.ListContactsResponse
	script         func(*crmstreamv1.ListContactsRequest, contactsStream) error
)

// fake is a gRPC server with contacts that follow a script.
type fake struct {
	crmstreamv1.UnimplementedContactsServiceServer
	crmstreamv1.UnimplementedSourcesServiceServer
	script script
}

func (f *fake) ListContacts(req *crmstreamv1.ListContactsRequest, stream contactsStream) error {
	return f.script(req, stream)
}

func (f *fake) ListSources(ctx context.Context, _ *crmstreamv1.ListSourcesRequest) (*crmstreamv1.ListSourcesResponse, error) {
	md, _ := metadata.FromIncomingContext(ctx)
	source := &crmstreamv1.Source{Name: "apro", Budget: &crmstreamv1.Budget{Name: "main", Limit: 200}}
	// Gets the metadata that arrived, except gRPC's own.
	for key := range md {
		if !strings.HasPrefix(key, ":") && key != "content-type" && key != "user-agent" {
			source.Lists = append(source.Lists, &crmstreamv1.ListCapability{Resource: key})
		}
	}
	return &crmstreamv1.ListSourcesResponse{Sources: []*crmstreamv1.Source{source}}, nil
}

func (f *fake) GetSource(ctx context.Context, req *crmstreamv1.GetSourceRequest) (*crmstreamv1.GetSourceResponse, error) {
	if req.GetSource() == "slow" {
		<-ctx.Done()
		return nil, status.FromContextError(ctx.Err()).Err()
	}
	if req.GetSource() != "apro" {
		return nil, status.Errorf(codes.NotFound, "no source %q is configured: use one of apro", req.GetSource())
	}
	return &crmstreamv1.GetSourceResponse{Source: &crmstreamv1.Source{Name: "apro"}}, nil
}

// dial starts a gRPC server with the fake and returns a connection to it.
func dial(t testing.TB, f *fake) *grpc.ClientConn {
	t.Helper()
	return connect(t, func(srv *grpc.Server) {
		crmstreamv1.RegisterContactsServiceServer(srv, f)
		crmstreamv1.RegisterSourcesServiceServer(srv, f)
	})
}

// serve serves the gateway over a real socket, in front of a gRPC server that follows the script.
func serve(t *testing.T, s script, o gateway.Options) *httptest.Server {
	t.Helper()
	return serveConn(t, dial(t, &fake{script: s}), o)
}

// answer is a response, read.
type answer struct {
	status int
	header http.Header
	body   string
	err    error // of reading the body
}

// ask sends a request; headers are "Name: value" lines, and Host sets the host.
func ask(t *testing.T, srv *httptest.Server, verb, target, body string, headers ...string) answer {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), verb, srv.URL+target, strings.NewReader(body))
	require.NoError(t, err)
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		req.Header.Add(name, value)
		if name == "Host" {
			req.Host = value
		}
	}
	resp, err := srv.Client().Do(req)
	require.NoError(t, err)
	defer func() { require.NoError(t, resp.Body.Close()) }()
	data, err := io.ReadAll(resp.Body)
	return answer{status: resp.StatusCode, header: resp.Header, body: string(data), err: err}
}

func get(t *testing.T, srv *httptest.Server, target string, headers ...string) answer {
	t.Helper()
	return ask(t, srv, http.MethodGet, target, "", headers...)
}

// requireError checks that an answer is an error in the one shape, and returns its message and details.
func (a answer) requireError(t *testing.T, httpStatus int, name string) (message string, details []map[string]any) {
	t.Helper()
	require.Equal(t, httpStatus, a.status, a.body)
	require.Equal(t, "application/json", a.header.Get("Content-Type"))
	var body map[string]struct {
		Code    int
		Status  string
		Message string
		Details []map[string]any
	}
	require.NoError(t, json.Unmarshal([]byte(a.body), &body))
	require.Len(t, body, 1)
	require.Equal(t, httpStatus, body["error"].Code)
	require.Equal(t, name, body["error"].Status)
	return body["error"].Message, body["error"].Details
}

// violation returns the field of a BadRequest detail, or "".
func violation(details []map[string]any) string {
	for _, d := range details {
		if d["@type"] == "type.googleapis.com/google.rpc.BadRequest" {
			return d["fieldViolations"].([]any)[0].(map[string]any)["field"].(string)
		}
	}
	return ""
}

// send is a script of messages that end well or with an error.
func send(end error, messages ...*message) script {
	return func(_ *crmstreamv1.ListContactsRequest, stream contactsStream) error {
		for _, m := range messages {
			if err := stream.Send(m); err != nil {
				return err
			}
		}
		return end
	}
}

func contact(id string) *crmstreamv1.Contact {
	empty := ""
	return &crmstreamv1.Contact{Id: id, LastName: &empty, Fields: map[string]*crmstreamv1.FieldValue{
		"2": {Value: &crmstreamv1.FieldValue_Text{Text: `a, "b" <c>`}},
		"1": {Value: &crmstreamv1.FieldValue_Integer{Integer: 1}},
	}}
}

const contactJSON = `{"id":"ID","lastName":"","fields":{"1":{"integer":"1"},"2":{"text":"a, \"b\" <c>"}}}`

func contactText(id string) string { return strings.Replace(contactJSON, "ID", id, 1) }

func last(end crmstreamv1.EndReason, token string) *message {
	return &message{ResumeToken: token, Summary: &crmstreamv1.Summary{End: end, Read: 2, Delivered: 2}}
}
