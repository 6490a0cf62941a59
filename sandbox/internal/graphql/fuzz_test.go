package graphql

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzRequest runs any body: the answer is JSON with data or errors, and nothing panics.
func FuzzRequest(f *testing.F) {
	for _, query := range []string{
		`{hero{name}}`, standardIntrospection, `query($n:Input){hero(in:$n){args}}`, `{`, `mutation{add(n:1)}`,
		`query Q($y:Boolean!=true){a:many @skip(if:$y) ...F} fragment F on Query{hero(list:[1,2],when:"""x""",color:BLUE){friend{old}}}`,
		`{__type(name:"Hero"){fields(includeDeprecated:true){name type{ofType{name}}}}}`, `subscription{many}`, `{fails}`, `{absent}`,
		`query A{many} query B{__typename}`, `{...A} fragment A on Query{...B} fragment B on Query{...A}`,
	} {
		f.Add(query, `{"n":{"a":1,"c":["RED"],"d":{"a":2}}}`, "")
	}
	f.Add(`query A($x:[Int!]=[1]){hero(list:$x){args}}`, `{"x":[1,2]}`, "A")
	f.Add(`query($f:Float,$i:ID){hero(factor:$f,id:$i){args}}`, `{"f":1e400,"i":12345678901234567890}`, "")
	s := newSchema(f, Options{Introspection: true})
	f.Fuzz(func(t *testing.T, query, variables, operation string) {
		if !json.Valid([]byte(variables)) || strings.Contains(query, "heroes") || strings.Contains(query, "big") {
			return // the fields that make large answers
		}
		text, err := json.Marshal(map[string]any{"query": query, "variables": json.RawMessage(variables), "operationName": operation})
		require.NoError(t, err)
		answer := run(t, s, string(text))
		require.Equal(t, strings.HasPrefix(answer, `{"data":{`), strings.HasSuffix(answer, `,"errors":[]}`), answer)
		require.NotEqual(t, strings.HasPrefix(answer, `{"data":{`), strings.HasPrefix(answer, `{"errors":[{`), answer)
	})
}

// TestWorkIsBounded runs queries that would take ages without bounds on plans.
func TestWorkIsBounded(t *testing.T) {
	s := newSchema(t, Options{Introspection: true})
	query := `{hero{...F0}} fragment F20 on Hero{name}`
	for i := range 20 { // each fragment has the next one twice, under two keys
		query += fmt.Sprintf(" fragment F%d on Hero{a:friend{...F%d} b:friend{...F%d}}", i, i+1, i+1)
	}
	require.Contains(t, run(t, s, body(t, query, "")), "more than 2000 fields")

	query = `{...F0} fragment F40 on Query{many}`
	for i := range 40 { // and under the same key
		query += fmt.Sprintf(" fragment F%d on Query{...F%d ...F%d}", i, i+1, i+1)
	}
	require.Equal(t, `{"data":{"many":[1,null,3]},"errors":[]}`, run(t, s, body(t, query, "")))

	wide := `{` + strings.Repeat(`hero{friend{name args}} `, 600) + `}`
	require.JSONEq(t, `{"data":{"hero":{"friend":{"name":"Luke's friend","args":"null"}}},"errors":[]}`, run(t, s, body(t, wide, "")))
}
