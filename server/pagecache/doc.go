// Package pagecache lets identical scans share the pages of their list: a page that one reader fetches is kept for a while and
// given to other readers, so that a hundred readers cost an upstream as much as one. The package knows no upstream and no
// message.
//
// # Decisions
//
// Pages are shared, not scans. A page is a pure function of the request, the cursor and the catalogue, so readers with the same
// of all three can have the same bytes, whatever each has read before. No reader leads: a late reader gets the kept pages at
// the beginning of the list and then fetches the next ones itself; a slow reader fetches pages again that were dropped
// meanwhile.
//
// A reader waits for a page that is being fetched, and does not fetch it again (package flight). Each reader has its own
// largest age of a page.
//
// A page is kept for the max_staleness of its source, and as long as readers have it. No reader takes an older one unless its request
// says so, and the pages of readers that come alone, which no other asks for again, would fill the cache all the time.
//
// Two bounds limit the memory besides: the bytes of the kept pages, of which the least recently used go first, and the budget of all
// pages (package memory), for which kept pages are given up. A page that readers use stays until the last of them releases it,
// as without sharing. A page that is larger than the cache is kept as long as it is read.
//
// Rejected: a scan that readers join. It would have to wait for the slowest reader, or leave readers out, and a reader with a
// limit would need an end of its own.
package pagecache
