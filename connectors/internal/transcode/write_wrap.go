package transcode

import (
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"time"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
)

// Wrap encodes a message as the record's Wire, field 1 of its list's response. The order of map entries is fixed, so that the
// same message always has the same bytes. If the message is too large to be sent, the record becomes an error, as in Rows. Wrap
// is for the few records that a table alone cannot read.
func Wrap(r *connectors.Record, m proto.Message) error {
	body, err := proto.MarshalOptions{Deterministic: true}.Marshal(m)
	if err != nil {
		return fmt.Errorf("transcode: %w", err)
	}
	wire := make([]byte, 0, protowire.SizeTag(1)+protowire.SizeBytes(len(body)))
	wire = protowire.AppendBytes(protowire.AppendTag(wire, 1, protowire.BytesType), body)
	if len(wire) > MaxWire {
		r.Wire, r.Err = nil, &connectors.RecordError{ID: string(r.ID), Message: "the record is too large"}
		return nil
	}
	r.Wire = wire
	return nil
}

// Digest returns an id for a record without a readable id: "~", which sorts after all ids of digits and letters, and a digest
// of its JSON.
func Digest(json []byte) []byte {
	digest := fnv.New64a()
	_, _ = digest.Write(json) // a hash never fails
	return hex.AppendEncode([]byte{'~'}, digest.Sum(nil))
}

// Constant returns a function that encodes a value of the field for Context.Constants: a text, a flag, or the number of an
// enum. All the messages must have the field with the same number. Constant panics otherwise, since it is for package
// variables.
func Constant[V string | bool | int32](field string, messages ...proto.Message) func(V) []byte {
	var zero V
	var tag uint64
	for _, m := range messages {
		message := m.ProtoReflect().Descriptor()
		fd := message.Fields().ByName(protoreflect.Name(field))
		switch {
		case fd == nil || fd.Cardinality() == protoreflect.Repeated || !holds(fd.Kind(), zero):
			panic(fmt.Sprintf("transcode: %s has no field %s of type %T", message.Name(), field, zero))
		case tag != 0 && tag != tagOf(fd):
			panic(fmt.Sprintf("transcode: field %s of %s has another number than those before it", field, message.Name()))
		}
		tag = tagOf(fd)
	}
	return func(value V) []byte {
		b := protowire.AppendVarint(nil, tag)
		switch v := any(value).(type) {
		case string:
			return protowire.AppendString(b, v)
		case bool:
			return protowire.AppendVarint(b, protowire.EncodeBool(v))
		case int32:
			return protowire.AppendVarint(b, uint64(v))
		}
		return nil
	}
}

// holds reports whether a field of the kind holds values of the type of value.
func holds(kind protoreflect.Kind, value any) bool {
	switch value.(type) {
	case string:
		return kind == protoreflect.StringKind
	case bool:
		return kind == protoreflect.BoolKind
	default:
		return kind == protoreflect.EnumKind
	}
}

// InZone returns the instant at which the clocks of a zone show the date and time of wall, whatever zone wall is in. As for
// LocalTime, a time that the clocks show twice is the first of the two instants, and a skipped time is shifted forward. InZone
// reports false for an instant outside the years 1 to 9999.
func InZone(wall time.Time, zone *time.Location) (time.Time, bool) {
	_, offset := wall.Zone()
	offsets := zoneOffsets{zone: zone}
	m := moment{seconds: wall.Unix() + int64(offset)}
	seconds, ok := m.unix(&offsets)
	return time.Unix(seconds, int64(wall.Nanosecond())).UTC(), ok
}
