package transcode

import (
	"fmt"
	"hash/maphash"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// Context says how to read the records of one page, and collects the notices about them. It is for one page, is not safe for
// concurrent use, and must not be copied after its first use. The zero value reads times as UTC.
type Context struct {
	// Zone is the zone of times without an offset; nil means UTC. It must not change within a page.
	Zone *time.Location
	// Raw adds the upstream's JSON to each record.
	Raw bool
	// Catalogue has the names of ids and the options of custom fields; nil knows nothing.
	Catalogue *connectors.Catalogue
	// Within is the member of each element of a list that is the row, "" for the element itself. An element without the member is read as
	// the row, so that it does not vanish.
	Within string
	// Constants are encoded fields that every record begins with; the record's own fields overrule them.
	Constants []byte

	*document // the document being read
	space     *space
	zone      zoneOffsets
	utc       zoneOffsets

	// stack and entries are stacks: the values of an object are above those of the object around it.
	stack     []value
	entries   []entry
	slots     []int32 // hash table of link
	seed      maphash.Seed
	unescaped []byte              // what plain returned last
	own       []byte              // the texts of values that are not in the JSON in this form
	choices   *connectors.Choices // options of the custom field being written
	custom    customField         // the custom field being written
	checks    []byte              // what CheckBytes returned for this row
	path      []*field            // path of the field being read in the record

	decoding     []connectors.Notice // of the documents read so far
	invalid      bool                // bytes of the row that are not valid UTF-8 were replaced
	invalidRows  int
	invalidBytes int

	unknown    map[string]int
	unreadable map[string]int
	name       []byte // scratch for names
	id         []byte // what refText returned last, unless that is a part of the JSON
	// alterations are the alterations of the row being read, encoded with the tag of its table; altered is their number.
	alterations    []byte
	alterationsTag uint64
	altered        int
	// lost is what was lost in writing a value, until noteLost notes it for the field.
	lost loss
	// twoIDs says that the row has several ids.
	twoIDs bool
}

// The codes of the notices of a page.
const (
	// NoticeUnknownKeys is for upstream keys that no column names.
	NoticeUnknownKeys = "UNKNOWN_UPSTREAM_KEYS"
	// NoticeUnreadable is for fields that are unset because their values were not of their kind.
	NoticeUnreadable = "UNREADABLE_VALUES"
)

// The most names, and the most bytes of a name, that are kept for notices.
const (
	maxNames = 64
	maxName  = 128
)

// Notices returns the notices about the rows read so far, in a fixed order: how the text was decoded and what of it is not
// valid; keys that no column names; and fields with values that could not be read, with their counts. Unreadable values of
// custom fields are not among them, since these have a parse_error.
func (c *Context) Notices() []connectors.Notice {
	notices := slices.Clone(c.decoding)
	if c.invalidRows > 0 {
		notices = append(notices, InvalidUTF8(c.invalidBytes, c.invalidRows))
	}
	if len(c.unknown) > 0 {
		names := slices.Sorted(maps.Keys(c.unknown))
		notices = append(notices, connectors.Notice{Code: NoticeUnknownKeys, Message: listed(names)})
	}
	if len(c.unreadable) > 0 {
		names := slices.Sorted(maps.Keys(c.unreadable))
		for i, n := range names {
			names[i] = fmt.Sprintf("%s (%d)", n, c.unreadable[n])
		}
		notices = append(notices, connectors.Notice{Code: NoticeUnreadable, Message: listed(names)})
	}
	return notices
}

// listed joins names and adds a remark if there may be more.
func listed(names []string) string {
	if len(names) == maxNames {
		names = append(names, "and maybe more")
	}
	return strings.Join(names, ", ")
}

// space is the first memory of a context's stacks and buffers, so that one allocation is enough for most pages.
type space struct {
	stack     [64]value
	entries   [64]entry
	slots     [128]int32
	path      [8]*field
	unescaped [256]byte
	own       [256]byte
	row       Row
}

// start makes the context ready for a document.
func (c *Context) start(in *document) {
	if c.space == nil {
		c.space = &space{}
		c.stack, c.entries, c.slots = c.space.stack[:0], c.space.entries[:0], c.space.slots[:0]
		c.path, c.unescaped, c.own = c.space.path[:0], c.space.unescaped[:0], c.space.own[:0]
	}
	c.document = in
	c.learn(in)
	c.zone.reset(c.Zone)
}

// mark is a height of the stacks.
type mark struct{ stack, entries int }

func (c *Context) mark() mark { return mark{len(c.stack), len(c.entries)} }

// release takes everything above the mark off the stacks.
func (c *Context) release(m mark) {
	c.stack, c.entries = c.stack[:m.stack], c.entries[:m.entries]
}

// push returns n absent values on top of the stack.
func (c *Context) push(n int) []value {
	at := len(c.stack)
	c.stack = slices.Grow(c.stack, n)[:at+n]
	values := c.stack[at : at+n : at+n]
	clear(values)
	return values
}

// text returns the text of a value, with its escapes.
func (c *Context) text(v *value) []byte {
	if v.own {
		return c.own[v.from:v.to]
	}
	return c.document.text(v)
}

// keep copies text into a value that is valid as long as the row.
func (c *Context) keep(text []byte) value {
	from := int32(len(c.own))
	c.own = append(c.own, text...)
	return value{kind: '"', from: from, to: int32(len(c.own)), wide: true, own: true}
}

// plain returns the text of a value: a string with its escapes resolved, the JSON of anything else. It is valid until
// the next call.
func (c *Context) plain(v *value) []byte {
	if !v.escaped {
		return c.text(v)
	}
	c.unescaped, _ = appendUnescaped(c.unescaped[:0], c.text(v))
	return c.unescaped
}

// nameText returns the name of a member with its escapes resolved. It is valid until the next call of plain.
func (c *Context) nameText(v *value) []byte {
	if v.escaped {
		return c.plain(v)
	}
	return c.json[v.from:v.to]
}

// appendPlain appends the text of a value, as valid UTF-8. What that loses is added to c.lost.
func (c *Context) appendPlain(dst []byte, v *value) []byte {
	var lost loss
	switch {
	case v.escaped:
		dst, lost = appendUnescaped(dst, c.text(v))
	case v.wide:
		dst, lost = appendValid(dst, c.text(v))
	default:
		return append(dst, c.text(v)...)
	}
	c.lost |= lost
	return dst
}

// appendText appends a string field with the text of a value.
func (c *Context) appendText(dst []byte, tag uint64, v *value) []byte {
	if text := c.text(v); !v.escaped && (!v.wide || validUTF8(text)) {
		return appendBytes(dst, tag, text)
	}
	dst, at := openField(dst, tag)
	return closeField(c.appendPlain(dst, v), at)
}

// countUnknown counts a key that no column names. After an upstream has added a key, it is called for most rows, so it
// allocates only for a new name.
func (c *Context) countUnknown(key *value) {
	c.name = c.name[:0]
	for _, f := range c.path {
		if f.key != "" {
			c.name = append(append(c.name, f.key...), '.')
		}
	}
	if f := c.custom.field; f != nil {
		c.name = append(append(c.name, f.name...), '.')
	}
	c.name, _ = appendUnescaped(c.name, c.text(key))
	c.unknown = c.count(c.unknown)
}

// count counts c.name, unless there are enough names already.
func (c *Context) count(names map[string]int) map[string]int {
	name := c.name
	if len(name) > maxName {
		name, _ = appendValid(nil, name[:maxName]) // the cut may have split a rune
	}
	if n := names[string(name)]; n > 0 || len(names) < maxNames {
		if names == nil {
			names = map[string]int{}
		}
		names[string(name)]++
	}
	return names
}
