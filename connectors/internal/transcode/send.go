package transcode

import (
	"errors"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
)

// Spelling says which of two spellings of a key a write sends.
type Spelling uint8

const (
	// BothSpellings sends the value under both spellings, where they differ.
	BothSpellings Spelling = iota
	// EnglishSpelling sends the first spelling.
	EnglishSpelling
	// IntrumSpelling sends the second spelling.
	IntrumSpelling
)

// WriteContext says how to write a record to the upstream.
type WriteContext struct {
	// Op is OnCreate or OnUpdate.
	Op Op
	// Spelling says which spelling keys have.
	Spelling Spelling
	// Zone is the zone of times; nil means UTC.
	Zone *time.Location
	// Catalogue has the custom fields, their options, types and stages. What it lacks is not checked.
	Catalogue *connectors.Catalogue
	// Before is the record as it was read before an update, nil if it was not read.
	Before proto.Message
	// Prefix leads to the record in the request, such as "contact": errors name "contact.first_name".
	Prefix string
	// EmptyLists says that the upstream takes the empty text for an empty list.
	EmptyLists bool
	// Masked says that the caller has named the fields of the mask, so that a record that was read can be written back: of an element of
	// a list that has an id, what cannot be written is left out. Without an id, or without Masked, it is refused.
	Masked bool
}

// ErrBefore is the error of an update that can only be written with WriteContext.Before, and that has no other mistake.
var ErrBefore = errors.New("transcode: the files of a field are written by their difference: read the record before")

// The codes of the notices of a write.
const (
	// NoticeFieldHidden is for custom fields that are written although the upstream hides them.
	NoticeFieldHidden = "FIELD_HIDDEN"
	// NoticeCommaInOption is for texts of options that have a comma and are joined with others by commas.
	NoticeCommaInOption = "COMMA_IN_OPTION"
)

// Write returns the members that say to the upstream what the masked fields of a record shall be, in the order of the columns,
// and custom fields in the order of their keys. The record is of the table's message. A path of the mask is a field's name or
// fields.KEY; a path without a value in the record clears the field. Without a mask, which is a nil one, the paths are those of record.Set.
//
// Values are sent unchanged or refused, and a value that would read back as another is refused. The error is connectors.Mistakes, with
// all mistakes, or ErrBefore.
func (t *Table) Write(record proto.Message, mask []string, at WriteContext) ([]Member, []connectors.Notice, error) {
	s := &sending{WriteContext: at, table: t, record: record.ProtoReflect(), masked: map[string]bool{}, keys: map[string]bool{}}
	s.zone.reset(at.Zone)
	if at.Before != nil {
		s.before = at.Before.ProtoReflect()
	}
	s.readMask(mask)
	var members []Member
	for i := range t.writables {
		w := &t.writables[i]
		switch {
		case w.Kind == CustomFields:
			members = append(members, s.customFields(w)...)
		case s.masked[w.Field]:
			if v, ok := s.column(w, s.record, s.path(w.Field)); ok {
				members = s.spell(members, w, v)
			}
		case w.Write.Required && at.Op == OnCreate:
			s.refuse(s.path(w.Field), "is obligatory")
		}
	}
	switch {
	case len(s.mistakes) > 0:
		return nil, nil, s.mistakes
	case s.unread:
		return nil, nil, ErrBefore
	}
	return members, s.notices, nil
}

// NeedsBefore reports whether a write without mistakes needs WriteContext.Before.
func (t *Table) NeedsBefore(record proto.Message, mask []string, at WriteContext) bool {
	_, _, err := t.Write(record, mask, at)
	return errors.Is(err, ErrBefore)
}

// sending is one record while it is written.
type sending struct {
	WriteContext
	table          *Table
	record, before protoreflect.Message // before may be nil
	masked, keys   map[string]bool      // the fields and the keys of custom fields in the mask
	zone           zoneOffsets
	mistakes       connectors.Mistakes
	notices        []connectors.Notice
	unread         bool // Before is needed and nil
}

// path returns the name of a field in the request.
func (s *sending) path(field string) string {
	if s.Prefix == "" {
		return field
	}
	return s.Prefix + "." + field
}

// maskPath returns the name of the mask in the request: it is beside the record.
func (s *sending) maskPath() string {
	return s.Prefix[:strings.LastIndexByte(s.Prefix, '.')+1] + "update_mask"
}

// refuse adds a mistake.
func (s *sending) refuse(path, format string, args ...any) {
	s.mistakes = append(s.mistakes, connectors.Invalid(path, format, args...))
}

// refuseUnknown adds a mistake that a newer catalogue may put right.
func (s *sending) refuseUnknown(path, format string, args ...any) {
	e := connectors.Invalid(path, format, args...)
	e.Unknown = true
	s.mistakes = append(s.mistakes, e)
}

// notice adds a notice.
func (s *sending) notice(n connectors.Notice) { s.notices = append(s.notices, n) }

// spell appends a value under the spellings that are sent.
func (s *sending) spell(members []Member, w *writable, v Value) []Member {
	keys := w.Write.Keys
	if len(keys) > 1 && s.Spelling != BothSpellings {
		keys = keys[s.Spelling-EnglishSpelling:][:1]
	}
	for _, key := range keys {
		members = append(members, Member{Key: key, Value: v})
	}
	return members
}
