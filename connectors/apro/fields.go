package apro

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// fieldTable reads the definition of a custom field (stock/fields, and the same for the other lists). typeFields has the rest.
var fieldTable = transcode.Must(transcode.New(&crmstreamv1.Field{},
	transcode.ID("key", "id"),
	transcode.Unmapped("type_id"),
	transcode.Col("name", transcode.Text, "name"),
	transcode.Column{Keys: []string{"datatype", "type"}, Field: "type", Kind: transcode.Enum, Enum: wire.FieldTypes, Text: "upstream_type"},
	transcode.Unmapped("unit"),
	transcode.Objects("options", optionTable, "variants"),
	transcode.Unmapped("options_on_demand", "parent_key", "group_id", "group_name", "position", "deleted", "hidden",
		"stage_ids", "price", "role"),
))

// fieldOps are the operations that return the definitions of custom fields, by list.
var fieldOps = map[string]string{
	"stockItems": opStockFields, "contacts": opContactFields, "activities": opActivityFields, "deals": opDealFields, "users": opUserFields,
}

// fieldList declares what ListFields can do.
func fieldList() connectors.List {
	list := keptList("fields", "stock/fields, or the same of another list", "resource")
	list.Ops = slices.Sorted(maps.Values(fieldOps))
	list.Orders = []string{"type_id,key"}
	return list
}

// fields opens the list of the definitions of the custom fields of one list ("Obtaining the list and structure of fields").
func (c *Client) fields(req *crmstreamv1.ListFieldsRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	op, ok := fieldOps[req.GetResource()]
	if !ok {
		return nil, connectors.Invalid("resource", "%q has no custom fields here: use one of %s",
			req.GetResource(), strings.Join(slices.Sorted(maps.Keys(fieldOps)), ", "))
	}
	w := c.oneAnswer(op, fieldTable, req.GetIncludeRaw())
	w.decode = func(data transcode.JSON, tc *transcode.Context, page *connectors.Page) error {
		data, err := wire.ListIn(op, data, data)
		if err != nil {
			return err
		}
		if err := wire.ValidNames(op, data); err != nil {
			return err
		}
		all, others := fieldsByType(data)
		if len(all) == 0 && len(others) > 0 {
			return wire.MalformedAt(op, "the answer has no definitions of fields")
		}
		for _, s := range all {
			if err := c.definitions(w.rowReader, s, tc, page); err != nil {
				return err
			}
		}
		for _, typeID := range others {
			page.Notices = append(page.Notices, connectors.Notice{
				Code: noticeSkipped, Message: fmt.Sprintf("type %.64q has no definitions of fields", typeID),
			})
		}
		return nil
	}
	return w.open(known)
}

// noticeSkipped is the code of the notice that an answer has something else in place of a type's definitions.
const noticeSkipped = "TYPE_SKIPPED"

// definitions adds the fields of one type to a page.
func (c *Client) definitions(r rowReader, s typeFields, tc *transcode.Context, page *connectors.Page) error {
	r.key = byNumber(connectors.NumberKey([]byte(s.typeID)))
	r.change = func(row *transcode.Row) error {
		return amend(r.op, &row.Record, &crmstreamv1.Field{}, func(f *crmstreamv1.Field) {
			s.complete(f)
			if unit, ok := c.settings.Units[f.GetKey()]; ok {
				f.Unit = proto.String(unit)
			}
		})
	}
	for _, fields := range s.fields {
		if !fields.List() {
			return wire.MalformedAt(r.op, "the fields are neither an array nor an object")
		}
		if err := r.read(fields, tc, page); err != nil {
			return err
		}
	}
	return nil
}

// complete sets in a field what typeFields has about it, and sorts its options.
func (s *typeFields) complete(f *crmstreamv1.Field) {
	key := f.GetKey()
	if s.typeID != "" && s.typeID != "0" {
		f.TypeId = proto.String(s.typeID)
	}
	if f.GetType() == crmstreamv1.FieldType_FIELD_TYPE_UNSPECIFIED {
		f.Type = crmstreamv1.FieldType_FIELD_TYPE_TEXT // as values of unknown datatypes are read
	}
	slices.SortStableFunc(f.GetOptions(), func(a, b *crmstreamv1.FieldOption) int {
		return cmp.Compare(a.GetPosition(), b.GetPosition())
	})
	var lost wire.Alterations
	if parent, ok := s.parents[key]; ok {
		f.ParentKey = lost.Text("parent_key", parent)
		f.OptionsOnDemand = len(f.GetOptions()) == 0
	}
	if g, ok := s.groups[key]; ok {
		f.Position = proto.Int32(g.position)
		if id, _ := g.id.Text(); id != "" && id != "0" {
			f.GroupId, f.GroupName = lost.Text("group_id", g.id), lost.Text("group_name", g.name)
		}
	}
	f.Deleted, f.Hidden, f.Price = s.deleted[key], s.disabled[key], s.prices[key]
	stages := lost.Names("stage_ids", s.stages[key])
	if !slices.Contains(stages, "0") { // "0" stands for all stages
		f.StageIds = stages
	}
	f.Alterations = lost.After(f.GetAlterations())
}

// typeFields are the definitions of the fields of one type, and more facts about these fields, by key.
type typeFields struct {
	// typeID is "" for fields that belong to no type.
	typeID string
	// fields are lists of definitions, each an array or an object.
	fields []transcode.JSON
	// parents are the fields that the options of a field depend on.
	parents map[string]transcode.JSON
	groups  map[string]fieldGroup
	// stages are the stages of deals that show a field; "0" is all stages.
	stages                    map[string][]transcode.JSON
	deleted, disabled, prices map[string]bool
}

// fieldGroup is a field's group and its position in the group.
type fieldGroup struct {
	id, name transcode.JSON
	position int32
}

// fieldsByType returns the definitions in an answer: of one type, or of several by type. The vendor's page does not say whether
// contacts have types, and users have a bare list of definitions, so each form is accepted for all lists. others are the types
// with something else in place of definitions.
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

// set returns the ids of a member that is a list of ids.
func set(json transcode.JSON, name string) map[string]bool {
	list, _ := json.Member(name)
	members := map[string]bool{}
	for _, id := range ids(list) {
		members[id] = true
	}
	return members
}

// ids returns the ids of a list, or one id, in the form of transcode.Ref. Other values are left out.
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
