package transcode

import "slices"

// customField is the custom field being read or written, for notices and alterations.
type customField struct {
	field *field
	id    []byte // its key in the map, nil while its members are read
}

// noteOthers notes what is lost of an object that is read for two members: it counts members with other names, except known
// ones, and notes all but the last of several members with one of the two names.
func (c *Context) noteOthers(v *value, first, second string, known ...string) {
	if v.kind != '{' {
		return
	}
	c.countOthers(v, append(known, first, second)...)
	var had [2]value
	for name, at := range c.walk(v) {
		member := &c.values[at]
		i := slices.Index([]string{first, second}, string(c.nameText(name)))
		if i < 0 {
			continue
		}
		if before := &had[i]; before.kind != 0 && string(c.raw(before)) != string(c.raw(member)) {
			c.nameEntry(c.custom.field.name, c.custom.id)
			c.noteAlteration(alterationDuplicateKey, before)
		}
		had[i] = *member
	}
}

// countOthers counts the members of an object that are not empty and have other names than these.
func (c *Context) countOthers(v *value, names ...string) {
	for name, at := range c.walk(v) {
		if !c.values[at].empty() && !slices.Contains(names, string(c.nameText(name))) {
			c.countUnknown(name)
		}
	}
}
