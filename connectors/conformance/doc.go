// Package conformance is the suite that every connector runs over its emulated upstream, for each of its lists and in
// every mode the upstream has. What it proves is what server/scan and clients rest on: a page is a pure function of its
// cursor, pages ascend, nothing is lost or told twice while rows move, errors are classified and hold no secret, and
// every request field reaches the upstream.
//
// A connector describes itself by a Subject. What it cannot do it excuses by category and reason; nothing is skipped
// silently. Rows that cannot be read are not part of the suite, since emulators send none: each connector has tests of
// its own for them.
package conformance
