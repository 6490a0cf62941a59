package administrate

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
	"github.com/stretchr/testify/require"
)

func TestGraphQLAdmission(t *testing.T) {
	const form = "application/x-www-form-urlencoded"
	for name, tt := range map[string]struct {
		change func(*Settings)
		method string
		header map[string]string
		body   string
		status int
		answer string
		op     string
	}{
		"good":               {body: `{"query":"{users(first:1){edges{node{id}}}}"}`, status: 200, answer: `{"data":{"users":{"edges":[{"node":{"id":"UGVyc29uOjE="}}]}},"errors":[]}`, op: OpGraphQLList},
		"bearer in any case": {body: anyQuery, header: map[string]string{"Authorization": "bEARER TOKEN"}, status: 200, answer: `{"data":{"__typename":"Query"},"errors":[]}`, op: OpGraphQLList},
		"no bearer":          {body: anyQuery, header: map[string]string{"Authorization": ""}, status: 401, answer: `{"message":"the access token is missing, unknown or expired"}`, op: OpGraphQLList},
		"basic":              {body: anyQuery, header: map[string]string{"Authorization": "Basic c2FuZGJveEBleGFtcGxlLmNvbTpzYW5kYm94LXBhc3N3b3Jk"}, status: 401, op: OpGraphQLList},
		"plain http":         {change: func(s *Settings) { s.HTTPScheme = schemeRefuse }, body: anyQuery, status: 403, op: OpGraphQLList},
		"rest is gone":       {change: func(s *Settings) { s.APIGone = goneGone }, body: anyQuery, status: 200, op: OpGraphQLList},
		"get":                {method: "GET", status: 405, answer: `{"message":"Method Not Allowed"}`},
		"large body":         {body: strings.Repeat(" ", maxBody+1), status: 413, op: OpGraphQLOther},
		"no json":            {body: `x`, status: 200, answer: `{"errors":[{"message":"the body is not a JSON object with a query"}]}`, op: OpGraphQLOther},
		"no json, no bearer": {body: `x`, header: map[string]string{"Authorization": ""}, status: 401, op: OpGraphQLOther},
		"syntax":             {body: `{"query":"{"}`, status: 200, op: OpGraphQLOther},
		"another type":       {body: anyQuery, header: map[string]string{"Content-Type": form}, status: 200, op: OpGraphQLList},
		"introspection":      {body: `{"query":"{__type(name:\"Task\"){name}}"}`, status: 200, answer: `{"data":{"__type":{"name":"Task"}},"errors":[]}`, op: OpGraphQLIntrospect},
		"a wrong mutation":   {body: `{"query":"mutation{nope}"}`, status: 200, op: OpGraphQLMutate},
		"a scripted fault":   {change: func(s *Settings) { s.Faults = []stage.Fault{{Op: OpGraphQLList, Kind: "status", Status: 502}} }, body: anyQuery, status: 502, answer: `{"message":"Bad Gateway"}`, op: OpGraphQLList},
	} {
		t.Run(name, func(t *testing.T) {
			s := Defaults()
			s.HTTPScheme = schemeAllow
			if tt.change != nil {
				tt.change(&s)
			}
			srv, err := New(s)
			require.NoError(t, err)
			method := "POST"
			if tt.method != "" {
				method = tt.method
			}
			token := srv.tokens.byCredentials().AccessToken
			r := httptest.NewRequest(method, pathGraphQL, strings.NewReader(tt.body))
			r.Header.Set("Authorization", "Bearer "+token)
			for k, v := range tt.header {
				r.Header.Set(k, strings.Replace(v, "TOKEN", token, 1))
			}
			w := httptest.NewRecorder()
			srv.ServeHTTP(w, r)
			require.Equal(t, tt.status, w.Code, w.Body.String())
			require.Equal(t, "application/json", w.Header().Get("Content-Type"))
			if tt.answer != "" {
				require.Equal(t, tt.answer, w.Body.String())
			}
			if tt.status == 401 {
				require.Contains(t, w.Header().Get("WWW-Authenticate"), "Bearer")
			}
			counts := map[string]int64{}
			if tt.op != "" {
				counts[tt.op] = 1
			}
			require.Equal(t, counts, srv.Requests())
		})
	}
}

func TestTokensNeedTLSToo(t *testing.T) {
	x := start(t, func(s *Settings) { s.HTTPScheme = schemeRefuse })
	status, _, _ := x.post(pathToken, "application/x-www-form-urlencoded", "", "")
	require.Equal(t, 403, status)
}

