package transcode

// Check returns the text of the column with the name as Column.Check: an id as Ref reads it, a string without its escapes, the
// JSON of another scalar, the elements of a list joined by commas. It reports false if the key is absent or null.
func (r *Row) Check(name string) (text string, ok bool) {
	b, ok := r.CheckBytes(name)
	return string(b), ok
}

// CheckBytes is Check without a copy. The text is valid as long as the row.
func (r *Row) CheckBytes(name string) (text []byte, ok bool) {
	for i := range r.table.checks {
		if k := &r.table.checks[i]; k.name == name && r.values != nil {
			v := r.context.pick(&k.source, r.values)
			if v == nil {
				return nil, false
			}
			return r.context.checked(&k.source, v), true
		}
	}
	return nil, false
}

// checked returns the text of a value for CheckBytes.
func (c *Context) checked(s *source, v *value) []byte {
	ids := s.kind == Ref || s.kind == RefList
	if text := c.text(v); !v.container() && !v.escaped && (!ids || plainID(text)) {
		return text
	}
	start := len(c.checks)
	if !v.container() {
		c.appendCheck(ids, v)
		return c.checks[start:]
	}
	for _, at := range c.walk(v) {
		if len(c.checks) > start {
			c.checks = append(c.checks, ',')
		}
		c.appendCheck(ids, &c.values[at])
	}
	return c.checks[start:]
}

// appendCheck appends the text of a value to c.checks.
func (c *Context) appendCheck(id bool, v *value) {
	if id {
		if text, out := c.refText(v); out == wrote {
			c.checks = append(c.checks, text...)
			return
		}
	}
	c.checks = c.appendPlain(c.checks, v)
}
