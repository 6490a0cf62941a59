// Package apro connects to APRO CRM (crma.pro), the English edition of INTRUM CRM: stock items, contacts, activities, deals,
// invoices and calls, their links and comments, and catalogues and other lists.
//
// Package wire sends one request and reads one answer. Package timeline reads lists in the order of time. Package paging
// decides what ends a list. Here is a file for each resource, and a line for each list and look-up in connector.go:
//
//	resource                                    strategy
//	stockItems                                  seek, or windows of creation; type after type
//	contacts, activities, deals                 seek, or windows of creation
//	calls                                       seek
//	invoices                                    overlap, in the order of ids
//	contactLinks, dealLinks, comments           by the ids of other records
//	fields, options, types, categories, users,
//	call statuses, trunks, phoneNumbers,
//	departments, branches, groups,
//	publications, unreadDialogMessages          one answer
//	calendarEvents, dialogTypes                 settled: all pages, read until two readings agree
//	dialogMessages                              seek, newest first
//
// A request is read once, when it is opened, into a value that does not change. Its pages may be fetched concurrently, so each
// has its own state. The client keeps what answers show about the server (learned). A filter of contacts by kind is opened in
// the words of both dialects, and each page uses the words that the server is known to have.
//
// The vendor's page may rename keys that its servers do not rename. Rows are read in both spellings. Filters with different
// keys are sent in both. The words of nattype cannot be sent in both, so they are learned from the rows.
//
// # Invoices
//
// Invoices can be read only by page number, in the order of ids (overlap.go). Each page overlaps the one before by some rows:
// if the page has the last row that was read, or a row before it, there is no gap. The page's size is chosen so that its start,
// a multiple of the size, is just before that row (paging.NumberedAcross). The newest invoices are read in the other order by
// the same rule, page after page until as many as wanted have come (paging.ReadNewest). Look-ups return invoices in full, with
// all fields of the list (invoicefull.go).
//
// # Stock items
//
// A list reads type after type. Rows need not show their type, and a server that ignores the type would send all items for each
// type. So the last record of the types before must not come again.
//
// # Links and comments
//
// Links and comments are asked for by the ids of their records, in ascending order, 200 at a time. Ids that an answer leaves
// out are asked for again, since servers may cut answers. Every id has a record of links, since the answer leaves out both ids
// without links and ids that no record has. Comments come record after record, so that the cursor can be after any record. A
// contact's comments include those of its deals and other records, which it may share with other contacts. They are read as one
// page, in the order of their ids, so that a shared comment is delivered once.
//
// # One answer
//
// Rows are read by tables, as all others. Values that the row itself does not have are set afterwards: amend decodes the
// record, changes the message and encodes it again, which costs little since such lists are small. Definitions of fields may
// come by type, for one type, or as a bare list. An answer without any known form of definitions is malformed, since the server
// would keep an empty catalogue. Categories find their parents by tree_id within their type; a category that is its own
// ancestor becomes a root. Users of all statuses are asked for, since users who left still own records. The status "new" does
// not say whether a user works with the CRM.
//
// # Calendar events and dialogs
//
// Events and types of dialogs can be read only by page number, in an order that is not documented (settled.go). All pages are
// read until paging.Settled ends, and the rows of all readings are delivered as one page. A repeated event has one id for all
// of its occurrences, so only rows with the same bytes count as one. Servers of version 2.9 send only the next 30 days unless
// the request has a period. So every request has one: from first_day to the last second in 32 bits.
//
// Messages are read from the newest backwards, by a date as upper bound, so that new messages do not move the pages
// (history.go). It is not documented whether the date itself is included, so the date sent is one second after the wanted one,
// and newer messages are dropped. It is not documented either whether totals count messages that the date excludes. So with a
// date, a total is used only if it equals what came.
//
// # Names and options
//
// Rows have ids of types and stages, and texts of options. The catalogue has the names for these ids and the ids for these
// texts, and shows where an option with commas in its text ends. Option texts keep their outer blanks. A value that the
// catalogue lacks stays unchanged.
//
// # Writing
//
// Contacts, activities, deals and stock items are created, changed and deleted by requests with a list of rows (write.go). The tables
// that read the records write them too. Keys with two spellings are sent in both, until the settings or rows show which one the
// server has. A row counts with its values, and with the lists and objects around them, and a request has at most 900 of these: the
// vendor documents 1000 elements without saying what counts, and PHP drops what is beyond.
//
// A file of a custom field is added or removed by an element of its own, and an update of a stock item needs the category. So some
// updates need the record before (needsBefore). Without that record, a row has an upper bound of its elements, and is never sent. A
// custom field that is cleared may have files, which only the catalogue knows, so such an update is read before as well.
//
// A request is sent once. With one of the upstream's codes for a failure, nothing was written. BAD_PARAMS for several rows is the
// exception: the rows before the wrong one may be written. Any other answer, or none, leaves open what became of the write, also an
// answer that says neither true nor ids. An id that is missing, null or 0 belongs to a row that was not written, or is not known; the
// server finds that out by reading.
//
// With marker_fields, a create puts a marker into a custom field of texts, by which the record can be found if the answer is lost. A
// field that cannot hold the marker is an error of the settings: a marker that the upstream drops would prove a write as not
// executed.
//
// # Writing invoices and calls
//
// New invoices, and changes of several, are rows that are answered one by one: each is written, or refused with the upstream's reasons,
// which the error has in the upstream's words (invoiceanswer.go). An answer that lacks a row, or that says two things about one, leaves
// open what became of all. A change of one invoice goes to accounts/edit and other changes to accounts/update, since neither takes all
// fields (invoiceUpdateOp). Lines are written by name, quantity and price. A line with an id was read: its other values are left out if
// the caller has named the lines in the mask, and are refused else. Money is text from the caller to the upstream.
//
// A payment is sent only after a reading, and an amount only with what was paid before: what the upstream adds an amount to is not
// documented, and only the two readings around it show what it did.
//
// Imported calls have ids of their own, which no reading shows. A batch is answered as one: if not all of its calls were taken, nothing
// is known of any of them. Answers may come without the envelope (wire.WriteBare).
//
// # Writing events, dialogs, forms and text messages
//
// Events are written by the columns that read them, and the start, which rows show in parts, by a column that is only written. Starts
// have the offset of the source's zone, since the editions of the page disagree on the zone of one without an offset. The upstream rounds
// starts to 5 minutes and wants multiples of 5 elsewhere, so other values are refused, and so is a start that the clocks show twice. The
// answer has the event without its participants, and is the proof; of a deletion, only if it has publ. Participants are a map of their
// roles. The page does not say what an update does to those whom the map leaves out, so updates take participants only with the setting
// replace_participants. The organizer of version 2.9 has other writes: once a list or look-up has shown such an event (seeOrganizer),
// events are not written.
//
// The key of a dialog is nowhere but in the answer that creates the dialog. Types of dialogs can be read only as a whole list, so a
// change of one is proved on demand. Forms have their parameters beside params, and bare answers. The vendor's page shows no answer that
// refuses a form: a failure with a text is one, a failure without a text leaves the outcome open. A form's value is one text, as on the
// page, so a form cannot have the two ends of a range.
//
// Text messages go to an address of their own, with a key of their own: sms_url and sms_key. Their requests do not count towards the
// budget of the API, whose quota says nothing about that address, and a message must not be lost because lists were read. The hash that
// signs a message is made when the message is sent, since a hash is a credential: plans have *** in its place, and all errors and logs
// hide it. Addresses does not have sms_url, since that address does not tell accounts apart. Without the settings, messages are declared
// all the same, and refused with the names of the settings.
//
// # Pushed events
//
// The webhook's envelope is read by hand (push.go), and a snapshot by a table of its own (pushrecords.go, pushothers.go), since its keys
// have other names than those of lists; the names of lists are further spellings. No snapshot is refused for what is in it: an id that is
// missing or wrong costs the id. The body goes to raw whenever something of it is nowhere else: unknown keys, values that could not be
// read, texts that are not Unicode, and all objects that the page shows no snapshot of. Former values have the names of our fields, and
// the datatypes of the kept definitions, since the upstream does not state theirs. Rejected: one table for envelope and snapshot, which
// would leave the snapshot's record without its alterations.
//
// # What the CRM asks for
//
// The hash of a request to the gateway for text messages proves only that its sender has the key. The values are joined without marks, so
// a digit at the start of a text can move to the end of the number, and a request can be sent again: SMSRequest has the hash in one
// spelling, by which the server finds both. Requests without a hash are refused, though the vendor's sample accepts them. The hash, and
// the key of a request for a call, are checked before everything that they prove, so that others learn nothing of our rules. Only that a
// parameter is there twice is said before, since it leaves open what the hash is of.
//
// # Assumed and rejected
//
// Assumed: every change moves the activity time. Totals, where sent, are of the same moment as the rows. An answer without rows
// is true, where totals are not sent and no row is known that it should have. Wall clocks are enough. Servers ignore unknown
// parameters: count_total, by_ids and the second spellings are sent to servers that may not know them. Of writes:
// SERVER_IS_OVERLOADED, and BAD_PARAMS for one row, say that nothing was written; ids of new records come in the order of the rows;
// lists of e-mail addresses and telephone numbers replace those of the contact; the empty text clears a text, 0 a reference, and 0 in
// place of a list the additional owners; the open end of a range is the empty text; lists and objects count as elements. The
// settings decide whether the empty text clears a list, and whether deals can have files. Of invoices: accounts/update is an address,
// though the vendor's page prints another; stat 0 says that nothing was written or paid; answers come in the order of the rows; lines
// replace those before; the amount of a payment is added, and without one all that is due is paid. Of calls: result false for one call
// says that nothing was written, and result true without a number that all calls were taken; their times are in the form of the
// setting call_timestamp. Of events: the organizer is that of version 2.8, and shows times on the clocks of the source's zone; the empty
// text clears a description or a colour; with replace_participants, participants replace those before. Of dialogs: status false says that
// a type was not changed; workers replace those before. Of forms: a failure with a text says that nothing was written. Of messages:
// success false says the same; the action is spelled as the setting sms_action.
//
// Rejected: sets of ids to drop repeats (unbounded), date_field and order_field of creation or id (not documented), and
// order_direct, a spelling of the order that was in the vendor's page for three weeks.
//
// # Uploading files
//
// Files are parts of one request (wire.Upload), one called upload, and several upload[0], upload[1], as the clients of newer servers send
// them: PHP keeps one file a name. A stored file that no record has changes nothing, so the request is repeated as lists are. Assumed: the
// answer names the files in their order, and the server takes as many files as PHP does by default.
package apro
