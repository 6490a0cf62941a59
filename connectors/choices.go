package connectors

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// Choices are the options of one custom field.
type Choices struct {
	// ids are by text. trimmed are by text without outer blanks, in which upstreams are known to differ. A text that two
	// options share has no id, since the text does not say which option is meant.
	ids, trimmed map[string]string
	texts        map[string]string // by id
	parents      map[string]string // by id: the option of the parent field that enables the option
	longest      int               // in bytes
}

// AddOptions adds options of a field that its definition leaves out.
func (c *Catalogue) AddOptions(field string, records []Record) error {
	var options []*crmstreamv1.FieldOption
	for i := range records {
		if records[i].Err != nil {
			continue
		}
		var o crmstreamv1.FieldOption
		if err := records[i].Decode(&o); err != nil {
			return fmt.Errorf("option %d of field %s: %w", i, field, err)
		}
		options = append(options, &o)
	}
	c.addOptions(field, options)
	return nil
}

func (c *Catalogue) addOptions(field string, options []*crmstreamv1.FieldOption) {
	if len(options) == 0 {
		return
	}
	choices := c.choices[field]
	if choices == nil {
		choices = &Choices{ids: map[string]string{}, trimmed: map[string]string{}, texts: map[string]string{}, parents: map[string]string{}}
		if c.choices == nil {
			c.choices = map[string]*Choices{}
		}
		c.choices[field] = choices
	}
	for _, o := range options {
		if trimmed := strings.TrimSpace(o.GetText()); trimmed != "" {
			enter(choices.ids, o.GetText(), o.GetId())
			enter(choices.trimmed, trimmed, o.GetId())
			choices.texts[o.GetId()] = o.GetText()
			if parent := o.GetParentOptionId(); parent != "" {
				choices.parents[o.GetId()] = parent
			}
			choices.longest = max(choices.longest, len(o.GetText()))
		}
	}
}

// enter stores the id of a text, or "" if the text has several ids.
func enter(ids map[string]string, text, id string) {
	if known, ok := ids[text]; ok && known != id {
		id = ""
	}
	ids[text] = id
}

// Choices returns the options of a custom field, nil when none are known.
func (c *Catalogue) Choices(field []byte) *Choices {
	if c == nil {
		return nil
	}
	return c.choices[string(field)]
}

// ID returns the id of the option with a text, or else of the option that differs in outer blanks only.
func (c *Choices) ID(text []byte) (id string, ok bool) {
	if c == nil {
		return "", false
	}
	if id, ok = c.ids[string(text)]; !ok {
		id = c.trimmed[string(bytes.TrimSpace(text))]
	}
	return id, id != ""
}

// TextOf returns the text of the option with an id, "" where there is none.
func (c *Choices) TextOf(id []byte) string {
	if c == nil {
		return ""
	}
	return c.texts[string(id)]
}

// Text returns the text, as the upstream has it, of the option that a value names: by its text, outer blanks aside, or by
// its id.
func (c *Choices) Text(value string) (text string, ok bool) {
	if _, ok := c.ids[value]; ok {
		return value, true
	}
	trimmed := strings.TrimSpace(value)
	for _, text := range slices.Sorted(maps.Keys(c.ids)) {
		if c.ids[text] == value || strings.TrimSpace(text) == trimmed {
			return text, true
		}
	}
	return "", false
}

// Matching returns the ids, in order, of the options that an id means or, for an empty id, a text: an option with the very text, or else
// options that differ in outer blanks only. Options of different parents may share a text.
func (c *Choices) Matching(id, text string) []string {
	if c == nil {
		return nil
	}
	if id != "" {
		if c.texts[id] == "" {
			return nil
		}
		return []string{id}
	}
	same, known := c.ids[text]
	wanted := func(t string) bool { return t == text }
	if !known {
		trimmed := strings.TrimSpace(text)
		same, known = c.trimmed[trimmed]
		wanted = func(t string) bool { return strings.TrimSpace(t) == trimmed }
	}
	switch {
	case !known:
		return nil
	case same != "":
		return []string{same}
	}
	var ids []string
	for id, t := range c.texts {
		if wanted(t) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// Parent returns the id of the option of the parent field that enables the option with an id, "" for none.
func (c *Choices) Parent(id string) string {
	if c == nil {
		return ""
	}
	return c.parents[id]
}

// Len returns how many options there are.
func (c *Choices) Len() int { return len(c.ids) }

// Cut returns the length of the first option in a text that joins options by commas. The first option is the longest known
// option, outer blanks aside, that ends at a comma or at the end. If no option fits, it is the text before the first comma.
func (c *Choices) Cut(joined []byte) int {
	first, best := len(joined), -1
	for end := 0; end <= len(joined); end++ {
		if end < len(joined) && joined[end] != ',' {
			continue
		}
		first = min(first, end)
		if c == nil || end > c.longest+maxBlanks {
			break
		}
		if _, ok := c.trimmed[string(bytes.TrimSpace(joined[:end]))]; ok {
			best = end
		}
	}
	return max(first, best)
}

// maxBlanks is how many more outer blanks a value may have than its option.
const maxBlanks = 16
