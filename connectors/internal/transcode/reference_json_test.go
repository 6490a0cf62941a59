package transcode_test

import (
	"bytes"
	"encoding/json"
	"strings"
)

// refMember is a member of an object, or an element of a list with an empty name.
type refMember struct {
	name    string
	raw     json.RawMessage
	rawName json.RawMessage
}

// refSplit returns the members or elements of a container in order.
func refSplit(raw json.RawMessage) []refMember {
	d := json.NewDecoder(bytes.NewReader(raw))
	open, err := d.Token()
	must(err)
	var members []refMember
	for d.More() {
		var m refMember
		if open == json.Delim('{') {
			before := d.InputOffset()
			name, err := d.Token()
			must(err)
			m.name = name.(string)
			m.rawName = raw[before:d.InputOffset()]
			m.rawName = m.rawName[bytes.IndexByte(m.rawName, '"'):]
		}
		must(d.Decode(&m.raw))
		members = append(members, m)
	}
	return members
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// refObject returns an object's members by name, the last of each.
func refObject(raw json.RawMessage) map[string]json.RawMessage {
	o := map[string]json.RawMessage{}
	for _, m := range refSplit(raw) {
		o[m.name] = m.raw
	}
	return o
}

// refText returns the text of a scalar, and for anything else its JSON.
func refText(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil && raw[0] == '"' {
		return s
	}
	return refValid(raw)
}

// refValid replaces each byte that is not of valid UTF-8.
func refValid(b []byte) string {
	var s strings.Builder
	for _, r := range string(b) { // ranging yields U+FFFD for each such byte
		s.WriteRune(r)
	}
	return s.String()
}

func isNull(raw json.RawMessage) bool      { return len(raw) == 0 || string(raw) == "null" }
func isContainer(raw json.RawMessage) bool { return len(raw) > 0 && (raw[0] == '{' || raw[0] == '[') }
func isFalse(raw json.RawMessage) bool     { return string(raw) == "false" }
func isNumber(raw json.RawMessage) bool {
	return len(raw) > 0 && (raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9')
}

// isEmpty reports whether the value is null, the empty text, or an empty container.
func isEmpty(raw json.RawMessage) bool {
	return isNull(raw) || string(raw) == `""` || isContainer(raw) && len(refSplit(raw)) == 0
}
