package main

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// call is a method of the API, as its descriptors tell.
type call struct {
	name     string // of what it reads, as in URLs: "stockItems"
	service  string // short: "stock"
	method   string // as gRPC has it: "/package.Service/Method"
	request  protoreflect.MessageType
	response protoreflect.MessageType
}

// resources returns all lists of the API, by name: the methods that stream and have an HTTP form.
func resources() []call {
	var found []call
	for method, path := range apiMethods() {
		if !method.IsStreamingServer() {
			continue
		}
		if c, ok := asCall(method, path[strings.LastIndex(path, "/")+1:]); ok {
			found = append(found, c)
		}
	}
	slices.SortFunc(found, func(a, b call) int { return cmp.Compare(a.name, b.name) })
	return found
}

// apiMethods yields the methods of the API that answer a GET, with its path.
func apiMethods() iter.Seq2[protoreflect.MethodDescriptor, string] {
	return func(yield func(protoreflect.MethodDescriptor, string) bool) {
		api := crmstreamv1.File_crmstream_v1_stream_proto.Package()
		protoregistry.GlobalFiles.RangeFilesByPackage(api, func(file protoreflect.FileDescriptor) bool {
			for i := range file.Services().Len() {
				methods := file.Services().Get(i).Methods()
				for j := range methods.Len() {
					rule, ok := proto.GetExtension(methods.Get(j).Options(), annotations.E_Http).(*annotations.HttpRule)
					if ok && rule.GetGet() != "" && !yield(methods.Get(j), rule.GetGet()) {
						return false
					}
				}
			}
			return true
		})
	}
}

// asCall returns a method as a call. It fails for methods whose messages are not part of this program.
func asCall(method protoreflect.MethodDescriptor, name string) (call, bool) {
	request, err := protoregistry.GlobalTypes.FindMessageByName(method.Input().FullName())
	if err != nil {
		return call{}, false
	}
	response, err := protoregistry.GlobalTypes.FindMessageByName(method.Output().FullName())
	return call{
		name:     name,
		service:  strings.ToLower(strings.TrimSuffix(string(method.Parent().Name()), "Service")),
		method:   fmt.Sprintf("/%s/%s", method.Parent().FullName(), method.Name()),
		request:  request,
		response: response,
	}, err == nil
}

// record returns the type of the records, which all responses have first.
func (c call) record() protoreflect.MessageDescriptor {
	return c.response.Descriptor().Fields().ByNumber(1).Message()
}

// ofRecords tells lists of records proper, whose requests state an order, from catalogues and from what hangs on records.
func (c call) ofRecords() bool {
	return c.request.Descriptor().Fields().ByName("order") != nil
}

// isLookUp tells look-ups from lists, whose responses have summaries.
func (c call) isLookUp() bool {
	return c.response.Descriptor().Fields().ByName("summary") == nil
}

// findResource returns the list of a name, in which case, hyphens and underscores do not matter.
func findResource(name string) (call, error) {
	all := resources()
	for _, r := range all {
		if sameName(r.name, name) {
			return r, nil
		}
	}
	return call{}, unknownName("list", name, all)
}

// sameName compares a name as it was typed.
func sameName(name, typed string) bool {
	return strings.EqualFold(name, strings.NewReplacer("-", "", "_", "").Replace(typed))
}

// unknownName returns the error of a name that is none of the calls'.
func unknownName(what, name string, known []call) error {
	names := make([]string, len(known))
	for i, c := range known {
		names[i] = c.name
	}
	return fmt.Errorf("unknown %s %q%s\nUse one of these, by service:\n%s", what, name, didYouMean(name, names), overview(known))
}

// overview returns the names of calls, a line for each service.
func overview(calls []call) string {
	names := map[string][]string{}
	for _, c := range calls {
		names[c.service] = append(names[c.service], c.name)
	}
	var b strings.Builder
	for _, service := range slices.Sorted(maps.Keys(names)) {
		fmt.Fprintf(&b, "  %-14s%s\n", service, strings.Join(names[service], ", "))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// message is what all list responses have in common, read by descriptors: fields 1 to 7 are the same in each. The answers
// of look-ups have some of them.
type message struct {
	protoreflect.Message
}

// records returns the records of a response, or the one that it holds.
func (m message) records() []protoreflect.Message {
	fd := m.Descriptor().Fields().ByNumber(1)
	if !fd.IsList() {
		return []protoreflect.Message{m.Get(fd).Message()}
	}
	list := m.Get(fd).List()
	records := make([]protoreflect.Message, list.Len())
	for i := range records {
		records[i] = list.Get(i).Message()
	}
	return records
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

// parts returns the messages in a repeated field, nil if there is no such field.
func parts[T proto.Message](m message, field protoreflect.Name) []T {
	fd := m.Descriptor().Fields().ByName(field)
	if fd == nil {
		return nil
	}
	list := m.Get(fd).List()
	values := make([]T, list.Len())
	for i := range values {
		values[i], _ = list.Get(i).Message().Interface().(T)
	}
	return values
}
