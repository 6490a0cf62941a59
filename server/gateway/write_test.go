package gateway_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/server/gateway"
)

// recorder is a gRPC server with all methods. It keeps the last request, and answers with what answer returns, or an empty message.
type recorder struct {
	mu       sync.Mutex
	method   string
	request  proto.Message
	metadata metadata.MD
	answer   func(context.Context, proto.Message) (proto.Message, error)
}

func (rec *recorder) serve(_ any, stream grpc.ServerStream) error {
	name, _ := grpc.MethodFromServerStream(stream)
	methods, err := api.Methods()
	if err != nil {
		return err
	}
	for _, m := range methods {
		if m.Name != name {
			continue
		}
		req := m.Request.New().Interface()
		if err := stream.RecvMsg(req); err != nil {
			return err
		}
		rec.mu.Lock()
		rec.method, rec.request = name, req
		rec.metadata, _ = metadata.FromIncomingContext(stream.Context())
		serve := rec.answer
		rec.mu.Unlock()
		if serve == nil {
			return stream.SendMsg(m.Response.New().Interface())
		}
		answer, err := serve(stream.Context(), req)
		if err != nil {
			return err
		}
		return stream.SendMsg(answer)
	}
	return errors.New("no method " + name)
}

// answers replaces what answers requests. A request that the gateway has given up may still arrive.
func (rec *recorder) answers(serve func(context.Context, proto.Message) (proto.Message, error)) {
	rec.mu.Lock()
	defer rec.mu.Unlock()
	rec.answer = serve
}

// take returns the last request, and forgets it.
func (rec *recorder) take() (method string, req proto.Message) {
	rec.mu.Lock()
	defer rec.mu.Unlock()
	method, req = rec.method, rec.request
	rec.method, rec.request = "", nil
	return strings.TrimPrefix(method, "/crmstream.v1."), req
}

// serveWrites serves the gateway over a real socket in front of a recorder.
func serveWrites(t *testing.T, o gateway.Options) (*recorder, *httptest.Server) {
	t.Helper()
	rec := &recorder{}
	conn := connect(t, func(*grpc.Server) {}, grpc.UnknownServiceHandler(rec.serve))
	return rec, serveConn(t, conn, o)
}

const (
	jsonType = "Content-Type: application/json"
	apro     = "/v1/sources/apro/"
)

func text(s string) *crmstreamv1.FieldValue {
	return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Text{Text: s}}
}

func decimal(s string) *crmstreamv1.FieldValue {
	return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Decimal{Decimal: s}}
}

