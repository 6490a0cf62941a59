package schema

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Schema is what a tenant's schema says about tasks. It does not change.
type Schema struct {
	// Lacks are the fields of a record, in our spelling, that the schema has not, or not in a shape that can be read.
	Lacks []string
	// LegacyIDs says that tasks have the numbers that REST knows them by.
	LegacyIDs bool
	// numbers are the fields that name records by such numbers, in our spelling.
	numbers map[string]bool
	// CreatedAlways says that every task has a time of creation.
	CreatedAlways bool
	// UpdatedAlways says that every task has a time of its last change.
	UpdatedAlways bool

	types *types
	// list is the root field of tasks, and node the type of a task.
	list *field
	node *definition
	// names are the upstream's names of our fields that are selected, as filters and inputs name them too.
	names   map[string]string
	filters map[string]string
	order   *order
	tasks   string
	fields  string
	inputs  map[Act]*Input
}

// Parse reads the data of an answer to Query. omit are fields, in our spelling, that are not to be selected. The errors say what
// the schema lacks.
func Parse(data []byte, omit []string) (*Schema, error) {
	t, err := readTypes(data)
	if err != nil {
		return nil, err
	}
	s := &Schema{types: t, numbers: map[string]bool{}, names: map[string]string{}, filters: map[string]string{}, inputs: map[Act]*Input{}}
	if s.list = t.byName[t.query].field("tasks"); s.list == nil {
		return nil, fmt.Errorf("the schema has no tasks in %s", t.query)
	}
	if s.node, err = t.nodeOf(s.list); err != nil {
		return nil, fmt.Errorf("the schema's list of tasks: %w", err)
	}
	if s.scalar(s.node, "id") == nil {
		return nil, fmt.Errorf("the schema's %s has no id", s.node.Name)
	}
	if s.list.arg("first") == nil {
		return nil, errors.New("the schema's list of tasks has no argument first")
	}
	if demanded := s.list.demands("first"); demanded != "" {
		return nil, fmt.Errorf("the schema's list of tasks demands the argument %s", demanded)
	}
	s.selectFields(omit)
	s.findFilters()
	s.findOrder()
	s.tasks = s.tasksQuery()
	s.findInputs()
	return s, nil
}

// nodeOf returns the type of the records of a connection ("GraphQL Basics", connections).
func (t *types) nodeOf(list *field) (*definition, error) {
	edges := t.of(list.Type).field("edges")
	if list.Type.list() || edges == nil || edges.demands() != "" || !edges.Type.list() {
		return nil, errors.New("is no connection: it has no list of edges")
	}
	node := t.of(edges.Type).field("node")
	if !node.single() {
		return nil, errors.New("is no connection: its edges have no node")
	}
	if of := t.of(node.Type); of != nil {
		return of, nil
	}
	return nil, errors.New("has records of an unknown type")
}

// order is the argument that orders a list.
type order struct {
	arg  *value
	list bool
	// fields are the values that can be ordered by; nil if they are free texts.
	fields *definition
}

func (s *Schema) findOrder() {
	for _, name := range []string{"order", "orderBy"} {
		arg := s.list.arg(name)
		if arg == nil {
			continue
		}
		input := s.types.of(arg.Type)
		by, direction := input.input("field"), input.input("direction")
		if by == nil || direction == nil {
			continue
		}
		if d := s.types.of(direction.Type); d != nil && d.Kind == kindEnum && (!d.has(ascending) || !d.has(descending)) {
			continue
		}
		s.order = &order{arg: arg, list: arg.Type.list()}
		if d := s.types.of(by.Type); d != nil && d.Kind == kindEnum {
			s.order.fields = d
		}
		return
	}
}

// The directions of an order.
const ascending, descending = "asc", "desc"

// OrderBy returns the argument's value that orders by a field of ours, and false if the schema cannot.
func (s *Schema) OrderBy(ours string, reversed bool) (any, bool) {
	theirs := s.names[ours]
	if s.order == nil || theirs == "" || s.order.fields != nil && !s.order.fields.has(theirs) {
		return nil, false
	}
	direction := ascending
	if reversed {
		direction = descending
	}
	by := map[string]string{"field": theirs, "direction": direction}
	if s.order.list {
		return []any{by}, true
	}
	return by, true
}

// has reports whether an enum has a value.
func (d *definition) has(name string) bool {
	return d != nil && slices.ContainsFunc(d.EnumValues, func(v struct {
		Name string `json:"name"`
	},
	) bool {
		return v.Name == name
	})
}

// findFilters finds the fields that tasks can be filtered by.
func (s *Schema) findFilters() {
	arg := s.list.arg("filters")
	if arg == nil || !arg.Type.list() {
		return
	}
	known := s.types.filterFields(arg)
	for ours, candidates := range filterNames() {
		if i := slices.IndexFunc(candidates, known.has); i >= 0 {
			s.filters[ours] = candidates[i]
		}
	}
}

// filterFields returns the enum of the fields that a filter may name, nil for none.
func (t *types) filterFields(filters *value) *definition {
	input := t.of(filters.Type)
	if input.input("operation") == nil || input.input("value") == nil || input.input("values") == nil {
		return nil
	}
	by := input.input("field")
	if by == nil {
		return nil
	}
	return t.of(by.Type)
}

// Shows reports whether tasks come with a field of ours, so that a filter by it can be verified.
func (s *Schema) Shows(ours string) bool { return s.names[ours] != "" || ours == "id" }

// Filter returns the upstream's name of a filter for a field of ours, "" for none.
func (s *Schema) Filter(ours string) string { return s.filters[ours] }

// Numbers reports whether tasks show a record that a field of ours names by the number that REST knows it by.
func (s *Schema) Numbers(ours string) bool { return s.numbers[ours] }

// Positions says whether lists can begin at a position: by the argument offset, or by a cursor.
func (s *Schema) Positions() bool { return s.ByOffset() || s.list.arg("after") != nil }

// ByOffset says that positions are numbers, in place of cursors.
func (s *Schema) ByOffset() bool { return s.list.arg("offset") != nil }

// TasksQuery returns the query of a list of tasks. Its variables are first, offset or after, filters and order, as far as the schema
// has them.
func (s *Schema) TasksQuery() string { return s.tasks }

// OrderVariable returns the name of the variable that orders, "" for none.
func (s *Schema) OrderVariable() string {
	if s.order == nil {
		return ""
	}
	return s.order.arg.Name
}

// tasksQuery makes the query of a list.
func (s *Schema) tasksQuery() string {
	var variables, arguments []string
	for _, name := range []string{"first", "offset", "after", "filters", s.OrderVariable()} {
		arg := s.list.arg(name)
		if arg == nil || name == "after" && s.ByOffset() {
			continue
		}
		kind := arg.Type.String()
		if name != "first" { // which every request has
			kind = strings.TrimSuffix(kind, "!")
		}
		variables = append(variables, "$"+name+": "+kind)
		arguments = append(arguments, name+": $"+name)
	}
	info := ""
	if f := s.types.of(s.list.Type).field("pageInfo"); f.single() && s.scalar(s.types.of(f.Type), "totalRecords") != nil {
		info = "pageInfo { totalRecords } "
	}
	return "query Tasks(" + strings.Join(variables, ", ") + ") { tasks(" + strings.Join(arguments, ", ") + ") { " + info +
		"edges { node { " + s.fields + " } } } }"
}
