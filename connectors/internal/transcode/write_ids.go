package transcode

import (
	"bytes"
	"strconv"
)

// Upstreams write one id in several forms: 7, "7", 7.0, "7.0", 7e0, "007". Its text is the whole number that they mean. A text
// that is no whole number is an id unchanged.

// refText returns the text of an id, valid until the next call. The outcome is wrote if there is an id.
func (c *Context) refText(v *value) ([]byte, outcome) {
	switch {
	case v.kind == '"' || v.kind == '0':
	case v.empty() || v.kind == 'f':
		return nil, unset
	default:
		return nil, unreadable
	}
	text := c.text(v)
	if plainID(text) {
		return text, wrote
	}
	if v.escaped || v.wide {
		c.unescaped = c.appendPlain(c.unescaped[:0], v)
		text = c.unescaped
	}
	bare := trimmed(text)
	switch {
	case len(bare) == 0:
		return nil, unset
	case v.kind == '"' && joinedIDs(bare):
		return nil, unreadable
	}
	whole, ok := wholeID(bare, v.kind == '0')
	switch {
	case !ok:
		return text, wrote
	case whole == 0:
		return nil, unset
	}
	c.id = strconv.AppendInt(c.id[:0], whole, 10)
	return c.id, wrote
}

// plainID reports whether the text has only digits and does not start with 0, as almost all ids.
func plainID(text []byte) bool {
	if len(text) == 0 || text[0] == '0' {
		return false
	}
	for _, b := range text {
		if b-'0' > 9 {
			return false
		}
	}
	return true
}

// wholeID returns the whole number that an id means. A text must not have a sign or an exponent, since "1e5" may be an id of
// letters and digits.
func wholeID(text []byte, number bool) (int64, bool) {
	n, ok := parseNumber(text)
	if !ok || !number && (n.exponential || len(n.whole) == 0 || text[0] == '+' || text[0] == '-') {
		return 0, false
	}
	return n.integer()
}

// joinedIDs reports whether the text is several numbers joined by commas, which is no id.
func joinedIDs(text []byte) bool {
	joined := false
	for _, b := range text {
		switch {
		case b == ',':
			joined = true
		case b != ' ' && b-'0' > 9:
			return false
		}
	}
	return joined
}

// appendRef appends an id.
func (c *Context) appendRef(dst []byte, tag uint64, v *value) ([]byte, outcome) {
	id, out := c.refText(v)
	if out != wrote {
		return dst, out
	}
	return appendBytes(dst, tag, id), wrote
}

// appendRefs appends an id, or each of the ids that a text joins by commas.
func (c *Context) appendRefs(dst []byte, tag uint64, v *value) ([]byte, outcome) {
	if v.kind != '"' || plainID(c.text(v)) || bytes.IndexByte(c.plain(v), ',') < 0 {
		return c.appendRef(dst, tag, v)
	}
	for ids := c.joined(v); ids.from < ids.to; {
		id := c.nextID(&ids)
		dst, _ = c.appendRef(dst, tag, &id) // a text is readable
	}
	return dst, wrote
}

// joined returns the text of a value for nextID.
func (c *Context) joined(v *value) value {
	c.unescaped = c.appendPlain(c.unescaped[:0], v)
	return c.keep(c.unescaped)
}

// nextID removes the first id from ids joined by commas, and returns it without outer blanks.
func (c *Context) nextID(joined *value) value {
	id, text := *joined, c.text(joined)
	if end := bytes.IndexByte(text, ','); end >= 0 {
		id.to = id.from + int32(end)
	}
	joined.from = min(id.to+1, joined.to)
	for id.from < id.to && c.own[id.from] == ' ' {
		id.from++
	}
	for id.from < id.to && c.own[id.to-1] == ' ' {
		id.to--
	}
	return id
}
