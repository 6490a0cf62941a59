// Package apro connects to APRO CRM (crma.pro), the English edition of INTRUM CRM: stock items, contacts, activities,
// deals, invoices and calls, what hangs on them, and the catalogues and other lists that stand apart from them.
//
// # Requests
//
// A request is read once, when it is opened, into a value that does not change: a listing, invoiceQuery, whole, unordered,
// history, links or remarks. Its pages may be fetched concurrently, so that a page's state is its own. What answers teach of the
// server is kept by the client (knowledge). A filter of contacts by kind is opened in the words of both dialects, of which each page
// takes those that the server is known to have.
//
// # Transport
//
// Requests are form-encoded POSTs in PHP's bracket notation, since GET would put the key into access logs. The envelope
// decides whether a request succeeded, whatever the HTTP status (errors.go). A key that is wrong and one that lacks a
// right give the same ACCESS_DENY, so both are KindForbidden.
//
// The vendor's page may rename keys that its servers do not: rows are read in both spellings, filters whose key differs
// are sent in both, and the words of nattype, which cannot be, are learned from the rows. PHP ignores parameters it
// does not know, so every row is verified by every filter that it can show.
//
// # Seek: stock items, contacts, activities, deals, calls
//
// A list is read in the order of its time, always as the first page of what is not below the cursor (seek.go). There
// are no page numbers that could shift: a row that changes moves up, ahead of the reader, and is met again. The last
// time of a page may be cut by the page's end, so its rows are held back and the next page starts with them. This is
// why calls are read so as well, and not by windows of time as first planned: no first day is needed, and a request
// gives 1000.
//
// A time with more rows than a page (a bulk import) is read whole within one call (ties.go), by page numbers, until it settles
// (paging.Settled). It is bounded by 20,000 rows, and told by a notice. Rows without a time sort first and are read alike. A
// time that is now is first let pass, for a few seconds at most, since rows come into it till then.
//
// A caller who stops within a page goes on at the time of the last record (connectors.Page.After), or at the creation of
// it where windows are read: pages are not read twice, except for ties.
//
// What ends a list is decided by package paging (ends.go): paging.Seek for a page, paging.Window for a window, paging.Settled
// for a time. Proofs are asked for by page numbers. Whether those of calls count from 0 or from 1 is not documented: a page
// that begins in the second half of the first one shows the number of the second, and until one has, the number 1 is tried
// first.
//
// Whether the ends of a period belong to it is not documented. Upper ends are sent one second late, and lower ends one
// second early until the server is seen to include them; rows outside are dropped and counted. A server that honours
// only the days of a period is recognised by the rows of that day, and read day by day where it must be.
//
// A server that does not know date_field compares the creation, and its answers look like the end of the list (period.go).
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
// ours has, and rows would be skipped. Places are times, or numbers of ids, so that none depends on a page size. A server that
// refuses long pages is asked again in the documented size.
//
// # Invoices
//
// Invoices can be read by page number only, in the order of ids (overlap.go). Each page overlaps the one before by some
// rows: if the row where the reader stood, or one before it, is on the page, there is no gap. The size of the page is
// chosen so that its start, which is a multiple of the size, lies just before that place (paging.NumberedAcross). What ends
// the list is decided by paging.Overlap. The newest are read in the other order by the same rule, and on below a page with fewer
// than are wanted (paging.ReadNewest).
//
// # Newest
//
// A descending order reads one page (newest.go). Where that has fewer records than are wanted, paging.Seek decides whether there
// are more, and reading goes on below the last time.
//
// Records whose ids descend as their times do prove no order.
//
// # Stock items
//
// A list walks the types. Rows need not show theirs, so that a server which ignores it would send all items for each type: the
// last record of the types before must not come again (tour.go).
//
// # Look-ups
//
// Records are looked up by the filter of their list with byid (getters.go), existing ones first, and then deleted ones among
// the ids that are missing, since publish selects one or the other. What shows there that it was not deleted is left out: its
// server ignores publish. Ids that an answer lacks are asked for again together, since servers may cut answers or know only
// a single byid: so several ids cost a request more if one of them is no existing record's, and one id does not. Invoices are
// looked up in full, which tells all that the list does (invoicefull.go). Where the answer is a map by id, a record that
// lacks its id has its key's.
//
// # Links and comments
//
// What hangs on records is asked for by their ids, in ascending order, 200 at a time. Links have a record for every id,
// since the answer leaves out ids without links as well as ids that no record has (links.go). What an answer leaves out is
// asked for again until nothing of it comes, since servers may cut answers. Comments come record after
// record, so that the cursor can be any of them (comments.go). A contact's comments are also those of its deals and the
// like, which it may share with other contacts: they are read as one page, of at most five requests, ordered by their
// ids, so that a shared one is told once.
//
// # Catalogues
//
// Catalogues and the like come whole in one answer (catalogue.go) and are sorted by id, or by what their declaration says.
// Rows go through the tables as all others. What the row itself does not tell is set afterwards, by decoding the record,
// changing the message and encoding it again (amend): such lists are small. Answers are taken as an array, as an object
// with the rows as values and, where the vendor's page shows one row in place of the list, as that row; only a scalar is
// malformed. Definitions of fields are taken with a level of types, without it, or bare, for every list (section.go); an
// answer in which nothing is known for definitions is malformed, since an empty catalogue would be kept for it.
//
// A dependent select has its options in its definition if the server sends them, else options_on_demand. The place of a
// field is that within its group; groups have an order of their own, which no field of the API is for. Parents of
// categories are found by tree_id within their type; one that is its own ancestor becomes a root, so that whoever walks
// upwards comes to an end. Users of all statuses are asked for: those who left still own records. Their status "new" says
// neither that they work with the CRM nor that they do not.
//
// # Organizer and types of dialogs
//
// Both can be read by page number only, in an order that is not documented (settled.go): they are delivered as one page, for
// which all pages are read until paging.Settled ends; what any reading brought is delivered. What came in one answer
// needs no second reading where the total is proven. Pages of 10 to 50 rows are documented, so that no fewer are asked for,
// and a total of up to 10 rows cannot be proven by itself. The bound is 2000 rows, since every call reads all of them. An event
// that repeats has one id for all of its occurrences, each of which is a record in the place of its start; only rows of the
// same bytes are one.
//
// Servers of version 2.9 answer the next 30 days unless they are told a period, so all are: from first_day to the last
// second that 32 bits can tell. Parts of a date are in the account's zone, as are texts without one; the offsets that
// version 2.9 sends beside its seconds are not needed.
//
// # Dialogs
//
// Messages are read from the newest backwards, by a date that bounds the pages above, so that new messages move none
// (history.go). The last second of a page may be cut by its end, so its messages are left to the next page. Whether the date
// itself belongs to what it bounds is not documented, so that the second after the wanted ones is asked for, and what lies
// above is dropped. Where the last second of all ends is decided by paging.Seek. A second with more messages than a page is
// read by page numbers, by paging.Settled. Whether totals count what the date excludes is not documented, so that below a
// date only a total that equals what came is believed.
// Texts are decoded as forms are, a plus being a blank; what cannot be decoded stays.
//
// # Online forms
//
// The one operation outside of /sharedapi has parameters of its own and a bare answer (forms.go). The page does not list
// the key among them; it is sent, as the page says of all requests. A failure without a reason is taken for a form that
// does not exist.
//
// # Names and options
//
// Rows have ids of types and stages, and texts of options. The catalogue that comes with a request for a page gives names
// to the former and ids to the latter, and tells where an option ends whose text has commas. Option texts keep their outer
// blanks. A value that the catalogue lacks stays as the row has it.
//
// # Rows without an id
//
// A row whose id cannot be read stands at its time if it shows one, else behind the row it came behind; its key then is
// longer than a clock, so that it teaches nothing about bounds. Lists go on behind rows with an id only: a page without
// any is malformed unless it is the last. Such rows of the same bytes that share a time are told once.
//
// # Changes
//
// changed_from is a lower bound on the activity time. Only new deals are known to have none; for them alone a request
// by creation goes first, so that the other lists cost one request. changed_until is the newest activity that was read,
// less changed_overlap, and never a clock of ours, except for several stock types, which end at different moments.
//
// # Assumed
//
// That every change moves the activity time. That totals, where sent, are of the same moment as the rows. That an answer
// without rows is true, where totals are not sent and no row is known that it should have. That wall clocks are
// enough: the hour that the clocks show twice is read as its first, and filters do not tell the two apart.
// A scan that reads at the live end in that hour may miss what changes in it; changed_until reaches back two hours more
// then, so that the next run finds it. That unknown parameters are ignored: count_total, by_ids and the second spellings
// are sent to servers that may not know them.
//
// Rejected: sets of ids to drop repeats (unbounded), date_field and order_field of creation or id (not documented), and
// order_direct, a spelling of the order that was in the vendor's page for three weeks.
package apro
