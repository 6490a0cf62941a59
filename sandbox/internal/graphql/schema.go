package graphql

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// Resolver returns the value of a field: nil for null, a string, a bool, an int64, a []any of values, or, for a field of an object
// type, any other value, which becomes the Parent of the fields below.
type Resolver func(c Call) (any, error)

// Call is one evaluation of a field.
type Call struct {
	// Parent is the value of the object that has the field; for a field of the operation itself, the root given to Execute.
	Parent any
	// Args has the arguments that were given or have a default, by name: nil for null, and else a string (also for enums and ids), a
	// bool, an int64, a float64, a []any or a map[string]any. Nobody may change them.
	Args map[string]any
	// Fields is the number of fields selected below this field.
	Fields int
}

// Options change what a schema offers.
type Options struct {
	// Introspection allows __schema and __type.
	Introspection bool
	// Deny returns the error of an operation that selects a field of a type, or nil. It may be nil.
	Deny func(object, field string) error
}

// Schema is a schema with its resolvers. It is immutable and safe for concurrent use.
type Schema struct {
	ast       *ast.Schema
	resolvers map[string]Resolver
	options   Options
}

// New returns a schema for a text in the schema definition language. resolvers has a Resolver for each field of each object type,
// by "Type.field"; what the schema has not is ignored.
func New(sdl string, resolvers map[string]Resolver, options Options) (*Schema, error) {
	parsed, err := gqlparser.LoadSchema(&ast.Source{Input: sdl})
	if err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	if parsed.Query == nil {
		return nil, errors.New("schema: there is no type Query")
	}
	delete(parsed.Directives, "defer")
	s := &Schema{ast: parsed, resolvers: introspection(parsed), options: options}
	maps.Copy(s.resolvers, resolvers)
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(parsed.Types)) {
		def := parsed.Types[name]
		if def.IsAbstractType() {
			errs = append(errs, fmt.Errorf("schema: %s is an interface or a union, which no plan has", name))
		}
		if def.Kind != ast.Object {
			continue
		}
		for _, f := range def.Fields {
			if s.resolvers[name+"."+f.Name] == nil {
				errs = append(errs, fmt.Errorf("schema: %s.%s has no resolver", name, f.Name))
			}
		}
	}
	return s, errors.Join(errs...)
}

// root returns the type at which operations of a kind begin; nil if the schema has none.
func (s *Schema) root(kind ast.Operation) *ast.Definition {
	switch kind {
	case ast.Mutation:
		return s.ast.Mutation
	case ast.Subscription:
		return nil
	default:
		return s.ast.Query
	}
}

// hidden reports whether a name is reserved for introspection.
func hidden(name string) bool { return strings.HasPrefix(name, "__") }
