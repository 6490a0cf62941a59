package transcode_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// The reference reads rows as the package's documentation says, slowly and in another way: encoding/json takes them
// apart, time and strconv read the scalars, and reflection fills the messages. It was written apart from the package.

// reference reads rows into messages of one type.
type reference struct {
	zone *time.Location
	// columns are those of each nested table, since a Table does not tell them.
	columns map[*transcode.Table][]transcode.Column
}

// read fills a message from an object by columns.
func (r *reference) read(m protoreflect.Message, object map[string]json.RawMessage, raw json.RawMessage, columns []transcode.Column) {
	for _, inline := range []bool{true, false} {
		for _, c := range columns {
			if (c.Kind == transcode.Inline) == inline {
				r.column(m, object, raw, columns, c)
			}
		}
	}
}

func (r *reference) column(m protoreflect.Message, object map[string]json.RawMessage, raw json.RawMessage, columns []transcode.Column, c transcode.Column) {
	fd := m.Descriptor().Fields().ByName(protoreflect.Name(c.Field))
	switch c.Kind {
	case transcode.Ignore, transcode.Unmapped:
		return
	case transcode.Group:
		sub := m.NewField(fd).Message()
		r.read(sub, object, nil, r.columns[c.Table])
		if proto.Size(sub.Interface()) > 0 {
			m.Set(fd, protoreflect.ValueOfMessage(sub))
		}
		return
	case transcode.Rest:
		r.rest(m.Mutable(fd).Map(), raw, columns)
		return
	}
	var v json.RawMessage
	for _, key := range c.Keys {
		if isNull(v) {
			v = object[key]
		}
	}
	if isNull(v) {
		return
	}
	switch c.Kind {
	case transcode.RefList, transcode.TextList, transcode.NestedList:
		r.list(m.Mutable(fd).List(), v, c)
	case transcode.Inline:
		_ = r.object(m, v, c.Table) // what cannot be read leaves the message as it is
	case transcode.Nested:
		sub := m.NewField(fd)
		if r.object(sub.Message(), v, c.Table) == nil {
			m.Set(fd, sub)
		}
	case transcode.CustomFields:
		r.customFields(m.Mutable(fd).Map(), v, c.Types)
	case transcode.RestObject:
		if v[0] == '{' {
			for name, e := range refObject(v) {
				r.rawEntry(m.Mutable(fd).Map(), refMember{name, e})
			}
		}
	case transcode.Enum, transcode.Offset:
		r.worded(m, fd, v, c)
	default:
		if value, err := r.scalar(fd, v, c); err == nil {
			m.Set(fd, value)
		}
	}
}

// object fills a message from an object, or from a scalar in its place.
func (r *reference) object(m protoreflect.Message, v json.RawMessage, t *transcode.Table) error {
	columns := r.columns[t]
	switch {
	case v[0] == '{':
		r.read(m, refObject(v), v, columns)
		return nil
	case isEmpty(v) || isFalse(v):
		return errUnset
	case v[0] == '[':
		return errUnreadable
	}
	r.read(m, map[string]json.RawMessage{columns[0].Keys[0]: v}, nil, columns)
	if proto.Size(m.Interface()) == 0 {
		return errUnset
	}
	return nil
}

func (r *reference) list(l protoreflect.List, v json.RawMessage, c transcode.Column) {
	if !isContainer(v) {
		if isEmpty(v) || isFalse(v) {
			return
		}
		v = json.RawMessage("[" + string(v) + "]")
	}
	if c.Kind == transcode.NestedList && v[0] == '{' && r.single(v, c.Table) {
		v = json.RawMessage("[" + string(v) + "]")
	}
	for _, e := range refSplit(v) {
		switch {
		case isNull(e.raw):
		case c.Kind == transcode.NestedList:
			sub := l.NewElement()
			if !isEmpty(e.raw) && r.object(sub.Message(), e.raw, c.Table) == nil {
				l.Append(sub)
			}
		case c.Kind == transcode.TextList:
			l.Append(protoreflect.ValueOfString(refText(e.raw)))
		default:
			if id, err := refID(e.raw); err == nil {
				l.Append(protoreflect.ValueOfString(id))
			}
		}
	}
}

// single reports whether an object has a key of the table.
func (r *reference) single(v json.RawMessage, t *transcode.Table) bool {
	object := refObject(v)
	for _, c := range r.columns[t] {
		for _, key := range c.Keys {
			if _, ok := object[key]; ok {
				return true
			}
		}
	}
	return false
}

