package schema

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/crmstream/crmstream/connectors/conformance"
)

// TestQueriesOfSchemas makes all queries of the schemas in testdata, and compares them with golden texts. default is the emulator's
// schema. global has no numbers, the argument orderBy and lists of all references. poor lacks fields, totals, offsets, and the time of a
// change; its times have other names. Each query must be valid by its schema.
func TestQueriesOfSchemas(t *testing.T) {
	samples, err := filepath.Glob("testdata/*.json")
	require.NoError(t, err)
	require.Len(t, samples, 3)
	for _, sample := range samples {
		t.Run(strings.TrimSuffix(filepath.Base(sample), ".json"), func(t *testing.T) {
			data, err := os.ReadFile(sample)
			require.NoError(t, err)
			s, err := Parse(data, nil)
			require.NoError(t, err)
			for _, query := range queriesOf(s) {
				requireValid(t, data, query)
			}
			conformance.GoldenText(t, strings.TrimSuffix(sample, ".json")+".golden", described(s))
		})
	}
}

// TestOmittedFieldsAreNotAskedFor omits each field that can be omitted, and all of them.
func TestOmittedFieldsAreNotAskedFor(t *testing.T) {
	data := sample(t, "default")
	whole, err := Parse(data, nil)
	require.NoError(t, err)
	for _, field := range Fields() {
		s, err := Parse(data, []string{field})
		require.NoError(t, err)
		requireValid(t, data, s.TasksQuery())
		require.Less(t, len(s.TasksQuery()), len(whole.TasksQuery()), field)
		require.Empty(t, s.Lacks, "a field that is not wanted is not missing")
	}
	s, err := Parse(data, Fields())
	require.NoError(t, err)
	require.Contains(t, s.TasksQuery(), "edges { node { id: legacyId globalId: id createdAt } }")
	_, ok := s.OrderBy("create_time", false)
	require.True(t, ok, "no list can be read without the time of creation, so it cannot be omitted")
}

// sample returns a schema of testdata.
func sample(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name + ".json")
	require.NoError(t, err)
	return data
}

// queriesOf returns all queries that a schema makes.
func queriesOf(s *Schema) []string {
	all := []string{s.TasksQuery()}
	if found := finds(s); len(found) > 0 {
		all = append(all, s.FindQuery(found))
	}
	for _, act := range []Act{Create, Update, Delete} {
		if in := s.Mutation(act); in != nil {
			all = append(all, in.Query)
		}
	}
	return all
}

// finds returns the fields of records that a schema finds by their numbers.
func finds(s *Schema) []string {
	return slices.DeleteFunc(append([]string{"id"}, References()...), func(ours string) bool { return !s.Finds(ours) })
}

// described returns what a schema says.
func described(s *Schema) string {
	var b strings.Builder
	for _, query := range queriesOf(s) {
		b.WriteString(query + "\n\n")
	}
	fmt.Fprintf(&b, "lacks %v\nnumbers %t, created always %t, updated always %t, positions %t, offset %t\n",
		s.Lacks, s.LegacyIDs, s.CreatedAlways, s.UpdatedAlways, s.Positions(), s.ByOffset())
	for _, field := range []string{"create_time", "update_time"} {
		by, ok := s.OrderBy(field, true)
		text, _ := json.Marshal(by)
		fmt.Fprintf(&b, "order by %s: %s %s %t\n", field, s.OrderVariable(), text, ok)
	}
	for _, ours := range slices.Sorted(slices.Values(append([]string{"id", "global_id"}, append(Fields(), "create_time")...))) {
		fmt.Fprintf(&b, "filter by %s: %q\n", ours, s.Filter(ours))
	}
	return b.String()
}

// requireValid checks a query by the schema that an introspection shows.
func requireValid(t *testing.T, data []byte, query string) {
	t.Helper()
	loaded, err := gqlparser.LoadSchema(&ast.Source{Input: sdl(t, data)})
	require.NoError(t, err)
	_, failed := gqlparser.LoadQueryWithRules(loaded, query, rules.NewDefaultRules())
	require.Nil(t, failed, query)
}

// sdl writes an introspection as a schema.
func sdl(t *testing.T, data []byte) string {
	t.Helper()
	read, err := readTypes(data)
	require.NoError(t, err)
	var b strings.Builder
	fmt.Fprintf(&b, "schema { query: %s", read.query)
	if read.mutation != "" {
		fmt.Fprintf(&b, " mutation: %s", read.mutation)
	}
	b.WriteString(" }\n")
	words := map[string]string{kindScalar: "scalar", kindEnum: "enum", kindObject: "type", kindInterface: "interface", kindInput: "input"}
	for _, d := range read.byName {
		if slices.Contains([]string{"Int", "Float", "String", "Boolean", "ID"}, d.Name) || words[d.Kind] == "" {
			continue
		}
		var members []string
		for _, f := range d.Fields {
			if read.of(f.Type) == nil {
				continue // which no query may select
			}
			var args []string
			for _, a := range f.Args {
				args = append(args, declared(a))
			}
			if members = append(members, f.Name); len(args) > 0 {
				members = append(members, "("+strings.Join(args, " ")+")")
			}
			members = append(members, ": "+f.Type.String())
		}
		for _, v := range d.InputFields {
			members = append(members, declared(v))
		}
		for _, v := range d.EnumValues {
			members = append(members, v.Name)
		}
		fmt.Fprintf(&b, "%s %s", words[d.Kind], d.Name)
		if len(members) > 0 {
			b.WriteString(" { " + strings.Join(members, " ") + " }")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// declared writes an argument, or a field of an input.
func declared(v value) string {
	if v.Default != nil {
		return v.Name + ": " + v.Type.String() + " = " + *v.Default
	}
	return v.Name + ": " + v.Type.String()
}
