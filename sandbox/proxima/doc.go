// Package proxima is a local emulator of Proxima CRM's HTTP API: login, the asynchronous job that runs a database
// function, its status and its result in batches, and the synchronous answer that the functions' own pages describe. It
// has all fourteen documented functions: visits, calendar events, control and arrangement cards, users and names of fields,
// each as JSON and as CSV, and preparations and contacts as JSON.
//
// # Data
//
// A base visit is a function of (seed, rows, id) and never of the clock, so it survives a restart and a million of them
// cost nothing until asked for. Base visits have a rank; their start never decreases with the rank, so that a window of
// dates is found by binary search, while ids, which have gaps, are dealt to the ranks by a bijection and say nothing about
// the start. Only inserted and changed visits are kept in memory.
//
// Planned starts cover 2024-01-01 to 2026-12-31. Visits before 2026-10-01 are mostly closed, later ones are open;
// none was created after that day. March 2025 is the busy month (setting busy_month_rows), and on its 18th a bulk import put
// more visits on one second than a batch holds (setting bulk_rows).
//
// Calendar events are kept like visits, a quarter as many. Visits and events can be inserted, changed and deleted; all else
// follows from them, and from the seed: a visit has up to three control cards and two arrangement cards as long as it
// exists; users are those whom visits and events name, and some who left; contacts are those whom a base visit names, deleted
// or not, or an inserted or changed one that exists; cards name preparations of a list of forty. Every name and number of a person is made up.
//
// # Decisions where the vendor's pages are silent
//
//   - A job's rows come in an arbitrary order that depends on the seed and their number only: nothing promises
//     an order upstream, so a client that needs one must sort.
//   - Job states advance by counting status requests, never by a timer: tests stay fast and exact.
//   - A job reads the list at the moment it finishes; reading its result any number of times gives the same rows.
//   - An unknown or expired job is 404 with a message, for status and for result.
//   - batch_count is null until a job has finished.
//   - A run request without a JSON content type is answered as if its body were empty.
//   - Argument names that the function does not have are ignored, so "id" in place of "ids" filters nothing.
//   - A period whose end is before its start is valid and has no visits in most window tests.
//   - A visit that Touch moves is open again: it loses its actual times, distance and coordinates.
//   - CSV is UTF-8 with a line feed behind each row, and a byte order mark if the setting csv_bom says so. Of its titles only
//     "Active" is in the tenant's language, as in the vendor's one localised sample.
//   - A function answers only the format that its page names, and filters by preparation and by brand must both hold.
//
// Not emulated: compression, and functions that are not documented (answered 400, as unknown ones).
package proxima
