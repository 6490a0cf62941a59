package connectors

import (
	"context"
	"fmt"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Act is what a write does to a record.
type Act uint8

// The acts.
const (
	Create Act = iota + 1
	Update
	Delete
	// Undelete brings a deleted record back.
	Undelete
	// Pay pays an invoice.
	Pay
)

// String returns the act as configurations name it.
func (a Act) String() string {
	switch a {
	case Create:
		return "create"
	case Update:
		return "update"
	case Delete:
		return "delete"
	case Undelete:
		return "undelete"
	case Pay:
		return "payments"
	default:
		return fmt.Sprintf("act %d", uint8(a))
	}
}

// Settling says how the outcome of a write is found after its answer was lost.
type Settling uint8

// The ways of settling.
const (
	// SettledByID reads the record back.
	SettledByID Settling = iota + 1
	// SettledByMarker searches the records for the marker that the write put into them.
	SettledByMarker
	// SettledByContent finds records that may be the written one; a person decides.
	SettledByContent
	// SettledByPerson is a write that leaves nothing to read.
	SettledByPerson
)

// Write is one kind of write of an account, as a value: a declaration, and functions that make upstream requests of records and
// send them. What happens between a request of the API and a request to the upstream exists once, in the server.
type Write struct {
	// Resource is the records' name in URLs: "contacts", "stockItems", ...
	Resource string
	// Act is what the write does.
	Act Act
	// Op is the upstream operation, in the upstream's words. BatchOp is that of rows of a batch, "" if it is the same.
	Op, BatchOp string
	// Fields are the fields of the record that can be written. "fields" stands for all custom fields.
	Fields []WritableField
	// Settling says how an unknown outcome is settled.
	Settling Settling
	// MarkerField is the key of the custom field that gets the marker, for SettledByMarker.
	MarkerField string
	// Unshown are the fields that no record shows again, so that they cannot be compared.
	Unshown []string
	// MaxRows and MaxElements bound one upstream request; 0 stands for no bound.
	MaxRows, MaxElements int
	// Answers says that the upstream's answer shows the written record, without the fields AnswerLacks.
	Answers     bool
	AnswerLacks []string
	// Unread says that no reading shows the written record. The Records of an answer then have only what the answer adds to what was
	// sent, and may be missing.
	Unread bool
	// ProofOnDemand says that the record is read back only for a request that asks for a strict proof, since reading costs much.
	ProofOnDemand bool
	// ShownIn is the list that shows the records of SettledByContent, if it is not that of Resource: fields of one name mean the same.
	// ListLacks are the fields that the records of the list lack, though a look-up may show them.
	ShownIn   string
	ListLacks []string
	// Forgets are the resources of kept lists that the write changes.
	Forgets []string
	// Cost and Assumes are sentences for GetSource.
	Cost    string
	Assumes []string
	// NeedsBefore reports whether a row can be encoded only with the record as it was before the write; nil for never.
	NeedsBefore func(WriteRow) bool
	// Prepare asks the upstream what a row needs before it can be encoded, such as the schema of the account, or the upstream's own
	// ids of records that the row names; nil for nothing. It sends only requests that change nothing. It is called once for each
	// row of a call, before the row is encoded and without Before, also for dry runs. What it returns becomes WriteRow.Prepared.
	// An error is *Error that is not Maybe, Mistakes with Fields as those of WriteOf, or the context's.
	Prepare func(ctx context.Context, row WriteRow) (any, error)
	// Join makes one upstream request of encoded rows. It is a pure function.
	Join func([]EncodedRow) PlannedCall
	// Send sends a request once. It calls sending once, after the budget has given a slot and before the first byte; after an
	// error of sending it sends nothing and returns an error that is not Maybe. The error is *Error or the context's. Its Maybe
	// says whether the upstream may have executed the write.
	Send func(ctx context.Context, call PlannedCall, sending func(context.Context) error) (WriteAnswer, error)

	request protoreflect.MessageType
	encode  func(WriteRow, *Catalogue) (EncodedRow, error)
}

// WriteRow is one record to be written.
type WriteRow struct {
	// Request is the request of the single method: CreateContactRequest and its sisters.
	Request proto.Message
	// ID is the record to be changed or deleted. A create has it if "id" is one of the Fields on create: the caller's id, or 32
	// hexadecimal digits that the server makes of the request id.
	ID string
	// Record has the values, nil for a request that holds no record.
	Record proto.Message
	// Mask are the fields to be written, in proto spelling: "name", or "fields.KEY". A field that Record lacks is cleared.
	Mask []string
	// Marker is a text to be put into MarkerField, "" for none.
	Marker string
	// Before is the record as it was read before the write, nil if it was not read.
	Before proto.Message
	// Prepared is what Prepare returned, nil where the write has no Prepare. It does not change.
	Prepared any
	// Batch says that the row is of a batch.
	Batch bool
}

// EncodedRow is a record in the upstream's form.
type EncodedRow struct {
	// Elements is what the row counts towards MaxElements.
	Elements int
	// Value is what Join makes a request of.
	Value any
	// Notices are facts about the row.
	Notices []Notice
}

// PlannedCall is one upstream request that writes.
type PlannedCall struct {
	// Op is the upstream operation, in the upstream's words.
	Op string
	// Method and Path are those of HTTP. The path follows the address of the upstream.
	Method, Path string
	// ContentType and Body are what is sent. Credentials are not in it: ShownBody has *** in their place.
	ContentType     string
	Body, ShownBody []byte
	// Elements is the sum of the rows' elements, and Rows their number.
	Elements, Rows int
}

// WriteAnswer is the answer to a write that was executed.
type WriteAnswer struct {
	// IDs are the ids of the created records, in the order of the rows; nil for all other acts, and for creates that set the id.
	IDs []string
	// Refused has an error for each row that the upstream has refused, by the row's index; all others were executed. The errors are
	// *Error that are not Maybe, with Field as those of WriteOf.
	Refused map[int]error
	// Records are the written records, in the order of the rows, if the answer shows them.
	Records []Record
	// Notices are facts about the answer.
	Notices []Notice
}

// WriteOf completes the declaration of a write with the function that encodes a row. R is the request of the method for one
// record.
//
// encode validates the whole row, with the catalogue of the records' values, which may be nil: then custom fields are only
// checked by themselves. It sends nothing and reads no clock. An error is *Error of KindInvalidRequest with Field, or Mistakes
// with all that is wrong. The Field is relative to the request: "contact.type_id". A row that NeedsBefore may be encoded
// without Before, to find its mistakes and an upper bound of its Elements.
func WriteOf[R proto.Message](declaration Write, encode func(row WriteRow, req R, known *Catalogue) (EncodedRow, error)) Write {
	var request R
	act, resource := declaration.Act, declaration.Resource // all that encode holds on to, as that of Of
	declaration.request = request.ProtoReflect().Type()
	declaration.encode = func(row WriteRow, known *Catalogue) (EncodedRow, error) {
		typed, ok := row.Request.(R)
		if !ok {
			return EncodedRow{}, fmt.Errorf("a request to %s %s is a %T, not a %T", act, resource, request, row.Request)
		}
		return encode(row, typed, known)
	}
	return declaration
}

// Request returns the type of requests of the write, nil for a declaration that WriteOf has not completed.
func (w Write) Request() protoreflect.MessageType { return w.request }

// Encode encodes a row; see WriteOf.
func (w Write) Encode(row WriteRow, known *Catalogue) (EncodedRow, error) {
	return w.encode(row, known)
}
