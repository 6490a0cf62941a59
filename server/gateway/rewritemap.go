package gateway

import "google.golang.org/protobuf/reflect/protoreflect"

// custom appends custom fields by their keys.
func (w *rewriter) custom(m member, as meaning) *failure {
	switch {
	case m.value[0] != '{' && as == changes:
		return invalid(m.path, "takes an object with the fields to change: name the keys")
	case isNull(m.value) && as == conditions:
		return unsetCondition(m.path)
	case isNull(m.value):
		return nil
	}
	w.key(m)
	if m.value[0] != '{' {
		return w.value(m)
	}
	entries, err := readMembers(m.value)
	if err != nil {
		return invalid(m.path, "%v", err)
	}
	seen := map[string]bool{}
	for i := range entries {
		e := &entries[i]
		e.path = join(m.path, clip(e.name))
		if seen[e.name] {
			return invalid(e.path, "given twice")
		}
		seen[e.name] = true
		if as == changes {
			w.mask = append(w.mask, string(m.field.Name())+"."+e.name)
		}
	}
	return w.object(entries, func(e member) *failure {
		switch {
		case isNull(e.value) && as == conditions:
			return unsetCondition(e.path)
		case isNull(e.value), as == changes && (isEmptyText(e.value) || isEmptyList(e.value)):
			return nil
		}
		w.key(e)
		if m.field.MapValue().Message() == nil {
			return w.plainText(e.value, e.path)
		}
		return w.customValue(e.value, m.field.MapValue().Message(), e.path)
	})
}

// customValue appends the value of a custom field. A plain value has no datatype: the server reads it as that of the field.
func (w *rewriter) customValue(raw []byte, desc protoreflect.MessageDescriptor, path string) *failure {
	switch raw[0] {
	case '{':
		return w.record(raw, desc, path, values)
	case '"':
		w.out = append(append(append(w.out, `{"text":`...), raw...), '}')
	case 't', 'f':
		w.out = append(append(append(w.out, `{"flag":`...), raw...), '}')
	case '[':
		w.out = append(w.out, `{"options":{"options":`...)
		f := w.list(raw, path, func(raw []byte, path string) *failure {
			if raw[0] != '"' {
				return invalid(path, "an array takes texts, not %s", clip(string(raw)))
			}
			w.out = append(append(append(w.out, `{"text":`...), raw...), '}')
			return nil
		})
		w.out = append(w.out, "}}"...)
		return f
	default:
		w.out = append(w.out, `{"decimal":`...)
		f := w.digits(raw, path)
		w.out = append(w.out, '}')
		return f
	}
	return nil
}

// plainText appends a text. A number becomes its digits.
func (w *rewriter) plainText(raw []byte, path string) *failure {
	switch {
	case raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9':
		return w.digits(raw, path)
	case raw[0] != '"':
		return invalid(path, "takes a text, not %s", clip(string(raw)))
	}
	w.out = append(w.out, raw...)
	return nil
}
