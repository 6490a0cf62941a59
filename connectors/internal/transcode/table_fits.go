package transcode

import (
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// fits reports whether a column can be written to a field.
func fits(c *Column, fd protoreflect.FieldDescriptor) bool {
	if fd.IsMap() {
		maps := c.Kind == CustomFields || c.Kind == CustomField || c.Kind == Rest || c.Kind == RestObject
		return maps && fd.MapKey().Kind() == protoreflect.StringKind &&
			fd.MapValue().Kind() == protoreflect.MessageKind && fd.MapValue().Message().FullName() == fieldValueName
	}
	if fd.IsList() != (c.Kind == RefList || c.Kind == TextList || c.Kind == NestedList) {
		return false
	}
	switch c.Kind {
	case Ref, Text, RefList, TextList, Decimal, Date:
		return fd.Kind() == protoreflect.StringKind
	case Flag, NotFlag:
		return fd.Kind() == protoreflect.BoolKind
	case Integer:
		return fd.Kind() == protoreflect.Int32Kind || fd.Kind() == protoreflect.Int64Kind
	case Double:
		return fd.Kind() == protoreflect.DoubleKind
	case LocalTime, UTCTime:
		return fd.Kind() == protoreflect.MessageKind && fd.Message().FullName() == timestampName
	case Enum:
		return fd.Kind() == protoreflect.EnumKind && known(c.Enum, fd.Enum())
	case Nested, NestedList, Group:
		return fd.Kind() == protoreflect.MessageKind && fd.Message().FullName() == c.Table.message.FullName()
	case Offset:
		return fd.Kind() == protoreflect.Int32Kind
	default:
		return false
	}
}

// known reports whether an enum has all numbers of a column.
func known(words map[string]int32, enum protoreflect.EnumDescriptor) bool {
	for _, n := range words {
		if enum.Values().ByNumber(protoreflect.EnumNumber(n)) == nil {
			return false
		}
	}
	return true
}

// describe names the type of a field for an error.
func describe(fd protoreflect.FieldDescriptor) string {
	kind := fd.Kind().String()
	if fd.Message() != nil {
		kind = string(fd.Message().FullName())
	}
	return fd.Cardinality().String() + " " + kind
}

// tagOf returns the tag under which a field is written. No field is written packed.
func tagOf(fd protoreflect.FieldDescriptor) uint64 {
	kind := protowire.BytesType
	switch fd.Kind() {
	case protoreflect.BoolKind, protoreflect.EnumKind, protoreflect.Int32Kind, protoreflect.Int64Kind:
		kind = protowire.VarintType
	case protoreflect.DoubleKind:
		kind = protowire.Fixed64Type
	}
	return protowire.EncodeTag(fd.Number(), kind)
}
