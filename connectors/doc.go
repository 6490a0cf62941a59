// Package connectors is the contract between the server and the code for each upstream CRM.
//
// A connector fetches one page at a cursor; everything between pages (batches, limits, tokens, repeats, waiting)
// belongs to server/scan, which knows no upstream. A record crosses this contract encoded: the bytes that go on the
// wire to clients, with the key it sorts by beside them. The API's messages are the only model, and there is no Go
// struct between an upstream's JSON and a client's protobuf.
//
// # Decisions
//
// A list is a value: a declaration and open (Of). open validates a request once, before anything is asked, and what it
// returns is immutable, so that pages of one request can be fetched at the same time. A look-up is a value alike, and looks
// all ids up in one call. Rejected: a one-method interface for each list, with which 38 lists were declared in nine places
// each.
//
// A page is a pure function of (request, cursor, what the client object learned of its upstream). It comes in
// (Key, ID) order, strictly ascending, and a key that the upstream page may have cut is held back by the connector
// for the next page. This is what lets the engine drop repeats by position alone and keep no sets of ids.
//
// A record that cannot be read travels as a Record with Err set and with a position, so that it is told once, in its
// place, and not again after a resume.
//
// PageRequest.Want passes down how many records the caller still needs, so that small calls cost small pages. Page.After
// names a cursor behind each record where a connector can, so that a caller who stops within a page need not read it twice.
//
// Pages are read in parallel at places that a page guesses (Page.Ahead) and a later one confirms (Page.Joins), since only a
// connector knows how far its next pages lie apart. A guess that proves wrong costs a request and never a record.
//
// The context carries a Meter: whether a person waits for the answer, and what the call has cost. It is the only value that
// connectors read from a context.
package connectors
