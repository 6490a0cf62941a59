package schema

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// Types as fields of odd schemas have them.
var (
	text    = &typeRef{Kind: kindScalar, Name: "String"}
	number  = &typeRef{Kind: kindScalar, Name: "Int"}
	account = &typeRef{Kind: kindObject, Name: "Account"}
)

func must(t *typeRef) *typeRef   { return &typeRef{Kind: kindNonNull, OfType: t} }
func listOf(t *typeRef) *typeRef { return &typeRef{Kind: kindList, OfType: t} }

// edited returns the emulator's schema after a change.
func edited(t testing.TB, edit func(*types)) []byte {
	t.Helper()
	data := sample(t, "default")
	read, err := readTypes(data)
	require.NoError(t, err)
	edit(read)
	definitions := make([]*definition, 0, len(read.byName))
	for _, d := range read.byName {
		definitions = append(definitions, d)
	}
	slices.SortFunc(definitions, func(a, b *definition) int { return len(a.Name) - len(b.Name) })
	named := func(name string) *typeRef {
		if name == "" {
			return nil
		}
		return &typeRef{Name: name}
	}
	data, err = json.Marshal(map[string]any{"__schema": map[string]any{"queryType": named(read.query), "mutationType": named(read.mutation), "types": definitions}})
	require.NoError(t, err)
	return data
}

func (t *types) at(of, field string) *field { return t.byName[of].field(field) }

// tasks returns the root field of tasks.
func (t *types) tasks() *field { return t.at("Query", "tasks") }

// drop removes a field.
func (t *types) drop(of, name string) {
	d := t.byName[of]
	d.Fields = slices.DeleteFunc(d.Fields, func(f field) bool { return f.Name == name })
}

// TestOddShapesCountAsMissing has fields of other shapes than those that can be read. The queries are valid all the same.
func TestOddShapesCountAsMissing(t *testing.T) {
	for name, test := range map[string]struct {
		edit  func(*types)
		lacks []string
		check func(*testing.T, *Schema)
	}{
		"an object in place of a text":   {edit: func(x *types) { x.at("Task", "status").Type = account }, lacks: []string{"status"}},
		"a list in place of a text":      {edit: func(x *types) { x.at("Task", "status").Type = listOf(text) }, lacks: []string{"status"}},
		"a text in place of an object":   {edit: func(x *types) { x.at("Task", "account").Type = text }, lacks: []string{"account_id"}},
		"a list of objects":              {edit: func(x *types) { x.at("Task", "account").Type = must(listOf(must(account))) }, lacks: []string{"account_id"}},
		"an object without an id":        {edit: func(x *types) { x.drop("Account", "id") }, lacks: []string{"account_id"}},
		"an object of an unknown type":   {edit: func(x *types) { delete(x.byName, "Account") }, lacks: []string{"account_id"}},
		"a field that wants an argument": {edit: func(x *types) { x.at("Task", "start").Args = []value{{Name: "zone", Type: must(text)}} }, lacks: []string{"start_time"}},
		"an argument with a default": {edit: func(x *types) {
			zone := `"UTC"`
			x.at("Task", "start").Args = []value{{Name: "zone", Type: must(text), Default: &zone}}
		}},
		"a type of null":        {edit: func(x *types) { x.at("Task", "subject").Type = nil }, lacks: []string{"subject"}},
		"a type without a name": {edit: func(x *types) { x.at("Task", "subject").Type = &typeRef{Kind: kindScalar} }, lacks: []string{"subject"}},
		"a list of nothing":     {edit: func(x *types) { x.at("Task", "subject").Type = &typeRef{Kind: kindList} }, lacks: []string{"subject"}},
		"an argument of null":   {edit: func(x *types) { x.at("Task", "subject").Args = []value{{Name: "a"}} }},
		"an argument too deep to be read": {
			edit: func(x *types) {
				x.at("Task", "subject").Args = []value{{Name: "a", Type: must(listOf(must(&typeRef{Kind: kindList})))}}
			},
			lacks: []string{"subject"},
		},
		"totals in an object": {
			edit:  func(x *types) { x.at("PageInfo", "totalRecords").Type = account },
			check: func(t *testing.T, s *Schema) { require.NotContains(t, s.TasksQuery(), "pageInfo") },
		},
		"pages in a list": {
			edit: func(x *types) {
				x.at("TaskConnection", "pageInfo").Type = listOf(x.at("TaskConnection", "pageInfo").Type)
			},
			check: func(t *testing.T, s *Schema) { require.NotContains(t, s.TasksQuery(), "pageInfo") },
		},
		"a size that must be given": {
			edit:  func(x *types) { x.tasks().arg("first").Type = must(number) },
			check: func(t *testing.T, s *Schema) { require.Contains(t, s.TasksQuery(), "$first: Int!") },
		},
		"an argument of a name that is none": {
			edit:  func(x *types) { x.tasks().arg("filters").Type = listOf(&typeRef{Kind: kindInput, Name: "A) { x }"}) },
			check: func(t *testing.T, s *Schema) { require.Empty(t, s.Filter("create_time")) },
		},
		"directions of other names": {
			edit: func(x *types) { x.byName["OrderDirection"].EnumValues[0].Name = "ASC" },
			check: func(t *testing.T, s *Schema) {
				_, ok := s.OrderBy("create_time", false)
				require.False(t, ok)
			},
		},
		"a filter that is no list": {
			edit:  func(x *types) { x.tasks().arg("filters").Type = x.tasks().arg("filters").Type.OfType },
			check: func(t *testing.T, s *Schema) { require.Empty(t, s.Filter("create_time")) },
		},
		"an input of null": {
			edit:  func(x *types) { x.at("TaskMutations", "update").Args[0].Type = nil },
			check: func(t *testing.T, s *Schema) { require.Nil(t, s.Mutation(Update)) },
		},
		"an input of several": {
			edit:  func(x *types) { a := x.at("TaskMutations", "update").arg("input"); a.Type = must(listOf(a.Type)) },
			check: func(t *testing.T, s *Schema) { require.Nil(t, s.Mutation(Update)) },
		},
		"a mutation that gives a list": {
			edit:  func(x *types) { f := x.at("TaskMutations", "update"); f.Type = listOf(f.Type) },
			check: func(t *testing.T, s *Schema) { require.Nil(t, s.Mutation(Update)) },
		},
		"no mutations": {
			edit:  func(x *types) { x.mutation = "" },
			check: func(t *testing.T, s *Schema) { require.Nil(t, s.Mutation(Update)) },
		},
		"a list of users that demands more": {
			edit: func(x *types) {
				f := x.at("Query", "users")
				f.Args = append(f.Args, value{Name: "filters", Type: x.tasks().arg("filters").Type}, value{Name: "of", Type: must(text)})
			},
			check: func(t *testing.T, s *Schema) { require.False(t, s.Finds("owner_id")) },
		},
	} {
		t.Run(name, func(t *testing.T) {
			data := edited(t, test.edit)
			s, err := Parse(data, nil)
			require.NoError(t, err)
			require.Equal(t, test.lacks, s.Lacks)
			for _, query := range queriesOf(s) {
				requireValid(t, data, query)
			}
			if test.check != nil {
				test.check(t, s)
			}
		})
	}
}

