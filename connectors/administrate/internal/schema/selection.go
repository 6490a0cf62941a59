package schema

import (
	"slices"
	"strings"
)

// known is a field of a task: ours, the name it is selected under, and the names it may have in a schema, the likeliest first.
type known struct {
	ours, alias string
	theirs      []string
}

// scalars are the fields with one value. Filters and inputs name them as tasks do.
var scalars = []known{
	{"status", "status", []string{"status"}},
	{"subject", "subject", []string{"subject"}},
	{"description", "description", []string{"description"}},
	{"create_time", "createdAt", []string{"createdAt"}},
	{"update_time", "updatedAt", []string{"updatedAt", "lastUpdatedAt"}},
	{"start_time", "start", []string{"start", "startDatetime"}},
	{"end_time", "end", []string{"end", "endDatetime"}},
	{"show_on_calendar", "showOnCalendar", []string{"showOnCalendar"}},
}

// references are the fields that name other records, in our spelling, and the object that a task has for each.
var references = []struct {
	ours, object string
	values       []string
}{
	{"type_id", "type", []string{"name"}},
	{"owner_id", "assignee", []string{"fullName", "firstName", "lastName", "email"}},
	{"account_id", "account", []string{"name"}},
	{"contact_id", "contact", nil},
	{"event_id", "event", nil},
	{"deal_id", "opportunity", nil},
}

// Object returns the name under which a task has the record that a field of ours names, "" for other fields.
func Object(ours string) string {
	for _, r := range references {
		if r.ours == ours {
			return r.object
		}
	}
	return ""
}

// References returns the fields that name other records, in our spelling.
func References() []string {
	var all []string
	for _, r := range references {
		all = append(all, r.ours)
	}
	return all
}

// Fields returns the fields, in our spelling, that a query can leave out: all but the time of creation, which orders lists.
func Fields() []string {
	var all []string
	for _, k := range scalars {
		if k.ours != "create_time" {
			all = append(all, k.ours)
		}
	}
	return append(all, References()...)
}

// selectFields makes the selection of a task.
func (s *Schema) selectFields(omit []string) {
	s.LegacyIDs = s.scalar(s.node, "legacyId") != nil
	selected := ids(s.LegacyIDs)
	for _, k := range scalars {
		if slices.Contains(omit, k.ours) {
			continue
		}
		f := s.first(k.theirs)
		if f == nil {
			s.Lacks = append(s.Lacks, k.ours)
			continue
		}
		s.names[k.ours] = f.Name
		selected = append(selected, alias(k.alias, f.Name))
		always := f.Type.Kind == kindNonNull
		switch k.ours {
		case "create_time":
			s.CreatedAlways = always
		case "update_time":
			s.UpdatedAlways = always
		}
	}
	for _, r := range references {
		if slices.Contains(omit, r.ours) {
			continue
		}
		parts := s.object(r.object, r.values)
		if parts == nil {
			s.Lacks = append(s.Lacks, r.ours)
			continue
		}
		s.numbers[r.ours] = parts[0] != "id"
		s.names[r.ours] = r.object
		selected = append(selected, r.object+" { "+strings.Join(parts, " ")+" }")
	}
	s.fields = strings.Join(selected, " ")
}

// ids selects the ids of a record.
func ids(legacy bool) []string {
	if legacy {
		return []string{"id: legacyId", "globalId: id"}
	}
	return []string{"id", "globalId: id"}
}

// alias selects a field under our name.
func alias(ours, theirs string) string {
	if ours == theirs {
		return theirs
	}
	return ours + ": " + theirs
}

// first returns the first of these fields that tasks have, nil for none.
func (s *Schema) first(names []string) *field {
	for _, name := range names {
		if f := s.scalar(s.node, name); f != nil {
			return f
		}
	}
	return nil
}

// scalar returns a field that has one value and needs no argument, nil for none.
func (s *Schema) scalar(of *definition, name string) *field {
	f := of.field(name)
	if !f.single() {
		return nil
	}
	if n := f.Type.named(); n == nil || n.Kind != kindScalar && n.Kind != kindEnum {
		return nil
	}
	return f
}

// object selects the ids and values of a record that a task names, nil if tasks have none that can be read.
func (s *Schema) object(name string, values []string) []string {
	f := s.node.field(name)
	if !f.single() {
		return nil
	}
	of := s.types.of(f.Type)
	if of == nil || of.Kind != kindObject && of.Kind != kindInterface || s.scalar(of, "id") == nil {
		return nil
	}
	selected := ids(s.scalar(of, "legacyId") != nil)
	for _, v := range values {
		if s.scalar(of, v) != nil {
			selected = append(selected, v)
		}
	}
	return selected
}
