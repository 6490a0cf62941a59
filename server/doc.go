// Package server serves the API over gRPC: handlers, request checks, the status table and the interceptors. It delegates
// every list to a connector through server/scan, and never names an upstream.
//
// # Decisions
//
// Record bytes go from a connector's page to the wire without being decoded: a handler sends a frame, which the codec
// writes as the concatenation of encoded records and an encoded tail. That works because the nine list responses have
// the same fields under the same numbers, which a test guards, so one of them serves as the tail of all.
//
// Errors become a status in one place, status.go. Handlers and connectors return plain errors.
//
// Calls that carry the metadata key interactiveKey are answered at once or refused when a budget is empty; the gateway
// sets it for JSON documents. A request field for it comes with the issue about priorities.
//
// Shared scans (DESIGN 6.6) and parallel reads of independent parts (6.7) are not built: each call reads its own pages.
package server
