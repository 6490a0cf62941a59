package transcode

import (
	"fmt"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
)

// Table maps the JSON object of one record, or of an object within one, to one protobuf message. It never changes after
// New and is safe for concurrent use.
type Table struct {
	message     protoreflect.MessageDescriptor
	messageType protoreflect.MessageType
	// keys are the upstream keys of all columns, including groups. The number of a key is the index of its value in an object.
	keys names
	// fields are the columns that are written, in the order of writing: Inline ones, then by field number.
	fields []field
	// first is the number of the first column's first key, which gets a scalar that comes in place of an object; -1 for none.
	first int
	// rest is the field for members that no column names, "" if they are not kept.
	rest string
	// id and key are the sources of the marked columns, without keys if there is none.
	id, key source
	checks  []check
	// raw, replaced and alterations are the tags of the fields with these names, 0 if the message lacks them.
	raw, replaced, alterations uint64
	// mapped are the fields of the message that are mapped or listed as Unmapped.
	mapped map[protoreflect.Name]bool
	// writables are the columns that can be written to the upstream, and idField is the field of the record's id, "" for none. Reading
	// needs neither.
	writables []writable
	idField   string
}

// check is a column whose text Row.Check returns.
type check struct {
	name string
	source
}

// field is a Column, prepared for writing.
type field struct {
	source
	name string // of the field, "" for Inline
	key  string // the first upstream key, "" for none
	tag  uint64
	text uint64 // tag of the field for the upstream's text, 0 for none
	// naming is the Naming of a Ref. called and means are the tags of the fields for name and outcome, 0 for none.
	naming        connectors.Naming
	called, means uint64
	// explicit says that the field has presence, so that its zero value is written.
	explicit bool
	small    bool // an int32 field
	choice   bool // Column.Choice
	table    *Table
	base     int // of a group: the number of its first key in the outer table
	words    names
	numbers  []int32    // of an Enum, by word
	types    []Datatype // of CustomFields, Rest and RestObject, by word
}

// New returns the table of columns that map to the message. It fails if a column names a field that the message lacks or that
// does not fit its Kind, if two columns share a key or a field, or if a field is neither mapped nor Unmapped. A field that only
// Context.Constants sets is Unmapped. The fields raw, raw_replaced and alterations are set without a column.
func New(message proto.Message, columns ...Column) (*Table, error) {
	t, err := Part(message, columns...)
	if err != nil {
		return nil, err
	}
	for i := range t.message.Fields().Len() {
		name := t.message.Fields().Get(i).Name()
		if !t.mapped[name] {
			return nil, fmt.Errorf("transcode: %s: field %s has no column: add one, or an Unmapped one; only tables for Inline, made by Part, may leave fields out", t.message.Name(), name)
		}
	}
	return t, nil
}

// Part returns a table that maps only some fields of the message, for Inline. It fails as New does, except for fields
// without a column.
func Part(message proto.Message, columns ...Column) (*Table, error) {
	b := builder{Table: &Table{
		message:     message.ProtoReflect().Descriptor(),
		messageType: message.ProtoReflect().Type(),
		first:       -1,
		mapped:      map[protoreflect.Name]bool{},
	}}
	for i := range columns {
		if err := b.add(&columns[i]); err != nil {
			return nil, fmt.Errorf("transcode: %s: column %s %v: %w", b.message.Name(), columns[i].Field, columns[i].Keys, err)
		}
	}
	return b.finish()
}

// Must returns the table and panics on an error. It is for tables that are package variables.
func Must(t *Table, err error) *Table {
	if err != nil {
		panic(err)
	}
	return t
}