func TestOneRateForBothTransports(t *testing.T) {
	x := start(t, func(s *Settings) { s.Rate, s.RetryAfter = 2, true })
	token := x.token()
	require.Equal(t, 200, x.status(token))
	status, _, _ := x.do("GET", pathTasks+"?_limit=1", "")
	require.Equal(t, 200, status)
	status, body, header := x.post(pathGraphQL, "application/json", token, anyQuery)
	require.Equal(t, 429, status)
	require.JSONEq(t, `{"message":"too many requests"}`, body)
	require.NotEmpty(t, header.Get("Retry-After"))
	status, _, _ = x.do("GET", pathTasks+"?_limit=1", "")
	require.Equal(t, 429, status)
	require.NotEmpty(t, x.token(), "the token endpoint has no rate")
}

func TestFaultsOfGraphQL(t *testing.T) {
	x := start(t, func(s *Settings) {
		s.Faults = []stage.Fault{
			{Op: OpGraphQLDelete, At: 1, Kind: "drop", Executes: true},
			{Op: OpGraphQLToken, At: 2, Kind: "status", Status: 503},
			{Op: OpGraphQLIntrospect, Kind: "html"},
		}
	})
	token := x.token()
	r, err := http.NewRequestWithContext(t.Context(), "POST", x.url+pathGraphQL,
		strings.NewReader(`{"query":"mutation{tasks{delete(input:{taskId:\"`+taskEntity.global(1)+`\"}){task{id}}}}"}`))
	require.NoError(t, err)
	r.Header.Set("Authorization", "Bearer "+token)
	res, err := http.DefaultClient.Do(r)
	if err == nil {
		require.NoError(t, res.Body.Close())
	}
	require.Error(t, err)
	require.Equal(t, []Effect{{Op: OpGraphQLDelete, Number: 1, ID: "1"}}, x.Executed(), "executed, and the answer lost")
	status, _, _ := x.post(pathToken, "application/x-www-form-urlencoded", "", "")
	require.Equal(t, 503, status)
	status, body, _ := x.post(pathGraphQL, "application/json", token, `{"query":"{__schema{queryType{name}}}"}`)
	require.Equal(t, 200, status)
	require.Contains(t, body, "<html>")
}

func TestComplexity(t *testing.T) {
	x := start(t, func(s *Settings) { s.GraphQL.Complexity = 500 })
	const fields = `{pageInfo{totalRecords} edges{node{id ...{status}}}}` // six fields
	for args, ok := range map[string]bool{"": true, "(first:83)": true, "(first:84)": false, "(first:1000)": false} {
		a := x.ask(`{tasks`+args+fields+`}`, nil)
		require.Equal(t, ok, len(a.Errors) == 0, args)
		if !ok {
			require.Contains(t, a.Errors[0].Message, "too complex")
			require.Equal(t, []any{"tasks"}, a.Errors[0].Path)
		}
	}
	require.NotEmpty(t, x.ask(`{users(first:100){edges{cursor node{id fullName firstName}}}}`, nil).Errors)
}

func TestForbiddenFields(t *testing.T) {
	x := start(t, func(s *Settings) { s.GraphQL.Forbidden = []string{"User.email", "Query.users"} })
	require.Empty(t, x.ask(`{tasks{edges{node{assignee{fullName}}}}}`, nil).Errors)
	for _, query := range []string{`{tasks(first:0){edges{node{assignee{e:email}}}}}`, `{users{pageInfo{totalRecords}}}`} {
		a := x.ask(query, nil)
		require.Contains(t, a.Errors[0].Message, "permission denied")
	}
	a := x.ask(`mutation($id:ID!){tasks{delete(input:{taskId:$id}){task{assignee{email}}}}}`, map[string]any{"id": taskEntity.global(1)})
	require.Contains(t, a.Errors[0].Message, "permission denied")
	require.Len(t, x.IDs(ListTasks), 300, "the mutation did not run")
}

func TestGraphQLConcurrentUse(t *testing.T) {
	x := start(t, func(s *Settings) { s.Rate, s.Churn, s.GraphQL.DeleteBetween = 0, 1, 3 })
	srv := x.Server
	var group sync.WaitGroup
	for worker := range 4 {
		group.Go(func() {
			for i := range 20 {
				token := srv.tokens.byCredentials().AccessToken
				for _, query := range []string{
					`{tasks(order:{field:updatedAt}){edges{node{id subject}}} users{edges{node{email}}}}`,
					fmt.Sprintf(`mutation{tasks{update(input:{taskId:%q,subject:"x"}){errors{label}}}}`, taskEntity.global(int64(100+worker*20+i))),
				} {
					r := httptest.NewRequest("POST", pathGraphQL, strings.NewReader(fmt.Sprintf(`{"query":%q}`, query)))
					r.Header.Set("Authorization", "Bearer "+token)
					w := httptest.NewRecorder()
					srv.ServeHTTP(w, r)
					if !strings.Contains(w.Body.String(), `,"errors":[]}`) {
						t.Errorf("%s", w.Body)
					}
				}
			}
		})
	}
	group.Wait()
	require.Equal(t, map[string]int64{OpGraphQLList: 80, OpGraphQLUpdate: 80}, srv.Requests())
}
