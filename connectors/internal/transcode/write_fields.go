package transcode

// appendCustomFields appends the map entries of a list or map of custom fields.
func (c *Context) appendCustomFields(dst []byte, f *field, v *value) ([]byte, outcome) {
	if !v.container() {
		if v.empty() || v.kind == 'f' {
			return dst, unset
		}
		return dst, unreadable
	}
	m := c.mark()
	c.custom.field = f
	for name, at := range c.walk(v) {
		c.entries = append(c.entries, entry{})
		e := &c.entries[len(c.entries)-1]
		if name != nil {
			e.id = *name
		}
		c.readEntry(f, &c.values[at], e)
		c.identify(f.name, &e.id)
		if len(c.stack) > m.stack {
			c.noteDropped(f, e, m.stack)
		}
		if e.value.empty() || e.id.null() {
			if !e.value.empty() {
				c.countUnreadable(f, &c.values[at]) // the JSON includes whatever came as the id
			}
			// An empty value does not undo what an earlier entry with its id says.
			c.entries = c.entries[:len(c.entries)-1]
		}
	}
	dst = c.appendEntries(dst, f, c.entries[m.entries:])
	c.custom = customField{}
	c.release(m)
	return dst, wrote
}

// readEntry reads an element into an entry, which may already have its id. An element that is no object, or an object without
// any member of a custom field, is itself the value. Of members with the same name the last counts; the others are put on the
// stack.
func (c *Context) readEntry(f *field, v *value, e *entry) {
	if v.kind != '{' {
		e.value = *v
		return
	}
	known, more := false, false
	var id, datatype value
	for name, at := range c.walk(v) {
		member := &c.values[at]
		switch string(c.nameText(name)) {
		case "id":
			if id.kind != 0 {
				c.drop(&id, member)
			}
			id = *member
		case "value":
			if e.value.kind != 0 {
				c.drop(&e.value, member)
			}
			e.value = *member
		case "datatype", "type":
			if member.null() {
				break
			}
			if datatype.kind != 0 {
				c.drop(&datatype, member)
			}
			datatype = *member
		default:
			more = true
			continue
		}
		known = true
	}
	if !known {
		e.value = *v
		return
	}
	if more {
		c.countOthers(v, "id", "value", "datatype", "type")
	}
	if id.kind == '0' || id.kind == '"' && id.from < id.to {
		e.id = id
	}
	if k := f.words.find(c.plain(&datatype)); k >= 0 {
		e.datatype = f.types[k]
	}
}

// noteDropped notes the members that readEntry has put on the stack above from, and takes them off.
func (c *Context) noteDropped(f *field, e *entry, from int) {
	c.nameEntry(f.name, c.text(&e.id))
	for i := range c.stack[from:] {
		c.noteAlteration(alterationDuplicateKey, &c.stack[from+i])
	}
	c.stack = c.stack[:from]
}

// drop puts a member of a custom field on the stack, if another member with its name follows and differs.
func (c *Context) drop(had, v *value) {
	if string(c.raw(had)) != string(c.raw(v)) {
		c.stack = append(c.stack, *had)
	}
}

// identify normalizes an id, so that equal ids have equal texts, and notes what is lost. Almost all ids need no change.
func (c *Context) identify(field string, id *value) {
	switch {
	case id.kind == '0' && !plainID(c.text(id)):
		if text, out := c.refText(id); out == wrote {
			*id = c.keep(text)
		}
	case id.escaped || id.wide && !validUTF8(c.text(id)):
		was := *id
		c.unescaped = c.appendPlain(c.unescaped[:0], id)
		if *id = c.keep(c.unescaped); c.lost != 0 {
			c.nameEntry(field, c.text(id))
			c.noteLost(&was)
		}
	}
}

// appendUnread appends the fields of FieldValue for a value that is not of its datatype.
func (c *Context) appendUnread(dst []byte, kind Datatype, v *value) []byte {
	dst = appendBytes(dst, tagParseError, []byte(kind.complaint()))
	return c.appendJSON(dst, tagRawText, v)
}

// appendCustomField appends the map entry of a column that is one custom field.
func (c *Context) appendCustomField(dst []byte, f *field, v *value) ([]byte, outcome) {
	dst, outer, inner := openEntry(dst, f.tag, []byte(f.key))
	c.choices = nil
	c.custom = customField{field: f, id: []byte(f.key)}
	defer func() { c.custom = customField{} }()
	dst, out := c.appendTyped(dst, f.as, v)
	switch out {
	case unset:
		return dst, unset
	case unreadable:
		c.lost = 0
		dst = c.appendUnread(dst[:inner], f.as, v)
	}
	return closeField(closeField(dst, inner), outer), wrote
}

// appendJSON appends a string field with the JSON of a value. It adds what is lost to c.lost.
func (c *Context) appendJSON(dst []byte, tag uint64, v *value) []byte {
	dst, at := openField(dst, tag)
	quote := v.kind == '"'
	if quote {
		dst = append(dst, '"')
	}
	dst, lost := appendValid(dst, c.text(v))
	c.lost |= lost
	if quote {
		dst = append(dst, '"')
	}
	return closeField(dst, at)
}
