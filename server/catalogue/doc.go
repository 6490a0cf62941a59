// Package catalogue keeps whole lists that change rarely and are asked for often: types, stages, definitions of fields,
// users. A list is read once, by whoever needs it first, and is then served from memory and, after a restart, from the
// state directory. It knows no upstream and no message type.
//
// # Decisions
//
// A list has an age, not an expiry: once it is kept, callers get it at once, and one that is older than the store's age is
// read anew in the background meanwhile. A caller who cannot take that says how old the list may be, and waits.
//
// Callers that wait for the same list wait for one reading (package flight). It waits for a budget as long as somebody waits
// for it. A read in the background waits as long as the store is open; its requests are in the metrics and in no summary.
//
// Reads that failed are remembered for a while by Need, which lists use that could do without: a key without the right to
// a catalogue must not cost each list a request. Get, which people ask themselves, always tries.
//
// A kept list is one file: a line with its version and a checksum, and behind it the list in JSON. Package durable writes it,
// so that a crash leaves the old or the new one. A file that cannot be read, or whose checksum is not that of its content,
// counts as absent and is logged: damaged bytes would be records that no client can read, or that are missing, until the list
// is read anew. Files of other versions count as absent. Files lie in a folder of their account, which a digest names, so
// that a source that now points to another account does not serve the old one's; those of other accounts are removed. Files
// hold what the upstream said, names of people included, so only the owner may read them.
//
// All pages of a call are of one reading (Reader). A cursor is the position of a record, so that it holds for a later reading too.
//
// Lists over maxRecords are not kept: they are served from memory to the calls that waited for them. Of more than maxLists,
// those that were not asked for the longest are forgotten.
package catalogue
