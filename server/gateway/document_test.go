package gateway_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/durationpb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/gateway"
)

const contacts = "/v1/sources/apro/contacts"

func TestDocument(t *testing.T) {
	const summary = `"summary":{"end":"END_REASON_END_OF_LIST","read":2,"delivered":2,"errors":0,"repeats":0,"outOfRange":0,"changedUntil":"","upstreamRequests":0,"sharedPages":0}`
	first := &message{
		Contacts: []*crmstreamv1.Contact{contact("1")}, ResumeToken: "t1",
		Schema: &crmstreamv1.Schema{TimeZone: "Europe/London"},
	}
	for name, test := range map[string]struct {
		messages []*message
		want     string
	}{
		"empty": {
			messages: []*message{last(crmstreamv1.EndReason_END_REASON_END_OF_LIST, "")},
			want:     `{"contacts":[],` + summary + `}`,
		},
		"two messages and a heartbeat": {
			messages: []*message{
				first,
				{ResumeToken: "t1"},
				{Contacts: []*crmstreamv1.Contact{contact("2")}, ResumeToken: "t2"},
				last(crmstreamv1.EndReason_END_REASON_END_OF_LIST, ""),
			},
			want: `{"contacts":[` + contactText("1") + `,` + contactText("2") + `],"schema":{"timeZone":"Europe/London"},` + summary + `}`,
		},
		"definitions of fields": {
			messages: []*message{
				{Schema: &crmstreamv1.Schema{TimeZone: "UTC", Fields: []*crmstreamv1.Field{{Key: "7"}}}, ResumeToken: "t1"},
				last(crmstreamv1.EndReason_END_REASON_END_OF_LIST, ""),
			},
			want: `{"contacts":[],"schema":{"timeZone":"UTC","fields":[{"key":"7"}]},` + summary + `}`,
		},
		"errors, notices and more to come": {
			messages: []*message{
				{RecordErrors: []*crmstreamv1.RecordError{{Id: "7", Message: "broken"}, {Id: "8"}}},
				{Notices: []*crmstreamv1.Notice{{Code: "ODD"}, {Code: "EVEN"}}},
				last(crmstreamv1.EndReason_END_REASON_END_OF_LIST, "t3"),
			},
			want: `{"contacts":[],"resumeToken":"t3","recordErrors":[{"id":"7","message":"broken"},{"id":"8"}],` +
				`"notices":[{"code":"ODD"},{"code":"EVEN"}],` + summary + `}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := get(t, serve(t, send(nil, test.messages...), gateway.Options{}), contacts)
			require.Equal(t, http.StatusOK, got.status)
			require.Equal(t, "application/json", got.header.Get("Content-Type"))
			require.Equal(t, "no-store", got.header.Get("Cache-Control"))
			require.Equal(t, test.want+"\n", got.body)
		})
	}
}

func TestDocumentPagesByLinkUntilTheEnd(t *testing.T) {
	const records, size = 7, 3
	srv := serve(t, func(req *crmstreamv1.ListContactsRequest, stream contactsStream) error {
		at := 0
		if token := req.GetResumeToken(); token != "" {
			at, _ = strconv.Atoi(strings.TrimPrefix(token, "at+&="))
		}
		to := min(at+int(req.GetPageSize()), records)
		for ; at < to; at++ {
			if err := stream.Send(&message{Contacts: []*crmstreamv1.Contact{contact(strconv.Itoa(at))}, ResumeToken: "middle"}); err != nil {
				return err
			}
		}
		if at == records {
			return stream.Send(last(crmstreamv1.EndReason_END_REASON_END_OF_LIST, ""))
		}
		return stream.Send(last(crmstreamv1.EndReason_END_REASON_PAGE_SIZE, "at+&="+strconv.Itoa(at)))
	}, gateway.Options{})

	var ids []string
	target := contacts + "?where=a%20%3D%20b%26c&pageSize=" + strconv.Itoa(size) + "&resume_token=at%2B%26%3D0"
	for pages := 1; ; pages++ {
		got := get(t, srv, target)
		require.Equal(t, http.StatusOK, got.status, got.body)
		var document struct {
			Contacts    []struct{ ID string }
			ResumeToken *string
		}
		require.NoError(t, json.Unmarshal([]byte(got.body), &document))
		for _, c := range document.Contacts {
			ids = append(ids, c.ID)
		}
		next := got.header.Get("Link")
		if next == "" {
			require.Nil(t, document.ResumeToken)
			require.Equal(t, 3, pages)
			break
		}
		require.NotNil(t, document.ResumeToken)
		target = strings.TrimSuffix(strings.TrimPrefix(next, "<"), `>; rel="next"`)
		u, err := url.Parse(target)
		require.NoError(t, err)
		require.Equal(t, contacts, u.Path)
		require.Equal(t, url.Values{
			"where": {"a = b&c"}, "pageSize": {strconv.Itoa(size)}, "resumeToken": {*document.ResumeToken},
		}, u.Query())
	}
	require.Equal(t, []string{"0", "1", "2", "3", "4", "5", "6"}, ids)
}

func TestRequestReachesTheServer(t *testing.T) {
	for name, test := range map[string]struct {
		verb, target, body string
		interactive        bool
		want               *crmstreamv1.ListContactsRequest
	}{
		"defaults": {
			verb: "GET", target: "/v1/sources/a%2Fb/contacts", interactive: true,
			want: &crmstreamv1.ListContactsRequest{Source: "a/b", PageSize: 100},
		},
		"query": {
			verb: "GET", interactive: true,
			target: contacts + "?pageSize=1000&ids=2&ids=1&kind=CONTACT_KIND_PERSON&onlyDeleted=true&owner_id=9&format=json",
			want: &crmstreamv1.ListContactsRequest{
				Source: "apro", PageSize: 1000, Ids: []string{"2", "1"}, Kind: crmstreamv1.ContactKind_CONTACT_KIND_PERSON,
				OnlyDeleted: true, OwnerId: "9",
			},
		},
		"lines": {
			verb: "GET", target: contacts + "?format=ndjson&limit=5",
			want: &crmstreamv1.ListContactsRequest{Source: "apro", Limit: 5},
		},
		"lines with a size": {
			verb: "GET", target: contacts + "?format=ndjson&page_size=100000&checkpoints=false",
			want: &crmstreamv1.ListContactsRequest{Source: "apro", PageSize: 100000},
		},
		"body": {
			verb: "POST", target: contacts + ":list", interactive: true,
			body: `{"source":"apro","where":["a = 1"],"kind":"CONTACT_KIND_PERSON","type_ids":["3"],"pageSize":null}`,
			want: &crmstreamv1.ListContactsRequest{
				Source: "apro", PageSize: 100, Where: []string{"a = 1"}, Kind: crmstreamv1.ContactKind_CONTACT_KIND_PERSON,
				TypeIds: []string{"3"},
			},
		},
		"no body": {
			verb: "POST", target: contacts + ":list?format=ndjson&checkpoints=true",
			want: &crmstreamv1.ListContactsRequest{Source: "apro"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var got *crmstreamv1.ListContactsRequest
			var md metadata.MD
			srv := serve(t, func(req *crmstreamv1.ListContactsRequest, stream contactsStream) error {
				got = req
				md, _ = metadata.FromIncomingContext(stream.Context())
				return stream.Send(last(crmstreamv1.EndReason_END_REASON_END_OF_LIST, ""))
			}, gateway.Options{})
			answer := ask(t, srv, test.verb, test.target, test.body,
				"Content-Type: application/json; charset=UTF-8", "X-Request-Id: r-1", "Grpc-Timeout: 1M",
				"Authorization: Bearer x", "Grpc-Metadata-Evil: 1", "X-Crmstream-Interactive: 1", "Cookie: a=b",
				"X-Crmstream-Client-Address: 6.6.6.6", "X-Crmstream-Client-Cert: evil", "X-Forwarded-For: 6.6.6.6")
			require.Equal(t, http.StatusOK, answer.status, answer.body)
			require.Equal(t, "r-1", answer.header.Get("X-Request-Id"))
			requireProto(t, test.want, got)
			require.Equal(t, []string{"r-1"}, md.Get("x-request-id"))
			require.Equal(t, test.interactive, len(md.Get("x-crmstream-interactive")) == 1)
			requireCaller(t, md, "Bearer x")
			require.Empty(t, md.Get("evil"))
			require.Empty(t, md.Get("cookie"))
		})
	}
}

// requireCaller checks what the server learns about the caller: the credential as it came, and nothing else that the caller
// says about itself.
func requireCaller(t *testing.T, md metadata.MD, authorization ...string) {
	t.Helper()
	require.Equal(t, authorization, md.Get("authorization"))
	require.Equal(t, []string{"127.0.0.1"}, md.Get("x-crmstream-client-address"))
	require.Empty(t, md.Get("x-crmstream-client-cert"))
	require.Empty(t, md.Get("x-forwarded-for"))
}

// statusWith returns a gRPC error with details.
func statusWith(t *testing.T, c codes.Code, wait time.Duration) error {
	t.Helper()
	st := status.New(c, "what happened")
	info := &errdetails.ErrorInfo{Reason: "RATE_LIMITED", Domain: "crmstream", Metadata: map[string]string{"resume_token": "t9"}}
	detailed, err := st.WithDetails(info)
	if wait > 0 {
		detailed, err = st.WithDetails(info, &errdetails.RetryInfo{RetryDelay: durationpb.New(wait)})
	}
	require.NoError(t, err)
	return detailed.Err()
}

func TestDocumentFailsWithTrueStatus(t *testing.T) {
	record := &message{Contacts: []*crmstreamv1.Contact{contact("1")}, ResumeToken: "t1"}
	for name, test := range map[string]struct {
		code       codes.Code
		wait       time.Duration
		messages   []*message
		status     int
		name       string
		retryAfter string
	}{
		"at once":             {code: codes.NotFound, status: 404, name: "NOT_FOUND"},
		"after records":       {code: codes.DataLoss, messages: []*message{record, record}, status: 500, name: "DATA_LOSS"},
		"quota":               {code: codes.ResourceExhausted, wait: 1500 * time.Millisecond, status: 429, name: "RESOURCE_EXHAUSTED", retryAfter: "2"},
		"quota after records": {code: codes.ResourceExhausted, wait: time.Second, messages: []*message{record}, status: 429, name: "RESOURCE_EXHAUSTED", retryAfter: "1"},
		"unavailable":         {code: codes.Unavailable, status: 503, name: "UNAVAILABLE"},
		"unavailable awhile":  {code: codes.Unavailable, wait: time.Minute, status: 503, name: "UNAVAILABLE", retryAfter: "60"},
		"precondition":        {code: codes.FailedPrecondition, status: 400, name: "FAILED_PRECONDITION"},
		"cancelled":           {code: codes.Canceled, status: 499, name: "CANCELLED"},
		"aborted":             {code: codes.Aborted, status: 409, name: "ABORTED"},
		"unimplemented":       {code: codes.Unimplemented, status: 501, name: "UNIMPLEMENTED"},
		"deadline":            {code: codes.DeadlineExceeded, status: 504, name: "DEADLINE_EXCEEDED"},
	} {
		for _, format := range []string{"json", "ndjson"} {
			if format == "ndjson" && test.messages != nil {
				continue // see TestLinesFailByCut
			}
			t.Run(name+" "+format, func(t *testing.T) {
				srv := serve(t, send(statusWith(t, test.code, test.wait), test.messages...), gateway.Options{})
				got := get(t, srv, contacts+"?format="+format)
				message, details := got.requireError(t, test.status, test.name)
				require.Equal(t, "what happened", message)
				require.Equal(t, test.retryAfter, got.header.Get("Retry-After"))
				require.Equal(t, "type.googleapis.com/google.rpc.ErrorInfo", details[0]["@type"])
				require.Equal(t, map[string]any{"resume_token": "t9"}, details[0]["metadata"])
			})
		}
	}
}

func TestDocumentWithoutSummaryIsAnError(t *testing.T) {
	got := get(t, serve(t, send(nil, &message{Contacts: []*crmstreamv1.Contact{contact("1")}}), gateway.Options{}), contacts)
	message, _ := got.requireError(t, http.StatusInternalServerError, "INTERNAL")
	require.Contains(t, message, "incomplete")
}

func TestTimeout(t *testing.T) {
	wait := func(_ *crmstreamv1.ListContactsRequest, stream contactsStream) error {
		<-stream.Context().Done()
		return status.FromContextError(stream.Context().Err()).Err()
	}
	srv := serve(t, wait, gateway.Options{})
	for _, target := range []string{contacts, contacts + "?format=ndjson", "/v1/sources/slow"} {
		get(t, srv, target, "Grpc-Timeout: 20m").requireError(t, http.StatusGatewayTimeout, "DEADLINE_EXCEEDED")
		for _, bad := range []string{"20", "0S", "S", "-1S", "123456789S", "1d"} {
			get(t, srv, target, "Grpc-Timeout: "+bad).requireError(t, http.StatusBadRequest, "INVALID_ARGUMENT")
		}
	}
}
