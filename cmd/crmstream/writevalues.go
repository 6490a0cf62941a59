package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/reflect/protoreflect"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/spelling"
)

// definitions are the custom fields of a resource.
type definitions []*crmstreamv1.Field

// readDefinitions reads the definitions of a resource's custom fields from a server.
func readDefinitions(ctx context.Context, conn grpc.ClientConnInterface, source, resource string) (definitions, error) {
	stream, err := crmstreamv1.NewSourcesServiceClient(conn).ListFields(ctx, &crmstreamv1.ListFieldsRequest{Source: source, Resource: resource})
	var fields definitions
	for err == nil {
		var message *crmstreamv1.ListFieldsResponse
		if message, err = stream.Recv(); err == nil {
			fields = append(fields, message.GetFields()...)
		}
	}
	if !errors.Is(err, io.EOF) {
		return nil, err
	}
	return slices.DeleteFunc(fields, (*crmstreamv1.Field).GetDeleted), nil
}

// find returns the field of a key, or of a name that one field alone has.
func (d definitions) find(name string) (*crmstreamv1.Field, error) {
	var named []*crmstreamv1.Field
	var keys, names []string
	for _, field := range d {
		if field.GetKey() == name {
			return field, nil
		}
		names = append(names, field.GetName())
		if field.GetName() == name && !slices.Contains(keys, field.GetKey()) {
			named, keys = append(named, field), append(keys, field.GetKey())
		}
	}
	switch len(named) {
	case 0:
		return nil, fmt.Errorf("no custom field has this key or name%s", spelling.Suggest(name, names))
	case 1:
		return named[0], nil
	default:
		return nil, fmt.Errorf("several custom fields have this name: use one of the keys %s", strings.Join(keys, ", "))
	}
}

// needsDefinitions reports whether an input has values of custom fields without their types.
func (in input) needsDefinitions() bool {
	return slices.ContainsFunc(in.rows, inputRow.needsDefinitions)
}

func (row inputRow) needsDefinitions() bool {
	for name, value := range row.members {
		if row.cells && strings.HasPrefix(name, fieldsName+".") {
			return true
		}
		if name != fieldsName || row.cells {
			continue
		}
		members, _ := membersOf(value) // a mistake is found later
		for _, each := range members {
			if each[0] != '{' {
				return true
			}
		}
	}
	return false
}

// readCustom reads the values of custom fields.
func (r *recordReader) readCustom(values *readValues, members map[string]json.RawMessage, cells bool) error {
	if len(members) == 0 {
		return nil
	}
	fd := values.record.Descriptor().Fields().ByName(fieldsName)
	if fd == nil {
		return fmt.Errorf("%s: these records have no custom fields", fieldsName)
	}
	var wrong []error
	for _, name := range slices.Sorted(maps.Keys(members)) {
		key, value, err := r.customOf(name, members[name], cells)
		path := fieldsName + "." + key
		if err == nil && slices.Contains(values.named, path) {
			err = errors.New("is here twice: remove one of the two")
		}
		if err == nil && !isNull(value) {
			err = mergeCustom(values.record, fd, key, value)
		}
		if err != nil {
			wrong = append(wrong, fmt.Errorf("%s.%s: %w", fieldsName, name, err))
			continue
		}
		values.custom[name] = key
		values.named = append(values.named, path)
		if isNull(value) {
			values.empty = append(values.empty, path)
		}
	}
	return errors.Join(wrong...)
}

// customOf returns the key of a custom field, and the JSON of its value with the type. A value that has its type needs no definition.
func (r *recordReader) customOf(name string, value json.RawMessage, cell bool) (string, json.RawMessage, error) {
	if value[0] == '{' {
		return name, value, nil
	}
	field, err := r.custom.find(name)
	if err != nil || isNull(value) {
		return field.GetKey(), value, err
	}
	value, err = customValue(field, value, cell)
	return field.GetKey(), value, err
}

// mergeCustom sets a custom field to its value in JSON.
func mergeCustom(record protoreflect.Message, fd protoreflect.FieldDescriptor, key string, value json.RawMessage) error {
	encoded, err := json.Marshal(map[string]json.RawMessage{key: value})
	if err != nil {
		return err
	}
	if merge(record, fd, encoded) != nil {
		members, _ := membersOf(value)
		return fmt.Errorf("has no value of its type, %s", strings.Join(slices.Sorted(maps.Keys(members)), ", "))
	}
	return nil
}

