package schema

import (
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

// FuzzParse reads any answer: it never panics, and each query that a schema makes is a query of GraphQL.
func FuzzParse(f *testing.F) {
	for _, name := range []string{"default", "global", "poor"} {
		f.Add(sample(f, name))
	}
	f.Add(edited(f, func(x *types) { x.at("TaskMutations", "update").Args[0].Type = nil }))
	f.Add(edited(f, func(x *types) { x.tasks().arg("first").Type = &typeRef{Kind: kindScalar, Name: "Int) { x"} }))
	f.Add(edited(f, func(x *types) { x.tasks().arg("offset").Type = &typeRef{Kind: kindList} }))
	f.Add(edited(f, func(x *types) { x.at("Task", "id").Type = account }))
	f.Add(edited(f, func(x *types) { x.tasks().arg("order").Name = "" }))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Parse(data, nil)
		if err != nil {
			return
		}
		for _, query := range queriesOf(s) {
			_, failed := parser.ParseQuery(&ast.Source{Input: query})
			require.NoError(t, failed, query)
		}
	})
}
