package changelog

import (
	"encoding/binary"
	"errors"
	"time"
)

// Position is a place between two entries of a log, or between two parts of an entry. A position holds for this log only. It
// says nothing secret, and is not protected: who gives positions to others seals them.
type Position struct {
	// Log is the identity of the log.
	Log uint64
	// Sequence is that of the last entry that was read.
	Sequence uint64
	// Part is the number of parts that were read of this entry, 0 for all.
	Part uint32
	// Check is derived from the time of this entry, 0 if unknown. It recognises a log that went back to an earlier state, from
	// a backup or after damage, and has other entries now under the same sequences.
	Check uint32
}

// The encoding of a position: a version, and the fields in their order, big end first.
const (
	positionVersion = 1
	positionSize    = 1 + 8 + 8 + 4 + 4
)

// ErrPosition is the error of bytes that are no position.
var ErrPosition = errors.New("not a position of a log")

// Bytes returns the position as bytes.
func (p Position) Bytes() []byte {
	b := make([]byte, 0, positionSize)
	b = append(b, positionVersion)
	b = binary.BigEndian.AppendUint64(b, p.Log)
	b = binary.BigEndian.AppendUint64(b, p.Sequence)
	b = binary.BigEndian.AppendUint32(b, p.Part)
	return binary.BigEndian.AppendUint32(b, p.Check)
}

// ParsePosition returns the position of bytes, or ErrPosition.
func ParsePosition(b []byte) (Position, error) {
	if len(b) != positionSize || b[0] != positionVersion {
		return Position{}, ErrPosition
	}
	return Position{
		Log:      binary.BigEndian.Uint64(b[1:]),
		Sequence: binary.BigEndian.Uint64(b[9:]),
		Part:     binary.BigEndian.Uint32(b[17:]),
		Check:    binary.BigEndian.Uint32(b[21:]),
	}, nil
}

// checkOf folds the time of an entry into 32 bits, of which none is zero all over. Two entries of the same sequence in two
// histories of a log differ by nanoseconds at least.
func checkOf(t time.Time) uint32 {
	nanos := uint64(t.UnixNano())
	return max(1, uint32(nanos)^uint32(nanos>>32))
}

// next returns the sequence of the entry that a reader at the position gets.
func (p Position) next() uint64 {
	if p.Part > 0 {
		return p.Sequence
	}
	return p.Sequence + 1
}
