package transcode

import (
	"bytes"
	"time"

	"google.golang.org/protobuf/encoding/protowire"
)

// appendTyped appends the field of FieldValue for a value of a datatype that is no list.
func (c *Context) appendTyped(dst []byte, kind Datatype, v *value) ([]byte, outcome) {
	if v.empty() {
		return dst, unset
	}
	switch kind {
	case AsText:
		return c.appendText(dst, tagText, v), wrote
	case AsPlainText:
		if !v.scalar() {
			return dst, unreadable
		}
		return c.appendText(dst, tagText, v), wrote
	case asJSON:
		return c.appendAny(dst, v)
	case AsFlag:
		flag, out := c.flag(v)
		if out != wrote {
			return dst, out
		}
		return protowire.AppendVarint(append(dst, tagFlag), protowire.EncodeBool(flag)), wrote
	case AsOption:
		if v.kind == '[' {
			return c.appendOptions(dst, AsOptions, v)
		}
		if !v.scalar() {
			return dst, unreadable
		}
		dst, at := openField(dst, tagOption)
		return closeField(c.appendOption(dst, v), at), wrote
	case AsOptionID:
		if v.kind == '[' {
			return c.appendOptions(dst, AsOptionIDs, v)
		}
		return c.appendOptionID(dst, tagOption, v)
	case AsPoint:
		return c.appendPoint(dst, v)
	case AsIntegerRange, AsDecimalRange, AsDateRange, AsTimeRange, AsDateTimeRange:
		return c.appendRange(dst, kind, v)
	}
	text, out := c.scalar(v)
	if out != wrote {
		return dst, out
	}
	switch kind {
	case AsInteger:
		return appendInteger(dst, text)
	case AsDecimal:
		return appendDecimal(dst, tagDecimal, text)
	case AsDate:
		return c.appendDay(dst, tagDate, text)
	case AsDateTime:
		return appendInstant(dst, tagDateTime, text, &c.zone)
	default: // AsTime
		return appendTimeOfDay(dst, tagTime, text)
	}
}

// appendOption appends the fields of one option: its id, if the catalogue has its text, and the text.
func (c *Context) appendOption(dst []byte, v *value) []byte {
	if c.choices != nil {
		if id, ok := c.choices.ID(c.plain(v)); ok {
			dst = appendBytes(dst, tagOptionID, []byte(id))
		}
	}
	return c.appendText(dst, tagOptionText, v)
}

// appendOptionID appends an option given by its id: the id, and the text that the catalogue has for it.
func (c *Context) appendOptionID(dst []byte, tag uint64, v *value) ([]byte, outcome) {
	id, out := c.refText(v)
	if out != wrote {
		return dst, out
	}
	dst, at := openField(dst, tag)
	dst = appendBytes(dst, tagOptionID, id)
	if text := c.choices.TextOf(id); text != "" {
		dst = appendBytes(dst, tagOptionText, []byte(text))
	}
	return closeField(dst, at), wrote
}

// appendOptions appends a list of options that came for a field of one option, unless the list is empty.
func (c *Context) appendOptions(dst []byte, kind Datatype, v *value) ([]byte, outcome) {
	dst, at := openField(dst, tagOptions)
	dst, out := c.appendElements(dst, kind, v)
	if out == wrote && len(dst) == at {
		out = unset
	}
	return closeField(dst, at), out
}

// appendAny appends a value by its JSON type.
func (c *Context) appendAny(dst []byte, v *value) ([]byte, outcome) {
	switch v.kind {
	case '0':
		return appendInteger(dst, c.text(v))
	case 't':
		return append(dst, tagFlag, 1), wrote
	case 'f':
		return append(dst, tagFlag, 0), wrote
	default:
		return c.appendText(dst, tagText, v), wrote
	}
}

// appendInteger appends a number as integer, or as decimal if it has a point or exponent or does not fit.
func appendInteger(dst []byte, text []byte) ([]byte, outcome) {
	if n, ok := parseNumber(text); ok && !n.point && !n.exponential {
		if i, fits := n.integer(); fits {
			return protowire.AppendVarint(append(dst, tagInteger), uint64(i)), wrote
		}
	}
	return appendDecimal(dst, tagDecimal, text)
}

// appendTimeOfDay appends a string field with HH:MM:SS.
func appendTimeOfDay(dst []byte, tag uint64, text []byte) ([]byte, outcome) {
	_, rest, ok := clockSeconds(text)
	if !ok || len(rest) > 0 {
		return dst, unreadable
	}
	dst, at := openField(dst, tag)
	dst = append(dst, text...)
	if len(text) == len("15:04") {
		dst = append(dst, ":00"...)
	}
	return closeField(dst, at), wrote
}

