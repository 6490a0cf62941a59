package gateway_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/gateway"
)

// lookUps is a gRPC server that answers all look-ups of contacts in the same way, and stores the request and its metadata. It
// has every contact except those with an id that starts with "no".
type lookUps struct {
	crmstreamv1.UnimplementedContactsServiceServer
	request  proto.Message
	metadata metadata.MD
}

func (l *lookUps) keep(ctx context.Context, req proto.Message) {
	l.request = req
	l.metadata, _ = metadata.FromIncomingContext(ctx)
}

func (l *lookUps) ListContacts(_ *crmstreamv1.ListContactsRequest, stream contactsStream) error {
	return stream.Send(&message{Contacts: []*crmstreamv1.Contact{contact("1")}, Summary: &crmstreamv1.Summary{}})
}

func (l *lookUps) GetContact(ctx context.Context, req *crmstreamv1.GetContactRequest) (*crmstreamv1.GetContactResponse, error) {
	l.keep(ctx, req)
	if strings.HasPrefix(req.GetId(), "no") {
		return nil, status.Errorf(codes.NotFound, "no contact %q", req.GetId())
	}
	return &crmstreamv1.GetContactResponse{Contact: contact(req.GetId())}, nil
}

func (l *lookUps) BatchGetContacts(ctx context.Context, req *crmstreamv1.BatchGetContactsRequest) (*crmstreamv1.BatchGetContactsResponse, error) {
	l.keep(ctx, req)
	out := &crmstreamv1.BatchGetContactsResponse{UpstreamRequests: 2}
	for _, id := range req.GetIds() {
		if strings.HasPrefix(id, "no") {
			out.MissingIds = append(out.MissingIds, id)
			continue
		}
		out.Contacts = append(out.Contacts, contact(id))
	}
	return out, nil
}

// serveLookUps serves the gateway in front of lookUps.
func serveLookUps(t *testing.T) (*lookUps, *httptest.Server) {
	t.Helper()
	l := &lookUps{}
	conn := connect(t, func(srv *grpc.Server) { crmstreamv1.RegisterContactsServiceServer(srv, l) })
	return l, serveConn(t, conn, gateway.Options{})
}

func TestLookUp(t *testing.T) {
	l, srv := serveLookUps(t)
	for path, want := range map[string]*crmstreamv1.GetContactRequest{
		"/1":                   {Id: "1"},
		"/1?includeRaw=true":   {Id: "1", IncludeRaw: true},
		"/1?include_raw=false": {Id: "1"},
		"/a%2Fb":               {Id: "a/b"},
		"/a%2F%2Fb":            {Id: "a//b"},
		"/a%2F..%2Fb":          {Id: "a/../b"},
		"/%2Fa%2F":             {Id: "/a/"},
		"/a%2525":              {Id: "a%25"},
		"/100%25":              {Id: "100%"},
		"/a%2Fb%2525":          {Id: "a/b%25"},
		"/a%20b+c":             {Id: "a b+c"},
		"/%3Fa%23b":            {Id: "?a#b"},
		"/%D0%96":              {Id: "Ж"},
		"/a:b":                 {Id: "a:b"},
		"/a:batchGet":          {Id: "a:batchGet"},
		"/a%3Alist":            {Id: "a:list"},
		"/...":                 {Id: "..."},
	} {
		t.Run(path, func(t *testing.T) {
			want.Source = "apro"
			got := get(t, srv, contacts+path, "X-Request-Id: r-1", "Authorization: Bearer x", "Grpc-Metadata-Evil: 1",
				"X-Crmstream-Client-Address: 6.6.6.6", "X-Crmstream-Client-Cert: evil", "X-Forwarded-For: 6.6.6.6")
			require.Equal(t, http.StatusOK, got.status, got.body)
			requireProto(t, want, l.request)
			require.Contains(t, got.body, `"upstreamRequests":0`)
			require.Equal(t, "no-store", got.header.Get("Cache-Control"))
			require.Equal(t, []string{"r-1"}, l.metadata.Get("x-request-id"))
			require.Equal(t, []string{"1"}, l.metadata.Get("x-crmstream-interactive"))
			requireCaller(t, l.metadata, "Bearer x")
			require.Empty(t, l.metadata.Get("evil"))
		})
	}
	t.Run("many", func(t *testing.T) {
		got := get(t, srv, contacts+":batchGet?ids=2&ids=none&ids=1&include_raw=true")
		requireProto(t, &crmstreamv1.BatchGetContactsRequest{Source: "apro", Ids: []string{"2", "none", "1"}, IncludeRaw: true}, l.request)
		require.Equal(t, `{"contacts":[`+contactText("2")+`,`+contactText("1")+
			`],"notices":[],"upstreamRequests":2,"missingIds":["none"],"recordErrors":[]}`+"\n", got.body)
	})
}

