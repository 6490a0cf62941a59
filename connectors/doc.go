// Package connectors is the contract between the server and the code for each upstream CRM.
//
// A connector fetches one page at a cursor. Everything between pages (batches, limits, tokens, repeats, waiting) belongs to
// server/scan, which knows no upstream. A record crosses this contract as the bytes that go to clients, and with its sort key.
// The API's messages are the only model: there is no Go struct between an upstream's JSON and a client's protobuf.
//
// # Decisions
//
// A list is a value: a declaration and open (Of). open validates a request once, before the upstream is asked. What open
// returns is immutable, so that pages of one request can be fetched at the same time. A look-up is a value too, and looks up
// all ids in one call. The upload of files is a value of clients that have it (Uploader). Rejected: a one-method interface for each list. With it, each of 38 lists was declared in nine places.
//
// A page is a pure function of (request, cursor, what the client object knows about its upstream). Its records are in (Key, ID)
// order, strictly ascending. Where the end of an upstream page may have cut the rows of a key, the connector holds these rows
// back for the next page. So the engine drops repeats by position alone and keeps no sets of ids.
//
// A record that cannot be read is a Record with Err set and with a position, so that it is reported once, in its place, and not
// again after a resume.
//
// PageRequest.Want passes down how many records the caller still needs, so that small calls cost small pages. Page.After
// returns a cursor after each record where a connector can, so that a caller who stops within a page need not read the page
// twice.
//
// Pages are read in parallel at places that a page guesses (Page.Ahead) and a page read later confirms (Page.Joins), since only
// a connector knows how far apart its pages are. A wrong guess costs a request and never a record.
//
// The context carries a Meter: whether a person waits for the answer, and what the call has cost. It is the only value that
// connectors read from a context.
package connectors
