package graphql

import (
	"maps"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// typeRef is a type as introspection shows it: a definition, or a list or non-null around another type.
type typeRef struct {
	kind string
	def  *ast.Definition // nil around another type
	of   *typeRef        // nil for a definition
}

// of returns a resolver of a field of objects that are of one Go type.
func of[T any](value func(T) any) Resolver {
	return func(c Call) (any, error) { return value(c.Parent.(T)), nil }
}

// introspection returns the resolvers of __schema, __type and all that is below them.
func introspection(s *ast.Schema) map[string]Resolver {
	in := introspector{s}
	resolvers := map[string]Resolver{
		s.Query.Name + ".__schema": func(Call) (any, error) { return s, nil },
		s.Query.Name + ".__type": func(c Call) (any, error) {
			name, _ := c.Args["name"].(string)
			return in.named(name), nil
		},
		"__Schema.description":      of(func(s *ast.Schema) any { return text(s.Description) }),
		"__Schema.queryType":        of(func(s *ast.Schema) any { return in.definition(s.Query) }),
		"__Schema.mutationType":     of(func(s *ast.Schema) any { return in.definition(s.Mutation) }),
		"__Schema.subscriptionType": of(func(s *ast.Schema) any { return in.definition(s.Subscription) }),
		"__Schema.types": of(func(s *ast.Schema) any {
			return list(slices.Sorted(maps.Keys(s.Types)), func(name string) any { return in.named(name) })
		}),
		"__Schema.directives": of(func(s *ast.Schema) any {
			return list(slices.Sorted(maps.Keys(s.Directives)), func(name string) any { return s.Directives[name] })
		}),
		"__Directive.name":         of(func(d *ast.DirectiveDefinition) any { return d.Name }),
		"__Directive.description":  of(func(d *ast.DirectiveDefinition) any { return text(d.Description) }),
		"__Directive.isRepeatable": of(func(d *ast.DirectiveDefinition) any { return d.IsRepeatable }),
		"__Directive.locations": of(func(d *ast.DirectiveDefinition) any {
			return list(d.Locations, func(l ast.DirectiveLocation) any { return string(l) })
		}),
		"__Directive.args": func(c Call) (any, error) {
			return arguments(c.Parent.(*ast.DirectiveDefinition).Arguments, c), nil
		},
		"__Field.name":        of(func(f *ast.FieldDefinition) any { return f.Name }),
		"__Field.description": of(func(f *ast.FieldDefinition) any { return text(f.Description) }),
		"__Field.type":        of(func(f *ast.FieldDefinition) any { return in.reference(f.Type) }),
		"__Field.args": func(c Call) (any, error) {
			return arguments(c.Parent.(*ast.FieldDefinition).Arguments, c), nil
		},
		"__InputValue.name":         of(func(a *ast.ArgumentDefinition) any { return a.Name }),
		"__InputValue.description":  of(func(a *ast.ArgumentDefinition) any { return text(a.Description) }),
		"__InputValue.type":         of(func(a *ast.ArgumentDefinition) any { return in.reference(a.Type) }),
		"__InputValue.defaultValue": of(defaultValue),
		"__EnumValue.name":          of(func(v *ast.EnumValueDefinition) any { return v.Name }),
		"__EnumValue.description":   of(func(v *ast.EnumValueDefinition) any { return text(v.Description) }),
	}
	deprecation(resolvers, "__Field", func(v any) ast.DirectiveList { return v.(*ast.FieldDefinition).Directives })
	deprecation(resolvers, "__InputValue", func(v any) ast.DirectiveList { return v.(*ast.ArgumentDefinition).Directives })
	deprecation(resolvers, "__EnumValue", func(v any) ast.DirectiveList { return v.(*ast.EnumValueDefinition).Directives })
	maps.Copy(resolvers, in.types())
	return resolvers
}

// deprecation adds the resolvers that say whether something is deprecated.
func deprecation(resolvers map[string]Resolver, name string, directives func(any) ast.DirectiveList) {
	resolvers[name+".isDeprecated"] = func(c Call) (any, error) { return directives(c.Parent).ForName("deprecated") != nil, nil }
	resolvers[name+".deprecationReason"] = func(c Call) (any, error) {
		d := directives(c.Parent).ForName("deprecated")
		if d == nil {
			return nil, nil
		}
		if reason := d.Arguments.ForName("reason"); reason != nil {
			return reason.Value.Raw, nil
		}
		return "No longer supported", nil
	}
}

// introspector makes the types of a schema.
type introspector struct{ schema *ast.Schema }

// types returns the resolvers of __Type.
func (in introspector) types() map[string]Resolver {
	ofDefinition := func(value func(*ast.Definition) any) Resolver {
		return of(func(t *typeRef) any {
			if t.def == nil {
				return nil
			}
			return value(t.def)
		})
	}
	return map[string]Resolver{
		"__Type.kind":        of(func(t *typeRef) any { return t.kind }),
		"__Type.name":        ofDefinition(func(d *ast.Definition) any { return d.Name }),
		"__Type.description": ofDefinition(func(d *ast.Definition) any { return text(d.Description) }),
		"__Type.specifiedByURL": ofDefinition(func(d *ast.Definition) any {
			if by := d.Directives.ForName("specifiedBy"); by != nil {
				return by.Arguments.ForName("url").Value.Raw
			}
			return nil
		}),
		"__Type.interfaces": ofDefinition(func(d *ast.Definition) any {
			if d.Kind == ast.Object {
				return []any{}
			}
			return nil
		}),
		"__Type.possibleTypes": of(func(*typeRef) any { return nil }), // of interfaces and unions, which a Schema has not
		"__Type.isOneOf": ofDefinition(func(d *ast.Definition) any {
			if d.Kind == ast.InputObject {
				return d.Directives.ForName("oneOf") != nil
			}
			return nil
		}),
		"__Type.ofType": of(func(t *typeRef) any {
			if t.of == nil {
				return nil
			}
			return t.of
		}),
		"__Type.fields":      members(ast.Object, fieldsOf),
		"__Type.inputFields": members(ast.InputObject, inputsOf),
		"__Type.enumValues":  members(ast.Enum, enumValuesOf),
	}
}

// members resolves a list that only types of one kind have.
func members(kind ast.DefinitionKind, items func(*ast.Definition, Call) []any) Resolver {
	return func(c Call) (any, error) {
		if def := c.Parent.(*typeRef).def; def != nil && def.Kind == kind {
			return items(def, c), nil
		}
		return nil, nil
	}
}

func fieldsOf(def *ast.Definition, c Call) []any {
	items := []any{}
	for _, f := range def.Fields {
		if !hidden(f.Name) && shown(f.Directives, c) {
			items = append(items, f)
		}
	}
	return items
}

func inputsOf(def *ast.Definition, c Call) []any {
	var as ast.ArgumentDefinitionList
	for _, f := range def.Fields {
		as = append(as, &ast.ArgumentDefinition{
			Name: f.Name, Description: f.Description, DefaultValue: f.DefaultValue, Type: f.Type, Directives: f.Directives,
		})
	}
	return arguments(as, c)
}

func enumValuesOf(def *ast.Definition, c Call) []any {
	items := []any{}
	for _, v := range def.EnumValues {
		if shown(v.Directives, c) {
			items = append(items, v)
		}
	}
	return items
}

func arguments(definitions ast.ArgumentDefinitionList, c Call) []any {
	items := []any{}
	for _, a := range definitions {
		if shown(a.Directives, c) {
			items = append(items, a)
		}
	}
	return items
}

// shown reports whether something is to be listed: what is deprecated is so only on request.
func shown(directives ast.DirectiveList, c Call) bool {
	return c.Args["includeDeprecated"] == true || directives.ForName("deprecated") == nil
}

func defaultValue(a *ast.ArgumentDefinition) any {
	if a.DefaultValue == nil {
		return nil
	}
	return a.DefaultValue.String()
}

// named returns the type with a name, or nil.
func (in introspector) named(name string) any { return in.definition(in.schema.Types[name]) }

func (in introspector) definition(def *ast.Definition) any {
	if def == nil {
		return nil
	}
	return &typeRef{kind: string(def.Kind), def: def}
}

// reference returns the type of a field or an argument.
func (in introspector) reference(t *ast.Type) *typeRef {
	inner := *t
	inner.NonNull = false
	switch {
	case t.NonNull:
		return &typeRef{kind: "NON_NULL", of: in.reference(&inner)}
	case t.Elem != nil:
		return &typeRef{kind: "LIST", of: in.reference(t.Elem)}
	default:
		def := in.schema.Types[t.NamedType]
		return &typeRef{kind: string(def.Kind), def: def}
	}
}

// text returns a text, or null for "".
func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func list[T any](items []T, value func(T) any) []any {
	values := make([]any, len(items))
	for i, item := range items {
		values[i] = value(item)
	}
	return values
}