// TestWritesReachTheServer sends each HTTP form of writes of several services, and compares the message that arrives.
func TestWritesReachTheServer(t *testing.T) {
	rec, srv := serveWrites(t, gateway.Options{})
	named := &crmstreamv1.Contact{LastName: proto.String("Moore")}
	for name, test := range map[string]struct {
		verb, target, body string
		headers            []string
		method             string
		want               proto.Message
	}{
		"create": {
			"POST", "contacts?requestId=r1&validateOnly=true&proof=WRITE_PROOF_STRICT&priority=PRIORITY_BULK&origin=mobile", `{"lastName":"Moore"}`, nil,
			"ContactsService/CreateContact", &crmstreamv1.CreateContactRequest{
				Source: "apro", Contact: named, RequestId: "r1", ValidateOnly: true, Origin: "mobile",
				Proof: crmstreamv1.WriteProof_WRITE_PROOF_STRICT, Priority: crmstreamv1.Priority_PRIORITY_BULK,
			},
		},
		"create of nothing": {
			"POST", "contacts", "", nil,
			"ContactsService/CreateContact", &crmstreamv1.CreateContactRequest{Source: "apro", Contact: &crmstreamv1.Contact{}},
		},
		"update": {
			"PATCH", "contacts/10607?requestId=r1", `{"last_name":"Moore"}`, nil,
			"ContactsService/UpdateContact",
			&crmstreamv1.UpdateContactRequest{Source: "apro", Id: "10607", Contact: named, RequestId: "r1", UpdateMask: []string{"last_name"}},
		},
		"update by POST": {
			"POST", "contacts/10607:update", `{"contact":{"lastName":"Moore"},"requestId":"r1","expected":{"firstName":"Mary"},"expectedUnset":["comment"]}`, nil,
			"ContactsService/UpdateContact", &crmstreamv1.UpdateContactRequest{
				Source: "apro", Id: "10607", Contact: named, RequestId: "r1", UpdateMask: []string{"last_name"},
				Expected: &crmstreamv1.Contact{FirstName: proto.String("Mary")}, ExpectedUnset: []string{"comment"},
			},
		},
		"delete": {
			"DELETE", "tasks/7?validateOnly=true&expectedUnset=subject", "",
			[]string{"Idempotency-Key: r1"},
			"TasksService/DeleteTask",
			&crmstreamv1.DeleteTaskRequest{Source: "apro", Id: "7", ValidateOnly: true, RequestId: "r1", ExpectedUnset: []string{"subject"}},
		},
		"delete by POST": {
			"POST", "stockItems/7:delete", `{"expected":{"fields":{"25":34}}}`, nil,
			"StockService/DeleteStockItem", &crmstreamv1.DeleteStockItemRequest{
				Source: "apro", Id: "7", Expected: &crmstreamv1.StockItem{Fields: map[string]*crmstreamv1.FieldValue{"25": decimal("34")}},
			},
		},
		"delete by POST of nothing": {
			"POST", "deals/7:delete", "", nil, "DealsService/DeleteDeal", &crmstreamv1.DeleteDealRequest{Source: "apro", Id: "7"},
		},
		"batch of creates": {
			"POST", "deals:batchCreate", `{"requestId":"r1","requests":[{"deal":{"name":"A","typeId":8}},{"source":"apro","deal":{"fields":{"3":"x"}}}]}`, nil,
			"DealsService/BatchCreateDeals", &crmstreamv1.BatchCreateDealsRequest{Source: "apro", RequestId: "r1", Requests: []*crmstreamv1.CreateDealRequest{
				{Deal: &crmstreamv1.Deal{Name: proto.String("A"), TypeId: proto.String("8")}},
				{Source: "apro", Deal: &crmstreamv1.Deal{Fields: map[string]*crmstreamv1.FieldValue{"3": text("x")}}},
			}},
		},
		"batch of updates": {
			"POST", "activities:batchUpdate", `{"requests":[{"id":"1","activity":{"name":null,"fields":{"2":"x","3":""}}},` +
				`{"id":"2","activity":{"name":"B"},"updateMask":"comment,name"},{"id":"3","activity":{},"update_mask":["fields.a,b"]}]}`, nil,
			"ActivitiesService/BatchUpdateActivities", &crmstreamv1.BatchUpdateActivitiesRequest{Source: "apro", Requests: []*crmstreamv1.UpdateActivityRequest{
				{
					Id: "1", UpdateMask: []string{"name", "fields.2", "fields.3"},
					Activity: &crmstreamv1.Activity{Fields: map[string]*crmstreamv1.FieldValue{"2": text("x")}},
				},
				{Id: "2", UpdateMask: []string{"comment", "name"}, Activity: &crmstreamv1.Activity{Name: proto.String("B")}},
				{Id: "3", UpdateMask: []string{"fields.a,b"}, Activity: &crmstreamv1.Activity{}},
			}},
		},
		"batch of deletes": {
			"POST", "contacts:batchDelete", `{"requests":[{"id":"1"},{"id":2,"expected":{"lastName":""}}],"validateOnly":true}`, nil,
			"ContactsService/BatchDeleteContacts", &crmstreamv1.BatchDeleteContactsRequest{Source: "apro", ValidateOnly: true, Requests: []*crmstreamv1.DeleteContactRequest{
				{Id: "1"}, {Id: "2", Expected: &crmstreamv1.Contact{LastName: proto.String("")}},
			}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := ask(t, srv, test.verb, apro+test.target, test.body, append(test.headers, jsonType)...)
			require.Equal(t, http.StatusOK, got.status, got.body)
			require.Equal(t, "no-store", got.header.Get("Cache-Control"))
			method, req := rec.take()
			require.Equal(t, test.method, method)
			requireProto(t, test.want, req)
			require.Equal(t, []string{"1"}, rec.metadata.Get("x-crmstream-interactive"))
			require.Empty(t, rec.metadata.Get("idempotency-key"))
		})
	}
}

