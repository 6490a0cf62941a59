package gateway

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// The fields of a write's request that mean something to the gateway. All requests have the same names.
const (
	recordNumber  = 2 // also the number of the requests of a batch
	requestsField = "requests"
	maskField     = "update_mask"
	expectedField = "expected"
	// firstOwnField is the first number of the fields that only one method has.
	firstOwnField = 20
)

// meaning says what null and empty values mean in a record.
type meaning int

const (
	values     meaning = iota // null is absent, empty values are values
	changes                   // a member with null, "" or [] is named in the mask and absent in the record
	conditions                // null is refused, since absent means any value
)

// rewriter rewrites the JSON of a write's request to JSON for protojson. protojson reads null and absent members alike, and knows
// no plain values of custom fields.
type rewriter struct {
	method *method
	out    []byte
	mask   []string // the members of the last record that was read as changes, in proto spelling
}

// rewrite returns the JSON of a request. masked says that the caller gives the mask in the query.
func (m *method) rewrite(body []byte, masked bool) ([]byte, *failure) {
	w := rewriter{method: m}
	f := w.request(body, m.Request.Descriptor(), "", masked)
	return w.out, f
}

// request appends a request. Without a mask, the mask becomes the members of the record.
func (w *rewriter) request(raw []byte, desc protoreflect.MessageDescriptor, path string, masked bool) *failure {
	members, f := w.members(raw, desc, path)
	if f != nil {
		return f
	}
	isMask := func(m member) bool { return m.field.Name() == maskField && !isNull(m.value) && !isEmptyList(m.value) }
	inferred := desc.Fields().ByName(maskField) != nil && !masked && !slices.ContainsFunc(members, isMask)
	w.mask = nil
	f = w.object(members, func(m member) *failure {
		name := m.field.Name()
		switch {
		case m.field.Number() >= firstOwnField && (isNull(m.value) || isEmptyText(m.value)):
			return invalid(m.path, "is empty: leave it out, or set a value") // a payment without an amount pays all that is due
		case isNull(m.value) || inferred && name == maskField:
			return nil
		}
		w.key(m)
		switch {
		case name == requestsField:
			return w.list(m.value, m.path, func(raw []byte, path string) *failure { return w.request(raw, m.field.Message(), path, false) })
		case name == maskField:
			return w.givenMask(m)
		case name == expectedField:
			return w.record(m.value, m.field.Message(), m.path, conditions)
		case inferred && m.field.Number() == recordNumber:
			return w.record(m.value, m.field.Message(), m.path, changes)
		}
		return w.value(m)
	})
	if f != nil || !inferred {
		return f
	}
	switch {
	case len(w.mask) > 0:
	case setsMore(desc):
		return nil // the server knows whether there is something to update
	default:
		return invalid(join(path, desc.Fields().ByNumber(recordNumber).JSONName()), "there is nothing to update: name a field")
	}
	w.out = append(w.out[:len(w.out)-1], `,"updateMask":`...) // a request with a mask has a record
	w.texts(w.mask)
	w.out = append(w.out, '}')
	return nil
}

// setsMore reports whether requests have values besides those of the record: fields of the method alone.
func setsMore(request protoreflect.MessageDescriptor) bool {
	fields := request.Fields()
	return fields.Len() > 0 && fields.Get(fields.Len()-1).Number() >= firstOwnField
}

// givenMask appends a mask, which is an array, or a text with commas.
func (w *rewriter) givenMask(m member) *failure {
	var text string
	var names []string
	switch {
	case json.Unmarshal(m.value, &text) == nil:
		names = strings.Split(text, ",")
	case json.Unmarshal(m.value, &names) != nil:
		return w.value(m) // protojson refuses the value
	}
	if f := checkMask(m.path, names); f != nil {
		return f
	}
	w.texts(names)
	return nil
}

// texts appends an array of texts.
func (w *rewriter) texts(texts []string) {
	w.out = append(w.out, '[')
	for i, text := range texts {
		if i > 0 {
			w.out = append(w.out, ',')
		}
		w.out = appendString(w.out, text)
	}
	w.out = append(w.out, ']')
}

// record appends a record or another message.
func (w *rewriter) record(raw []byte, desc protoreflect.MessageDescriptor, path string, as meaning) *failure {
	members, f := w.members(raw, desc, path)
	if f != nil {
		return f
	}
	return w.object(members, func(m member) *failure {
		if m.field.IsMap() {
			return w.custom(m, as)
		}
		switch {
		case as == changes && m.field.Name() != "id":
			w.mask = append(w.mask, string(m.field.Name()))
			if m.clears() {
				return nil
			}
		case isNull(m.value) && as == conditions:
			return unsetCondition(m.path)
		case isNull(m.value):
			return nil
		}
		w.key(m)
		return w.value(m)
	})
}

// value appends the value of a member as it is. In texts, numbers become their digits.
func (w *rewriter) value(m member) *failure {
	one := func(raw []byte, path string) *failure {
		isNumber := raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9'
		switch {
		case m.field.Kind() == protoreflect.StringKind && isNumber:
			return w.digits(raw, path)
		case m.field.Message() != nil && m.field.Message().ParentFile().Package() == crmstreamv1.File_crmstream_v1_stream_proto.Package():
			return w.record(raw, m.field.Message(), path, values)
		}
		w.out = append(w.out, raw...)
		return nil
	}
	switch {
	case !m.field.IsList():
		return one(m.value, m.path)
	case m.value[0] != '[':
		return invalid(m.path, "takes an array, not %s", clip(string(m.value)))
	}
	return w.list(m.value, m.path, one)
}

// digits appends a JSON number as a text. A number is never read as a binary one, which would change digits.
func (w *rewriter) digits(number []byte, path string) *failure {
	if bytes.ContainsAny(number, "eE") {
		return invalid(path, "write %s without an exponent", clip(string(number)))
	}
	w.out = append(append(append(w.out, '"'), number...), '"')
	return nil
}

// object appends an object with the members that each appends, each with its key.
func (w *rewriter) object(members []member, each func(member) *failure) *failure {
	w.out = append(w.out, '{')
	for _, m := range members {
		if f := each(m); f != nil {
			return f
		}
	}
	w.out = append(w.out, '}')
	return nil
}

// key appends the key of a member, and a comma if a member was before it.
func (w *rewriter) key(m member) {
	if w.out[len(w.out)-1] != '{' {
		w.out = append(w.out, ',')
	}
	w.out = append(appendString(w.out, m.name), ':')
}

// list appends an array with the elements that each appends. Another value is appended as it is, and protojson refuses it.
func (w *rewriter) list(raw []byte, path string, each func(raw []byte, path string) *failure) *failure {
	var elements []json.RawMessage
	if json.Unmarshal(raw, &elements) != nil {
		w.out = append(w.out, raw...)
		return nil
	}
	w.out = append(w.out, '[')
	for i, raw := range elements {
		if i > 0 {
			w.out = append(w.out, ',')
		}
		if f := each(raw, fmt.Sprintf("%s[%d]", path, i)); f != nil {
			return f
		}
	}
	w.out = append(w.out, ']')
	return nil
}
