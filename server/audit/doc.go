// Package audit writes an audit log, as lines of JSON: who was refused, who read many records, and who changed what.
//
// # Decisions
//
// A line has names, counts and times. It has no value of a record and no secret. Of a request's filters it has only a keyed
// digest: it shows that two requests have the same filters, but a telephone number in a filter cannot be found by trying.
// Texts go through the redactor, so that a key which a caller wrote in place of a name is not in the file.
//
// A line is written at once and with one write, before its call is answered. The file is not synced: a crash of the machine may
// lose the last seconds. A slow disk slows calls down, which is the price of a complete log.
//
// Every client can send wrong credentials. An address gets one line a second for them, with the number of lines that were left
// out. When there are too many addresses to remember, the others share one line.
//
// A program that renames the file, such as logrotate, sends a SIGHUP, which opens the file again. If that fails, the log writes
// to the old file.
package audit