// TestSchemasThatHaveNoTasks cannot be read, and say what they lack.
func TestSchemasThatHaveNoTasks(t *testing.T) {
	for name, test := range map[string]struct {
		edit  func(*types)
		lacks string
	}{
		"no list":                {func(x *types) { x.drop("Query", "tasks") }, "no tasks in Query"},
		"no query":               {func(x *types) { x.query = "Other" }, "no tasks in Other"},
		"no connection":          {func(x *types) { x.tasks().Type = listOf(&typeRef{Kind: kindObject, Name: "Task"}) }, "no list of edges"},
		"one edge":               {func(x *types) { f := x.at("TaskConnection", "edges"); f.Type = f.Type.named() }, "no list of edges"},
		"edges with arguments":   {func(x *types) { x.at("TaskConnection", "edges").Args = []value{{Name: "a", Type: must(text)}} }, "no list of edges"},
		"no node":                {func(x *types) { x.drop("TaskEdge", "node") }, "no node"},
		"several nodes":          {func(x *types) { f := x.at("TaskEdge", "node"); f.Type = listOf(f.Type) }, "no node"},
		"no type of tasks":       {func(x *types) { delete(x.byName, "Task") }, "unknown type"},
		"no id":                  {func(x *types) { x.drop("Task", "id") }, "no id"},
		"an object as id":        {func(x *types) { x.at("Task", "id").Type = account }, "no id"},
		"no size":                {func(x *types) { x.tasks().arg("first").Name = "limit" }, "no argument first"},
		"a demanded argument":    {func(x *types) { f := x.tasks(); f.Args = append(f.Args, value{Name: "company", Type: must(text)}) }, "demands the argument company"},
		"a demanded offset":      {func(x *types) { x.tasks().arg("offset").Type = must(number) }, "demands the argument offset"},
		"no types":               {func(x *types) { clear(x.byName) }, "no schema"},
		"a name that is no name": {func(x *types) { x.byName["Task"].Name = "Task }" }, "unknown type"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse(edited(t, test.edit), nil)
			require.ErrorContains(t, err, test.lacks)
		})
	}
	for _, data := range []string{``, `null`, `[]`, `{}`, `{"__schema":null}`, `{"__schema":{"queryType":null,"types":[{}]}}`, `{"__schema":{"queryType":{"name":"Q"},"types":[null]}}`} {
		_, err := Parse([]byte(data), nil)
		require.Error(t, err, data)
	}
}
