package transcode

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/crmstream/crmstream/connectors"
)

// MaxDepth is how deep the objects and arrays of a body are read. An object or array that is nested deeper is one value with
// its JSON only, so that it costs one field of one record.
const MaxDepth = 64

// MaxValues is how many values a body may hold, names and the ends of objects and arrays included. It bounds the memory of
// Parse's result to 96 MiB. Bodies from upstreams have one value for every nine to fifteen bytes.
const MaxValues = 8 << 20

// Parse reads a body that is one JSON value by RFC 8259. It accepts a byte order mark, invalid UTF-8, lone surrogates, repeated
// names and control characters within strings. The body must not be changed afterwards.
func Parse(body []byte) (JSON, error) { return parse(body, nil) }

func parse(body []byte, room *Room) (JSON, error) {
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	p := parser{document: document{json: body, values: room.take(valuesFor(body)), room: room}}
	if p.parse() {
		return JSON{in: &p.document}, nil
	}
	return JSON{}, invalid(body, len(p.values) > MaxValues)
}

// firstRoom is for how many values there is room at first. When they are there, the rest of the body is taken to be as dense (makeRoom).
const firstRoom = 1024

// spareRoom is the room for values that makeRoom leaves at least, before append makes room for more.
const spareRoom = 64

// valuesFor returns for how many values to make room at first. For a large body it counts how many the body may have at most, since
// moving to more room would take the memory twice.
func valuesFor(body []byte) int {
	if len(body)/8 < MaxValues/2 {
		return min(len(body)/8+8, firstRoom)
	}
	n := 1
	for _, sign := range []string{",", ":", "{", "}", "[", "]"} { // each value but the first is next to one
		n += bytes.Count(body, []byte(sign))
	}
	return min(n, MaxValues) + 1
}

// makeRoom makes room for the values of the whole body, if there is little left. Values up to i are there. Bodies are as dense at their
// ends as at their starts, but for a few percent. Without this, append would double the room again and again, and copy the values.
func (p *parser) makeRoom(i int) {
	n := len(p.values)
	if cap(p.values)-n >= spareRoom || n < firstRoom/2 {
		return
	}
	expected := int(int64(n) * int64(len(p.json)) / int64(i))
	p.values = slices.Grow(p.values, min(expected+expected/16, MaxValues+1)-n+spareRoom)
}

// invalid returns what is wrong with a body. It uses jsontext, which is slower and reports the place.
func invalid(body []byte, tooMany bool) error {
	if tooMany {
		return fmt.Errorf("transcode: %w: JSON with more than %d values", connectors.ErrTooLarge, MaxValues)
	}
	d := jsontext.NewDecoder(bytes.NewReader(blankControls(body)), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	if err := d.SkipValue(); err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		var syntax *jsontext.SyntacticError
		if errors.As(err, &syntax) { // its own text has the path of member names
			err = fmt.Errorf("byte %d: %w", syntax.ByteOffset, syntax.Err)
		}
		return fmt.Errorf("transcode: %w", err)
	}
	end := d.InputOffset()
	if _, err := d.ReadToken(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("transcode: more than one JSON value: the first ends at byte %d", end)
	}
	return errors.New("transcode: no JSON") // not reached: jsontext accepts no more than Parse does
}

// blankControls returns a body with blanks in place of the control characters within strings, which jsontext would report
// first.
func blankControls(body []byte) []byte {
	blanked, quoted := bytes.Clone(body), false
	for i := 0; i < len(blanked); i++ {
		switch c := blanked[i]; {
		case c == '"':
			quoted = !quoted
		case quoted && c == '\\':
			i++
		case quoted && c < ' ':
			blanked[i] = ' '
		}
	}
	return blanked
}

// parser makes a document from JSON.
type parser struct {
	document
	depth int
	// inner is the place of the innermost open object or array. Until it is closed, its value's from is the place of the object
	// or array around it, and its to is where it starts in the JSON.
	inner int32
}

// wrong is what the pass functions return in place of an index if they find no JSON.
const wrong = -1

