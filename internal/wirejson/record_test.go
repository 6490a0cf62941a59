package wirejson

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"
	_ "google.golang.org/protobuf/types/known/durationpb" // a type whose JSON plans leave to protojson

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/wirejson/wirejsontest"
)

// everyKind returns a message type with a singular, an optional, a repeated, a map and a oneof field of every kind.
func everyKind(t *testing.T) protoreflect.MessageDescriptor {
	t.Helper()
	message := &descriptorpb.DescriptorProto{Name: proto.String("Every"), OneofDecl: []*descriptorpb.OneofDescriptorProto{{Name: proto.String("one")}}}
	var optionals []*descriptorpb.FieldDescriptorProto
	number := int32(0)
	field := func(name string, kind descriptorpb.FieldDescriptorProto_Type, typeName string) *descriptorpb.FieldDescriptorProto {
		number++
		f := &descriptorpb.FieldDescriptorProto{
			Name: proto.String(fmt.Sprintf("%s_%d", name, number)), Number: proto.Int32(number), Type: &kind,
			Label: descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL.Enum(),
		}
		if typeName != "" {
			f.TypeName = &typeName
		}
		message.Field = append(message.Field, f)
		return f
	}
	for kind := descriptorpb.FieldDescriptorProto_TYPE_DOUBLE; kind <= descriptorpb.FieldDescriptorProto_TYPE_SINT64; kind++ {
		typeNames := []string{""}
		switch kind {
		case descriptorpb.FieldDescriptorProto_TYPE_GROUP:
			continue
		case descriptorpb.FieldDescriptorProto_TYPE_ENUM:
			typeNames = []string{".crmstream.v1.ContactKind"}
		case descriptorpb.FieldDescriptorProto_TYPE_MESSAGE:
			typeNames = []string{".every.Every", ".google.protobuf.Timestamp", ".google.protobuf.Duration", ".crmstream.v1.FieldValue"}
		}
		for _, typeName := range typeNames {
			field("singular", kind, typeName)
			field("repeated", kind, typeName).Label = descriptorpb.FieldDescriptorProto_LABEL_REPEATED.Enum()
			field("one", kind, typeName).OneofIndex = proto.Int32(0)
			entry := &descriptorpb.DescriptorProto{
				Name: proto.String(fmt.Sprintf("Map%dEntry", number+1)), Options: &descriptorpb.MessageOptions{MapEntry: proto.Bool(true)},
				Field: []*descriptorpb.FieldDescriptorProto{
					{Name: proto.String("key"), Number: proto.Int32(1), Type: descriptorpb.FieldDescriptorProto_TYPE_STRING.Enum(), Label: descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL.Enum()},
					{Name: proto.String("value"), Number: proto.Int32(2), Type: kind.Enum(), Label: descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL.Enum()},
				},
			}
			if typeName != "" {
				entry.Field[1].TypeName = &typeName
			}
			message.NestedType = append(message.NestedType, entry)
			field("map", descriptorpb.FieldDescriptorProto_TYPE_MESSAGE, ".every.Every."+entry.GetName()).Label = descriptorpb.FieldDescriptorProto_LABEL_REPEATED.Enum()
			optional := field("optional", kind, typeName)
			optional.Proto3Optional = proto.Bool(true)
			optionals = append(optionals, optional)
		}
	}
	slices.SortStableFunc(message.Field, func(a, b *descriptorpb.FieldDescriptorProto) int { // members of a oneof stand together
		return strings.Compare(oneofName(a), oneofName(b))
	})
	for _, f := range optionals { // the oneofs of optional fields must come last
		f.OneofIndex = proto.Int32(int32(len(message.OneofDecl)))
		message.OneofDecl = append(message.OneofDecl, &descriptorpb.OneofDescriptorProto{Name: proto.String("_" + f.GetName())})
	}
	file, err := protodesc.NewFile(&descriptorpb.FileDescriptorProto{
		Name: proto.String("every.proto"), Package: proto.String("every"), Syntax: proto.String("proto3"),
		Dependency: []string{
			"crmstream/v1/contacts.proto", "crmstream/v1/field_value.proto", "google/protobuf/timestamp.proto", "google/protobuf/duration.proto",
		},
		MessageType: []*descriptorpb.DescriptorProto{message},
	}, protoregistry.GlobalFiles)
	require.NoError(t, err)
	return file.Messages().Get(0)
}

// oneofName is "one" for its members and "other" for other fields.
func oneofName(f *descriptorpb.FieldDescriptorProto) string {
	if f.OneofIndex != nil {
		return "one"
	}
	return "other"
}

