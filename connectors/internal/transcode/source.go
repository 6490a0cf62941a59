package transcode

import "slices"

// source is where a value comes from: the keys of a column.
type source struct {
	kind Kind
	as   Datatype // of a CustomField
	// keys are numbers of Table.keys.
	keys []int
}

// has reports whether a key is one of the source's.
func (s *source) has(k int) bool { return slices.Contains(s.keys, k) }

// pick returns the value of a source that counts: the first that is filled, or else the first that is not null; nil for none.
func (c *Context) pick(s *source, values []value) *value {
	if len(s.keys) == 1 {
		if v := &values[s.keys[0]]; !v.null() {
			return v
		}
		return nil
	}
	var first *value
	for _, k := range s.keys {
		v := &values[k]
		if v.null() {
			continue
		}
		if c.filled(s, v) {
			return v
		}
		if first == nil {
			first = v
		}
	}
	return first
}

// filled reports whether a value that is not null says something to the kind of its column, so that another spelling of the
// key is not asked.
func (c *Context) filled(s *source, v *value) bool {
	if v.empty() {
		return false
	}
	switch s.kind {
	case Ignore, Text, Flag, NotFlag, Enum, CustomField:
		return true
	case Ref:
		lost := c.lost
		_, out := c.refText(v)
		c.lost = lost // nothing was written
		return out != unset
	case Integer, Decimal, Double, Offset:
		_, out := c.scalar(v)
		return out != unset
	case Date, LocalTime, UTCTime:
		text, out := c.scalar(v)
		return out == unreadable || out == wrote && !zeroDate(text)
	default:
		return v.kind != 'f'
	}
}
