// Package conformance has the suites that every connector runs over its emulated upstream, in every mode the upstream has.
// server/scan and clients rely on what they prove.
//
// Run is for lists with rows that come, change and go. A page is a pure function of its cursor; pages ascend; no row is lost or
// repeated while rows move; errors are classified and hold no secret; every declared request field reaches the upstream, and no
// other field is read. A connector describes such a list by a Subject.
//
// RunFixed is for lists with rows that the suite cannot move: catalogues and lists of a record, described by a Fixed. It has
// the checks of Run, except those that need moving rows, several orders, or a part of a page. It also counts the requests for
// the whole list, and where the list has pages, it deletes rows between them.
//
// RunGetter is for look-ups, described by a Getter. A look-up finds the records that exist and no others, for the declared
// number of requests. It finds deleted records, marked as deleted, and never marks a record that exists, even if the upstream
// ignores whether deleted records are asked for. A failure is never taken for absence. Impossible ids cost no request.
//
// RunWrites is for writes, described by a Writes. It answers their requests itself. Every declared field is written, and no other;
// encoding and joining are pure. A write is sent once, after the server's word that it may be sent. After an answer that does not come,
// or that cannot be read, the upstream may have executed it, and after a refusal it has not. A refused row is named apart from the others.
//
// RunOperations is for the upstream operations that lists and look-ups declare: each is asked for, and no others.
//
// A connector excuses what it cannot do by category and reason; no check is skipped silently. Rows that cannot be read are not
// part of the suites, since emulators send none: each connector has its own tests for them. Golden compares documented samples
// with the expected messages.
package conformance
