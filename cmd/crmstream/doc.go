// Command crmstream serves CRM accounts as typed streams, and is their command line.
//
// It is the only package that reads files, flags and the environment, and the only one that knows all connectors and sandboxes.
// All other packages get what they need as values.
//
// # Decisions
//
// A configuration is decoded by a small walk of our own over YAML nodes (decode.go). yaml.v3 stops at the first value that
// refuses its text, loses lines when it decodes a part strictly, and names Go types in its messages. The walk finds all mistakes
// at once, each with its line and the fix. It never repeats a value, which may be a secret in the wrong place.
//
// Relative paths in a configuration start at the folder of its file. So the folder in which the server is started does not
// matter.
//
// `demo` uses the code of `serve`: the settings of its sources are a text with references to secrets, which the same code reads.
//
// `list` and `get` build their requests from the API's descriptors. They have no code for a single list or look-up, so a new one
// needs no change here. `get` reads many ids with as few calls as the API permits. It prints the ids that do not exist on standard
// error, one a line, and fails after it has printed the other records.
//
// `list` resumes from the last message that was written whole to standard output. So the printed records and the token always
// agree.
//
// `watch` moves its checkpoint after all entries of a message were written or posted, and so repeats at most the message that a crash cut.
// It posts one entry a request: what receives them needs no format of ours, and refuses one without refusing others. It never begins
// anew by itself where the place of its token is no longer kept: what was between would be lost in silence. What follows the host in
// the address of --post may be a secret, so nothing prints it.
//
// The text about where an address is typed into a CRM is the connector's (Setup), since no other package knows a CRM.
//
// `create`, `update` and `delete` build their requests from the descriptors too. A file is written in batches whose request ids are made
// of the bytes of the file, the line and the number of rows. So the command needs no notes of its own: the ledger of the server
// knows what was written. Before the first batch the server checks all of them, since a file that is corrected has other request ids:
// the records that the first run wrote would be written again. The number of rows in a batch must not change for the same reason.
//
// The ledger of a demo begins empty, because its emulators forget what was written.
//
// A state directory belongs to one process. The process locks a file in the directory before it reads or writes anything else
// there: two processes that spend one budget with separate ledgers would send twice as many requests. There is one lock rather
// than one for each ledger, so that catalogues and keys belong to the same process too. Some platforms and file systems have no
// locks that end with their process. There the operator must take care.
//
// A graceful stop takes less than a second. Streams end at once with UNAVAILABLE and a token. A reader that stalls cannot get
// the token, since it would come after what the reader has not taken. Its connection is cut, and it resumes from its last
// message, which is all that it has.
//
// Exit codes: 0 done, 1 failed, 2 wrong usage, 6 written and otherwise than asked, 7 perhaps written, 130 interrupted.
package main
