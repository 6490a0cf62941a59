// Command bench prints what crmstream costs against the usual way, as ratios within one run, each beside its goal.
//
// The usual way (B0) is what most people would write: read page after page by number, decode with encoding/json into structs,
// build one message per record and send each by itself. B1 is B0 with 100 records in a message.
//
//	transcode  the page's JSON to encoded records, validation included, against B0's decoding and encoding: the benchmark
//	           beside the transcoder's code, which bench runs
//	messages   batches against a message for each record, without an upstream
//	json       NDJSON against the handler that grpc-gateway generates, over the same messages of the same server
//	extract    the whole path: an upstream, a server, a client
//	fan-out    a hundred readers of one list at the same time
//	memory     peak of the server by the length of the list, and what each scan of another list adds
//
// With names of rows as arguments it measures these alone. Ratios differ from run to run by some percent, rates by what else
// the machine does: only ratios mean anything.
//
// # Profiles
//
// -cpuprofile DIR writes a CPU profile of each server, ROW-ROLE.pprof, of the last round: go tool pprof -top
// DIR/extract-ours.pprof. The longest stream is memory's, whose memory-ours.pprof tells most about the whole path.
//
// # Decisions
//
// Upstream, server and client are processes of their own that talk over real sockets, and each delivery has fresh ones. The
// client is this process: it counts the records of a message and decodes nothing, so that it adds little, and the same for
// all. What is compared runs in turn, and a ratio is the median over the rounds of the ratio within a round, so that a busy
// machine weighs on both sides.
//
// The upstream is near-free: rows of an emulated APRO account, rendered once and copied with other ids and times (upstream.go),
// which costs a tenth of the fastest server. Its CPU is printed, as is the client's. On few cores rates are bound by the
// three together, so CPU is compared as well. It is that of the server's process while it delivers, from /proc in hundredths
// of a second; so is peak memory, which is why bench runs on Linux alone.
//
// B0 does less than crmstream: it leaves out nested custom fields, checks nothing, and loses records when rows move between
// pages. It is given an upstream where they do not.
//
// Peak memory is that of the whole process, with the collector's slack and, where readers share pages, the pages kept for
// them. What a scan needs for itself is measured without these, as the difference between many scans and one.
//
// Nothing here fails for a goal that is not met: the last line tells which.
package main
