package connectors

import (
	"fmt"
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
	// Of is the type that a stage or category belongs to, "" if no type is known, or several.
	Of string
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
			c.name(DealStageNames, s.GetId(), Meaning{Name: s.GetName(), Outcome: s.GetOutcome(), Of: t.GetId()})
		}
		return nil
	},
	ListOfStockTypes: func(c *Catalogue, r Record) error { return c.addNamed(StockTypeNames, r, &crmstreamv1.StockType{}) },
	ListOfStockCategories: func(c *Catalogue, r Record) error {
		var s crmstreamv1.StockCategory
		if err := r.Decode(&s); err != nil {
			return err
		}
		c.name(StockCategoryNames, s.GetId(), Meaning{Name: s.GetName(), Of: s.GetTypeId()})
		return nil
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

func (c *Catalogue) name(kind Naming, id string, m Meaning) {
	if c.names == nil {
		c.names = map[Naming]map[string]Meaning{}
	}
	if c.names[kind] == nil {
		c.names[kind] = map[string]Meaning{}
	}
	if had, ok := c.names[kind][id]; ok && had.Of != m.Of {
		m.Of = ""
	}
	c.names[kind][id] = m
}

// Has reports whether the catalogue has values of a kind. Without any, it says nothing about which values exist.
func (c *Catalogue) Has(kind Naming) bool { return c != nil && len(c.names[kind]) > 0 }

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
