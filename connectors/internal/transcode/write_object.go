package transcode

import "github.com/crmstream/crmstream/connectors"

// object is a JSON object as a table reads it.
type object struct {
	// values are the values of the table's keys, by number.
	values []value
	// rest is the index of the first of the entries that hold members without a column, in a table that keeps them.
	rest int
}

// readObject reads an object. Of members with the same name the last counts, and the others are noted. The result is on the
// context's stacks.
func (c *Context) readObject(t *Table, v *value) object {
	values := c.push(len(t.keys.all))
	base := len(c.entries)
	expected := 0 // an upstream's rows have their keys in one order, which tables mostly follow
	for name, at := range c.walk(v) {
		member := &c.values[at]
		k := expected
		if k == len(t.keys.all) || t.keys.all[k] != string(c.json[name.from:name.to]) {
			if k = t.keys.find(c.nameText(name)); k < 0 {
				c.keepRest(t, name, member)
				continue
			}
		}
		expected = k + 1
		if had := &values[k]; had.kind == 0 {
			*had = *member
		} else {
			c.duplicate(t, k, had, member)
		}
	}
	return object{values: values, rest: base}
}

// appendObject appends the fields of an object, by a table.
func (c *Context) appendObject(dst []byte, t *Table, o object) []byte {
	for i := range t.fields {
		f := &t.fields[i]
		start := len(dst)
		var v *value
		var out outcome
		switch f.kind {
		case Group:
			dst, out = c.appendGroup(dst, f, o)
		case Rest:
			dst = c.appendRest(dst, f, o)
		default:
			var several bool
			if v, several = c.choose(&f.source, o.values); v == nil {
				continue
			}
			dst, out = c.appendField(dst, f, v)
			if several && !f.choice {
				c.noteHidden(f, o.values, v)
			}
		}
		if out != wrote {
			dst = dst[:start]
			if out == unreadable {
				c.countUnreadable(f, v)
			}
		}
		if c.lost != 0 {
			c.nameField(f)
			c.noteLost(v)
		}
	}
	return dst
}

// appendField appends the field of a column for a value that is not null.
func (c *Context) appendField(dst []byte, f *field, v *value) ([]byte, outcome) {
	switch f.kind {
	case Text:
		if v.container() && v.empty() {
			return dst, unset
		}
		return c.appendText(dst, f.tag, v), wrote
	case Ref:
		id, out := c.refText(v)
		if out != wrote {
			return dst, out
		}
		dst = appendBytes(dst, f.tag, id)
		if f.naming != connectors.NoNaming {
			dst = c.appendMeaning(dst, f, id)
		}
		return dst, wrote
	case RefList, TextList:
		return c.appendList(dst, f, v)
	case Enum:
		return c.appendEnum(dst, f, v)
	case Nested:
		return c.appendNested(dst, f, v)
	case NestedList:
		return c.appendNestedList(dst, f, v)
	case Inline:
		return c.appendInline(dst, f, v)
	case CustomFields:
		return c.appendCustomFields(dst, f, v)
	case CustomField:
		return c.appendCustomField(dst, f, v)
	case RestObject:
		return c.appendRestObject(dst, f, v)
	default:
		return c.appendScalar(dst, f, v)
	}
}

// appendMeaning appends the name and outcome that the catalogue has for an id.
func (c *Context) appendMeaning(dst []byte, f *field, id []byte) []byte {
	m, ok := c.Catalogue.Meaning(f.naming, id)
	if !ok {
		return dst
	}
	if m.Name != "" {
		dst = appendBytes(dst, f.called, []byte(m.Name))
	}
	if f.means != 0 && m.Outcome != 0 {
		dst = appendTag(appendTag(dst, f.means), uint64(m.Outcome))
	}
	return dst
}

// appendList appends a repeated field of ids or texts. Elements that cannot be read are left out and counted.
func (c *Context) appendList(dst []byte, f *field, v *value) ([]byte, outcome) {
	if !v.container() {
		if v.empty() || v.kind == 'f' {
			return dst, unset
		}
		return c.appendElement(dst, f, v)
	}
	for _, at := range c.walk(v) {
		element := &c.values[at]
		if element.null() {
			continue
		}
		var out outcome
		if dst, out = c.appendElement(dst, f, element); out == unreadable {
			c.countUnreadable(f, element)
		}
		if c.lost != 0 {
			c.nameField(f)
			c.noteLost(element)
		}
	}
	return dst, wrote
}

