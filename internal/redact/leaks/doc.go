// Package leaks is for tests that no credential gets out. Forms encodes one as upstreams may echo it, and Find looks for one in
// what came out. Both work with the standard library alone, and so check package redact, which works otherwise.
package leaks
