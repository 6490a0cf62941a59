package transcode

import "slices"

// customField is a custom field that is being read or written, for what there is to tell of it.
type customField struct {
	field *field
	id    []byte // its key in the map, nil while its members are read
}

// tellBeside tells what else an object holds that is read for two members: members that nothing is known of, and all but the
// last of those with one name. Those of the names in known are let pass.
func (c *Context) tellBeside(v *value, first, second string, known ...string) {
	if v.kind != '{' {
		return
	}
	c.countBeside(v, append(known, first, second)...)
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

// countBeside counts the members of an object that have other names and are not empty.
func (c *Context) countBeside(v *value, names ...string) {
	for name, at := range c.walk(v) {
		if !c.values[at].empty() && !slices.Contains(names, string(c.nameText(name))) {
			c.countUnknown(name)
		}
	}
}
