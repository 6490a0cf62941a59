// Package compare compares a value that a request asks for with a value that a row shows, as loosely as any server may compare
// them. Connectors verify filters with it: a row that no server would have sent for the value proves that the filter was
// ignored.
//
// Both mistakes cost. A false alarm stops a correct list; a missed alarm delivers records that were not asked for. The rules
// here never raise a false alarm, however an upstream compares:
//
//   - Numbers compare as numbers. Where the row shows fewer decimals than were asked for, the number may have been rounded.
//   - Times compare as wall clocks, by the parts that both have: a day equals each of its moments.
//   - Texts: the row's text has the words of the other text in their order, whatever their case, accents, width and punctuation.
//     This holds where a server compares for equality under any of MySQL's collations, where it looks for a part (LIKE), and
//     where it searches for all words. More words in the row prove nothing, since upstreams do not say which of these they do.
//
// A value that cannot be read proves nothing: Number, Moment and TimeOfDay then report false.
//
// Rejected: golang.org/x/text/collate. Its keys show that texts are equal, but not that one text contains the other, and its
// Collator is not safe for concurrent use. Package search of the same module has the same folding, and is safe.
package compare
