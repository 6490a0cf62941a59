package transcode

import (
	"strconv"
	"unicode/utf8"
)

// The kinds of alterations, by their numbers in AlterationKind. A test compares them with the proto.
const (
	alterationUnreadable = 1 + iota
	alterationInvalidUTF8
	alterationLoneSurrogate
	alterationDuplicateKey
	alterationDuplicateField
	alterationHiddenAlias
	alterationTimeCut
)

// loss is what was lost in writing a value, as a set of bits.
type loss uint8

const (
	lostBytes      loss = 1 << iota // bytes that are not valid UTF-8
	lostSurrogates                  // halves of surrogate pairs
	lostTime                        // the time of day after a date
)

// The bounds of a record's alterations.
const (
	maxAlterations = 64
	maxAltered     = 1 << 10 // bytes of a value
)

// nameField sets c.name to the name of a field, with the fields that it is nested in.
func (c *Context) nameField(f *field) {
	c.namePath()
	c.name = append(c.name, f.name...)
	if f.kind == CustomField {
		c.name = append(append(c.name, '.'), f.key...)
	}
}

// namePath sets c.name to the names of the fields in c.path, each with a dot.
func (c *Context) namePath() {
	c.name = c.name[:0]
	for _, outer := range c.path {
		if outer.name != "" {
			c.name = append(append(c.name, outer.name...), '.')
		}
	}
}

// nameEntry sets c.name to the name of an entry of a map field.
func (c *Context) nameEntry(field string, key []byte) {
	c.namePath()
	c.name = append(append(c.name, field...), '.')
	if len(key) > maxName {
		key = key[:maxName]
	}
	c.name, _ = appendValid(c.name, key)
}

// nameKey sets c.name to the name of the field that a key of the table is for. If there is no field, it reports false, and the
// name is the key.
func (c *Context) nameKey(t *Table, k int) bool {
	c.namePath()
	for inner := true; inner; {
		inner = false
		for i := range t.fields {
			f := &t.fields[i]
			if f.kind == Group && k >= f.base && k < f.base+len(f.table.keys.all) {
				c.name = append(append(c.name, f.name...), '.')
				t, k, inner = f.table, k-f.base, true
				break
			}
			if f.name == "" || !f.has(k) {
				continue
			}
			c.name = append(c.name, f.name...)
			if f.kind == CustomField {
				c.name = append(append(c.name, '.'), f.key...)
			}
			return true
		}
	}
	c.name = append(c.name, t.keys.all[k]...)
	return false
}

// countUnreadable counts a value that its column could not read, and notes it for the record.
func (c *Context) countUnreadable(f *field, v *value) {
	if f.kind == Inline { // which has no name: the field that a scalar in its place goes to has one
		c.nameKey(f.table, max(f.table.first, 0))
	} else {
		c.nameField(f)
	}
	c.unreadable = c.count(c.unreadable)
	c.noteAlteration(alterationUnreadable, v)
	c.lost = 0 // nothing of the value was written
}

// noteLost notes what was lost in writing a value, for the field c.name.
func (c *Context) noteLost(v *value) {
	c.invalid = c.invalid || c.lost&lostBytes != 0
	for _, l := range [...]struct {
		lost loss
		kind byte
	}{{lostBytes, alterationInvalidUTF8}, {lostSurrogates, alterationLoneSurrogate}, {lostTime, alterationTimeCut}} {
		if c.lost&l.lost != 0 {
			c.noteAlteration(l.kind, v)
		}
	}
	c.lost = 0
}

// noteHidden notes the values of a field's other keys that differ from the value that counts.
func (c *Context) noteHidden(f *field, values []value, counts *value) {
	for _, k := range f.keys {
		if v := &values[k]; v != counts && !v.null() && c.filled(&f.source, v) && !c.same(&f.source, v, counts) {
			c.nameField(f)
			c.noteAlteration(alterationHiddenAlias, v)
		}
	}
}

