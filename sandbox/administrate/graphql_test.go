package administrate

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// answer is an answer of GraphQL.
type answer struct {
	Data   map[string]any
	Errors []struct {
		Message string
		Path    []any
	}
}

// post sends a body with a bearer token.
func (x tenant) post(path, media, token, body string) (int, string, http.Header) {
	x.t.Helper()
	r, err := http.NewRequestWithContext(x.t.Context(), http.MethodPost, x.url+path, strings.NewReader(body))
	require.NoError(x.t, err)
	r.Header.Set("Content-Type", media)
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	res, err := http.DefaultClient.Do(r)
	require.NoError(x.t, err)
	data, err := io.ReadAll(res.Body)
	require.NoError(x.t, err)
	require.NoError(x.t, res.Body.Close())
	return res.StatusCode, string(data), res.Header
}

// tokenBy requests a token with these parameters besides the client's.
func (x tenant) tokenBy(form url.Values) (int, map[string]any) {
	x.t.Helper()
	form.Set("client_id", x.settings.GraphQL.ClientID)
	form.Set("client_secret", x.settings.GraphQL.ClientSecret)
	status, body, header := x.post(pathToken, "application/x-www-form-urlencoded", "", form.Encode())
	require.Equal(x.t, "no-store", header.Get("Cache-Control"))
	var values map[string]any
	require.NoError(x.t, json.Unmarshal([]byte(body), &values), body)
	return status, values
}

// token returns a good access token.
func (x tenant) token() string {
	x.t.Helper()
	status, values := x.tokenBy(url.Values{"grant_type": {"client_credentials"}})
	require.Equal(x.t, 200, status, values)
	return values["access_token"].(string)
}

// ask runs a query with a good token.
func (x tenant) ask(query string, variables map[string]any) answer {
	x.t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	require.NoError(x.t, err)
	status, text, _ := x.post(pathGraphQL, "application/json", x.token(), string(body))
	require.Equal(x.t, 200, status, text)
	var a answer
	require.NoError(x.t, json.Unmarshal([]byte(text), &a), text)
	require.Equal(x.t, len(a.Errors) == 0, strings.HasSuffix(text, `,"errors":[]}`), text)
	require.Equal(x.t, len(a.Errors) > 0, a.Data == nil, text)
	return a
}

// get runs a query that must succeed, and returns what is at a path of its data.
func (x tenant) get(query string, variables map[string]any, path ...string) any {
	x.t.Helper()
	a := x.ask(query, variables)
	require.Empty(x.t, a.Errors)
	return at(x.t, a.Data, path...)
}

// at returns what is at a path of nested objects.
func at(t *testing.T, v any, path ...string) any {
	t.Helper()
	for _, key := range path {
		object, ok := v.(map[string]any)
		require.True(t, ok, "%v has no %s", v, key)
		v = object[key]
	}
	return v
}

func TestGraphQLAndRESTShowTheSameTasks(t *testing.T) {
	x := start(t, nil)
	rest := map[int64]row{}
	for _, r := range x.list("_order=id") {
		rest[r.id()] = r
	}
	after, seen := any(nil), 0
	for {
		page := x.get(`query($after: String) { tasks(first: 100, after: $after, order: {field: createdAt}) {
			pageInfo { hasNextPage endCursor totalRecords }
			edges { cursor node {
				id legacyId status subject description createdAt start end showOnCalendar
				type { id legacyId name } assignee { id legacyId fullName firstName lastName email contact { id } }
				account { id legacyId name } contact { legacyId } event { legacyId } opportunity { legacyId }
			} }
		} }`, map[string]any{"after": after}, "tasks")
		require.EqualValues(t, len(rest), at(t, page, "pageInfo", "totalRecords"))
		for _, e := range at(t, page, "edges").([]any) {
			seen++
			n := at(t, e, "node").(map[string]any)
			r := rest[int64(n["legacyId"].(float64))]
			require.NotNil(t, r)
			for key, name := range map[string]string{
				"status": "status", "subject": "subject", "description": "description", "createdAt": "created_on",
				"start": "start_datetime", "end": "end_datetime", "showOnCalendar": "show_on_calendar",
			} {
				require.Equal(t, r[name], n[key], key)
			}
			require.Equal(t, taskEntity.global(r.id()), n["id"])
			for key, name := range map[string]string{
				"type": "type_id", "assignee": "user_id", "account": "account_id", "contact": "contact_id", "event": "event_id", "opportunity": "opportunity_id",
			} {
				if r[name] == nil {
					require.Nil(t, n[key], key)
					continue
				}
				require.Equal(t, r[name], at(t, n, key, "legacyId"), key)
			}
			require.Equal(t, at(t, r["type"], "name"), at(t, n, "type", "name"))
			for key, name := range map[string]string{"fullName": "name", "firstName": "first_name", "lastName": "last_name", "email": "email"} {
				require.Equal(t, at(t, r["user"], name), at(t, n, "assignee", key))
			}
			if r["account"] != nil {
				require.Equal(t, at(t, r["account"], "name"), at(t, n, "account", "name"))
			}
		}
		if at(t, page, "pageInfo", "hasNextPage") == false {
			break
		}
		after = at(t, page, "pageInfo", "endCursor")
	}
	require.Equal(t, len(rest), seen)
}

func TestGraphQLUpdates(t *testing.T) {
	x := start(t, nil)
	id := x.list("_order=id&_limit=1")[0].id()
	result := x.get(`mutation($id: ID!) { tasks { update(input: {taskId: $id, subject: "changed", accountId: null}) {
		task { legacyId subject account { id } } errors { label message value } } } }`,
		map[string]any{"id": taskEntity.global(id)}, "tasks", "update")
	require.Equal(t, map[string]any{"errors": []any{}, "task": map[string]any{"legacyId": float64(id), "subject": "changed", "account": nil}}, result)
	require.Equal(t, "changed", x.list("_order=id&_limit=1")[0]["subject"])
	require.Equal(t, []Effect{{Op: OpGraphQLUpdate, Number: 1, ID: x.IDs(ListTasks)[0]}}, x.Executed())
}
