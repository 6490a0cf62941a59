package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// resource is a list of the API, as its descriptors tell.
type resource struct {
	name     string // as in URLs: "stockItems"
	method   string // as gRPC has it: "/package.Service/Method"
	request  protoreflect.MessageType
	response protoreflect.MessageType
}

// resources returns all lists of the API, by name: the methods that stream and have an HTTP form.
func resources() []resource {
	var found []resource
	api := crmstreamv1.File_crmstream_v1_stream_proto.Package()
	protoregistry.GlobalFiles.RangeFilesByPackage(api, func(file protoreflect.FileDescriptor) bool {
		for i := range file.Services().Len() {
			methods := file.Services().Get(i).Methods()
			for j := range methods.Len() {
				if r, ok := asResource(methods.Get(j)); ok {
					found = append(found, r)
				}
			}
		}
		return true
	})
	slices.SortFunc(found, func(a, b resource) int { return cmp.Compare(a.name, b.name) })
	return found
}

func asResource(method protoreflect.MethodDescriptor) (resource, bool) {
	rule, ok := proto.GetExtension(method.Options(), annotations.E_Http).(*annotations.HttpRule)
	if !ok || !method.IsStreamingServer() {
		return resource{}, false
	}
	request, err := protoregistry.GlobalTypes.FindMessageByName(method.Input().FullName())
	if err != nil {
		return resource{}, false
	}
	response, err := protoregistry.GlobalTypes.FindMessageByName(method.Output().FullName())
	if err != nil {
		return resource{}, false
	}
	path := rule.GetGet()
	return resource{
		name:     path[strings.LastIndex(path, "/")+1:],
		method:   fmt.Sprintf("/%s/%s", method.Parent().FullName(), method.Name()),
		request:  request,
		response: response,
	}, true
}

// findResource returns the list of a name, in which case, hyphens and underscores do not matter.
func findResource(name string) (resource, error) {
	var names []string
	for _, r := range resources() {
		if strings.EqualFold(r.name, strings.NewReplacer("-", "", "_", "").Replace(name)) {
			return r, nil
		}
		names = append(names, r.name)
	}
	return resource{}, fmt.Errorf("unknown list %q: use one of %s%s", name, strings.Join(names, ", "), didYouMean(name, names))
}

// message is what all list responses have in common, read by descriptors: fields 1 to 7 are the same in each.
type message struct {
	protoreflect.Message
}

func (m message) records() protoreflect.List {
	return m.Get(m.Descriptor().Fields().ByNumber(1)).List()
}

func (m message) resumeToken() string {
	return m.Get(m.Descriptor().Fields().ByName("resume_token")).String()
}

// part returns the message in a field, nil if it is not set.
func part[T proto.Message](m message, field protoreflect.Name) (value T) {
	if fd := m.Descriptor().Fields().ByName(field); m.Has(fd) {
		value, _ = m.Get(fd).Message().Interface().(T)
	}
	return value
}

// parts returns the messages in a repeated field.
func parts[T proto.Message](m message, field protoreflect.Name) []T {
	list := m.Get(m.Descriptor().Fields().ByName(field)).List()
	values := make([]T, list.Len())
	for i := range values {
		values[i], _ = list.Get(i).Message().Interface().(T)
	}
	return values
}
