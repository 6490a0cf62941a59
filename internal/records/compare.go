package records

import (
	"bytes"
	"encoding/json"
	"math/big"
	"slices"
	"strings"
	"time"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// Differences returns the fields of a mask that a record has otherwise than it was sent. equal is the number of the others.
func Differences(sent, found protoreflect.Message, mask []string) (differences []*crmstreamv1.FieldDifference, equal int) {
	for _, path := range mask {
		fd, want, has := Value(sent, path)
		_, got, shown := Value(found, path)
		if same(fd, want, has, got, shown) {
			equal++
			continue
		}
		differences = append(differences, &crmstreamv1.FieldDifference{Field: path, Sent: Text(fd, want, has), Found: Text(fd, got, shown)})
	}
	return differences, equal
}

// Same reports whether two records have the same value at a path.
func Same(a, b protoreflect.Message, path string) bool {
	fd, x, hasX := Value(a, path)
	_, y, hasY := Value(b, path)
	return same(fd, x, hasX, y, hasY)
}

// same reports whether two values of a field mean the same. A value that is empty means the same as none.
func same(fd protoreflect.FieldDescriptor, a protoreflect.Value, hasA bool, b protoreflect.Value, hasB bool) bool {
	if hasA, hasB = hasA && !Empty(fd, a), hasB && !Empty(fd, b); !hasA || !hasB {
		return hasA == hasB
	}
	if !fd.IsList() {
		return sameValue(fd, a, b)
	}
	x, y := a.List(), b.List()
	if x.Len() != y.Len() {
		return false
	}
	if fd.Kind() == protoreflect.StringKind {
		return slices.Equal(sorted(x), sorted(y))
	}
	return sameElements(fd, x, y)
}

// sameElements reports whether two lists of one length have the same elements, in any order.
func sameElements(fd protoreflect.FieldDescriptor, sent, found protoreflect.List) bool {
	taken := make([]bool, found.Len())
	for i := range sent.Len() {
		at := -1
		for j := range taken {
			if !taken[j] && sameValue(fd, sent.Get(i), found.Get(j)) {
				at = j
				break
			}
		}
		if at < 0 {
			return false
		}
		taken[at] = true
	}
	return true
}

// Empty reports whether a value says nothing: upstreams show an empty text as none.
func Empty(fd protoreflect.FieldDescriptor, v protoreflect.Value) bool {
	switch {
	case fd.IsList():
		return v.List().Len() == 0
	case fd.Kind() == protoreflect.StringKind:
		return strings.TrimSpace(v.String()) == ""
	case fd.Kind() != protoreflect.MessageKind:
		return false
	}
	value, ok := v.Message().Interface().(*crmstreamv1.FieldValue)
	if !ok {
		return false
	}
	switch is := value.GetValue().(type) {
	case nil:
		return value.GetParseError() == ""
	case *crmstreamv1.FieldValue_Text:
		return strings.TrimSpace(value.GetText()) == ""
	case *crmstreamv1.FieldValue_Decimal, *crmstreamv1.FieldValue_Date, *crmstreamv1.FieldValue_Time:
		return value.GetDecimal() == "" && value.GetDate() == "" && value.GetTime() == ""
	case *crmstreamv1.FieldValue_Point_:
		return is.Point == nil || is.Point.Latitude == nil && is.Point.Longitude == nil
	case *crmstreamv1.FieldValue_Range_:
		return is.Range.GetLower() == "" && is.Range.GetUpper() == ""
	case *crmstreamv1.FieldValue_Options:
		return len(value.GetOptions().GetOptions()) == 0
	case *crmstreamv1.FieldValue_Files:
		return len(value.GetFiles().GetFiles()) == 0
	}
	return false
}

// sorted returns the texts of a list, sorted.
func sorted(list protoreflect.List) []string {
	texts := make([]string, list.Len())
	for i := range texts {
		texts[i] = strings.TrimSpace(list.Get(i).String())
	}
	slices.Sort(texts)
	return texts
}

// sameValue compares two values that are not empty.
func sameValue(fd protoreflect.FieldDescriptor, a, b protoreflect.Value) bool {
	switch {
	case fd.Kind() == protoreflect.StringKind && isDecimal(fd):
		x, y := decimal(a.String()), decimal(b.String())
		return x != nil && y != nil && x.Cmp(y) == 0 || sameText(a.String(), b.String())
	case fd.Kind() == protoreflect.StringKind:
		return sameText(a.String(), b.String())
	case fd.Kind() != protoreflect.MessageKind:
		return a.Equal(b)
	}
	switch x := a.Message().Interface().(type) {
	case *crmstreamv1.FieldValue:
		y, ok := b.Message().Interface().(*crmstreamv1.FieldValue)
		return ok && sameCustom(x, y)
	default:
		return sameMessage(a.Message(), b.Message())
	}
}

// isDecimal reports whether a text is a number: upstreams show 10 as 10.00.
func isDecimal(fd protoreflect.FieldDescriptor) bool {
	name := string(fd.Name())
	return strings.HasSuffix(name, "amount") || name == "price" || name == "quantity"
}

// given are the fields of messages in a record that the upstream gives them, though they are sent back where they were read.
var given = map[protoreflect.FullName][]protoreflect.Name{
	"crmstream.v1.InvoiceLine": {"id", "amount", "stock_group_id"},
}

// sameMessage compares the fields of two messages of a record.
func sameMessage(a, b protoreflect.Message) bool {
	fields := a.Descriptor().Fields()
	for i := range fields.Len() {
		fd := fields.Get(i)
		if slices.Contains(given[a.Descriptor().FullName()], fd.Name()) {
			continue
		}
		if !same(fd, a.Get(fd), a.Has(fd), b.Get(fd), b.Has(fd)) {
			return false
		}
	}
	return true
}

func sameText(a, b string) bool { return strings.TrimSpace(a) == strings.TrimSpace(b) }

// sameCustom compares two values of a custom field.
func sameCustom(a, b *crmstreamv1.FieldValue) bool {
	if number(a) != nil && number(b) != nil {
		return number(a).Cmp(number(b)) == 0
	}
	switch a.GetValue().(type) {
	case *crmstreamv1.FieldValue_Text:
		return sameText(a.GetText(), b.GetText()) && b.GetParseError() == ""
	case *crmstreamv1.FieldValue_Time:
		return strings.TrimSuffix(a.GetTime(), ":00") == strings.TrimSuffix(b.GetTime(), ":00")
	case *crmstreamv1.FieldValue_Option_:
		options := b.GetOptions().GetOptions()
		if b.GetOption() != nil {
			options = []*crmstreamv1.FieldValue_Option{b.GetOption()}
		}
		return len(options) == 1 && sameOption(a.GetOption(), options[0])
	case *crmstreamv1.FieldValue_Options:
		return sameOptions(a.GetOptions().GetOptions(), b)
	case *crmstreamv1.FieldValue_Files:
		return slices.Equal(fileNames(a), fileNames(b))
	case *crmstreamv1.FieldValue_Range_:
		return sameEnd(a.GetRange().GetLower(), b.GetRange().GetLower()) && sameEnd(a.GetRange().GetUpper(), b.GetRange().GetUpper())
	default:
		return proto.Equal(a, b)
	}
}

// number returns the number of a value, nil for a value that is none.
func number(v *crmstreamv1.FieldValue) *big.Rat {
	switch v.GetValue().(type) {
	case *crmstreamv1.FieldValue_Integer:
		return new(big.Rat).SetInt64(v.GetInteger())
	case *crmstreamv1.FieldValue_Decimal:
		return decimal(v.GetDecimal())
	}
	return nil
}

// decimal returns the number that a text has as plain digits, nil for none. An exponent could make it huge.
func decimal(text string) *big.Rat {
	text = strings.TrimSpace(text)
	if text == "" || strings.Trim(text, "+-.0123456789") != "" {
		return nil
	}
	if n, ok := new(big.Rat).SetString(text); ok {
		return n
	}
	return nil
}

func sameOption(a, b *crmstreamv1.FieldValue_Option) bool {
	if a.GetId() != "" && b.GetId() != "" {
		return a.GetId() == b.GetId()
	}
	return a.GetText() != "" && sameText(a.GetText(), b.GetText())
}

// sameOptions reports whether a value has the options, in any order.
func sameOptions(sent []*crmstreamv1.FieldValue_Option, found *crmstreamv1.FieldValue) bool {
	left := slices.Clone(found.GetOptions().GetOptions())
	if found.GetOption() != nil {
		left = append(left, found.GetOption())
	}
	if len(left) != len(sent) {
		return false
	}
	for _, option := range sent {
		at := slices.IndexFunc(left, func(other *crmstreamv1.FieldValue_Option) bool { return sameOption(option, other) })
		if at < 0 {
			return false
		}
		left = slices.Delete(left, at, at+1)
	}
	return true
}

func fileNames(v *crmstreamv1.FieldValue) []string {
	var names []string
	for _, f := range v.GetFiles().GetFiles() {
		names = append(names, f.GetName())
	}
	slices.Sort(names)
	return names
}

// sameEnd compares the ends of two ranges, which may be numbers, days or times.
func sameEnd(a, b string) bool {
	if x, y := decimal(a), decimal(b); x != nil && y != nil {
		return x.Cmp(y) == 0
	}
	x, noInstant := time.Parse(time.RFC3339, a)
	if y, err := time.Parse(time.RFC3339, b); noInstant == nil && err == nil {
		return x.Equal(y)
	}
	return strings.TrimSuffix(strings.TrimSpace(a), ":00") == strings.TrimSuffix(strings.TrimSpace(b), ":00")
}

// Text returns a value as JSON shows it, "" for none.
func Text(fd protoreflect.FieldDescriptor, v protoreflect.Value, has bool) string {
	if fd == nil || !has {
		return ""
	}
	if fd.IsList() {
		texts := make([]string, v.List().Len())
		for i := range texts {
			texts[i] = textOf(fd, v.List().Get(i))
		}
		return "[" + strings.Join(texts, ", ") + "]"
	}
	return textOf(fd, v)
}

func textOf(fd protoreflect.FieldDescriptor, v protoreflect.Value) string {
	switch fd.Kind() {
	case protoreflect.MessageKind:
		var text bytes.Buffer
		written, err := protojson.Marshal(v.Message().Interface())
		if err != nil || json.Compact(&text, written) != nil { // protojson puts blanks at places that differ
			return ""
		}
		return text.String()
	case protoreflect.EnumKind:
		if value := fd.Enum().Values().ByNumber(v.Enum()); value != nil {
			return string(value.Name())
		}
	}
	return v.String()
}
