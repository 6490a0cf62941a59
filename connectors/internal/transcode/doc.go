// Package transcode turns the JSON that upstreams send into the protobuf bytes that clients get, by mapping tables.
//
// A connector declares a Table for each kind of record: which upstream key becomes which API field, and how it is to be
// read. Table.Rows then writes each row of a page as one encoded record, with no Go struct in between. All leniency
// towards upstreams lives here, once: numbers as text, PHP's [] for an empty map, lists that are maps, zero dates,
// invalid UTF-8, repeated ids.
//
// One page goes through here as follows: Validate checks the body once (valid.go), and Member finds the list in it
// (envelope.go, skip.go); Rows marks the quotes and brackets of the list (block.go), reads each row into the values of its
// table's keys by these marks (rows.go, object.go, scan.go) and writes column after column (object.go and scalar.go;
// fields.go, typed.go and lists.go for custom fields). Context holds what the rows of one page share.
//
// # Decisions
//
// Validation is one pass over the whole body; everything later trusts it and checks nothing. The scanner still never
// reads outside its input and always ends, so that a caller who forgets to validate gets nonsense rather than a panic. The
// pass is our own (valid.go), since jsontext's took a third of the time of a page and twice to three times that of ours;
// tests and a fuzz target hold it to jsontext's verdict, which also words the errors.
//
// A row is read before it is written. Writing while reading would save the second look at each value, but could not
// choose between two spellings of a key, could not let the last of two members with one name win, as JSON libraries do,
// and would make the order of the written fields depend on the upstream.
//
// A value that its column cannot read leaves its field unset and is counted; a record fails only without an id, or when
// its encoding is larger than a message may be. One odd date must not cost a client the record. Custom fields say of
// themselves that they cannot be read, so they are not counted; a word that an Enum does not know is not either, since
// its text is there.
//
// Of several custom fields with one id, those of lists (options, files, references) are gathered, which is how apro
// sends them; of the others the last one that is not empty counts.
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
// Each of Validate, Member and Rows makes its own pass for quotes and brackets. Sharing the marks would tie the three to one
// object that connectors would have to carry from the classification of a response to its decoding. Only Rows marks blocks
// (block.go), since it comes back to the same places: for one walk from string to string, as Validate makes it, looking is
// as fast, and for the end of one long value the library's searches are faster (skip.go).
//
// Rejected: code generated from the tables, since the tables are needed at run time for the documentation and the gain
// is small; assembly; and a list of all values of a row, made before it is read, which spares marks and second looks but
// measured no faster than them.
package transcode
