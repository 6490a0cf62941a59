// Package proxima connects to Proxima CRM (pharmahrm.com), all of whose lists are database functions (functions.go): visits
// with their cards, calendar events, contacts, users, preparations, and the names of the fields of cards.
//
// # Lists by start
//
// The upstream has no list of all visits, only those of a range of days. So the scan walks windows of start days, from
// the settings' first_day to horizon_days ahead of today, and a window is a page. A cursor is the window's first day
// and its length. A window is asked for with pad_days more on both sides and cut by the decoded start, so that each
// visit belongs to exactly one window wherever the upstream's days begin, and a visit over midnight to one at all.
// Visits that start beyond the horizon are not listed, unless start_before names a later day. Calendar events are read in
// the same way, but only of a period that the request names.
//
// A run answers with a job, which is polled and then read in batches, or with the rows at once: the vendor's pages
// describe both, so the answer decides (jobs.go). The rows of a window come in any order and are sorted by start.
// A job is a snapshot, but a cursor does not name it: jobs are kept for an unknown time, and a window can always be
// run again, which is what happens when a job is lost or fails. One that does not finish within job_timeout fails the
// page, so that a stuck job is noticed.
//
// The length of windows follows the data. One batch makes the next window twice as long, since it would cost the same;
// more than 20 make it half as long; and a job of more than 40 batches is not read but run again for half of the
// window. Calls that want few records are led to windows of one batch, since paging within a window runs it again. A
// tenant that answers at once cannot be cut short: there a window has to fit the 64 MiB of an answer, or is run again for half
// of its days.
//
// Windows are read ahead, in parallel, once their length has settled, which is when the next one is planned as long as the
// one just read; before that they could be more jobs than window by window. A length that changes again makes at most as
// many windows of the old one as are under way. Windows that are read at the same time are not read in the order of their
// days: a visit that is rescheduled between two of them while they are, to a later one too, may be missed or come in its older
// version last. Sources with parallel_reads: 1 read window by window, and so do sources with a budget.
//
// # Cards
//
// Cards carry no time, only the visit they belong to, and a padded period has cards of visits that are not in it. So a
// window reads its visits first and then its cards, and keeps the cards of the visits it owns; they are in the order of the
// visits' starts. It takes a second job for each window with visits, and in return a card comes exactly once, in a period
// that is exact to the second. Rejected: unpadded windows, in which a visit over midnight belongs to none or to two,
// depending on what the upstream compares; and one job for a period of a month at most, which leaves both the bounds of the
// period and the cards at the borders of months to the caller. A card whose visit has no readable start comes at the
// beginning of each window it is sent in. Cards without a preparation or a brand may share what makes their ids: each is
// told, as long as they differ.
//
// # Lists of one job
//
// Contacts, users, preparations and names of fields have no period: one job answers them whole, and they are one page, by
// id. Ids go 200 to a job, in their order. Look-ups read the same way, leave out what was not asked for, and run one more
// job where some ids came and others did not; a visit is looked up in one period, padded like a window and cut to the
// second. The upstream lists only contacts that were visited at least once, so absence is no deletion. Neither contacts nor
// visits show that they were deleted.
//
// Names of fields are changed once a table has read them, since some keys differ from those of the API (plancount is
// planned_quantity), and their types are told by the keys alone; what no key tells is a text. A field has a name for each
// role, which are records of their own.
//
// # Batches
//
// What ends each part is the contract's own word, (a) of docs/design.md 6.1: a job ends with its last batch by number, which
// is the count that a finished job tells; an answer without a job is whole; a list of windows ends with its last day, however
// many windows are empty; a list by ids, with the last ids. Lengths of batches end nothing, and are checked:
//
//   - An empty batch before the last, a batch of another length than the first (the last may be shorter), or one that equals
//     the one before it is no end: all batches are read once more, and then the page fails as data lost. So a server that
//     hides rows of a batch is refused.
//   - A single batch without rows is how some servers count a result without any. It is asked for once more, without its
//     number, and rows that come then are the batch. So an empty window costs one request more there.
//   - A job whose number of batches is 0 or not told is asked for without a number, too; a full batch is refused then, as it
//     could be the first one of several.
//   - A row that comes twice is a repeat, wherever it stands.
//
// It is documented nowhere whether the first batch is 0 or 1. It is learned from the first result that can tell
// (batches.go), unless the settings say.
//
// # Filters
//
// Bounds of start and end go upstream as days and are applied to the second here; rows beyond them count as outside.
// Which rows a day covers is not documented, and the vendor's own sample lies outside the days it asks for, so rows
// outside are no error. Ids and owner are exact, and a row that breaks them is. Where cards are filtered by preparation and
// by brand, both must hold, which the upstream may see otherwise: a card that passes one of them is outside, one that shows
// others than asked for and passes none is an error.
//
// # CSV
//
// With the setting format: csv the functions' CSV twins are run, for tenants that have no others. A row becomes the JSON
// object of the same keys, by the documented places of the columns, and goes through the same table; include_raw shows that
// object. A result has no batches, so its size cannot be told before it is read: like the rows of a tenant that answers at
// once, a window has to fit the 64 MiB of an answer. A result that is blank has no rows; but a run that is answered by nothing
// at all, not even a byte, has failed, as it has in JSON. Empty cells are absent, lists are cut at commas, and events have no
// offset. Contacts and preparations have no twin and are refused.
//
// # Assumed
//
// That no visit or event is planned longer than pad_days covers (a longer one that is seen is told as LONG_VISITS or
// LONG_EVENTS), that the days of a period mean the same for cards as for their visits, that a job may cover a quarter of a
// year, that the batches of a finished job do not change, that an answer without rows and without a job is true, and that times without a zone are UTC, as documented.
//
// # Left out
//
// A job cannot be cancelled upstream; a cancelled call only stops asking.
package proxima
