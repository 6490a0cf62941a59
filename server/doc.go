// Package server serves the API over gRPC: one generic handler, request checks, the status table and the interceptors. It
// delegates every list to a connector through server/scan, and never names an upstream.
//
// # Decisions
//
// Every method is registered from its descriptor (register.go): a list is served by serveList, a look-up by serveGet or
// serveBatchGet, and the few other methods by functions of the server. A method that nothing would serve keeps the server
// from starting. A declaration of a connector whose request is not the method's input is refused when the source is added.
// Rejected: the generated registration, which needs a Go method for each RPC that only passes its request on.
//
// Record bytes go from a connector's page to the wire without being decoded: a handler sends a frame, which the codec
// writes as the concatenation of encoded records and an encoded tail. That works because all list responses have the
// same fields under the same numbers, which a test guards, so one of them serves as the tail of all. The records are
// not copied into one piece for that: the copies in flight were more than half of what a hundred readers of a list add to the
// peak memory of one.
//
// Errors become a status in one place, status.go. Handlers and connectors return plain errors.
//
// What a call has cost is told however it ends: by the summary or the answer, else by the error's metadata as
// upstream_requests, and by the log. All of it together is what the upstream has seen, and what budgets and metrics count.
//
// Calls that somebody waits for are answered at once or refused when a budget is empty: look-ups, and lists that say so by
// their priority or, where they leave that open, by the metadata key that the gateway sends with JSON documents.
//
// Readers of one list share its pages (package pagecache) within max_staleness, so that a page may be older than the
// call: the promise of a list then holds from summary.read_time on rather than from summary.start_time.
//
// Kept lists (package catalogue) are read whole and served from what is kept; package enrich explains the values of records with
// them.
//
// Lists that know where their next pages lie are read at several places at a time and sent in order (server/scan), at no
// more than parallel_reads of their source (docs/design.md 6.7).
package server
