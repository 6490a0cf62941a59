// Package solos connects to Solos CRM (API v2): projects and what belongs to them, which is all that its documentation has.
//
// # Reading projects
//
// The upstream pages by count and offset only, and a project that is deleted while the list is read moves all after it up by
// one, so that a plain reader loses the first row of its next page. Here pages overlap. A cursor holds how many rows stand up
// to the last one read, that row, and by how many rows to overlap. paging.Overlap decides what a page means: the next one
// must show that row again, or the same call asks again further back; and it decides what ends the list.
//
// Ids must ascend within a page, which proves that the order is honoured. The way out for a tenant that does not
// honour it, to read everything until passes agree, is not built for all projects, of which there may be any
// number: it needs sets of ids. Such a list ends as inconsistent.
//
// Each part ends by (c) of docs/design.md 6.1, whatever the lengths of pages were: a page overlaps what came, asks for more
// and has nothing new, and the newest project, one row in the opposite order, is the last that came. So a list of one page
// costs two requests, and a longer one costs the newest row besides its pages. An empty first answer ends the list: nothing
// tells it from that of an empty list. No total is documented, and a number beside a list may as well be the argument count
// again, so that totals end nothing, keep nothing open, and are passed on as estimates.
//
// The order "-id" is read in the same way, downwards, until as many projects have come as are wanted: in one request where
// the upstream sends that many. A page with fewer, or with projects that were created after the range, is read on below.
//
// # Reading what belongs to a project
//
// Steps, checklists and goods have no pages: one request, one page, sorted by id, which is (a) of docs/design.md 6.1. Rows that share an id, such as two lines
// of one good, are all kept, since within one answer nothing can have moved; the second and later ones get keys just behind
// that of the first.
//
// Events and payments have pages, but no order can be asked for. While rows come in the order of ids they are read like
// projects, by pages that overlap. Pages are asked for in full however few records are wanted, because the order of a few
// rows shows little. The newest row cannot be asked for, so that the end is a page of the last record alone and an empty one
// after that. A list by event_id or payment_id ends with that record. Where a row stands after one with a higher id, the list
// is read whole instead, by paging.Settled: all pages, again and again until the readings agree, and sorted. This one page may
// have 20,000 rows; a longer list without an order is refused as lost data.
//
// Reading whole begins with the answer that showed the order, and has a cursor of its own. So a scan that was stopped within
// it goes on in it, even if another process does that and the first page there happens to ascend. An order that shows only
// after the first page ends the scan as inconsistent, as rows with lower ids than those delivered may follow; the client
// remembers it, and the next scan reads whole from the start. Where each answer has another order, readings agree late: dozens
// of requests for each call, which ends with the notice END_UNPROVEN.
//
// Rejected: reading whole always, which doubles the cost of long lists and makes each page of a JSON client cost the whole
// list; and asking each page twice, which proves less and costs the same.
//
// # Look-ups
//
// Projects and events are looked up by id, one request each. Deleted projects are found too and show it by `deleted`. There
// is no such record where the answer is null, false or empty, with or without an envelope, or has records of other ids
// only; a status 404, or a refusal with that code, is KindNotFound. It is so for lists of a project as well, and names
// project_id. A 404 that is a page for people is not taken for that, but for a wrong address.
//
// # Filters
//
// A request for projects without a filter is GET /projects, any other POST /projects/filter. Paging arguments are sent always, since
// no default is documented.
//
// Whether a creation range includes its ends is not known, and neither is what it compares times with. So it is asked
// for a day wider at each end, and rows of those days that show their creation are dropped and counted as outside; rows
// beyond them show that the filter was ignored. An open end is asked for as 1970-01-01 or 2100-01-01. With MATCH_ANY a
// row may be there for another filter: nothing is verified or dropped, and the range stays a day wider.
//
// Conditions on dynamic fields are sent as the documented samples have them: "=" as one text, dates included, and "in"
// as an array, of integers when all its values are. A field that refers to something, such as client_id, wants "in".
//
// What filter_date compares is not documented: it is passed on, and nothing is verified. Steps are verified by step_id or
// by their own id, as it is not known which one filter_steps means. Other filters are verified where rows show the value,
// the project included.
//
// # Answers
//
// No answer of this API is documented anywhere. The decoder takes the records from an array, or from the member of an
// object that docs/upstreams/solos.md names; golden samples are the emulator's guess. What says that it failed is never
// taken for a list, even if an empty one stands beside it. The typed fields are those whose names the filter documents; every other
// key, and every member of an object `data` of a project, goes to `fields`. A `deleted` that rows show verifies the argument of that
// name.
//
// Fields of steps, events, checklists, goods and payments are guessed from the filters, from API v1 and from what such keys
// are mostly called, with several spellings. An item of a checklist may be a mere text. A record that is looked up may have
// members such as `error` and `status` of its own; with an id beside them they are no refusal.
//
// A row of projects, events or payments without a readable id gets a key just after that of the row before it, so that
// it is told once wherever pages end, and pages overlap as far as the last row with an id; in lists that are read at once such
// rows come first. A page after the first needs at least one row with an id.
//
// # Assumed
//
// That `order_by=id`, `count` and `offset` are honoured (checked), that new records get higher ids than all older ones where
// lists come in the order of ids, that no empty answer comes in place of a first page, and that no old answer comes again
// where rows are removed at the same time. Of lists that are read whole: that rows which come and go between the pages of one
// reading do not do so in the same places of the next.
//
// Left out: a setting for a tenant's own certificate authority (the transport belongs to the server), and slices by
// creation date, which would lose projects without one.
package solos
