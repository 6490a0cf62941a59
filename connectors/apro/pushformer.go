package apro

import (
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// maxFormer is how many former values of an event are read. An object may have some hundred fields.
const maxFormer = 1000

// readFormer reads the former values beside the snapshot and in it ("merge").
func (p *push) readFormer() {
	inside, _ := p.snapshot.Member("merge")
	for _, merge := range []transcode.JSON{p.merge, inside} {
		if merge.Kind() != '{' {
			p.unkept = p.unkept || !wire.None(merge)
			continue
		}
		for name, value := range merge.Members() {
			if len(p.event.GetFormer()) == maxFormer {
				p.unkept = true
				return
			}
			p.addFormer(name, value)
		}
	}
}

// addFormer adds the former value of a property, unless the other merge has the same. The key of a custom field is its id.
func (p *push) addFormer(key string, property transcode.JSON) {
	if strings.Contains(key, "\ufffd") {
		p.unkept = true
	}
	f := &crmstreamv1.FormerValue{Field: formerNames[p.event.GetObject()][key]}
	read := func(value transcode.JSON) *crmstreamv1.FieldValue { return p.formerText(f.GetField(), value) }
	switch {
	case isCustom(key):
		f.Field = "fields." + key
		read = func(value transcode.JSON) *crmstreamv1.FieldValue { return p.formerValue(key, value) }
	case key == "publish":
		read = p.formerDeleted
	case f.GetField() == "":
		f.Field = key
	}
	value, current := property, transcode.JSON{}
	if property.Kind() == '{' {
		value, current = p.formerMembers(property)
	}
	f.Value, f.Current = read(value), read(current)
	for _, other := range p.event.GetFormer() {
		if other.GetField() == f.GetField() && proto.Equal(other, f) {
			return
		}
	}
	p.event.Former = append(p.event.Former, f)
}

// formerMembers returns the former value of a property, and the present one that newer servers send.
func (p *push) formerMembers(property transcode.JSON) (value, current transcode.JSON) {
	for name, member := range property.Members() {
		switch name {
		case "value":
			p.member(&value, member)
		case "current":
			p.member(&current, member)
		case "type":
			if text, _ := member.Text(); text != "edit" {
				p.unkept = true
			}
		default:
			p.unkept = true
		}
	}
	return value, current
}

// formerValue returns a value of a custom field.
func (p *push) formerValue(id string, value transcode.JSON) *crmstreamv1.FieldValue {
	v, whole := p.tc.FieldValue(id, value, wire.Datatypes)
	p.unkept = p.unkept || !whole
	return v
}

// formerText returns a value of a built-in property as text. Where the record has no value, there is none: for an empty value, a zero
// date, and the id 0.
func (p *push) formerText(field string, value transcode.JSON) *crmstreamv1.FieldValue {
	text, _ := value.Text()
	if wire.None(value) || strings.HasPrefix(text, "0000-00-00") || strings.HasSuffix(field, "_id") && noID(value) {
		return nil
	}
	return p.formerValue("", value)
}

// formerDeleted returns whether the record was deleted. The property says the opposite.
func (p *push) formerDeleted(value transcode.JSON) *crmstreamv1.FieldValue {
	switch text, _ := value.Text(); {
	case text == "0" || text == "false":
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Flag{Flag: true}}
	case wire.Truthy(text):
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Flag{Flag: false}}
	}
	p.unkept = p.unkept || !wire.None(value)
	return nil
}

// isCustom reports whether the key of a property is the id of a custom field.
func isCustom(key string) bool { return key != "" && strings.Trim(key, "0123456789") == "" }

// formerNames are the fields of built-in properties, by the upstream's key.
var formerNames = namesOfFields()

func namesOfFields() map[crmstreamv1.EventObject]map[string]string {
	names := map[crmstreamv1.EventObject]map[string]string{}
	for object, table := range pushTables {
		names[object] = map[string]string{}
		for key, field := range table.Keys() {
			// The fields of a list's record have the names that they have there.
			field = strings.TrimPrefix(strings.TrimPrefix(field, "deal."), "call.")
			if field != "" {
				names[object][key] = field
			}
		}
	}
	return names
}
