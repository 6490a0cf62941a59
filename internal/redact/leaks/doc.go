// Package leaks is for tests that no credential gets out. Forms encodes a credential in the forms in which upstreams may echo
// it, and Find finds a credential in an output. Both use the standard library alone, and so check package redact, which works
// in another way.
package leaks
