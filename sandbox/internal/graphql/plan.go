package graphql

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// The bounds of a plan.
const (
	maxDepth  = 25
	maxFields = 2000
)

// field is one selected field of a plan.
type field struct {
	key, name string // the key in the answer, which may be an alias, and the field's name
	typ       *ast.Type
	resolve   Resolver
	args      map[string]any
	fields    []*field // those of an object
	count     int      // the number of all fields below
	position  *ast.Position
}

// planner makes a plan of a valid operation.
type planner struct {
	schema    *Schema
	variables map[string]any
	left      int // the number of fields that may still be selected
}

// selected are the places where a query selects one key of an object.
type selected struct {
	first *ast.Field
	sets  []ast.SelectionSet
}

// fields returns the plan of an object of which these sets are selected.
func (p *planner) fields(object *ast.Definition, sets []ast.SelectionSet, depth int) ([]*field, error) {
	if depth > maxDepth {
		return nil, gqlerror.Errorf("the query is deeper than %d fields", maxDepth)
	}
	c := collector{planner: p, at: map[string]int{}, visited: map[string]bool{}}
	for _, set := range sets {
		if err := c.collect(set); err != nil {
			return nil, err
		}
	}
	if p.left -= len(c.keys); p.left < 0 {
		return nil, gqlerror.Errorf("the query selects more than %d fields", maxFields)
	}
	fields := make([]*field, len(c.keys))
	for i, s := range c.keys {
		f, err := p.field(object, s, depth)
		if err != nil {
			return nil, err
		}
		fields[i] = f
	}
	return fields, nil
}

// field returns the plan of one key of an object.
func (p *planner) field(object *ast.Definition, s selected, depth int) (*field, error) {
	f := &field{key: s.first.Alias, name: s.first.Name, position: s.first.Position}
	if f.name == "__typename" {
		f.typ = ast.NonNullNamedType("String", nil)
		f.resolve = func(Call) (any, error) { return object.Name, nil }
		return f, nil
	}
	if hidden(f.name) && !p.schema.options.Introspection {
		return nil, gqlerror.ErrorPosf(f.position, "introspection is not allowed, but the query contained __schema or __type")
	}
	if deny := p.schema.options.Deny; deny != nil {
		if err := deny(object.Name, f.name); err != nil {
			return nil, gqlerror.WrapPos(f.position, err)
		}
	}
	definition := s.first.Definition
	f.typ = definition.Type
	f.resolve = p.schema.resolvers[object.Name+"."+f.name]
	var err error
	if f.args, err = p.arguments(definition.Arguments, s.first.Arguments); err != nil {
		return nil, gqlerror.WrapPos(f.position, err)
	}
	if len(s.sets) == 0 {
		return f, nil
	}
	before := p.left
	f.fields, err = p.fields(p.schema.ast.Types[f.typ.Name()], s.sets, depth+1)
	f.count = before - p.left
	return f, err
}

// collector merges the fields of selection sets, in the order in which their keys come first.
type collector struct {
	*planner
	keys    []selected
	at      map[string]int // places in keys
	visited map[string]bool
}

func (c *collector) collect(set ast.SelectionSet) error {
	for _, selection := range set {
		var err error
		switch x := selection.(type) {
		case *ast.Field:
			err = c.add(x)
		case *ast.InlineFragment:
			err = c.spread("", x.Directives, x.SelectionSet)
		case *ast.FragmentSpread:
			err = c.spread(x.Name, x.Directives, x.Definition.SelectionSet)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *collector) add(f *ast.Field) error {
	included, err := c.included(f.Directives)
	if err != nil || !included {
		return err
	}
	i, ok := c.at[f.Alias]
	if !ok {
		i = len(c.keys)
		c.at[f.Alias] = i
		c.keys = append(c.keys, selected{first: f})
	}
	if len(f.SelectionSet) > 0 {
		c.keys[i].sets = append(c.keys[i].sets, f.SelectionSet)
	}
	return nil
}

// spread collects a fragment, a named one only once. All of its fields apply: there are no types but objects.
func (c *collector) spread(name string, directives ast.DirectiveList, set ast.SelectionSet) error {
	included, err := c.included(directives)
	if err != nil || !included || c.visited[name] {
		return err
	}
	if name != "" {
		c.visited[name] = true
	}
	return c.collect(set)
}

// included evaluates @skip and @include.
func (p *planner) included(directives ast.DirectiveList) (bool, error) {
	for _, d := range directives {
		if d.Name != "skip" && d.Name != "include" {
			continue
		}
		args, err := p.arguments(d.Definition.Arguments, d.Arguments)
		if err != nil {
			return false, gqlerror.WrapPos(d.Position, err)
		}
		if args["if"] == (d.Name == "skip") {
			return false, nil
		}
	}
	return true, nil
}
