// Package conformance has the suites that every connector runs over its emulated upstream, in every mode the upstream has.
// What they prove is what server/scan and clients rest on.
//
// Run is for each list whose rows come, change and go: a page is a pure function of its cursor, pages ascend, nothing is
// lost or told twice while rows move, errors are classified and hold no secret, every declared request field reaches the
// upstream, and no other is read. A connector describes such a list by a Subject.
//
// RunFixed is for lists that the suite cannot move the rows of, catalogues and what hangs on a record, described by a
// Fixed. Run's own checks are used but for those that need moving rows, several orders, or a part of a page; instead the
// requests that the whole list costs are counted, and where it has pages, rows are deleted between them.
//
// RunGetter is for look-ups, described by a Getter: what exists is found, and nothing else, at the price declared; what is
// deleted is found and says so, what exists never does, even of an upstream that ignores which of them it is asked for; no
// failure passes for absence; ids that cannot be cost no request.
//
// What a connector cannot do it excuses by category and reason; nothing is skipped silently. Rows that cannot be read are
// not part of the suites, since emulators send none: each connector has tests of its own for them. Golden compares
// documented samples with the messages expected of them.
package conformance
