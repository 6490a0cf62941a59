package transcode

import (
	"bytes"
	"hash/maphash"
	"slices"
)

// entry is one custom field of a record, or another member that goes to the same map.
type entry struct {
	id       value // a string without escapes, or a number
	datatype Datatype
	value    value
	// next is the index of the next entry with the same id, 0 for none.
	next int32
	// last is the index of the last entry with the same id, where this is the first of several.
	last int32
	// repeat tells that an earlier entry has the same id.
	repeat bool
}

// The tags of map entries, of FieldValue and the messages in it, and of Alteration. A test holds them against the descriptors.
const (
	tagEntryKey   = 1<<3 | 2
	tagEntryValue = 2<<3 | 2

	tagText       = 1<<3 | 2
	tagFlag       = 2 << 3 // a varint
	tagInteger    = 3 << 3 // a varint
	tagDecimal    = 4<<3 | 2
	tagDate       = 5<<3 | 2
	tagDateTime   = 6<<3 | 2
	tagTime       = 7<<3 | 2
	tagOption     = 8<<3 | 2
	tagOptions    = 9<<3 | 2
	tagFiles      = 10<<3 | 2
	tagPoint      = 11<<3 | 2
	tagRange      = 12<<3 | 2
	tagReferences = 13<<3 | 2
	tagParseError = 14<<3 | 2
	tagRawText    = 15<<3 | 2

	tagListElement   = 1<<3 | 2 // of OptionList, FileList and ReferenceList
	tagOptionID      = 1<<3 | 2
	tagOptionText    = 2<<3 | 2
	tagFileName      = 1<<3 | 2
	tagLatitude      = 1<<3 | 1
	tagLongitude     = 2<<3 | 1
	tagFrom          = 1<<3 | 2
	tagTo            = 2<<3 | 2
	tagReferenceKind = 1<<3 | 2
	tagReferenceID   = 2<<3 | 2

	tagAlterationField = 1<<3 | 2
	tagAlterationKind  = 2 << 3 // a varint
	tagAlterationRaw   = 3<<3 | 2
)

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
				c.countUnreadable(f, &c.values[at]) // with what it has for an id
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

// readEntry reads an element into an entry, which may have its id already. An object with none of the members of a custom
// field, and what is no object, is the value itself. Of members with the same name the last counts; the others are put on the
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
		c.countBeside(v, "id", "value", "datatype", "type")
	}
	if id.kind == '0' || id.kind == '"' && id.from < id.to {
		e.id = id
	}
	if k := f.words.find(c.plain(&datatype)); k >= 0 {
		e.datatype = f.types[k]
	}
}

// noteDropped notes the members that readEntry has put on the stack from a height on, and takes them off.
func (c *Context) noteDropped(f *field, e *entry, from int) {
	c.nameEntry(f.name, c.text(&e.id))
	for i := range c.stack[from:] {
		c.noteAlteration(alterationDuplicateKey, &c.stack[from+i])
	}
	c.stack = c.stack[:from]
}

// drop puts a member of a custom field that another of its name follows on the stack, unless that says the same.
func (c *Context) drop(had, v *value) {
	if string(c.raw(had)) != string(c.raw(v)) {
		c.stack = append(c.stack, *had)
	}
}

// identify makes ids that are equal have equal text, and notes what that loses. Almost all have it as they are.
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

// appendEntries appends the entries of a map field, one for each id.
func (c *Context) appendEntries(dst []byte, f *field, entries []entry) []byte {
	c.link(entries)
	for i := range entries {
		if !entries[i].repeat {
			dst = c.appendEntry(dst, f, entries, i)
		}
	}
	return dst
}

// appendEntry appends one map entry, for the entries linked from the first on. Of a datatype that holds one value the
// last counts, and of several datatypes too; those before it are noted.
func (c *Context) appendEntry(dst []byte, f *field, entries []entry, first int) []byte {
	last := first
	if entries[first].last != 0 {
		last = int(entries[first].last)
	}
	start, kind, v := len(dst), entries[last].datatype, &entries[last].value
	dst, outer, inner := openEntry(dst, f.tag, c.text(&entries[first].id))
	var out outcome
	c.custom.id = c.text(&entries[first].id)
	if c.choices = nil; c.Catalogue != nil && (kind == AsOption || kind == AsOptions) {
		c.choices = c.Catalogue.Choices(c.text(&entries[first].id))
	}
	if kind.list() {
		dst, v, out = c.appendLinked(dst, f, kind, entries, first)
	} else {
		dst, out = c.appendTyped(dst, kind, v)
	}
	var unread *value
	if out == unreadable {
		c.lost, unread = 0, v
		dst = c.appendUnread(dst[:inner], kind, v)
	}
	if c.lost != 0 {
		c.nameEntry(f.name, c.text(&entries[first].id))
		c.noteLost(v)
	}
	if last != first {
		c.noteRepeats(f, kind, entries, first, unread)
	}
	if out == unset {
		return dst[:start]
	}
	return closeField(closeField(dst, inner), outer)
}

// noteRepeats notes the values of linked entries that do not count: all but the last, and of a list those of other datatypes, or
// all but the one that could not be read.
func (c *Context) noteRepeats(f *field, kind Datatype, entries []entry, first int, unread *value) {
	for i := first; ; i = int(entries[i].next) {
		e := &entries[i]
		counts := e.next == 0
		if kind.list() {
			counts = e.datatype == kind && (unread == nil || unread == &e.value)
		}
		if !counts {
			c.nameEntry(f.name, c.text(&entries[first].id))
			c.noteAlteration(alterationDuplicateField, &e.value)
		}
		if e.next == 0 {
			return
		}
	}
}

// openEntry appends the start of a map entry with this key. What is appended next is its FieldValue. closeField ends first
// the content at inner, then that at outer.
func openEntry(dst []byte, tag uint64, key []byte) (_ []byte, outer, inner int) {
	dst, outer = openField(dst, tag)
	dst = appendBytes(dst, tagEntryKey, key)
	dst, inner = openField(dst, tagEntryValue)
	return dst, outer, inner
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

// appendJSON appends a string field with the JSON of a value. What that loses is added to c.lost.
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

// link links the entries with equal ids. Upstreams send ids once, mostly in ascending order, which needs no table.
func (c *Context) link(entries []entry) {
	ascending := true
	for i := 1; i < len(entries) && ascending; i++ {
		a, b := c.text(&entries[i-1].id), c.text(&entries[i].id)
		ascending = len(a) < len(b) || len(a) == len(b) && bytes.Compare(a, b) < 0
	}
	if ascending {
		return
	}
	size := 16
	for size < 2*len(entries) {
		size *= 2
	}
	c.slots = slices.Grow(c.slots[:0], size)[:size]
	clear(c.slots)
	if c.seed == (maphash.Seed{}) {
		c.seed = maphash.MakeSeed()
	}
	for i := range entries {
		c.linkOne(entries, i)
	}
}

// linkOne enters an entry into the table of those before it.
func (c *Context) linkOne(entries []entry, i int) {
	mask, id := uint64(len(c.slots)-1), c.text(&entries[i].id)
	for slot := maphash.Bytes(c.seed, id) & mask; ; slot = (slot + 1) & mask {
		if c.slots[slot] == 0 {
			c.slots[slot] = int32(i + 1)
			return
		}
		first := &entries[c.slots[slot]-1]
		if !bytes.Equal(c.text(&first.id), id) {
			continue
		}
		before := first
		if first.last != 0 {
			before = &entries[first.last]
		}
		before.next, first.last, entries[i].repeat = int32(i), int32(i), true
		return
	}
}
