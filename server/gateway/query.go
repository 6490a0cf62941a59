package gateway

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"github.com/grpc-ecosystem/grpc-gateway/v2/utilities"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/crmstream/crmstream/internal/spelling"
)

// parseQuery reads a query string. Unlike url.URL.Query, parseQuery returns a failure for parts that it cannot read.
func parseQuery(raw string) (url.Values, *failure) {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return nil, invalid("query", "%v", err)
	}
	for name, texts := range values {
		if !utf8.ValidString(name) || slices.ContainsFunc(texts, func(s string) bool { return !utf8.ValidString(s) }) {
			return nil, invalid(strings.ToValidUTF8(name, "\uFFFD"), "not valid UTF-8")
		}
	}
	return values, nil
}

// fill sets the request's fields from query parameters: a list by repeating the parameter, an enum by the name of its value, a
// field by its JSON name or its proto name. extra are parameters that the caller has read itself; they are only used for
// suggestions.
func (m *method) fill(req proto.Message, values url.Values, extra ...string) *failure {
	given := map[protoreflect.Name]string{}
	for _, name := range slices.Sorted(maps.Keys(values)) { // sorted, so that a request always has the same failure
		field := m.field(name)
		if f := m.inQuery(name); f != nil {
			return f
		}
		if field == nil {
			return invalid(name, "unknown parameter%s", spelling.Suggest(name, m.parameters(m.Request.Descriptor(), extra...)))
		}
		if slices.Contains(m.variables, string(field.Name())) {
			return invalid(field.JSONName(), "is in the path already: leave it out of the query")
		}
		if other, ok := given[field.Name()]; ok {
			return invalid(field.JSONName(), "given twice, as %s and as %s", other, name)
		}
		given[field.Name()] = name
		var parser runtime.DefaultQueryParser
		single := url.Values{string(field.Name()): values[name]}
		if err := parser.Parse(req, single, utilities.NewDoubleArray(nil)); err != nil {
			return invalid(field.JSONName(), "%s", expectation(field, values[name]))
		}
	}
	return nil
}

// inQuery returns the failure of a record, or a part of one, in the query of a write, nil for other parameters.
func (m *method) inQuery(name string) *failure {
	record, _, _ := strings.Cut(name, ".")
	field := m.field(record)
	if !m.Kind.Writes() || field == nil || field.Message() == nil {
		return nil
	}
	last := m.Bindings[len(m.Bindings)-1]
	return invalid(field.JSONName(), "belongs in the body: use %s %s", last.Verb, last.Path)
}

// fillPath sets the fields that are in the path.
func (m *method) fillPath(req proto.Message, value func(name string) string) *failure {
	for _, name := range m.variables {
		text := value(name)
		if !utf8.ValidString(text) {
			return invalid(jsonName(name), "not valid UTF-8")
		}
		if err := runtime.PopulateFieldFromPath(req, name, text); err != nil {
			return invalid(jsonName(name), "%s", expectation(m.field(name), []string{text}))
		}
	}
	return nil
}

// parameters returns the names that a query, or a body that is a message, may have, and the extra names.
func (m *method) parameters(message protoreflect.MessageDescriptor, extra ...string) []string {
	fields := message.Fields()
	names := slices.Clone(extra)
	for i := range fields.Len() {
		if f := fields.Get(i); !slices.Contains(m.variables, string(f.Name())) {
			names = append(names, f.JSONName())
		}
	}
	return names
}

// expectation returns a text that says which values a field has, for a caller who sent another value.
func expectation(field protoreflect.FieldDescriptor, given []string) string {
	if len(given) > 1 && !field.IsList() {
		return fmt.Sprintf("takes one value, not %d", len(given))
	}
	quoted := clip(strings.Join(given, ", "))
	if isDuration(field) {
		return fmt.Sprintf("takes a time span with its unit, such as 0s or 3600s, not %q", quoted)
	}
	switch field.Kind() {
	case protoreflect.BoolKind:
		return fmt.Sprintf("takes true or false, not %q", quoted)
	case protoreflect.EnumKind:
		var names []string
		for i := range field.Enum().Values().Len() {
			names = append(names, string(field.Enum().Values().Get(i).Name()))
		}
		return fmt.Sprintf("takes one of %s, not %q", strings.Join(names, ", "), quoted)
	case protoreflect.Int32Kind, protoreflect.Sint32Kind, protoreflect.Sfixed32Kind,
		protoreflect.Int64Kind, protoreflect.Sint64Kind, protoreflect.Sfixed64Kind:
		return fmt.Sprintf("takes a whole number, not %q", quoted)
	case protoreflect.FloatKind, protoreflect.DoubleKind:
		return fmt.Sprintf("takes a number, not %q", quoted)
	case protoreflect.StringKind:
		if field.IsList() {
			return fmt.Sprintf("takes an array of texts, not %q", quoted)
		}
		return fmt.Sprintf("takes a text of valid characters, not %q", quoted)
	case protoreflect.MessageKind:
		if field.Message().FullName() == "google.protobuf.Timestamp" {
			return fmt.Sprintf("takes a time in RFC 3339, such as 2026-01-31T08:30:00Z, not %q", quoted)
		}
	default:
	}
	return fmt.Sprintf("cannot be %q", quoted)
}

func isDuration(field protoreflect.FieldDescriptor) bool {
	return field.Message() != nil && field.Message().FullName() == (&durationpb.Duration{}).ProtoReflect().Descriptor().FullName()
}
