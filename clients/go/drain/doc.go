// Command drain reads a list of a running crmstream server to its end, even if the server is killed meanwhile, and prints the
// id of each record on a line of its own. It is an example of a reader that resumes by itself.
//
//	drain contacts|tasks [HOST:PORT]
//
// The sources are those of `crmstream demo`; the address is by default CRMSTREAM_ADDR, then 127.0.0.1:9090. The last line, on
// standard error, has the number of records and of calls.
//
// drain.go has what to copy: the token of a message is stored after its records are processed, a call that failed is continued
// from there, and a stream that ends without a summary has failed. make bench-kill runs this program while it kills the server.
package main
