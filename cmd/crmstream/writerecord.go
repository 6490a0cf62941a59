package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/spelling"
)

// fieldsName is the field of records that holds custom fields.
const fieldsName = "fields"

// recordReader makes the parts of a request from the rows of an input.
type recordReader struct {
	method *api.Method // that writes one record
	// clearing says that an empty text or list clears a field, as null does.
	clearing bool
}

// clears reports whether a value clears its field.
func (r *recordReader) clears(value json.RawMessage) bool {
	return string(value) == "null" || r.clearing && (string(value) == `""` || value[0] == '[' && len(bytes.TrimSpace(value[1:len(value)-1])) == 0)
}

// readValues are the values of a row.
type readValues struct {
	id     string
	record protoreflect.Message
	// named are the fields that the row names, with proto spelling, sorted; and empty those of them that have no value.
	named, empty []string
	// beside are fields of the request that are no fields of the record.
	beside []setting
}

// recordOf returns the message of the records that a method writes.
func recordOf(m *api.Method) protoreflect.MessageDescriptor {
	if fd := recordField(m); fd != nil {
		return fd.Message()
	}
	return m.Request.Descriptor().Fields().ByName("expected").Message()
}

// recordField returns the request field that holds the record, nil for a method that takes none.
func recordField(m *api.Method) protoreflect.FieldDescriptor {
	return m.Request.Descriptor().Fields().ByNumber(2)
}

// read reads a row. Its errors are the mistakes of the row.
func (r *recordReader) read(row inputRow) (readValues, error) {
	desc := recordOf(r.method)
	values := readValues{record: r.newRecord()}
	cells := map[string]json.RawMessage{} // of custom fields, in CSV
	var wrong []error
	for _, name := range slices.Sorted(maps.Keys(row.members)) {
		value := row.members[name]
		if key, custom := strings.CutPrefix(name, fieldsName+"."); custom && row.cells {
			cells[key] = value
			continue
		}
		err := r.readMember(&values, name, value, row.cells)
		if fd := fieldOf(desc, name); err != nil && (fd == nil || !isCustom(fd)) { // mistakes of custom fields name them
			err = fmt.Errorf("%s: %w", name, err)
		}
		wrong = append(wrong, err)
	}
	wrong = append(wrong, r.readCustom(&values, cells))
	slices.Sort(values.named)
	slices.Sort(values.empty)
	return values, errors.Join(wrong...)
}

// newRecord returns an empty record.
func (r *recordReader) newRecord() protoreflect.Message {
	if fd := recordField(r.method); fd != nil {
		return r.method.Request.New().NewField(fd).Message()
	}
	return r.method.Request.New().NewField(r.method.Request.Descriptor().Fields().ByName("expected")).Message()
}

// readMember reads one member of a row.
func (r *recordReader) readMember(values *readValues, name string, value json.RawMessage, cell bool) error {
	fd := fieldOf(values.record.Descriptor(), name)
	if fd == nil {
		return r.readBeside(values, name, value)
	}
	if isCustom(fd) {
		if cell || string(value) == "null" {
			return fmt.Errorf("%s: name the custom fields: fields.KEY in CSV, {\"fields\": {\"KEY\": ...}} in JSON", fieldsName)
		}
		members, err := membersOf(value)
		if err != nil {
			return fmt.Errorf("%s: %w", fieldsName, err)
		}
		return r.readCustom(values, members)
	}
	if fd.Name() == "id" {
		if err := json.Unmarshal(value, &values.id); err != nil || values.id == "" {
			return fmt.Errorf("must be a text")
		}
		return nil
	}
	values.named = append(values.named, string(fd.Name()))
	if r.clears(value) {
		values.empty = append(values.empty, string(fd.Name()))
		return nil
	}
	value, err := jsonOf(fd, value, cell)
	if err != nil {
		return err
	}
	return merge(values.record, fd, value)
}

// readBeside reads a member that is a field of the request rather than of the record.
func (r *recordReader) readBeside(values *readValues, name string, value json.RawMessage) error {
	fd := fieldOf(r.method.Request.Descriptor(), name)
	if fd == nil || !isFilter(fd) {
		var names []string
		for i := range values.record.Descriptor().Fields().Len() {
			names = append(names, values.record.Descriptor().Fields().Get(i).JSONName())
		}
		return fmt.Errorf("unknown field%s", spelling.Suggest(name, names))
	}
	var text string
	if err := json.Unmarshal(value, &text); err != nil {
		return errors.New("must be a text")
	}
	values.beside = append(values.beside, setting{field: fd.Name(), text: text})
	return nil
}

