// Package records has what requests to write say about a record: which fields they set, which they name, and whether a record that
// was read has the values that were sent. It works on messages by their descriptors, and knows no upstream.
//
// # Decisions
//
// A field is named by a path: the name of a field of the record, or "fields.KEY" for one custom field, with all that follows the
// first dot as the key. There is nothing deeper: a list is written whole. FieldMask of protobuf is not used, since it refuses keys
// that are numbers.
//
// Values are compared by their meaning, since an upstream may write a value in another form: decimals as numbers, texts without
// outer blanks, lists of ids as sets. An option is equal if the id or the text that was sent is equal. Everything else must be
// the same.
//
// The digest of a request is made from its fields by number and its maps by key, not from its encoding: another version of the
// protobuf library may write other bytes.
package records
