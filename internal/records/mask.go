package records

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/internal/spelling"
)

// PathError is a path that names no field that can be written.
type PathError struct {
	// Path is what the request has, and Text what is wrong and the fix.
	Path, Text string
}

func (e *PathError) Error() string { return fmt.Sprintf("%q: %s", e.Path, e.Text) }

// Set returns the paths of the fields that are set, by field number, and each custom field by itself, by key.
func Set(m protoreflect.Message) []string {
	var paths []string
	fields := m.Descriptor().Fields()
	numbered := make([]protoreflect.FieldDescriptor, 0, fields.Len())
	for i := range fields.Len() {
		numbered = append(numbered, fields.Get(i))
	}
	slices.SortFunc(numbered, func(a, b protoreflect.FieldDescriptor) int { return int(a.Number()) - int(b.Number()) })
	for _, fd := range numbered {
		switch {
		case !m.Has(fd):
		case fd.IsMap():
			keys := map[string]bool{}
			m.Get(fd).Map().Range(func(k protoreflect.MapKey, _ protoreflect.Value) bool {
				keys[k.String()] = true
				return true
			})
			for _, key := range InOrder(keys) {
				paths = append(paths, string(fd.Name())+"."+key)
			}
		default:
			paths = append(paths, string(fd.Name()))
		}
	}
	return paths
}

// InOrder returns the keys of custom fields in ascending order: numbers first, by their value.
func InOrder(keys map[string]bool) []string {
	return slices.SortedFunc(maps.Keys(keys), func(a, b string) int {
		x, errX := strconv.ParseUint(a, 10, 64)
		y, errY := strconv.ParseUint(b, 10, 64)
		if errX != nil || errY != nil {
			x, y = 0, 0
			if errX == nil {
				y = 1
			} else if errY == nil {
				x = 1
			}
		}
		return cmp.Or(cmp.Compare(x, y), strings.Compare(a, b))
	})
}

// Mask returns the paths of an update_mask in proto spelling, each once, in their order.
func Mask(record protoreflect.MessageDescriptor, given []string) ([]string, error) {
	var paths []string
	for _, path := range given {
		canonical, err := canonicalPath(record, path)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(paths, canonical) {
			paths = append(paths, canonical)
		}
	}
	return paths, nil
}

// canonicalPath returns a path in proto spelling.
func canonicalPath(record protoreflect.MessageDescriptor, path string) (string, error) {
	if path == "*" {
		return "", &PathError{path, "no upstream replaces a whole record: name the fields"}
	}
	name, key, deeper := strings.Cut(path, ".")
	fd := record.Fields().ByName(protoreflect.Name(name))
	if fd == nil {
		fd = record.Fields().ByJSONName(name)
	}
	switch {
	case fd == nil:
		return "", &PathError{path, fmt.Sprintf("%s has no such field%s", record.Name(), spelling.Suggest(name, names(record)))}
	case fd.IsMap() && (!deeper || key == ""):
		return "", &PathError{path, "name the keys: fields.KEY"}
	case fd.IsMap():
		return string(fd.Name()) + "." + key, nil
	case deeper:
		return "", &PathError{path, fmt.Sprintf("%s is written whole: name it without what follows", fd.Name())}
	}
	return string(fd.Name()), nil
}

// names returns the names of a record's fields.
func names(record protoreflect.MessageDescriptor) []string {
	var found []string
	for i := range record.Fields().Len() {
		found = append(found, string(record.Fields().Get(i).Name()))
	}
	return found
}

// Unknown returns the path of a message within a message that has fields that its descriptor lacks, "" for none. The path of the
// message itself is "request".
func Unknown(m protoreflect.Message) string {
	if len(m.GetUnknown()) > 0 {
		return "request"
	}
	path := ""
	m.Range(func(fd protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		within := func(at string, v protoreflect.Value) bool {
			if inner := Unknown(v.Message()); inner != "" {
				path = strings.TrimSuffix(at+strings.TrimPrefix("."+inner, ".request"), ".")
			}
			return path == ""
		}
		switch {
		case fd.IsMap() && fd.MapValue().Message() != nil:
			v.Map().Range(func(k protoreflect.MapKey, v protoreflect.Value) bool {
				return within(string(fd.Name())+"."+k.String(), v)
			})
		case fd.IsList() && fd.Message() != nil:
			for i := range v.List().Len() {
				if !within(fmt.Sprintf("%s[%d]", fd.Name(), i), v.List().Get(i)) {
					break
				}
			}
		case fd.Message() != nil && !fd.IsMap():
			within(string(fd.Name()), v)
		}
		return path == ""
	})
	return path
}

// Value returns the value at a path, and whether the record has one.
func Value(m protoreflect.Message, path string) (protoreflect.FieldDescriptor, protoreflect.Value, bool) {
	name, key, _ := strings.Cut(path, ".")
	fd := m.Descriptor().Fields().ByName(protoreflect.Name(name))
	if fd == nil || !m.Has(fd) {
		return fd, protoreflect.Value{}, false
	}
	v := m.Get(fd)
	if !fd.IsMap() {
		return fd, v, true
	}
	at := protoreflect.ValueOfString(key).MapKey()
	return fd.MapValue(), v.Map().Get(at), v.Map().Has(at)
}

// Copy copies the values at these paths. What from lacks stays as it is in to.
func Copy(to, from protoreflect.Message, mask []string) {
	for _, path := range mask {
		_, v, has := Value(from, path)
		if !has {
			continue
		}
		name, key, _ := strings.Cut(path, ".")
		fd := to.Descriptor().Fields().ByName(protoreflect.Name(name))
		if fd.IsMap() {
			to.Mutable(fd).Map().Set(protoreflect.ValueOfString(key).MapKey(), v)
			continue
		}
		to.Set(fd, v)
	}
}
