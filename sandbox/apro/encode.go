package apro

import (
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// encoder appends JSON in the way of PHP's json_encode. The last byte shows the encoder whether a comma is necessary, so
// callers only open, write and close.
type encoder struct {
	b       []byte
	plain   bool   // UTF-8 and slashes are not escaped
	dialect string // which keys dual writes
	numbers bool   // number writes numbers, not text
	objects bool   // empty maps are {}, not []
}

func (e *encoder) comma() {
	if n := len(e.b); n > 0 && e.b[n-1] != '{' && e.b[n-1] != '[' && e.b[n-1] != ':' {
		e.b = append(e.b, ',')
	}
}

func (e *encoder) open(bracket byte) {
	e.comma()
	e.b = append(e.b, bracket)
}

func (e *encoder) close(bracket byte) { e.b = append(e.b, bracket) }

// emptyMap writes a map without entries. PHP writes it like an empty list.
func (e *encoder) emptyMap() {
	e.comma()
	if e.objects {
		e.b = append(e.b, "{}"...)
	} else {
		e.b = append(e.b, "[]"...)
	}
}

func (e *encoder) key(name string) {
	e.comma()
	e.b = append(e.b, '"')
	e.b = append(e.b, name...)
	e.b = append(e.b, `":`...)
}

// text writes a member whose value is a string.
func (e *encoder) text(key, value string) {
	e.key(key)
	e.string(value)
}

// dual writes a member under the key of the dialect, or under both keys.
func (e *encoder) dual(english, intrum, value string) {
	if e.dialect != Intrum {
		e.text(english, value)
	}
	if e.dialect != English {
		e.text(intrum, value)
	}
}

// id writes a member whose value is a number written as text.
func (e *encoder) id(key string, n int64) {
	e.key(key)
	e.quoted(n)
}

// number writes a member that is a number on the vendor's page and a text on real servers.
func (e *encoder) number(key string, n int64) {
	e.key(key)
	e.element(n)
}

// element writes a number of a list, in the form of number.
func (e *encoder) element(n int64) {
	if e.numbers {
		e.int(n)
	} else {
		e.quoted(n)
	}
}

// list writes a member that is a list of numbers.
func (e *encoder) list(key string, numbers []int64) {
	e.key(key)
	e.open('[')
	for _, n := range numbers {
		e.element(n)
	}
	e.close(']')
}

// flag writes a member that is a boolean on real servers too.
func (e *encoder) flag(key string, yes bool) {
	e.key(key)
	e.literal(strconv.FormatBool(yes))
}

// null writes a member without a value.
func (e *encoder) null(key string) {
	e.key(key)
	e.literal("null")
}

// dualNumber is number with the key of the dialect, or with both keys.
func (e *encoder) dualNumber(english, intrum string, n int64) {
	if e.dialect != Intrum {
		e.number(english, n)
	}
	if e.dialect != English {
		e.id(intrum, n)
	}
}

func (e *encoder) quoted(n int64) {
	e.comma()
	e.b = append(e.b, '"')
	e.b = strconv.AppendInt(e.b, n, 10)
	e.b = append(e.b, '"')
}

func (e *encoder) int(n int64) {
	e.comma()
	e.b = strconv.AppendInt(e.b, n, 10)
}

func (e *encoder) literal(word string) {
	e.comma()
	e.b = append(e.b, word...)
}

// time writes a member that is a naive date and time; 0 is the zero date.
func (e *encoder) time(key string, seconds int64) {
	e.key(key)
	e.b = append(e.b, '"')
	e.b = appendTime(e.b, seconds)
	e.b = append(e.b, '"')
}

const (
	dateLayout = "2006-01-02"
	timeLayout = "2006-01-02 15:04:05"
	zeroDate   = "0000-00-00"
	zeroTime   = "0000-00-00 00:00:00"
)

func appendTime(b []byte, seconds int64) []byte {
	if seconds == 0 {
		return append(b, zeroTime...)
	}
	return time.Unix(seconds, 0).UTC().AppendFormat(b, timeLayout)
}

func timeText(seconds int64) string { return string(appendTime(nil, seconds)) }

func dateText(seconds int64) string { return timeText(seconds)[:len(dateLayout)] }

// string writes a string value with PHP's escapes. U+2028 and U+2029 are escaped even in plain mode, as in PHP.
func (e *encoder) string(s string) {
	e.comma()
	e.b = append(e.b, '"')
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			e.ascii(c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if e.plain && r != '\u2028' && r != '\u2029' {
			e.b = append(e.b, s[i:i+size]...)
		} else {
			e.b = stage.AppendEscape(e.b, r)
		}
		i += size
	}
	e.b = append(e.b, '"')
}

func (e *encoder) ascii(c byte) {
	switch c {
	case '"', '\\':
		e.b = append(e.b, '\\', c)
	case '/':
		if !e.plain {
			e.b = append(e.b, '\\')
		}
		e.b = append(e.b, '/')
	case '\b':
		e.b = append(e.b, `\b`...)
	case '\f':
		e.b = append(e.b, `\f`...)
	case '\n':
		e.b = append(e.b, `\n`...)
	case '\r':
		e.b = append(e.b, `\r`...)
	case '\t':
		e.b = append(e.b, `\t`...)
	default:
		if c < 0x20 {
			e.b = stage.AppendEscape(e.b, rune(c))
			return
		}
		e.b = append(e.b, c)
	}
}
