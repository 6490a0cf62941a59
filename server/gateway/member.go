package gateway

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/internal/spelling"
)

// member is a member of a JSON object.
type member struct {
	name  string
	value json.RawMessage // without outer blanks
	path  string          // how failures name the member
	field protoreflect.FieldDescriptor
}

// members returns the members of a message that is a JSON object. It refuses unknown members and fields that are given twice.
func (w *rewriter) members(raw []byte, desc protoreflect.MessageDescriptor, path string) ([]member, *failure) {
	members, err := readMembers(raw)
	if err != nil {
		return nil, invalid(cmp.Or(path, "body"), "takes a JSON object, not %s", clip(string(raw)))
	}
	given := map[protoreflect.Name]string{}
	for i := range members {
		m := &members[i]
		if m.field = fieldOf(desc, m.name); m.field == nil {
			return nil, invalid(join(path, clip(m.name)), "unknown field%s", spelling.Suggest(m.name, w.method.parameters(desc)))
		}
		m.path = join(path, m.field.JSONName())
		if other, ok := given[m.field.Name()]; ok {
			return nil, invalid(m.path, "given twice, as %s and as %s", other, m.name)
		}
		given[m.field.Name()] = m.name
	}
	return members, nil
}

// readMembers reads the members of a JSON object, in order, with all members of one name.
func readMembers(object []byte) ([]member, error) {
	decoder := json.NewDecoder(bytes.NewReader(object))
	if start, err := decoder.Token(); err != nil || start != json.Delim('{') {
		return nil, errors.New("not a JSON object")
	}
	var members []member
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		m := member{}
		m.name, _ = name.(string) // all keys are texts
		if err := decoder.Decode(&m.value); err != nil {
			return nil, err
		}
		members = append(members, m)
	}
	_, err := decoder.Token()
	return members, err
}

// clears reports whether a member of changes clears its field. An empty list is an unset field, so it clears too.
func (m member) clears() bool {
	return isNull(m.value) || isEmptyText(m.value) && !m.field.IsList()
}

func isNull(raw []byte) bool      { return string(raw) == "null" }
func isEmptyText(raw []byte) bool { return string(raw) == `""` }
func isEmptyList(raw []byte) bool {
	return raw[0] == '[' && len(bytes.TrimSpace(raw[1:len(raw)-1])) == 0
}

// join returns the path of a member.
func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// unsetCondition returns the failure of a condition that a field is unset.
func unsetCondition(path string) *failure {
	return invalid(path, "null is no condition: name a field that must be unset in expectedUnset")
}

// clip returns the start of a text for a message.
func clip(text string) string {
	const most = 100
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "..."
}
