// Package administrate connects to Administrate: tasks, as a list and by id, and writes of them.
//
// There are two transports behind the same methods. rest_v2 is the REST API, version 2, which the vendor announced to end on 12 May 2026;
// graphql (files graph_*.go) is what most tenants have since. An account has one of them, by the setting transport. Nothing switches by
// itself, since the lists have different orders, so that a resume token of one is of no use to the other.
//
// The sections up to "GraphQL" are about REST.
//
// # Reading the list
//
// Tasks are read by keyset, the vendor's own recipe: `_order=id`, `id__gt=<last id>`. New tasks get higher ids and deletions
// shift nothing, so every task that exists throughout a scan is read exactly once. A cursor is the last id. Each page is
// checked to ascend from that id, so that an ignored order or filter is noticed.
//
// The list ends at an empty answer from beyond the last task, by paging.Keyset, since the upstream states no totals. A short
// page is not the end: servers cut pages below the requested size, and hide rows after they have applied the limit. So a list
// of one page costs two requests, and a list of 250 tasks four.
//
// The newest tasks are one page, for one request if that returns as many as are wanted. Otherwise the next ones are requested
// by `id__lt` until there are enough, or no more.
//
// A row without a readable id gets a place just after the row before it. Such a row cannot be a cursor. A page on which no row
// has an id is requested again, and is the last page if the same rows come. A row that comes twice in succession, as joins in a
// database cause, is delivered once.
//
// At least ten rows are requested, since a few may be in order by chance. Where only one row comes, one request for the tasks
// between that row and the cursor proves the order.
//
// # Reading ahead
//
// A whole list without filters is read at several places at a time. A page states where it expects the pages after the next: as
// many ids further as it has rows, less one, since so many rows span at least so many ids. So pages leave no gap, whatever was
// deleted. Each page requests a quarter more rows, which make up for the ids that no task has. So there are no more pages than
// one by one as long as four fifths of the ids have a task; where fewer have one, nothing is read ahead. A page joins when it
// starts before the last row of the page before it, and it must have that row, so that an answer to another request loses
// nothing. If a page does not join, the list goes on where the page before ended, for one request.
//
// Nothing is read ahead after the highest id. The highest id is requested once, with the second full page, and again when the
// list has grown by a page. Nothing is read ahead either where the server cuts pages to the set page size or less (set
// page_size to four fifths of what it sends), or where it refuses the necessary requests. Reading ahead costs that one request
// and the guesses that fall into a gap of hundreds of ids; it saves what the longer pages save. Up to the highest id, a page
// that has nothing but the row before it is requested without that row. Rejected: guesses as far apart as pages span, which
// leave gaps where ids are sparse; and ranges with an upper bound, which are never full, so that there are more of them.
//
// # Look-ups
//
// One task is read from its own address, for one request. A status 404 means that the task does not exist, unless the answer is
// a web page. A retired API that answers so without a web page looks the same. Several tasks are read by the list with
// `id__in`, 100 at a time, or a page of the settings if that is less. Ids that did not come are requested again together, until
// all have come or none comes (paging.ByIDs), so that a cut page cannot make tasks missing. Deleted tasks cannot be found. Ids
// have no leading zeros, since records are matched by the upstream's own spelling.
//
// # Writing
//
// A task is created by POST, changed by PUT with the changed fields alone, and deleted by DELETE, each for one request. The answer
// is the task, which proves the write. A status 4xx says that nothing was written; a status 404 of a create says that a field is
// missing or an id does not exist. A redirect says nothing of that kind, since servers also redirect after a write.
//
// # Shapes
//
// Rows of the list have `account_id` and `opportunity`, single records have neither; one table reads both. In a single record
// the account's own id replaces `account_id`. The shapes of `contact`, `event` and `opportunity` are documented nowhere: their
// values are in `raw`.
//
// # Assumed
//
// That `_order` and `id__gt` are honoured (checked); that ids of new tasks are higher than all older ones; and that no answer
// is empty while there are more tasks: a server that repeats an empty answer in place of another, or hides all rows of a page,
// ends the list. Of writes: that null clears a reference, a text or a time; that times without an offset are in the source's zone;
// and that a status 4xx means that nothing was written. Users can change `created_on`, so it is a filter, but no cursor.
//
// # GraphQL
//
// No page of the vendor shows the type of tasks. So the queries are made from the tenant's schema (internal/schema), which is read at the
// first call and kept for an hour. A query that the upstream refuses reads it again, if it is older than a minute. What the schema lacks is
// unset, with a notice; a request that needs it is refused and names it. Nothing is replaced by a guess.
//
// Access tokens are those of package oauth. The endpoint answers nearly everything with status 200, so errors in the answer decide. A
// success has errors too, an empty list. The codes of errors are not documented: access, login and cost are known by words, for the kind of the error
// alone. If a query with the caller's filters is refused, the same query without them shows whether they are the cause.
//
// Global ids are opaque, so there is no keyset by id, and cursors are positions in disguise. Lists are read in the order of creation,
// always as the first page of the tasks from a second on, so that nothing shifts (graph_seek.go); by changed_from in the order of the last change. The end
// of a page may cut the tasks of its last second, which are left to the next page. A second with more tasks than a page is read by
// positions, pass after pass (paging.Settled). Totals prove ends as package paging says. Windows of time with an upper end, as first planned,
// would need a width to be guessed, and more requests.
//
// A second is the unit, since servers may compare parts of a second that they do not show. If the second that a page should begin with is
// not on it, the page is asked for from one second earlier. Tasks without a time are asked for separately where the schema allows
// them: first in a list by creation, and last in a list by changes, since a task that is created while changes are read must not be before the
// next changed_from.
//
// Times have an offset or none; which, an answer shows, or one task that is asked for. Then filters and writes have the same form.
//
// Records have the number of REST as id if the schema has it (legacyId), so that both transports have the same ids, and the global id beside it. A
// write sends global ids. Numbers are turned into them by one query before (Write.Prepare), if the schema finds records by numbers.
//
// A mutation says itself that it has refused the task, in its payload. Errors without data may come after the change, so the outcome is then
// unknown and is settled by reading.
package administrate
