package transcode

import "google.golang.org/protobuf/encoding/protowire"

// The tags of map entries, of FieldValue and the messages in it, and of Alteration. A test compares them with the descriptors.
const (
	tagEntryKey   = 1<<3 | 2
	tagEntryValue = 2<<3 | 2

	tagText       = 1<<3 | 2
	tagFlag       = 2 << 3 // a varint
	tagInteger    = 3 << 3 // a varint
	tagDecimal    = 4<<3 | 2
	tagDate       = 5<<3 | 2
	tagDateTime   = 6<<3 | 2
	tagTime       = 7<<3 | 2
	tagOption     = 8<<3 | 2
	tagOptions    = 9<<3 | 2
	tagFiles      = 10<<3 | 2
	tagPoint      = 11<<3 | 2
	tagRange      = 12<<3 | 2
	tagReferences = 13<<3 | 2
	tagParseError = 14<<3 | 2
	tagRawText    = 15<<3 | 2

	tagListElement   = 1<<3 | 2 // of OptionList, FileList and ReferenceList
	tagOptionID      = 1<<3 | 2
	tagOptionText    = 2<<3 | 2
	tagFileName      = 1<<3 | 2
	tagLatitude      = 1<<3 | 1
	tagLongitude     = 2<<3 | 1
	tagFrom          = 1<<3 | 2
	tagTo            = 2<<3 | 2
	tagReferenceKind = 1<<3 | 2
	tagReferenceID   = 2<<3 | 2

	tagAlterationField = 1<<3 | 2
	tagAlterationKind  = 2 << 3 // a varint
	tagAlterationRaw   = 3<<3 | 2
)

// appendTag is protowire.AppendVarint, faster for numbers of one byte.
func appendTag(dst []byte, tag uint64) []byte {
	if tag < 1<<7 {
		return append(dst, byte(tag))
	}
	return protowire.AppendVarint(dst, tag)
}

// appendBytes appends a length-delimited field with the tag.
func appendBytes(dst []byte, tag uint64, text []byte) []byte {
	dst = appendTag(appendTag(dst, tag), uint64(len(text)))
	return append(dst, text...)
}

// openField appends the tag of a length-delimited field and room for a length under 128. The caller appends the content next,
// and calls closeField with at.
func openField(dst []byte, tag uint64) (_ []byte, at int) {
	dst = append(appendTag(dst, tag), 0)
	return dst, len(dst)
}

// closeField writes the length of the content that starts at at. Longer contents are moved to make room, which is rare and
// costs less than measuring all contents first.
func closeField(dst []byte, at int) []byte {
	n := len(dst) - at
	if n < 0x80 {
		dst[at-1] = byte(n)
		return dst
	}
	more := protowire.SizeVarint(uint64(n)) - 1
	dst = append(dst, "\x00\x00\x00\x00\x00\x00\x00\x00\x00"[:more]...)
	copy(dst[at+more:], dst[at:at+n])
	protowire.AppendVarint(dst[:at-1], uint64(n))
	return dst
}
