package schema

import (
	"slices"
	"strings"
)

// Act is what a mutation does to a task, as the schema names it.
type Act string

// The acts. Only Update is proven; mutations are grouped by entity, and tasks are a group.
const (
	Create Act = "create"
	Update Act = "update"
	Delete Act = "delete"
)

// Input is a mutation of tasks.
type Input struct {
	// Query is its text. Its variable is input.
	Query string
	// Type is the name of the type of input.
	Type string

	definition *definition
	names      map[string]string
}

// Name returns the upstream's name of a value, "" if the input has none.
func (i *Input) Name(ours string) string { return i.names[ours] }

// has reports whether the input has a value, in the upstream's spelling.
func (i *Input) has(theirs string) bool { return i.definition.input(theirs) != nil }

// Missing returns the values, in the upstream's spelling, that the input demands and that are not among given.
func (i *Input) Missing(given map[string]bool) []string {
	var missing []string
	for _, v := range i.definition.InputFields {
		if v.required() && !given[v.Name] {
			missing = append(missing, v.Name)
		}
	}
	return missing
}

// Mutation returns the mutation for an act, nil if the schema has none.
func (s *Schema) Mutation(act Act) *Input { return s.inputs[act] }

// findInputs finds the mutations of tasks.
func (s *Schema) findInputs() {
	group := s.types.byName[s.types.mutation].field("tasks")
	if !group.single() {
		return
	}
	mutations := s.types.of(group.Type)
	for _, act := range []Act{Create, Update, Delete} {
		if in := s.input(mutations.field(string(act)), act); in != nil {
			s.inputs[act] = in
		}
	}
}

// input returns a mutation, nil if it cannot be used: its answer must show what became of the task, or why it was refused.
func (s *Schema) input(f *field, act Act) *Input {
	if f == nil || f.Type.list() || f.demands("input") != "" {
		return nil
	}
	arg := f.arg("input")
	payload := s.types.of(f.Type)
	failed := payload.field("errors")
	if arg == nil || arg.Type.list() || failed == nil || failed.demands() != "" {
		return nil
	}
	in := &Input{Type: arg.Type.named().Name, definition: s.types.of(arg.Type), names: map[string]string{}}
	if in.definition == nil || in.definition.Kind != kindInput {
		return nil
	}
	for ours, candidates := range inputNames() {
		if i := slices.IndexFunc(candidates, in.has); i >= 0 {
			in.names[ours] = candidates[i]
		}
	}
	if act != Create && in.names["id"] == "" {
		return nil
	}
	task := payload.field("task")
	if !task.single() || s.types.of(task.Type) != s.node {
		return nil
	}
	failures := s.values(failed, "label", "message", "value")
	if len(failures) == 0 {
		return nil
	}
	in.Query = "mutation Task($input: " + arg.Type.String() + ") { tasks { " + string(act) + "(input: $input) { task { " + s.fields +
		" } errors { " + strings.Join(failures, " ") + " } } } }"
	return in
}

// values returns those of some names that an object has as values.
func (s *Schema) values(of *field, names ...string) []string {
	var found []string
	for _, name := range names {
		if s.scalar(s.types.of(of.Type), name) != nil {
			found = append(found, name)
		}
	}
	return found
}
