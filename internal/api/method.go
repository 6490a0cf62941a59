package api

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	optionsv1 "github.com/crmstream/crmstream/gen/go/crmstream/options/v1"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// Kind is the way in which the server serves a method.
type Kind uint8

// The kinds of methods.
const (
	// Other is a method that has its own implementation in the server.
	Other Kind = iota
	// List streams the records of a resource.
	List
	// Watch streams what comes, without an end.
	Watch
	// Get looks one record up by its id.
	Get
	// BatchGet looks records up by their ids.
	BatchGet
	// Upload stores files. It is a client stream.
	Upload
	// Create, Update and Delete write one record, as do the two kinds that follow.
	Create
	Update
	Delete
	// Undelete brings one record back, and Pay pays one.
	Undelete
	Pay
	// BatchCreate, BatchUpdate and BatchDelete write many records of a resource. Each is the batch of the kind before.
	BatchCreate
	BatchUpdate
	BatchDelete
)

// Writes reports whether methods of the kind write records.
func (k Kind) Writes() bool { return k >= Create }

// Batch reports whether methods of the kind write many records.
func (k Kind) Batch() bool { return k >= BatchCreate }

// One returns the kind of the method that writes one record.
func (k Kind) One() Kind {
	if k.Batch() {
		return k - BatchCreate + Create
	}
	return k
}

// Method is one RPC of the API. It does not change.
type Method struct {
	// Name is the method's name in gRPC: "/crmstream.v1.ContactsService/ListContacts".
	Name string
	Kind Kind
	// Policy states the grant that a caller needs to call the method, and the method's resource.
	Policy *optionsv1.Policy
	// Desc is the method's descriptor; Request and Response are its messages.
	Desc              protoreflect.MethodDescriptor
	Request, Response protoreflect.MessageType
	// Bindings are the method's HTTP forms; the first is the main one.
	Bindings []Binding
}

// Binding is one HTTP form of a method.
type Binding struct {
	// Verb is the HTTP method: "GET".
	Verb string
	// Path is the path in the form of google.api.http: "/v1/sources/{source}/contacts".
	Path string
	// Body is the request field that is the HTTP body, "*" for the whole request, "" for none.
	Body string
}

// Methods returns every method of the API, by service and then in the order of the protos.
func Methods() ([]*Method, error) {
	var methods []*Method
	var err error
	apiPackage := crmstreamv1.File_crmstream_v1_stream_proto.Package()
	protoregistry.GlobalFiles.RangeFilesByPackage(apiPackage, func(file protoreflect.FileDescriptor) bool {
		for i := range file.Services().Len() {
			descs := file.Services().Get(i).Methods()
			for j := range descs.Len() {
				var m *Method
				if m, err = newMethod(descs.Get(j)); err != nil {
					return false
				}
				methods = append(methods, m)
			}
		}
		return true
	})
	slices.SortFunc(methods, func(a, b *Method) int {
		return cmp.Or(cmp.Compare(a.Desc.Parent().FullName(), b.Desc.Parent().FullName()), cmp.Compare(a.Desc.Index(), b.Desc.Index()))
	})
	return methods, err
}

func newMethod(desc protoreflect.MethodDescriptor) (*Method, error) {
	m := &Method{Name: fmt.Sprintf("/%s/%s", desc.Parent().FullName(), desc.Name()), Desc: desc}
	var err error
	if m.Request, err = protoregistry.GlobalTypes.FindMessageByName(desc.Input().FullName()); err != nil {
		return nil, fmt.Errorf("%s: %w", m.Name, err)
	}
	if m.Response, err = protoregistry.GlobalTypes.FindMessageByName(desc.Output().FullName()); err != nil {
		return nil, fmt.Errorf("%s: %w", m.Name, err)
	}
	if rule, ok := proto.GetExtension(desc.Options(), annotations.E_Http).(*annotations.HttpRule); ok && rule != nil {
		for _, r := range append([]*annotations.HttpRule{rule}, rule.GetAdditionalBindings()...) {
			b, err := newBinding(r)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", m.Name, err)
			}
			m.Bindings = append(m.Bindings, b)
		}
	}
	if m.Policy, err = policyOf(desc); err != nil {
		return nil, fmt.Errorf("%s: %w", m.Name, err)
	}
	m.Kind = kindOf(desc, m.Policy.GetVerb())
	return m, nil
}

