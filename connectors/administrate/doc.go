// Package administrate connects to Administrate's REST API, version 2: tasks, as a list and by id.
//
// # Reading the list
//
// Tasks are read by keyset, the vendor's own recipe: `_order=id`, `id__gt=<last id>`. Insertions get higher ids and
// deletions shift nothing, so every task that exists throughout a scan is read exactly once. A cursor is the last id.
// Each page is checked to ascend from it, so that an ignored order or filter cannot pass for a list.
//
// The list ends at an empty answer from beyond the last task, by paging.Keyset, since the upstream tells no totals. A short page
// is not the end: servers cut pages below the size asked for, and hide rows after they have applied the limit. So a list of
// one page costs two requests, and one of 250 tasks four.
//
// The newest tasks are one page, for one request if it has as many as are wanted. Where it has fewer, the next ones are asked
// for by `id__lt` until there are enough, or none.
//
// A row without a readable id stands after the one before it. It cannot be a cursor. A page on which no row has an id is asked
// for again, and is the last one if the same rows come. A row that comes twice in a row, as joins of tables make rows come,
// is delivered once.
//
// No fewer than ten rows are asked for, since few may be in order by chance. Where a single one comes all the same, a request
// for what lies between that row and the cursor proves the order.
//
// # Reading ahead
//
// A whole list without filters is read at several places at a time. A page says where it expects the ones behind the next: as
// many ids further as it has rows, less one, since so many rows span no fewer ids. So pages leave no gap, whatever was deleted.
// A quarter more rows are asked for, which make up for the ids that no task has, so that pages are no more than one by one
// as long as four fifths of the ids have a task; where fewer have, nothing is read ahead. A page joins when it starts before the
// last row of the one before it, and must have that row, so that an answer to another question loses nothing: the list goes on
// where the page before ended, for one request.
//
// Nothing is read ahead after the highest id, which is asked for once, with the second full page, and again when the list
// has grown by a page; nor where the server cuts pages to what is set as their size or less (set page_size to four fifths of
// what it sends), or where it refuses what this needs. It costs that one request, what guesses do that fall into a hole of
// hundreds of ids, and saves what the longer pages save. Up to the highest id, a page that comes with nothing but the row
// before it is asked for without that row. Rejected: guesses as far apart as pages span, which leave gaps where ids are sparse;
// and ranges with an upper bound, which are never full, so that there are more of them.
//
// # Look-ups
//
// One task is read from its own address, for one request. A status 404 says that there is none, unless it comes as a web
// page; a retired API that answers so without one cannot be told from it. Several are read by the list with `id__in`, 100
// at a time or a page of the settings if that is less. Those that did not come are asked for again together, until all are
// there or none comes (paging.ByIDs), so that a cut page cannot make tasks missing. Deleted tasks are gone for good. Ids have
// no leading zeros, since records are told apart by the upstream's own spelling.
//
// # Shapes
//
// Rows of the list have `account_id` and `opportunity`, single records have neither; one table reads both. The account's
// own id, which a single record has, stands for the first. The shapes of `contact`, `event` and `opportunity` are
// documented nowhere: they are in `raw`.
//
// # Assumed
//
// That `_order` and `id__gt` are honoured (checked), that ids of new tasks are higher than all older ones, and that no answer
// is empty while there are tasks: a server that sends an empty answer again in place of another one, or hides all rows of a
// page, ends the list. `created_on` is writable and therefore a filter, but no cursor.
package administrate
