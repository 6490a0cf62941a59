package transcode

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/crmstream/crmstream/connectors"
)

// NoticeReplaced is the code of the notice that characters were not valid in the upstream's charset.
const NoticeReplaced = "INVALID_CHARACTERS"

// Decoding says how the bytes of an answer were converted to the text of a body.
type Decoding struct {
	// Notices are the notices about the decoding. Every Context that reads rows of the body adds them to its own.
	Notices []connectors.Notice
	// Replaced says that characters were replaced by U+FFFD, so that a record's JSON with such a character is not what the
	// upstream sent.
	Replaced bool
}

// ParseDecoded is Parse for a decoded body, with memory from room; nil for none.
func ParseDecoded(body []byte, d Decoding, room *Room) (JSON, error) {
	j, err := parse(body, room)
	if err == nil {
		j.in.decoding = d
	}
	return j, err
}

// learn adds the notices of a document, each once.
func (c *Context) learn(in *document) {
	for _, n := range in.decoding.Notices {
		if !slices.Contains(c.decoding, n) {
			c.decoding = append(c.decoding, n)
		}
	}
}

// countInvalid counts the bytes of a row that are not valid UTF-8.
func (c *Context) countInvalid(raw []byte) {
	c.invalidRows++
	c.invalidBytes += InvalidBytes(raw)
}

// InvalidBytes returns how many bytes of a text are not part of valid UTF-8.
func InvalidBytes(text []byte) int {
	invalid := 0
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		if r == utf8.RuneError && n == 1 {
			invalid++
		}
		text = text[n:]
	}
	return invalid
}

// InvalidUTF8 returns the notice of bytes that are not valid in an answer in UTF-8.
func InvalidUTF8(bytes, rows int) connectors.Notice {
	return connectors.Notice{
		Code: NoticeReplaced, Message: fmt.Sprintf("%d bytes in %d rows of the answer are not valid in its charset, UTF-8", bytes, rows),
	}
}
