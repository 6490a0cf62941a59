// Package scan turns a connector's pages into a stream: batches, limits, heartbeats, resume tokens, parallel reads and the
// dropping of repeats. The package knows no upstream, no transport and no message type.
//
// # Decisions
//
// Repeats are dropped by position: a record with a (Key, ID) that is not above that of the last delivered record was delivered
// before. For this, connectors must return pages in ascending order, which the scan checks. So no set of ids is stored, and
// memory is constant in the length of the list.
//
// A token has a cursor and the position of the last record. At the end of a page the cursor is that of the next page. Within a
// page the cursor is one that the connector makes for the record (Page.After), or the page's own if it makes none: then a
// resumed scan reads the page again and drops the records that are not above the position.
//
// Records do not wait for those of the next page. When the server is killed, everything that the client has not received is
// read again. That should be only the page on its way and the pages that were fetched ahead, and not also the records that were
// gathered to fill a message. A message for each request to the upstream costs little compared with the request.
//
// A call with a page size ends early, with at least one record, once it has read as many upstream pages as the size can need.
// Connectors keep the last key of a page for the next page, so filling the size to the last record would cost one more request
// each time.
//
// Reading in parallel is fetching ahead by more than a page. Only a page can guess where the pages after its next one start
// (connectors.Page.Ahead). A fetch begins at each such place, and pages are still delivered one after the other: the furthest
// of the fetched pages that joins the page before it, or else a page that is fetched at Next. Overlaps are dropped by position
// like all repeats. A token within a guessed page has the place that the page before it named, so that no guess outlives its
// call. Guesses depend only on the pages that were read, so readers who share pages make the same guesses.
//
// A wrong guess costs a request, so guessing stops for a while when more than one in 32 pages was a wrong guess. A page may
// fail because other fetches have used something up (a job, a request): it is fetched again alone. Calls with a limit or a page
// size do not guess, since it is not known how many pages they need.
//
// Loops are found with Brent's algorithm over the cursors since the last new record: two words of memory, and no list of
// cursors.
//
// Rejected: channels between fetching and sending, since their rules for closing cause leaks. The only goroutines are the
// fetches of pages, in fetch.go.
package scan
