package gateway

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/internal/api"
)

// method is an RPC that has an HTTP form.
type method struct {
	*api.Method
	variables []string // fields of the request in the path
}

// variable matches {field}, the only kind of path variable that http.ServeMux has as well.
var variable = regexp.MustCompile(`\{([^}]*)\}`)

// readMethods returns every method of the API that has an HTTP form.
func readMethods() ([]*method, error) {
	all, err := api.Methods()
	if err != nil {
		return nil, fmt.Errorf("gateway: %w", err)
	}
	var methods []*method
	for _, m := range all {
		if len(m.Bindings) == 0 {
			continue
		}
		read, err := readMethod(m)
		if err != nil {
			return nil, fmt.Errorf("gateway: %s: %w", m.Name, err)
		}
		methods = append(methods, read)
	}
	return methods, nil
}

// readMethod reads a method. It refuses HTTP forms that the gateway cannot serve as they are declared.
func readMethod(m *api.Method) (*method, error) {
	read := &method{Method: m}
	for _, b := range m.Bindings {
		if err := checkBody(m, b); err != nil {
			return nil, err
		}
	}
	for _, found := range variable.FindAllStringSubmatch(m.Bindings[0].Path, -1) {
		if m.Desc.Input().Fields().ByName(protoreflect.Name(found[1])) == nil {
			return nil, fmt.Errorf("path variable {%s} is not a field of the request", found[1])
		}
		read.variables = append(read.variables, found[1])
	}
	return read, nil
}

// checkBody checks what an HTTP form declares as its body: none for GET and DELETE, else the whole request or a message of it.
func checkBody(m *api.Method, b api.Binding) error {
	bare := b.Verb == http.MethodGet || b.Verb == http.MethodDelete
	switch field := m.Desc.Input().Fields().ByName(protoreflect.Name(b.Body)); {
	case bare && b.Body != "":
		return fmt.Errorf("%s %s has a body", b.Verb, b.Path)
	case bare, b.Body == "*":
		return nil
	case field == nil || field.Message() == nil || field.IsList() || field.IsMap():
		return fmt.Errorf("body %q of %s %s: only * and messages of the request are supported", b.Body, b.Verb, b.Path)
	}
	return nil
}

// field returns the field of the request that a caller names.
func (m *method) field(name string) protoreflect.FieldDescriptor {
	return fieldOf(m.Request.Descriptor(), name)
}

// fieldOf returns the field that a caller names, by its JSON name or its proto name.
func fieldOf(message protoreflect.MessageDescriptor, name string) protoreflect.FieldDescriptor {
	if f := message.Fields().ByJSONName(name); f != nil {
		return f
	}
	return message.Fields().ByName(protoreflect.Name(name))
}

// use returns the first HTTP form of the method with the least that a call must have: {variables} in its path, and the required
// parameters. Fields in the body are left out.
func (m *method) use() string {
	if m.Bindings[0].Body != "" {
		return m.Bindings[0].Path
	}
	var query []string
	fields := m.Request.Descriptor().Fields()
	for i := range fields.Len() {
		f := fields.Get(i)
		if !isNeeded(f) || slices.Contains(m.variables, string(f.Name())) {
			continue
		}
		text := f.JSONName() + "={" + f.JSONName() + "}"
		if f.IsList() {
			text = f.JSONName() + "={" + strings.TrimSuffix(f.JSONName(), "s") + "}"
			query = append(query, text)
		}
		query = append(query, text)
	}
	if len(query) == 0 {
		return m.Bindings[0].Path
	}
	return m.Bindings[0].Path + "?" + strings.Join(query, "&")
}

// command returns a command that sends an HTTP form of a write, with {names} in place of values.
func (m *method) command(b api.Binding) string {
	text := "curl -X " + b.Verb + " 'http://127.0.0.1:8080" + b.Path + "' -H 'Idempotency-Key: {requestId}'"
	request, body := m.Request.Descriptor(), ""
	switch {
	case m.Kind == api.Upload:
		return text + " -F 'resource={resource}' -F 'file=@{file}'"
	case b.Body == "":
		return text
	case m.Kind.Batch():
		body = `{"requests":[` + sampleRequest(request.Fields().ByName("requests").Message(), m.variables) + "]}"
	case b.Body == "*":
		body = sampleRequest(request, m.variables)
	default:
		body = sampleRecord(request.Fields().ByName(protoreflect.Name(b.Body)).Message())
	}
	return text + " -H 'Content-Type: application/json' -d '" + body + "'"
}

// sampleRequest returns a request of a write as JSON, without the fields that are in the path.
func sampleRequest(request protoreflect.MessageDescriptor, inPath []string) string {
	var members []string
	for _, name := range []protoreflect.Name{"id", recordField(request), "expected"} {
		f := request.Fields().ByName(name)
		switch {
		case f == nil || slices.Contains(inPath, string(name)) || name == "expected" && len(members) > 0:
		case f.Message() != nil:
			members = append(members, `"`+f.JSONName()+`":`+sampleRecord(f.Message()))
		default:
			members = append(members, `"`+f.JSONName()+`":"{`+f.JSONName()+`}"`)
		}
	}
	return "{" + strings.Join(members, ",") + "}"
}

// recordField returns the field of a write's request that holds the record, "" for requests that hold none.
func recordField(request protoreflect.MessageDescriptor) protoreflect.Name {
	if f := request.Fields().ByNumber(2); f != nil {
		return f.Name()
	}
	return ""
}

// sampleRecord returns a record as JSON with one text: a name if there is one, or else the first text.
func sampleRecord(record protoreflect.MessageDescriptor) string {
	names := []protoreflect.Name{"last_name", "name", "subject", "title"}
	for i := range record.Fields().Len() {
		names = append(names, record.Fields().Get(i).Name())
	}
	for _, name := range names {
		f := record.Fields().ByName(name)
		if f != nil && f.Kind() == protoreflect.StringKind && f.Cardinality() == protoreflect.Optional && name != "id" {
			return `{"` + f.JSONName() + `":"{` + f.JSONName() + `}"}`
		}
	}
	return "{}"
}

// isNeeded reports whether the server refuses requests without the field, by the rules in the proto.
func isNeeded(f protoreflect.FieldDescriptor) bool {
	rules, ok := proto.GetExtension(f.Options(), validate.E_Field).(*validate.FieldRules)
	return ok && (rules.GetRequired() || rules.GetString().GetMinLen() > 0 || rules.GetRepeated().GetMinItems() > 0)
}
