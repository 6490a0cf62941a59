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
	// last is the index of the last entry with the same id, in the first of several.
	last int32
	// repeat says that an earlier entry has the same id.
	repeat bool
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

// appendEntry appends one map entry for the linked entries that begin with the first. If the datatype has one value, or the
// datatypes differ, the last entry counts, and the others are noted.
func (c *Context) appendEntry(dst []byte, f *field, entries []entry, first int) []byte {
	last := first
	if entries[first].last != 0 {
		last = int(entries[first].last)
	}
	start, kind, v := len(dst), entries[last].datatype, &entries[last].value
	dst, outer, inner := openEntry(dst, f.tag, c.text(&entries[first].id))
	var out outcome
	c.custom.id = c.text(&entries[first].id)
	if c.choices = nil; c.Catalogue != nil && kind.option() {
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

// noteRepeats notes the values of linked entries that do not count: all but the last; for a list those of other datatypes; and
// if a value of a list could not be read, all but that value.
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

// openEntry appends the start of a map entry with the key. The caller appends the FieldValue next, and then calls closeField
// with inner and with outer.
func openEntry(dst []byte, tag uint64, key []byte) (_ []byte, outer, inner int) {
	dst, outer = openField(dst, tag)
	dst = appendBytes(dst, tagEntryKey, key)
	dst, inner = openField(dst, tagEntryValue)
	return dst, outer, inner
}

// link links the entries with equal ids. Upstreams mostly send each id once, in ascending order, and then no hash table is
// needed.
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

// linkOne adds an entry to the hash table, or links it to an earlier entry.
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
