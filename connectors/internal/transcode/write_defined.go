package transcode

import (
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// FieldValue returns a value that came outside of a record, for the custom field with the key. It is read by the definition in
// Catalogue, whose upstream_type is a word of types, and as text without a definition. The result is nil for an empty value.
// whole is false if the result has not all of the value. Rows of the context are not valid afterwards.
func (c *Context) FieldValue(key string, value JSON, types map[string]Datatype) (v *crmstreamv1.FieldValue, whole bool) {
	if value.in == nil {
		return nil, true
	}
	c.start(value.in)
	kind := AsText
	if definition := c.Catalogue.Field(key); definition != nil {
		kind = types[definition.GetUpstreamType()]
	}
	c.own, c.lost, c.path = c.own[:0], 0, c.path[:0]
	// The alterations are only counted, so any tag will do.
	c.alterations, c.alterationsTag, c.altered = c.alterations[:0], tagAlterationField, 0
	f := &field{name: "value", tag: tagEntryValue}
	c.custom.field = f
	entries := []entry{{id: c.keep([]byte(key)), datatype: kind, value: value.value()}}
	dst := c.appendEntry(nil, f, entries, 0)
	c.custom = customField{}
	if len(dst) == 0 {
		return nil, c.altered == 0
	}
	v = &crmstreamv1.FieldValue{}
	if err := proto.Unmarshal(entryValue(dst), v); err != nil {
		return nil, false
	}
	return v, c.altered == 0
}

// entryValue returns the value of a map entry that appendEntry has written.
func entryValue(entry []byte) []byte {
	_, n := protowire.ConsumeVarint(entry)
	inner, _ := protowire.ConsumeBytes(entry[n:])
	_, n = protowire.ConsumeVarint(inner)
	_, key := protowire.ConsumeBytes(inner[n:])
	inner = inner[n+key:]
	_, n = protowire.ConsumeVarint(inner)
	value, _ := protowire.ConsumeBytes(inner[n:])
	return value
}
