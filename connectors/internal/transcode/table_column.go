package transcode

import "github.com/crmstream/crmstream/connectors"

// Kind says how the value of a column is read and which field it is written to.
//
// A field is unset if its value is null, absent or the empty text, except where Text says otherwise. false also leaves a field
// unset that is not a flag, since PHP writes false for no value, and so do [] and {} where no list is expected. Any other value
// that cannot be read leaves the field unset, is counted for Context.Notices, and is one of the record's alterations. The same
// holds for 0001-01-01, which means no date where dates cannot be left out. Dates may be written DD.MM.YYYY.
type Kind uint8

const (
	// Ignore declares upstream keys without a field.
	Ignore Kind = iota
	// unmapped declares API fields without an upstream key: Column.unmapped.
	unmapped
	// Ref is an id, number or text, to a string field. 0 is unset. A whole number is the same id in all its forms: 7, "7", 7.0,
	// "7.0", "007". Several numbers joined by commas are no id.
	Ref
	// Text is any scalar to a string field. The empty text is a value. An object or array is written as its JSON.
	Text
	// RefList is a list of ids, or a map with ids as values, or one id, to a repeated string field. Commas in a text join ids.
	// Elements that Ref would leave unset are left out.
	RefList
	// TextList is a list of scalars, or a map with scalars as values, or one scalar, to a repeated string field. Null
	// elements are left out; the empty text is a value in a list.
	TextList
	// Flag is true, false, 1, 0, yes, no and similar words, as JSON or as text, to a bool field.
	Flag
	// NotFlag is Flag inverted.
	NotFlag
	// Integer is a whole number, as JSON or as text, with zeros after the point if any, to an int32 or int64 field.
	Integer
	// Decimal is a number, as JSON or as text, to a string field with its digits.
	Decimal
	// Double is a number, as JSON or as text, to a double field.
	Double
	// Date is YYYY-MM-DD to a string field. A time may follow the date; unless it is 00:00:00 without an offset from UTC, it is
	// one of the record's alterations. 0000-00-00 is unset.
	Date
	// LocalTime is a date and time to a Timestamp field: YYYY-MM-DD, optionally with a time after a blank or a T. The time may
	// have seconds, a fraction, and an offset or Z. Without an offset it is in Context.Zone. 0000-00-00 is unset.
	LocalTime
	// UTCTime is LocalTime, but a time without an offset is in UTC.
	UTCTime
	// Enum is a word of Column.Enum to an enum field. Column.Text may name a field that gets the word. Then an unknown word
	// leaves the enum unspecified; without a Text, an unknown word cannot be read.
	Enum
	// Nested is an object to a message field, by Column.Table. A scalar goes to the first column of that table.
	Nested
	// NestedList is a list of objects, or a map with objects as values, or one object, to a repeated message field, by
	// Column.Table. An element that is a scalar goes to the first column of that table; null and empty ones are left out.
	NestedList
	// CustomFields is a list of {id, type or datatype, value}, or a map of them by id, to a map<string, FieldValue> field. An
	// element of a map that is not such an object is a value of an unknown datatype.
	CustomFields
	// CustomField is one value, by Column.As, to a map<string, FieldValue> field, under the first of the column's keys.
	CustomField
	// Rest is every key that no other column names, to a map<string, FieldValue> field. With Column.Types, the definition of
	// the key in Context.Catalogue says how its value is read. A value without a definition is read by JSON type: text, flag,
	// integer or decimal. An object or array is written as text, as its JSON.
	Rest
	// RestObject is an object whose members go to a map<string, FieldValue> field as for Rest.
	RestObject
	// Group is some keys of this object to a message field, by the columns of Column.Table. The field is set only if one of the
	// message's fields is.
	Group
	// Inline is an object whose members go to fields of the same message, by Column.Table, which Part makes. Other columns
	// overrule it in fields that they share. Another column may have the same key.
	Inline
	// Offset is an offset from UTC, in minutes up to 840 and in seconds from 900 on, to an int32 field in seconds. An offset
	// beyond 14 hours, or not in quarters of an hour, leaves the field unset. Column.Text may name a field that gets the
	// upstream's text.
	Offset
)