// TestLookUpByPOST takes more ids than fit in a URL, in a body that is read as strictly as a list's.
func TestLookUpByPOST(t *testing.T) {
	l, srv := serveLookUps(t)
	const json = "Content-Type: application/json"
	ids := make([]string, 1000)
	for i := range ids {
		ids[i] = fmt.Sprintf("%064d", i)
	}
	want := &crmstreamv1.BatchGetContactsRequest{Source: "apro", Ids: ids, Priority: crmstreamv1.Priority_PRIORITY_BULK}
	body, err := protojson.Marshal(want)
	require.NoError(t, err)
	got := ask(t, srv, http.MethodPost, contacts+":batchGet", string(body), json)
	require.Equal(t, http.StatusOK, got.status, got.body)
	requireProto(t, want, l.request)
	require.Equal(t, 1000, strings.Count(got.body, `"id":`))
	require.Equal(t, []string{"1"}, l.metadata.Get("x-crmstream-interactive"))

	for name, test := range map[string]struct{ query, body, field, message string }{
		"unknown field":  {"", `{"id":["1"]}`, "id", "did you mean ids?"},
		"field in query": {"?ids=1", `{}`, "ids", "belongs in the body"},
		"other source":   {"", `{"source":"solos","ids":["1"]}`, "source", "differs from"},
		"no JSON":        {"", `ids=1`, "body", "not a JSON object"},
	} {
		t.Run(name, func(t *testing.T) {
			message, details := ask(t, srv, http.MethodPost, contacts+":batchGet"+test.query, test.body, json).
				requireError(t, http.StatusBadRequest, "INVALID_ARGUMENT")
			require.Contains(t, message, test.message)
			require.Equal(t, test.field, violation(details))
		})
	}
	ask(t, srv, http.MethodPost, contacts+":batchGet", `{"ids":["1"]}`, "Content-Type: text/plain").
		requireError(t, http.StatusUnsupportedMediaType, "INVALID_ARGUMENT")
}

func TestRecordIsTheSameInListAndLookUp(t *testing.T) {
	_, srv := serveLookUps(t)
	record := contactText("1")
	require.Contains(t, get(t, srv, contacts).body, `{"contacts":[`+record+`]`)
	require.Contains(t, get(t, srv, contacts+"?format=ndjson").body, record+"\n")
	require.Equal(t, `{"contact":`+record+`,"notices":[],"upstreamRequests":0}`+"\n", get(t, srv, contacts+"/1").body)
	require.Contains(t, get(t, srv, contacts+":batchGet?ids=1").body, `{"contacts":[`+record+`]`)
}

