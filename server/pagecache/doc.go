// Package pagecache lets identical scans share the pages of their list: a page that one reader fetches is kept for a while and
// given to the others, so that a hundred readers cost an upstream what one does. It knows no upstream and no message.
//
// # Decisions
//
// Pages are shared, not scans. A page is a pure function of the request, the cursor and the catalogue, so readers with the
// same of all three can have the same bytes, wherever each of them stands: nobody leads, a late reader takes the kept head
// of the list and goes on live behind it, a slow one meets pages that were dropped meanwhile and fetches them for itself.
//
// A page that is being fetched is waited for, not fetched again (package flight). How old a page may be is each reader's own.
//
// Memory is bounded by the bytes of the kept pages, the least recently used of which go first, and by the budget of all pages
// (package memory), to which kept pages yield. A page that is in use by readers lives on with them, as it would without
// sharing, and is released with the last of them. One that is larger than the cache lives as long as it is read.
//
// Rejected: a scan that readers attach to. It would need to wait for the slowest, or leave readers behind, and a reader
// with a limit would need an end of its own.
package pagecache
