// Package transcode turns the JSON that upstreams send into the protobuf bytes that clients get, by mapping tables.
//
// A connector declares a Table for each kind of record: which upstream key becomes which API field, and how it is to be
// read. Table.Rows then writes each row of a page as one encoded record, with no Go struct in between. All leniency
// towards upstreams lives here, once: numbers as text, PHP's [] for an empty map, lists that are maps, zero dates,
// invalid UTF-8, repeated ids.
//
// One page goes through here as follows: Parse checks the body and lists its values (json_parse.go, json_value.go); JSON finds
// the rows among them (json.go); Rows reads each row into the values of its table's keys (write_rows.go, write_object.go) and
// writes column after column (write_object.go and write_scalar.go; write_fields.go, write_typed.go and write_lists.go for custom
// fields). Context holds what the rows of one page share.
//
// Files are named by room: json_ reads JSON, table_ makes tables of columns, write_ writes messages. The tests of the room
// reference_ hold the rest against a slow reading that was written apart from it.
//
// # Decisions
//
// A body is looked at once. Parse lists where each value is, 12 bytes for one, and everything later goes from value to
// value without looking for quotes, commas and brackets again. The list costs half as much memory again as the body, for as long
// as the page is decoded, and a third of the time that a check, a search for the rows and a walk through each of them took,
// each of which looked for the same quotes. A body can only be had as JSON, so nothing reads what was not checked.
//
// Parse is our own, since jsontext's check alone took a third of the time of a page; tests and a fuzz target hold it to
// jsontext's verdict and to each of its tokens, and jsontext words the errors.
//
// A row is read before it is written. Writing while reading would save the second look at each value, but could not
// choose between two spellings of a key, could not let the last of two members with one name count, as JSON libraries do,
// and would make the order of the written fields depend on the upstream.
//
// No value changes in silence. What reading loses stands in the alterations of its record: values that cannot be read, bytes
// and surrogates that no text holds, all but one of several values for one field, a time of day behind a date. They are
// gathered aside and written last: a record without any pays for the test of a few bits a field. Loss is found where it
// happens, in the slow paths of text, and named by the field that is written next, since to know the field everywhere would
// cost each value. Forms that mean the same are no loss: 7.0 for 7, 31.12.2025 for 2025-12-31, a date at midnight for a date.
// What its type cannot hold and the proto says so is none either: a time that the clocks skip, digits beyond a double.
//
// A record fails only without an id of its own, or when its encoding is larger than a message may be. One odd date must not
// cost a client the record. Two ids that differ make it an error, though for other keys the last value counts: under a wrong
// id a client would overwrite another record, and a resume token, a look-up and the dropping of repeats would follow it. For
// the same reason an id that is not valid Unicode is none.
//
// Custom fields say of themselves that they cannot be read, so they are not counted; a word that an Enum does not know is
// not either where its text is kept.
//
// The datatype of a custom field stands beside its value (CustomFields), in the table (CustomField), or in the catalogue: a Rest or
// RestObject with Types reads a member as its definition says, whose upstream_type is a word of Types. The list of such a table
// has connectors.ListOfFields among its Needs, which is how it gets the catalogue, and the table of the definitions has
// FieldTypes of the same words, so that the type of a definition is the member that values are written to. A member without a
// definition, or all where there is no catalogue, are read by JSON type. The FieldType of a definition was not enough: it does
// not say what a range is of, nor whether options come as texts or as ids. Ids are looked up as ids alone (AsOptionID), since the
// text of one option may be the id of another.
//
// Of several custom fields with one id, those of one list datatype (options, files, references) are gathered, which is how
// apro sends them; of the others the last one that is not empty counts.
//
// Control characters in strings are text, and what is nested too deep is a value of which the JSON is known: servers send
// both, and neither may cost a client the page. Parse finds them without a look at clean bytes that it did not take before.
//
// A zero value of a field without presence is not written, as in every protobuf library, except when Context.Constants
// may have set that field.
//
// Numbers keep the upstream's digits. Only exponents are written out, which decimal text does not have, and a leading
// plus or a bare point is repaired.
//
// Records share one buffer per call of Rows, sized from the JSON. An allocation per record would cost more than the
// transcoding.
//
// Rejected: code generated from the tables, since the tables are needed at run time for the documentation and the gain
// is small; assembly; and marks of all quotes and brackets, 64 bytes at a time without branches, which found a string as
// fast as looking for its end does, but had to be found again by each pass.
package transcode
