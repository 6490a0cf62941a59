// Package apro is a local emulator of APRO CRM (INTRUM CRM's English edition), API v2.8: the six paged lists that
// the product reads, with the two stock catalogues they need. It serves POST (and GET) of
// /sharedapi/stock/types, stock/category, stock/filter, purchaser/filter, applications/filter, sales/filter,
// accounts/get and calls/history, answers BAD_REQUEST to everything else, and tolerates doubled slashes.
//
// # Decisions
//
//   - The emulator is written from the vendor's page and what is known of real servers, never from our connector.
//     Where the page is silent, a Settings field chooses; its default is the more likely or the more documented one.
//   - Rows are a function of (seed, rows, id). Nothing is stored but the rows that changed, so a million rows cost
//     nothing to create and a page costs the page (see table.go). Filters on attributes scan, and may.
//   - Creation times fill 2012 to 2019 and activity times 2020 to 2026-09-19, so that an activity never comes before
//     its row while the two orders still have nothing to do with each other. Invoices have no activity time and
//     fill both spans.
//   - Ids and creation times grow together: sorting by one is sorting by the other. Ties in activity time come in an
//     order that is stable but is not the order of ids, as a database without a second sort key does it.
//   - All times are naive. The time of a change is the wall clock of Settings.Now in its own location.
//   - A change (Touch, Delete, Insert) moves the activity time to now, as every write upstream does; invoices have
//     none, and a call keeps its date_time when its status or recording is edited.
//   - Deletion is soft (publish=0, bill_active=0), but calls have no such flag: they vanish.
//   - Parameters that the upstream does not know are ignored, as PHP code does. So a filter in the wrong dialect, or
//     one named in Settings.Ignore, returns everything.
//   - A date without a time as the upper end means the whole day; a parameter that is "0" or empty is no filter.
//   - Conditions on custom fields are joined by AND. Datatypes for which the page knows no condition ignore theirs.
//   - The quota counts requests with the right key that reach the application, refused ones too, except those
//     refused by the quota itself. A request broken by a scripted fault does not count, unless the fault is "cut".
//   - A fault of kind "status" answers as the gateway or the application would: 400 BAD_PARAMS, 401 and 403
//     ACCESS_DENY, 501 SERVER_IS_OVERLOADED and 200 or 429 LIMIT_EXCEEDED in the envelope; every other status is an
//     HTML page of the web server.
//
// Left out: writes, comments, attachments, the other catalogues, webhooks, the SMS gateway, and the second port.
package apro
