package server

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/gateway"
)

// getDeal and batchGetDeals are the names of two look-ups.
const (
	getDeal       = crmstreamv1.DealsService_GetDeal_FullMethodName
	batchGetDeals = crmstreamv1.DealsService_BatchGetDeals_FullMethodName
)

// TestCallsFromWithinAreAnsweredLikeCallsFromOutside makes the same unary calls over a connection and from within the process.
func TestCallsFromWithinAreAnsweredLikeCallsFromOutside(t *testing.T) {
	e := &explained{stage: "lost"}
	server, outside := serveDriver(t, e.driver())
	deal := func(id string) proto.Message { return &crmstreamv1.GetDealRequest{Source: "main", Id: id} }
	for name, call := range map[string]struct {
		method          string
		request, answer proto.Message
		timeout         time.Duration
	}{
		"found":            {method: getDeal, request: deal("3"), answer: &crmstreamv1.GetDealResponse{}},
		"deleted":          {method: getDeal, request: deal("2"), answer: &crmstreamv1.GetDealResponse{}},
		"not found":        {method: getDeal, request: deal("404"), answer: &crmstreamv1.GetDealResponse{}},
		"refused":          {method: getDeal, request: deal("x"), answer: &crmstreamv1.GetDealResponse{}},
		"no id":            {method: getDeal, request: deal(""), answer: &crmstreamv1.GetDealResponse{}},
		"unreadable":       {method: getDeal, request: deal("500"), answer: &crmstreamv1.GetDealResponse{}},
		"not valid UTF-8":  {method: getDeal, request: deal("\xff"), answer: &crmstreamv1.GetDealResponse{}},
		"too late":         {method: getDeal, request: deal("3"), answer: &crmstreamv1.GetDealResponse{}, timeout: -1},
		"several":          {method: batchGetDeals, request: batchOf("5", "404", "2", "1", "5", "500"), answer: &crmstreamv1.BatchGetDealsResponse{}},
		"none":             {method: batchGetDeals, request: batchOf(), answer: &crmstreamv1.BatchGetDealsResponse{}},
		"unknown source":   {method: getDeal, request: &crmstreamv1.GetDealRequest{Source: "x", Id: "1"}, answer: &crmstreamv1.GetDealResponse{}},
		"no such list":     {method: "/crmstream.v1.ContactsService/GetContact", request: &crmstreamv1.GetContactRequest{Source: "main", Id: "1"}, answer: &crmstreamv1.GetContactResponse{}},
		"the server's own": {method: "/crmstream.v1.SourcesService/GetSource", request: &crmstreamv1.GetSourceRequest{Source: "main"}, answer: &crmstreamv1.GetSourceResponse{}},
		"a write":          {method: "/crmstream.v1.DealsService/UpdateDeal", request: &crmstreamv1.UpdateDealRequest{Source: "main", Id: "1"}, answer: &crmstreamv1.UpdateDealResponse{}},
	} {
		t.Run(name, func(t *testing.T) {
			made := func(conn grpc.ClientConnInterface) (proto.Message, metadata.MD, *status.Status) {
				ctx := metadata.AppendToOutgoingContext(t.Context(), "x-request-id", "r-1", "x-crmstream-interactive", "1")
				if call.timeout != 0 {
					var cancel func()
					ctx, cancel = context.WithTimeout(ctx, call.timeout)
					defer cancel()
				}
				answer, header := call.answer.ProtoReflect().New().Interface(), metadata.MD{}
				err := conn.Invoke(ctx, call.method, call.request, answer, grpc.Header(&header))
				delete(header, "content-type") // HTTP/2's own
				return answer, header, status.Convert(err)
			}
			wanted, header, failed := made(outside)
			got, gotHeader, gotFailed := made(server.Local())
			require.Equal(t, failed.Code(), gotFailed.Code(), gotFailed.Message())
			require.Len(t, gotFailed.Details(), len(failed.Details()))
			for i, detail := range failed.Details() { // an error without is gRPC's own, which words it in its own way
				require.Equal(t, failed.Message(), gotFailed.Message())
				require.True(t, proto.Equal(detail.(proto.Message), gotFailed.Details()[i].(proto.Message)), "%v", detail)
			}
			require.True(t, proto.Equal(wanted, got), "%v\n%v", wanted, got)
			require.Equal(t, header.Get("x-request-id"), gotHeader.Get("x-request-id"))
			require.Len(t, gotHeader, len(header))
		})
	}
}

