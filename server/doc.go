// Package server serves the API over gRPC: one generic handler, request checks, the status table and the interceptors. It
// delegates every list to a connector through server/scan, and never names an upstream.
//
// # Decisions
//
// Every method is registered from its descriptor (register.go): serveList serves a list, serveGet or serveBatchGet a look-up,
// and functions of the server serve the few other methods. The server does not start if nothing serves a method. When a source
// is added, a connector's declaration is refused if its request is not the input of the method. Rejected: the generated
// registration, which needs a Go method for each RPC that only passes its request on.
//
// The bytes of a record go from a connector's page to the wire without being decoded. A handler sends a frame, and the codec
// writes it as the encoded records and an encoded tail after them. That works because all list responses have the same fields
// under the same numbers, which a test guards, so one response type serves as the tail of all. The records are not copied into
// one piece: such copies were more than half of the memory that a hundred readers of a list add to the peak of one reader. Look-ups
// are answered with frames too.
//
// Errors become a status in one place, status.go. Handlers and connectors return plain errors.
//
// Every call states what it has cost, however it ends: the summary or the answer states it, or else the error's metadata as
// upstream_requests, and always the log. The sum over all calls is what the upstream has seen, and what budgets and metrics
// count.
//
// A call that a person waits for is answered at once, or refused when a budget is empty. These calls are look-ups, and lists
// with that priority. For a list without a priority, the metadata key decides that the gateway sends with JSON documents.
//
// Readers of one list share its pages (package pagecache) within max_staleness, so that a page may be older than the call. The
// promise of a list then holds from summary.read_time on rather than from summary.start_time.
//
// Kept lists (package catalogue) are read whole and served from memory. With them, package enrich explains the values of
// records.
//
// If a list knows the places of its next pages, several pages are read at a time and sent in order (server/scan): at most
// parallel_reads of the source (docs/design.md 6.7).
package server
