package connectors

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// The kept lists that name and resolve the values of records.
const (
	ListOfFields          = "fields"
	ListOfFieldOptions    = "fieldOptions"
	ListOfStockTypes      = "stockTypes"
	ListOfStockCategories = "stockCategories"
	ListOfDealTypes       = "dealTypes"
	ListOfCallStatuses    = "callStatuses"
)

// Naming is a kind of values that have names.
type Naming uint8

// The kinds of values that have names.
const (
	NoNaming Naming = iota
	StockTypeNames
	StockCategoryNames
	DealTypeNames
	DealStageNames
	CallStatusNames
)

// Need names a kept list that a list's records are read with.
type Need struct {
	// Resource is the kept list, one of the ListOf constants.
	Resource string
	// Of is the resource with the custom fields that ListOfFields defines, "" for other lists.
	Of string
}

// String returns the need as GetSource shows it: "dealTypes", "fields?resource=deals".
func (n Need) String() string {
	if n.Of == "" {
		return n.Resource
	}
	return n.Resource + "?resource=" + n.Of
}

// Catalogue is what kept lists say about the values of records: the names of types and stages, and custom fields with their
// options. A filled Catalogue does not change and is safe for concurrent use. The nil Catalogue knows nothing.
type Catalogue struct {
	fields  []*crmstreamv1.Field
	byKey   map[string]*crmstreamv1.Field // the first of each key
	choices map[string]*Choices
	names   map[Naming]map[string]Meaning
}

// Meaning is what a catalogue says about a value.
type Meaning struct {
	// Name is the value's name.
	Name string
	// Outcome is what a stage means for a deal, 0 for other values.
	Outcome crmstreamv1.DealOutcome
}

// Choices are the options of one custom field.
type Choices struct {
	// ids are by text. trimmed are by text without outer blanks, in which upstreams are known to differ. A text that two
	// options share has no id, since the text does not say which option is meant.
	ids, trimmed map[string]string
	texts        map[string]string // by id
	longest      int               // in bytes
}

// Add adds the records of a kept list. A record that cannot be decoded is an error; what was added before stays.
func (c *Catalogue) Add(need Need, records []Record) error {
	add, ok := adders[need.Resource]
	if !ok {
		return fmt.Errorf("no catalogue is made of %s", need.Resource)
	}
	for i := range records {
		if records[i].Err != nil {
			continue
		}
		if err := add(c, records[i]); err != nil {
			return fmt.Errorf("%s: record %d: %w", need, i, err)
		}
	}
	return nil
}

// Explains reports whether a kept list can be added to a catalogue.
func Explains(resource string) bool { return adders[resource] != nil }

// adders add a record, by the kept list it comes from.
var adders = map[string]func(*Catalogue, Record) error{
	ListOfFields: func(c *Catalogue, r Record) error {
		var f crmstreamv1.Field
		if err := r.Decode(&f); err != nil {
			return err
		}
		c.fields = append(c.fields, &f)
		if c.byKey == nil {
			c.byKey = map[string]*crmstreamv1.Field{}
		}
		if c.byKey[f.GetKey()] == nil {
			c.byKey[f.GetKey()] = &f
		}
		c.addOptions(f.GetKey(), f.GetOptions())
		return nil
	},
	ListOfDealTypes: func(c *Catalogue, r Record) error {
		var t crmstreamv1.DealType
		if err := r.Decode(&t); err != nil {
			return err
		}
		c.name(DealTypeNames, t.GetId(), Meaning{Name: t.GetName()})
		for _, s := range t.GetStages() {
			c.name(DealStageNames, s.GetId(), Meaning{Name: s.GetName(), Outcome: s.GetOutcome()})
		}
		return nil
	},
	ListOfStockTypes: func(c *Catalogue, r Record) error { return c.addNamed(StockTypeNames, r, &crmstreamv1.StockType{}) },
	ListOfStockCategories: func(c *Catalogue, r Record) error {
		return c.addNamed(StockCategoryNames, r, &crmstreamv1.StockCategory{})
	},
	ListOfCallStatuses: func(c *Catalogue, r Record) error { return c.addNamed(CallStatusNames, r, &crmstreamv1.CallStatus{}) },
}

// named is a record with an id and a name.
type named interface {
	proto.Message
	GetId() string
	GetName() string
}

// addNamed adds a record, which it decodes into m.
func (c *Catalogue) addNamed(kind Naming, r Record, m named) error {
	if err := r.Decode(m); err != nil {
		return err
	}
	c.name(kind, m.GetId(), Meaning{Name: m.GetName()})
	return nil
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
		choices = &Choices{ids: map[string]string{}, trimmed: map[string]string{}, texts: map[string]string{}}
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

func (c *Catalogue) name(kind Naming, id string, m Meaning) {
	if c.names == nil {
		c.names = map[Naming]map[string]Meaning{}
	}
	if c.names[kind] == nil {
		c.names[kind] = map[string]Meaning{}
	}
	c.names[kind][id] = m
}

// Fields returns the definitions of custom fields, in the order they were added. They must not be changed.
func (c *Catalogue) Fields() []*crmstreamv1.Field {
	if c == nil {
		return nil
	}
	return c.fields
}

// Named returns the definitions of custom fields that have a name, without regard to outer blanks.
func (c *Catalogue) Named(name string) []*crmstreamv1.Field {
	var named []*crmstreamv1.Field
	for _, f := range c.Fields() {
		if strings.TrimSpace(f.GetName()) == strings.TrimSpace(name) {
			named = append(named, f)
		}
	}
	return named
}

// Field returns the definition of the custom field with a key, the first of several, nil for none.
func (c *Catalogue) Field(key string) *crmstreamv1.Field { return c.FieldBytes([]byte(key)) }

// FieldBytes is Field without a copy of the key.
func (c *Catalogue) FieldBytes(key []byte) *crmstreamv1.Field {
	if c == nil {
		return nil
	}
	return c.byKey[string(key)]
}

// Meaning returns what is known about a value; ok is false for an unknown value.
func (c *Catalogue) Meaning(kind Naming, id []byte) (m Meaning, ok bool) {
	if c == nil {
		return Meaning{}, false
	}
	m, ok = c.names[kind][string(id)]
	return m, ok
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