// batchOf returns a request for several deals.
func batchOf(ids ...string) *crmstreamv1.BatchGetDealsRequest {
	return &crmstreamv1.BatchGetDealsRequest{Source: "main", Ids: ids}
}

// TestAnswersBelongToTheirCaller changes all of an answer's texts and bytes. Other callers of the same page do not see it.
func TestAnswersBelongToTheirCaller(t *testing.T) {
	e := &explained{stage: "lost"}
	server, outside := serveDriver(t, e.driver())
	for name, conn := range map[string]grpc.ClientConnInterface{"within": server.Local(), "outside": outside} {
		t.Run(name, func(t *testing.T) {
			request := batchOf("5", "2", "1")
			ask := func() *crmstreamv1.BatchGetDealsResponse {
				answer := &crmstreamv1.BatchGetDealsResponse{}
				require.NoError(t, conn.Invoke(t.Context(), batchGetDeals, request, answer))
				return answer
			}
			first := ask()
			kept := proto.CloneOf(first)
			spoil(ask().ProtoReflect())
			require.True(t, proto.Equal(kept, first))
			require.True(t, proto.Equal(kept, ask()))
			require.True(t, proto.Equal(batchOf("5", "2", "1"), request))
		})
	}
}

// spoil overwrites the bytes of a message and of all messages in it, and removes its other values.
func spoil(m protoreflect.Message) {
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case f.IsList() && f.Message() != nil:
			for i := range v.List().Len() {
				spoil(v.List().Get(i).Message())
			}
		case f.Kind() == protoreflect.BytesKind && !f.IsList():
			clear(v.Bytes())
		default:
			m.Clear(f)
		}
		return true
	})
}

// TestJSONIsTheSameOverAConnection asks the JSON API before the server in its process, and before one that is reached by gRPC.
func TestJSONIsTheSameOverAConnection(t *testing.T) {
	e := &explained{stage: "lost"}
	server, outside := serveDriver(t, e.driver())
	within, err := gateway.New(t.Context(), server.Local(), gateway.Options{})
	require.NoError(t, err)
	over, err := gateway.New(t.Context(), outside, gateway.Options{})
	require.NoError(t, err)
	const deals = "/v1/sources/main/deals"
	for _, call := range []struct{ verb, path, body string }{
		{path: deals + "/3"},
		{path: deals + "/2"},
		{path: deals + "/404"},
		{path: deals + "/x"},
		{path: deals + "/500"},
		{path: deals + "/%FF"},
		{path: deals + "/3?unknown=1"},
		{path: deals + "/3?includeRaw=true"},
		{path: deals + "/:batchGet"},
		{path: deals + ":batchGet?ids=5&ids=404&ids=2&ids=500"},
		{path: deals + ":batchGet"},
		{path: "/v1/sources/x/deals/1"},
		{path: "/v1/sources/main/contacts/1"},
		{path: "/v1/sources/main"},
		{path: "/v1/sources"},
		{path: "/v1/sources/main/writes/x"},
		{verb: http.MethodPost, path: deals + ":batchGet", body: `{"ids":["1","5"]}`},
		{verb: http.MethodPost, path: deals + ":batchGet", body: `{"id":"1"}`},
		{verb: http.MethodPost, path: deals + ":batchGet", body: "{\"ids\":[\"\xff\"]}"},
		{verb: http.MethodPost, path: deals + ":batchGet", body: strings.Repeat(" ", 2<<20)},
		{verb: http.MethodHead, path: "/v1/sources"},
	} {
		ask := func(h http.Handler) *httptest.ResponseRecorder {
			r := httptest.NewRequestWithContext(t.Context(), call.verb, "http://localhost"+call.path, strings.NewReader(call.body))
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("X-Request-Id", "r-1")
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			return w
		}
		want, got := ask(over), ask(within)
		require.Equal(t, want.Code, got.Code, call.path)
		require.Equal(t, want.Header(), got.Header(), call.path)
		require.Equal(t, want.Body.String(), got.Body.String(), call.path)
	}
}
