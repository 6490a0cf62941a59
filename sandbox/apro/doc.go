// Package apro is a local emulator of APRO CRM (INTRUM CRM's English edition), API v2.8: all its 39 read operations, and the
// writes of contacts, activities, deals, stock items, invoices, calls, dialogs, events, online forms and incoming SMS, and uploads,
// under their own paths of /sharedapi, at /onlineforms (actions getform and fillform) and at /smsapi. It serves POST (and GET,
// except for forms and writes), answers BAD_REQUEST to everything else, and accepts doubled slashes. operations.go lists the
// operations.
//
// # Decisions
//
//   - The emulator is written from the vendor's page and what is known of real servers, never from our connector. Where the
//     page is silent, a Settings field chooses; its default is the more likely or the more documented behaviour.
//   - Rows are a function of (seed, rows, id). Only changed rows are stored, so a million rows cost nothing to create and a
//     page costs the page (see table.go). Filters on attributes read the whole list.
//   - Creation times are from 2012 to 2019 and activity times from 2020 to 2026-09-19, so that an activity never comes before
//     its row while the two orders are unrelated. Invoices have no activity time and use both spans.
//   - Ids and creation times grow together: sorting by one is sorting by the other. Ties in activity time have a stable order
//     that is not the order of ids, like the order of a database without a second sort key.
//   - All times are naive. The time of a change is the wall clock of Settings.Now in Settings.TimeZone, or else in its own location.
//   - The intrum dialect also has what public clients of that edition were seen to rely on: pages of 500 rows, one id in byid
//     except for contacts, stock items of one type in by_ids, types with the links of contacts, numbers in departments, either
//     key for e-mail addresses, and dates in two forms. Settings.ListValues adds lists as values of custom fields, and
//     FailStatus sets another status.
//   - Requests write into the same rows that Touch, Delete and Insert change. All later reads show what was written: an
//     attribute that was never written is drawn as before, and is empty in a row that a request created. A created row has no
//     comments and no drawn links. Executed lists the rows that were written, in order.
//   - A write answers with the ids of new rows, or true. Updates and deletions of rows that do not exist or are deleted change
//     nothing and answer true, like an SQL statement that finds no row.
//   - A row of a write is wrong if it lacks an obligatory parameter or names a worker, type, contact or word that does not
//     exist. A wrong row refuses its request before any row is stored; Settings.InsertedFailures and
//     Settings.BadParamsAfterInsert have other answers. A custom field or option that does not exist is ignored.
//   - The elements of a write are all elements of its arrays, nested arrays included; those of a read are its values.
//   - Each invoice of accounts/add and accounts/update has an answer of its own, and the good ones are stored. Those two refuse what
//     the page lists: only accounts/edit looks whether a deal and a contact exist. accounts/add takes no notice of bill_id.
//   - An unknown invoice, or one that is not in force, has error 7 of accounts/set_pay in all three, since no other is printed. The
//     keys of accounts/edit are the Russian list's in the intrum dialect; wrong lines have the keys of accounts/add.
//   - Lines without a name, a count above 0 or a price are left out, if another line is valid. Prices and the sums of lines are
//     rounded to cents, half away from zero. A line that is written has a new id.
//   - accounts/set_pay without an amount pays all; "0" is no amount, as for PHP's empty().
//   - A created invoice has no author, and is paid by later changes of users like a drawn one. Its date_create may be older than
//     those of lower ids, so the orders b.id and b.date_create differ.
//   - calls/import and calls/importall add a call to the history, which shows no uniqueId; ImportedCall has the row of one.
//     calls/update knows imported calls only, from the import on, also before they appear. A connection or status that does not
//     exist, and a timestamp that is no time, make a call wrong. calls/importall stores the good ones and fails if there is none.
//   - Version 2.9 writes a wrong result as "0", and imports a userId, which the emulator reads in the intrum dialect.
//   - Multipart forms are read as PHP reads them, in any operation (see multipart.go). utils/upload keeps the size and the hash of
//     a file; Uploads has them. It answers with one name for upload, and with a list for upload[], even of one file. No file but
//     those: BAD_PARAMS.
//   - What requests wrote is unchanged by later changes of users, except as in drawn rows: names and text fields show the
//     version, and a status or a stage moves on.
//   - Numbers with a fraction are stored with at least two decimals. Other texts are stored as they were sent. Values of
//     datatype attach are ignored, since no page has their form in writes.
//   - A change (Touch, Delete, Insert) sets the activity time to now, like every write upstream. Invoices have none, and a call
//     keeps its date_time when its status or recording is edited.
//   - Deletion sets a flag (publish=0, bill_active=0). Calls have no such flag: they disappear.
//   - Parameters that the upstream does not know are ignored, as PHP code does. So a filter in the wrong dialect, or one in
//     Settings.Ignore, returns everything.
//   - A date without a time as the upper end means the whole day; a parameter that is "0" or empty is no filter.
//   - Conditions on custom fields are joined by AND. Datatypes for which the page has no condition ignore theirs.
//   - The quota counts requests with the right key that reach the application, also refused requests, except those that the
//     quota itself refuses. A request that a scripted fault breaks does not count, unless the fault executes the request.
//   - A fault of kind "status" answers as the gateway or the application would: 400 BAD_PARAMS, 401 and 403 ACCESS_DENY, 501
//     SERVER_IS_OVERLOADED and 200 or 429 LIMIT_EXCEEDED in the envelope; every other status is an HTML page of the web server.
//   - Catalogues agree with rows: the fields, options, stages, types, statuses, trunks, groups and workers of rows are in their
//     catalogue. Only fired workers are missing: worker/filter leaves them out unless the request has their status or id.
//     RenameOption and RenameStage change the catalogue and all rows at once, like the upstream, where rows have references;
//     AddType adds a type without rows.
//   - The last field of each scope of rows is a select that depends on the third. Its options are left out of the catalogue;
//     utils/variants has all of them, utils/binded has the options of one option of the parent. The catalogue also has a
//     deleted field with a definition, one without, and a hidden field that rows show.
//   - Lists of types, departments, stages and groups are not sorted by their order or sort member.
//   - Links and comments are computed from the rows: a contact's deals are the deals with its id, and its comments include the
//     comments of rows with its id that are not deleted. Only the links between deals and other records are drawn at random.
//   - Maps by id have no entry for records that do not exist, and for contacts without any link.
//   - get_full states the amount that remains to pay as to_pay; its lines sum up to summ.
//   - /onlineforms needs no key, but a key that is sent must be right. It shares the quota.
//   - The client key of a dialog is its dialog type and a running number, as 32 hexadecimal digits, so that everyone can read
//     the dialogs of the sandbox; ClientKeys returns the keys. The texts of messages are escaped like PHP's urlencode.
//   - Events are listed by their start. Rows of the newer organizer have unix seconds. It lists the next 30 days unless the
//     request names a period, and lists each occurrence of a repeating event, under one id.
//   - groupslist, the page's other name of dialogtypeslist, is missing by default (Settings.Missing).
//   - A new dialog has no messages. externaldialogs/update answers with status false for a type that does not exist, which is
//     the only failure that this status seems to be for.
//   - A new event without an optional parameter has an empty description, no duration, no reminder, the colours of the page and
//     no participants. An event keeps its start as the wall clock of the same zone, to which a date with an
//     offset is converted. Starts are rounded to 5 minutes. A duration or a reminder that is no multiple of 5 is refused.
//   - An event that does not exist is a wrong parameter. A deleted event can be updated, because org_events/get shows it. Without
//     the right to delete events, publ is refused in org_events/update.
//   - The writes of the newer organizer are known in part: insert and update are refused, and delete removes one occurrence.
//   - A filled form makes a contact, an activity of type 1 from source online_form and, if the form asks for one, a stock item of
//     type 1, without a category in the first one. The page does not say what a filled form does. The source of activities with
//     that name, and the groups of fields, are the reason for this guess. A form that lacks an obligatory field is refused.
//   - A dialog, an event, a form or a message that was written is one effect. Its id is the client key, the id of the event, the
//     id of the filled form, or sms_id. A new dialog type is part of its first dialog.
//   - The address for incoming SMS has the path of the vendor's sample. It shares the quota. An exhausted quota or an overloaded
//     server asks for repetition, and each other failure forbids it and has its code as the error.
//   - SendSMS, AskStatus and PlaceCall make the requests of the CRM to the receivers in the settings, and a Forgery makes one that the
//     CRM would not send. Only a call of these functions asks a receiver. Close ends all of them.
//   - Each change of a user and each row that a request writes is one event for the webhook, after the change and in the order of the
//     changes: create, delete, or edit, or for a change of nothing but the supervisor or the status manager, status and stage. Invoices,
//     dialogs and events of the organizer are no objects on the page, and renames of the catalogue are no events. An incoming SMS is one.
//   - Changes by users have the supervisor as their subject. Those by requests have "system", since the page does not name their subject.
//   - merge has the properties of the snapshot that differ, except those that follow from others. A snapshot has the supervisor, the text
//     and the fields that the lists have; what no list has is empty or drawn. A row that a request created has no creator.
//   - The customer_patronymic of a deal, and its sales_ keys, have the page's spelling in every dialect, since no other was seen.
//   - Tasks, letters of campaigns and documents are only in events that PushAll makes. So are views, exports and the like.
//   - Events wait in a queue of their own, so that no request waits for a receiver. A full queue loses events. Pushed
//     has what was sent and what was answered. The real clock, not Settings.Now, decides when an event is due.
//   - The client of receivers follows no redirect, uses no proxy, and reads the start of an answer only. The address of a receiver is
//     in no error, because it is a secret.
//
// Left out: the second port.
package apro
