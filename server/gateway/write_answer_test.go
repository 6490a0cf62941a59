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
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/gateway"
)

// TestIdempotencyKey sends the header in all its forms.
func TestIdempotencyKey(t *testing.T) {
	rec, srv := serveWrites(t, gateway.Options{})
	long := strings.Repeat("x", 255)
	for name, test := range map[string]struct {
		query   string
		headers []string
		want    string // "" for a refusal
		field   string
	}{
		"bare":                    {"", []string{"7d1f"}, "7d1f", ""},
		"quoted":                  {"", []string{`"7d1f"`}, "7d1f", ""},
		"quoted, with escapes":    {"", []string{`"a\"b\\c"`}, `a"b\c`, ""},
		"all visible characters":  {"", []string{`!#$%&'()*+,-./:;<=>?@[\]^_{|}~"`}, `!#$%&'()*+,-./:;<=>?@[\]^_{|}~"`, ""},
		"the longest":             {"", []string{long}, long, ""},
		"the longest, quoted":     {"", []string{`"` + long + `"`}, long, ""},
		"both, the same":          {"?requestId=7d1f", []string{`"7d1f"`}, "7d1f", ""},
		"both":                    {"?requestId=7d1e", []string{"7d1f"}, "", "requestId"},
		"two":                     {"", []string{"7d1f", "7d1f"}, "", "Idempotency-Key"},
		"empty":                   {"", []string{""}, "", "Idempotency-Key"},
		"quoted, empty":           {"", []string{`""`}, "", "Idempotency-Key"},
		"too long":                {"", []string{long + "x"}, "", "Idempotency-Key"},
		"quoted, too long":        {"", []string{`"` + long + `x"`}, "", "Idempotency-Key"},
		"a blank":                 {"", []string{"7d 1f"}, "", "Idempotency-Key"},
		"quoted, a blank":         {"", []string{`"7d 1f"`}, "", "Idempotency-Key"},
		"one quote":               {"", []string{`"7d1f`}, "", "Idempotency-Key"},
		"quoted, a bad escape":    {"", []string{`"a\b"`}, "", "Idempotency-Key"},
		"quoted, with parameters": {"", []string{`"a";b=1`}, "", "Idempotency-Key"},
		"not ASCII":               {"", []string{"Ж"}, "", "Idempotency-Key"},
	} {
		t.Run(name, func(t *testing.T) {
			headers := []string{jsonType}
			for _, value := range test.headers {
				headers = append(headers, "Idempotency-Key: "+value)
			}
			got := ask(t, srv, http.MethodPost, apro+"tasks"+test.query, `{"subject":"x"}`, headers...)
			_, req := rec.take()
			if test.want == "" {
				_, details := got.requireError(t, http.StatusBadRequest, "INVALID_ARGUMENT")
				require.Equal(t, test.field, violation(details))
				require.Nil(t, req)
				return
			}
			require.Equal(t, http.StatusOK, got.status, got.body)
			require.Equal(t, test.want, req.(*crmstreamv1.CreateTaskRequest).GetRequestId())
			require.Empty(t, rec.metadata.Get("idempotency-key"))
		})
	}
	got := ask(t, srv, http.MethodPost, apro+"tasks/1:update", `{"task":{"subject":"x"},"requestId":"a"}`, jsonType, "Idempotency-Key: b")
	got.requireError(t, http.StatusBadRequest, "INVALID_ARGUMENT")
	for _, read := range []string{"tasks/1", "writes", "writes/a"} {
		require.Equal(t, http.StatusOK, get(t, srv, apro+read, "Idempotency-Key: b c").status, "reads ignore the header")
		require.Empty(t, rec.metadata.Get("idempotency-key"))
	}
}

