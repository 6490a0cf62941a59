package transcode

import "bytes"

// appendLinked appends a list of options, files or references, from the linked entries with the datatype, beginning with the
// first. If a value cannot be read, it returns that value.
func (c *Context) appendLinked(dst []byte, f *field, kind Datatype, entries []entry, first int) ([]byte, *value, outcome) {
	tag := uint64(tagOptions)
	switch kind {
	case AsFiles:
		tag = tagFiles
	case AsReferences:
		tag = tagReferences
	}
	dst, at := openField(dst, tag)
	for i := first; ; i = int(entries[i].next) {
		if v := &entries[i].value; entries[i].datatype == kind {
			var out outcome
			if dst, out = c.appendElements(dst, kind, v); out == unreadable {
				return dst, v, unreadable
			}
			if c.lost != 0 {
				c.nameEntry(f.name, c.text(&entries[first].id))
				c.noteLost(v)
			}
		}
		if entries[i].next == 0 {
			break
		}
	}
	if len(dst) == at {
		return dst, nil, unset
	}
	return closeField(dst, at), nil, wrote
}

// appendElements appends the elements of one value to a list.
func (c *Context) appendElements(dst []byte, kind Datatype, v *value) ([]byte, outcome) {
	switch {
	case v.empty() || v.kind == 'f':
		return dst, unset
	case kind == AsOptions && v.kind == '"':
		return c.appendSplit(dst, v), wrote
	case (kind == AsReferences || kind == AsOptionIDs) && v.kind == '"' && bytes.IndexByte(c.plain(v), ',') >= 0:
		return c.appendJoined(dst, kind, v)
	case kind == AsReferences && v.kind == '{' && c.isReference(v), !v.container():
		return c.appendElementOf(dst, kind, v)
	}
	for _, at := range c.walk(v) {
		element := &c.values[at]
		if element.empty() {
			continue
		}
		var out outcome
		if dst, out = c.appendElementOf(dst, kind, element); out == unreadable {
			return dst, unreadable
		}
	}
	return dst, wrote
}

// appendSplit appends the options that commas separate. Blanks are part of an option, and so are commas in options that the
// catalogue has.
func (c *Context) appendSplit(dst []byte, v *value) []byte {
	joined := c.joined(v)
	for joined.from < joined.to {
		option := joined
		option.to = option.from + int32(c.choices.Cut(c.text(&joined)))
		if option.from < option.to {
			dst, _ = c.appendElementOf(dst, AsOptions, &option)
		}
		joined.from = option.to + 1
	}
	return dst
}

// appendJoined appends the references or options with the ids that commas join.
func (c *Context) appendJoined(dst []byte, kind Datatype, v *value) ([]byte, outcome) {
	for ids := c.joined(v); ids.from < ids.to; {
		id := c.nextID(&ids)
		dst, _ = c.appendElementOf(dst, kind, &id) // a text is always readable
	}
	return dst, wrote
}

// appendElementOf appends one option, file or reference.
func (c *Context) appendElementOf(dst []byte, kind Datatype, v *value) ([]byte, outcome) {
	switch kind {
	case AsReferences:
		return c.appendReference(dst, v)
	case AsOptionIDs:
		return c.appendOptionID(dst, tagListElement, v)
	}
	if !v.scalar() {
		return dst, unreadable
	}
	dst, at := openField(dst, tagListElement)
	if kind == AsFiles {
		return closeField(c.appendText(dst, tagFileName, v), at), wrote
	}
	return closeField(c.appendOption(dst, v), at), wrote
}

// isReference reports whether an object is one reference, not a map of references.
func (c *Context) isReference(v *value) bool {
	for key := range c.walk(v) {
		if name := string(c.nameText(key)); name == "id" || name == "object" {
			return true
		}
	}
	return false
}

// appendReference appends a reference for {object, id} or an id alone, and nothing if the id is empty. An object without an id
// is no reference.
func (c *Context) appendReference(dst []byte, v *value) ([]byte, outcome) {
	id, kind := *v, value{}
	if v.container() && !v.empty() {
		c.noteOthers(v, "id", "object", "count")
		id = value{}
	}
	if v.kind == '{' {
		for name, at := range c.walk(v) {
			member := &c.values[at]
			switch string(c.nameText(name)) {
			case "id":
				id = *member
			case "object":
				kind = *member
			}
		}
	}
	if v.container() && !v.empty() {
		if id.kind == 0 || !kind.empty() && !kind.scalar() {
			return dst, unreadable
		}
	}
	start := len(dst)
	dst, at := openField(dst, tagListElement)
	if !kind.empty() {
		dst = c.appendText(dst, tagReferenceKind, &kind)
	}
	dst, out := c.appendRef(dst, tagReferenceID, &id)
	if out != wrote {
		return dst[:start], out
	}
	return closeField(dst, at), wrote
}
