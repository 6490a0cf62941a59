package transcode

// walk steps through the members of an object or the elements of an array.
type walk struct {
	source
	i int // where to go on
	// start is where the current value starts.
	start  int
	object bool
	// name is the current member's name; absent in an array.
	name value
	// value is the current member's or element's value.
	value value
}

// walk returns a walk over a container. A walk over anything else has no steps.
func (s *source) walk(v *value) walk {
	if !v.container() {
		return walk{}
	}
	return walk{source: *s, i: int(v.from) + 1, object: v.kind == '{'}
}

// next takes a step and reports whether there was one to take.
func (w *walk) next() bool {
	if !w.nextName() {
		return false
	}
	w.nextValue()
	return true
}

// nextName is the first half of next. It ends where the value starts.
func (w *walk) nextName() bool {
	i := afterComma(w.json, w.i)
	if i >= len(w.json) || w.json[i] == '}' || w.json[i] == ']' {
		return false
	}
	if w.object {
		i = afterColon(w.json, w.scan(i, &w.name))
	}
	w.i = i
	return true
}

// nextValue is the second half of next.
func (w *walk) nextValue() {
	w.start = min(w.i, len(w.json))
	w.i = w.scan(w.i, &w.value)
}

// current returns the current value as it stands, quotes included.
func (w *walk) current() []byte { return w.json[w.start:w.i] }