// parse reads the whole body and reports whether it is JSON.
func (p *parser) parse() bool {
	b := p.json
	for i := passBlank(b, 0); ; {
		if uint(i) >= uint(len(b)) {
			return false
		}
		switch c := b[i]; c {
		case '"':
			i = p.passString(i + 1)
		case '{', '[':
			if len(p.values) > MaxValues {
				return false
			}
			p.enter(c, i)
			if i = passBlank(b, i+1); uint(i) < uint(len(b)) && b[i] != c+2 { // the bracket that would close it
				i = p.passName(i)
				continue
			}
		case 't':
			i = p.passWord(i, "true")
		case 'f':
			i = p.passWord(i, "false")
		case 'n':
			i = p.passWord(i, "null")
		default:
			i = p.passNumber(i)
		}
		if uint(i) >= uint(len(b)) || b[i] != ',' { // most values have a comma right after them
			i = p.passEnds(i)
		}
		if p.depth == 0 {
			return i == len(b)
		}
		if uint(i) >= uint(len(b)) || b[i] != ',' || len(p.values) > MaxValues {
			return false
		}
		i = p.passName(passBlank(b, i+1))
	}
}

// enter begins the object or array that starts at i.
func (p *parser) enter(bracket byte, i int) {
	p.depth++
	p.makeRoom(i)
	p.values = append(p.values, value{from: p.inner, to: int32(i), kind: bracket, wide: true})
	p.inner = int32(len(p.values) - 1)
}

// leave ends the innermost object or array, whose JSON ends before end. If it is too deep, leave keeps only its place.
func (p *parser) leave(end int) {
	at := p.inner
	v := &p.values[at]
	outer, start := v.from, v.to
	if p.depth > MaxDepth {
		*v = value{from: start, to: int32(end), kind: deep, wide: true}
		p.values = p.values[:at+1]
	} else {
		v.from, v.to = at+1, int32(len(p.values))
		p.values = append(p.values, value{from: start, to: int32(end)})
	}
	p.inner = outer
	p.depth--
}

// passEnds returns the index after the brackets that close objects and arrays from i on, and after blanks.
func (p *parser) passEnds(i int) int {
	b := p.json
	for i = passBlank(b, i); p.depth > 0 && uint(i) < uint(len(b)) && (b[i] == '}' || b[i] == ']'); i = passBlank(b, i+1) {
		if b[i] != p.values[p.inner].kind+2 {
			return wrong
		}
		p.leave(i + 1)
	}
	return i
}

// passName returns the index of the value after the name that starts at i in an object, and i in an array.
func (p *parser) passName(i int) int {
	if p.values[p.inner].kind == '[' {
		return i
	}
	b := p.json
	if uint(i) >= uint(len(b)) || b[i] != '"' {
		return wrong
	}
	if i = p.passString(i + 1); uint(i) >= uint(len(b)) || b[i] != ':' {
		if i = passBlank(b, i); uint(i) >= uint(len(b)) || b[i] != ':' {
			return wrong
		}
	}
	return passBlank(b, i+1)
}

// passBlank returns the index of the first byte from i on that is not white space.
func passBlank(b []byte, i int) int {
	for uint(i) < uint(len(b)) && b[i] <= ' ' {
		if c := b[i]; c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			return wrong
		}
		i++
	}
	return i
}

// passWord returns the index after a word.
func (p *parser) passWord(i int, word string) int {
	end := i + len(word)
	if end > len(p.json) || string(p.json[i:end]) != word {
		return wrong
	}
	p.values = append(p.values, value{from: int32(i), to: int32(end), kind: word[0]})
	return end
}

// passNumber returns the index after the number that starts at i.
func (p *parser) passNumber(i int) int {
	end := numberEnd(p.json, i)
	p.values = append(p.values, value{from: int32(i), to: int32(end), kind: '0'})
	return end
}

// numberEnd returns the index after the number that starts at i.
func numberEnd(b []byte, i int) int {
	if b[i] == '-' {
		i++
	}
	if i < len(b) && b[i] == '0' {
		i++
	} else if i = passDigits(b, i); i == wrong {
		return wrong
	}
	if i < len(b) && b[i] == '.' {
		if i = passDigits(b, i+1); i == wrong {
			return wrong
		}
	}
	if i < len(b) && (b[i] == 'e' || b[i] == 'E') {
		if i++; i < len(b) && (b[i] == '+' || b[i] == '-') {
			i++
		}
		i = passDigits(b, i)
	}
	return i
}

// passDigits returns the index after one or more digits.
func passDigits(b []byte, i int) int {
	start := i
	for i < len(b) && b[i] >= '0' && b[i] <= '9' {
		i++
	}
	if i == start {
		return wrong
	}
	return i
}
