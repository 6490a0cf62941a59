package transcode

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/crmstream/crmstream/internal/records"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors"
)

// column returns what is sent for a field of a message. Without a value, the field is cleared. ok is false for a mistake.
func (s *sending) column(w *writable, m protoreflect.Message, path string) (v Value, ok bool) {
	value := m.Get(w.field)
	empty := w.field.Kind() == protoreflect.StringKind && !w.field.IsList() && value.String() == ""
	if !m.Has(w.field) || empty && !mayBeEmpty(w) {
		return s.clear(w, path)
	}
	switch w.Kind {
	case Text:
		if words := w.Write.Words; words != nil && !slices.Contains(words, value.String()) {
			s.refuse(path, "%.64q is none of the upstream's words: use one of %s", value.String(), strings.Join(words, ", "))
			return Value{}, false
		}
		return s.text(path, value.String())
	case Ref:
		return s.ref(w, path, value.String())
	case RefList:
		return s.refs(w, path, value.List())
	case NestedList:
		return s.nested(w, path, value.List())
	case Flag:
		return w.flag(value.Bool()), true
	case Integer:
		if w.Write.Unsigned && value.Int() < 0 {
			s.refuse(path, "%d must not be negative", value.Int())
			return Value{}, false
		}
		return numberOf(strconv.FormatInt(value.Int(), 10)), true
	case Decimal:
		return s.decimal(w, path, value.String())
	case Date:
		return s.checked(path, value.String(), dayText, "a day, such as 2026-01-31")
	case LocalTime:
		return s.moment(w, path, value.Message().Interface().(*timestamppb.Timestamp))
	default: // Enum
		word, known := w.words[value.Enum()]
		if !known {
			words := slices.Sorted(maps.Keys(w.Enum))
			s.refuse(path, "the upstream has no word for %d: its words are %s", value.Enum(), strings.Join(words, ", "))
		}
		return textOf(word), known
	}
}

// decimal returns decimal digits, unchanged.
func (s *sending) decimal(w *writable, path, text string) (Value, bool) {
	switch {
	case !w.Write.Unsigned:
		return s.checked(path, text, decimalText, "decimal digits, such as -12.50")
	case w.Write.Places == 0:
		return s.checked(path, text, func(text string) bool { return Unsigned(text, len(text)) }, "decimal digits without a sign, such as 12.50")
	default:
		return s.checked(path, text, func(text string) bool { return Unsigned(text, w.Write.Places) },
			fmt.Sprintf("decimal digits without a sign, at most %d of them after the point, such as 12.50", w.Write.Places))
	}
}

// mayBeEmpty reports whether the empty text is a value of a column. An obligatory text and one of a few words may not be empty.
func mayBeEmpty(w *writable) bool {
	return w.Kind == Text && w.Write.Clear != NotCleared
}

// clear returns what is sent to clear a field.
func (s *sending) clear(w *writable, path string) (Value, bool) {
	if w.Write.Required && s.Op == OnCreate {
		s.refuse(path, "is obligatory")
		return Value{}, false
	}
	switch w.Write.Clear {
	case ClearByText:
		return textOf(""), true
	case ClearByZero:
		return numberOf("0"), true
	case ClearByNull:
		return Value{}, true
	case ClearByFalse:
		return flagOf(false), true
	case ClearListByText:
		if s.EmptyLists {
			return textOf(""), true
		}
	}
	s.refuse(path, "cannot be cleared")
	return Value{}, false
}

// text returns a text, unchanged.
func (s *sending) text(path, value string) (Value, bool) {
	if !utf8.ValidString(value) {
		s.refuse(path, "is not valid UTF-8")
		return Value{}, false
	}
	return textOf(value), true
}

// checked returns a text of a form.
func (s *sending) checked(path, value string, form func(string) bool, described string) (Value, bool) {
	if !form(value) {
		s.refuse(path, "%.64q must be %s", value, described)
		return Value{}, false
	}
	return textOf(value), true
}

