package administrate

import (
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// shapes renders tasks. Objects that many tasks contain (account, user, type) are rendered once.
type shapes struct {
	accounts, users, types [][]byte // by id; index 0 is not used
}

// appendListed appends a task in list shape: 20 keys, in the order of the documented sample.
func (s *shapes) appendListed(b []byte, t *task) []byte {
	b = strconv.AppendInt(append(b, `{"type_id":`...), t.typeID, 10)
	b = appendInteger(append(b, `,"contact_id":`...), t.contactID)
	b = appendTime(append(b, `,"created_on":`...), some(t.createdOn))
	b = appendNamed(append(b, `,"event":`...), t.eventID, eventNames)
	b = appendInteger(append(b, `,"account_id":`...), t.accountID)
	b = strconv.AppendInt(append(b, `,"user_id":`...), t.userID, 10)
	b = appendInteger(append(b, `,"event_id":`...), t.eventID)
	b = strconv.AppendInt(append(b, `,"id":`...), t.id, 10)
	b = appendOptText(append(b, `,"subject":`...), t.subject)
	b = append(append(b, `,"type":`...), s.types[t.typeID]...)
	b = appendText(append(b, `,"status":`...), t.status)
	b = appendTime(append(b, `,"start_datetime":`...), t.startDatetime)
	b = appendOptText(append(b, `,"description":`...), t.description)
	b = append(append(b, `,"user":`...), s.users[t.userID]...)
	b = appendNamed(append(b, `,"opportunity":`...), t.opportunityID, opportunityNames)
	b = appendInteger(append(b, `,"opportunity_id":`...), t.opportunityID)
	b = s.appendAccount(append(b, `,"account":`...), t.accountID)
	b = strconv.AppendBool(append(b, `,"show_on_calendar":`...), t.showOnCalendar)
	b = appendNamed(append(b, `,"contact":`...), t.contactID, contactNames)
	b = appendTime(append(b, `,"end_datetime":`...), t.endDatetime)
	return append(b, '}')
}

// appendSingle appends a task in single shape: 18 keys, without account_id and opportunity.
func (s *shapes) appendSingle(b []byte, t *task) []byte {
	b = appendText(append(b, `{"status":`...), t.status)
	b = s.appendAccount(append(b, `,"account":`...), t.accountID)
	b = strconv.AppendInt(append(b, `,"user_id":`...), t.userID, 10)
	b = strconv.AppendInt(append(b, `,"type_id":`...), t.typeID, 10)
	b = appendInteger(append(b, `,"event_id":`...), t.eventID)
	b = appendOptText(append(b, `,"description":`...), t.description)
	b = appendTime(append(b, `,"start_datetime":`...), t.startDatetime)
	b = appendInteger(append(b, `,"contact_id":`...), t.contactID)
	b = appendNamed(append(b, `,"event":`...), t.eventID, eventNames)
	b = appendTime(append(b, `,"created_on":`...), some(t.createdOn))
	b = appendNamed(append(b, `,"contact":`...), t.contactID, contactNames)
	b = append(append(b, `,"user":`...), s.users[t.userID]...)
	b = appendTime(append(b, `,"end_datetime":`...), t.endDatetime)
	b = strconv.AppendBool(append(b, `,"show_on_calendar":`...), t.showOnCalendar)
	b = appendOptText(append(b, `,"subject":`...), t.subject)
	b = append(append(b, `,"type":`...), s.types[t.typeID]...)
	b = strconv.AppendInt(append(b, `,"id":`...), t.id, 10)
	b = appendInteger(append(b, `,"opportunity_id":`...), t.opportunityID)
	return append(b, '}')
}

func (s *shapes) appendAccount(b []byte, id opt[int64]) []byte {
	if !id.set {
		return append(b, "null"...)
	}
	return append(b, s.accounts[id.v]...)
}

// appendNamed appends {"id", "name"}, our guess for the joined objects that no source shows.
func appendNamed(b []byte, id opt[int64], names []string) []byte {
	if !id.set {
		return append(b, "null"...)
	}
	b = strconv.AppendInt(append(b, `{"id":`...), id.v, 10)
	b = appendText(append(b, `,"name":`...), names[id.v%int64(len(names))])
	return append(b, '}')
}

func appendInteger(b []byte, n opt[int64]) []byte {
	if !n.set {
		return append(b, "null"...)
	}
	return strconv.AppendInt(b, n.v, 10)
}

func appendTime(b []byte, seconds opt[int64]) []byte {
	if !seconds.set {
		return append(b, "null"...)
	}
	b = time.Unix(seconds.v, 0).UTC().AppendFormat(append(b, '"'), timeForm)
	return append(b, '"')
}

func appendOptText(b []byte, s opt[string]) []byte {
	if !s.set {
		return append(b, "null"...)
	}
	return appendText(b, s.v)
}

// appendText appends s as a JSON string in ASCII. The samples escape all other characters.
func appendText(b []byte, s string) []byte {
	b = append(b, '"')
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			i += size
			b = stage.AppendEscape(b, r)
			continue
		}
		i++
		switch {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c == '\n':
			b = append(b, '\\', 'n')
		case c == '\r':
			b = append(b, '\\', 'r')
		case c == '\t':
			b = append(b, '\\', 't')
		case c < ' ' || c == 0x7f:
			b = stage.AppendEscape(b, rune(c))
		default:
			b = append(b, c)
		}
	}
	return append(b, '"')
}
