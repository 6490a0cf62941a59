// Package paging decides what ends a list, for every list of every connector, and has what several of them read lists by.
//
// A rule (Keyset, Seek, Window, Overlap, Settled) takes the answers for one page and says what they mean: the list ends, it
// goes on, or something has to be asked first. Decide asks for that. Rules hold the answers of one page and nothing else;
// what a server's answers teach of its manners is in Server, which a client keeps for each operation. So a page stays a
// function of its request, its cursor and what its client has learned.
//
// A connector makes the requests, reads the rows and writes its cursors. What else lists have in common is here:
//
//   - pages by number, which start at multiples of their size, and which of them reaches across a place (Numbered);
//   - whether a row lies beyond the last one that came (Beyond);
//   - the records of all readings of a list that is read until it settles (Settled.Records);
//   - the newest, read on below a page with fewer than are wanted (ReadNewest);
//   - records by their ids, asked for again where answers are cut (ByIDs).
//
// # What ends a list
//
// Each part that is read for itself (a type of items, a window of time, the rows of one time, a pass) ends in one of four ways:
//
//   - (a) The contract says so: an operation without pages, the last batch by number, all ids that were asked for (ByIDs).
//     The rules are for lists where no contract says so.
//   - (b) In an ordered answer, a row lies beyond the upper bound that was asked for (Answer.Beyond).
//   - (c) An answer that overlaps what came brings nothing new. By keyset that is an empty answer from beyond the last record.
//     By position it is a page that begins with the last record, asks for more and has nothing else.
//   - (d) A proven total equals the rows before the page and the different ids on it.
//
// A total is proven when the server has told one that is larger than both the rows it came with and the number asked for:
// neither the length of the page nor the size of the page can be such a number. A total that was not proven and equals
// what came is proven by the same request for one row: a server that counts the list tells the same total again, and
// one that counts the rows of the page tells 1 and is refuted. It takes two rows to tell the difference.
//
// A total above what came keeps a part open. When the part ends by (c) all the same, rows fewer than a page are the notice
// TOTAL_DIFFERS, since servers count rows that they hide; more are an error. A refuted total counts for nothing.
//
// # By position
//
// Both proofs by position are weak alone. A page that begins with the last record may have been cut to that one row; an
// empty page right after the last record may lack the next row because an earlier one was removed in between. So the
// first is asked for, where three rows or more leave room for it, and the second confirms it. Where ids order the list,
// one row newest first is a proof alone: it is the last record that came.
//
// Where rows are hidden after the limit was applied, positions lie before the rows that they were counted by. So an empty page
// ends nothing that is shorter than the page it was asked for, and a row of another time beside rows of the page's time shows
// that all of these came only where it stands right after as many of them.
//
// Positions count the rows that a server hides behind its limit, and totals may not. So a total proves the end of a page by
// position only where lists were seen from their start, nothing was seen to be hidden, and the page shares as many rows with
// those before as its position says. Where no page shows both the last record and the next one, because all rows at the end of
// a page are hidden or no page by number reaches across, the next row is looked for past the places that show none, as long as
// the newest row comes later. Rows asked for one by one, back to the last record, then show that none was missed.
//
// A page that repeats another one shows that the position was ignored, or that an old answer was sent again: it is asked
// for once more, then the newest row decides, and where nothing decides the scan is incomplete.
//
// # Rejected
//
//   - A page shorter than asked for, or than an earlier one, for the end: servers hide rows after they have applied the
//     limit, bound answers in bytes and lower their limits under load.
//   - A total for the end without a proof: servers tell the length of the page, 0, or a number that is out of date.
//   - Two equal readings of an unordered list for a proof, even if rows stood on two pages: two random orders can lack the
//     same row. A pass without such a row shows each place of the list once, and so each row.
//   - A total less the rows without an id: what cannot be told apart is counted as it came.
//   - One reader for all lists that overlap, with the codec of its cursor passed in: a cursor of invoices names only rows with
//     an id, and a call goes on after the others, while one of projects names these, too, and by how many rows to overlap.
//     Requests, keys of rows without an id and errors differ as well, and what is left is the rule.
//   - Records by id for all lists that settle: of the events of a calendar several rows have one id, and all of the latest
//     reading that had any are delivered.
//   - One loop for all strategies: requests, cursors and checks of order differ more than they share. Only the end is alike.
package paging
