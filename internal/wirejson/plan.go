package wirejson

import (
	"fmt"
	"strconv"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

// Plan describes how encoded messages of one type become JSON. A plan does not change after it was made.
type Plan struct {
	fields    []planField // in the order of the proto, which is the order in JSON
	byNumber  []int       // 1 + index into fields by field number, 0 for none
	timestamp bool
	// other is set for types with a JSON form of their own that plans do not know; protojson writes these.
	other protoreflect.MessageType
}

// planField is one field of a message.
type planField struct {
	key      []byte // the JSON name with quotes and colon
	number   protowire.Number
	wire     protowire.Type
	kind     protoreflect.Kind
	list     bool
	presence bool             // the field distinguishes zero from absent
	siblings []int            // indexes of the other members of its oneof
	names    map[int32]string // of an enum, in quotes
	message  *Plan            // of a message field
	mapValue *planField       // of a map; its keys are strings
}

// Planner makes plans, one for each message type.
type Planner map[protoreflect.FullName]*Plan

// Plan returns the plan of a message type. It returns an error for what no record has: groups, and maps with keys that are not
// strings.
func (known Planner) Plan(desc protoreflect.MessageDescriptor) (*Plan, error) {
	if p, ok := known[desc.FullName()]; ok {
		return p, nil
	}
	p := &Plan{timestamp: desc.FullName() == "google.protobuf.Timestamp"}
	known[desc.FullName()] = p // stored before its fields are read, since they may be of the same type
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

func (known Planner) field(desc protoreflect.FieldDescriptor) (planField, error) {
	f := planField{
		key: []byte(strconv.Quote(desc.JSONName()) + ":"), number: desc.Number(), kind: desc.Kind(),
		list: desc.IsList(), presence: desc.HasPresence(),
	}
	var ok bool
	if f.wire, ok = wireTypes[desc.Kind()]; !ok {
		return f, fmt.Errorf("wirejson: %s: kind %v is not supported", desc.FullName(), desc.Kind())
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
			return f, fmt.Errorf("wirejson: %s: maps by %v are not supported", desc.FullName(), desc.MapKey().Kind())
		}
		f.mapValue = &planField{}
		*f.mapValue, err = known.field(desc.MapValue())
	case desc.Message() != nil:
		f.message, err = known.Plan(desc.Message())
	case desc.Enum() != nil:
		f.names = map[int32]string{}
		for i := desc.Enum().Values().Len() - 1; i >= 0; i-- { // the first of several names for one value counts
			value := desc.Enum().Values().Get(i)
			f.names[int32(value.Number())] = strconv.Quote(string(value.Name()))
		}
	}
	return f, err
}

// takes reports whether a value of that wire type is a value of the field; lists of numbers may be packed or not. Other values
// count as unknown fields.
func (f *planField) takes(wire protowire.Type) bool {
	return wire == f.wire || f.list && wire == protowire.BytesType
}

// wireTypes are the wire types of all kinds except groups.
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
