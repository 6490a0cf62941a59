package graphql

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const testSDL = `
"A moment."
scalar Moment
type Query {
  hero(id: ID, first: Int = 3, factor: Float, on: Boolean, color: Color = RED, when: Moment, list: [Int!], in: Input): Hero
  heroes(count: Int!): [Hero!]!
  fails: String
  absent: String!
  wrong: Int
  many: [Int]
  big: [String!]!
}
type Hero { name: String! friend: Hero args: String! old: String @deprecated(reason: "gone") }
enum Color { RED GREEN BLUE @deprecated }
input Input { a: Int! b: String = "x" c: [Color] d: Input e: Boolean }
type Mutation { add(n: Int!): Int! }
`

// hero is a Hero with the arguments that it was asked by.
type hero struct {
	name string
	args map[string]any
}

// newSchema returns the schema of the tests, with a counter that mutations add to.
func newSchema(t testing.TB, options Options) *Schema {
	t.Helper()
	var sum int64
	s, err := New(testSDL, map[string]Resolver{
		"Query.hero": func(c Call) (any, error) { return &hero{"Luke", c.Args}, nil },
		"Query.heroes": func(c Call) (any, error) {
			items := []any{}
			for range c.Args["count"].(int64) {
				items = append(items, &hero{name: "X"})
			}
			return items, nil
		},
		"Query.fails":  func(Call) (any, error) { return nil, errors.New("it fails") },
		"Query.absent": func(Call) (any, error) { return nil, nil },
		"Query.wrong":  func(Call) (any, error) { return 1.5, nil },
		"Query.many":   func(Call) (any, error) { return []any{int64(1), nil, int64(3)}, nil },
		"Query.big": func(Call) (any, error) {
			items := make([]any, 20)
			for i := range items {
				items[i] = strings.Repeat("x", 1<<20)
			}
			return items, nil
		},
		"Hero.name":   of(func(h *hero) any { return h.name }),
		"Hero.friend": of(func(h *hero) any { return &hero{name: h.name + "'s friend"} }),
		"Hero.old":    of(func(*hero) any { return nil }),
		"Hero.args": func(c Call) (any, error) {
			text, err := json.Marshal(c.Parent.(*hero).args)
			return string(text), err
		},
		"Mutation.add": func(c Call) (any, error) { sum += c.Args["n"].(int64); return sum, nil },
		"Other.field":  nil,
	}, options)
	require.NoError(t, err)
	return s
}

// run returns the answer of a request in JSON.
func run(t testing.TB, s *Schema, body string) string {
	t.Helper()
	r, err := DecodeRequest([]byte(body))
	var d *Document
	if err == nil {
		d, err = Parse(r)
	}
	var o *Operation
	if err == nil {
		o, err = s.Prepare(d)
	}
	var answer []byte
	if err == nil {
		answer, err = s.Execute(t.Context(), o, nil)
	}
	if err != nil {
		answer = AppendErrors(nil, err)
	}
	require.True(t, json.Valid(answer), "%s", answer)
	return string(answer)
}

// body returns the JSON of a request.
func body(t testing.TB, query, variables string) string {
	t.Helper()
	text, err := json.Marshal(query)
	require.NoError(t, err)
	if variables == "" {
		variables = "null"
	}
	return `{"query":` + string(text) + `,"variables":` + variables + `}`
}

func TestAnswers(t *testing.T) {
	for name, tt := range map[string]struct{ query, variables, data string }{
		"a field":        {query: `{hero{name}}`, data: `{"hero":{"name":"Luke"}}`},
		"aliases":        {query: `{b:hero{x:name} a:hero{name}}`, data: `{"b":{"x":"Luke"},"a":{"name":"Luke"}}`},
		"typename":       {query: `{__typename hero{t:__typename}}`, data: `{"__typename":"Query","hero":{"t":"Hero"}}`},
		"merged":         {query: `{hero{name} hero{friend{name}} hero{friend{__typename}}}`, data: `{"hero":{"name":"Luke","friend":{"name":"Luke's friend","__typename":"Hero"}}}`},
		"fragments":      {query: `query{...Q ...Q} fragment Q on Query{hero{...H ... on Hero{name} ...{args}}} fragment H on Hero{friend{name}}`, data: `{"hero":{"friend":{"name":"Luke's friend"},"name":"Luke","args":"{\"color\":\"RED\",\"first\":3}"}}`},
		"lists":          {query: `{heroes(count:2){name} none:heroes(count:0){name} many}`, data: `{"heroes":[{"name":"X"},{"name":"X"}],"none":[],"many":[1,null,3]}`},
		"directives":     {query: `query($y:Boolean!,$n:Boolean=false){a:many @skip(if:$y) b:many @include(if:$n) c:many @skip(if:$n) @include(if:$y) ...@skip(if:true){d:many} ...F@include(if:false)} fragment F on Query{e:many}`, variables: `{"y":true}`, data: `{"c":[1,null,3]}`},
		"a mutation":     {query: `mutation{a:add(n:2) b:add(n:3)}`, data: `{"a":2,"b":5}`},
		"odd characters": {query: "{hero{name args}}#\u00e9", data: `{"hero":{"name":"Luke","args":"{\"color\":\"RED\",\"first\":3}"}}`},
	} {
		require.Equal(t, `{"data":`+tt.data+`,"errors":[]}`, run(t, newSchema(t, Options{}), body(t, tt.query, tt.variables)), name)
	}
	require.Equal(t, `{"data":{"hero":{"name":"Luke"}},"errors":[]}`,
		run(t, newSchema(t, Options{}), `{"query":"query A{many} query B{hero{name}}","operationName":"B","extensions":{}}`))
}

