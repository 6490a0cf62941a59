package graphql

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// standardIntrospection is the query by which tools read a schema, as graphql-js makes it.
const standardIntrospection = `query IntrospectionQuery {
  __schema {
    description
    queryType { name kind }
    mutationType { name kind }
    subscriptionType { name kind }
    types { ...FullType }
    directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } }
  }
}
fragment FullType on __Type {
  kind name description specifiedByURL isOneOf
  fields(includeDeprecated: true) {
    name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason
  }
  inputFields(includeDeprecated: true) { ...InputValue }
  interfaces { ...TypeRef }
  enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
  possibleTypes { ...TypeRef }
}
fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
fragment TypeRef on __Type {
  kind name
  ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } }
}`

// shownSchema is what the standard query shows of a schema.
type shownSchema struct {
	QueryType, MutationType, SubscriptionType any
	Types                                     []shownType
	Directives                                []struct{ Name string }
}

type shownType struct {
	Kind, Name, Description   string
	Fields, InputFields       []shownField
	EnumValues                []shownField
	Interfaces, PossibleTypes []shownType
	IsOneOf                   *bool
	OfType                    *shownType
}

type shownField struct {
	Name, DefaultValue, DeprecationReason string
	IsDeprecated                          bool
	Args                                  []shownField
	Type                                  *shownType
}

func (r *shownType) String() string {
	switch {
	case r == nil:
		return ""
	case r.Kind == "NON_NULL":
		return r.OfType.String() + "!"
	case r.Kind == "LIST":
		return "[" + r.OfType.String() + "]"
	}
	return r.Name
}

func (f shownField) String() string {
	text := f.Name
	if len(f.Args) > 0 {
		text += fmt.Sprint(f.Args)
	}
	if f.Type != nil {
		text += ": " + f.Type.String()
	}
	if f.DefaultValue != "" {
		text += " = " + f.DefaultValue
	}
	if f.IsDeprecated {
		text += " (" + f.DeprecationReason + ")"
	}
	return text
}

// TestStandardIntrospection writes the schema down again from what the standard query shows of it.
func TestStandardIntrospection(t *testing.T) {
	s := newSchema(t, Options{Introspection: true})
	var got struct {
		Data struct {
			Schema shownSchema `json:"__schema"`
		}
		Errors []any
	}
	require.NoError(t, json.Unmarshal([]byte(run(t, s, body(t, standardIntrospection, ""))), &got))
	require.Empty(t, got.Errors)
	schema := got.Data.Schema
	require.Equal(t, map[string]any{"name": "Query", "kind": "OBJECT"}, schema.QueryType)
	require.Equal(t, map[string]any{"name": "Mutation", "kind": "OBJECT"}, schema.MutationType)
	require.Nil(t, schema.SubscriptionType)
	require.Equal(t, "[{deprecated} {include} {oneOf} {skip} {specifiedBy}]", fmt.Sprint(schema.Directives))
	var lines []string
	for _, typ := range schema.Types {
		if hidden(typ.Name) {
			continue
		}
		require.Equal(t, typ.Kind == "OBJECT", typ.Interfaces != nil, typ.Name)
		require.Nil(t, typ.PossibleTypes)
		require.Equal(t, typ.Kind == "INPUT_OBJECT", typ.IsOneOf != nil, typ.Name)
		lines = append(lines, strings.Trim(fmt.Sprint(typ.Kind, " ", typ.Name, " ", append(append(typ.Fields, typ.InputFields...), typ.EnumValues...)), "[] "))
	}
	require.Equal(t, []string{
		"SCALAR Boolean",
		"ENUM Color [RED GREEN BLUE (No longer supported)",
		"SCALAR Float",
		"OBJECT Hero [name: String! friend: Hero args: String! old: String (gone)",
		"SCALAR ID",
		"INPUT_OBJECT Input [a: Int! b: String = \"x\" c: [Color] d: Input e: Boolean",
		"SCALAR Int",
		"SCALAR Moment",
		"OBJECT Mutation [add[n: Int!]: Int!",
		"OBJECT Query [hero[id: ID first: Int = 3 factor: Float on: Boolean color: Color = RED when: Moment list: [Int!] in: Input]: Hero " +
			"heroes[count: Int!]: [Hero!]! fails: String absent: String! wrong: Int many: [Int] big: [String!]!",
		"SCALAR String",
	}, lines)
}

func TestIntrospectionOfOneType(t *testing.T) {
	s := newSchema(t, Options{Introspection: true})
	for query, want := range map[string]string{
		`{__type(name:"Color"){kind enumValues{name}}}`:                      `{"kind":"ENUM","enumValues":[{"name":"RED"},{"name":"GREEN"}]}`,
		`{__type(name:"Hero"){fields{name} inputFields{name} ofType{name}}}`: `{"fields":[{"name":"name"},{"name":"friend"},{"name":"args"}],"inputFields":null,"ofType":null}`,
		`{__type(name:"Nothing"){name}}`:                                     `null`,
		`query($n:String!="Moment"){__type(name:$n){description kind}}`:      `{"description":"A moment.","kind":"SCALAR"}`,
	} {
		require.Equal(t, `{"data":{"__type":`+want+`},"errors":[]}`, run(t, s, body(t, query, "")), query)
	}
}

func TestIntrospectionCanBeForbidden(t *testing.T) {
	s := newSchema(t, Options{})
	for _, query := range []string{`{__schema{queryType{name}}}`, `{many ...{__type(name:"Hero"){name}}}`} {
		require.Contains(t, run(t, s, body(t, query, "")), `{"errors":[{"message":"introspection is not allowed`)
	}
	require.Equal(t, `{"data":{"__typename":"Query"},"errors":[]}`, run(t, s, body(t, `{__typename}`, "")))
}

func TestOperationsAreRecognised(t *testing.T) {
	for query, want := range map[string][2]bool{ // mutation, introspects
		`{many}`:                        {false, false},
		`mutation{add(n:1)}`:            {true, false},
		`{x:__schema{description}}`:     {false, true},
		`{...{__type(name:"X"){name}}}`: {false, true},
		`{...F} fragment F on Query{...G ...F} fragment G on Query{__schema{description}}`: {false, true},
		`{...F} fragment F on Query{...F ...Missing}`:                                      {false, false},
		`{nothing{__schema}}`: {false, false},
	} {
		d, err := Parse(Request{Query: query})
		require.NoError(t, err)
		require.Equal(t, want, [2]bool{d.Mutation(), d.Introspects()}, query)
	}
}