// Mark says what a column is to the record, as a set of bits. Marks in nested tables are ignored.
type Mark uint8

const (
	// MarkID is the record's id, which becomes Record.ID. Its column is a Ref or a Text; a record without it is an error.
	MarkID Mark = 1 << iota
	// MarkKey is the sort key of the list; its text becomes Record.Key.
	MarkKey
)

// Datatype says how the value of a custom field is read. An empty value, of any datatype, is left out of the map.
type Datatype uint8

const (
	// AsText is any scalar, or the JSON of an object or array. Values of unknown datatypes are read AsText.
	AsText Datatype = iota
	// AsFlag is what Flag reads.
	AsFlag
	// AsInteger is a whole number. A number with a fraction, or that does not fit, is read AsDecimal.
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
	// AsOptionID is the id of one option, as Ref reads ids. It is written with the text that the catalogue has for it. A list
	// of ids is read AsOptionIDs.
	AsOptionID
	// AsOptionIDs is the ids of options, joined by commas or as a list.
	AsOptionIDs
	// AsFiles is the name of a file or a list of them.
	AsFiles
	// AsPoint is {x, y} or {lat, lon}, where x is the latitude, [latitude, longitude], or both as one text. The text may have a
	// third number, the zoom of a map, which is not kept, since it says nothing about the place.
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
	// AsReferences is {object, id}, or an id, or a list of these. A reference with an empty id is left out. The count of a link
	// is not kept.
	AsReferences
	// AsPlainText is any scalar. A list of texts is not one text.
	AsPlainText

	// asJSON reads a member of Rest or RestObject by its JSON type.
	asJSON
)

// Column maps upstream keys to one API field.
type Column struct {
	// Keys are the upstream's spellings of the key. If an object has several of them, the first value in this order that is not
	// empty to the Kind counts. Other values that differ from it are among the record's alterations.
	Keys []string
	// Choice says that the keys are different values, not spellings of one key. The first that is not empty is the best; the
	// others are left out without an alteration.
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
	// Text is the API field that gets the upstream's text of an Enum or Offset, "" for none.
	Text string
	// Naming says which names of Context.Catalogue belong to the ids of a Ref. Name is the field that gets the name, which a column
	// that can be written may lack, and Outcome the enum field that gets a stage's outcome, "" for none.
	Naming        connectors.Naming
	Name, Outcome string
	// Types maps the upstream's datatype words. For CustomFields they come with the values. For Rest and RestObject they are
	// the upstream_type of definitions in Context.Catalogue.
	Types map[string]Datatype
	// Mark says what the column is to the record.
	Mark Mark
	// Check is the name under which the row's Check returns the column's text, "" for none.
	Check string
	// Write says how the field is written to the upstream, nil if it cannot be written.
	Write *Writing

	unmapped []string
	sent     bool // other code reads the field
}

// Col maps upstream keys to a field.
func Col(field string, kind Kind, keys ...string) Column {
	return Column{Keys: keys, Field: field, Kind: kind}
}

// Checked is Col with a Check named as the field, so that filters can be verified.
func Checked(field string, kind Kind, keys ...string) Column {
	return Column{Keys: keys, Field: field, Kind: kind, Check: field}
}

// ID maps the id of a record, a Ref with a Check.
func ID(field string, keys ...string) Column {
	return Column{Keys: keys, Field: field, Kind: Ref, Mark: MarkID, Check: field}
}

// Key maps the sort key of a list, with a Check.
func Key(field string, kind Kind, keys ...string) Column {
	return Column{Keys: keys, Field: field, Kind: kind, Mark: MarkKey, Check: field}
}

// Object maps an object to a message, as Nested.
func Object(field string, table *Table, keys ...string) Column {
	return Column{Keys: keys, Field: field, Kind: Nested, Table: table}
}

// Objects maps a list of objects to a repeated message, as NestedList.
func Objects(field string, table *Table, keys ...string) Column {
	return Column{Keys: keys, Field: field, Kind: NestedList, Table: table}
}

// Unmapped declares API fields without an upstream key.
func Unmapped(fields ...string) Column {
	return Column{Kind: unmapped, unmapped: fields}
}
