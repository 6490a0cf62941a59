// Package timeline reads lists in the order of time: the four filters (stock items, contacts, activities, deals) and calls. A
// list knows its account by five values (Account), and its operation by what answers have shown (Learned).
//
// A request is read once, when it is opened, into a List, which does not change. Pages may be fetched concurrently, so each has
// its own state.
//
// # Seek
//
// A list is read in the order of its time, always as the first page of the rows from the cursor on (seek.go). There are no page
// numbers that could shift: a row that changes moves up, ahead of the reader, and is read again. The end of a page may cut the
// rows of its last time, so these rows are held back and the next page starts with them. Calls are read in the same way, not by
// windows of time as first planned: no first day is needed, and a request gives 1000.
//
// A time with more rows than a page (ties, as from a bulk import) is read whole within one call (ties.go), by page numbers,
// pass after pass until paging.Settled ends. It may have 20,000 rows, and a notice reports it. Rows without a time sort first
// and are read in the same way. If the time is the present, the reading first waits until the time has passed, a few seconds at
// most, since new rows may still get this time.
//
// A caller who stops within a page goes on at the time of the last record (connectors.Page.After), or with windows at its
// creation, so that pages are not read twice, except for ties.
//
// Package paging decides what ends a list (ends.go): paging.Seek for a page, paging.Window for a window, paging.Settled for a
// time. Proofs are asked for by page numbers. It is not documented whether the page numbers of calls count from 0 or from 1.
// Until that is known, the second page is first asked for as number 1. If the answer begins in the second half of the first
// page, as it should, pages count from 0.
//
// # Periods
//
// It is not documented whether a period includes its ends. Upper ends are sent one second late, and lower ends one second early
// until an answer shows that the server includes them; rows outside are dropped and counted. A server that compares only the
// days of a period is recognised by rows of those days outside the period, and is read day by day where necessary.
//
// A server that does not know date_field compares the creation, and its answers look like the end of the list (datefield.go).
// Until the server has shown what it compares, an answer must have a row that was created before the first day asked for, as
// most answers do. Otherwise one of the newest 50 records that was created on an earlier day than its activity is asked for by
// its activity. This costs two requests, once for each operation. If there is no such record, the search is repeated after an
// hour.
//
// # Windows of creation
//
// created_from and created_before select windows of creation time (windows.go), each small enough for one page, so that nothing
// can shift. Creation never changes. The whole period is tried first. Totals show how far to shrink the window. A second that
// most rows of a page share is taken for an import, and the window then ends right before it. The cursor has the end of a
// window that was too long, and about how many rows are left there. Otherwise each page would try too long a window again.
//
// # Page sizes
//
// The vendor's page documents 50 rows for pages of contacts, activities and deals; servers of the INTRUM edition give 500, and
// their public clients ask for 500. The edition is known from the settings, or from words in the rows (nattype, and the word
// for the person who made the last change). Then 500 are asked for, unless page_sizes says otherwise, and the answers show what
// the server gives (capacity.go). A first page may have any size, and may be short. Pages with numbers have sizes that are
// documented or that one answer had. With a size that the server cuts, it may count the pages before page N in its own size or
// in ours, and rows would be skipped. Cursors are times, or counts of ids, and never depend on a page size. If a server refuses
// a large page, the page is asked for again in the documented size.
//
// # Newest
//
// A descending order reads one page (newest.go). If the page has fewer records than wanted, paging.Seek decides whether there
// are more, and the reading goes on below the last time. Ids that descend with the times prove no order.
//
// # By ids
//
// Records are looked up by the filter of their list with byid (byids.go), among the existing ones first, and then the missing
// ids among the deleted ones, since publish selects one or the other. A row that the second answer shows as not deleted is left
// out, since the server then ignores publish. Ids that an answer lacks are asked for again together, since servers may cut
// answers or know only a single byid. So several ids cost one more request if one of them is not of an existing record; one id
// does not.
//
// # Changes
//
// changed_from is a lower bound on the activity time. Only new deals are known to have none; so only lists of deals begin with
// a request by creation. changed_until is the newest activity that was read, less changed_overlap. It is never our own time,
// except for several stock types, which end at different moments. A scan that reads up to the present in the hour that the
// clocks show twice may miss changes of that hour. changed_until is then two hours earlier, so that the next run finds them.
//
// # Rows without an id
//
// A row without a readable id has the place of its time if it shows one, else the place after the row it came after. Its key is
// then longer than a clock, so that it is not used to learn about bounds. Lists go on only after rows with an id: a page
// without any is malformed unless it is the last. Rows without an id that have the same bytes and time are delivered once.
package timeline
