package schema

import (
	"fmt"
	"slices"
	"strings"
)

// lists are the root lists of the records that tasks name. "id" stands for tasks themselves.
var lists = map[string]string{
	"id": "tasks", "type_id": "taskTypes", "owner_id": "users", "account_id": "accounts", "contact_id": "contacts", "event_id": "events", "deal_id": "opportunities",
}

// Finds reports whether the schema can find records by the numbers that REST knows them by. ours is the field that names such a
// record, or "id" for tasks.
func (s *Schema) Finds(ours string) bool {
	f := s.types.byName[s.types.query].field(lists[ours])
	if f == nil || f.arg("first") == nil || f.demands("first", "filters") != "" {
		return false
	}
	filters := f.arg("filters")
	if filters == nil || !filters.Type.list() || !s.types.filterFields(filters).has("legacyId") {
		return false
	}
	node, err := s.types.nodeOf(f)
	return err == nil && s.scalar(node, "legacyId") != nil && s.scalar(node, "id") != nil
}

// FindQuery returns the query that finds records by their numbers. Its variables are f0, f1, … with the filters of the fields in
// this order, and the answer has r0, r1, …
func (s *Schema) FindQuery(ours []string) string {
	var variables, parts []string
	for i, o := range slices.All(ours) {
		list := s.types.byName[s.types.query].field(lists[o])
		variables = append(variables, fmt.Sprintf("$f%d: %s", i, list.arg("filters").Type))
		parts = append(parts, fmt.Sprintf("r%d: %s(first: 100, filters: $f%d) { edges { node { id: legacyId globalId: id } } }", i, list.Name, i))
	}
	return "query Find(" + strings.Join(variables, ", ") + ") { " + strings.Join(parts, " ") + " }"
}
