package graphql

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// variables returns the values of an operation's variables: those given, else their defaults. A variable without either is not in
// the map.
func (s *Schema) variables(o *ast.OperationDefinition, given map[string]any) (map[string]any, error) {
	values := map[string]any{}
	for _, v := range o.VariableDefinitions {
		value, ok := given[v.Variable]
		var err error
		switch {
		case ok:
			value, err = s.coerce(v.Type, value)
		case v.DefaultValue != nil:
			value, _, err = s.literal(v.Type, v.DefaultValue, nil)
		case v.Type.NonNull:
			err = errors.New("is required")
		default:
			continue
		}
		if err != nil {
			return nil, gqlerror.ErrorPosf(v.Position, "variable $%s of type %s: %v", v.Variable, v.Type, err)
		}
		values[v.Variable] = value
	}
	return values, nil
}

// arguments returns the arguments of a field or a directive: those given, else their defaults. An argument without either is not
// in the map.
func (p *planner) arguments(definitions ast.ArgumentDefinitionList, given ast.ArgumentList) (map[string]any, error) {
	values := map[string]any{}
	for _, d := range definitions {
		var literal *ast.Value
		if a := given.ForName(d.Name); a != nil {
			literal = a.Value
		}
		if err := p.schema.put(values, d.Name, d.Type, literal, d.DefaultValue, p.variables); err != nil {
			return nil, fmt.Errorf("argument %w", err)
		}
	}
	return values, nil
}

// put stores the value of an argument or of a key of an input object: that of the literal, else that of the default.
func (s *Schema) put(values map[string]any, name string, t *ast.Type, literal, standard *ast.Value, variables map[string]any) error {
	for _, v := range []*ast.Value{literal, standard} {
		if v == nil {
			continue
		}
		value, set, err := s.literal(t, v, variables)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if set {
			values[name] = value
			return nil
		}
	}
	if t.NonNull {
		return fmt.Errorf("%s: is required", name)
	}
	return nil
}

var errNull = errors.New("may not be null")

// literal returns the value of a literal of a query or a schema. set is false for a variable without a value.
func (s *Schema) literal(t *ast.Type, v *ast.Value, variables map[string]any) (value any, set bool, err error) {
	if v.Kind == ast.Variable {
		value, set = variables[v.Raw]
		if set && value == nil && t.NonNull {
			return nil, true, errNull
		}
		return value, set, nil // its type was validated
	}
	switch {
	case v.Kind == ast.NullValue && t.NonNull:
		return nil, true, errNull
	case v.Kind == ast.NullValue:
		return nil, true, nil
	case t.Elem != nil:
		value, err = s.literals(t.Elem, v, variables)
	case s.ast.Types[t.NamedType].Kind == ast.InputObject:
		value, err = s.object(s.ast.Types[t.NamedType], v, variables)
	default:
		value, err = leaf(s.ast.Types[t.NamedType], plain(v))
	}
	return value, true, err
}

// literals returns the values of a list; a single value is a list of one.
func (s *Schema) literals(t *ast.Type, v *ast.Value, variables map[string]any) (any, error) {
	items := v.Children
	if v.Kind != ast.ListValue {
		items = ast.ChildValueList{{Value: v}}
	}
	values := make([]any, len(items))
	for i, item := range items {
		value, _, err := s.literal(t, item.Value, variables) // a variable without a value is null, where the validator allows it
		if err != nil {
			return nil, fmt.Errorf("[%d]: %w", i, err)
		}
		values[i] = value
	}
	return values, nil
}

// object returns the value of an input object.
func (s *Schema) object(def *ast.Definition, v *ast.Value, variables map[string]any) (any, error) {
	if v.Kind != ast.ObjectValue {
		return nil, fmt.Errorf("is not an object of type %s", def.Name)
	}
	values := map[string]any{}
	for _, f := range def.Fields {
		if err := s.put(values, f.Name, f.Type, v.Children.ForName(f.Name), f.DefaultValue, variables); err != nil {
			return nil, err
		}
	}
	return values, nil // the validator refuses other keys
}

// plain returns the value of a literal as JSON has it; nil for lists and objects.
func plain(v *ast.Value) any {
	switch v.Kind {
	case ast.IntValue, ast.FloatValue:
		return json.Number(v.Raw)
	case ast.StringValue, ast.BlockValue, ast.EnumValue:
		return v.Raw
	case ast.BooleanValue:
		return v.Raw == "true"
	default:
		return nil
	}
}

// coerce returns the value of a JSON value for a type.
func (s *Schema) coerce(t *ast.Type, v any) (any, error) {
	switch {
	case v == nil && t.NonNull:
		return nil, errNull
	case v == nil:
		return nil, nil
	case t.Elem != nil:
		items, ok := v.([]any)
		if !ok {
			items = []any{v}
		}
		values := make([]any, len(items))
		for i, item := range items {
			var err error
			if values[i], err = s.coerce(t.Elem, item); err != nil {
				return nil, fmt.Errorf("[%d]: %w", i, err)
			}
		}
		return values, nil
	}
	def := s.ast.Types[t.NamedType]
	if def.Kind != ast.InputObject {
		return leaf(def, v)
	}
	given, ok := v.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("is not an object of type %s", def.Name)
	}
	return s.coerceObject(def, given)
}

func (s *Schema) coerceObject(def *ast.Definition, given map[string]any) (any, error) {
	for key := range given {
		if def.Fields.ForName(key) == nil {
			return nil, fmt.Errorf("%q is not defined by type %s", key, def.Name)
		}
	}
	values := map[string]any{}
	for _, f := range def.Fields {
		v, ok := given[f.Name]
		if !ok {
			if err := s.put(values, f.Name, f.Type, nil, f.DefaultValue, nil); err != nil {
				return nil, err
			}
			continue
		}
		value, err := s.coerce(f.Type, v)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		values[f.Name] = value
	}
	return values, nil
}

// leaf returns the value of a scalar or an enum. A scalar of the schema itself takes strings only: their form is the resolver's matter.
func leaf(def *ast.Definition, v any) (any, error) {
	switch x := v.(type) {
	case bool:
		if def.Name == "Boolean" {
			return x, nil
		}
	case json.Number:
		return number(def, x)
	case string:
		switch {
		case def.Kind == ast.Enum && def.EnumValues.ForName(x) == nil:
			return nil, fmt.Errorf("%q is not a value of %s", x, def.Name)
		case def.Kind == ast.Enum, def.Name != "Int" && def.Name != "Float" && def.Name != "Boolean":
			return x, nil
		}
	}
	return nil, fmt.Errorf("is not of type %s", def.Name)
}

func number(def *ast.Definition, x json.Number) (any, error) {
	n, err := strconv.ParseInt(x.String(), 10, 64)
	switch {
	case def.Name == "Float":
		f, err := x.Float64()
		if err != nil || math.IsInf(f, 0) {
			return nil, fmt.Errorf("%s is no Float", x)
		}
		return f, nil
	case def.Name == "ID" && err == nil:
		return x.String(), nil
	case def.Name == "Int" && err == nil && n == int64(int32(n)):
		return n, nil
	}
	return nil, fmt.Errorf("%.40s is not of type %s", x.String(), def.Name)
}
