package transcode

import (
	"errors"
	"fmt"
	"slices"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
)

// Op is a kind of write, or a set of them.
type Op uint8

// The kinds of writes.
const (
	OnCreate Op = 1 << iota
	OnUpdate
)

// Clear says how a write clears a field.
type Clear uint8

const (
	// NotCleared is a field that the upstream cannot clear.
	NotCleared Clear = iota
	// ClearByText sends the empty text.
	ClearByText
	// ClearByZero sends 0.
	ClearByZero
	// ClearByNull sends null.
	ClearByNull
	// ClearByFalse sends false.
	ClearByFalse
	// ClearListByText sends the empty text in place of a list, if WriteContext.EmptyLists is set: a PHP form has no empty list.
	ClearListByText
)

// Writing says how the field of a column is written. Reading and writing share all else that the column says.
type Writing struct {
	// Keys are the key that writes have, or two spellings of it: the English, the Intrum one.
	Keys []string
	// On are the writes that may set the field.
	On Op
	// Required says that creates must set the field. In the table of a NestedList it says that each element must.
	Required bool
	// Clear says how the field is cleared.
	Clear Clear
	// Words are the only texts that the upstream takes for a Text, nil if it takes any. Of a Flag they are the words for true and for
	// false.
	Words []string
	// Bare says that the element of a NestedList that has only the first writable column is sent as the value of that column.
	Bare bool
	// Separator stands between the date and the time of a LocalTime: a blank if it is "".
	Separator string
	// Instant says how a LocalTime is written.
	Instant Instant
	// Unsigned says that the upstream takes no negative Integer or Decimal, and Places are the most digits after the point of such a
	// Decimal, 0 for any number of them.
	Unsigned bool
	Places   int
}

// Instant is a form of a date and time.
type Instant uint8

const (
	// AsWallClock is the wall clock of WriteContext.Zone, without the zone.
	AsWallClock Instant = iota
	// AsZonedClock is that wall clock and its offset from UTC, such as 2026-01-31 08:30:00+03:00.
	AsZonedClock
	// AsSeconds is the number of seconds since 1970.
	AsSeconds
	// AsMilliseconds is the number of milliseconds since 1970.
	AsMilliseconds
	// AsRFC3339 is the wall clock and its offset, such as 2026-01-31T08:30:00+03:00, for an upstream that shows the wall clock alone: the
	// second of two equal hours is refused.
	AsRFC3339
)

// Writable returns the column with a Writing for creates and updates. Without keys, it is written under the first key that it is read
// from.
func (c Column) Writable(clears Clear, keys ...string) Column {
	if len(keys) == 0 && len(c.Keys) > 0 {
		keys = c.Keys[:1]
	}
	c.Write = &Writing{Keys: keys, On: OnCreate | OnUpdate, Clear: clears}
	return c
}

// Required returns a writable column that creates, or elements of a list, must set.
func (c Column) Required() Column {
	return c.rewritten(func(w *Writing) { w.Required = true })
}

// Only returns a writable column that only one kind of write may set.
func (c Column) Only(on Op) Column {
	return c.rewritten(func(w *Writing) { w.On = on })
}

// OneOf returns a writable column for which the upstream takes only these words. For a Flag they are true and false.
func (c Column) OneOf(words ...string) Column {
	return c.rewritten(func(w *Writing) { w.Words = words })
}

// Bare returns a writable column with Writing.Bare.
func (c Column) Bare() Column {
	return c.rewritten(func(w *Writing) { w.Bare = true })
}

// SeparatedBy returns a writable column with Writing.Separator.
func (c Column) SeparatedBy(separator string) Column {
	return c.rewritten(func(w *Writing) { w.Separator = separator })
}

// At returns a writable column with Writing.Instant.
func (c Column) At(instant Instant) Column {
	return c.rewritten(func(w *Writing) { w.Instant = instant })
}

// Unsigned returns a writable column with Writing.Unsigned and Writing.Places.
func (c Column) Unsigned(places int) Column {
	return c.rewritten(func(w *Writing) { w.Unsigned, w.Places = true, places })
}

// rewritten returns the column with a changed copy of its Writing.
func (c Column) rewritten(change func(*Writing)) Column {
	w := *c.Write
	change(&w)
	c.Write = &w
	return c
}

// writable is a Column, prepared for writing to the upstream.
type writable struct {
	Column
	field protoreflect.FieldDescriptor
	words map[protoreflect.EnumNumber]string // of an Enum
}

// addWritable adds a column that can be written.
func (b *builder) addWritable(c *Column) error {
	w := writable{Column: *c, field: b.message.Fields().ByName(protoreflect.Name(c.Field))}
	switch c.Kind {
	case Ref, Text, RefList, Flag, Integer, Decimal, Date, LocalTime, CustomFields:
	case Enum:
		w.words = map[protoreflect.EnumNumber]string{}
		for word, n := range c.Enum {
			w.words[protoreflect.EnumNumber(n)] = word
		}
		if len(w.words) < len(c.Enum) {
			return errors.New("a writable Enum has one word for each number")
		}
	case NestedList:
		if len(c.Table.writables) == 0 {
			return errors.New("the Table of a writable NestedList has writable columns")
		}
	default:
		return errors.New("the kind cannot be written")
	}
	switch {
	case len(c.Write.Keys) < 1 || len(c.Write.Keys) > 2 || slices.Contains(c.Write.Keys, ""):
		return errors.New("a Writing has the key, or its English and its Intrum spelling")
	case c.Write.On == 0 || c.Write.On > OnCreate|OnUpdate:
		return errors.New("a Writing has its writes in On")
	case c.Write.Words != nil && c.Kind != Text && (c.Kind != Flag || len(c.Write.Words) != 2), c.Write.Bare && c.Kind != NestedList,
		c.Write.Separator != "" && c.Kind != LocalTime:
		return errors.New("only a Text has Words, or a Flag two; only a NestedList is Bare, only a LocalTime has a Separator")
	case c.Write.Instant != AsWallClock && (c.Kind != LocalTime || c.Write.Separator != ""), c.Write.Instant > AsRFC3339:
		return errors.New("only a LocalTime without a Separator has an Instant")
	case c.Write.Unsigned && c.Kind != Integer && c.Kind != Decimal, c.Write.Places != 0 && c.Kind != Decimal, c.Write.Places < 0:
		return errors.New("only an Integer or a Decimal is Unsigned, only a Decimal has Places")
	}
	for _, key := range c.Write.Keys {
		for _, other := range b.writables {
			if slices.Contains(other.Write.Keys, key) {
				return fmt.Errorf("key %q is written by another column", key)
			}
		}
	}
	b.writables = append(b.writables, w)
	return nil
}

// Writable returns the fields that can be written, in the order of the columns. A field that only WriteContext.EmptyLists makes
// clearable is not clearable here.
func (t *Table) Writable() []connectors.WritableField {
	fields := make([]connectors.WritableField, 0, len(t.writables))
	for _, w := range t.writables {
		fields = append(fields, connectors.WritableField{
			Name: w.Field, OnCreate: w.Write.On&OnCreate != 0, OnUpdate: w.Write.On&OnUpdate != 0,
			Required: w.Write.Required, Clearable: w.Write.Clear != NotCleared && w.Write.Clear != ClearListByText,
		})
	}
	return fields
}
