package gateway

import (
	"fmt"
	"strconv"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

// plan says how encoded messages of one type become JSON. It does not change once it is made.
type plan struct {
	fields    []planField // in the order of the proto, which is that of the JSON
	byNumber  []int       // 1 + index into fields by field number, 0 for none
	timestamp bool
	// other is set for types with a JSON of their own that plans do not know: protojson writes them.
	other protoreflect.MessageType
}

// planField is one field of a message.
type planField struct {
	key      []byte // the JSON name with quotes and colon
	number   protowire.Number
	wire     protowire.Type
	kind     protoreflect.Kind
	list     bool
	presence bool             // zero is a value
	siblings []int            // indexes of the other members of its oneof
	names    map[int32]string // of an enum's values, in quotes
	message  *plan            // of a message
	mapValue *planField       // of a map, whose keys are strings
}

// planner makes plans, each once.
type planner map[protoreflect.FullName]*plan

// plan returns the plan of a message type. It fails for what no record has: groups, and maps whose keys are not strings.
func (known planner) plan(desc protoreflect.MessageDescriptor) (*plan, error) {
	if p, ok := known[desc.FullName()]; ok {
		return p, nil
	}
	p := &plan{timestamp: desc.FullName() == "google.protobuf.Timestamp"}
	known[desc.FullName()] = p // before its fields, which may be of the same type
	if p.timestamp {
		return p, nil
	}
	if desc.FullName().Parent() == "google.protobuf" {
		var err error
		p.other, err = protoregistry.GlobalTypes.FindMessageByName(desc.FullName())
		return p, err
	}
	for i := range desc.Fields().Len() {
		field, err := known.field(desc.Fields().Get(i))
		if err != nil {
			return nil, err
		}
		p.fields = append(p.fields, field)
		for int(field.number) >= len(p.byNumber) {
			p.byNumber = append(p.byNumber, 0)
		}
		p.byNumber[field.number] = i + 1
	}
	return p, nil
}

func (known planner) field(desc protoreflect.FieldDescriptor) (planField, error) {
	f := planField{
		key: []byte(strconv.Quote(desc.JSONName()) + ":"), number: desc.Number(), kind: desc.Kind(),
		list: desc.IsList(), presence: desc.HasPresence(),
	}
	var ok bool
	if f.wire, ok = wireTypes[desc.Kind()]; !ok {
		return f, fmt.Errorf("gateway: %s: kind %v is not supported", desc.FullName(), desc.Kind())
	}
	if oneof := desc.ContainingOneof(); oneof != nil {
		for i := range oneof.Fields().Len() {
			if sibling := oneof.Fields().Get(i).Index(); sibling != desc.Index() {
				f.siblings = append(f.siblings, sibling)
			}
		}
	}
	var err error
	switch {
	case desc.IsMap():
		if desc.MapKey().Kind() != protoreflect.StringKind {
			return f, fmt.Errorf("gateway: %s: maps by %v are not supported", desc.FullName(), desc.MapKey().Kind())
		}
		f.mapValue = &planField{}
		*f.mapValue, err = known.field(desc.MapValue())
	case desc.Message() != nil:
		f.message, err = known.plan(desc.Message())
	case desc.Enum() != nil:
		f.names = map[int32]string{}
		for i := desc.Enum().Values().Len() - 1; i >= 0; i-- { // of aliases, the first counts
			value := desc.Enum().Values().Get(i)
			f.names[int32(value.Number())] = strconv.Quote(string(value.Name()))
		}
	}
	return f, err
}

// takes reports whether a value of that wire type is one of the field's, lists of numbers being packed or not. Others count as
// unknown fields.
func (f *planField) takes(wire protowire.Type) bool {
	return wire == f.wire || f.list && wire == protowire.BytesType
}

// wireTypes are the ways in which kinds are encoded, groups apart.
var wireTypes = map[protoreflect.Kind]protowire.Type{
	protoreflect.BoolKind:     protowire.VarintType,
	protoreflect.EnumKind:     protowire.VarintType,
	protoreflect.Int32Kind:    protowire.VarintType,
	protoreflect.Sint32Kind:   protowire.VarintType,
	protoreflect.Uint32Kind:   protowire.VarintType,
	protoreflect.Int64Kind:    protowire.VarintType,
	protoreflect.Sint64Kind:   protowire.VarintType,
	protoreflect.Uint64Kind:   protowire.VarintType,
	protoreflect.Fixed32Kind:  protowire.Fixed32Type,
	protoreflect.Sfixed32Kind: protowire.Fixed32Type,
	protoreflect.FloatKind:    protowire.Fixed32Type,
	protoreflect.Fixed64Kind:  protowire.Fixed64Type,
	protoreflect.Sfixed64Kind: protowire.Fixed64Type,
	protoreflect.DoubleKind:   protowire.Fixed64Type,
	protoreflect.StringKind:   protowire.BytesType,
	protoreflect.BytesKind:    protowire.BytesType,
	protoreflect.MessageKind:  protowire.BytesType,
}
