package transcode_test

import (
	"encoding/json"
	"fmt"
	"math"
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
	// defined are the datatypes of the custom fields that the catalogue has definitions of, by key.
	defined map[string]transcode.Datatype
	// told are the alterations so far, and path the fields in which the reading stands, each with a dot.
	told []*crmstreamv1.Alteration
	path string
}

// read fills a message from an object by columns.
func (r *reference) read(m protoreflect.Message, object map[string]json.RawMessage, raw json.RawMessage, columns []transcode.Column) {
	r.duplicates(raw, columns)
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
	case transcode.Ignore, transcode.Unmapped().Kind:
		return
	case transcode.Group:
		sub := m.NewField(fd).Message()
		leave := r.enter(c)
		r.read(sub, object, nil, r.columns[c.Table])
		leave()
		if proto.Size(sub.Interface()) > 0 {
			m.Set(fd, protoreflect.ValueOfMessage(sub))
		}
		return
	case transcode.Rest:
		r.rest(m.Mutable(fd).Map(), object, raw, columns)
		return
	case transcode.RestObject: // with the Rest
		return
	}
	v := r.pick(object, c)
	if isNull(v) {
		return
	}
	switch c.Kind {
	case transcode.RefList, transcode.TextList, transcode.NestedList:
		r.list(m.Mutable(fd).List(), v, c)
	case transcode.Inline:
		// What cannot be read leaves the message as it is. It is told of the field that a scalar goes to.
		r.unreadable(r.columns[c.Table][0].Field, v, r.object(m, v, c))
	case transcode.Nested:
		sub := m.NewField(fd)
		err := r.object(sub.Message(), v, c)
		if err == nil {
			m.Set(fd, sub)
		}
		r.unreadable(c.Field, v, err)
	case transcode.CustomFields:
		r.customFields(m.Mutable(fd).Map(), v, c.Types)
	case transcode.Enum, transcode.Offset:
		r.worded(m, fd, v, c)
	default:
		value, err := r.scalar(fd, v, c)
		if err == nil {
			m.Set(fd, value)
		}
		r.unreadable(c.Field, v, err)
	}
}

// object fills a message from an object, or from a scalar in its place.
func (r *reference) object(m protoreflect.Message, v json.RawMessage, c transcode.Column) error {
	columns := r.columns[c.Table]
	defer r.enter(c)()
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
			if isEmpty(e.raw) {
				continue
			}
			sub := l.NewElement()
			err := r.object(sub.Message(), e.raw, c)
			if err == nil {
				l.Append(sub)
			}
			r.unreadable(c.Field, e.raw, err)
		case c.Kind == transcode.TextList:
			l.Append(protoreflect.ValueOfString(r.text(c.Field, e.raw)))
		default:
			ids, err := refIDs(e.raw)
			for _, id := range ids {
				l.Append(protoreflect.ValueOfString(id))
			}
			if r.unreadable(c.Field, e.raw, err); err == nil {
				r.text(c.Field, e.raw)
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
	text, err := refScalar(v)
	if isContainer(v) || c.Kind == transcode.Offset && err != nil {
		if !isContainer(v) || !isEmpty(v) {
			r.unreadable(c.Field, v, err)
		}
		return
	}
	if c.Kind == transcode.Offset {
		defer func() { r.unreadable(c.Field, v, err) }()
	}
	if c.Text != "" {
		m.Set(m.Descriptor().Fields().ByName(protoreflect.Name(c.Text)), protoreflect.ValueOfString(refText(v)))
		if c.Kind == transcode.Enum {
			r.text(c.Field, v)
		}
	}
	if c.Kind == transcode.Enum {
		if n, ok := c.Enum[refText(v)]; ok {
			m.Set(fd, protoreflect.ValueOfEnum(protoreflect.EnumNumber(n)))
		} else if c.Text == "" && !isEmpty(v) {
			r.unreadable(c.Field, v, errUnreadable)
		}
		return
	}
	var n int64
	if n, err = refInteger(text); err != nil {
		return
	}
	if size := math.Abs(float64(n)); size <= 840 {
		n *= 60
	} else if size < 900 || size > 50400 {
		err = errUnreadable
		return
	}
	if n%900 != 0 {
		err = errUnreadable
		return
	}
	m.Set(fd, protoreflect.ValueOfInt32(int32(n)))
}

func (r *reference) scalar(fd protoreflect.FieldDescriptor, v json.RawMessage, c transcode.Column) (protoreflect.Value, error) {
	switch c.Kind {
	case transcode.Text:
		if isContainer(v) && isEmpty(v) {
			return protoreflect.Value{}, errUnset
		}
		return protoreflect.ValueOfString(r.text(c.Field, v)), nil
	case transcode.Ref:
		id, err := refID(v)
		if err == nil {
			r.text(c.Field, v)
		}
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
		d, err := r.date(c.Field, v, text)
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
