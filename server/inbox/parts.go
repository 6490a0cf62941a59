package inbox

import (
	"strings"
	"unicode/utf8"
)

// The lengths of the parts of a text message (3GPP TS 23.040, 9.2.3.24.1): alone, and in a message of several parts, which have a
// header each. They are septets of the GSM alphabet, and units of UTF-16.
const (
	gsmAlone, gsmPart   = 160, 153
	wideAlone, widePart = 70, 67
)

// gsmBasic are the characters of the GSM 7 bit default alphabet, and gsmExtended those of its extension table, which take two septets
// each (3GPP TS 23.038, 6.2.1).
const (
	gsmBasic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
		"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
	gsmExtended = "\f^{}\\[~]|€"
)

// partsOf returns the number of parts in which a text is sent. A character is never split among parts.
func partsOf(text string) int32 {
	if n, ok := split(text, gsmAlone, gsmPart, func(r rune) int {
		switch {
		case strings.ContainsRune(gsmBasic, r):
			return 1
		case strings.ContainsRune(gsmExtended, r):
			return 2
		default:
			return 0
		}
	}); ok {
		return n
	}
	n, _ := split(text, wideAlone, widePart, func(r rune) int {
		if r > 0xFFFF {
			return 2
		}
		return 1
	})
	return n
}

// split returns the number of parts of a text, with the units that each character takes. It returns false if a character has no units.
func split(text string, alone, part int, units func(rune) int) (parts int32, ok bool) {
	total, used := 0, 0
	parts = 1
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		text = text[size:]
		n := units(r)
		if n == 0 {
			return 0, false
		}
		total += n
		if used += n; used > part {
			parts, used = parts+1, n
		}
	}
	if total <= alone {
		return 1, true
	}
	return parts, true
}