// appendRange appends a range, unless both its ends are open.
func (c *Context) appendRange(dst []byte, kind Datatype, v *value) ([]byte, outcome) {
	from, to, ok := c.pair(v, "from", "to")
	if !ok {
		return dst, unreadable
	}
	c.noteOthers(v, "from", "to")
	dst, at := openField(dst, tagRange)
	for _, end := range [...]struct {
		tag uint64
		v   value
	}{{tagFrom, from}, {tagTo, to}} {
		start := len(dst)
		var out outcome
		if dst, out = c.appendRangeEnd(dst, end.tag, kind, &end.v); out == unreadable {
			return dst, unreadable
		} else if out == unset {
			dst = dst[:start]
		}
	}
	if len(dst) == at {
		return dst, unset
	}
	return closeField(dst, at), wrote
}

// appendRangeEnd appends one end of a range as text.
func (c *Context) appendRangeEnd(dst []byte, tag uint64, kind Datatype, v *value) ([]byte, outcome) {
	text, out := c.scalar(v)
	if out != wrote {
		return dst, out
	}
	switch kind {
	case AsDateRange:
		return c.appendDay(dst, tag, text)
	case AsTimeRange:
		return appendTimeOfDay(dst, tag, text)
	case AsDateTimeRange:
		if zeroDate(text) {
			return dst, unset
		}
		m, ok := parseMoment(text)
		seconds, fits := m.unix(&c.zone)
		if !ok || !fits {
			return dst, unreadable
		}
		dst, at := openField(dst, tag)
		dst = time.Unix(seconds, int64(m.nanos)).UTC().AppendFormat(dst, time.RFC3339Nano)
		return closeField(dst, at), wrote
	default:
		return appendDecimal(dst, tag, text)
	}
}

// pair returns the two members of an object by name, or the two elements of a list.
func (c *Context) pair(v *value, first, second string) (a, b value, ok bool) {
	n := 0
	for name, at := range c.walk(v) {
		member := &c.values[at]
		switch {
		case name == nil && n == 0, name != nil && string(c.nameText(name)) == first:
			a, ok = *member, true
		case name == nil && n == 1, name != nil && string(c.nameText(name)) == second:
			b, ok = *member, true
		}
		n++
	}
	return a, b, ok && (v.kind == '{' || n == 2)
}

// appendPoint appends a point, unless both its coordinates are unset.
func (c *Context) appendPoint(dst []byte, v *value) ([]byte, outcome) {
	latitude, longitude, ok := c.pair(v, "x", "y")
	if ok {
		c.noteOthers(v, "x", "y")
	} else if latitude, longitude, ok = c.pair(v, "lat", "lon"); ok {
		c.noteOthers(v, "lat", "lon")
	}
	if v.kind == '"' {
		// "lat lon", and newer servers write "lat lon zoom".
		parts := bytes.FieldsFunc(c.plain(v), func(r rune) bool { return r == ' ' || r == ',' })
		if ok = len(parts) == 2 || len(parts) == 3 && numeric(parts[2]); ok {
			latitude, longitude = c.keep(parts[0]), c.keep(parts[1])
		} else if len(parts) == 0 || len(parts) == 1 && string(parts[0]) == "null" {
			return dst, unset
		}
	}
	if !ok {
		return dst, unreadable
	}
	dst, at := openField(dst, tagPoint)
	dst, out := c.appendCoordinate(dst, tagLatitude, &latitude)
	if out != unreadable {
		dst, out = c.appendCoordinate(dst, tagLongitude, &longitude)
	}
	switch {
	case out == unreadable:
		return dst, unreadable
	case len(dst) == at:
		return dst, unset
	}
	return closeField(dst, at), wrote
}

// numeric reports whether a text is a number.
func numeric(text []byte) bool {
	_, ok := parseNumber(text)
	return ok
}

// appendCoordinate appends a coordinate of a point. The word null leaves it unset.
func (c *Context) appendCoordinate(dst []byte, tag uint64, v *value) ([]byte, outcome) {
	text, out := c.scalar(v)
	if out != wrote || string(text) == "null" {
		return dst, max(out, unset)
	}
	d, ok := parseDouble(text)
	if !ok {
		return dst, unreadable
	}
	return appendDouble(dst, tag, d), wrote
}