// same reports whether two values are equal: as ids for a Ref, otherwise as texts.
func (c *Context) same(s *source, a, b *value) bool {
	if s.kind != Ref {
		return a.scalar() == b.scalar() && string(c.plain(a)) == string(c.plain(b))
	}
	lost := c.lost
	first, _ := c.refText(a)
	text := string(first) // refText reuses its result
	second, _ := c.refText(b)
	c.lost = lost // nothing was written
	return text == string(second)
}

// duplicate takes another value of a key that the object already has, and notes the value that does not count. Two different
// ids make it unknown which record the row is (twoIDs).
func (c *Context) duplicate(t *Table, k int, had, v *value) {
	dropped := *had
	if len(c.path) == 0 && t.id.has(k) && c.filled(&t.id, had) {
		if !c.filled(&t.id, v) {
			dropped = *v
			v = had
		} else if !c.same(&t.id, had, v) {
			c.twoIDs = true
		}
	}
	*had = *v
	c.nameKey(t, k)
	c.noteAlteration(alterationDuplicateKey, &dropped)
}

// noteAlteration adds an alteration of a value of the field c.name.
func (c *Context) noteAlteration(kind byte, v *value) {
	at, ok := c.openAlteration(kind)
	if !ok {
		return
	}
	dst, raw := openField(c.alterations, tagAlterationRaw)
	dst = appendAlterationText(dst, c.text(v), v.kind == '"')
	c.alterations = closeField(closeField(dst, raw), at)
}

// appendAlterationText appends the JSON of a value with the text for an alteration: its start, with marks for invalid bytes.
func appendAlterationText(dst, text []byte, quote bool) []byte {
	most := maxAltered
	if quote {
		dst, most = append(dst, '"'), most-2
	}
	if len(text) > most {
		text, quote = cut(text, most), false
	}
	dst = appendMarked(dst, text)
	if quote {
		dst = append(dst, '"')
	}
	return dst
}

// openAlteration begins an alteration of the field c.name. It reports false if the record takes no more alterations.
func (c *Context) openAlteration(kind byte) (at int, ok bool) {
	if c.alterationsTag == 0 || c.altered == maxAlterations {
		return 0, false
	}
	c.altered++
	dst, at := openField(c.alterations, c.alterationsTag)
	dst = appendBytes(dst, tagAlterationField, c.name)
	c.alterations = append(dst, tagAlterationKind, kind)
	return at, true
}

// Replaced returns the upstream's JSON for the field raw, with each byte that is not part of valid UTF-8 replaced. told is the
// text for the alteration, "" if nothing was replaced.
func Replaced(raw []byte) (text, told string) {
	valid, lost := appendValid(nil, raw)
	if lost != 0 {
		told = string(appendReplaced(nil, raw))
	}
	return string(valid), told
}

// appendReplaced appends the bytes that were replaced in the field raw. Before each run it appends the offset of the run's
// first U+FFFD in the field.
func appendReplaced(dst, raw []byte) []byte {
	start, offset, replaced := len(dst), 0, false
	for len(raw) > 0 && len(dst)-start < maxAltered {
		r, n := utf8.DecodeRune(raw)
		broken := r == utf8.RuneError && n == 1
		if broken && !replaced {
			if len(dst) > start {
				dst = append(dst, ' ')
			}
			dst = append(strconv.AppendInt(dst, int64(offset), 10), ':')
		}
		if replaced = broken; broken {
			dst = appendHex(dst, raw[0])
		}
		raw, offset = raw[n:], offset+utf8.RuneLen(r)
	}
	return dst
}

// cut returns the start of a text that is longer than most bytes, without a partial rune at its end.
func cut(text []byte, most int) []byte {
	end := most
	for end > 0 && end > most-utf8.UTFMax && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end]
}

// appendMarked appends text and writes each byte that is not part of valid UTF-8 as \xHH, which JSON never has.
func appendMarked(dst, text []byte) []byte {
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		if r == utf8.RuneError && n == 1 {
			dst = appendHex(dst, text[0])
		} else {
			dst = append(dst, text[:n]...)
		}
		text = text[n:]
	}
	return dst
}

// appendHex appends a byte as \xHH.
func appendHex(dst []byte, b byte) []byte {
	const digits = "0123456789abcdef"
	return append(dst, '\\', 'x', digits[b>>4], digits[b&15])
}