// TestBodiesOfWritesMayBeLarger sends bodies around both limits.
func TestBodiesOfWritesMayBeLarger(t *testing.T) {
	rec, srv := serveWrites(t, gateway.Options{})
	sized := func(size int, start, end string) string {
		return start + strings.Repeat("x", size-len(start)-len(end)) + end
	}
	const mib = 1 << 20
	for name, test := range map[string]struct {
		call, body string
		limit      int // that the failure names, 0 for none
	}{
		"create":                 {"POST tasks", sized(4*mib-100, `{"subject":"`, `"}`), 0},
		"update":                 {"PATCH tasks/1", sized(4*mib-100, `{"subject":"`, `"}`), 0},
		"update by POST":         {"POST tasks/1:update", sized(4*mib-100, `{"task":{"subject":"`, `"}}`), 0},
		"batch":                  {"POST deals:batchCreate", sized(4*mib-100, `{"requests":[{"deal":{"name":"`, `"}}]}`), 0},
		"create, too large":      {"POST tasks", sized(4*mib+1, `{"subject":"`, `"}`), 4 * mib},
		"batch, too large":       {"POST deals:batchUpdate", sized(4*mib+1, `{"requests":[{"deal":{"name":"`, `"}}]}`), 4 * mib},
		"larger as a message":    {"PATCH deals/1", `{"fields":{"1":1` + manyFields(170_000) + `}}`, 4 * mib},
		"read, too large":        {"POST tasks:batchGet", sized(mib+1, `{"ids":["`, `"]}`), mib},
		"list, too large":        {"POST contacts:list", sized(mib+1, `{"search":"`, `"}`), mib},
		"resolution, too large":  {"POST writes/1:resolve", sized(mib+1, `{"ids":["`, `"]}`), mib},
		"nothing, too large":     {"POST nothing", sized(mib+1, `{"ids":["`, `"]}`), mib},
		"other verb, too large":  {"PUT tasks/1", sized(mib+1, `{"subject":"`, `"}`), mib},
		"plain path, too large":  {"POST tasks/1%3Aupdate", sized(4*mib+1, `{"subject":"`, `"}`), 4 * mib},
		"read, within its limit": {"POST tasks:batchGet", sized(mib-100, `{"ids":["`, `"]}`), 0},
	} {
		t.Run(name, func(t *testing.T) {
			verb, target, _ := strings.Cut(test.call, " ")
			got := ask(t, srv, verb, apro+target, test.body, jsonType)
			_, req := rec.take()
			if test.limit == 0 {
				require.Equal(t, http.StatusOK, got.status, got.body)
				require.NotNil(t, req)
				return
			}
			message, _ := got.requireError(t, http.StatusRequestEntityTooLarge, "INVALID_ARGUMENT")
			require.Contains(t, message, fmt.Sprintf("larger than %d bytes", test.limit))
			require.Nil(t, req)
		})
	}
}

// manyFields returns members of custom fields, with a comma before each.
func manyFields(n int) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, `,"a%x":1`, i)
	}
	return out.String()
}

// TestErrorsOfWrites checks the HTTP status of each error that the server returns for a write.
func TestErrorsOfWrites(t *testing.T) {
	rec, srv := serveWrites(t, gateway.Options{})
	for reason, test := range map[crmstreamv1.ErrorReason]struct {
		code codes.Code
		http int
		name string
	}{
		crmstreamv1.ErrorReason_ERROR_REASON_CONFLICT:              {codes.Aborted, 409, "ABORTED"},
		crmstreamv1.ErrorReason_ERROR_REASON_WRITE_OUTCOME_UNKNOWN: {codes.Unknown, 500, "UNKNOWN"},
		crmstreamv1.ErrorReason_ERROR_REASON_WRITE_NOT_APPLIED:     {codes.DataLoss, 500, "DATA_LOSS"},
		crmstreamv1.ErrorReason_ERROR_REASON_REQUEST_ID_REUSED:     {codes.AlreadyExists, 409, "ALREADY_EXISTS"},
		crmstreamv1.ErrorReason_ERROR_REASON_WRITE_REFUSED:         {codes.FailedPrecondition, 400, "FAILED_PRECONDITION"},
		crmstreamv1.ErrorReason_ERROR_REASON_WRITE_NOT_EXECUTED:    {codes.Unavailable, 503, "UNAVAILABLE"},
		crmstreamv1.ErrorReason_ERROR_REASON_WRITES_DISABLED:       {codes.FailedPrecondition, 400, "FAILED_PRECONDITION"},
		crmstreamv1.ErrorReason_ERROR_REASON_DEADLINE_EXCEEDED:     {codes.DeadlineExceeded, 504, "DEADLINE_EXCEEDED"},
	} {
		t.Run(test.name, func(t *testing.T) {
			info := &errdetails.ErrorInfo{
				Reason: strings.TrimPrefix(reason.String(), "ERROR_REASON_"), Domain: "crmstream",
				Metadata: map[string]string{
					"request_id": "a/b", "lookup": "contacts created at 12:00", "settle_time": "2026-01-02T03:04:05Z", "field": "requests[3].contact.fields.a_b",
				},
			}
			rec.answers(func(context.Context, proto.Message) (proto.Message, error) {
				st, err := status.New(test.code, "apro: requests[3].contact.fields.a_b: says the server").WithDetails(
					info, &errdetails.RetryInfo{RetryDelay: durationpb.New(1500 * time.Millisecond)},
					&errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{{Field: "contact.type_id"}, {Field: "fields.a_b"}}})
				require.NoError(t, err)
				return nil, st.Err()
			})
			got := ask(t, srv, http.MethodPost, apro+"contacts", `{"lastName":"x"}`, jsonType, "Idempotency-Key: a/b")
			message, details := got.requireError(t, test.http, test.name)
			require.Equal(t, "apro: requests[3].contact.fields.a_b: says the server", message)
			require.Equal(t, "2", got.header.Get("Retry-After"))
			require.Equal(t, info.GetReason(), details[0]["reason"])
			require.Equal(t, map[string]any{
				"request_id": "a/b", "lookup": "contacts created at 12:00", "settle_time": "2026-01-02T03:04:05Z", "field": "requests[3].contact.fields.a_b",
			}, details[0]["metadata"])
			require.Equal(t, []any{map[string]any{"field": "contact.typeId"}, map[string]any{"field": "fields.a_b"}}, details[2]["fieldViolations"])
		})
	}
}

