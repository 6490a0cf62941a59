package changelog

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
)

// The encoding of an entry, its frame: a version, the length of the kind in one byte, the kind, the body, and a CRC-32C of all
// before it. The engine has checksums of its own, which hold from its writing to its reading. This one holds from Append to
// Read, whatever lies between.
const (
	frameVersion  = 1
	frameOverhead = 1 + 1 + 4
	maxKind       = 255
)

// errFrame is the error of bytes that are no frame.
var errFrame = errors.New("an entry does not have its checksum, or is of a later version")

// frameOf returns the frame of a kind and a body.
func frameOf(kind string, body []byte) []byte {
	b := make([]byte, 0, len(kind)+len(body)+frameOverhead)
	b = append(b, frameVersion, byte(len(kind)))
	b = append(b, kind...)
	b = append(b, body...)
	return binary.BigEndian.AppendUint32(b, crcOf(b))
}

// parseFrame returns the kind and the body of a frame. The body is a part of the frame.
func parseFrame(b []byte) (kind string, body []byte, err error) {
	if len(b) < frameOverhead || b[0] != frameVersion {
		return "", nil, errFrame
	}
	content, sum := b[:len(b)-4], b[len(b)-4:]
	end := 2 + int(b[1])
	if end > len(content) || binary.BigEndian.Uint32(sum) != crcOf(content) {
		return "", nil, errFrame
	}
	return string(content[2:end]), content[end:len(content):len(content)], nil
}

func crcOf(b []byte) uint32 { return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)) }
