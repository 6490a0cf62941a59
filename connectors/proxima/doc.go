// Package proxima connects to Proxima CRM (pharmahrm.com). All of its lists are database functions (functions.go): visits with
// their cards, calendar events, contacts, users, preparations, and the names of the fields of cards.
//
// # Lists by start
//
// The upstream has no list of all visits, only lists of a range of days. So the scan reads windows of start days, from the
// settings' first_day to horizon_days after today, and a window is a page. A cursor is the window's first day and its length.
// Each request adds pad_days on both sides of the window, and the rows are cut by their decoded start. So each visit belongs to
// exactly one window, wherever the upstream's days begin, and also a visit over midnight. Visits that start after the horizon
// are not listed, unless start_before names a later day. Calendar events are read in the same way, but only in a period that
// the request names.
//
// A run answers with a job, which is polled and then read in batches, or with the rows at once. The vendor's pages describe
// both, so the answer decides (jobs.go). The rows of a window come in any order and are sorted by start. A job is a snapshot,
// but a cursor does not name the job: it is not known how long the upstream keeps jobs, and a window can always be run again.
// The connector runs a window again when its job is lost or fails. A job that does not finish within job_timeout fails the
// page, so that a stuck job is noticed.
//
// The length of windows follows the data. After a window of one batch the next window is twice as long, since it would cost the
// same. After more than 20 batches the next window is half as long. A job of more than 40 batches is not read; half of the
// window is run instead. Calls that want few records get windows of one batch, since paging within a window runs the window
// again. A tenant that answers at once states no number of batches. There a window must fit into the 64 MiB of an answer, or
// half of its days are run instead.
//
// Windows are read ahead, in parallel, once their length has settled: when the next window is planned as long as the one just
// read. Before that, windows that are read ahead could be more jobs than windows one by one. If the length changes again, the
// windows of the old length are at most those that are under way. Windows that are read at the same time are not read in the
// order of their days: a visit that is rescheduled between two of them meanwhile, even to a later one, may be missed, or its
// older version may come last. Sources with parallel_reads: 1 read window by window, and so do sources with a budget.
//
// # Cards
//
// Cards have no time, only the visit that they belong to, and a padded period has cards of visits that are outside the window.
// So a window reads its visits first and then its cards, and keeps the cards of its own visits, in the order of the visits'
// starts. This costs a second job for each window with visits. In return a card comes exactly once, in a period that is exact
// to the second. Rejected: unpadded windows, in which a visit over midnight belongs to no window or to two, depending on what
// the upstream compares. Also rejected: one job for a period of at most a month, which leaves both the bounds of the period and
// the cards at the borders of months to the caller. A card of a visit without a readable start comes at the beginning of each
// window in which it is sent. Cards without a preparation or a brand may have the same id. All of them are delivered, as long
// as they differ.
//
// # Lists of one job
//
// Contacts, users, preparations and names of fields have no period: one job returns the whole list, which is one page in the
// order of ids. A list by ids has 200 ids a job, in their order. Look-ups read in the same way and leave out rows that were not
// requested. They run one more job where some ids came and others did not. A look-up of visits has one period, padded like a
// window and cut to the second. The upstream lists only contacts that were visited at least once, so a missing contact is not a
// deleted one. Neither contacts nor visits show that they were deleted.
//
// Names of fields are changed after a table has read them, since some keys differ from those of the API (plancount is
// planned_quantity). Only the key of a field shows its type; a field without a known key is a text. A field has a name for each
// role, and each name is a record.
//
// # Batches
//
// The contract's own word ends each part, (a) of docs/design.md 6.1. A job ends with its last batch by number, and a finished
// job states the number of batches. An answer without a job is whole. A list of windows ends with its last day, however many
// windows are empty. A list by ids ends with the last ids. The lengths of batches end nothing, and are checked:
//
//   - An empty batch before the last, a batch of another length than the first (the last may be shorter), or a batch that
//     equals the one before it does not end a job. All batches are read once more, and then the page fails as data lost. So a
//     server that hides rows of a batch is refused.
//   - Some servers count a single batch without rows for a result without rows. The batch is requested once more, without its
//     number, and rows that come then are the batch. So an empty window costs one request more there.
//   - The result of a job with 0 batches, or without a number of batches, is requested without a number, too. A full batch is
//     refused then, since it could be the first of several.
//   - A row that comes twice is a repeat, wherever it stands.
//
// It is documented nowhere whether the first batch is 0 or 1. The first result that proves the number decides (batches.go),
// unless the settings do.
//
// # Filters
//
// Bounds of start and end are sent as days and applied to the second here; rows outside of them count as outside. It is not
// documented which rows a day includes, and the vendor's own sample lies outside the days of its request. So rows outside are
// no error. Ids and owner are exact, and a row that breaks these filters is an error. Where cards are filtered by preparation
// and by brand, both must hold. The upstream may require only one: a card that passes one of them is outside, and a card that
// shows other values and passes neither is an error.
//
// # CSV
//
// With the setting format: csv the functions' CSV variants are run, for tenants that have no others. A row becomes the JSON
// object of the same keys, by the documented order of the columns, and one table reads both. include_raw returns that object. A
// result has no batches, so its size is not known before it is read: as for a tenant that answers at once, a window must fit
// into the 64 MiB of an answer. A blank result has no rows. But an answer to a run with an empty body is a failure, as in JSON.
// Empty cells are absent, lists are split at commas, and events have no offset. Contacts and preparations have no CSV variant
// and are refused.
//
// # Assumed
//
// That no visit or event is planned longer than pad_days covers (a longer record that comes causes the notice LONG_VISITS or
// LONG_EVENTS); that the days of a period mean the same for cards as for their visits; that a job may cover a quarter of a
// year; that the batches of a finished job do not change; that an answer without rows and without a job is true; and that times
// without a zone are UTC, as documented.
//
// # Left out
//
// A job cannot be cancelled upstream; a cancelled call only stops polling.
package proxima