// TestWritesWithoutAnAnswer checks what a caller reads whose write has no answer: that it may have been executed.
func TestWritesWithoutAnAnswer(t *testing.T) {
	rec, srv := serveWrites(t, gateway.Options{})
	rec.answers(func(ctx context.Context, _ proto.Message) (proto.Message, error) {
		<-ctx.Done()
		return nil, status.FromContextError(ctx.Err()).Err()
	})
	call := func(headers ...string) (answer, string, map[string]any) {
		got := ask(t, srv, http.MethodPatch, apro+"contacts/1", `{"lastName":"x"}`, append(headers, jsonType)...)
		code, name := http.StatusGatewayTimeout, "DEADLINE_EXCEEDED"
		if got.status == http.StatusInternalServerError {
			code, name = got.status, "UNKNOWN"
		}
		message, details := got.requireError(t, code, name)
		return got, message, details[0]
	}
	_, message, info := call("Grpc-Timeout: 50m", "Idempotency-Key: a/b")
	require.Equal(t, "the call has reached its timeout; the write may have been executed: send it again with the same request id, "+
		"never with another; its state is at /v1/sources/apro/writes/a%2Fb", message)
	require.Equal(t, "DEADLINE_EXCEEDED", info["reason"])
	require.Equal(t, map[string]any{"request_id": "a/b"}, info["metadata"])

	_, message, _ = call("Grpc-Timeout: 50m")
	require.Equal(t, "the call has reached its timeout; the write may have been executed: its state is among /v1/sources/apro/writes", message)

	for _, code := range []codes.Code{codes.Unavailable, codes.Internal, codes.ResourceExhausted} {
		rec.answers(func(context.Context, proto.Message) (proto.Message, error) { return nil, status.Error(code, "gone") })
		got, message, info := call("Idempotency-Key: a")
		require.Equal(t, http.StatusInternalServerError, got.status, "503 and 429 would say that nothing was executed")
		require.Contains(t, message, "the answer of the server has not come; the write may have been executed: send it again with the same request id")
		require.Equal(t, "WRITE_OUTCOME_UNKNOWN", info["reason"])
	}
}

// TestWritesHaveTime gives a write more time than a read, and the caller's own time if there is one.
func TestWritesHaveTime(t *testing.T) {
	for header, want := range map[string]time.Duration{"": 5 * time.Minute, "5S": 5 * time.Second, "1H": time.Hour} {
		synctest.Test(t, func(t *testing.T) {
			handler, err := gateway.New(t.Context(), hangingConn{}, gateway.Options{})
			require.NoError(t, err)
			w := &timedWriter{ResponseRecorder: httptest.NewRecorder(), start: time.Now()}
			req := httptest.NewRequestWithContext(t.Context(), http.MethodDelete, "http://localhost"+apro+"contacts/1", nil)
			req.Header.Set("Grpc-Timeout", header)
			handler.ServeHTTP(w, req)
			require.Equal(t, want, w.after)
			require.Equal(t, http.StatusGatewayTimeout, w.Code)
		})
	}
}

