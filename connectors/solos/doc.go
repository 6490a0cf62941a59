// Package solos connects to Solos CRM (API v2): projects and their steps, events, checklists, goods and payments, which is all
// that its documentation has.
//
// # Reading projects
//
// The upstream pages by count and offset only. When a project is deleted while the list is read, all projects after it move up
// by one, so a plain reader loses the first row of its next page. Here pages overlap. A cursor holds the number of rows up to
// the last one read, that row, and the number of rows to overlap. paging.Overlap decides what a page means and what ends the
// list: the next page must show the last row again, or the same call requests rows further back.
//
// Ids must ascend within a page, which proves that the order is honoured. For a tenant that does not honour the order, reading
// everything until two readings agree is not built for the list of projects, which may have any length: it needs sets of ids.
// Such a list ends as inconsistent.
//
// Each part ends by (c) of docs/design.md 6.1, whatever the lengths of pages were: a page overlaps what came, requests more and
// has nothing new, and the newest project, one row in the opposite order, is the last that came. So a list of one page costs
// two requests, and a longer list costs one request besides its pages. An empty first answer ends the list, since it looks like
// the answer of an empty list. No total is documented, and a number in an answer may as well be the count argument. So totals
// end nothing, keep nothing open, and are passed on as estimates.
//
// The order "-id" is read in the same way, downwards, until as many projects have come as are wanted: in one request where the
// upstream sends that many. If a page has fewer, or has projects that were created after the range, the next page below is
// read, too.
//
// # Reading the records of a project
//
// Steps, checklists and goods have no pages: one request, one page, sorted by id, which is (a) of docs/design.md 6.1. Rows that
// share an id, such as two lines of one good, are all kept, since nothing can have moved within one answer. The second and
// later ones get keys just after the key of the first.
//
// Events and payments have pages, but no order argument. While rows come in the order of ids, they are read like projects, by
// pages that overlap. Pages are requested in full however few records are wanted, because the order of a few rows shows little.
// The newest row cannot be requested, so the end is proven by a page of the last record alone and an empty page after it. A
// list by event_id or payment_id ends with that record. Where a row comes after a row with a higher id, the list is read whole
// instead, by paging.Settled: all pages, again and again until two readings agree, and sorted. This one page may have 20,000
// rows; a longer list without an order is refused as lost data.
//
// Reading whole begins with the answer that showed the order, and has a cursor of its own. So a scan that was stopped within
// the page reads whole again, even in another process, and even if the first page looks ordered there. If the order shows only
// after the first page, the scan ends as inconsistent, since rows with lower ids than those delivered may follow. The client
// remembers this, and the next scan reads whole from the start. Where each answer has another order, readings agree late: after
// dozens of requests for each call, which ends with the notice END_UNPROVEN.
//
// Rejected: reading whole always, which doubles the cost of long lists and makes each page of a JSON client cost the whole
// list; and requesting each page twice, which proves less and costs the same.
//
// # Look-ups
//
// Projects and events are looked up by id, one request each. Deleted projects are found too, and `deleted` shows that. A record
// does not exist if the answer is null, false or empty, with or without an envelope, or has only records with other ids. A
// status 404, or a refusal with that code, is KindNotFound. The same is true of lists of a project, where the error names
// project_id. A 404 that is a web page means a wrong address instead.
//
// # Filters
//
// A request for projects without a filter is GET /projects, any other is POST /projects/filter. Paging arguments are always
// sent, since no default is documented.
//
// It is not known whether a creation range includes its ends, and what it compares times with. So the request is a day wider at
// each end. Rows that show a creation on those days are dropped and counted as outside; rows beyond them show that the filter
// was ignored. An open end is sent as 1970-01-01 or 2100-01-01. With MATCH_ANY a row may be there for another filter: nothing
// is verified or dropped, and the range stays a day wider.
//
// Conditions on dynamic fields are sent in the form of the documented samples: "=" as one text, dates included, and "in" as an
// array, of integers when all its values are integers. A field that refers to another record, such as client_id, needs "in".
//
// It is not documented what filter_date compares: the value is sent, and nothing is verified. Steps are verified by step_id or
// by their own id, since it is not known which of them filter_steps means. Other filters, the project included, are verified
// where rows show the value.
//
// # Answers
//
// No answer of this API is documented anywhere. The decoder takes the records from an array, or from the member of an object
// that docs/upstreams/solos.md names; golden samples are the emulator's guess. An answer that states a failure is never taken
// for a list, even if it has an empty list. The typed fields are those with names that the filter documents; every other key,
// and every member of an object `data` of a project, goes to `fields`. A `deleted` that rows show verifies the argument of that
// name.
//
// Fields of steps, events, checklists, goods and payments are guessed from the filters, from API v1 and from common names for
// such keys, with several spellings. An item of a checklist may be a plain text. A looked-up record may have members of its own
// such as `error` and `status`; an object with these and an id is no refusal.
//
// A row of projects, events or payments without a readable id gets a key just after the key of the row before it, so that the
// row is reported once wherever pages end. Pages overlap as far as the last row with an id. In lists that are read whole, such
// rows come first. A page after the first needs at least one row with an id.
//
// # Assumed
//
// That `order_by=id`, `count` and `offset` are honoured (checked); that new records get higher ids than all older ones where
// lists come in the order of ids; that no empty answer comes in place of a first page; and that no old answer comes again while
// rows are removed. Of lists that are read whole: that rows which come and go between the pages of one reading do not do so in
// the same places of the next.
//
// Left out: a setting for a tenant's own certificate authority (the transport belongs to the server), and slices by creation
// date, which would lose projects without one.
package solos
