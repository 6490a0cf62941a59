package apro

import (
	"fmt"
	"strings"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// altered is what completing a record by hand changes in values that no column reads, for the record's alterations.
type altered []*crmstreamv1.Alteration

// maxAlterations is how many alterations a record has at most.
const maxAlterations = 64

// behind returns the alterations of a record with those of its columns before them.
func (a altered) behind(columns []*crmstreamv1.Alteration) []*crmstreamv1.Alteration {
	all := append(columns, a...)
	return all[:min(len(all), maxAlterations)]
}

// text returns the text of a scalar for a field, nil for none.
func (a *altered) text(field string, value transcode.JSON) *string {
	text, ok := value.Text()
	if !ok {
		a.unreadable(field, value)
		return nil
	}
	a.losses(field, value)
	return &text
}

// losses tells what the text of a value loses.
func (a *altered) losses(field string, value transcode.JSON) {
	kinds, raw := value.Losses()
	for _, kind := range kinds {
		a.tell(field, crmstreamv1.AlterationKind(kind), raw)
	}
}

// texts returns the scalars of a list, or one scalar, for a field.
func (a *altered) texts(field string, list transcode.JSON) []string {
	if !list.List() {
		list = list.Alone()
	}
	var all []string
	for element := range list.Elements() {
		if text := a.text(field, element); text != nil {
			all = append(all, *text)
		}
	}
	return all
}

// names returns the texts of names for a field.
func (a *altered) names(field string, names []transcode.JSON) []string {
	var all []string
	for _, name := range names {
		if text := a.text(field, name); text != nil {
			all = append(all, *text)
		}
	}
	return all
}

// number returns a whole number of 32 bits for a field, nil for none.
func (a *altered) number(field string, object transcode.JSON, name string) *int32 {
	n := intMember(object, name)
	if n == nil {
		value, _ := object.Member(name)
		a.unreadable(field, value)
	}
	return n
}

// unreadable tells that a value is none of the field, unless it stands for none.
func (a *altered) unreadable(field string, value transcode.JSON) {
	if !none(value) {
		a.tell(field, crmstreamv1.AlterationKind_ALTERATION_KIND_UNREADABLE, value.Told())
	}
}

// within tells what the texts and the names in a value lose, however deep.
func (a *altered) within(field string, value transcode.JSON) {
	a.losses(field, value)
	for name := range value.Named() {
		a.losses(field, name)
	}
	for element := range value.Elements() {
		a.within(field, element)
	}
}

// tell tells of a field. Its text is of the upstream's JSON.
func (a *altered) tell(field string, kind crmstreamv1.AlterationKind, raw string) {
	*a = append(*a, &crmstreamv1.Alteration{Field: field, Kind: kind, RawText: raw})
}

// textMember returns a member that is a scalar, nil for none.
func (a *altered) textMember(field string, object transcode.JSON, name string) *string {
	value, _ := object.Member(name)
	return a.text(field, value)
}

// members tells of the members of an object that say something and could not be read. Zeros and zero dates say nothing.
func (a *altered) members(field string, object transcode.JSON, names ...string) {
	for _, name := range names {
		value, _ := object.Member(name)
		text, _ := value.Text()
		if strings.Trim(text, "0-.: ") != "" || value.List() {
			a.unreadable(field, value)
		}
	}
}

// validNames fails for a map by id with a name that is not valid Unicode, which is no id: two such would become one.
func validNames(op string, byID transcode.JSON) error {
	for name := range byID.Named() {
		if kinds, raw := name.Losses(); len(kinds) > 0 {
			return malformedAt(op, fmt.Sprintf("the id %s is not valid Unicode", raw))
		}
	}
	return nil
}
