// Package server serves the API over gRPC: handlers, request checks, the status table and the interceptors. It delegates
// every list to a connector through server/scan, and never names an upstream.
//
// # Decisions
//
// Record bytes go from a connector's page to the wire without being decoded: a handler sends a frame, which the codec
// writes as the concatenation of encoded records and an encoded tail. That works because the nine list responses have
// the same fields under the same numbers, which a test guards, so one of them serves as the tail of all. The records are
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
// Readers of one list share its pages (share.go, package pages) within max_staleness, so that a page may be older than the
// call: the promise of a list then holds from summary.read_time on rather than from summary.start_time.
//
// Kept lists (keep.go, package catalogue) are read whole and served from what is kept; with them meaning.go explains the
// values of records. A look-up never reads a catalogue: it would no longer cost one request. A request whose catalogues are
// not kept yet is rehearsed first, so that its mistakes are told before anything is asked of the upstream.
//
// Parallel reads of independent parts (DESIGN 6.7) are not built.
package server
