// Package proxima is a local emulator of Proxima CRM's HTTP API: login, the asynchronous job that runs a database function, its
// status and its result in batches, and the synchronous answer that the functions' own pages describe. It has all fourteen
// documented functions: visits, calendar events, control and arrangement cards, users and names of fields, each as JSON and as
// CSV, and preparations and contacts as JSON.
//
// # Data
//
// A base visit is a function of (seed, rows, id) and never of the clock. So it is the same after a restart, and a million
// visits cost nothing until they are read. Base visits have a rank. Their start never decreases with the rank, so that binary
// search finds a window of dates. A bijection assigns the ids, which have gaps, to the ranks, so that ids are unrelated to the
// start. Only inserted and changed visits are stored in memory.
//
// Planned starts are from 2024-01-01 to 2026-12-31. Visits before 2026-10-01 are mostly closed, later ones are open; no visit
// was created after that day. March 2025 is the busy month (setting busy_month_rows), and on its 18th a bulk import put more
// visits on one second than a batch has (setting bulk_rows).
//
// Calendar events are stored like visits, a quarter as many. Visits and events can be inserted, changed and deleted; all other
// data follows from them and from the seed. A visit has up to three control cards and two arrangement cards as long as it
// exists. Users are those of visits and events, and some who left. Contacts are those of base visits, deleted or not, and of
// existing visits that were inserted or changed. Cards have preparations of a list of forty. Every name and number of a person
// is invented.
//
// # Decisions where the vendor's pages are silent
//
//   - A job's rows come in an arbitrary order that depends only on the seed and on their number: the upstream promises no
//     order, so a client that needs one must sort.
//   - Job states advance by counting status requests, never by a timer: tests stay fast and exact.
//   - A job reads the list at the moment when it finishes; its result has the same rows however often it is read.
//   - An unknown or expired job is 404 with a message, for status and for result.
//   - batch_count is null until a job has finished.
//   - A run request without a JSON content type is answered as if its body were empty.
//   - Argument names that the function does not have are ignored, so "id" in place of "ids" filters nothing.
//   - A period that ends before it starts is valid and has no visits in most window tests.
//   - A visit that Touch moves is open again: it loses its actual times, distance and coordinates.
//   - CSV is UTF-8 with a line feed after each row, and a byte order mark if the setting csv_bom is set. Of its titles only
//     "Active" is in the tenant's language, as in the vendor's only localised sample.
//   - A function answers only in the format that its page names. Filters by preparation and by brand must both hold.
//
// Not emulated: compression, and functions that are not documented (answered 400, like unknown ones).
package proxima
