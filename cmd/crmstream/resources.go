package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/spelling"
)

// methodsOf returns the methods of a kind, sorted by resource.
func methodsOf(kind api.Kind) []*api.Method {
	all, _ := api.Methods() // with an error here, no server starts
	found := slices.DeleteFunc(all, func(m *api.Method) bool { return m.Kind != kind })
	slices.SortFunc(found, func(a, b *api.Method) int { return cmp.Compare(a.Resource(), b.Resource()) })
	return found
}

// ofRecords reports whether a method lists independent records, rather than a catalogue or parts of other records. Requests for
// such lists have an order.
func ofRecords(m *api.Method) bool {
	return m.Request.Descriptor().Fields().ByName("order") != nil
}

// findResource returns the list of a name.
func findResource(name string) (*api.Method, error) {
	m, err := findStream(api.List, "list", name)
	if watch, _ := findWatch(name); m == nil && watch != nil {
		return nil, fmt.Errorf("%s are watched and not listed: use crmstream watch %s", watch.Resource(), watch.Resource())
	}
	return m, err
}

// findWatch returns the watch of a name.
func findWatch(name string) (*api.Method, error) { return findStream(api.Watch, "watch", name) }

// findStream returns the method of a kind that streams a resource. Case, hyphens and underscores do not matter. The name of one record
// works too, unless several methods have such records.
func findStream(kind api.Kind, what, name string) (*api.Method, error) {
	all := methodsOf(kind)
	var ofRecord []*api.Method
	for _, m := range all {
		if sameName(m.Resource(), name) {
			return m, nil
		}
		if sameName(string(m.Record().Name()), name) {
			ofRecord = append(ofRecord, m)
		}
	}
	if len(ofRecord) == 1 {
		return ofRecord[0], nil
	}
	return nil, unknownName(what, name, all)
}

// sameName reports whether a typed name is the name of a resource or record.
func sameName(name, typed string) bool {
	return strings.EqualFold(name, strings.NewReplacer("-", "", "_", "").Replace(typed))
}

// unknownName returns the error of a name that is not the resource of any method.
func unknownName(what, name string, known []*api.Method) error {
	names := make([]string, len(known))
	for i, m := range known {
		names[i] = m.Resource()
	}
	return fmt.Errorf("unknown %s %q%s\nUse one of these, by service:\n%s", what, name, spelling.Suggest(name, names), overview(known))
}

// overview returns the resources of methods, one line for each service.
func overview(methods []*api.Method) string {
	names := map[string][]string{}
	for _, m := range methods {
		names[m.Service()] = append(names[m.Service()], m.Resource())
	}
	var b strings.Builder
	for _, service := range slices.Sorted(maps.Keys(names)) {
		fmt.Fprintf(&b, "  %-14s%s\n", service, strings.Join(names[service], ", "))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// message is a response of a list or a watch, read by its descriptor: all of a kind have the same fields, and the answers of look-ups
// have some of these.
type message struct {
	protoreflect.Message
}

// records returns the records of a response with several, or the record of a response with one.
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

// part returns the message in a field, nil if the field is not set.
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
