package gateway_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/gateway"
)

func TestListRefusals(t *testing.T) {
	srv := serve(t, func(req *crmstreamv1.ListContactsRequest, _ contactsStream) error {
		t.Errorf("the server was called: %v", req)
		return nil
	}, gateway.Options{})
	for name, test := range map[string]struct {
		verb, target, body, contentType string
		status                          int
		field                           string
		message                         string
	}{
		"unknown parameter":       {target: "?pagesize=3", status: 400, field: "pagesize", message: "unknown parameter; did you mean pageSize?"},
		"misspelt filter":         {target: "?ownerid=3", status: 400, field: "ownerid", message: "did you mean ownerId?"},
		"misspelt format":         {target: "?fromat=json", status: 400, field: "fromat", message: "did you mean format?"},
		"nothing like it":         {target: "?zzzzzzzz=3", status: 400, field: "zzzzzzzz", message: "zzzzzzzz: unknown parameter"},
		"both spellings":          {target: "?page_size=1&pageSize=1", status: 400, field: "pageSize", message: "given twice"},
		"two values":              {target: "?limit=1&limit=2", status: 400, field: "limit", message: "takes one value, not 2"},
		"not a number":            {target: "?limit=ten", status: 400, field: "limit", message: `takes a whole number, not "ten"`},
		"number out of range":     {target: "?limit=99999999999", status: 400, field: "limit", message: "takes a whole number"},
		"not a flag":              {target: "?includeRaw=yes", status: 400, field: "includeRaw", message: "takes true or false"},
		"not an enum":             {target: "?kind=PERSON", status: 400, field: "kind", message: "CONTACT_KIND_PERSON"},
		"source in the query":     {target: "?source=other", status: 400, field: "source", message: "is in the path already"},
		"bad escape":              {target: "?limit=%zz", status: 400, field: "query"},
		"semicolon":               {target: "?limit=1;order=x", status: 400, field: "query"},
		"bad UTF-8":               {target: "?search=%ff", status: 400, field: "search", message: "not valid UTF-8"},
		"bad UTF-8 in a name":     {target: "?%ff=1", status: 400, field: "\uFFFD"},
		"bad UTF-8 in the path":   {target: "/../../a%ff/contacts", status: 404},
		"page too large":          {target: "?pageSize=1001", status: 400, field: "pageSize", message: "at most 1000"},
		"unknown format":          {target: "?format=xml", status: 400, field: "format", message: "takes json or ndjson"},
		"two formats":             {target: "?format=json&format=ndjson", status: 400, field: "format"},
		"checkpoints of document": {target: "?checkpoints=true", status: 400, field: "checkpoints", message: "only application/x-ndjson has"},
		"odd checkpoints":         {target: "?format=ndjson&checkpoints=1", status: 400, field: "checkpoints"},

		"field in the query of a POST":   {verb: "POST", target: ":list?limit=1", body: `{}`, status: 400, field: "limit", message: "belongs in the body"},
		"unknown in the query of a POST": {verb: "POST", target: ":list?fromat=json", body: `{}`, status: 400, field: "fromat", message: "did you mean format?"},
		"other source":                   {verb: "POST", target: ":list", body: `{"source":"b"}`, status: 400, field: "source", message: "differs"},
		"unknown field":                  {verb: "POST", target: ":list", body: `{"pageSiz":3}`, status: 400, field: "pageSiz", message: "unknown field; did you mean pageSize?"},
		"wrong type":                     {verb: "POST", target: ":list", body: `{"limit":"x"}`, status: 400, field: "limit", message: "takes a whole number"},
		"wrong enum":                     {verb: "POST", target: ":list", body: `{"kind":"PERSON"}`, status: 400, field: "kind", message: "CONTACT_KIND_PERSON"},
		"twice in the body":              {verb: "POST", target: ":list", body: `{"page_size":3,"pageSize":3}`, status: 400, field: "pageSize", message: "given twice"},
		"same key twice":                 {verb: "POST", target: ":list", body: `{"limit":3,"limit":3}`, status: 400, field: "body", message: "duplicate"},
		"size in the body":               {verb: "POST", target: ":list", body: `{"pageSize":1001}`, status: 400, field: "pageSize"},
		"no JSON":                        {verb: "POST", target: ":list", body: `{"limit":`, status: 400, field: "body"},
		"no object":                      {verb: "POST", target: ":list", body: `[]`, status: 400, field: "body"},
		"more than one value":            {verb: "POST", target: ":list", body: `{} {}`, status: 400, field: "body"},
		"bad UTF-8 in the body":          {verb: "POST", target: ":list", body: "{\"search\":\"\xff\"}", status: 400, field: "body"},
		"form":                           {verb: "POST", target: ":list", contentType: "application/x-www-form-urlencoded", status: 415, message: "Content-Type must be application/json"},
		"no type":                        {verb: "POST", target: ":list", contentType: " ", body: `{}`, status: 415},
		"other charset":                  {verb: "POST", target: ":list", contentType: "application/json; charset=cp1251", body: `{}`, status: 415, message: "UTF-8"},
		"body too large":                 {verb: "POST", target: ":list", body: `{"search":"` + strings.Repeat("x", 1<<20) + `"}`, status: 413, message: "larger than 1048576 bytes"},

		"PUT to the list":      {verb: "PUT", status: 405, message: "use GET, POST"},
		"HEAD of the list":     {verb: "HEAD", status: 405},
		"GET of the POST form": {target: ":list", status: 405, message: "use POST"},
		"DELETE":               {verb: "DELETE", status: 405},
		"slash at the end":     {target: "/", status: 404},
		"below a record":       {target: "/1/2", status: 404},
		"unknown list":         {target: ":lost", status: 404, message: "/ links to everything there is"},
	} {
		t.Run(name, func(t *testing.T) {
			verb, contentType := test.verb, test.contentType
			if verb == "" {
				verb = http.MethodGet
			}
			if contentType == "" {
				contentType = "application/json"
			}
			got := ask(t, srv, verb, contacts+test.target, test.body, "Content-Type: "+strings.TrimSpace(contentType))
			if verb == http.MethodHead {
				require.Equal(t, test.status, got.status)
				return
			}
			name := map[int]string{404: "NOT_FOUND", 405: "UNIMPLEMENTED"}[test.status]
			if name == "" {
				name = "INVALID_ARGUMENT"
			}
			message, details := got.requireError(t, test.status, name)
			require.Contains(t, message, test.message)
			require.Equal(t, test.field, violation(details))
			require.Equal(t, "type.googleapis.com/google.rpc.ErrorInfo", details[0]["@type"])
			require.Equal(t, "crmstream", details[0]["domain"])
			if test.status == http.StatusMethodNotAllowed {
				require.NotEmpty(t, got.header.Get("Allow"))
			}
		})
	}
}

func TestBodyOfUnknownLengthIsLimited(t *testing.T) {
	srv := serve(t, nil, gateway.Options{MaxBody: 10})
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, srv.URL+contacts+":list",
		struct{ *strings.Reader }{strings.NewReader(`{"search":"0123456789"}`)})
	require.NoError(t, err)
	req.Header.Set("Content-Type", "application/json")
	resp, err := srv.Client().Do(req)
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())
	require.Equal(t, http.StatusRequestEntityTooLarge, resp.StatusCode)
}
