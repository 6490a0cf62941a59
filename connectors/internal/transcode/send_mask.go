package transcode

import (
	"strings"

	"github.com/crmstream/crmstream/internal/records"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// readMask reads the paths of a mask, or those of the fields that are set.
func (s *sending) readMask(mask []string) {
	paths := mask
	if mask == nil {
		paths = records.Set(s.record)
		if s.Op == OnUpdate { // the id names the record, and is not written
			paths = without(paths, s.table.idField)
		}
	}
	if len(paths) == 0 && s.Op == OnUpdate {
		s.refuse(s.maskPath(), "there is nothing to update: set a field of the record, or name the fields to clear")
	}
	for _, path := range paths {
		s.readPath(path, mask == nil)
	}
}

// without returns paths without one of them.
func without(paths []string, path string) []string {
	kept := make([]string, 0, len(paths))
	for _, p := range paths {
		if p != path {
			kept = append(kept, p)
		}
	}
	return kept
}

// readPath reads one path of a mask. An implied path is of a field that is set, without a mask.
func (s *sending) readPath(path string, implied bool) {
	name, key, deep := strings.Cut(path, ".")
	fd := s.record.Descriptor().Fields().ByName(protoreflect.Name(name))
	switch {
	case path == "*":
		s.refuse(s.maskPath(), "* is refused, since no upstream replaces a record: name the fields to write")
	case fd == nil:
		s.refuse(s.maskPath(), "%.64q is no field of the record", path)
	case deep && !fd.IsMap():
		s.refuse(s.maskPath(), "%.64q leads into a field: name the whole field %s", path, name)
	case fd.IsMap() && key == "":
		s.refuse(s.maskPath(), "%.64q names no key: name the keys to write, such as %s.25", path, name)
	default:
		s.readWritable(path, name, key, implied)
	}
}

// readWritable reads a path to a field of the record.
func (s *sending) readWritable(path, name, key string, implied bool) {
	for i := range s.table.writables {
		w := &s.table.writables[i]
		switch {
		case w.Field != name:
			continue
		case w.Write.On&s.Op == 0:
			s.refuse(s.path(path), "cannot be written by %s", map[Op]string{OnCreate: "a create", OnUpdate: "an update"}[s.Op])
		case key != "":
			s.keys[key] = true
		default:
			s.masked[name] = true
		}
		return
	}
	if implied && s.Op == OnUpdate {
		s.refuse(s.path(path), "cannot be written: leave it out, or name the fields to write in update_mask")
		return
	}
	s.refuse(s.path(path), "cannot be written: leave it out")
}
