// Package spool keeps the files of uploads on disk while they come, so that they are sent to an upstream only when they are whole.
//
// # Decisions
//
// All files of a call lie one after the other in one file of the disk. So a call has one open file, however many files it uploads.
//
// The disk is bounded by the number of calls at a time and the size of a call, and a call that finds no place is refused at once:
// waiting calls would hold connections while nothing happens. A call has its place from the first message to the answer of the
// upstream, since its files must be there for a retry.
//
// The files are not synced. After a crash of the machine nothing needs them: Open removes what the process before has left.
package spool
