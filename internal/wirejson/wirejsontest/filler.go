// Package wirejsontest makes random messages for tests of their JSON.
package wirejsontest

import (
	"math"
	"math/rand/v2"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// Filler sets fields of messages at random.
type Filler struct{ *rand.Rand }

// Message sets about two thirds of the fields of a message, and of the messages in it down to a depth.
func (r Filler) Message(m protoreflect.Message, depth int) {
	switch m.Descriptor().FullName() {
	case "google.protobuf.Timestamp":
		m.Set(m.Descriptor().Fields().ByName("seconds"), protoreflect.ValueOfInt64(r.Int64N(3e11)-6e10))
		nanos := []int32{0, 120e6, 120e3, 1}[r.IntN(4)]
		m.Set(m.Descriptor().Fields().ByName("nanos"), protoreflect.ValueOfInt32(nanos))
		return
	case "google.protobuf.Duration":
		m.Set(m.Descriptor().Fields().ByName("seconds"), protoreflect.ValueOfInt64(r.Int64N(1e6)))
		return
	}
	for i := range m.Descriptor().Fields().Len() {
		f := m.Descriptor().Fields().Get(i)
		if r.IntN(3) == 0 || depth == 0 && f.Message() != nil && f.Message().FullName().Parent() != "google.protobuf" {
			continue
		}
		switch {
		case f.IsMap():
			for range r.IntN(4) {
				key := r.value(f.MapKey(), nil, depth).MapKey()
				m.Mutable(f).Map().Set(key, r.value(f.MapValue(), m.Mutable(f).Map().NewValue, depth))
			}
		case f.IsList():
			for range r.IntN(4) {
				m.Mutable(f).List().Append(r.value(f, m.Mutable(f).List().NewElement, depth))
			}
		default:
			m.Set(f, r.value(f, func() protoreflect.Value { return m.NewField(f) }, depth))
		}
	}
}

func (r Filler) value(f protoreflect.FieldDescriptor, empty func() protoreflect.Value, depth int) protoreflect.Value {
	number := [...]int64{0, 1, -1, math.MaxInt32, math.MinInt64, math.MaxInt64, r.Int64()}[r.IntN(7)]
	decimal := [...]float64{0, math.Copysign(0, -1), 1.5, -1e-7, 1e21, 1e-9, math.NaN(), math.Inf(1), math.Inf(-1), r.NormFloat64()}[r.IntN(10)]
	text := [...]string{"", "plain", "a \"b\" \\ <c>&'", "\x00\x1f\b\f\n\r\t\x7f", "Ж€😀\u2028\uFFFD", "1"}[r.IntN(6)]
	switch f.Kind() {
	case protoreflect.BoolKind:
		return protoreflect.ValueOfBool(number > 0)
	case protoreflect.EnumKind:
		return protoreflect.ValueOfEnum(protoreflect.EnumNumber(number%4 + 1))
	case protoreflect.Int32Kind, protoreflect.Sint32Kind, protoreflect.Sfixed32Kind:
		return protoreflect.ValueOfInt32(int32(number))
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind:
		return protoreflect.ValueOfUint32(uint32(number))
	case protoreflect.Int64Kind, protoreflect.Sint64Kind, protoreflect.Sfixed64Kind:
		return protoreflect.ValueOfInt64(number)
	case protoreflect.Uint64Kind, protoreflect.Fixed64Kind:
		return protoreflect.ValueOfUint64(uint64(number))
	case protoreflect.FloatKind:
		return protoreflect.ValueOfFloat32(float32(decimal))
	case protoreflect.DoubleKind:
		return protoreflect.ValueOfFloat64(decimal)
	case protoreflect.StringKind:
		return protoreflect.ValueOfString(text)
	case protoreflect.BytesKind:
		return protoreflect.ValueOfBytes([]byte(text))
	default:
		v := empty()
		r.Message(v.Message(), depth-1)
		return v
	}
}
