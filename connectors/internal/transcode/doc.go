// Package transcode turns the JSON that upstreams send into the protobuf bytes that clients get, by mapping tables.
//
// A connector declares a Table for each kind of record: which upstream key becomes which API field, and how its value is read.
// Table.Rows then writes each row of a page as one encoded record, with no Go struct in between. All leniency towards upstreams
// is here, once: numbers as text, PHP's [] for an empty map, lists that are maps, zero dates, invalid UTF-8, repeated ids.
//
// One page goes through here as follows: Parse checks the body and lists its values (json_parse.go, json_value.go); JSON finds
// the rows among them (json.go); Rows reads each row into the values of its table's keys (write_rows.go, write_object.go) and
// writes column after column (write_object.go and write_scalar.go; write_fields.go, write_typed.go and write_lists.go for custom
// fields). Context holds what the rows of one page share.
//
// The tables are read the other way too: Table.Write turns the fields of a record into the keys and values that a write sends to the
// upstream. Column.Write says how; a column without it cannot be written.
//
// File names have prefixes: json_ reads JSON, table_ makes tables of columns, write_ writes messages, and send_ writes what is sent
// to upstreams. The tests with the prefix reference_ compare the package with a slow reader that was written independently.
//
// # Decisions
//
// A body is scanned once. Parse lists the place of each value, in 12 bytes, and all later code goes from value to value without
// looking for quotes, commas and brackets again. While the page is decoded, the list costs half as much memory again as the
// body. It takes a third of the time of what it replaced: a check, a search for the rows and a walk through each row, which all
// looked for the same quotes. A body can only be read as JSON from Parse, so nothing reads a body that was not checked.
//
// Parse is our own, since jsontext's check alone took a third of the time of a page. Tests and a fuzz target compare Parse with
// jsontext's verdict and with each of its tokens. The error texts come from jsontext.
//
// A row is read before it is written. Writing while reading would visit each value only once. But it could not choose between
// two spellings of a key, nor use the last of two members with one name, as JSON libraries do, and the order of the written
// fields would depend on the upstream.
//
// No value changes in silence. A record's alterations have everything that reading loses: values that cannot be read, bytes and
// surrogates that no text can hold, all but one of several values for one field, a time of day after a date. Alterations are
// collected separately and written last, so that a record without any costs only the test of a few bits a field. A loss is
// found where it happens, in the slow paths of text. The caller adds the field's name, since it would cost every value to know
// the field everywhere. Forms with the same meaning are no loss: 7.0 for 7, 31.12.2025 for 2025-12-31, a date at midnight for a
// date. Nor is what the type cannot hold, where the proto says so: a time that the clocks skip, digits beyond a double.
//
// A record is an error only without an id, or when its encoding is larger than a message may be. One odd date must not cost a
// client the record. Two different ids make the record an error, though for other keys the last value counts: under a wrong id
// a client would overwrite another record, and resume tokens, look-ups and the dropping of repeats would use the wrong id too.
// For the same reason an id that is not valid Unicode counts as no id.
//
// A custom field that cannot be read has its own parse_error, so it is not counted. Nor is an unknown word of an Enum counted
// if its text is kept.
//
// The datatype of a custom field comes with its value (CustomFields), from the table (CustomField), or from the catalogue (Rest
// or RestObject with Types). With Types, a member is read by its definition in the catalogue: the definition's upstream_type is
// a word of Types. A list with such a table has connectors.ListOfFields among its Needs, which is how it gets the catalogue.
// The table of the definitions has FieldTypes of the same words, so that the type of a definition is the FieldValue member of
// the values. A member without a definition is read by JSON type, and so are all members without a catalogue. The FieldType of
// a definition was not enough: it does not say what kind of range a value is, nor whether options come as texts or as ids. Ids
// are looked up only as ids (AsOptionID), since the text of one option may be the id of another.
//
// Several custom fields with one id and one list datatype (options, files, references) become one list, which is how apro sends
// them. For other datatypes the last value that is not empty counts.
//
// Control characters in strings are text, and an object or array that is nested too deep is kept as its JSON: servers send
// both, and neither may cost a client the page. Parse finds them at no extra cost for clean bytes.
//
// A zero value of a field without presence is not written, as in every protobuf library, except when Context.Constants
// may have set that field.
//
// Numbers keep the upstream's digits. Only exponents are written out, since decimal text has none, and a leading plus or a bare
// point is repaired.
//
// Records share one buffer per call of Rows, sized from the JSON. An allocation per record would cost more than the
// transcoding.
//
// Reading and writing are two loops over one table. Reading is the hot loop and knows nothing of Column.Write. Writing goes through
// messages by reflection, since a write has one record or a few and waits for the upstream anyway.
//
// A write sends a value unchanged or refuses it. What an upstream would round, cut or read as another value is refused: parts of a
// second, the second of two equal hours, an exponent. The codes of the readers judge that, so that what is sent reads back as it was.
// All mistakes of a record come at once, and those that a newer catalogue may put right are marked with Error.Unknown.
//
// Rejected: code generated from the tables, since the tables are needed at run time for the documentation and the gain is
// small; assembly; and marks of all quotes and brackets, computed for 64 bytes at a time without branches. With marks a string
// was found as fast as by looking for its end, but each pass had to find it again.
package transcode
