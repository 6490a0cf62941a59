package rest

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/transform"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// noticeDoubted is the code of the notice that the body contradicts the declared charset.
const noticeDoubted = "CHARSET_CONTRADICTED"

// errCharset is the error of an answer in a charset that cannot be read.
var errCharset = errors.New("is unknown, so its text cannot be read")

// doubtful is how many characters beyond ASCII a valid UTF-8 body must have to overrule a declared charset. By chance, text in
// another charset is valid UTF-8 only for a character or two.
const doubtful = 4

// marks are the byte order marks of charsets besides UTF-8, the longest first.
var marks = []struct {
	mark    string
	charset encoding.Encoding
}{
	{"\xff\xfe\x00\x00", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
	{"\x00\x00\xfe\xff", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
	{"\xff\xfe", littleEndian},
	{"\xfe\xff", bigEndian},
}

var (
	littleEndian = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	bigEndian    = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
)

const utf8Mark = "\xef\xbb\xbf"

// decode returns a body as UTF-8 without byte order marks, and notices about the decoding. A byte order mark overrules the
// declared charset. The default is UTF-8, which is returned unchanged, valid or not: the transcoder finds invalid bytes. decode
// decodes no more than limit bytes.
func decode(h http.Header, body []byte, limit int64) ([]byte, transcode.Decoding, error) {
	for _, m := range marks {
		if rest, ok := bytes.CutPrefix(body, []byte(m.mark)); ok {
			return decodeFrom(m.charset, "Unicode by its byte order mark", rest, limit)
		}
	}
	if text, marked := withoutMarks(body); marked {
		return text, transcode.Decoding{}, nil
	}
	if wide := unmarked(body); wide != nil {
		return decodeFrom(wide, "UTF-16", body, limit)
	}
	name := declared(h)
	charset, known := charsetOf(name)
	switch {
	case !known:
		_, unknown := ianaindex.IANA.Encoding(name)
		return body, transcode.Decoding{}, &foreignError{"charset", name, unknown == nil, errCharset}
	case charset == nil:
		return body, transcode.Decoding{}, nil
	case contradicts(charset, body):
		return body, transcode.Decoding{Notices: []connectors.Notice{{
			Code: noticeDoubted, Message: fmt.Sprintf("The answer is declared as %s, but is valid UTF-8, and was read as that.", name),
		}}}, nil
	default:
		return decodeFrom(charset, name, body, limit)
	}
}

// withoutMarks returns the text after the byte order marks of UTF-8, and reports whether there are any. There may be several,
// with blanks between them, since each file that a PHP script includes may print one. A body of marks only is returned
// unchanged, since it is an empty file, not an empty body.
func withoutMarks(body []byte) (text []byte, marked bool) {
	begun := bytes.TrimLeft(body, "\ufeff \t\r\n")
	if i := bytes.LastIndex(body[:len(body)-len(begun)], []byte(utf8Mark)); i >= 0 && len(begun) > 0 {
		return body[i+len(utf8Mark):], true
	}
	return body, false
}

// unmarked returns the charset of UTF-16 text without a byte order mark, nil for other text. JSON begins with ASCII, so one of
// its first two bytes is zero in UTF-16.
func unmarked(body []byte) encoding.Encoding {
	switch {
	case len(body) < 2 || (body[0] == 0) == (body[1] == 0):
		return nil
	case body[0] == 0:
		return bigEndian
	default:
		return littleEndian
	}
}

// declared returns the declared charset of an answer, "" for none. It reads the header leniently, since mistakes elsewhere in
// the header say nothing about the charset.
func declared(h http.Header) string {
	for _, header := range []string{"Content-Type", "Content-Encoding"} {
		for part := range strings.FieldsFuncSeq(h.Get(header), func(r rune) bool { return r == ';' || r == ',' }) {
			name, value, valued := strings.Cut(part, "=")
			value = strings.ToLower(strings.Trim(value, " \t\"'"))
			if valued && strings.EqualFold(strings.TrimSpace(name), "charset") && value != "" {
				return value
			}
			label := strings.ToLower(strings.TrimSpace(name))
			if _, known := charsetOf(label); header == "Content-Encoding" && known {
				return label // there by mistake
			}
		}
	}
	return ""
}

// charsetOf returns the charset with a name, and reports whether there is one. The charset is nil for UTF-8, and for ASCII,
// which is a part of UTF-8.
func charsetOf(name string) (charset encoding.Encoding, known bool) {
	switch name {
	case "", "utf-8", "utf8", "utf8mb3", "utf8mb4", "us-ascii", "ascii": // utf8mb3 and utf8mb4 are MySQL's names
		return nil, true
	}
	charset, err := htmlindex.Get(name)
	if err != nil || charset == encoding.Replacement {
		return nil, false
	}
	if charset == unicode.UTF8 {
		charset = nil
	}
	return charset, true
}

// contradicts reports whether a body is UTF-8 although another charset is declared. Web servers add the charset of their
// configuration to JSON, which PHP writes in UTF-8 only.
func contradicts(charset encoding.Encoding, body []byte) bool {
	if charset == littleEndian || charset == bigEndian || isUTF16(charset) {
		return bytes.IndexByte(body, 0) < 0 && utf8.Valid(body) // JSON in UTF-16 is half zeros
	}
	beyond := 0
	for _, c := range body {
		if c >= utf8.RuneSelf && utf8.RuneStart(c) {
			if beyond++; beyond == doubtful {
				return utf8.Valid(body)
			}
		}
	}
	return false
}

// isUTF16 reports whether a charset of the index is UTF-16.
func isUTF16(charset encoding.Encoding) bool {
	name, err := htmlindex.Name(charset)
	return err == nil && strings.HasPrefix(name, "utf-16")
}

// decodeFrom decodes a body from a charset and counts the characters that are not valid in the charset.
func decodeFrom(charset encoding.Encoding, name string, body []byte, limit int64) ([]byte, transcode.Decoding, error) {
	var d transcode.Decoding
	text, err := readUpTo(transform.NewReader(bytes.NewReader(body), charset.NewDecoder()), int64(len(body))*3/2+1, limit, func(int64) error { return nil }) // the body as it came counts for room
	if err != nil {
		return nil, d, err
	}
	text, _ = withoutMarks(text)
	if n := bytes.Count(text, []byte(string(utf8.RuneError))); n > 0 {
		d.Replaced = true
		d.Notices = append(d.Notices, connectors.Notice{
			Code: transcode.NoticeReplaced, Message: fmt.Sprintf("%d characters of the answer are not valid in its charset, %s", n, name),
		})
	}
	return text, d, nil
}
