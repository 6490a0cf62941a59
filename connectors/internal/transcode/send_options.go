package transcode

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// options returns the texts of options, joined by commas.
func (s *sending) options(f *sentField, options ...*crmstreamv1.FieldValue_Option) (Value, bool) {
	if len(options) == 0 {
		return textOf(""), true
	}
	valid := true
	texts := make([]string, len(options))
	for i, o := range options {
		var ok bool
		texts[i], ok = s.option(f, o)
		valid = valid && ok
		if len(options) > 1 && strings.Contains(texts[i], ",") {
			s.notice(connectors.Notice{Code: NoticeCommaInOption, Message: fmt.Sprintf(
				"%s: the option %.64q has a comma, and commas separate options", f.path, texts[i])})
		}
	}
	return textOf(strings.Join(texts, ",")), valid
}

// option returns the text of one option, as the catalogue has it if it has the field's options.
func (s *sending) option(f *sentField, o *crmstreamv1.FieldValue_Option) (string, bool) {
	choices := s.Catalogue.Choices([]byte(f.key))
	switch {
	case !utf8.ValidString(o.GetText()):
		s.refuse(f.path, "has an option that is not valid UTF-8")
		return "", false
	case o.GetId() == "" && strings.TrimSpace(o.GetText()) == "":
		s.refuse(f.path, "has an option without id and text: set one of them")
		return "", false
	case choices == nil && o.GetText() == "":
		s.refuseUnknown(f.path, "the options of the field are not known here: send the text of option %.64q", o.GetId())
		return "", false
	case choices == nil:
		return o.GetText(), true
	}
	ids := choices.Matching(o.GetId(), o.GetText())
	if len(ids) == 0 {
		s.refuseUnknown(f.path, "the field has no option %.64q: ListFields and ListFieldOptions have those it has", optionName(o))
		return "", false
	}
	text := choices.TextOf([]byte(ids[0]))
	if o.GetText() != "" && strings.TrimSpace(text) != strings.TrimSpace(o.GetText()) {
		s.refuseUnknown(f.path, "option %.64q has the text %.64q, not %.64q: send the id or the text", o.GetId(), text, o.GetText())
		return "", false
	}
	return text, s.enabled(f, choices, ids, text)
}

// optionName returns what names an option: its text, or else its id.
func optionName(o *crmstreamv1.FieldValue_Option) string {
	if o.GetText() != "" {
		return o.GetText()
	}
	return o.GetId()
}

// enabled reports whether one of the ids of an option belongs to the value of the parent field, in this write or else in the record
// before. Without such a value at hand, it does.
func (s *sending) enabled(f *sentField, choices *connectors.Choices, ids []string, text string) bool {
	parent := f.definition.GetParentKey()
	if parent == "" || slices.ContainsFunc(ids, func(id string) bool { return choices.Parent(id) == "" }) {
		return true
	}
	value, known := s.parentValue(parent)
	if !known {
		return true
	}
	of := s.Catalogue.Choices([]byte(parent))
	if of == nil {
		return true
	}
	chosen := value.GetOptions().GetOptions()
	if o := value.GetOption(); o != nil {
		chosen = append(chosen, o)
	}
	var names []string
	for _, o := range chosen {
		names = append(names, optionName(o))
		for _, enables := range of.Matching(o.GetId(), o.GetText()) {
			if slices.ContainsFunc(ids, func(id string) bool { return choices.Parent(id) == enables }) {
				return true
			}
		}
	}
	s.refuseUnknown(f.path, "option %.64q does not belong to the value of its parent field %s, which is %.128q", text, parent, strings.Join(names, ","))
	return false
}

// parentValue returns the value that the record has for the parent field after the write, nil for none; known is false if the value
// is not at hand.
func (s *sending) parentValue(key string) (_ *crmstreamv1.FieldValue, known bool) {
	for i := range s.table.writables {
		w := &s.table.writables[i]
		switch {
		case w.Kind != CustomFields:
		case s.keys[key]:
			return fieldOf(s.record, w, key), true
		case s.before != nil:
			return fieldOf(s.before, w, key), true
		case s.Op == OnCreate:
			return nil, true
		}
	}
	return nil, false
}
