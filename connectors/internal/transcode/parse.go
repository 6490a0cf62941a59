package transcode

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/crmstream/crmstream/connectors"
)

// MaxDepth is how deep the objects and arrays of a body may be nested.
const MaxDepth = 64

// MaxValues is how many values a body may hold, names and the ends of objects and arrays included. It bounds the memory of
// what Parse makes of a body to 96 MiB. Bodies as upstreams send them have a
// value for each nine to fifteen bytes.
const MaxValues = 8 << 20

// Parse reads a body that is one JSON value as RFC 8259 has it, nested no deeper than MaxDepth. A byte order mark, invalid
// UTF-8, lone surrogates and repeated names are let pass. The body must not be changed afterwards.
func Parse(body []byte) (JSON, error) {
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	p := parser{document: document{json: body, values: make([]value, 0, min(len(body)/8+8, MaxValues))}}
	if p.parse() {
		return JSON{in: &p.document}, nil
	}
	return JSON{}, invalid(body, len(p.values) > MaxValues)
}

// invalid says what is wrong with a body. It asks jsontext, which takes its time and tells where.
func invalid(body []byte, tooMany bool) error {
	if tooMany {
		return fmt.Errorf("transcode: %w: JSON with more than %d values", connectors.ErrTooLarge, MaxValues)
	}
	d := jsontext.NewDecoder(bytes.NewReader(body), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	if err := d.SkipValue(); err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return fmt.Errorf("transcode: %w", err)
	}
	end := d.InputOffset()
	if _, err := d.ReadToken(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("transcode: more than one JSON value: the first ends at byte %d", end)
	}
	return fmt.Errorf("transcode: JSON nested deeper than %d", MaxDepth)
}

// parser makes a document of JSON.
type parser struct {
	document
	depth int
	// open are the places of the objects and arrays that are not closed yet, and starts where they start in the JSON.
	open, starts [MaxDepth]int32
}

// wrong is what the pass functions return in place of an index where they find no JSON, and pass on when they get it.
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
			if !p.enter(c, i) {
				return false
			}
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
		if uint(i) >= uint(len(b)) || b[i] != ',' { // most values have a comma right behind them
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

// enter begins the object or array that starts at i. It reports false where that is too deep.
func (p *parser) enter(bracket byte, i int) bool {
	if p.depth == MaxDepth {
		return false
	}
	p.open[p.depth], p.starts[p.depth] = int32(len(p.values)), int32(i)
	p.depth++
	p.values = append(p.values, value{from: int32(len(p.values)) + 1, kind: bracket, wide: true})
	return true
}

// passEnds returns the index after the brackets that close objects and arrays from i on, and after blanks.
func (p *parser) passEnds(i int) int {
	b := p.json
	for i = passBlank(b, i); p.depth > 0 && uint(i) < uint(len(b)) && (b[i] == '}' || b[i] == ']'); i = passBlank(b, i+1) {
		p.depth--
		closed := &p.values[p.open[p.depth]]
		if b[i] != closed.kind+2 {
			return wrong
		}
		closed.to = int32(len(p.values))
		p.values = append(p.values, value{from: p.starts[p.depth], to: int32(i + 1)})
	}
	return i
}

// passName returns the index of the value behind the name that starts at i in an object, and i in an array.
func (p *parser) passName(i int) int {
	if p.values[p.open[p.depth-1]].kind == '[' {
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
