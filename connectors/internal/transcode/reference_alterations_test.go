package transcode_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// tell notes an alteration.
func (r *reference) tell(field string, kind crmstreamv1.AlterationKind, raw json.RawMessage) {
	r.told = append(r.told, &crmstreamv1.Alteration{Field: r.path + field, Kind: kind, RawText: refMarked(raw)})
}

// unreadable notes a value that could not be read.
func (r *reference) unreadable(field string, v json.RawMessage, err error) {
	if errors.Is(err, errUnreadable) {
		r.tell(field, crmstreamv1.AlterationKind_ALTERATION_KIND_UNREADABLE, v)
	}
}

// text is refText, and tells what it loses.
func (r *reference) text(field string, v json.RawMessage) string {
	r.lossOf(field, v)
	return refText(v)
}

var (
	escapePattern    = regexp.MustCompile(`\\(?:u[0-9a-fA-F]{4}|.)`)
	pairPattern      = regexp.MustCompile(`(?i)\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}`)
	surrogatePattern = regexp.MustCompile(`(?i)^\\ud[89a-f]`)
)

// lossOf tells what the text of a value loses.
func (r *reference) lossOf(field string, v json.RawMessage) {
	if !utf8.Valid(v) {
		r.tell(field, crmstreamv1.AlterationKind_ALTERATION_KIND_INVALID_UTF8, v)
	}
	if v[0] != '"' {
		return
	}
	// Escaped backslashes must not be taken for the start of an escape.
	escapes := bytes.ReplaceAll(v, []byte(`\\`), []byte("  "))
	for _, escape := range escapePattern.FindAll(pairPattern.ReplaceAll(escapes, nil), -1) {
		if surrogatePattern.Match(escape) {
			r.tell(field, crmstreamv1.AlterationKind_ALTERATION_KIND_LONE_SURROGATE, v)
			return
		}
	}
}

// refMarked returns the start of a value's JSON with the bytes that are no UTF-8 marked.
func refMarked(raw json.RawMessage) string {
	const most = 1 << 10
	text := string(raw)
	if len(raw) > most {
		text = text[:most]
		if raw[0] == '"' { // whose end is counted as well
			text = text[:most-1]
		}
	}
	for len(text) < len(raw) && !utf8.RuneStart(raw[len(text)]) {
		text = text[:len(text)-1]
	}
	var s strings.Builder
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && n == 1 {
			fmt.Fprintf(&s, `\x%02x`, text[i])
		} else {
			s.WriteString(text[i : i+n])
		}
		i += n
	}
	return s.String()
}

// refKey bounds a name.
func refKey(name string) string {
	const most = 128
	if len(name) > most {
		name = refValid([]byte(name[:most]))
	}
	return name
}

// enter adds a column to the path, until the function it returns is called.
func (r *reference) enter(c transcode.Column) (leave func()) {
	before := r.path
	if c.Field != "" {
		r.path += c.Field + "."
	}
	return func() { r.path = before }
}

// duplicates tells of the keys of columns that an object has several times.
func (r *reference) duplicates(raw json.RawMessage, columns []transcode.Column) {
	if raw == nil {
		return
	}
	seen := map[string]json.RawMessage{}
	for _, m := range refSplit(raw) {
		name := r.fieldOf(m.name, columns)
		if name == "" {
			continue
		}
		if had, ok := seen[m.name]; ok {
			r.tell(name, crmstreamv1.AlterationKind_ALTERATION_KIND_DUPLICATE_KEY, had)
		}
		seen[m.name] = m.raw
	}
}

// fieldOf returns the field that a key is for, the key where there is none, and "" for a key that no column names.
func (r *reference) fieldOf(key string, columns []transcode.Column) string {
	name := ""
	for _, c := range columns {
		switch {
		case c.Kind == transcode.Group:
			if inner := r.fieldOf(key, r.columns[c.Table]); inner != "" {
				return c.Field + "." + inner
			}
		case slices.Contains(c.Keys, key) && c.Field != "":
			return c.Field
		case slices.Contains(c.Keys, key):
			name = key
		}
	}
	return name
}

// pick returns the value of a column that counts, and tells of the others that say something else.
func (r *reference) pick(object map[string]json.RawMessage, c transcode.Column) json.RawMessage {
	var counts json.RawMessage
	for _, key := range c.Keys {
		if v := object[key]; isNull(counts) || !isNull(v) && !refFilled(counts, c.Kind) && refFilled(v, c.Kind) {
			counts = v
		}
	}
	for _, key := range c.Keys {
		if v := object[key]; !isNull(v) && refFilled(v, c.Kind) && refMeaning(v, c.Kind) != refMeaning(counts, c.Kind) {
			r.tell(c.Field, crmstreamv1.AlterationKind_ALTERATION_KIND_HIDDEN_ALIAS, v)
		}
	}
	return counts
}

// refFilled reports whether a value says something to a kind.
func refFilled(v json.RawMessage, kind transcode.Kind) bool {
	switch kind {
	case transcode.Text, transcode.Flag, transcode.NotFlag, transcode.Enum:
		return !isEmpty(v)
	case transcode.Ref:
		_, err := refID(v)
		return !errors.Is(err, errUnset)
	case transcode.Date, transcode.LocalTime, transcode.UTCTime:
		text, err := refScalar(v)
		return !errors.Is(err, errUnset) && !strings.HasPrefix(refISO(text), "0000-00-00")
	case transcode.Integer, transcode.Decimal, transcode.Double, transcode.Offset:
		_, err := refScalar(v)
		return !errors.Is(err, errUnset)
	default:
		return !isEmpty(v) && !isFalse(v)
	}
}

// refMeaning returns what two spellings of a key must agree in.
func refMeaning(v json.RawMessage, kind transcode.Kind) string {
	if id, err := refID(v); kind == transcode.Ref && !errors.Is(err, errUnset) {
		return id
	}
	if v[0] == '"' && bytes.IndexByte(v, '\\') < 0 {
		return string(v[1 : len(v)-1])
	}
	return refText(v)
}

// toldOnce makes what was told of the parts of a value from a place on one alteration of the value for each kind.
func (r *reference) toldOnce(from int, v json.RawMessage) {
	parts := r.told[from:]
	r.told = r.told[:from:from]
	kinds := map[crmstreamv1.AlterationKind]bool{}
	for _, a := range parts {
		if !kinds[a.GetKind()] {
			kinds[a.GetKind()] = true
			r.told = append(r.told, &crmstreamv1.Alteration{Field: a.GetField(), Kind: a.GetKind(), RawText: refMarked(v)})
		}
	}
}

// twice tells the members of two names in an object that another of the name follows, which says something else.
func (r *reference) twice(field string, v json.RawMessage, names ...string) {
	if v[0] != '{' {
		return
	}
	had := map[string]json.RawMessage{}
	for _, m := range refSplit(v) {
		if before := had[m.name]; before != nil && string(before) != string(m.raw) {
			r.tell(field, crmstreamv1.AlterationKind_ALTERATION_KIND_DUPLICATE_KEY, before)
		}
		if slices.Contains(names, m.name) {
			had[m.name] = m.raw
		}
	}
}

// refTwice returns the alterations that tell of members that came twice.
func refTwice(all []*crmstreamv1.Alteration) (twice []*crmstreamv1.Alteration) {
	for _, a := range all {
		if a.GetKind() == crmstreamv1.AlterationKind_ALTERATION_KIND_DUPLICATE_KEY {
			twice = append(twice, a)
		}
	}
	return twice
}
