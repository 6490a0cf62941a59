package records

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"math"
	"slices"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Digest returns the SHA-256 of the contents of a message, without these fields of the message itself. Equal messages have equal
// digests, whatever wrote them.
func Digest(m proto.Message, without ...protoreflect.Name) [sha256.Size]byte {
	h := hasher{sha256.New()}
	h.message(m.ProtoReflect(), without)
	return [sha256.Size]byte(h.Sum(nil))
}

// hasher writes values to a hash, each with its length, so that no two messages write the same bytes.
type hasher struct{ hash.Hash }

func (h hasher) number(n uint64) {
	_, _ = h.Write(binary.BigEndian.AppendUint64(nil, n)) // a hash never fails
}

func (h hasher) text(s string) {
	h.number(uint64(len(s)))
	_, _ = h.Write([]byte(s))
}

func (h hasher) message(m protoreflect.Message, without []protoreflect.Name) {
	var fields []protoreflect.FieldDescriptor
	m.Range(func(fd protoreflect.FieldDescriptor, _ protoreflect.Value) bool {
		if !slices.Contains(without, fd.Name()) {
			fields = append(fields, fd)
		}
		return true
	})
	slices.SortFunc(fields, func(a, b protoreflect.FieldDescriptor) int { return int(a.Number()) - int(b.Number()) })
	h.number(uint64(len(fields)))
	for _, fd := range fields {
		h.number(uint64(fd.Number()))
		h.field(fd, m.Get(fd))
	}
}

func (h hasher) field(fd protoreflect.FieldDescriptor, v protoreflect.Value) {
	switch {
	case fd.IsMap():
		keys := make([]string, 0, v.Map().Len())
		byKey := map[string]protoreflect.Value{}
		v.Map().Range(func(k protoreflect.MapKey, v protoreflect.Value) bool {
			keys = append(keys, k.String())
			byKey[k.String()] = v
			return true
		})
		slices.Sort(keys)
		h.number(uint64(len(keys)))
		for _, key := range keys {
			h.text(key)
			h.value(fd.MapValue(), byKey[key])
		}
	case fd.IsList():
		h.number(uint64(v.List().Len()))
		for i := range v.List().Len() {
			h.value(fd, v.List().Get(i))
		}
	default:
		h.value(fd, v)
	}
}

func (h hasher) value(fd protoreflect.FieldDescriptor, v protoreflect.Value) {
	switch fd.Kind() {
	case protoreflect.MessageKind, protoreflect.GroupKind:
		h.message(v.Message(), nil)
	case protoreflect.DoubleKind, protoreflect.FloatKind:
		h.number(math.Float64bits(v.Float()))
	default:
		h.text(fmt.Sprint(v.Interface()))
	}
}
