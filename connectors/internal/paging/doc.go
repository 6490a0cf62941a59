// Package paging decides what ends a list, for every list of every connector, and has the reading code that several connectors
// share.
//
// A rule (Keyset, Seek, Window, Overlap, Settled) takes the answers for one page and returns what they mean: the list ends, the
// list goes on, or the rule needs another answer first. Decide sends that request. A rule holds the answers of one page and
// nothing else. What the answers show about the server is in Server, which a client keeps for each operation. So a page stays a
// function of its request, its cursor and what its client knows about the server.
//
// A connector makes the requests, reads the rows and writes its cursors. Lists also share:
//
//   - pages by number, which start at multiples of their size, and the choice of one that reaches across a place (Numbered);
//   - whether a row lies beyond the last row that came (Beyond);
//   - the records of all readings of a list that is read until it settles (Settled.Records);
//   - the newest records, read page after page until as many as wanted have come (ReadNewest);
//   - records by their ids, with missing ones asked for again (ByIDs).
//
// # What ends a list
//
// Each part that is read separately (a type of items, a window of time, the rows of one time, a pass) ends in one of four ways:
//
//   - (a) The contract says so: an operation without pages, the last batch by number, all ids that were asked for (ByIDs).
//     The rules are for lists where no contract says so.
//   - (b) In an ordered answer, a row lies beyond the upper bound that was asked for (Answer.Beyond).
//   - (c) An answer that overlaps what came brings nothing new. By keyset this is an empty answer to a request for the rows
//     beyond the last record. By position it is a page of several rows that should begin with the last record and has no other.
//   - (d) A proven total equals the rows before the page and the different ids on it.
//
// A total is proven when the server has sent one that is larger than both the number of rows in the answer and the number asked
// for. Such a total can be neither the length nor the size of the page. A total that is not proven and equals what came is
// tested by the same request for one row. A server that counts the list sends the same total again. A server that counts the
// rows of the page sends 1, and its totals are refuted. The test needs a total of two rows or more.
//
// A total above what came keeps a part open. If the part ends by (c) all the same, and less than a page of rows is missing, the
// page has the notice TOTAL_DIFFERS, since servers count rows that they hide. If more are missing, that is an error. A refuted
// total counts for nothing.
//
// # By position
//
// Each of the two proofs by position is weak alone. A page that begins with the last record may have been cut to that one row.
// An empty page right after the last record may lack the next row because an earlier row was removed meanwhile. So the first
// page is asked for, where the page has three rows or more, and the second confirms it. Where ids order the list, one request
// newest first is a proof alone, if its row is the last record that came.
//
// Where a server hides rows after it has applied the limit, positions lie before the rows that they were counted by. So an
// empty page proves an end only if it was asked for at least as many rows as the page has. And a row of another time, in an
// answer with rows of the page's time, proves that all rows of the page's time came only if it stands right after as many of
// them as came.
//
// Positions count the rows that a server hides after the limit; totals may not. So a total proves the end of a page by position
// only if lists were read from their start, no row is known to be hidden, and the page shares as many rows with those before as
// its position says. Sometimes no page shows both the last record and the next one, because all rows at the end of a page are
// hidden or no page by number reaches across. Then the next row is looked for past the places that show none, as long as the
// newest row comes later. Rows asked for one by one, back to the last record, then show that none was missed.
//
// A page that repeats another page shows that the position was ignored, or that an old answer was sent again. The page is asked
// for once more; then the newest row decides; where nothing decides, the scan is incomplete.
//
// # Rejected
//
//   - A short page as the end, or a page shorter than an earlier one: servers hide rows after they have applied the
//     limit, bound answers in bytes and lower their limits under load.
//   - A total without a proof as the end: servers send the length of the page, 0, or a number that is out of date.
//   - Two equal readings of an unordered list as a proof, even if rows stood on two pages: two random orders can lack the
//     same row. A pass without such a row shows each place of the list once, and so each row.
//   - A total less the rows without an id: rows that cannot be distinguished are counted as they came.
//   - One reader for all lists that overlap, with the codec of its cursor passed in: a cursor of invoices names only rows with
//     an id; a cursor of projects also names rows without one, and by how many rows to overlap.
//     Requests, keys of rows without an id and errors differ as well, and what is left is the rule.
//   - Records by id for all lists that settle: several events of a calendar have one id, and all rows of the latest
//     reading that had any are delivered.
//   - One loop for all strategies: requests, cursors and checks of order differ more than they share. Only the end is alike.
package paging
