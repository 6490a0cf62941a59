// Package audit writes who was refused, who read much, and who changed what, as lines of JSON.
//
// # Decisions
//
// A line has names, counts and times. It has no value of a record, no secret, and of the filters of a request a keyed digest alone:
// two requests can be seen to ask for the same, and a telephone number cannot be found out by trying. Texts go through the redactor,
// so that a key which a caller wrote in place of a name is not in the file.
//
// A line is written at once and with one write, before the call that it is about is answered. It is not synced: a crash of the machine
// may take the last seconds. A slow disk slows calls down, which is the price of a log that has what it says it has.
//
// Every client can send wrong credentials. An address gets one line a second of them, with the number of those that were left out. When
// there are too many addresses to remember, the others share one line.
//
// Whoever renames the file, such as logrotate, has it opened anew by a SIGHUP. A file that cannot be opened then leaves the old one.
package audit