func TestArguments(t *testing.T) {
	s := newSchema(t, Options{})
	for name, tt := range map[string]struct{ declared, args, variables, want string }{
		"defaults":              {want: `{"color":"RED","first":3}`},
		"literals":              {args: `(id:7,first:-1,factor:1,on:false,color:GREEN,when:"now",list:[1,2],in:{a:1,c:[BLUE]})`, want: `{"color":"GREEN","factor":1,"first":-1,"id":"7","in":{"a":1,"b":"x","c":["BLUE"]},"list":[1,2],"on":false,"when":"now"}`},
		"nulls":                 {args: `(id:null,first:null,in:null)`, want: `{"color":"RED","first":null,"id":null,"in":null}`},
		"one as a list":         {args: `(list:1,in:{a:1,c:RED})`, want: `{"color":"RED","first":3,"in":{"a":1,"b":"x","c":["RED"]},"list":[1]}`},
		"variables":             {declared: `($i:ID,$f:Int,$l:[Int!],$n:Input)`, args: `(id:$i,first:$f,list:$l,in:$n)`, variables: `{"i":7,"f":2,"l":3,"n":{"a":1,"b":null,"d":{"a":2}}}`, want: `{"color":"RED","first":2,"id":"7","in":{"a":1,"b":null,"d":{"a":2,"b":"x"}},"list":[3]}`},
		"no variables":          {declared: `($i:ID,$f:Int,$b:String)`, args: `(id:$i,first:$f,in:{a:1,b:$b})`, want: `{"color":"RED","first":3,"in":{"a":1,"b":"x"}}`},
		"null variables":        {declared: `($i:ID,$f:Int,$b:String)`, args: `(id:$i,first:$f,in:{a:1,b:$b})`, variables: `{"i":null,"f":null,"b":null}`, want: `{"color":"RED","first":null,"id":null,"in":{"a":1,"b":null}}`},
		"defaults of variables": {declared: `($f:Int=5,$c:[Color]=[GREEN],$n:Input={a:9})`, args: `(first:$f,in:{a:1,c:$c,d:$n})`, want: `{"color":"RED","first":5,"in":{"a":1,"b":"x","c":["GREEN"],"d":{"a":9,"b":"x"}}}`},
		"variables in lists":    {declared: `($x:Int!,$c:Color)`, args: `(list:[$x,2],in:{a:$x,c:[$c]})`, variables: `{"x":4}`, want: `{"color":"RED","first":3,"in":{"a":4,"b":"x","c":[null]},"list":[4,2]}`},
		"block text":            {args: `(when:"""` + "\n  a\n   b\n" + `""")`, want: `{"color":"RED","first":3,"when":"a\n b"}`},
	} {
		answer := run(t, s, body(t, "query"+tt.declared+"{hero"+tt.args+"{args}}", tt.variables))
		var got struct {
			Data   struct{ Hero struct{ Args string } }
			Errors []any
		}
		require.NoError(t, json.Unmarshal([]byte(answer), &got), name)
		require.Empty(t, got.Errors, name)
		require.Equal(t, tt.want, got.Data.Hero.Args, name)
	}
}

