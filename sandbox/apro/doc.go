// Package apro is a local emulator of APRO CRM (INTRUM CRM's English edition), API v2.8: all its 39 read operations,
// under their own paths of /sharedapi and at /onlineforms (action getform). It serves POST (and GET, but for forms),
// answers BAD_REQUEST to everything else, and tolerates doubled slashes. operations.go lists the operations.
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
//   - The intrum dialect also has what public clients of that edition were seen to rest on: pages of 500 rows, one id in byid but for
//     contacts, stock items of one type in by_ids, types beside the links of contacts, numbers in departments, either key for e-mail
//     addresses, and dates in two forms. Settings.ListValues adds lists as values of custom fields, FailStatus another status.
//   - A change (Touch, Delete, Insert) moves the activity time to now, as every write upstream does; invoices have
//     none, and a call keeps its date_time when its status or recording is edited.
//   - Deletion is soft (publish=0, bill_active=0), but calls have no such flag: they vanish.
//   - Parameters that the upstream does not know are ignored, as PHP code does. So a filter in the wrong dialect, or
//     one named in Settings.Ignore, returns everything.
//   - A date without a time as the upper end means the whole day; a parameter that is "0" or empty is no filter.
//   - Conditions on custom fields are joined by AND. Datatypes for which the page knows no condition ignore theirs.
//   - The quota counts requests with the right key that reach the application, refused ones too, except those
//     refused by the quota itself. A request broken by a scripted fault does not count, unless the fault spoils a true
//     answer.
//   - A fault of kind "status" answers as the gateway or the application would: 400 BAD_PARAMS, 401 and 403
//     ACCESS_DENY, 501 SERVER_IS_OVERLOADED and 200 or 429 LIMIT_EXCEEDED in the envelope; every other status is an
//     HTML page of the web server.
//   - Catalogues agree with rows: fields, options, stages, types, statuses, trunks, groups and workers that a row names
//     are in their catalogue, but for fired workers, whom worker/filter leaves out unless the request asks for their
//     status or id. RenameOption and RenameStage change the catalogue and all rows at once, as upstream, where rows hold
//     references; AddType adds a type without rows.
//   - The last field of each scope of rows is a select that depends on the third. Its options are left out of the
//     catalogue; utils/variants has them all, utils/binded those of one option of the parent. The catalogue also has a
//     deleted field with a definition, one without, and a hidden field that rows show.
//   - Lists of types, departments, stages and groups are not in the order that their order or sort says.
//   - Links and comments are computed from the rows: a contact's deals are the deals that name it, and its comments
//     include those of what names it and is not deleted. Only the links between deals and other records are drawn.
//   - Records that do not exist, and contacts without any link, are missing from maps by id.
//   - get_full says what is left to pay as to_pay; its lines sum up to summ.
//   - /onlineforms needs no key, but a key that is sent must be right. It shares the quota.
//   - The client key of a dialog is its dialog type and a running number, as 32 hexadecimal digits, so that anybody can
//     read the dialogs of the sandbox; ClientKeys names them. The texts of messages are escaped as PHP's urlencode does.
//   - Events are listed by their start. Rows of the newer organizer carry unix seconds; it lists the next 30 days unless
//     it is told a period, and an event that repeats several times, under one id.
//   - groupslist, the page's other name of dialogtypeslist, is missing by default (Settings.Missing).
//
// Left out: writes, webhooks, the SMS gateway, and the second port.
package apro