// ref returns an id, which the catalogue has if it has any of its kind.
func (s *sending) ref(w *writable, path, id string) (Value, bool) {
	if !s.number(path, id) {
		return Value{}, false
	}
	if w.Naming == connectors.NoNaming || !s.Catalogue.Has(w.Naming) {
		return numberOf(id), true
	}
	m, known := s.Catalogue.Meaning(w.Naming, []byte(id))
	if !known {
		noun, list := kindOf(w.Naming)
		s.refuseUnknown(path, "the upstream has no %s %s: %s has those it has", noun, id, list)
		return Value{}, false
	}
	if of := s.typeID(); w.Naming == connectors.DealStageNames && of != "" && m.Of != "" && m.Of != of {
		s.refuseUnknown(path, "stage %s belongs to deals of type %s, and the deal is of type %s", id, m.Of, of)
		return Value{}, false
	}
	return numberOf(id), true
}

// kindOf returns what the values of a kind are, and the method that lists them.
func kindOf(n connectors.Naming) (noun, list string) {
	switch n {
	case connectors.StockTypeNames:
		return "stock type", "ListStockTypes"
	case connectors.StockCategoryNames:
		return "stock category", "ListStockCategories"
	case connectors.DealTypeNames:
		return "deal type", "ListDealTypes"
	case connectors.DealStageNames:
		return "deal stage", "ListDealTypes"
	default:
		return "call status", "ListCallStatuses"
	}
}

// number reports whether a text is the id of a record or custom field, as the upstream writes it.
func (s *sending) number(path, id string) bool {
	_, err := connectors.ParseID(path, id, 1)
	var mistake *connectors.Error
	if errors.As(err, &mistake) {
		s.mistakes = append(s.mistakes, mistake)
	}
	return err == nil
}

// refs returns a list of ids.
func (s *sending) refs(w *writable, path string, ids protoreflect.List) (Value, bool) {
	var elements []Value
	valid := true
	for i := range ids.Len() {
		v, ok := s.ref(w, fmt.Sprintf("%s[%d]", path, i), ids.Get(i).String())
		valid = valid && ok
		elements = append(elements, v)
	}
	return listOf(elements...), valid
}

// nested returns a list of objects, or of the values of their first columns.
func (s *sending) nested(w *writable, path string, list protoreflect.List) (Value, bool) {
	before := len(s.mistakes)
	var elements []Value
	for i := range list.Len() {
		m := list.Get(i).Message()
		at := fmt.Sprintf("%s[%d]", path, i)
		if !s.Masked || !identified(m) {
			s.refuseOthers(w.Table, m, at)
		}
		var members []Member
		for j := range w.Table.writables {
			inner := &w.Table.writables[j]
			name := at + "." + inner.Field
			filled := m.Has(inner.field) && (inner.Kind != Text || m.Get(inner.field).String() != "")
			switch {
			case filled:
				if v, ok := s.column(inner, m, name); ok {
					members = s.spell(members, inner, v)
				}
			case inner.Write.Required:
				s.refuse(name, "is obligatory")
			}
		}
		if w.Write.Bare && len(members) == 1 && members[0].Key == w.Table.writables[0].Write.Keys[0] {
			elements = append(elements, members[0].Value)
			continue
		}
		elements = append(elements, objectOf(members...))
	}
	return listOf(elements...), len(s.mistakes) == before
}

// identified reports whether an element has an id, which only elements that were read have.
func identified(m protoreflect.Message) bool {
	id := m.Descriptor().Fields().ByName("id")
	return id != nil && m.Has(id)
}

// refuseOthers refuses the fields of an element that are set and cannot be written.
func (s *sending) refuseOthers(t *Table, m protoreflect.Message, path string) {
	fix := "leave it out"
	if s.Op == OnUpdate && identified(m) {
		fix += ", or name the list in update_mask"
	}
	for _, name := range records.Set(m) {
		if !slices.ContainsFunc(t.writables, func(w writable) bool { return w.Field == name }) {
			s.refuse(path+"."+name, "cannot be written: %s", fix)
		}
	}
}