// Resource returns the resource that a list or a look-up reads, named as in URLs: "contacts", "stockItems". It is "" where the
// policy names none.
func (m *Method) Resource() string { return m.Policy.GetResource() }

// policyOf returns the policy of a method. It fails for a method without a policy, and for a policy with fields that the
// method's request does not have: then it would be unknown who may call the method.
func policyOf(desc protoreflect.MethodDescriptor) (*optionsv1.Policy, error) {
	policy, ok := proto.GetExtension(desc.Options(), optionsv1.E_Policy).(*optionsv1.Policy)
	if !ok || policy == nil {
		return nil, errors.New("the method declares no policy")
	}
	open := policy.GetAnyCaller() || policy.GetPublic()
	if open != (policy.GetVerb() == optionsv1.Verb_VERB_UNSPECIFIED) || open != (policy.GetSourceField() == "") {
		return nil, errors.New("the policy must name a verb and the field of the source, or be for all callers")
	}
	for _, field := range []string{policy.GetSourceField(), policy.GetResourceField()} {
		if field == "" {
			continue
		}
		fd := desc.Input().Fields().ByName(protoreflect.Name(field))
		if fd == nil || fd.Kind() != protoreflect.StringKind || fd.IsList() {
			return nil, fmt.Errorf("the policy names the field %q, which is no text of the request", field)
		}
	}
	return policy, nil
}

// kindOf returns the kind of a method by the shape of its messages, and by the verb of its policy.
func kindOf(desc protoreflect.MethodDescriptor, verb optionsv1.Verb) Kind {
	switch request := desc.Input().Fields(); {
	case desc.IsStreamingServer() && desc.Output().Fields().ByName("complete_until") != nil:
		return Watch
	case desc.IsStreamingServer():
		return List
	case desc.IsStreamingClient():
		return Upload
	case desc.Output().Fields().ByName("receipt") != nil:
		return kindOfWrite(desc, verb)
	case desc.Output().Fields().ByName("upstream_requests") == nil:
		return Other
	case request.ByName("ids") != nil:
		return BatchGet
	case request.ByName("id") != nil:
		return Get
	default:
		return Other
	}
}

// kindOfWrite returns the kind of a method that writes records.
func kindOfWrite(desc protoreflect.MethodDescriptor, verb optionsv1.Verb) Kind {
	request := desc.Input()
	if many := request.Fields().ByName("requests"); many != nil {
		return kindOfRecordWrite(many.Message(), verb) + BatchCreate - Create
	}
	return kindOfRecordWrite(request, verb)
}

// kindOfRecordWrite returns the kind of a write by the request for one record: a create names no record, and of the others only an
// update holds one. The verb tells those apart that hold none.
func kindOfRecordWrite(request protoreflect.MessageDescriptor, verb optionsv1.Verb) Kind {
	switch {
	case request.Fields().ByName("id") == nil:
		return Create
	case request.Fields().ByName("update_mask") != nil:
		return Update
	case verb == optionsv1.Verb_VERB_DELETE:
		return Delete
	case verb == optionsv1.Verb_VERB_PAYMENTS:
		return Pay
	default:
		return Undelete
	}
}

func newBinding(rule *annotations.HttpRule) (Binding, error) {
	b := Binding{Body: rule.GetBody()}
	switch pattern := rule.GetPattern().(type) {
	case *annotations.HttpRule_Get:
		b.Verb, b.Path = "GET", pattern.Get
	case *annotations.HttpRule_Post:
		b.Verb, b.Path = "POST", pattern.Post
	case *annotations.HttpRule_Patch:
		b.Verb, b.Path = "PATCH", pattern.Patch
	case *annotations.HttpRule_Delete:
		b.Verb, b.Path = "DELETE", pattern.Delete
	default:
		return b, fmt.Errorf("%v: only get, post, patch and delete are supported", rule)
	}
	return b, nil
}

// Service returns the short name of the method's service: "contacts" of ContactsService.
func (m *Method) Service() string {
	return strings.ToLower(strings.TrimSuffix(string(m.Desc.Parent().Name()), "Service"))
}

// Record returns the message of a list's or a look-up's records, which is field 1 of the response.
func (m *Method) Record() protoreflect.MessageDescriptor {
	return m.Response.Descriptor().Fields().ByNumber(1).Message()
}
