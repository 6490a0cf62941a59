package enrich

import (
	"slices"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server/catalogue"
)

// Definitions are what is known of the values of a list's records. They must not be changed.
type Definitions struct {
	// Catalogue has the definitions in the form for connectors.
	Catalogue *connectors.Catalogue
	// Notices are the notices about the definitions.
	Notices []connectors.Notice
	// fieldsRead is when the definitions of the custom fields were read, the zero time if they were not read.
	fieldsRead time.Time
	// complete reports whether all necessary kept lists are there.
	complete bool
}

// compiled are definitions, and the kept lists from which they were made; nil replaces a missing list.
type compiled struct {
	lists, options []*catalogue.List
	definitions    *Definitions
}

// with returns the definitions with additional notices.
func (d *Definitions) with(notices []connectors.Notice) *Definitions {
	more := *d
	more.Notices = slices.Concat(notices, d.Notices)
	return &more
}

// compile makes definitions from the kept lists that a list needs, or returns the definitions that it made from the same lists
// before.
func (s *Source) compile(list connectors.List, lists []*catalogue.List) *Definitions {
	s.mu.Lock()
	defer s.mu.Unlock()
	last, ok := s.compiled[list.Resource]
	if ok && slices.Equal(last.lists, lists) && slices.Equal(last.options, s.options(last.definitions.Catalogue)) {
		return last.definitions
	}
	d := &Definitions{Catalogue: &connectors.Catalogue{}, complete: true}
	for i, kept := range lists {
		if kept == nil {
			d.complete = false
			continue
		}
		d.note(d.Catalogue.Add(list.Needs[i], kept.Records))
		if list.Needs[i].Resource == connectors.ListOfFields {
			d.fieldsRead = kept.Read
		}
	}
	options := s.options(d.Catalogue)
	for i, field := range optionsOnDemand(d.Catalogue) {
		if options[i] != nil {
			d.note(d.Catalogue.AddOptions(field, options[i].Records))
		}
	}
	if s.compiled == nil {
		s.compiled = map[string]compiled{}
	}
	s.compiled[list.Resource] = compiled{lists: lists, options: options, definitions: d}
	return d
}

// note turns an error of a kept list into a notice.
func (d *Definitions) note(err error) {
	if err != nil {
		d.Notices = append(d.Notices, connectors.Notice{Code: noticeUnavailable, Message: valid(err.Error())})
	}
}

// optionsOnDemand returns the fields with options that are not in their definitions.
func optionsOnDemand(c *connectors.Catalogue) []string {
	var keys []string
	for _, field := range c.Fields() {
		if field.GetOptionsOnDemand() {
			keys = append(keys, field.GetKey())
		}
	}
	return keys
}

// options returns the kept lists of options on demand, nil for those that are not kept. It reads none.
func (s *Source) options(c *connectors.Catalogue) []*catalogue.List {
	var lists []*catalogue.List
	for _, field := range optionsOnDemand(c) {
		lists = append(lists, s.Kept.Kept(s.Key(connectors.ListOfFieldOptions, "field_id="+field), 1<<62, nil))
	}
	return lists
}
