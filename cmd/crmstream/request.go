package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/spelling"
)

// setting is a request field from the command line.
type setting struct {
	field  protoreflect.Name
	text   string
	filter bool // set by --filter; other fields have flags of their own
}

// buildRequest returns a request with these fields. Empty texts are left out. A repeated field may be set several times.
func buildRequest(to *api.Method, settings []setting) (proto.Message, error) {
	msg := to.Request.New()
	var wrong []error
	for _, s := range settings {
		if s.text != "" {
			wrong = append(wrong, setField(to, msg, s))
		}
	}
	return msg.Interface(), errors.Join(wrong...)
}

func setField(to *api.Method, msg protoreflect.Message, s setting) error {
	fd := msg.Descriptor().Fields().ByName(s.field)
	if fd == nil {
		return noField(to, s)
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

// noField returns the error of a setting that is no field of the method's request.
func noField(to *api.Method, s setting) error {
	if !s.filter {
		return fmt.Errorf("--%s is not for %s", flagName(s.field), to.Resource())
	}
	names := filterNames(to.Request.Descriptor())
	if len(names) == 0 {
		return fmt.Errorf("%s: no filters of its own, such as %q: see --help for the flags", to.Resource(), s.field)
	}
	return fmt.Errorf("%s: no filter %q: use one of %s%s", to.Resource(), s.field, strings.Join(names, ", "), spelling.Suggest(string(s.field), names))
}

// flagName returns the name of the flag that sets a field.
func flagName(field protoreflect.Name) string { return strings.ReplaceAll(string(field), "_", "-") }

// filterNames returns the request fields that are particular to a list; all others have flags of their own.
func filterNames(request protoreflect.MessageDescriptor) []string {
	var names []string
	for i := range request.Fields().Len() {
		if fd := request.Fields().Get(i); isFilter(fd) {
			names = append(names, string(fd.Name()))
		}
	}
	return names
}

// isFilter reports whether a field is particular to its list or look-up. The fields that all have are numbered below 20.
func isFilter(fd protoreflect.FieldDescriptor) bool { return fd.Number() >= 20 }

// parseFilters parses the values of all --filter flags.
func parseFilters(to *api.Method, texts []string) ([]setting, error) {
	var settings []setting
	var wrong []error
	for _, text := range texts {
		s, err := parseFilter(to, text)
		settings, wrong = append(settings, s), append(wrong, err)
	}
	return settings, errors.Join(wrong...)
}

// parseFilter parses KEY=VALUE of a --filter flag. It returns an empty setting after an error.
func parseFilter(to *api.Method, text string) (setting, error) {
	key, value, ok := strings.Cut(text, "=")
	if !ok || key == "" || value == "" {
		return setting{}, fmt.Errorf("--filter %q: write KEY=VALUE", text)
	}
	fd := to.Request.Descriptor().Fields().ByName(protoreflect.Name(key))
	switch {
	case fd == nil || isFilter(fd):
		return setting{field: protoreflect.Name(key), text: value, filter: true}, nil
	case to.Kind != api.List && (key == "id" || key == "ids"):
		return setting{}, fmt.Errorf("--filter %q: write the ids after %s", text, to.Resource())
	default:
		return setting{}, fmt.Errorf("--filter %q: this field has a flag: use --%s", text, flagName(fd.Name()))
	}
}

// parseValue parses one value of a field.
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
	case protoreflect.MessageKind:
		return parseSpan(fd.Message(), text)
	default:
		return protoreflect.Value{}, errNotHere
	}
}

// errNotHere is the error of a field with a type that no request has yet.
var errNotHere = errors.New("cannot be set from the command line: use the API for it")

// parseSpan parses a duration, which is the only message type in requests.
func parseSpan(desc protoreflect.MessageDescriptor, text string) (protoreflect.Value, error) {
	if desc.FullName() != (&durationpb.Duration{}).ProtoReflect().Descriptor().FullName() {
		return protoreflect.Value{}, errNotHere
	}
	span, err := time.ParseDuration(text)
	if err != nil {
		return protoreflect.Value{}, fmt.Errorf("%q is no span of time, such as 0s, 15m or 24h", text)
	}
	return protoreflect.ValueOfMessage(durationpb.New(span).ProtoReflect()), nil
}

// parseEnum parses the name of an enum value. The common prefix may be left out: person for CONTACT_KIND_PERSON.
func parseEnum(enum protoreflect.EnumDescriptor, text string) (protoreflect.Value, error) {
	var names []string
	for i := range enum.Values().Len() {
		value := enum.Values().Get(i)
		full := string(value.Name())
		short := shortEnum(enum, value)
		if value.Number() != 0 && slices.Contains([]string{full, short}, strings.ReplaceAll(text, "-", "_")) {
			return protoreflect.ValueOfEnum(value.Number()), nil
		}
		if value.Number() != 0 {
			names = append(names, short)
		}
	}
	return protoreflect.Value{}, fmt.Errorf("unknown value %q: use one of %s", text, strings.Join(names, ", "))
}

// shortEnum returns the name of an enum's value without the common prefix: person for CONTACT_KIND_PERSON.
func shortEnum(enum protoreflect.EnumDescriptor, value protoreflect.EnumValueDescriptor) string {
	prefix := strings.TrimSuffix(string(enum.Values().Get(0).Name()), "UNSPECIFIED")
	return strings.ToLower(strings.TrimPrefix(string(value.Name()), prefix))
}
