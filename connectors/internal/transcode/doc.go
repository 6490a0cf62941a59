// Package transcode turns the JSON that upstreams send into the protobuf bytes that clients get, by mapping tables.
//
// A connector declares a Table for each kind of record: which upstream key becomes which API field, and how it is to be
// read. Table.Rows then writes each row of a page as one encoded record, with no Go struct in between. All leniency
// towards upstreams lives here, once: numbers as text, PHP's [] for an empty map, lists that are maps, zero dates,
// invalid UTF-8, repeated ids.
//
// One page goes through here as follows: Validate checks the body once (envelope.go), Member finds the list in it, Rows
// scans each row into the values of its table's keys (scan.go, rows.go) and writes column after column (write.go;
// scalar.go, times.go and fields.go for the kinds). Context holds what is shared by the rows of one page.
//
// # Decisions
//
// Validation is one pass of jsontext over the whole body; everything later trusts it and checks nothing. The scanner
// still never reads outside its input, so that a caller who forgets to validate gets nonsense rather than a panic.
//
// A row is scanned before it is written. Writing while scanning would save the second look at each value, but could not
// choose between two spellings of a key, could not let the last of two members with one name win, as every JSON
// library does, and would make the order of the written fields depend on the upstream.
//
// A value that its column cannot read leaves its field unset and is counted; a record fails only without an id, or
// when its encoding is larger than a message may be. One odd date must not cost a client the record.
//
// A zero value of a field without presence is not written, as in every protobuf library, except when
// Context.Constants may have set that field.
//
// Row.Record's slices share one buffer per call of Rows, sized from the JSON. An allocation per record would cost more
// than the transcoding.
//
// Rejected: code generated from the tables (the tables are needed at run time for the documentation, and the gain is
// small beside validation), and a structural index over the body as SIMD parsers build it (a second pass that has to be
// stored, for rows of which half of the bytes are one container that is skipped by its quotes).
package transcode