// TestIDsOfWrites sends ids and request ids with every visible character, which reach the server as they are.
func TestIDsOfWrites(t *testing.T) {
	rec, srv := serveWrites(t, gateway.Options{})
	var visible strings.Builder
	for c := '!'; c <= '~'; c++ {
		visible.WriteRune(c)
	}
	for _, id := range []string{
		"1", "a:b", "a:update", "a:delete", "a:resolve", "a:list", ":update", ":", "a/b", "a//b", "a/", "/a", "a/../b", "../b", "a/.", "...",
		"a%2Fb", "100%", "%2e%2e", "a+b", "a?b#c", `a"b'c`, "order://5?x=1", "a;b=c", "{id}", "a%3Aupdate", "Ж", visible.String(), strings.Repeat("%", 255),
	} {
		t.Run(id, func(t *testing.T) {
			escaped := url.PathEscape(id)
			escaped = strings.ReplaceAll(escaped, ":", "%3A") // PathEscape leaves colons
			got := ask(t, srv, http.MethodPost, apro+"contacts/"+escaped+":update", `{"contact":{"comment":"x"}}`, jsonType)
			require.Equal(t, http.StatusOK, got.status, got.body)
			_, req := rec.take()
			require.Equal(t, id, req.(*crmstreamv1.UpdateContactRequest).GetId())
			for verb, path := range map[string]string{http.MethodPatch: "contacts/", http.MethodDelete: "contacts/", http.MethodGet: "writes/"} {
				body := ""
				if verb == http.MethodPatch {
					body = `{"comment":"x"}`
				}
				got = ask(t, srv, verb, apro+path+escaped, body, jsonType)
				require.Equal(t, http.StatusOK, got.status, got.body)
				switch _, req := rec.take(); req := req.(type) {
				case *crmstreamv1.UpdateContactRequest:
					require.Equal(t, id, req.GetId())
				case *crmstreamv1.DeleteContactRequest:
					require.Equal(t, id, req.GetId())
				case *crmstreamv1.GetWriteRequest:
					require.Equal(t, id, req.GetRequestId())
				default:
					require.Fail(t, "another method", "%T", req)
				}
			}
			got = ask(t, srv, http.MethodPost, apro+"writes/"+escaped+":resolve", `{"outcome":"WRITE_STATE_EXECUTED","ids":["5"]}`, jsonType)
			require.Equal(t, http.StatusOK, got.status, got.body)
			_, req = rec.take()
			requireProto(t, &crmstreamv1.ResolveWriteRequest{
				Source: "apro", RequestId: id, Outcome: crmstreamv1.WriteState_WRITE_STATE_EXECUTED, Ids: []string{"5"},
			}, req)
		})
	}
}

// TestCustomMethodsOfRecords asks for paths with colons by several verbs.
func TestCustomMethodsOfRecords(t *testing.T) {
	rec, srv := serveWrites(t, gateway.Options{})
	for _, test := range []struct {
		verb, target string
		id           string // that arrives; "" for a refusal
		status       int
		allow, says  string
	}{
		{"GET", "contacts/1:update", "1:update", 200, "", ""},
		{"GET", "contacts/1:update:delete", "1:update:delete", 200, "", ""},
		{"POST", "contacts/1:update:delete", "1:update", 200, "", ""},
		{"DELETE", "contacts/1:delete", "1:delete", 200, "", ""},
		{"POST", "contacts/1", "", 405, "DELETE, GET, PATCH", "use DELETE, GET, PATCH, or POST with :delete at the end, or POST with :update at the end"},
		{"POST", "contacts/1%3Adelete", "", 405, "DELETE, GET, PATCH", "use DELETE, GET, PATCH, or POST"},
		{"POST", "contacts/1:updat", "", 405, "DELETE, GET, PATCH", ":update at the end"},
		{"PUT", "contacts/1:delete", "", 405, "DELETE, GET, PATCH, POST", "use DELETE, GET, PATCH, POST"},
		{"HEAD", "contacts/1:delete", "", 405, "DELETE, GET, PATCH, POST", ""},
		{"HEAD", "contacts/1", "", 405, "DELETE, GET, PATCH", ""},
		{"PUT", "writes/1:resolve", "", 405, "GET, HEAD, POST", ""},
		{"DELETE", "writes/1", "", 405, "GET, HEAD", "use GET, HEAD, or POST with :resolve at the end"},
		{"POST", "contacts/:delete", "", 404, "", ""},
		{"POST", "contacts/..:delete", "", 404, "", ""},
		{"POST", "contacts/%2e%2E:delete", "", 404, "", ""},
		{"PATCH", "contacts/%2e", "", 404, "", ""},
		{"GET", "writes/%2F", "", 404, "", ""},
		{"DELETE", "contacts/", "", 404, "", ""},
		{"DELETE", "contacts", "", 405, "GET, POST", ""},
		{"DELETE", "contacts//1", "", 404, "", ""},
		{"GET", "contacts:batchDelete", "", 405, "POST", ""},
		{"POST", "outgoingSms/1:setStatus", "1", 200, "", ""},
		{"GET", "outgoingSms/1:setStatus", "", 405, "POST", "use POST"},
		{"GET", "outgoingSms/1", "", 404, "", ""},
		{"POST", "outgoingSms/1", "", 404, "", ""},
	} {
		t.Run(test.verb+" "+test.target, func(t *testing.T) {
			got := ask(t, srv, test.verb, apro+test.target, "", jsonType)
			require.Equal(t, test.status, got.status, got.body)
			require.Equal(t, test.allow, got.header.Get("Allow"))
			require.Contains(t, got.body, test.says)
			_, req := rec.take()
			if test.id == "" {
				require.Nil(t, req)
				return
			}
			require.Equal(t, test.id, req.(interface{ GetId() string }).GetId())
		})
	}
}