// listSeparator separates the values of a list in a cell of CSV.
const listSeparator = ";"

// customValue returns the JSON of a FieldValue for a value without a type: a text, a number, true, false, or a list of these.
func customValue(field *crmstreamv1.Field, value json.RawMessage, cell bool) (json.RawMessage, error) {
	texts, list, err := plainTexts(value)
	if err != nil {
		return nil, err
	}
	kind := field.GetType()
	if cell && (kind == crmstreamv1.FieldType_FIELD_TYPE_OPTIONS || kind == crmstreamv1.FieldType_FIELD_TYPE_FILES) {
		texts, list = splitCell(texts[0]), true
	}
	switch kind {
	case crmstreamv1.FieldType_FIELD_TYPE_OPTIONS:
		options := make([]any, len(texts))
		for i, text := range texts {
			options[i] = optionOf(field, text)
		}
		return json.Marshal(map[string]any{"options": map[string]any{"options": options}})
	case crmstreamv1.FieldType_FIELD_TYPE_FILES:
		files := make([]any, len(texts))
		for i, text := range texts {
			files[i] = map[string]string{"name": text}
		}
		return json.Marshal(map[string]any{"files": map[string]any{"files": files}})
	case crmstreamv1.FieldType_FIELD_TYPE_POINT, crmstreamv1.FieldType_FIELD_TYPE_RANGE, crmstreamv1.FieldType_FIELD_TYPE_REFERENCES:
		name := shortEnum(kind.Descriptor(), kind.Descriptor().Values().ByNumber(kind.Number()))
		return nil, fmt.Errorf(`must be written as the API has it, in JSON: {"%s": {...}}`, name)
	}
	if list {
		return nil, fmt.Errorf("must be one value")
	}
	switch kind {
	case crmstreamv1.FieldType_FIELD_TYPE_OPTION:
		return json.Marshal(map[string]any{"option": optionOf(field, texts[0])})
	case crmstreamv1.FieldType_FIELD_TYPE_FLAG:
		flag, err := parseFlag(texts[0])
		if err != nil {
			return nil, err
		}
		return json.Marshal(map[string]bool{"flag": flag})
	default:
		return json.Marshal(map[string]string{memberOf(kind): texts[0]})
	}
}

// memberOf returns the member of FieldValue that holds the values of a type, in JSON.
func memberOf(kind crmstreamv1.FieldType) string {
	oneof := (&crmstreamv1.FieldValue{}).ProtoReflect().Descriptor().Oneofs().ByName("value")
	name := shortEnum(kind.Descriptor(), kind.Descriptor().Values().ByNumber(kind.Number()))
	for i := range oneof.Fields().Len() {
		if fd := oneof.Fields().Get(i); string(fd.Name()) == name {
			return fd.JSONName()
		}
	}
	return "text"
}

// optionOf returns the option of an id, or else of a text.
func optionOf(field *crmstreamv1.Field, text string) map[string]string {
	for _, option := range field.GetOptions() {
		if option.GetId() == text {
			return map[string]string{"id": text}
		}
	}
	return map[string]string{"text": text}
}

// plainTexts returns the texts of a JSON text, number or truth value, or of a list of them. Numbers keep their digits.
func plainTexts(value json.RawMessage) (texts []string, list bool, err error) {
	values := []json.RawMessage{value}
	if value[0] == '[' {
		if err := json.Unmarshal(value, &values); err != nil {
			return nil, false, err
		}
		list = true
	}
	for _, each := range values {
		var text string
		switch each[0] {
		case '{', '[', 'n':
			return nil, false, fmt.Errorf("must be a text, a number, true or false, or a list of them")
		case '"':
			if err := json.Unmarshal(each, &text); err != nil {
				return nil, false, err
			}
		default:
			text = string(each)
		}
		texts = append(texts, text)
	}
	return texts, list, nil
}

// splitCell returns the values of a list in a cell.
func splitCell(cell string) []string {
	var values []string
	for value := range strings.SplitSeq(cell, listSeparator) {
		if value = strings.TrimSpace(value); value != "" {
			values = append(values, value)
		}
	}
	return values
}

// parseFlag parses a truth value.
func parseFlag(text string) (bool, error) {
	switch strings.ToLower(text) {
	case "true", "1", "yes":
		return true, nil
	case "false", "0", "no":
		return false, nil
	default:
		return false, fmt.Errorf("must be true or false")
	}
}
