// Command bench prints the cost of crmstream against the usual way, as ratios within one run, each with its goal.
//
// The usual way (B0) is what most people would write: read page after page by number, decode with encoding/json into structs,
// build one message for each record and send it alone. B1 is B0 with 100 records in a message.
//
//	transcode  the page's JSON to encoded records, validation included, against B0's decoding and encoding: the benchmark
//	           beside the transcoder's code, which bench runs
//	messages   batches against a message for each record, without an upstream
//	json       NDJSON against the handler that grpc-gateway generates, over the same messages of the same server
//	extract    the whole path: an upstream, a server, a client
//	fan-out    a hundred readers of one list at the same time
//	memory     peak of the server by the length of the list, and what each scan of another list adds
//
// These rows drive the program that users run, crmstream serve, with a budget for each source and its ledger on the disk. With -before
// PATH, another crmstream, such as that of an earlier commit, takes turns with it:
//
//	pages      CPU a contact at 50 and at 500 a page, of the server and of a Go client that discards, against the Python loop
//	cli        crmstream list to a file, against curl
//	look-ups   one contact, over gRPC and as JSON: what that adds to the upstream, and CPU against Go's reverse proxy
//	first      time to the first message of a list, and upstream requests of a list that is left then
//	readers    memory of 1,000 sources, alone and with a reader of each
//	sources    start of a server of 1,000 sources, its list of them, and the files that it holds open
//
// With names of rows as arguments, bench measures only these. Ratios differ from run to run by some percent. Rates depend on
// what else the machine does, so only ratios are meaningful.
//
// # Profiles
//
// -cpuprofile DIR writes a CPU profile of each server, ROW-ROLE.pprof, of the last round: go tool pprof -top
// DIR/extract-ours.pprof. Servers of the program that users run have no profile. The row memory has the longest stream, so
// memory-ours.pprof shows the whole path best.
//
// # Decisions
//
// Upstream, server and client are separate processes that communicate over real sockets, and each delivery starts new ones. The
// client is this process: it counts the records of a message and decodes nothing, so it adds little, and the same amount for
// all. CPU is that of the kernel's clock of each process. Compared deliveries alternate, and a ratio is the median over the rounds of
// the ratio within a round, so that a busy machine affects both sides.
//
// The upstream costs almost nothing: it copies rows of an emulated APRO account, rendered once, with other ids and times
// (upstream.go). This takes a tenth of the CPU of the fastest server. The CPU of the upstream and of the client is printed. On
// few cores all three limit the rate together, so CPU is compared as well. It is the CPU of the server's process during the
// delivery. Peak memory is from /proc, so bench runs only on Linux.
//
// Contacts have the size of those of most accounts, 960 bytes: the emulator's have a field of each type and are nearly twice as long.
//
// The peers need nothing but a registry. bench makes a virtual environment for the Python loop (peers/), of exact versions, and says so
// if it cannot. The loop asks for page after page by number, as the documentation of the upstream says; it has no budget, and does not
// notice rows that move. In the row pages it only counts what it decoded, since our client counts as well; in the row cli it writes lines.
// The start of its interpreter is left out, but those of crmstream list and curl are not. -cloudquery adds a source made with the SDK of
// CloudQuery (peers/cloudquery, a module of its own) to the row pages.
//
// Milliseconds of look-ups and first messages depend on the disk where each request is written to a ledger first, so a sync of this disk
// is printed.
//
// B0 does less than crmstream: it omits nested custom fields, checks nothing, and loses records when rows move between pages.
// Its upstream here has rows that do not move.
//
// Peak memory is that of the whole process, including the collector's slack and, where readers share pages, the kept pages. The
// memory of a single scan is measured without these, as the difference between many scans and one.
//
// bench does not fail if a goal is not met: the last line says which goals were missed.
package main
