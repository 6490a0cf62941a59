package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// setting is a request field as it was typed.
type setting struct {
	field protoreflect.Name
	text  string
}

// buildRequest returns the request with these fields set, empty texts left out. A field that repeats may be set again.
func buildRequest(r resource, settings []setting) (proto.Message, error) {
	msg := r.request.New()
	var wrong []error
	for _, s := range settings {
		if s.text != "" {
			wrong = append(wrong, setField(msg, s))
		}
	}
	return msg.Interface(), errors.Join(wrong...)
}

func setField(msg protoreflect.Message, s setting) error {
	fd := msg.Descriptor().Fields().ByName(s.field)
	if fd == nil {
		names := filterNames(msg.Descriptor())
		if len(names) == 0 {
			return fmt.Errorf("this list has no filters of its own, such as %q: see --help for those of all lists", s.field)
		}
		return fmt.Errorf("this list has no filter %q: use one of %s%s", s.field, strings.Join(names, ", "), didYouMean(string(s.field), names))
	}
	value, err := parseValue(fd, s.text)
	if err != nil {
		return fmt.Errorf("%s: %w", s.field, err)
	}
	switch {
	case fd.IsList():
		msg.Mutable(fd).List().Append(value)
	case msg.Has(fd):
		return fmt.Errorf("%s: takes one value: give it once", s.field)
	default:
		msg.Set(fd, value)
	}
	return nil
}

// filterNames returns the fields of a request that belong to its list alone; all others have flags of their own.
func filterNames(request protoreflect.MessageDescriptor) []string {
	var names []string
	for i := range request.Fields().Len() {
		if fd := request.Fields().Get(i); isFilter(fd) {
			names = append(names, string(fd.Name()))
		}
	}
	return names
}

// isFilter tells fields of one list from those that all lists have, which are numbered below 20.
func isFilter(fd protoreflect.FieldDescriptor) bool { return fd.Number() >= 20 }

// parseFilter reads KEY=VALUE of a filter flag.
func parseFilter(r resource, text string) (setting, error) {
	key, value, ok := strings.Cut(text, "=")
	if !ok || key == "" || value == "" {
		return setting{}, fmt.Errorf("--filter %q: write KEY=VALUE", text)
	}
	if fd := r.request.Descriptor().Fields().ByName(protoreflect.Name(key)); fd != nil && !isFilter(fd) {
		return setting{}, fmt.Errorf("--filter %q: this field has a flag: use --%s", text, strings.ReplaceAll(key, "_", "-"))
	}
	return setting{protoreflect.Name(key), value}, nil
}

// parseValue reads one value of a field.
func parseValue(fd protoreflect.FieldDescriptor, text string) (protoreflect.Value, error) {
	switch fd.Kind() {
	case protoreflect.StringKind:
		return protoreflect.ValueOfString(text), nil
	case protoreflect.BoolKind:
		value, err := strconv.ParseBool(text)
		if err != nil {
			return protoreflect.Value{}, fmt.Errorf("%q is neither true nor false", text)
		}
		return protoreflect.ValueOfBool(value), nil
	case protoreflect.Int32Kind:
		value, err := strconv.ParseInt(text, 10, 32)
		if err != nil {
			return protoreflect.Value{}, fmt.Errorf("%q is no whole number that fits", text)
		}
		return protoreflect.ValueOfInt32(int32(value)), nil
	case protoreflect.DoubleKind:
		value, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return protoreflect.Value{}, fmt.Errorf("%q is no number", text)
		}
		return protoreflect.ValueOfFloat64(value), nil
	case protoreflect.EnumKind:
		return parseEnum(fd.Enum(), text)
	default:
		return protoreflect.Value{}, fmt.Errorf("cannot be set from the command line: use the API for it")
	}
}

// parseEnum reads an enum value by its name, whose common prefix may be left out: person for CONTACT_KIND_PERSON.
func parseEnum(enum protoreflect.EnumDescriptor, text string) (protoreflect.Value, error) {
	prefix := strings.TrimSuffix(string(enum.Values().Get(0).Name()), "UNSPECIFIED")
	var names []string
	for i := range enum.Values().Len() {
		value := enum.Values().Get(i)
		full := string(value.Name())
		short := strings.ToLower(strings.TrimPrefix(full, prefix))
		if value.Number() != 0 && slices.Contains([]string{full, short}, strings.ReplaceAll(text, "-", "_")) {
			return protoreflect.ValueOfEnum(value.Number()), nil
		}
		if value.Number() != 0 {
			names = append(names, short)
		}
	}
	return protoreflect.Value{}, fmt.Errorf("unknown value %q: use one of %s", text, strings.Join(names, ", "))
}