func TestLookUpRefusals(t *testing.T) {
	_, srv := serveLookUps(t)
	for name, test := range map[string]struct {
		verb, target   string
		status         int
		field, message string
	}{
		"not there":             {target: "/none", status: 404, message: `no contact "none"`},
		"unknown parameter":     {target: "/1?includeraw=true", status: 400, field: "includeraw", message: "did you mean includeRaw?"},
		"parameter of the list": {target: "/1?limit=3", status: 400, field: "limit", message: "unknown parameter"},
		"not a flag":            {target: "/1?includeRaw=1x", status: 400, field: "includeRaw", message: "takes true or false"},
		"id in the query":       {target: "/1?id=1", status: 400, field: "id", message: "is in the path already"},
		"bad UTF-8":             {target: "/%ff", status: 400, field: "id", message: "not valid UTF-8"},
		"dots":                  {target: "/%2e%2e", status: 404, message: "there is nothing at"},
		"one dot":               {target: "/%2E", status: 404, message: "there is nothing at"},
		"colon first":           {target: "/:batchGet", status: 404},
		"no id":                 {target: "/", status: 404},
		"misspelt ids":          {target: ":batchGet?id=1", status: 400, field: "id", message: "did you mean ids?"},
		"format":                {target: ":batchGet?ids=1&format=ndjson", status: 400, field: "format", message: "unknown parameter"},
		"wrong case":            {target: ":batchget?ids=1", status: 404},
		"POST":                  {verb: "POST", target: "/1", status: 405, message: "use DELETE, GET, PATCH"},
		"HEAD":                  {verb: "HEAD", target: "/1", status: 405},
	} {
		t.Run(name, func(t *testing.T) {
			verb := test.verb
			if verb == "" {
				verb = http.MethodGet
			}
			got := ask(t, srv, verb, contacts+test.target, "")
			if verb == http.MethodHead {
				require.Equal(t, test.status, got.status, "HEAD would cost the upstream as much as GET")
				return
			}
			name := map[int]string{400: "INVALID_ARGUMENT", 404: "NOT_FOUND", 405: "UNIMPLEMENTED"}[test.status]
			message, details := got.requireError(t, test.status, name)
			require.Contains(t, message, test.message)
			require.Equal(t, test.field, violation(details))
		})
	}
}

func TestSpansOfTime(t *testing.T) {
	srv := serve(t, nil, gateway.Options{})
	const groups = "/v1/sources/apro/groups?maxStaleness="
	for _, bad := range []string{"1", "soon", "1d", "%22%22"} {
		message, details := get(t, srv, groups+bad).requireError(t, http.StatusBadRequest, "INVALID_ARGUMENT")
		require.Equal(t, "maxStaleness", violation(details))
		require.Contains(t, message, "takes a time span with its unit, such as 0s or 3600s, not ")
	}
	for _, good := range []string{"0s", "3600s", "1h30m", "0.5s"} {
		get(t, srv, groups+good).requireError(t, http.StatusNotImplemented, "UNIMPLEMENTED") // the fake answers it
	}
}

// hangingConn is a connection to unary methods that never answer.
type hangingConn struct{ grpc.ClientConnInterface }

func (hangingConn) Invoke(ctx context.Context, _ string, _, _ any, _ ...grpc.CallOption) error {
	<-ctx.Done()
	return status.FromContextError(ctx.Err()).Err()
}

// TestLookUpsEndInTime answers a caller who gave no timeout although the upstream does not.
func TestLookUpsEndInTime(t *testing.T) {
	for header, want := range map[string]time.Duration{"": time.Minute, "5S": 5 * time.Second, "2M": 2 * time.Minute} {
		synctest.Test(t, func(t *testing.T) {
			handler, err := gateway.New(t.Context(), hangingConn{}, gateway.Options{})
			require.NoError(t, err)
			w := &timedWriter{ResponseRecorder: httptest.NewRecorder(), start: time.Now()}
			req := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost"+contacts+"/1", nil)
			req.Header.Set("Grpc-Timeout", header)
			handler.ServeHTTP(w, req)
			require.Equal(t, want, w.after)
			require.Equal(t, http.StatusGatewayTimeout, w.Code)
		})
	}
}
