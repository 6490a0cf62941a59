package gateway

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
)

// formOf returns a method with a message as its request and one HTTP form. Forms with other verbs than GET are tested with
// messages that are no requests, since the API has no such requests yet.
func formOf(t *testing.T, message proto.Message, b api.Binding) *method {
	t.Helper()
	stream := crmstreamv1.File_crmstream_v1_contacts_proto.Services().ByName("ContactsService").Methods().ByName("ListContacts")
	m, err := readMethod(&api.Method{
		Name: "/test", Desc: stream, Request: message.ProtoReflect().Type(), Response: message.ProtoReflect().Type(),
		Bindings: []api.Binding{{Verb: http.MethodGet, Path: "/v1/things"}},
	})
	require.NoError(t, err)
	m.Bindings = []api.Binding{b}
	for _, found := range variable.FindAllStringSubmatch(b.Path, -1) {
		m.variables = append(m.variables, found[1])
	}
	return m
}

// TestBodiesOfUnaryMethods sends bodies by each verb. A valid body reaches the generated handler as it was sent. A body with
// something that the handler would ignore is refused, with the field's name.
func TestBodiesOfUnaryMethods(t *testing.T) {
	whole := api.Binding{Verb: http.MethodPost, Path: "/v1/things/{source}", Body: "*"}
	part := api.Binding{Verb: http.MethodPatch, Path: "/v1/things/{resume_token}", Body: "progress"}
	bare := api.Binding{Verb: http.MethodDelete, Path: "/v1/things/{source}"}
	for name, test := range map[string]struct {
		message       proto.Message
		binding       api.Binding
		target, body  string
		field, reason string
	}{
		"whole":                   {&crmstreamv1.BatchGetContactsRequest{}, whole, "/v1/things/apro", `{"ids":["1","2"]}`, "", ""},
		"whole, empty":            {&crmstreamv1.BatchGetContactsRequest{}, whole, "/v1/things/apro", ``, "", ""},
		"whole, query":            {&crmstreamv1.BatchGetContactsRequest{}, whole, "/v1/things/apro?ids=1", `{}`, "ids", "belongs in the body"},
		"whole, unknown query":    {&crmstreamv1.BatchGetContactsRequest{}, whole, "/v1/things/apro?x=1", `{}`, "x", "unknown parameter"},
		"whole, unknown":          {&crmstreamv1.BatchGetContactsRequest{}, whole, "/v1/things/apro", `{"id":"1"}`, "id", "did you mean ids?"},
		"whole, wrong type":       {&crmstreamv1.BatchGetContactsRequest{}, whole, "/v1/things/apro", `{"ids":1}`, "ids", "takes an array of texts"},
		"whole, another source":   {&crmstreamv1.BatchGetContactsRequest{}, whole, "/v1/things/apro", `{"source":"solos"}`, "source", "differs from"},
		"whole, no JSON":          {&crmstreamv1.BatchGetContactsRequest{}, whole, "/v1/things/apro", `ids=1`, "body", "not a JSON object"},
		"message":                 {&crmstreamv1.ListContactsResponse{}, part, "/v1/things/t", `{"records":3}`, "", ""},
		"message, query":          {&crmstreamv1.ListContactsResponse{}, part, "/v1/things/t?notices=1", `{}`, "notices", "cannot be"},
		"message, in the query":   {&crmstreamv1.ListContactsResponse{}, part, "/v1/things/t?progress=1", `{}`, "progress", "belongs in the body"},
		"message, unknown":        {&crmstreamv1.ListContactsResponse{}, part, "/v1/things/t", `{"record":3}`, "record", "did you mean records?"},
		"message, wrong type":     {&crmstreamv1.ListContactsResponse{}, part, "/v1/things/t", `{"records":"x"}`, "records", "whole number"},
		"message, path in query":  {&crmstreamv1.ListContactsResponse{}, part, "/v1/things/t?resumeToken=u", `{}`, "resumeToken", "is in the path already"},
		"bare":                    {&crmstreamv1.GetContactRequest{}, bare, "/v1/things/apro?id=1", ``, "", ""},
		"bare, unknown parameter": {&crmstreamv1.GetContactRequest{}, bare, "/v1/things/apro?ids=1", ``, "ids", "did you mean id?"},
	} {
		t.Run(name, func(t *testing.T) {
			var reached *http.Request
			var body []byte
			m := formOf(t, test.message, test.binding)
			rs := routes{}
			rs.add(test.binding.Verb, test.binding.Path, strictUnary(m, test.binding, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				reached = r
				body, _ = io.ReadAll(r.Body)
			})))
			req := httptest.NewRequestWithContext(t.Context(), test.binding.Verb, test.target, strings.NewReader(test.body))
			req.Header.Set("Content-Type", "application/json")
			w := httptest.NewRecorder()
			rs.router().ServeHTTP(w, req)
			if test.reason == "" {
				require.NotNil(t, reached, w.Body)
				require.Equal(t, test.binding.Verb, reached.Method)
				require.Equal(t, test.body, string(body))
				return
			}
			require.Nil(t, reached, "the generated handler would have ignored it")
			require.Equal(t, http.StatusBadRequest, w.Code)
			require.Contains(t, w.Body.String(), test.reason)
			require.Contains(t, w.Body.String(), `"`+test.field+`"`)
		})
	}
}

// TestFormsThatCannotBeServed checks that forms which a proto may declare but the gateway cannot serve are refused.
func TestFormsThatCannotBeServed(t *testing.T) {
	list := crmstreamv1.File_crmstream_v1_contacts_proto.Services().ByName("ContactsService").Methods().ByName("ListContacts")
	for name, b := range map[string]api.Binding{
		"a body with GET":     {Verb: http.MethodGet, Path: "/x", Body: "*"},
		"a body with DELETE":  {Verb: http.MethodDelete, Path: "/x", Body: "*"},
		"no body with POST":   {Verb: http.MethodPost, Path: "/x"},
		"a scalar as body":    {Verb: http.MethodPatch, Path: "/x", Body: "source"},
		"an unknown variable": {Verb: http.MethodGet, Path: "/x/{y}"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readMethod(&api.Method{Desc: list, Request: (&crmstreamv1.ListContactsRequest{}).ProtoReflect().Type(), Bindings: []api.Binding{b}})
			require.Error(t, err)
		})
	}
}
