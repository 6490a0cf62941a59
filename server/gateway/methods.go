package gateway

import (
	"cmp"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// method is an RPC that has an HTTP form.
type method struct {
	name      string // as gRPC writes it: /package.Service/Method
	desc      protoreflect.MethodDescriptor
	request   protoreflect.MessageType
	response  protoreflect.MessageType
	bindings  []binding
	variables []string // fields of the request that stand in the path
}

// binding is one HTTP form of a method.
type binding struct {
	verb string
	path string // as both google.api.http and http.ServeMux write it
	body string // "" or "*"
}

// variable matches {field}, the only kind of path variable that http.ServeMux has too.
var variable = regexp.MustCompile(`\{([^}]*)\}`)

// readMethods returns every method of the API that has an HTTP form, by service and then as the protos have them.
func readMethods() ([]*method, error) {
	var methods []*method
	var err error
	apiPackage := crmstreamv1.File_crmstream_v1_stream_proto.Package()
	protoregistry.GlobalFiles.RangeFilesByPackage(apiPackage, func(file protoreflect.FileDescriptor) bool {
		for i := range file.Services().Len() {
			descs := file.Services().Get(i).Methods()
			for j := range descs.Len() {
				var m *method
				if m, err = readMethod(descs.Get(j)); err != nil {
					return false
				}
				if m != nil {
					methods = append(methods, m)
				}
			}
		}
		return true
	})
	slices.SortFunc(methods, func(a, b *method) int {
		return cmp.Or(cmp.Compare(a.desc.Parent().FullName(), b.desc.Parent().FullName()), cmp.Compare(a.desc.Index(), b.desc.Index()))
	})
	return methods, err
}

// readMethod returns a method, or nil if it has no HTTP form.
func readMethod(desc protoreflect.MethodDescriptor) (*method, error) {
	rule, ok := proto.GetExtension(desc.Options(), annotations.E_Http).(*annotations.HttpRule)
	if !ok || rule == nil {
		return nil, nil
	}
	m := &method{name: fmt.Sprintf("/%s/%s", desc.Parent().FullName(), desc.Name()), desc: desc}
	var err error
	if m.request, err = protoregistry.GlobalTypes.FindMessageByName(desc.Input().FullName()); err != nil {
		return nil, fmt.Errorf("gateway: %s: %w", m.name, err)
	}
	if m.response, err = protoregistry.GlobalTypes.FindMessageByName(desc.Output().FullName()); err != nil {
		return nil, fmt.Errorf("gateway: %s: %w", m.name, err)
	}
	for _, r := range append([]*annotations.HttpRule{rule}, rule.GetAdditionalBindings()...) {
		b, err := readBinding(r)
		if err != nil {
			return nil, fmt.Errorf("gateway: %s: %w", m.name, err)
		}
		m.bindings = append(m.bindings, b)
	}
	for _, found := range variable.FindAllStringSubmatch(m.bindings[0].path, -1) {
		if desc.Input().Fields().ByName(protoreflect.Name(found[1])) == nil {
			return nil, fmt.Errorf("gateway: %s: path variable {%s} is not a field of the request", m.name, found[1])
		}
		m.variables = append(m.variables, found[1])
	}
	return m, nil
}

func readBinding(rule *annotations.HttpRule) (binding, error) {
	switch pattern := rule.GetPattern().(type) {
	case *annotations.HttpRule_Get:
		return binding{verb: http.MethodGet, path: pattern.Get}, nil
	case *annotations.HttpRule_Post:
		if rule.GetBody() != "*" {
			return binding{}, fmt.Errorf("body %q of POST %s: only * is supported", rule.GetBody(), pattern.Post)
		}
		return binding{verb: http.MethodPost, path: pattern.Post, body: rule.GetBody()}, nil
	default:
		return binding{}, fmt.Errorf("verb of %v: only get and post are supported", rule)
	}
}

// field returns the field of the request that a caller names, by its JSON name or its proto name.
func (m *method) field(name string) protoreflect.FieldDescriptor {
	fields := m.request.Descriptor().Fields()
	if f := fields.ByJSONName(name); f != nil {
		return f
	}
	return fields.ByName(protoreflect.Name(name))
}

// service returns the short name of the method's service: contacts of ContactsService.
func (m *method) service() string {
	return strings.ToLower(strings.TrimSuffix(string(m.desc.Parent().Name()), "Service"))
}

// use returns the first HTTP form of the method as it must at least be called: with {variables} in its path, and with the
// parameters that it needs.
func (m *method) use() string {
	var query []string
	fields := m.request.Descriptor().Fields()
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
		return m.bindings[0].path
	}
	return m.bindings[0].path + "?" + strings.Join(query, "&")
}

// isNeeded tells whether the server refuses requests without the field, by the rules in the proto.
func isNeeded(f protoreflect.FieldDescriptor) bool {
	rules, ok := proto.GetExtension(f.Options(), validate.E_Field).(*validate.FieldRules)
	return ok && (rules.GetRequired() || rules.GetString().GetMinLen() > 0 || rules.GetRepeated().GetMinItems() > 0)
}
