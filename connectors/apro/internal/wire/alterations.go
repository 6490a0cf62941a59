package wire

import (
	"fmt"
	"strings"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// Alterations are the alterations of values that no column reads, which code sets in a record by hand.
type Alterations []*crmstreamv1.Alteration

// maxAlterations is the most alterations of a record.
const maxAlterations = 64

// After returns the alterations of a record with those of its columns before them.
func (a Alterations) After(columns []*crmstreamv1.Alteration) []*crmstreamv1.Alteration {
	all := append(columns, a...)
	return all[:min(len(all), maxAlterations)]
}

// Text returns the text of a scalar for a field, nil for other values.
func (a *Alterations) Text(field string, value transcode.JSON) *string {
	text, ok := value.Text()
	if !ok {
		a.Unreadable(field, value)
		return nil
	}
	a.Losses(field, value)
	return &text
}

// Losses adds the alterations for what the text of a value loses.
func (a *Alterations) Losses(field string, value transcode.JSON) {
	kinds, raw := value.Losses()
	for _, kind := range kinds {
		a.Add(field, crmstreamv1.AlterationKind(kind), raw)
	}
}

// Texts returns the scalars of a list, or one scalar, for a field.
func (a *Alterations) Texts(field string, list transcode.JSON) []string {
	if !list.List() {
		list = list.Alone()
	}
	var all []string
	for element := range list.Elements() {
		if text := a.Text(field, element); text != nil {
			all = append(all, *text)
		}
	}
	return all
}

// Names returns the texts of names for a field.
func (a *Alterations) Names(field string, names []transcode.JSON) []string {
	var all []string
	for _, name := range names {
		if text := a.Text(field, name); text != nil {
			all = append(all, *text)
		}
	}
	return all
}

// Number returns a member that is a whole number of 32 bits for a field, nil for other values.
func (a *Alterations) Number(field string, object transcode.JSON, name string) *int32 {
	n := intMember(object, name)
	if n == nil {
		value, _ := object.Member(name)
		a.Unreadable(field, value)
	}
	return n
}

// Unreadable adds the alteration that a value cannot be read for a field, unless the value stands for no value.
func (a *Alterations) Unreadable(field string, value transcode.JSON) {
	if !None(value) {
		a.Add(field, crmstreamv1.AlterationKind_ALTERATION_KIND_UNREADABLE, value.AlterationText())
	}
}

// Within adds the alterations for what the texts and the names in a value lose, at any depth.
func (a *Alterations) Within(field string, value transcode.JSON) {
	a.Losses(field, value)
	for name := range value.Named() {
		a.Losses(field, name)
	}
	for element := range value.Elements() {
		a.Within(field, element)
	}
}

// Add adds an alteration of a field, with the upstream's JSON of the value.
func (a *Alterations) Add(field string, kind crmstreamv1.AlterationKind, raw string) {
	*a = append(*a, &crmstreamv1.Alteration{Field: field, Kind: kind, RawText: raw})
}

// TextMember returns the text of a member that is a scalar, nil for other values.
func (a *Alterations) TextMember(field string, object transcode.JSON, name string) *string {
	value, _ := object.Member(name)
	return a.Text(field, value)
}

// Members adds the alterations for members of an object that could not be read. Zeros and zero dates stand for no value.
func (a *Alterations) Members(field string, object transcode.JSON, names ...string) {
	for _, name := range names {
		value, _ := object.Member(name)
		text, _ := value.Text()
		if strings.Trim(text, "0-.: ") != "" || value.List() {
			a.Unreadable(field, value)
		}
	}
}

// ValidNames returns an error for a map by id with a name that is not valid Unicode, since two such ids would become one.
func ValidNames(op string, byID transcode.JSON) error {
	for name := range byID.Named() {
		if kinds, raw := name.Losses(); len(kinds) > 0 {
			return MalformedAt(op, fmt.Sprintf("the id %s is not valid Unicode", raw))
		}
	}
	return nil
}
