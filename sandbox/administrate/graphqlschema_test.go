package administrate

import (
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// names returns the names in a list of introspection.
func names(t *testing.T, list any) string {
	t.Helper()
	found := []string{}
	items, _ := list.([]any)
	for _, item := range items {
		found = append(found, at(t, item, "name").(string))
	}
	return strings.Join(found, " ")
}

// shape is what a client reads of the schema before it makes its queries.
type shape struct {
	query, tasks, task, taskField, mutations, create, update, updateRequired string
}

func (x tenant) shape() shape {
	x.t.Helper()
	const members = `{fields{name args{name}} inputFields{name type{kind}} enumValues{name}}`
	data := x.ask(`{
		query: __type(name: "Query") `+members+` task: __type(name: "Task") `+members+` taskField: __type(name: "TaskField") `+members+`
		mutations: __type(name: "TaskMutations") `+members+` create: __type(name: "TaskCreateInput") `+members+`
		update: __type(name: "TaskUpdateInput") `+members+`
	}`, nil).Data
	get := func(name, list string) any {
		if data[name] == nil {
			return nil
		}
		return at(x.t, data[name], list)
	}
	s := shape{
		query: names(x.t, get("query", "fields")), task: names(x.t, get("task", "fields")), taskField: names(x.t, get("taskField", "enumValues")),
		mutations: names(x.t, get("mutations", "fields")), create: names(x.t, get("create", "inputFields")), update: names(x.t, get("update", "inputFields")),
		tasks: names(x.t, at(x.t, get("query", "fields").([]any)[0], "args")),
	}
	if fields, ok := get("create", "inputFields").([]any); ok {
		required := []any{}
		for _, f := range fields {
			if at(x.t, f, "type", "kind") == "NON_NULL" {
				required = append(required, f)
			}
		}
		s.updateRequired = names(x.t, required)
	}
	return s
}

func TestSchemas(t *testing.T) {
	const input = "status subject description typeId userId accountId contactId eventId opportunityId createdAt start end showOnCalendar"
	standard := shape{
		query: "tasks users", tasks: "first offset after filters order",
		task:      "id legacyId updatedAt status subject description type assignee account contact event opportunity createdAt start end showOnCalendar",
		taskField: "id legacyId updatedAt status subject typeId assigneeId accountId contactId eventId opportunityId createdAt start end showOnCalendar",
		mutations: "create update delete", create: input, update: "taskId " + input, updateRequired: "typeId userId",
	}
	without := func(text string, words ...string) string {
		return strings.Join(slices.DeleteFunc(strings.Fields(text), func(w string) bool { return slices.Contains(words, w) }), " ")
	}
	for name, tt := range map[string]struct {
		change func(*GraphQLSettings)
		want   func(*shape)
	}{
		"defaults":         {func(*GraphQLSettings) {}, func(*shape) {}},
		"all lists":        {func(g *GraphQLSettings) { g.ReferenceLists = listsAll }, func(s *shape) { s.query = "tasks users accounts contacts events opportunities taskTypes" }},
		"no lists":         {func(g *GraphQLSettings) { g.ReferenceLists = listsNone }, func(s *shape) { s.query = "tasks" }},
		"no legacy id":     {func(g *GraphQLSettings) { g.LegacyID = false }, func(s *shape) { s.task = without(s.task, "legacyId") }},
		"no legacy filter": {func(g *GraphQLSettings) { g.LegacyFilter = false }, func(s *shape) { s.taskField = without(s.taskField, "legacyId") }},
		"last updated": {func(g *GraphQLSettings) { g.Updated = lastUpdatedAt }, func(s *shape) {
			s.task, s.taskField = strings.Replace(s.task, "updatedAt", "lastUpdatedAt", 1), strings.Replace(s.taskField, "updatedAt", "lastUpdatedAt", 1)
		}},
		"no updated":   {func(g *GraphQLSettings) { g.Updated = "" }, func(s *shape) { s.task, s.taskField = without(s.task, "updatedAt"), without(s.taskField, "updatedAt") }},
		"order by":     {func(g *GraphQLSettings) { g.OrderArgument = orderMany }, func(s *shape) { s.tasks = "first offset after filters orderBy" }},
		"no order":     {func(g *GraphQLSettings) { g.OrderArgument = "" }, func(s *shape) { s.tasks = "first offset after filters" }},
		"update only":  {func(g *GraphQLSettings) { g.Mutations = []string{mutationUpdate} }, func(s *shape) { s.mutations, s.create, s.updateRequired = "update", "", "" }},
		"no mutations": {func(g *GraphQLSettings) { g.Mutations = nil }, func(s *shape) { s.mutations, s.create, s.update, s.updateRequired = "", "", "", "" }},
		"missing parts": {func(g *GraphQLSettings) { g.Missing = []string{"status", "assignee", "showOnCalendar"} }, func(s *shape) {
			s.task, s.taskField = without(s.task, "status", "assignee", "showOnCalendar"), without(s.taskField, "status", "assigneeId", "showOnCalendar")
			s.create, s.update = without(s.create, "status", "userId", "showOnCalendar"), without(s.update, "status", "userId", "showOnCalendar")
			s.updateRequired = "typeId"
		}},
		"all missing": {func(g *GraphQLSettings) {
			g.Missing, g.Mutations = optionalFields(), []string{mutationUpdate, mutationDelete}
		}, func(s *shape) {
			s.task, s.taskField, s.create, s.update, s.updateRequired = "id legacyId updatedAt", "id legacyId updatedAt", "", "taskId", ""
			s.mutations = "update delete"
		}},
	} {
		want := standard
		tt.want(&want)
		x := start(t, func(s *Settings) { tt.change(&s.GraphQL) })
		require.Equal(t, want, x.shape(), name)
	}
	x := start(t, func(s *Settings) { s.GraphQL.Introspection = false })
	for _, query := range []string{`{__schema{queryType{name}}}`, `{__type(name:"Task"){name}}`} {
		require.Contains(t, x.ask(query, nil).Errors[0].Message, "introspection is not allowed")
	}
	require.Empty(t, x.ask(`{tasks{edges{node{__typename}}}}`, nil).Errors)
}

func TestSettingsOfGraphQLAreChecked(t *testing.T) {
	s := Defaults()
	s.GraphQL = GraphQLSettings{
		ReferenceLists: "some", Updated: "changedAt", OrderArgument: "sort", Mutations: []string{"update", "merge", "update"},
		Missing: []string{"status", "id"}, Forbidden: []string{"status"}, Complexity: -1, DeleteBetween: -1,
	}
	err := s.Validate()
	for _, want := range []string{
		`graphql.reference_lists: is "some"; use one of ["users" "all" "none"]`, `graphql.updated: is "changedAt"`, `graphql.order_argument: is "sort"`,
		`graphql.mutations[1]: is "merge"`, `graphql.mutations[2]: "update" is there twice`, `graphql.missing[1]: is "id"; use one of ["status"`,
		`graphql.forbidden[0]: is "status"; use a type and its field`, "graphql.complexity: is -1", "graphql.delete_between: is -1",
		"graphql.client_id: is empty", "graphql.client_secret: is empty", "graphql.refresh_token: is empty", "graphql.token_life: is below a second",
	} {
		require.ErrorContains(t, err, want)
	}
	require.NotContains(t, err.Error(), "missing[0]")
	s.GraphQL = graphQLDefaults()
	require.NoError(t, s.Validate())
	s.GraphQL.Missing = optionalFields()
	require.ErrorContains(t, s.Validate(), "graphql.missing: leaves create no keys")
}

func TestGlobalIDs(t *testing.T) {
	require.Equal(t, "Q3JtVGFzazo0Mg==", taskEntity.global(42), "base64 of CrmTask:42")
	for _, e := range append([]entity{taskEntity}, references...) {
		n, err := e.number(e.global(7))
		require.NoError(t, err)
		require.EqualValues(t, 7, n)
	}
	for _, text := range []string{"", "42", "Q3JtVGFzazo0Mg", "Q3JtVGFzazo0Mg==\n", "Q3JtVGFzazowNDI=", "VGFzazo0Mg==", "Q3JtVGFzazotMQ=="} {
		_, err := taskEntity.number(text)
		require.Error(t, err, text)
	}
}

// FuzzGraphQL sends any query with any variables: the answer is one of the two forms, and the store stays readable.
func FuzzGraphQL(f *testing.F) {
	for _, query := range []string{
		`{tasks(first:2,order:{field:createdAt},filters:[{field:legacyId,operation:in,values:["1"]}]){edges{cursor node{id type{name}}}}}`,
		`query($i:[TaskFieldGraphFilter]){tasks(filters:$i,after:"Q3Vyc29yOjA="){pageInfo{endCursor}}}`,
		`mutation($i:TaskUpdateInput!){tasks{update(input:$i){task{subject} errors{label}}}}`,
		`mutation{tasks{create(input:{userId:"UGVyc29uOjE=",typeId:"Q3JtVGFza1R5cGU6MQ==",start:"2020-01-01"}){task{id}}}}`,
		`mutation{tasks{delete(input:{taskId:"Q3JtVGFzazox"}){task{id account{name}}}}}`, `{users{edges{node{contact{id}}}}}`,
	} {
		f.Add(query, `{"i":{"taskId":"Q3JtVGFzazox","subject":null}}`)
		f.Add(query, `{"i":[{"field":"subject","operation":"like","value":"%a%"}]}`)
	}
	s := Defaults()
	s.HTTPScheme, s.Rows, s.Rate = schemeAllow, 20, 0
	srv, err := New(s)
	require.NoError(f, err)
	token := srv.tokens.byCredentials().AccessToken
	f.Fuzz(func(t *testing.T, query, variables string) {
		body := `{"query":` + string(appendText(nil, query)) + `,"variables":` + variables + `}`
		r := httptest.NewRequest("POST", pathGraphQL, strings.NewReader(body))
		r.Header.Set("Authorization", "Bearer "+token)
		w := httptest.NewRecorder()
		srv.ServeHTTP(w, r)
		if w.Code == 413 {
			return
		}
		require.Equal(t, 200, w.Code)
		text := w.Body.String()
		succeeds := strings.HasPrefix(text, `{"data":{`) && strings.HasSuffix(text, `,"errors":[]}`)
		require.NotEqual(t, succeeds, strings.HasPrefix(text, `{"errors":[{`), text)
		for range srv.store.where(nil) {
		}
	})
}
