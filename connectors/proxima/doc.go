// Package proxima connects to Proxima CRM (pharmahrm.com): visits, by the database function api_get_tasks_json.
//
// # Reading the list
//
// The upstream has no list of all visits, only those of a range of days. So the scan walks windows of start days, from
// the settings' first_day to horizon_days ahead of today, and a window is a page. A cursor is the window's first day
// and its length. A window is asked for with pad_days more on both sides and cut by the decoded start, so that each
// visit belongs to exactly one window wherever the upstream's days begin, and a visit over midnight to one at all.
// Visits that start beyond the horizon are not listed, unless start_before names a later day.
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
// tenant that answers at once cannot be cut short: there a window has to fit the 64 MiB of an answer.
//
// # Batches
//
// It is documented nowhere whether the first batch is 0 or 1. It is learned from the first result that can tell
// (batches.go), unless the settings say. All batches of a job but the last must be of one length and none may be empty
// or come twice; otherwise they are read once more, and then the page fails as data lost.
//
// # Filters
//
// Bounds of start and end go upstream as days and are applied to the second here; rows beyond them count as outside.
// Which rows a day covers is not documented, and the vendor's own sample lies outside the days it asks for, so rows
// outside are no error. Ids and owner are exact, and a row that breaks them is.
//
// # Assumed
//
// That no visit is planned longer than pad_days covers (a longer one that is seen is told as LONG_VISITS), that a job
// may cover a quarter of a year, that the batches of a finished job do not change, and that times without a zone are
// UTC, as documented.
//
// # Left out
//
// CSV, the vendor's other functions, and windows in parallel, which are the engine's business. A job cannot be
// cancelled upstream; a cancelled call only stops asking.
package proxima
