package redact

import (
	"bytes"
	"slices"
	"sort"
)

// sorted has texts in order, each once. All texts that begin in the same way are neighbours, so that a search takes about as long for
// thousands of texts as for one.
type sorted [][]byte

// span is the texts of a sorted that begin with the same bytes: those from first, before end, begin with that many same bytes.
type span struct{ first, end, same int32 }

// sortTexts returns the texts in order. It keeps the slice.
func sortTexts(texts [][]byte) sorted {
	slices.SortFunc(texts, bytes.Compare)
	return slices.CompactFunc(texts, bytes.Equal)
}

// all returns the span of all texts.
func (t sorted) all() span { return span{end: int32(len(t))} }

// with returns the texts of a span in which c follows. The span is empty if there are none.
func (t sorted) with(s span, c byte) span {
	within := t[s.first:s.end]
	at := int(s.same)
	from := sort.Search(len(within), func(i int) bool { return len(within[i]) > at && within[i][at] >= c })
	end := from
	if from < len(within) && within[from][at] == c {
		end += sort.Search(len(within)-from, func(i int) bool { return within[from+i][at] > c })
	}
	return span{s.first + int32(from), s.first + int32(end), s.same + 1}
}

// empty reports whether a span has no texts.
func (s span) empty() bool { return s.first == s.end }

// whole reports whether the span's bytes are a whole text, which is its first then.
func (t sorted) whole(s span) bool { return len(t[s.first]) == int(s.same) }

// goesOn reports whether the span has a text with more bytes.
func (t sorted) goesOn(s span) bool { return len(t[s.end-1]) > int(s.same) }
