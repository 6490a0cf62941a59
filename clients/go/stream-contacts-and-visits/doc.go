// Command stream-contacts-and-visits is an example to copy from. It streams two lists of a running crmstream server with only
// the generated stubs, cuts each stream in the middle, resumes it, and proves that no record was lost or came twice. It is also
// the test of the Go stubs against the real binary (see ../test.sh).
//
// What to copy:
//
//   - messages (stream.go): a call as an iterator. Leaving the loop cancels the call, and a stream that ends without a
//     summary is an error, not an end.
//   - position (stream.go): what to keep of a list so that it can go on in another call or another process. Its token is
//     taken over after the records of the same message, never before.
//   - reasonOf (errors.go): the published reason of an error. Codes are too coarse to act on and messages may change.
//   - textOf (fields.go): custom fields, by type.
//
// Streams have no deadline here, since a whole list may take hours on a small upstream quota. Keepalive detects a server that
// is gone.
package main
