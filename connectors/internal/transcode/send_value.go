package transcode

import (
	"iter"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// ValueKind says what a Value is.
type ValueKind uint8

// The kinds of values.
const (
	NullValue ValueKind = iota
	TextValue
	NumberValue
	FlagValue
	ListValue
	ObjectValue
)

// Value is what a write sends for one key. The zero value is null.
type Value struct {
	Kind ValueKind
	// Text is the text of a TextValue, or the digits of a NumberValue, a whole number.
	Text string
	// Flag is the value of a FlagValue.
	Flag bool
	// List are the elements of a ListValue, which is never empty.
	List []Value
	// Object are the members of an ObjectValue.
	Object []Member
}

// Member is one key of the upstream with the value that a write sends for it.
type Member struct {
	Key   string
	Value Value
}

func textOf(s string) Value            { return Value{Kind: TextValue, Text: s} }
func numberOf(s string) Value          { return Value{Kind: NumberValue, Text: s} }
func flagOf(b bool) Value              { return Value{Kind: FlagValue, Flag: b} }
func listOf(elements ...Value) Value   { return Value{Kind: ListValue, List: elements} }
func objectOf(members ...Member) Value { return Value{Kind: ObjectValue, Object: members} }

// Leaves returns the scalars of members, each with the keys and list indices that lead to it: one pair of a PHP form each. A flag
// is 1 or 0, as PHP's clients send flags, and null is the empty text.
func Leaves(members []Member) iter.Seq2[[]string, string] {
	return func(yield func([]string, string) bool) {
		leaves(nil, objectOf(members...), yield)
	}
}

// leaves yields the scalars of a value, and reports whether to go on.
func leaves(path []string, v Value, yield func([]string, string) bool) bool {
	switch v.Kind {
	case ObjectValue:
		for _, m := range v.Object {
			if !leaves(append(slices.Clip(path), m.Key), m.Value, yield) {
				return false
			}
		}
		return true
	case ListValue:
		for i, element := range v.List {
			if !leaves(append(slices.Clip(path), strconv.Itoa(i)), element, yield) {
				return false
			}
		}
		return true
	case FlagValue:
		if v.Flag {
			return yield(path, "1")
		}
		return yield(path, "0")
	default:
		return yield(path, v.Text)
	}
}

// AppendJSON appends members as a JSON object.
func AppendJSON(dst []byte, members []Member) []byte {
	dst = append(dst, '{')
	for i, m := range members {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(appendQuoted(dst, m.Key), ':')
		dst = appendValueJSON(dst, m.Value)
	}
	return append(dst, '}')
}

func appendValueJSON(dst []byte, v Value) []byte {
	switch v.Kind {
	case TextValue:
		return appendQuoted(dst, v.Text)
	case NumberValue:
		return append(dst, v.Text...)
	case FlagValue:
		return strconv.AppendBool(dst, v.Flag)
	case ListValue:
		dst = append(dst, '[')
		for i, element := range v.List {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendValueJSON(dst, element)
		}
		return append(dst, ']')
	case ObjectValue:
		return AppendJSON(dst, v.Object)
	default:
		return append(dst, "null"...)
	}
}

// appendQuoted appends a text as a JSON string. The text is valid UTF-8.
func appendQuoted(dst []byte, s string) []byte {
	dst, _ = jsontext.AppendQuote(dst, s)
	return dst
}
