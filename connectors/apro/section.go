package apro

import (
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// typeFields is the definitions of the fields of one type, and what they say of fields by their keys.
type typeFields struct {
	// typeID is "" for fields that belong to no type.
	typeID string
	// fields are the definitions, each an array or an object of them.
	fields []transcode.JSON
	// parents are the fields on whose options those of others depend.
	parents map[string]transcode.JSON
	groups  map[string]fieldGroup
	// stages are the stages of deals that show a field; "0" are all.
	stages                    map[string][]transcode.JSON
	deleted, disabled, prices map[string]bool
}

// fieldGroup is a field's place in a group of fields.
type fieldGroup struct {
	id, name transcode.JSON
	position int32
}

// fieldsByType finds the definitions in an answer: those of one type or, by type, of several. Which lists have types the
// vendor's page leaves open for contacts, and workers have a bare list of definitions, so each form is accepted for all.
// It returns the types, too, that tell something else than definitions.
func fieldsByType(data transcode.JSON) (all []typeFields, others []string) {
	if _, ok := wire.Member(data, "fields"); ok {
		return []typeFields{newTypeFields("", data)}, nil
	}
	bare := false
	for typeID, value := range wire.Entries(data) {
		if wire.None(value) {
			continue // a type without fields
		}
		if _, ok := wire.Member(value, "fields"); ok {
			all = append(all, newTypeFields(typeID, value))
			continue
		}
		others = append(others, typeID)
		bare = bare || wire.ScalarMember(value, "datatype", "type") != "" || wire.ScalarMember(value, "id") != ""
	}
	if len(all) == 0 && bare {
		return []typeFields{{fields: []transcode.JSON{data}}}, nil
	}
	return all, others
}

func newTypeFields(typeID string, json transcode.JSON) typeFields {
	s := typeFields{
		typeID: typeID, parents: map[string]transcode.JSON{}, groups: map[string]fieldGroup{}, stages: map[string][]transcode.JSON{},
		deleted: set(json, "deleted_fields"), disabled: set(json, "disabled_fields"), prices: set(json, "price_fields"),
	}
	if fields, _ := wire.Member(json, "fields"); !wire.None(fields) {
		s.fields = append(s.fields, fields)
	}
	nested, _ := json.Member("nested_selects")
	for parent, children := range nested.Named() {
		for _, child := range ids(children) {
			if had, _ := s.parents[child].Text(); had == "" {
				s.parents[child] = parent
			}
		}
	}
	groups, _ := json.Member("groups")
	for group := range groups.Elements() {
		children, _ := group.Member("childs")
		id, _ := group.Member("id")
		name, _ := group.Member("name")
		for i, child := range ids(children) {
			s.groups[child] = fieldGroup{id: id, name: name, position: int32(i)}
		}
	}
	stages, _ := json.Member("stages")
	for stage, fields := range wire.NamedEntries(stages) {
		for _, field := range ids(fields) {
			s.stages[field] = append(s.stages[field], stage)
		}
	}
	return s
}

// set returns the ids of a member that is a list of them.
func set(json transcode.JSON, name string) map[string]bool {
	list, _ := json.Member(name)
	members := map[string]bool{}
	for _, id := range ids(list) {
		members[id] = true
	}
	return members
}

// ids returns the ids of a list, or one id, in the form that columns have them. What is none is no field's.
func ids(list transcode.JSON) []string {
	if !list.List() {
		list = list.Alone()
	}
	var all []string
	for element := range list.Elements() {
		if id, ok := element.ID(); ok {
			all = append(all, id)
		}
	}
	return all
}
