package schema

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// Query is the introspection: all types, each once. The types around tasks cannot be asked for alone, since their names are not
// known before.
const Query = `query Schema { __schema { queryType { name } mutationType { name } types { kind name ` +
	`fields(includeDeprecated: true) { name args { name defaultValue type { ...T } } type { ...T } } ` +
	`inputFields { name defaultValue type { ...T } } enumValues(includeDeprecated: true) { name } } } } ` +
	`fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }`

// The kinds of types that matter here, as introspection names them (GraphQL, "Schema Introspection").
const (
	kindScalar    = "SCALAR"
	kindEnum      = "ENUM"
	kindObject    = "OBJECT"
	kindInterface = "INTERFACE"
	kindInput     = "INPUT_OBJECT"
	kindList      = "LIST"
	kindNonNull   = "NON_NULL"
)

// typeRef is a type as a field, an argument or an input field has it.
type typeRef struct {
	Kind   string   `json:"kind"`
	Name   string   `json:"name"`
	OfType *typeRef `json:"ofType"`
}

// String returns the type as queries write it: [TaskFieldGraphFilter!].
func (t *typeRef) String() string {
	switch {
	case t == nil:
		return ""
	case t.Kind == kindNonNull:
		return t.OfType.String() + "!"
	case t.Kind == kindList:
		return "[" + t.OfType.String() + "]"
	}
	return t.Name
}

// named returns the type without lists and "not null", nil for none.
func (t *typeRef) named() *typeRef {
	for t != nil && t.OfType != nil {
		t = t.OfType
	}
	return t
}

// whole reports whether a query can name the type: it is complete, though introspection shows no more than four levels, and its name is
// a name.
func (t *typeRef) whole() bool {
	for within := ""; t != nil; t = t.OfType {
		wraps := t.Kind == kindList || t.Kind == kindNonNull
		switch {
		case t.Kind == kindNonNull && within == kindNonNull, wraps != (t.OfType != nil):
			return false
		case !wraps:
			return name(t.Name)
		}
		within = t.Kind
	}
	return false
}

// list reports whether the type is a list.
func (t *typeRef) list() bool {
	if t != nil && t.Kind == kindNonNull {
		t = t.OfType
	}
	return t != nil && t.Kind == kindList
}

// value is an argument, or a field of an input object.
type value struct {
	Name    string   `json:"name"`
	Default *string  `json:"defaultValue"`
	Type    *typeRef `json:"type"`
}

// required reports whether a query must give the value.
func (v value) required() bool {
	return v.Type != nil && v.Type.Kind == kindNonNull && v.Default == nil
}

// whole reports whether a query can have the value.
func (v value) whole() bool { return name(v.Name) && v.Type.whole() }

// field is a field of an object.
type field struct {
	Name string   `json:"name"`
	Args []value  `json:"args"`
	Type *typeRef `json:"type"`
}

// arg returns an argument, nil for none.
func (f *field) arg(name string) *value {
	for i := range f.Args {
		if f.Args[i].Name == name {
			return &f.Args[i]
		}
	}
	return nil
}

// demands returns an argument that a query must give and that is none of given, "" if there is none.
func (f *field) demands(given ...string) string {
	for _, a := range f.Args {
		if a.required() && !slices.Contains(given, a.Name) {
			return a.Name
		}
	}
	return ""
}

// single reports whether the field can be selected without arguments, and has no list of values.
func (f *field) single() bool { return f != nil && f.demands() == "" && !f.Type.list() }

// definition is a type.
type definition struct {
	Kind        string  `json:"kind"`
	Name        string  `json:"name"`
	Fields      []field `json:"fields"`
	InputFields []value `json:"inputFields"`
	EnumValues  []struct {
		Name string `json:"name"`
	} `json:"enumValues"`
}

// field returns a field, nil for none.
func (d *definition) field(name string) *field {
	if d == nil {
		return nil
	}
	for i := range d.Fields {
		if d.Fields[i].Name == name {
			return &d.Fields[i]
		}
	}
	return nil
}

// input returns a field of an input object, nil for none.
func (d *definition) input(name string) *value {
	if d == nil {
		return nil
	}
	for i := range d.InputFields {
		if d.InputFields[i].Name == name {
			return &d.InputFields[i]
		}
	}
	return nil
}

// clean removes the fields and arguments that no query can have. An argument that a query must give goes with its field.
func (d *definition) clean() {
	d.Fields = slices.DeleteFunc(d.Fields, func(f field) bool {
		return !f.Type.whole() || slices.ContainsFunc(f.Args, func(a value) bool { return a.required() && !a.whole() })
	})
	for i, f := range d.Fields {
		d.Fields[i].Args = slices.DeleteFunc(f.Args, func(a value) bool { return !a.whole() })
	}
}

// types are all types, by name.
type types struct {
	byName          map[string]*definition
	query, mutation string
}

// of returns the definition of a type without lists and "not null", nil for none.
func (t *types) of(ref *typeRef) *definition {
	if n := ref.named(); n != nil {
		return t.byName[n.Name]
	}
	return nil
}

// readTypes reads the data of an answer to Query.
func readTypes(data []byte) (*types, error) {
	var answer struct {
		Schema struct {
			QueryType    *typeRef     `json:"queryType"`
			MutationType *typeRef     `json:"mutationType"`
			Types        []definition `json:"types"`
		} `json:"__schema"`
	}
	if err := json.Unmarshal(data, &answer); err != nil {
		return nil, fmt.Errorf("the schema cannot be read: %w", err)
	}
	s := answer.Schema
	if s.QueryType == nil || len(s.Types) == 0 {
		return nil, errors.New("the answer has no schema")
	}
	t := &types{byName: make(map[string]*definition, len(s.Types)), query: s.QueryType.Name}
	if s.MutationType != nil {
		t.mutation = s.MutationType.Name
	}
	for i := range s.Types {
		if !name(s.Types[i].Name) {
			continue // no query can name it
		}
		s.Types[i].clean()
		t.byName[s.Types[i].Name] = &s.Types[i]
	}
	return t, nil
}

// name reports whether a text is a name of GraphQL, so that it can be written into a query.
func name(text string) bool {
	for i, c := range []byte(text) {
		letter := c == '_' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return text != ""
}
