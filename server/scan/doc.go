// Package scan turns a connector's pages into a stream: batching, limits, heartbeats, resume tokens, parallel reads
// and the dropping of repeats. It knows no upstream, no transport and no message type.
//
// # Decisions
//
// Repeats are dropped by position: a record whose (Key, ID) is not above that of the last one delivered has been
// delivered before. Connectors owe ascending pages for this, which the scan checks, so no set of ids is kept and memory
// is constant in the length of the list.
//
// A token holds a cursor and the position of the last record. At the end of a page the cursor is the next page's; within
// it, one that the connector makes for that record (Page.After), or the page's own where it makes none: then a resumed
// scan reads that page again and drops what is not above the position.
//
// Records do not wait for those of the next page: what a client has not got when the server is killed is then read again,
// and that shall be the page on its way and those that were fetched ahead, not as many as fill a message. A message for
// each request to the upstream costs little beside the request.
//
// A call with a page size ends early, with at least one record, once it has read as many upstream pages as the size can
// need. Connectors hold back the last key of a page, so that filling the size to the last record would cost one more
// request each time.
//
// Reading in parallel is fetching ahead by more than a page. Only a page knows where the ones behind its next may start, so
// it guesses (connectors.Page.Ahead), a fetch is begun at each such place, and pages are still taken one after the other: the
// furthest of those fetched that joins the page before it, or else one that is fetched at Next. What overlaps is dropped by
// position like all repeats. A token within a page that was guessed holds the place that the page before it named, so that
// no guess outlives its call. Guesses depend on the pages read and on nothing else, so that readers who share pages guess
// alike.
//
// A wrong guess costs a request, so that guessing stops for a while when more than one in 32 pages was one. A page that
// fails for want of something that others under way may have used up (a job, a request) is read again alone. Calls with a
// limit or a page size do not guess, since nobody knows how many pages they need.
//
// Loops are found with Brent's algorithm over the cursors since the last new record: two words of memory, and no list of
// cursors seen.
//
// Rejected: channels between fetching and sending (their close rules are where leaks live). The only goroutines
// are the fetches of pages, in fetch.go.
package scan
