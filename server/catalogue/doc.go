// Package catalogue keeps whole lists that change rarely and are asked for often: types, stages, definitions of fields,
// users. A list is read once, by whoever needs it first, and is then served from memory and, after a restart, from the
// state directory. It knows no upstream and no message.
//
// # Decisions
//
// A list has an age, not an expiry: once it is kept, callers get it at once, and one that is older than the store's age is
// read anew in the background meanwhile. A caller who cannot take that says how old the list may be, and waits.
//
// Callers that wait for the same list wait for one read. The read outlives the call that began it, up to readTime, since
// others may wait for it too; its requests count as those of that call.
//
// Reads that failed are remembered for a while by Need, which lists use that could do without: a key without the right to
// a catalogue must not cost each list a request. Get, which people ask themselves, always tries.
//
// A kept list is one JSON file, written aside and renamed, so that a crash leaves the old or the new one. A file that
// cannot be read counts as absent. The file names its account by a digest of the source's configuration, so that a source
// that now points to another account does not serve the old one's. Files hold what the upstream said, names of people
// included, so only the owner may read them.
//
// Lists over maxRecords, and lists beyond maxLists, are not kept: they are served from memory to the calls that waited for them.
package catalogue
