package administrate

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// reply is one answer of a fake upstream.
type reply struct {
	status int // 0 for 200
	header string
	body   string
}

func (r reply) write(w http.ResponseWriter) {
	if name, value, ok := strings.Cut(r.header, ": "); ok {
		w.Header().Set(name, value)
	}
	if r.status != 0 {
		w.WriteHeader(r.status)
	}
	_, _ = w.Write([]byte(r.body))
}

// oneTask is an answer with a task, and with all that the list needs to end.
const oneTask = `"data":{"tasks":{"pageInfo":{"totalRecords":1},"edges":[{"node":{"id":7,"globalId":"VDo3","createdAt":"2026-01-01T00:00:00"}}]}}`

// TestAnswersAsErrors has all forms in which the API fails. The last answer comes again and again; the look-up of one task reads it. A
// query that is refused is sent twice, and so is the query that shows that the ids are not at fault.
func TestAnswersAsErrors(t *testing.T) {
	const success = `{` + oneTask + `,"errors":[]}`
	for name, test := range map[string]struct {
		replies []reply
		kind    connectors.Kind // 0 for a success
		says    string
		tasks   int // queries of tasks
		tokens  int
		waits   time.Duration // at least
	}{
		"no error":                   {replies: []reply{{body: success}}, tasks: 1, tokens: 1},
		"errors are null":            {replies: []reply{{body: `{` + oneTask + `,"errors":null}`}}, tasks: 1, tokens: 1},
		"no errors":                  {replies: []reply{{body: `{` + oneTask + `}`}}, tasks: 1, tokens: 1},
		"errors without data":        {replies: []reply{{body: `{"errors":[{"message":"boom"}]}`}}, kind: connectors.KindMalformedResponse, says: "refuses", tasks: 4, tokens: 1},
		"data is null":               {replies: []reply{{body: `{"data":null,"errors":[{"message":"boom"}]}`}}, kind: connectors.KindMalformedResponse, tasks: 4, tokens: 1},
		"errors once":                {replies: []reply{{body: `{"errors":[{"message":"boom"}]}`}, {body: success}}, tasks: 2, tokens: 1},
		"partial data":               {replies: []reply{{body: `{` + oneTask + `,"errors":[{"message":"boom","path":["tasks"]}]}`}}, kind: connectors.KindMalformedResponse, tasks: 4, tokens: 1},
		"partial, an error of null":  {replies: []reply{{body: `{` + oneTask + `,"errors":[null]}`}}, kind: connectors.KindMalformedResponse, tasks: 4, tokens: 1},
		"partial, errors in a text":  {replies: []reply{{body: `{` + oneTask + `,"errors":"boom"}`}}, kind: connectors.KindMalformedResponse, tasks: 4, tokens: 1},
		"partial, errors in a map":   {replies: []reply{{body: `{` + oneTask + `,"errors":{"0":{"message":"boom"}}}`}}, kind: connectors.KindMalformedResponse, tasks: 4, tokens: 1},
		"neither data nor errors":    {replies: []reply{{body: `{}`}}, kind: connectors.KindMalformedResponse, says: "neither", tasks: 2, tokens: 1},
		"tasks are null":             {replies: []reply{{body: `{"data":{"tasks":null},"errors":[]}`}}, kind: connectors.KindMalformedResponse, says: "null", tasks: 2, tokens: 1},
		"tasks are null once":        {replies: []reply{{body: `{"data":{"tasks":null},"errors":[]}`}, {body: success}}, tasks: 2, tokens: 1},
		"edges are null":             {replies: []reply{{body: `{"data":{"tasks":{"edges":null}},"errors":[]}`}}, kind: connectors.KindMalformedResponse, says: "no list", tasks: 1, tokens: 1},
		"a list":                     {replies: []reply{{body: `[1]`}}, kind: connectors.KindMalformedResponse, tasks: 2, tokens: 1},
		"status 400 with errors":     {replies: []reply{{status: 400, body: `{"errors":[{"message":"boom"}]}`}}, kind: connectors.KindMalformedResponse, says: "refuses", tasks: 4, tokens: 1},
		"permission":                 {replies: []reply{{body: `{"errors":[{"message":"You do not have Permission"}]}`}}, kind: connectors.KindForbidden, says: "omit", tasks: 1, tokens: 1},
		"permission by a code":       {replies: []reply{{body: `{"errors":[{"message":"no","extensions":{"code":"ACCESS_DENIED"}}]}`}}, kind: connectors.KindForbidden, says: "omit", tasks: 1, tokens: 1},
		"unauthenticated":            {replies: []reply{{body: `{"errors":[{"message":"Unauthenticated."}]}`}}, kind: connectors.KindCredentialsRejected, tasks: 2, tokens: 2},
		"unauthenticated once":       {replies: []reply{{body: `{"errors":[{"message":"Unauthenticated."}]}`}, {body: success}}, tasks: 2, tokens: 2},
		"status 401":                 {replies: []reply{{status: 401, body: `{"message":"no"}`}}, kind: connectors.KindCredentialsRejected, tasks: 2, tokens: 2},
		"status 401 with errors":     {replies: []reply{{status: 401, body: `{"errors":[{"message":"boom"}]}`}, {body: success}}, tasks: 2, tokens: 2},
		"status 403":                 {replies: []reply{{status: 403}}, kind: connectors.KindForbidden, tasks: 1, tokens: 1},
		"status 429":                 {replies: []reply{{status: 429, header: "Retry-After: 17"}, {body: success}}, tasks: 2, tokens: 1, waits: 17 * time.Second},
		"status 429 for ever":        {replies: []reply{{status: 429, header: "Retry-After: 17"}}, kind: connectors.KindRateLimited, tasks: 4, tokens: 1, waits: 51 * time.Second},
		"status 500 once":            {replies: []reply{{status: 500}, {body: success}}, tasks: 2, tokens: 1},
		"status 502 with errors":     {replies: []reply{{status: 502, body: `{"errors":[{"message":"boom"}]}`}, {body: success}}, tasks: 2, tokens: 1},
		"status 503":                 {replies: []reply{{status: 503, header: "Content-Type: text/html", body: `<html>`}}, kind: connectors.KindUnavailable, tasks: 4, tokens: 1},
		"a web page":                 {replies: []reply{{header: "Content-Type: text/html", body: `<!DOCTYPE html><html></html>`}}, kind: connectors.KindMisconfigured, says: "base_url", tasks: 1, tokens: 1},
		"JSON labelled as a page":    {replies: []reply{{header: "Content-Type: text/html", body: success}}, tasks: 1, tokens: 1},
		"status 404":                 {replies: []reply{{status: 404, body: `{"errors":[{"message":"boom"}]}`}}, kind: connectors.KindMisconfigured, says: "base_url", tasks: 1, tokens: 1},
		"status 405":                 {replies: []reply{{status: 405}}, kind: connectors.KindMisconfigured, says: "base_url", tasks: 1, tokens: 1},
		"status 410":                 {replies: []reply{{status: 410}}, kind: connectors.KindMisconfigured, says: "base_url", tasks: 1, tokens: 1},
		"a redirect":                 {replies: []reply{{status: 302, header: "Location: http://localhost/graphql"}}, kind: connectors.KindMisconfigured, says: "base_url", tasks: 1, tokens: 1},
		"a cut body":                 {replies: []reply{{body: success[:40]}}, kind: connectors.KindMalformedResponse, tasks: 2, tokens: 1},
		"a cut body once":            {replies: []reply{{body: success[:40]}, {body: success}}, tasks: 2, tokens: 1},
		"a cost that is never low":   {replies: []reply{{body: `{"errors":[{"message":"the query complexity is 800, the maximum is 7"}]}`}}, kind: connectors.KindMisconfigured, says: "omit", tasks: 1, tokens: 1},
		"a message with the secrets": {replies: []reply{{body: `{"errors":[{"message":"client-secret token-number-1"}]}`}}, kind: connectors.KindMalformedResponse, tasks: 4, tokens: 1},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := &graphFake{tasks: func(w http.ResponseWriter, ask graphAsk) { test.replies[min(ask.n, len(test.replies))-1].write(w) }}
				c := f.client(t)
				started := time.Now()
				page, err := conformance.Find(t.Context(), c, &crmstreamv1.BatchGetTasksRequest{Ids: []string{"7"}})
				tokens, _, tasks := f.counted()
				require.GreaterOrEqual(t, time.Since(started), test.waits)
				if test.kind == 0 {
					require.NoError(t, err)
					require.Len(t, page.Records, 1)
				} else {
					var e *connectors.Error
					require.ErrorAs(t, err, &e)
					require.Equal(t, test.kind, e.Kind, err)
					require.ErrorContains(t, err, test.says)
					require.NotContains(t, err.Error()+e.Detail, "client-secret")
					require.NotContains(t, err.Error()+e.Detail, "token-number")
					require.Empty(t, page.Records, "nothing may come with an error")
				}
				require.Equal(t, []int{test.tasks, test.tokens}, []int{tasks, tokens})
			})
		})
	}
}
