// Command crmstream serves CRM accounts as typed streams, and is their command line.
//
// It is the only place that reads files, flags and the environment, and the only one that knows all connectors and
// sandboxes. Everything else gets what it needs as values.
//
// # Decisions
//
// A configuration is decoded by our own small walk over YAML nodes (decode.go), because yaml.v3 stops at the first value
// that refuses its text, loses lines in a strict decode of a part, and names Go types in its messages. The walk finds all
// mistakes at once and tells each with its line and the fix. It never repeats a value, which may be a misplaced secret.
//
// Relative paths in a configuration start at the folder of its file, so that it does not matter where the server is
// started.
//
// `demo` takes the road of `serve`: its sources are settings text with references to secrets, read by the same code.
//
// `list` and `get` build their requests from the API's descriptors; nothing is written down per list or look-up, so that a new
// one needs no line here. `get` looks many ids up in as few calls as the API allows. Ids that do not exist are told on standard
// error, one a line, and make it fail after the others were printed.
//
// `list` resumes from the last message that was written whole to standard output, so that what was printed and the token
// always agree.
//
// A state directory belongs to one process, which locks a file in it before it reads or writes anything else there: two that
// spend one budget by their own books would send twice as much. It is one lock rather than one for each ledger, so that
// catalogues and keys are one process's too. Where the platform or the file system has no locks that end with their process,
// the operator is trusted.
//
// A graceful stop takes less than a second. Streams end at once with UNAVAILABLE and a token. A reader that stalls cannot be
// told, since nothing passes what it has not taken; it is cut, and resumes from its last message, which is all it has.
//
// Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted.
package main
