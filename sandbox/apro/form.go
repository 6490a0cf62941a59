package apro

import (
	"slices"
	"strconv"
	"strings"
)

// maxNesting is how deep a form name may nest; PHP drops variables that nest deeper.
const maxNesting = 64

// value is a form variable as PHP has it: a text, or an array that keeps the order of its keys. A nil value is a variable that
// was not sent.
type value struct {
	text  string
	keys  []string // of an array, in the order in which they came
	items map[string]*value
	next  int64 // the index at which [] appends
}

func (v *value) isArray() bool { return v != nil && v.items != nil }

// member returns an element of an array, or nil.
func (v *value) member(key string) *value {
	if !v.isArray() {
		return nil
	}
	return v.items[key]
}

// array returns an array without elements.
func array() *value { return &value{items: map[string]*value{}} }

// set writes an element of an array; the empty key appends.
func (v *value) set(key string, item *value) { *v.child(key) = *item }

// blank reports whether a value has no text, also not in its elements.
func (v *value) blank() bool {
	if v.isArray() {
		return !slices.ContainsFunc(v.keys, func(key string) bool { return !v.items[key].blank() })
	}
	return v.scalar() == ""
}

// elements returns the number of elements of an array, with those of its elements.
func (v *value) elements() int {
	n := 0
	if v.isArray() {
		for _, item := range v.items {
			n += 1 + item.elements()
		}
	}
	return n
}

// pair is one variable of a form, decoded but not yet nested.
type pair struct{ name, text string }

// splitForm decodes application/x-www-form-urlencoded text as leniently as PHP: a wrong percent escape stays unchanged.
func splitForm(form string) []pair {
	var pairs []pair
	for part := range strings.SplitSeq(form, "&") {
		if part == "" {
			continue
		}
		name, text, _ := strings.Cut(part, "=")
		pairs = append(pairs, pair{unescape(name), unescape(text)})
	}
	return pairs
}

// nest builds the tree of variables from names with brackets: a[b][c] nests, a[] appends, a repeated name keeps its last text,
// and indexes may have gaps or come in any order.
func nest(pairs []pair) *value {
	root := array()
	for _, p := range pairs {
		path := splitName(p.name)
		if len(path) == 0 || len(path) > maxNesting {
			continue
		}
		at := root
		for _, key := range path[:len(path)-1] {
			at = at.child(key)
			if at.items == nil {
				*at = *array()
			}
		}
		*at.child(path[len(path)-1]) = value{text: p.text}
	}
	return root
}

// child returns the element of an array at key, and creates it if it is new; the empty key appends.
func (v *value) child(key string) *value {
	if key == "" {
		key = strconv.FormatInt(v.next, 10)
	}
	c, ok := v.items[key]
	if !ok {
		c = &value{}
		v.items[key] = c
		v.keys = append(v.keys, key)
	}
	// Only canonical integers change the append index: "8" does, "08" is a text key.
	if i, err := strconv.ParseInt(key, 10, 64); err == nil && i >= v.next && strconv.FormatInt(i, 10) == key {
		v.next = i + 1
	}
	return c
}

// splitName splits a[b][] into "a", "b", "". As in PHP, blanks and dots of the first part become underscores. An opening
// bracket that is never closed becomes one, too. Text after a closing bracket is dropped if no other bracket opens.
func splitName(name string) []string {
	name = strings.TrimLeft(name, " ")
	first, rest := name, ""
	if i := strings.IndexByte(name, '['); i > 0 {
		if strings.IndexByte(name[i:], ']') > 0 {
			first, rest = name[:i], name[i:]
		}
	}
	if strings.ContainsAny(first, " .[") {
		first = strings.NewReplacer(" ", "_", ".", "_", "[", "_").Replace(first)
	}
	if first == "" {
		return nil
	}
	path := []string{first}
	for strings.HasPrefix(rest, "[") {
		end := strings.IndexByte(rest, ']')
		if end < 0 {
			break
		}
		path = append(path, rest[1:end])
		rest = rest[end+1:]
	}
	return path
}

func unescape(s string) string {
	if !strings.ContainsAny(s, "%+") {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '+':
			out = append(out, ' ')
		case s[i] == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			out = append(out, unhex(s[i+1])<<4|unhex(s[i+2]))
			i += 2
		default:
			out = append(out, s[i])
		}
	}
	return string(out)
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c&^0x20 - 'A' + 10
}
