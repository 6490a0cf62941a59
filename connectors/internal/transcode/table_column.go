package transcode

import "github.com/crmstream/crmstream/connectors"

// Kind says how the value of a column is read and what field it is written to.
//
// Null, absence and the empty text leave a field unset, except where Text says otherwise; so does false for what is not
// a flag, since PHP writes it for none, and so do [] and {} where no list is expected. What else cannot be read leaves
// the field unset, is counted for Context.Notices and stands among the record's alterations, and so does 0001-01-01, which
// stands for none where dates cannot be left out. Dates may be written DD.MM.YYYY.
type Kind uint8

const (
	// Ignore declares upstream keys that no field is for. It is the only kind without a Field.
	Ignore Kind = iota
	// unmapped declares API fields that no upstream key is for: Column.unmapped.
	unmapped
	// Ref is an id, number or text, to a string field. 0 is unset. A whole number is one id in all its forms: 7, "7", 7.0,
	// "7.0", "007". Several that commas join are none.
	Ref
	// Text is any scalar to a string field. The empty text is a value; what is no scalar is its JSON.
	Text
	// RefList is a list of ids, or a map with ids as values, or one id, to a repeated string field. Commas in a text join ids.
	// Elements that Ref would leave unset are left out.
	RefList
	// TextList is a list of scalars, or a map with scalars as values, or one scalar, to a repeated string field. Null
	// elements are left out; the empty text is a value in a list.
	TextList
	// Flag is true, false, 1, 0, yes, no and the like, as JSON or as text, to a bool field.
	Flag
	// NotFlag is Flag inverted.
	NotFlag
	// Integer is a whole number, as JSON or as text, with zeros after the point if any, to an int32 or int64 field.
	Integer
	// Decimal is a number, as JSON or as text, to a string field with its digits.
	Decimal
	// Double is a number, as JSON or as text, to a double field.
	Double
	// Date is YYYY-MM-DD to a string field. A time may stand after the date; unless it is 00:00:00 without an offset from UTC, it
	// stands among the record's alterations. 0000-00-00 is unset.
	Date
	// LocalTime is a date and time to a Timestamp field: YYYY-MM-DD, optionally with a time after a blank or a T, with
	// seconds, a fraction and an offset or Z if need be. Without an offset it is in Context.Zone. 0000-00-00 is unset.
	LocalTime
	// UTCTime is LocalTime, but in UTC without an offset.
	UTCTime
	// Enum is a word of Column.Enum to an enum field; an unknown word leaves it unspecified. A Text field gets the word; without
	// one an unknown word cannot be read.
	Enum
	// Nested is an object to a message field, by Column.Table. A scalar goes to the first column of that table.
	Nested
	// NestedList is a list of objects, or a map with objects as values, or one object, to a repeated message field, by
	// Column.Table. An element that is a scalar goes to the first column of that table; null and empty ones are left out.
	NestedList
	// CustomFields is a list of {id, type or datatype, value}, or a map of them by id, to a map<string, FieldValue>
	// field. An element of a map that is not such an object is itself a value, of an unknown datatype.
	CustomFields
	// CustomField is one value, by Column.As, to a map<string, FieldValue> field, under the first of the column's keys.
	CustomField
	// Rest is every key that no other column names, to a map<string, FieldValue> field. With Column.Types the definition that
	// Context.Catalogue has of a key says how its value is read. A key without one is read by JSON type: text, flag, integer
	// or decimal, and as text the JSON of what is no scalar.
	Rest
	// RestObject is an object whose members go to a map<string, FieldValue> field as for Rest.
	RestObject
	// Group is some flat keys of this object to a message field, by the columns of Column.Table; the field is set only
	// when one of them is.
	Group
	// Inline is an object whose members go to fields of the same message, by Column.Table, which Part makes. The fields
	// that it shares with other columns are those columns' when they are set. Its key may be another column's as well.
	Inline
	// Offset is an offset from UTC, in minutes up to 840 and in seconds from 900 on, to an int32 field in seconds. What
	// is not in quarters of an hour within 14 hours is unset. A Text field gets the upstream's text.
	Offset
)

// Mark is what a column means to the record, as a set of bits. Marks of nested tables mean nothing.
type Mark uint8

const (
	// MarkID is the record's id, which becomes Record.ID. Its column is a Ref or a Text; a record without it is an error.
	MarkID Mark = 1 << iota
	// MarkKey is what the list is sorted by; its text becomes Record.Key.
	MarkKey
)

// Datatype says how the value of a custom field is read. An empty value, of whatever datatype, is absent from the map.
type Datatype uint8

