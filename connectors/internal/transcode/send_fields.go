package transcode

import (
	"slices"
	"strings"

	"github.com/crmstream/crmstream/internal/records"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// customFields returns the member with the masked custom fields: a list of {id, value}.
func (s *sending) customFields(w *writable) []Member {
	var entries []Value
	for _, key := range records.InOrder(s.keys) {
		path := s.path(w.Field + "." + key)
		f, ok := s.customField(w, path, key)
		if !ok {
			continue
		}
		if f.files {
			entries = append(entries, s.files(f)...)
		} else if v, ok := s.fieldValue(f); ok {
			entries = append(entries, entryOf(key, v))
		}
	}
	if len(entries) == 0 {
		return nil
	}
	return s.spell(nil, w, listOf(entries...))
}

// entryOf returns the element for a custom field, with more members.
func entryOf(key string, v Value, more ...Member) Value {
	return objectOf(append([]Member{{"id", numberOf(key)}, {"value", v}}, more...)...)
}

// sentField is a custom field that is written.
type sentField struct {
	path, key string
	// value is nil to clear the field, and before is nil if it was not read or had none.
	value, before *crmstreamv1.FieldValue
	// definition is nil if it is not known.
	definition *crmstreamv1.Field
	// datatype is of the definition's upstream_type; typed is false if it is not known.
	datatype Datatype
	typed    bool
	// files says that the field is of files, which are written one by one.
	files bool
}

// customField returns the custom field of a key, and checks that it can be written.
func (s *sending) customField(w *writable, path, key string) (*sentField, bool) {
	f := &sentField{path: path, key: key, value: fieldOf(s.record, w, key), before: fieldOf(s.before, w, key)}
	var ok bool
	if f.definition, ok = s.definition(path, key); !ok || !s.number(path, key) {
		return nil, false
	}
	f.datatype, f.typed = w.Types[f.definition.GetUpstreamType()]
	if v := f.value; v != nil && (v.GetParseError() != "" || v.GetRawText() != "") {
		s.refuse(path, "has parse_error or raw_text: a value that could not be read cannot be written")
		return nil, false
	}
	if f.value != nil && f.value.GetValue() == nil {
		s.refuse(path, "has no value: set one of the members of FieldValue")
		return nil, false
	}
	if f.definition.GetHidden() {
		s.notice(connectors.Notice{Code: NoticeFieldHidden, Message: path + " is switched off in the CRM"})
	}
	_, sendsFiles := f.value.GetValue().(*crmstreamv1.FieldValue_Files)
	_, hadFiles := f.before.GetValue().(*crmstreamv1.FieldValue_Files)
	f.files = sendsFiles || f.value == nil && (hadFiles || f.definition.GetType() == crmstreamv1.FieldType_FIELD_TYPE_FILES)
	return f, s.fitsDefinition(f)
}

// fieldOf returns the custom field of a record, nil for none.
func fieldOf(record protoreflect.Message, w *writable, key string) *crmstreamv1.FieldValue {
	if record == nil {
		return nil
	}
	v := record.Get(w.field).Map().Get(protoreflect.ValueOfString(key).MapKey())
	if !v.IsValid() {
		return nil
	}
	return v.Message().Interface().(*crmstreamv1.FieldValue)
}

// definition returns the definition of a custom field, for the record's type where fields belong to types. It is nil if no
// definitions are known. ok is false for a mistake.
func (s *sending) definition(path, key string) (_ *crmstreamv1.Field, ok bool) {
	if len(s.Catalogue.Fields()) == 0 {
		return nil, true
	}
	d := s.Catalogue.Field(key)
	if d == nil {
		s.refuseUnknown(path, "the upstream has no custom field %.64q: ListFields has those it has", key)
		return nil, false
	}
	if of := s.typeID(); of != "" && d.TypeId != nil && d.GetTypeId() != of {
		i := slices.IndexFunc(s.Catalogue.Fields(), func(f *crmstreamv1.Field) bool {
			return f.GetKey() == key && (f.TypeId == nil || f.GetTypeId() == of)
		})
		if i < 0 {
			s.refuseUnknown(path, "the field belongs to records of type %s, and the record is of type %s", d.GetTypeId(), of)
			return nil, false
		}
		d = s.Catalogue.Fields()[i]
	}
	if d.GetDeleted() {
		s.refuseUnknown(path, "the field is deleted in the CRM")
		return nil, false
	}
	return d, true
}

// typeID returns the type of the record: as it is written, as it was before, or that of the category, as it is written or was before;
// "" if it is not known.
func (s *sending) typeID() string {
	fd := s.record.Descriptor().Fields().ByName("type_id")
	switch {
	case fd == nil:
		return ""
	case s.masked["type_id"]:
		return s.record.Get(fd).String()
	case s.before != nil && s.before.Has(fd):
		return s.before.Get(fd).String()
	}
	for _, w := range s.table.writables {
		if w.Naming != connectors.StockCategoryNames {
			continue
		}
		record := s.before
		if s.masked[w.Field] {
			record = s.record
		}
		if record != nil {
			m, _ := s.Catalogue.Meaning(w.Naming, []byte(record.Get(w.field).String()))
			return m.Of
		}
	}
	return ""
}

// plainForms say how a plain value of JSON or CSV is written. References have none.
var plainForms = map[crmstreamv1.FieldType]string{
	crmstreamv1.FieldType_FIELD_TYPE_FLAG:      ", or a plain true or false",
	crmstreamv1.FieldType_FIELD_TYPE_INTEGER:   ", or a plain whole number, such as 34",
	crmstreamv1.FieldType_FIELD_TYPE_DATE_TIME: ", or a plain time in RFC 3339, such as 2026-01-31T08:30:00Z",
	crmstreamv1.FieldType_FIELD_TYPE_OPTION:    ", or the plain text of one option",
	crmstreamv1.FieldType_FIELD_TYPE_OPTIONS:   ", or a plain array of the texts of options",
	crmstreamv1.FieldType_FIELD_TYPE_FILES:     ", or a plain array of names",
}

// fitsDefinition reports whether a value is of the type that the definition states.
func (s *sending) fitsDefinition(f *sentField) bool {
	if f.definition == nil || f.value == nil {
		return true
	}
	want := f.definition.GetType()
	if want == crmstreamv1.FieldType_FIELD_TYPE_UNSPECIFIED {
		want = crmstreamv1.FieldType_FIELD_TYPE_TEXT
	}
	member := string(f.value.ProtoReflect().WhichOneof(f.value.ProtoReflect().Descriptor().Oneofs().ByName("value")).Name())
	if wanted := strings.ToLower(strings.TrimPrefix(want.String(), "FIELD_TYPE_")); member != wanted {
		s.refuseUnknown(f.path, "has the member %s, but the field has values of type %s: set that member%s", member, wanted, plainForms[want])
		return false
	}
	return true
}

// files returns an element for each file to add and to remove.
func (s *sending) files(f *sentField) []Value {
	if s.Op == OnUpdate && s.before == nil {
		s.unread = true
		return nil
	}
	var had, wanted []string
	for _, file := range f.before.GetFiles().GetFiles() {
		had = append(had, file.GetName())
	}
	for _, file := range f.value.GetFiles().GetFiles() {
		if file.GetName() == "" {
			s.refuse(f.path, "has a file without a name: name the file as it is stored")
			return nil
		}
		if _, ok := s.text(f.path, file.GetName()); !ok {
			return nil
		}
		wanted = append(wanted, file.GetName())
	}
	var entries []Value
	for _, change := range []struct {
		mode       string
		names, not []string
	}{{"insert", wanted, had}, {"delete", had, wanted}} {
		for i, name := range change.names {
			if !slices.Contains(change.not, name) && !slices.Contains(change.names[:i], name) {
				entries = append(entries, entryOf(f.key, textOf(name), Member{"mode", textOf(change.mode)}))
			}
		}
	}
	return entries
}