// TestAnswersOfWrites compares answers with their JSON. Receipts and results have all their parts; records are as in lists.
func TestAnswersOfWrites(t *testing.T) {
	rec, srv := serveWrites(t, gateway.Options{})
	at := &timestamppb.Timestamp{Seconds: 1767323045}
	rec.answers(func(context.Context, proto.Message) (proto.Message, error) {
		return &crmstreamv1.UpdateContactResponse{
			Contact: contact("1"), UpstreamRequests: 2,
			Receipt: &crmstreamv1.WriteReceipt{
				RequestId: "r", State: crmstreamv1.WriteState_WRITE_STATE_EXECUTED, Proof: crmstreamv1.ProofResult_PROOF_RESULT_DIFFERS,
				Differences: []*crmstreamv1.FieldDifference{{Field: "fields.25", Sent: "34"}}, SentTime: at,
			},
		}, nil
	})
	got := ask(t, srv, http.MethodPatch, apro+"contacts/1", `{"lastName":""}`, jsonType)
	require.Equal(t, http.StatusOK, got.status)
	require.Equal(t, "application/json", got.header.Get("Content-Type"))
	require.Equal(t, `{"contact":`+contactText("1")+`,"notices":[],"upstreamRequests":2,"receipt":{"requestId":"r","state":"WRITE_STATE_EXECUTED",`+
		`"proof":"PROOF_RESULT_DIFFERS","differences":[{"field":"fields.25","sent":"34","found":""}],"sentTime":"2026-01-02T03:04:05Z",`+
		`"replayed":false,"requests":[]}}`+"\n", got.body)

	rec.answers(func(context.Context, proto.Message) (proto.Message, error) {
		return &crmstreamv1.BatchDeleteContactsResponse{
			Receipt: &crmstreamv1.WriteReceipt{State: crmstreamv1.WriteState_WRITE_STATE_VALIDATED, Requests: []*crmstreamv1.PlannedRequest{{Op: "purchaser/delete"}}},
			Results: []*crmstreamv1.WriteResult{{Id: "1", State: crmstreamv1.WriteState_WRITE_STATE_VALIDATED}},
		}, nil
	})
	got = ask(t, srv, http.MethodPost, apro+"contacts:batchDelete", `{"requests":[{"id":"1"}]}`, jsonType)
	require.Equal(t, `{"contacts":[],"notices":[],"upstreamRequests":0,"receipt":{"requestId":"","state":"WRITE_STATE_VALIDATED",`+
		`"proof":"PROOF_RESULT_UNSPECIFIED","differences":[],"replayed":false,"requests":[{"op":"purchaser/delete","method":"","path":"",`+
		`"contentType":"","body":"","elements":0,"rows":0}]},"results":[{"index":0,"id":"1","state":"WRITE_STATE_VALIDATED",`+
		`"reason":"ERROR_REASON_UNSPECIFIED","message":"","field":"","differences":[]}]}`+"\n", got.body)

	large := contact("1")
	large.Comment = proto.String(strings.Repeat("x", 5<<20)) // more than gRPC clients take by default
	rec.answers(func(context.Context, proto.Message) (proto.Message, error) {
		return &crmstreamv1.BatchDeleteContactsResponse{Contacts: []*crmstreamv1.Contact{large}}, nil
	})
	got = ask(t, srv, http.MethodPost, apro+"contacts:batchDelete", `{"requests":[{"id":"1"}]}`, jsonType)
	require.Equal(t, http.StatusOK, got.status)
	require.Greater(t, len(got.body), 5<<20)

	rec.answers(func(context.Context, proto.Message) (proto.Message, error) {
		return &crmstreamv1.GetWriteResponse{Write: &crmstreamv1.Write{
			RequestId: "r", State: crmstreamv1.WriteState_WRITE_STATE_UNKNOWN, SettleTime: at,
			Results: []*crmstreamv1.WriteResult{{State: crmstreamv1.WriteState_WRITE_STATE_UNKNOWN}},
		}}, nil
	})
	got = get(t, srv, apro+"writes/r")
	require.Equal(t, `{"write":{"requestId":"r","method":"","state":"WRITE_STATE_UNKNOWN","ids":[],"candidateIds":[],"lookup":"","results":[{"index":0,`+
		`"id":"","state":"WRITE_STATE_UNKNOWN","reason":"ERROR_REASON_UNSPECIFIED","message":"","field":"","differences":[]}],"message":"",`+
		`"settleTime":"2026-01-02T03:04:05Z","caller":"","proof":"PROOF_RESULT_UNSPECIFIED","differences":[]}}`+"\n", got.body)
}

// TestAnswersTellWhenTheKeyExpires copies the header of the server to the answers of writes and of look-ups, of errors too.
func TestAnswersTellWhenTheKeyExpires(t *testing.T) {
	rec, srv := serveWrites(t, gateway.Options{})
	for _, fails := range []bool{false, true} {
		rec.answers(func(ctx context.Context, _ proto.Message) (proto.Message, error) {
			require.NoError(t, grpc.SetHeader(ctx, map[string][]string{"crmstream-key-expires": {"2026-01-02"}}))
			if fails {
				return nil, status.Error(codes.NotFound, "no contact")
			}
			return &crmstreamv1.DeleteContactResponse{}, nil
		})
		for _, verb := range []string{http.MethodDelete, http.MethodGet} {
			got := ask(t, srv, verb, apro+"contacts/1", "", "Authorization: Bearer x")
			require.Equal(t, "2026-01-02", got.header.Get("Crmstream-Key-Expires"), verb)
			require.Equal(t, []string{"Bearer x"}, rec.metadata.Get("authorization"))
		}
	}
}