func TestErrors(t *testing.T) {
	s := newSchema(t, Options{Introspection: true, Deny: func(object, field string) error {
		if object == "Hero" && field == "friend" {
			return errors.New("no friends for you")
		}
		return nil
	}})
	deep := strings.Repeat("{friend", 5) + "{name}" + strings.Repeat("}", 5)
	for name, tt := range map[string]struct{ body, want string }{
		"no JSON":               {`{`, "not a JSON object"},
		"an array":              {`[{"query":"{many}"}]`, "not a JSON object"},
		"two values":            {`{"query":"{many}"} {}`, "more than one JSON value"},
		"no query":              {`{}`, "0 operations"},
		"syntax":                {body(t, `{hero{`, ""), "Expected Name"},
		"two operations":        {body(t, `query A{many} query B{many}`, ""), "2 operations"},
		"no such operation":     {`{"query":"query A{many}","operationName":"C"}`, `no operation \"C\"`},
		"subscription":          {body(t, `subscription{many}`, ""), "ubscription"},
		"unknown field":         {body(t, `{hero{nam}}`, ""), `Cannot query field \"nam\" on type \"Hero\"`},
		"unknown argument":      {body(t, `{hero(x:1){name}}`, ""), `Unknown argument \"x\"`},
		"unknown key":           {body(t, `{hero(in:{a:1,z:2}){name}}`, ""), `Field \"z\" is not defined`},
		"missing key":           {body(t, `{hero(in:{b:"x"}){name}}`, ""), `was not provided`},
		"wrong literal":         {body(t, `{hero(first:"1"){name}}`, ""), `Int cannot represent`},
		"large literal":         {body(t, `{hero(first:2147483648){name}}`, ""), `Int`},
		"wrong enum":            {body(t, `{hero(color:"RED"){name}}`, ""), `Enum`},
		"no object":             {body(t, `{hero(in:1){name}}`, ""), `Expected`},
		"no selection":          {body(t, `{hero}`, ""), "must have a selection"},
		"fragment cycle":        {body(t, `{hero{...A}} fragment A on Hero{name ...A}`, ""), "Cannot spread fragment"},
		"conflict":              {body(t, `{hero{x:name x:args}}`, ""), "conflict"},
		"a denied field":        {body(t, `{hero{...{f:friend{name}}}}`, ""), "no friends for you"},
		"a failing field":       {body(t, `{many a:fails}`, ""), `"it fails","path":["a"],"locations":[{"line":1,"column":7}]`},
		"null of non-null":      {body(t, `{absent}`, ""), "has no value"},
		"a wrong value":         {body(t, `{wrong}`, ""), "is a float64, but of the type Int"},
		"a large answer":        {body(t, `{big}`, ""), "more than 16777216 bytes"},
		"a large query":         {body(t, `{many}`+strings.Repeat(" ", maxQuery), ""), "longer than 65536 bytes"},
		"many tokens":           {body(t, `{`+strings.Repeat("a ", maxTokens)+`}`, ""), "token limit"},
		"a deep query":          {body(t, `{__schema{types`+strings.Repeat("{ofType", 30)+"{name}"+strings.Repeat("}", 32), ""), "deeper than 25"},
		"denied before deep":    {body(t, `{hero`+deep+`}`, ""), "no friends for you"},
		"many fields":           {body(t, `{`+manyFields(maxFields+1)+`}`, ""), "more than 2000 fields"},
		"variable absent":       {body(t, `query($n:Int!){heroes(count:$n){name}}`, ""), "variable $n of type Int!: is required"},
		"variable null":         {body(t, `query($n:Int!){heroes(count:$n){name}}`, `{"n":null}`), "may not be null"},
		"variable of a type":    {body(t, `query($n:Int!){heroes(count:$n){name}}`, `{"n":"2"}`), "is not of type Int"},
		"variable fraction":     {body(t, `query($n:Int!){heroes(count:$n){name}}`, `{"n":2.5}`), "2.5 is not of type Int"},
		"variable too large":    {body(t, `query($n:Int!){heroes(count:$n){name}}`, `{"n":3000000000}`), "is not of type Int"},
		"variable of an enum":   {body(t, `query($c:Color){hero(color:$c){name}}`, `{"c":"red"}`), `\"red\" is not a value of Color`},
		"null where not":        {body(t, `query($n:Int=1){heroes(count:$n){name}}`, `{"n":null}`), "may not be null"},
		"key of a variable":     {body(t, `query($n:Input){hero(in:$n){name}}`, `{"n":{"a":1,"d":{"a":1,"z":1}}}`), `d: \"z\" is not defined by type Input`},
		"required in variable":  {body(t, `query($n:Input){hero(in:$n){name}}`, `{"n":{"b":"x"}}`), `a: is required`},
		"variable no object":    {body(t, `query($n:Input){hero(in:$n){name}}`, `{"n":[1]}`), `is not an object`},
		"null in a list":        {body(t, `query($n:[Int!]){hero(list:$n){name}}`, `{"n":[1,null]}`), `[1]: may not be null`},
		"skip by null":          {body(t, `query($b:Boolean!){many @skip(if:$b)}`, `{"b":null}`), "may not be null"},
		"unknown variable type": {body(t, `query($b:Nope){many}`, ""), "Nope"},
	} {
		answer := run(t, s, tt.body)
		require.True(t, strings.HasPrefix(answer, `{"errors":[{`), "%s: %s", name, answer)
		require.Contains(t, answer, tt.want, name)
	}
}

func manyFields(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(" a")
		for ; i > 0; i /= 26 {
			b.WriteByte(byte('a' + i%26))
		}
		b.WriteString(":many")
	}
	return b.String()
}

func TestSchemasWithoutAllResolversAreRefused(t *testing.T) {
	for sdl, want := range map[string]string{
		`type Query { a: Int }`:                                   "Query.a has no resolver",
		`type Query { a: Int } union U = Query`:                   "U is an interface or a union",
		`type Query { a: Missing }`:                               "Missing",
		`type Other { a: Int }`:                                   "there is no type Query",
		`type Query {`:                                            "schema: ",
		`interface I { a: Int } type Query implements I {a: Int}`: "I is an interface",
	} {
		_, err := New(sdl, nil, Options{})
		require.ErrorContains(t, err, want, sdl)
	}
}
