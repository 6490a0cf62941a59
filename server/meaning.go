package server

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server/catalogue"
)

// The codes of notices about catalogues.
const (
	noticeUnavailable = "CATALOGUE_UNAVAILABLE"
	noticeNotKept     = "CATALOGUE_NOT_KEPT"
	noticeSchemaCut   = "SCHEMA_CUT"
)

// meaning is what a call knows of the values of its records.
type meaning struct {
	catalogue *connectors.Catalogue
	// fieldsRead is when the definitions of the custom fields were read, the zero time if they were not.
	fieldsRead time.Time
	// complete tells that all catalogues are there.
	complete bool
	notices  []connectors.Notice
}

// compiled remembers the catalogue that was made of kept lists, for as long as these are the same.
type compiled struct {
	mu    sync.Mutex
	known map[string]made // by resource
}

// made is a catalogue with what it was made of; nil are lists that were not there.
type made struct {
	lists, options []*catalogue.List
	meaning        *meaning
}

// readMeaning returns the meaning of a list's values. Catalogues that are not kept yet, or were read before since, are read;
// without one that cannot be read the values stay as they are, which a notice states. A nil since takes any.
func (s *Server) readMeaning(ctx context.Context, src *source, info connectors.List, since *time.Time) (*meaning, error) {
	lists := make([]*catalogue.List, len(info.Needs))
	var notices []connectors.Notice
	for i, need := range info.Needs {
		key, read := s.need(src, need)
		var err error
		if since == nil {
			lists[i], err = s.kept.Need(ctx, key, src.age, read)
		} else {
			most := time.Since(*since)
			lists[i], err = s.kept.Get(ctx, key, src.age, &most, read)
		}
		if err != nil {
			if ctx.Err() != nil {
				return nil, context.Cause(ctx)
			}
			notices = append(notices, connectors.Notice{
				Code: noticeUnavailable, Message: fmt.Sprintf("%s: %s: values stay as the upstream sent them", need, told(err)),
			})
		}
	}
	return s.compile(src, info, lists).with(notices), nil
}

// told returns what to tell of an error in a notice. Those that are not of the contract may tell what is nobody's business.
func told(err error) string {
	var ce *connectors.Error
	if errors.As(err, &ce) {
		return valid(ce.Error())
	}
	return "a fault of crmstream itself"
}

// keptMeaning is readMeaning for look-ups, which read no catalogue: they do with what is kept, and tell what is not.
func (s *Server) keptMeaning(src *source, info connectors.List) *meaning {
	lists := make([]*catalogue.List, len(info.Needs))
	var missing []string
	for i, need := range info.Needs {
		key, read := s.need(src, need)
		if lists[i] = s.kept.Kept(key, src.age, read); lists[i] == nil {
			missing = append(missing, need.String())
		}
	}
	m := s.compile(src, info, lists)
	if len(missing) == 0 {
		return m
	}
	return m.with([]connectors.Notice{{
		Code: noticeNotKept,
		Message: fmt.Sprintf("%s: not kept, so that names and ids of options are left out; listing %s has it read",
			strings.Join(missing, ", "), info.Resource),
	}})
}

// knownMeaning reports whether readMeaning would ask no upstream.
func (s *Server) knownMeaning(src *source, info connectors.List) bool {
	for _, need := range info.Needs {
		if key, _ := s.need(src, need); !s.kept.Known(key) {
			return false
		}
	}
	return true
}

// with returns the meaning with more notices.
func (m *meaning) with(notices []connectors.Notice) *meaning {
	more := *m
	more.notices = slices.Concat(notices, m.notices)
	return &more
}

// compile makes a catalogue of lists, or returns the one that was made of the same.
func (s *Server) compile(src *source, info connectors.List, lists []*catalogue.List) *meaning {
	src.compiled.mu.Lock()
	defer src.compiled.mu.Unlock()
	last, ok := src.compiled.known[info.Resource]
	if ok && slices.Equal(last.lists, lists) && slices.Equal(last.options, s.options(src, last.meaning.catalogue)) {
		return last.meaning
	}
	m := &meaning{catalogue: &connectors.Catalogue{}, complete: true}
	for i, list := range lists {
		if list == nil {
			m.complete = false
			continue
		}
		m.note(m.catalogue.Add(info.Needs[i], list.Records))
		if info.Needs[i].Resource == connectors.ListOfFields {
			m.fieldsRead = list.Read
		}
	}
	options := s.options(src, m.catalogue)
	for i, field := range dependents(m.catalogue) {
		if options[i] != nil {
			m.note(m.catalogue.AddOptions(field, options[i].Records))
		}
	}
	if src.compiled.known == nil {
		src.compiled.known = map[string]made{}
	}
	src.compiled.known[info.Resource] = made{lists: lists, options: options, meaning: m}
	return m
}

// note turns an error of a catalogue into a notice.
func (m *meaning) note(err error) {
	if err != nil {
		m.notices = append(m.notices, connectors.Notice{Code: noticeUnavailable, Message: valid(err.Error())})
	}
}

// dependents returns the fields whose options are not in their definitions.
func dependents(c *connectors.Catalogue) []string {
	var keys []string
	for _, field := range c.Fields() {
		if field.GetOptionsOnDemand() {
			keys = append(keys, field.GetKey())
		}
	}
	return keys
}

// options returns the options of dependent fields that somebody had read, nil for those that nobody had. None is read.
func (s *Server) options(src *source, c *connectors.Catalogue) []*catalogue.List {
	var lists []*catalogue.List
	for _, field := range dependents(c) {
		lists = append(lists, s.kept.Kept(src.keyOf(connectors.ListOfFieldOptions, "field_id="+field), 1<<62, nil))
	}
	return lists
}
