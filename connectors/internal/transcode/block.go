package transcode

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// structure finds the marks of valid JSON, block by block: the quotes that delimit strings and the brackets outside of
// them. It looks at eight bytes at once and does not branch on what they are, which is why it is used where much has to
// be looked at: a byte by byte walk is mispredicted at every other quote.
type structure struct {
	inside  uint64 // all ones when the last block ended within a string
	escaped uint64 // 1 when the last block ended with a backslash that escapes the next byte
	seen    uint64 // all bytes so far, one over the other
}

// blockSize is the number of bytes that make one word of marks.
const blockSize = 64

// marks are the marks of one block, bit i for byte i.
type marks struct {
	quotes, slashes, brackets uint64
}

// next returns the marks of the next block.
func (s *structure) next(b *[blockSize]byte) marks {
	var m marks
	slashes := uint64(0) // those of all words, one over the other
	for k := 0; k < blockSize; k += 8 {
		w := binary.LittleEndian.Uint64(b[k:])
		s.seen |= w
		slashes |= zeroBytes(w ^ backslashes)
		m.quotes = m.quotes>>8 | gather(zeroBytes(w^quotes))
		// Setting one bit and clearing two makes one word of the four brackets. Of the other bytes that become it, all of
		// which are letters and the like, none can stand outside a string.
		m.brackets = m.brackets>>8 | gather(zeroBytes((w|0x2020202020202020)&^0x0606060606060606^0x7979797979797979))
	}
	if slashes != 0 { // few pages have more than a few
		for k := 0; k < blockSize; k += 8 {
			m.slashes = m.slashes>>8 | gather(zeroBytes(binary.LittleEndian.Uint64(b[k:])^backslashes))
		}
	}
	if m.slashes|s.escaped != 0 {
		m.quotes &^= s.escapes(m.slashes)
	}
	inside := prefixXor(m.quotes) ^ s.inside
	s.inside = uint64(int64(inside) >> 63)
	m.brackets &^= inside
	return m
}

// escapes returns the bytes that the runs of backslashes of a block escape, of those that are not backslashes. Adding the
// first bit of a run to the run carries into the bit after it; the run is odd when that bit and the first one are not
// both at even or both at odd places.
func (s *structure) escapes(slashes uint64) uint64 {
	const even = 0x5555555555555555
	before := s.escaped
	runs := slashes &^ before // a backslash that is escaped itself starts nothing
	first := runs &^ (runs << 1)
	afterEven, _ := bits.Add64(runs, first&even, 0)
	afterOdd, carry := bits.Add64(runs, first&^even, 0)
	s.escaped = carry // a run that ends with the block, at an odd place, is odd when it starts at an odd one too
	return afterEven&^runs&^even | afterOdd&^runs&even | before
}

// zeroBytes returns the highest bit of each byte of w that is zero.
func zeroBytes(w uint64) uint64 {
	const low = 0x7f7f7f7f7f7f7f7f
	return ^(w&low + low | w | low)
}

// gather returns the highest bits of the bytes of w as its own highest byte, where no other bits are set. The product
// moves each of them to a place of its own there.
func gather(w uint64) uint64 { return w * 0x0002040810204081 &^ (1<<56 - 1) }

// prefixXor returns, in each bit, whether an odd number of the bits up to it are set.
func prefixXor(w uint64) uint64 {
	w ^= w << 1
	w ^= w << 2
	w ^= w << 4
	w ^= w << 8
	w ^= w << 16
	return w ^ w<<32
}

// blockAt returns the block at b[i:], filled up with blanks at the end, using scratch for that.
func blockAt(b []byte, i int, scratch *[blockSize]byte) *[blockSize]byte {
	if i+blockSize <= len(b) {
		return (*[blockSize]byte)(b[i:])
	}
	n := copy(scratch[:], b[i:])
	for ; n < blockSize; n++ {
		scratch[n] = ' '
	}
	return scratch
}

// opens tells the brackets that open from those that close.
func opens(bracket byte) bool { return bracket&2 != 0 }

// index finds the marks of all blocks of b, in the memory of old, and whether there are bytes beyond ASCII.
func index(b []byte, old []marks) (all []marks, wide bool) {
	n := (len(b) + blockSize - 1) / blockSize
	all = slices.Grow(old[:0], n)[:n]
	var s structure
	var scratch [blockSize]byte
	for k := range all {
		all[k] = s.next(blockAt(b, k*blockSize, &scratch))
	}
	return all, s.seen&highBits != 0
}
