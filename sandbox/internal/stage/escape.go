package stage

import (
	"unicode/utf16"
	"unicode/utf8"
)

// AppendEscape appends a character as JSON's \uXXXX, or as two of them for a character beyond 16 bits. Each upstream escapes
// other characters.
func AppendEscape(b []byte, r rune) []byte {
	if high, low := utf16.EncodeRune(r); high != utf8.RuneError {
		return AppendEscape(AppendEscape(b, high), low)
	}
	const hex = "0123456789abcdef"
	return append(b, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
}
