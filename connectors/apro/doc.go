// Package apro connects to APRO CRM (crma.pro), the English edition of INTRUM CRM: stock items, contacts, activities,
// deals, invoices and calls, what hangs on them, and the catalogues and other lists that stand apart from them.
//
// One request and one answer are package wire's, lists in the order of time package timeline's, what ends a list is decided by
// package paging. Here is a file for each thing that a user can name, and a line for each list and look-up in connector.go:
//
//	resource                                    strategy
//	stockItems                                  seek, or windows of creation; type after type
//	contacts, activities, deals                 seek, or windows of creation
//	calls                                       seek
//	invoices                                    overlap, in the order of ids
//	contactLinks, dealLinks, comments           by the ids of other records
//	fields, options, types, categories, users,
//	call statuses, trunks, phoneNumbers,
//	departments, branches, groups,
//	publications, unreadDialogMessages          one answer
//	calendarEvents, dialogTypes                 settled: all pages, read until two readings agree
//	dialogMessages                              seek, newest first
//
// A request is read once, when it is opened, into a value that does not change. Its pages may be fetched concurrently, so that
// a page's state is its own. What answers teach of the server is kept by the client (learned). A filter of contacts by kind is
// opened in the words of both dialects, of which each page takes those that the server is known to have.
//
// The vendor's page may rename keys that its servers do not: rows are read in both spellings, filters whose key differs
// are sent in both, and the words of nattype, which cannot be, are learned from the rows.
//
// # Invoices
//
// Invoices can be read by page number only, in the order of ids (overlap.go). Each page overlaps the one before by some
// rows: if the row where the reader stood, or one before it, is on the page, there is no gap. The size of the page is
// chosen so that its start, which is a multiple of the size, lies just before that row (paging.NumberedAcross). The newest are
// read in the other order by the same rule, and on below a page with fewer than are wanted (paging.ReadNewest). Invoices are
// looked up in full, which tells all that the list does (invoicefull.go).
//
// # Stock items
//
// A list reads type after type. Rows need not show theirs, so that a server which ignores it would send all items for each type:
// the last record of the types before must not come again.
//
// # Links and comments
//
// What hangs on records is asked for by their ids, in ascending order, 200 at a time, and again for what an answer leaves out,
// since servers may cut answers. Links have a record for every id, since the answer leaves out ids without links as well as ids
// that no record has. Comments come record after record, so that the cursor can be any of them. A contact's comments are also
// those of its deals and the like, which it may share with other contacts: they are read as one page, in the order of their ids,
// so that a shared one is told once.
//
// # One answer
//
// Rows go through the tables as all others. What the row itself does not tell is set afterwards, by decoding the record, changing
// the message and encoding it again (amend): such lists are small. Definitions of fields are taken with a level of types, without
// it, or bare; an answer in which nothing is known for definitions is malformed, since an empty catalogue would be kept for it.
// Categories find their parents by tree_id within their type; one that is its own ancestor becomes a root. Users of all statuses
// are asked for: those who left still own records. Their status "new" does not say whether they work with the CRM.
//
// # Calendar events and dialogs
//
// Events and types of dialogs can be read by page number only, in an order that is not documented (settled.go): all pages are read
// until paging.Settled ends, and what any reading brought is delivered as one page. An event that repeats has one id for
// all of its occurrences; only rows of the same bytes are one. Servers of version 2.9 answer the next 30 days unless they are
// told a period, so all are: from first_day to the last second that 32 bits can tell.
//
// Messages are read from the newest backwards, by a date that bounds the pages above, so that new messages move none
// (history.go). Whether the date itself belongs to what it bounds is not documented, so that the second after the wanted ones is
// asked for, and what lies above is dropped. Whether totals count what the date excludes is not documented either, so that below
// a date only a total that equals what came is believed.
//
// # Names and options
//
// Rows have ids of types and stages, and texts of options. The catalogue that comes with a request for a page gives names
// to the former and ids to the latter, and tells where an option ends whose text has commas. Option texts keep their outer
// blanks. A value that the catalogue lacks stays as the row has it.
//
// # Assumed and rejected
//
// That every change moves the activity time. That totals, where sent, are of the same moment as the rows. That an answer
// without rows is true, where totals are not sent and no row is known that it should have. That wall clocks are
// enough. That unknown parameters are ignored: count_total, by_ids and the second spellings are sent to servers that may not
// know them. Rejected: sets of ids to drop repeats (unbounded), date_field and order_field of creation or id (not documented), and
// order_direct, a spelling of the order that was in the vendor's page for three weeks.
package apro
