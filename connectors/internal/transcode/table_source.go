package transcode

import "slices"

// source is the keys of a column, with how their values are read.
type source struct {
	kind Kind
	as   Datatype // of a CustomField
	// keys are numbers of Table.keys.
	keys []int
}

// has reports whether the source has a key.
func (s *source) has(k int) bool { return slices.Contains(s.keys, k) }

// pick returns the value of a source that counts: the first filled one, or else the first that is not null; nil for none.
func (c *Context) pick(s *source, values []value) *value {
	v, _ := c.choose(s, values)
	return v
}

// choose is pick, and reports whether several values are not null. Usually only one is not null; choose then does not test
// whether it is filled.
func (c *Context) choose(s *source, values []value) (_ *value, several bool) {
	for i, k := range s.keys {
		v := &values[k]
		if v.null() {
			continue
		}
		for _, other := range s.keys[i+1:] {
			if !values[other].null() {
				return c.firstFilled(s, values, v), true
			}
		}
		return v, false
	}
	return nil, false
}

// firstFilled returns the first value that is filled, or else first.
func (c *Context) firstFilled(s *source, values []value, first *value) *value {
	for _, k := range s.keys {
		if v := &values[k]; !v.null() && c.filled(s, v) {
			return v
		}
	}
	return first
}

// filled reports whether a value that is not null has content for the kind of its column, so that other spellings of the key do
// not count.
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