// isCustom reports whether a field holds custom fields. The maps of a form have texts.
func isCustom(fd protoreflect.FieldDescriptor) bool {
	return fd.IsMap() && fd.MapValue().Message() != nil
}

// fieldOf returns the field of a name, in proto or in JSON spelling.
func fieldOf(desc protoreflect.MessageDescriptor, name string) protoreflect.FieldDescriptor {
	if fd := desc.Fields().ByName(protoreflect.Name(name)); fd != nil {
		return fd
	}
	return desc.Fields().ByJSONName(name)
}

// merge sets a field to its value in JSON.
func merge(record protoreflect.Message, fd protoreflect.FieldDescriptor, value json.RawMessage) error {
	encoded, err := json.Marshal(map[string]json.RawMessage{fd.JSONName(): value})
	if err != nil {
		return err
	}
	one := record.New()
	if err := protojson.Unmarshal(encoded, one.Interface()); err != nil {
		return fmt.Errorf("must be %s", fieldInWords(fd))
	}
	proto.Merge(record.Interface(), one.Interface())
	return nil
}

// jsonOf returns the JSON of a field's value in the form of protojson. Names of enums may lack their prefix,
// and a number may stand for a text. A cell of CSV is a
// text, whatever the type; several values are separated by semicolons.
func jsonOf(fd protoreflect.FieldDescriptor, value json.RawMessage, cell bool) (json.RawMessage, error) {
	switch {
	case isNumber(value) && fd.Kind() == protoreflect.StringKind && !fd.IsList():
		return digitsOf(value)
	case fd.Kind() == protoreflect.StringKind && fd.IsList() && value[0] == '[':
		return textsOf(value)
	case !cell && fd.Enum() == nil, value[0] != '"':
		return value, nil
	}
	var text string
	if err := json.Unmarshal(value, &text); err != nil {
		return nil, err
	}
	if !fd.IsList() {
		return jsonOfText(fd, text)
	}
	var values []json.RawMessage
	for _, each := range splitCell(text) {
		encoded, err := jsonOfText(fd, each)
		if err != nil {
			return nil, err
		}
		values = append(values, encoded)
	}
	return json.Marshal(values)
}

// jsonOfText returns the JSON of one value that a text stands for. For a message that is the value of its first field.
func jsonOfText(fd protoreflect.FieldDescriptor, text string) (json.RawMessage, error) {
	switch {
	case fd.Enum() != nil:
		value, err := parseEnum(fd.Enum(), text)
		if err != nil {
			return nil, err
		}
		return quoted(string(fd.Enum().Values().ByNumber(value.Enum()).Name())), nil
	case fd.Kind() == protoreflect.BoolKind:
		flag, err := parseFlag(text)
		if err != nil {
			return nil, err
		}
		return json.Marshal(flag)
	case fd.Message() != nil && !isTime(fd):
		if first := fd.Message().Fields().Get(0); fd.IsList() && first.Kind() == protoreflect.StringKind {
			return json.Marshal(map[string]string{first.JSONName(): text})
		}
		return nil, fmt.Errorf("has no form in CSV: use JSON")
	default:
		return quoted(text), nil
	}
}

// fieldInWords returns what the values of a field are.
func fieldInWords(fd protoreflect.FieldDescriptor) string {
	switch {
	case isCustom(fd):
		return `an object of values such as {"text": "a"}, by key`
	case fd.IsMap():
		return `an object of texts, by key`
	case fd.Message() != nil && isTime(fd):
		return "a time in RFC 3339, such as 2026-03-01T10:00:00Z"
	case fd.IsList() && fd.Message() != nil:
		return "a list of objects with " + fieldsInWords(fd.Message())
	case fd.IsList():
		return "a list of texts"
	case fd.Message() != nil:
		return "an object with " + fieldsInWords(fd.Message())
	case fd.Kind() == protoreflect.StringKind:
		return "a text"
	case fd.Kind() == protoreflect.BoolKind:
		return "true or false"
	default:
		return "a number"
	}
}

// fieldsInWords returns the names of a message's fields.
func fieldsInWords(desc protoreflect.MessageDescriptor) string {
	names := make([]string, desc.Fields().Len())
	for i := range names {
		names[i] = desc.Fields().Get(i).JSONName()
	}
	return strings.Join(names, ", ")
}