// requireSameAsProtojson checks the JSON of an encoded message against protojson's.
func requireSameAsProtojson(t *testing.T, p *Plan, empty protoreflect.Message, wire []byte) {
	t.Helper()
	m := empty.New().Interface()
	require.NoError(t, proto.Unmarshal(wire, m))
	for _, full := range []bool{false, true} {
		want, err := protojson.MarshalOptions{EmitDefaultValues: full}.Marshal(m)
		require.NoError(t, err)
		w := Writer{Full: full}
		got, err := w.Append(nil, p, wire)
		require.NoError(t, err)
		require.Equal(t, string(Compact(want)), string(got))
		require.Empty(t, w.slots)
		require.Empty(t, w.entries)
	}
}

func TestRecordsAreWrittenAsProtojsonWritesThem(t *testing.T) {
	methods, err := api.Methods()
	require.NoError(t, err)
	descs := []protoreflect.MessageDescriptor{everyKind(t)}
	for _, m := range methods {
		if m.Desc.IsStreamingServer() {
			descs = append(descs, m.Response.Descriptor().Fields().ByNumber(RecordsNumber).Message())
			continue
		}
		descs = append(descs, m.Response.Descriptor())
	}
	require.Contains(t, descs, (&crmstreamv1.Contact{}).ProtoReflect().Descriptor())
	for _, desc := range descs {
		t.Run(string(desc.Name()), func(t *testing.T) {
			random := wirejsontest.Filler{Rand: rand.New(rand.NewPCG(1, 2))}
			empty := dynamicpb.NewMessage(desc)
			p, err := Planner{}.Plan(desc)
			require.NoError(t, err)
			for range 50 {
				var wires [2][]byte
				for i := range wires {
					m := empty.New()
					random.Message(m, 2)
					wires[i], err = proto.Marshal(m.Interface())
					require.NoError(t, err)
					requireSameAsProtojson(t, p, empty, wires[i])
				}
				// One after the other: fields that come again, out of order, with others in between.
				requireSameAsProtojson(t, p, empty, append(wires[0], wires[1]...))
			}
		})
	}
}

func TestOddWire(t *testing.T) {
	desc := (&crmstreamv1.Visit{}).ProtoReflect()
	p, err := Planner{}.Plan(desc.Descriptor())
	require.NoError(t, err)
	text := func(number protowire.Number, s string) []byte {
		return protowire.AppendString(protowire.AppendTag(nil, number, protowire.BytesType), s)
	}
	flag := func(number protowire.Number, v uint64) []byte {
		return protowire.AppendVarint(protowire.AppendTag(nil, number, protowire.VarintType), v)
	}
	for name, wire := range map[string][]byte{
		"unknown fields": append(text(9999, "x"), flag(1000, 1)...),
		"wrong types":    append(flag(1, 7), text(18, "x")...),
		"in a list":      slices.Concat(text(11, "a"), flag(11, 0), text(11, "b")),
		"explicit zeros": append(append(text(1, ""), flag(18, 0)...), flag(4, 0)...),
		"unknown enum":   flag(18, 77),
	} {
		t.Run(name, func(t *testing.T) { requireSameAsProtojson(t, p, desc, wire) })
	}
	for name, wire := range map[string][]byte{
		"cut tag":        {0x80},
		"cut value":      text(1, "abc")[:4],
		"bad UTF-8":      text(1, "a\xff"),
		"cut time":       text(2, "\x08"),
		"time too late":  text(2, string(flag(1, 253402300800))),
		"negative nanos": text(2, string(flag(2, math.MaxUint64))),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := (&Writer{}).Append(nil, p, wire)
			require.Error(t, err)
		})
	}
}

func FuzzRecord(f *testing.F) {
	wire, err := proto.Marshal(&crmstreamv1.Contact{Id: "1", Fields: map[string]*crmstreamv1.FieldValue{"k": {ParseError: "x"}}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(wire)
	p, err := Planner{}.Plan((&crmstreamv1.Contact{}).ProtoReflect().Descriptor())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, wire []byte) {
		got, err := (&Writer{}).Append(nil, p, wire)
		var m crmstreamv1.Contact
		if proto.Unmarshal(wire, &m) != nil {
			return // what proto refuses may be read more leniently here, but must not panic
		}
		want, wantErr := protojson.Marshal(&m)
		if wantErr != nil {
			require.Error(t, err)
			return
		}
		require.NoError(t, err)
		require.Equal(t, string(Compact(want)), string(got))
	})
}
