// Package compare compares a value that a request asks for with one that a row shows, as far as a server may have held them
// equal. It serves the verification of filters: a row that no server would have sent for the value proves that the filter was
// ignored.
//
// Both mistakes cost: a false alarm stops a list that is right, a missed one delivers records that nobody asked for. The rules
// here never raise a false one, whichever way of comparing an upstream may have:
//
//   - Numbers compare as numbers. Where the row shows fewer decimals than were asked for, the number may have been rounded.
//   - Times compare as wall clocks, by the parts that both have: a day equals each of its moments.
//   - Texts: the row's has the words of the other one in their order, whatever their case, accents, width and punctuation.
//     So it is where a server compares for equality under any of MySQL's collations, where it looks for a part (LIKE), and
//     where it searches for all words. That the row has more is no proof, since upstreams do not say which of these they do.
//
// A value that cannot be read proves nothing; the functions then report false.
//
// Rejected: golang.org/x/text/collate, whose keys tell equal texts but not that one has the other as its part, and whose
// Collator is not safe for concurrent use; package search of the same module has the same folding, and is.
package compare