const (
	// AsText is any scalar, or the JSON of what is no scalar. It is also how unknown datatypes are read.
	AsText Datatype = iota
	// AsFlag is what Flag reads.
	AsFlag
	// AsInteger is a whole number; one with a fraction, or that does not fit, is read AsDecimal.
	AsInteger
	// AsDecimal is what Decimal reads.
	AsDecimal
	// AsDate is what Date reads.
	AsDate
	// AsDateTime is what LocalTime reads.
	AsDateTime
	// AsTime is HH:MM:SS, or HH:MM.
	AsTime
	// AsOption is the text of one option. A list of texts is read AsOptions.
	AsOption
	// AsOptions is the texts of options, joined by commas or as a list.
	AsOptions
	// AsOptionID is the id of one option, as Ref reads ids, to the id and the text that the catalogue has for it. A list of ids
	// is read AsOptionIDs.
	AsOptionID
	// AsOptionIDs is the ids of options, joined by commas or as a list.
	AsOptionIDs
	// AsFiles is the name of a file or a list of them.
	AsFiles
	// AsPoint is {x, y} or {lat, lon}, where x is the latitude, [latitude, longitude], or both as one text. The
	// text may have a third number, which is the zoom of a map and not kept: it says nothing of the place.
	AsPoint
	// AsIntegerRange is {from, to} or [from, to] with ends as AsDecimal.
	AsIntegerRange
	// AsDecimalRange is {from, to} or [from, to] with ends as AsDecimal.
	AsDecimalRange
	// AsDateRange is {from, to} or [from, to] with ends as AsDate.
	AsDateRange
	// AsTimeRange is {from, to} or [from, to] with ends as AsTime.
	AsTimeRange
	// AsDateTimeRange is {from, to} or [from, to] with ends as AsDateTime.
	AsDateTimeRange
	// AsReferences is {object, id}, or an id, or a list of these. One with an id that says none is left out.
	// The count of a link is not kept.
	AsReferences
	// AsPlainText is any scalar. A list of texts is not one text.
	AsPlainText

	// asJSON is how the members of Rest and RestObject are read.
	asJSON
)

// Column maps upstream keys to one API field.
type Column struct {
	// Keys are the upstream's spellings of the key. When an object has several of them the first, in this order, whose
	// value is not empty to the Kind counts. Those of the others that say something else are among the record's alterations.
	Keys []string
	// Choice tells that the keys are no spellings of one, but values of which the first that is not empty is the best. The
	// others are left out.
	Choice bool
	// Field is the API field, in proto spelling.
	Field string
	// Kind says how the value is read.
	Kind Kind
	// Table maps the objects of Nested, NestedList, Group and Inline.
	Table *Table
	// As is the datatype of a CustomField.
	As Datatype
	// Enum maps the upstream's words to the numbers of an enum.
	Enum map[string]int32
	// Text is the API field that also gets the upstream's text of an Enum or Offset, "" for none.
	Text string
	// Naming says which names of Context.Catalogue the ids of a Ref have; Name is the field that gets the name, and Outcome
	// the enum field that gets what a stage means, "" for none.
	Naming        connectors.Naming
	Name, Outcome string
	// Types maps the upstream's datatype words: of CustomFields those beside the values, of Rest and RestObject those that the
	// definitions in Context.Catalogue have as upstream_type.
	Types map[string]Datatype
	// Mark says what the column means to the record.
	Mark Mark
	// Check is the name under which the row's Check returns the column's text, "" for none.
	Check string

	unmapped []string
}

// Col maps upstream keys to a field.
func Col(field string, kind Kind, keys ...string) Column {
	return Column{Keys: keys, Field: field, Kind: kind}
}

// Checked is a column whose text the row's Check returns by the name of the field, so that filters can be verified.
func Checked(field string, kind Kind, keys ...string) Column {
	return Column{Keys: keys, Field: field, Kind: kind, Check: field}
}

// ID is the checked id of a record, as a Ref.
func ID(field string, keys ...string) Column {
	return Column{Keys: keys, Field: field, Kind: Ref, Mark: MarkID, Check: field}
}

// Key is the checked column that a list is sorted by.
func Key(field string, kind Kind, keys ...string) Column {
	return Column{Keys: keys, Field: field, Kind: kind, Mark: MarkKey, Check: field}
}

// Object is an object to a message, as Nested.
func Object(field string, table *Table, keys ...string) Column {
	return Column{Keys: keys, Field: field, Kind: Nested, Table: table}
}

// Objects is a list of objects to a repeated message, as NestedList.
func Objects(field string, table *Table, keys ...string) Column {
	return Column{Keys: keys, Field: field, Kind: NestedList, Table: table}
}

// Unmapped declares API fields that no upstream key is for.
func Unmapped(fields ...string) Column {
	return Column{Kind: unmapped, unmapped: fields}
}
