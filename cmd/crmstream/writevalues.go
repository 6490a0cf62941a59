package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// readCustom reads the values of custom fields.
func (r *recordReader) readCustom(values *readValues, members map[string]json.RawMessage) error {
	if len(members) == 0 {
		return nil
	}
	fd := values.record.Descriptor().Fields().ByName(fieldsName)
	if fd == nil {
		return fmt.Errorf("%s: these records have no custom fields", fieldsName)
	}
	var wrong []error
	for _, key := range slices.Sorted(maps.Keys(members)) {
		path := fieldsName + "." + key
		values.named = append(values.named, path)
		if r.clears(members[key]) {
			values.empty = append(values.empty, path)
			continue
		}
		value, err := customValue(members[key])
		if err == nil {
			err = mergeCustom(values.record, fd, key, value)
		}
		if err != nil {
			wrong = append(wrong, fmt.Errorf("%s: %w", path, err))
		}
	}
	return errors.Join(wrong...)
}

// mergeCustom sets a custom field to its value in JSON.
func mergeCustom(record protoreflect.Message, fd protoreflect.FieldDescriptor, key string, value json.RawMessage) error {
	encoded, err := json.Marshal(map[string]json.RawMessage{key: value})
	if err != nil {
		return err
	}
	if merge(record, fd, encoded) != nil {
		return errors.New(`must be a text, a number, true or false, a list of texts, or a value with its type, such as {"text": "a"}`)
	}
	return nil
}

// customValue returns the JSON of a custom field's value. A value without a type gets the type that its JSON has, and the server
// reads it as a value of the field's type.
func customValue(value json.RawMessage) (json.RawMessage, error) {
	switch value[0] {
	case '{':
		return value, nil
	case '"':
		return json.Marshal(map[string]json.RawMessage{"text": value})
	case 't', 'f':
		return json.Marshal(map[string]json.RawMessage{"flag": value})
	case '[':
		var texts []json.RawMessage
		if err := json.Unmarshal(value, &texts); err != nil {
			return nil, err
		}
		options := make([]map[string]json.RawMessage, len(texts))
		for i, text := range texts {
			options[i] = map[string]json.RawMessage{"text": text}
		}
		return json.Marshal(map[string]any{"options": map[string]any{"options": options}})
	default:
		digits, err := digitsOf(value)
		return json.RawMessage(`{"decimal":` + string(digits) + `}`), err
	}
}

// digitsOf returns a JSON number as a text with the same digits.
func digitsOf(number json.RawMessage) (json.RawMessage, error) {
	if bytes.ContainsAny(number, "eE") {
		return nil, errors.New("write the number without an exponent")
	}
	return quoted(string(number)), nil
}

// textsOf returns a list of texts, of which numbers may stand for some.
func textsOf(list json.RawMessage) (json.RawMessage, error) {
	var elements []json.RawMessage
	err := json.Unmarshal(list, &elements)
	for i, element := range elements {
		if err == nil && isNumber(element) {
			elements[i], err = digitsOf(element)
		}
	}
	if err != nil {
		return nil, err
	}
	return json.Marshal(elements)
}

// isNumber reports whether a JSON value is a number.
func isNumber(value json.RawMessage) bool {
	return value[0] == '-' || value[0] >= '0' && value[0] <= '9'
}

// listSeparator separates the values of a list in a cell of CSV.
const listSeparator = ";"

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