func (r *reference) worded(m protoreflect.Message, fd protoreflect.FieldDescriptor, v json.RawMessage, c transcode.Column) {
	if isContainer(v) {
		return
	}
	if c.Kind == transcode.Offset {
		if _, err := refScalar(v); err != nil {
			return
		}
	}
	if c.Text != "" {
		m.Set(m.Descriptor().Fields().ByName(protoreflect.Name(c.Text)), protoreflect.ValueOfString(refText(v)))
	}
	if c.Kind == transcode.Enum {
		if n, ok := c.Enum[refText(v)]; ok {
			m.Set(fd, protoreflect.ValueOfEnum(protoreflect.EnumNumber(n)))
		}
		return
	}
	text, err := refScalar(v)
	if err != nil {
		return
	}
	n, err := refInteger(text)
	if err != nil {
		return
	}
	if size := math.Abs(float64(n)); size <= 840 {
		n *= 60
	} else if size < 900 || size > 50400 {
		return
	}
	if n%900 == 0 {
		m.Set(fd, protoreflect.ValueOfInt32(int32(n)))
	}
}

func (r *reference) scalar(fd protoreflect.FieldDescriptor, v json.RawMessage, c transcode.Column) (protoreflect.Value, error) {
	switch c.Kind {
	case transcode.Text:
		if isContainer(v) && isEmpty(v) {
			return protoreflect.Value{}, errUnset
		}
		return protoreflect.ValueOfString(refText(v)), nil
	case transcode.Ref:
		id, err := refID(v)
		return protoreflect.ValueOfString(id), err
	case transcode.Flag, transcode.NotFlag:
		flag, err := refFlag(v)
		return protoreflect.ValueOfBool(flag != (c.Kind == transcode.NotFlag)), err
	}
	text, err := refScalar(v)
	if err != nil {
		return protoreflect.Value{}, err
	}
	switch c.Kind {
	case transcode.Integer:
		n, err := refInteger(text)
		if fd.Kind() == protoreflect.Int64Kind {
			return protoreflect.ValueOfInt64(n), err
		}
		if n != int64(int32(n)) {
			err = errUnreadable
		}
		return protoreflect.ValueOfInt32(int32(n)), err
	case transcode.Decimal:
		d, err := refDecimal(text)
		return protoreflect.ValueOfString(d), err
	case transcode.Double:
		d, err := refDouble(text)
		return protoreflect.ValueOfFloat64(d), err
	case transcode.Date:
		d, err := refDate(text)
		return protoreflect.ValueOfString(d), err
	case transcode.LocalTime, transcode.UTCTime:
		zone := r.zone
		if c.Kind == transcode.UTCTime {
			zone = time.UTC
		}
		t, err := refInstant(text, zone)
		return protoreflect.ValueOfMessage(timestamppb.New(t).ProtoReflect()), err
	default:
		panic(fmt.Sprintf("no reference for kind %d", c.Kind))
	}
}

// rest reads the members that no column names.
func (r *reference) rest(m protoreflect.Map, raw json.RawMessage, columns []transcode.Column) {
	if raw == nil {
		return
	}
	named := map[string]bool{}
	for _, c := range columns {
		for _, key := range c.Keys {
			named[key] = true
		}
		if c.Kind == transcode.Group {
			for _, sub := range r.columns[c.Table] {
				for _, key := range sub.Keys {
					named[key] = true
				}
			}
		}
	}
	seen := map[string]json.RawMessage{}
	for _, e := range refSplit(raw) {
		if !named[e.name] {
			seen[e.name] = e.raw
		}
	}
	for name, v := range seen {
		r.rawEntry(m, refMember{name, v})
	}
}

// rawEntry sets a map entry by JSON type.
func (r *reference) rawEntry(m protoreflect.Map, e refMember) {
	fv := &crmstreamv1.FieldValue{}
	switch {
	case isEmpty(e.raw):
		return
	case string(e.raw) == "true" || string(e.raw) == "false":
		fv.Value = &crmstreamv1.FieldValue_Flag{Flag: string(e.raw) == "true"}
	case isNumber(e.raw):
		refNumber(fv, string(e.raw), e.raw)
	default:
		fv.Value = &crmstreamv1.FieldValue_Text{Text: refText(e.raw)}
	}
	m.Set(protoreflect.ValueOfString(e.name).MapKey(), protoreflect.ValueOfMessage(fv.ProtoReflect()))
}

// refNumber reads an integer, or else a decimal.
func refNumber(fv *crmstreamv1.FieldValue, text string, raw json.RawMessage) {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		fv.Value = &crmstreamv1.FieldValue_Integer{Integer: n}
		return
	}
	d, err := refDecimal(text)
	if err != nil {
		fv.ParseError, fv.RawText = "not a number", refValid(raw)
		return
	}
	fv.Value = &crmstreamv1.FieldValue_Decimal{Decimal: d}
}