// appendElement appends one text of a repeated field, or the ids that a text joins by commas.
func (c *Context) appendElement(dst []byte, f *field, v *value) ([]byte, outcome) {
	if f.kind == RefList {
		return c.appendRefs(dst, f.tag, v)
	}
	return c.appendText(dst, f.tag, v), wrote
}

// appendEnum appends the number of a word, and the word.
func (c *Context) appendEnum(dst []byte, f *field, v *value) ([]byte, outcome) {
	var k int
	switch {
	case v.scalar():
		k = f.words.find(c.plain(v))
	case v.empty():
		return dst, unset
	default:
		return dst, unreadable
	}
	switch {
	case k >= 0:
		dst = c.appendVarint(dst, f, uint64(f.numbers[k]))
	case f.text == 0 && v.empty():
		return dst, unset
	case f.text == 0: // the word would be lost
		return dst, unreadable
	}
	if f.text != 0 {
		dst = c.appendText(dst, f.text, v)
	}
	return dst, wrote
}

// appendVarint appends a number, unless it is the same as an absent one.
func (c *Context) appendVarint(dst []byte, f *field, n uint64) []byte {
	if n == 0 && !f.explicit && len(c.Constants) == 0 {
		return dst
	}
	return appendTag(appendTag(dst, f.tag), n)
}

// appendGroup appends the message for a group of the object's own keys, if any of its fields is set.
func (c *Context) appendGroup(dst []byte, f *field, o object) ([]byte, outcome) {
	c.path = append(c.path, f)
	dst, at := openField(dst, f.tag)
	dst = c.appendObject(dst, f.table, object{values: o.values[f.base : f.base+len(f.table.keys.all)], rest: len(c.entries)})
	c.path = c.path[:len(c.path)-1]
	if len(dst) == at {
		return dst, unset
	}
	return closeField(dst, at), wrote
}

// appendNested appends a message for an object, or for a scalar in its place.
func (c *Context) appendNested(dst []byte, f *field, v *value) ([]byte, outcome) {
	dst, at := openField(dst, f.tag)
	dst, out := c.appendInline(dst, f, v)
	return closeField(dst, at), out
}

// appendInline appends the fields for an object, or for a scalar in its place.
func (c *Context) appendInline(dst []byte, f *field, v *value) ([]byte, outcome) {
	c.path = append(c.path, f)
	m := c.mark()
	start, out := len(dst), wrote
	switch {
	case v.kind == '{':
		dst = c.appendObject(dst, f.table, c.readObject(f.table, v))
	case v.empty() || v.kind == 'f':
		out = unset
	case v.kind == '[' || v.kind == deep || f.table.first < 0:
		out = unreadable
	default:
		values := c.push(len(f.table.keys.all))
		values[f.table.first] = *v
		if dst = c.appendObject(dst, f.table, object{values: values, rest: len(c.entries)}); len(dst) == start {
			out = unset
		}
	}
	c.release(m)
	c.path = c.path[:len(c.path)-1]
	return dst, out
}

// appendNestedList appends a repeated message. Elements that cannot be read are left out and counted.
func (c *Context) appendNestedList(dst []byte, f *field, v *value) ([]byte, outcome) {
	if !v.container() || v.kind == '{' && c.describes(f.table, v) {
		return c.appendNested(dst, f, v)
	}
	for _, at := range c.walk(v) {
		element := &c.values[at]
		if element.empty() {
			continue
		}
		start := len(dst)
		var out outcome
		if dst, out = c.appendNested(dst, f, element); out != wrote {
			dst = dst[:start]
			if out == unreadable {
				c.countUnreadable(f, element)
			}
		}
	}
	return dst, wrote
}

// describes reports whether an object has a key of the table, and so is one object, not a map of objects.
func (c *Context) describes(t *Table, v *value) bool {
	for name := range c.walk(v) {
		if t.keys.find(c.nameText(name)) >= 0 {
			return true
		}
	}
	return false
}
