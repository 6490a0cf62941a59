// Package timeline reads lists in the order of time: the four filters (stock items, contacts, activities, deals) and calls.
// It knows the account of a list by five values (Account), and its operation by what answers taught (Learned).
//
// A request is read once, when it is opened, into a List, which does not change. Pages may be fetched concurrently, so that
// a page's state is its own.
//
// # Seek
//
// A list is read in the order of its time, always as the first page of what is not below the cursor (seek.go). There
// are no page numbers that could shift: a row that changes moves up, ahead of the reader, and is met again. The last
// time of a page may be cut by the page's end, so its rows are held back and the next page starts with them. This is
// why calls are read so as well, and not by windows of time as first planned: no first day is needed, and a request
// gives 1000.
//
// A time with more rows than a page (ties, as of a bulk import) is read whole within one call (ties.go), by page numbers, pass
// after pass until paging.Settled is satisfied. It is bounded by 20,000 rows, and told by a notice. Rows without a time sort
// first and are read alike. A time that is now is first let pass, for a few seconds at most, since rows come into it till then.
//
// A caller who stops within a page goes on at the time of the last record (connectors.Page.After), or at its creation where
// windows are read: pages are not read twice, except for ties.
//
// What ends a list is decided by package paging (ends.go): paging.Seek for a page, paging.Window for a window, paging.Settled
// for a time. Proofs are asked for by page numbers. Whether those of calls count from 0 or from 1 is not documented: a page
// that begins in the second half of the first one shows the number of the second, and until one has, the number 1 is tried
// first.
//
// # Periods
//
// Whether the ends of a period belong to it is not documented. Upper ends are sent one second late, and lower ends one
// second early until the server is seen to include them; rows outside are dropped and counted. A server that honours
// only the days of a period is recognised by the rows of that day, and read day by day where it must be.
//
// A server that does not know date_field compares the creation, and its answers look like the end of the list (datefield.go).
// So long as it has not shown what it compares, an answer must have a row that was created before the day asked from;
// mostly one has. Else a record is looked for, among the newest 50, that was created on an earlier day than its activity, and
// asked for by its activity: two requests once for each operation. If there is none, it is asked again after an hour.
//
// # Windows of creation
//
// created_from and created_before select windows of creation time (windows.go), each small enough for one page, so that
// nothing can shift. Creation never changes. The whole period is tried first; totals tell how far to shrink, and a second
// that most rows of a page share is taken for an import and led up to in one step. The cursor remembers where a window
// ended that was too long, and about how many rows it had left: else lists would run into it again with each page.
//
// # Page sizes
//
// The vendor's page documents 50 rows for pages of contacts, activities and deals; servers of the INTRUM edition give 500, and
// their public clients ask for no fewer. Where the edition is told by the settings, or by words of the rows (nattype, and the word
// for the person who did what was done last), 500 are asked for, unless page_sizes says otherwise, and what comes shows what the
// server gives (capacity.go). A first page may be of any size, and short. Where pages have numbers, they are asked for in sizes
// that are documented or that one answer had: page N of a size that the server cuts may begin where its own size has it, or where
// ours has, and rows would be skipped. Cursors are times, or numbers of ids, so that none depends on a page size. A server that
// refuses long pages is asked again in the documented size.
//
// # Newest
//
// A descending order reads one page (newest.go). Where that has fewer records than are wanted, paging.Seek decides whether there
// are more, and reading goes on below the last time. Records whose ids descend as their times do prove no order.
//
// # By ids
//
// Records are looked up by the filter of their list with byid (byids.go), existing ones first, and then deleted ones among
// the ids that are missing, since publish selects one or the other. What shows there that it was not deleted is left out: its
// server ignores publish. Ids that an answer lacks are asked for again together, since servers may cut answers or know only
// a single byid: so several ids cost a request more if one of them is no existing record's, and one id does not.
//
// # Changes
//
// changed_from is a lower bound on the activity time. Only new deals are known to have none; for them alone a request
// by creation goes first, so that the other lists cost one request. changed_until is the newest activity that was read,
// less changed_overlap, and never a clock of ours, except for several stock types, which end at different moments.
// A scan that reads at the live end in the hour that the clocks show twice may miss what changes in it; changed_until reaches back
// two hours more then, so that the next run finds it.
//
// # Rows without an id
//
// A row whose id cannot be read stands at its time if it shows one, else after the row it came after; its key then is
// longer than a clock, so that it teaches nothing about bounds. Lists go on after rows with an id only: a page without
// any is malformed unless it is the last. Such rows of the same bytes that share a time are told once.
package timeline
