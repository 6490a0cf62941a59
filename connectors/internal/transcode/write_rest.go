package transcode

import (
	"fmt"
	"slices"
)

// mergeRests lets a Rest column read the RestObjects of its field as well, so that a name in both is found.
func (b *builder) mergeRests() error {
	rest := slices.IndexFunc(b.fields, func(f field) bool { return f.kind == Rest })
	if rest < 0 {
		return nil
	}
	merged := b.fields[rest]
	for _, f := range b.fields {
		if f.kind == RestObject && f.tag == merged.tag &&
			(!slices.Equal(f.words.all, merged.words.all) || !slices.Equal(f.types, merged.types)) {
			return fmt.Errorf("transcode: %s: Rest and RestObject of field %s have other Types", b.message.Name(), f.name)
		}
	}
	b.fields = slices.DeleteFunc(b.fields, func(f field) bool {
		if f.kind != RestObject || f.tag != merged.tag {
			return false
		}
		merged.keys = append(merged.keys, f.keys...)
		return true
	})
	b.fields[slices.IndexFunc(b.fields, func(f field) bool { return f.kind == Rest })] = merged
	return nil
}

// appendRestObject appends the map entries of an object's members.
func (c *Context) appendRestObject(dst []byte, f *field, v *value) ([]byte, outcome) {
	m := c.mark()
	out := c.readRestObject(f, v)
	dst = c.appendDefined(dst, f, c.entries[m.entries:])
	c.release(m)
	return dst, out
}

// readRestObject adds the members of an object to the entries.
func (c *Context) readRestObject(f *field, v *value) outcome {
	switch {
	case v.kind == '{':
	case v.empty() || v.kind == 'f':
		return unset
	default:
		return unreadable
	}
	for name, at := range c.walk(v) {
		c.addRest(f.name, name, &c.values[at])
	}
	return wrote
}

// addRest adds a member to the entries. An empty member is absent, and does not undo an earlier one with its name.
func (c *Context) addRest(field string, name, v *value) {
	if v.empty() {
		return
	}
	c.entries = append(c.entries, entry{id: *name, datatype: asJSON, value: *v})
	c.identify(field, &c.entries[len(c.entries)-1].id)
}

// appendRest appends the map entries of the members that no column names, and of those in the RestObject of the same field.
func (c *Context) appendRest(dst []byte, f *field, o object) []byte {
	if len(f.keys) > 0 {
		if v := c.pick(&f.source, o.values); v != nil {
			if c.readRestObject(f, v) == unreadable {
				c.countUnreadable(f, v)
			}
		}
	}
	return c.appendDefined(dst, f, c.entries[o.rest:])
}

// appendDefined appends the map entries of members, each as the datatype of its definition in the catalogue, if it has one.
func (c *Context) appendDefined(dst []byte, f *field, entries []entry) []byte {
	if len(f.types) == 0 || c.Catalogue == nil {
		return c.appendEntries(dst, f, entries)
	}
	for i := range entries {
		e := &entries[i]
		definition := c.Catalogue.FieldBytes(c.text(&e.id))
		if definition == nil {
			continue
		}
		e.datatype = AsText
		if k := f.words.find([]byte(definition.GetUpstreamType())); k >= 0 {
			e.datatype = f.types[k]
		}
	}
	c.custom.field = f
	dst = c.appendEntries(dst, f, entries)
	c.custom = customField{}
	return dst
}

// keepRest keeps or counts a member that no column names.
func (c *Context) keepRest(t *Table, name, v *value) {
	if t.rest != "" {
		c.addRest(t.rest, name, v)
		return
	}
	c.countUnknown(name)
}
