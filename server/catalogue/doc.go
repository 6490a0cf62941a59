// Package catalogue keeps whole lists that change rarely and are requested often: types, stages, definitions of fields, users.
// The first caller that needs a list reads it. Later calls get it from memory and, after a restart, from the state directory.
// The package knows no upstream and no message type.
//
// # Decisions
//
// A list has an age and no expiry: callers get a kept list at once, and a list that is older than its source's age is read
// again in the background meanwhile. A caller that needs a newer list states the largest age, and waits.
//
// Callers that wait for the same list wait for one reading (package flight). The reading waits for a budget as long as any
// caller waits for the reading. A reading in the background waits as long as the store is open; its requests are in the metrics
// and in no summary.
//
// Need remembers failed reads for a while. Lists use it for catalogues that they can do without: a key without the right to a
// catalogue must not cost each list a request. Get, for callers that want the list itself, always tries again.
//
// A kept list is one file: a line with the version and a checksum, and after it the list in JSON. Package durable writes the
// file, so a crash leaves the old or the new one. A file that cannot be read, or has a wrong checksum, counts as absent and is
// logged: with damaged bytes, records would be missing or unreadable for clients until the list is read again. Files of other
// versions count as absent. Files are in a folder of their account, named by a digest, so that a source with a new account does
// not serve the old account's lists; the files of other accounts are removed. Files have what the upstream sent, including
// names of people, so only the owner may read them.
//
// All pages of a call come from one reading (Reader). A cursor is the position of a record, so it is valid in a later reading,
// too.
//
// A list over maxRecords is not kept: the calls that waited for it get it from memory. If there are more lists than maxLists,
// the least recently used ones are removed.
package catalogue
