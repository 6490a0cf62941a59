// Command drain reads a list of a running crmstream server to its end, whatever happens to the server meanwhile, and prints
// the id of each record on a line of its own: an example of a reader that resumes by itself.
//
//	drain contacts|tasks [HOST:PORT]
//
// The sources are those of `crmstream demo`; the address is by default CRMSTREAM_ADDR, then 127.0.0.1:9090. The last line, on
// standard error, tells how many records came in how many calls.
//
// What to take along is in drain.go: the token of a message is taken over once its records are dealt with, a call that
// failed is continued from there, and a stream that ends without a summary has failed. make bench-kill runs this program
// while it kills the server.
package main
