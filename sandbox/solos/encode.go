package solos

import (
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// style is how the tenant writes JSON.
type style struct {
	quoted  bool   // numbers and flags are strings
	escaped bool   // text beyond ASCII is \uXXXX
	nested  bool   // dynamic fields are members of "data"
	empty   string // an object without members
}

func newStyle(s Settings) style {
	return style{
		quoted:  s.Numbers == numbersStrings,
		escaped: s.Unicode == unicodeEscaped,
		nested:  s.DynamicFields == dynamicNested,
		empty:   s.EmptyObject,
	}
}

// appendProject appends one project.
func (s style) appendProject(b []byte, p project) []byte {
	b = s.appendInteger(append(b, `{"id":`...), p.id)
	b = append(b, `,"name":`...)
	if p.revision == 0 {
		b = s.appendText(b, p.name())
	} else {
		b = s.appendText(b, p.name()+" (ред. "+strconv.FormatInt(p.revision, 10)+")")
	}
	b = s.appendDateTime(append(b, `,"created":`...), p.created)
	b = s.appendInteger(append(b, `,"sales_funnel_id":`...), p.funnelID())
	b = s.appendInteger(append(b, `,"step_id":`...), p.stepID())
	b = s.appendInteger(append(b, `,"user_id":`...), p.userID())
	group := p.groupID()
	b = s.appendOpt(append(b, `,"group_id":`...), opt[int64]{v: group, set: group != 0}, style.appendInteger)
	b = s.appendOpt(append(b, `,"price":`...), p.price(), style.appendDecimal)
	b = s.appendInteger(append(b, `,"currency_id":`...), p.currencyID())
	b = s.appendFlag(append(b, `,"deleted":`...), p.deleted)
	return append(s.appendDynamic(b, p), '}')
}

// appendDynamic appends the dynamic fields, each with its comma, or the member that contains them.
func (s style) appendDynamic(b []byte, p project) []byte {
	switch bare := p.bare(); {
	case bare && s.nested:
		return append(append(b, `,"data":`...), s.empty...)
	case bare:
		return b
	}
	separator := byte(',')
	if s.nested {
		b = append(b, `,"data":`...)
		separator = '{'
	}
	for _, f := range dynamicFields {
		b = append(s.appendText(append(b, separator), f.key), ':')
		b = f.write(s, b, p)
		separator = ','
	}
	if s.nested {
		b = append(b, '}')
	}
	return b
}

// appendOpt appends null, or the value by calling write.
func (s style) appendOpt(b []byte, v opt[int64], write func(style, []byte, int64) []byte) []byte {
	if !v.set {
		return append(b, "null"...)
	}
	return write(s, b, v.v)
}

func (s style) appendInteger(b []byte, n int64) []byte {
	if s.quoted {
		return append(strconv.AppendInt(append(b, '"'), n, 10), '"')
	}
	return strconv.AppendInt(b, n, 10)
}

// appendDecimal appends hundredths: 1234.5 as a number, "1234.50" as a string.
func (s style) appendDecimal(b []byte, hundredths int64) []byte {
	if s.quoted {
		return append(appendHundredths(append(b, '"'), hundredths), '"')
	}
	b = appendHundredths(b, hundredths)
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	if b[len(b)-1] == '.' {
		b = b[:len(b)-1]
	}
	return b
}

// appendHundredths appends a decimal with two digits after the point.
func appendHundredths(b []byte, n int64) []byte {
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, n/100, 10)
	return append(b, '.', byte('0'+n/10%10), byte('0'+n%10))
}

// appendFlag appends 0 or 1, the form of flags in a PHP back end.
func (s style) appendFlag(b []byte, v bool) []byte {
	if v {
		return s.appendInteger(b, 1)
	}
	return s.appendInteger(b, 0)
}

func (style) appendDate(b []byte, seconds int64) []byte {
	return append(time.Unix(seconds, 0).UTC().AppendFormat(append(b, '"'), time.DateOnly), '"')
}

func (style) appendDateTime(b []byte, seconds int64) []byte {
	return append(time.Unix(seconds, 0).UTC().AppendFormat(append(b, '"'), time.DateTime), '"')
}

// appendText appends s as a JSON string in the way of PHP's encoder, which escapes slashes and, even in plain mode, the two
// line separators.
func (s style) appendText(b []byte, text string) []byte {
	b = append(b, '"')
	for i := 0; i < len(text); {
		c := text[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(text[i:])
			if s.escaped || r == '\u2028' || r == '\u2029' {
				b = stage.AppendEscape(b, r)
			} else {
				b = append(b, text[i:i+size]...)
			}
			i += size
			continue
		}
		i++
		switch {
		case c == '"' || c == '\\' || c == '/':
			b = append(b, '\\', c)
		case c == '\n':
			b = append(b, '\\', 'n')
		case c == '\r':
			b = append(b, '\\', 'r')
		case c == '\t':
			b = append(b, '\\', 't')
		case c < ' ':
			b = stage.AppendEscape(b, rune(c))
		default:
			b = append(b, c)
		}
	}
	return append(b, '"')
}
