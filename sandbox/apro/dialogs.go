package apro

import (
	"fmt"
	"net/url"
	"strconv"
)

const (
	dialogTypes  = 23
	longDialog   = 150 // number of messages of the first dialog
	burstStart   = 30  // first message of the burst: messages that share a second
	burst        = 60  // length of the burst, which is more than a page has
	burstInOneMs = 3
	unread       = 4 // number of unread messages, the newest of a dialog
)

// dialog is a conversation with one client, in the channel of a dialog type.
type dialog struct{ group, client int64 }

// dialogsOf returns the dialogs of a dialog type. Only the first has two.
func dialogsOf(group int64) []dialog {
	switch {
	case group < 1 || group > dialogTypes:
		return nil
	case group == 1:
		return []dialog{{1, 1}, {1, 2}}
	default:
		return []dialog{{group, 1}}
	}
}

// key is the client key of a dialog: 32 hexadecimal digits.
func (d dialog) key() string { return fmt.Sprintf("%016x%016x", d.group, d.client) }

// findDialog returns the dialog of a type with a client key; the zero dialog has no messages.
func findDialog(group int64, key string) dialog {
	for _, d := range dialogsOf(group) {
		if d.key() == key {
			return d
		}
	}
	return dialog{}
}

// ClientKeys returns the client keys of the dialogs of a dialog type. Upstream only the client that starts a dialog gets its
// key. The first dialog of type 1 is the longest.
func (s *Server) ClientKeys(group string) []string {
	id, err := strconv.ParseInt(group, 10, 64)
	if err != nil {
		return nil
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.clientKeys(id)
}

func (w *world) messages(d dialog) int64 {
	switch d {
	case dialog{}:
		return 0
	case dialog{1, 1}:
		return longDialog
	}
	return w.draw(d.group, saltMessages+saltLane*uint64(d.client), 40)
}

// messageTime returns when the n-th message of a dialog was sent, in milliseconds. The time never decreases as n grows. In the
// longest dialog many messages share a second, and a few share each millisecond, like the answers of a robot.
func (w *world) messageTime(d dialog, n int64) int64 {
	const start, step = int64(present-40*86400) * 1000, 6 * 60 * 1000
	switch {
	case d != (dialog{1, 1}) || n < burstStart || n >= burstStart+burst:
		return start + n*step + w.draw(n, saltMessages, 1000)
	default:
		return start + burstStart*step + (n-burstStart)/burstInOneMs*7
	}
}

func (w *world) messageHash(d dialog, n int64) string {
	return w.hash(-(d.group*1000+d.client)*1000 - n)
}

func (w *world) fromClient(n int64) bool { return w.draw(n, saltMessages+1, 2) == 0 }

// listDialogTypes answers externaldialogs/dialogtypeslist. The page leaves its rows empty.
func (s *Server) listDialogTypes(a *args) ([]byte, error) {
	offset, limit, err := s.smallPage(a, 30)
	if err != nil {
		return nil, err
	}
	return s.document(a, func(e *encoder) {
		s.mu.RLock()
		defer s.mu.RUnlock()
		e.open('{')
		e.key("list")
		e.open('[')
		for id := offset + 1; id <= min(offset+limit, dialogTypes+s.channels.newTypes); id++ {
			t, _ := s.dialogType(id)
			e.open('{')
			e.id("id", id)
			e.text("name", t.name)
			e.list("employees", t.employees)
			e.close('}')
		}
		e.close(']')
		e.close('}')
	})
}

// smallPage reads page and count of the lists whose pages have 10 to 50 rows and start at 0.
func (s *Server) smallPage(a *args, fallback int64) (offset, limit int64, err error) {
	const least, most = 10, 50
	limit = a.number("count", fallback)
	if limit < least && s.settings.CountUnderflow == Refuse || limit > most && s.settings.LimitOverflow == Refuse {
		return 0, 0, badParams
	}
	limit = min(max(limit, least), most)
	return min(a.number("page", 0), maxRows) * limit, limit, nil
}

// listMessages answers externaldialogs/history: the messages of a dialog up to a second, the newest first.
func (s *Server) listMessages(a *args) ([]byte, error) {
	offset, limit, err := s.smallPage(a, 30)
	if err != nil {
		return nil, err
	}
	group, client, until := a.number("group", 0), a.text("client"), a.number("date", -1)
	if group == 0 || client == "" || until < 0 {
		return nil, badParams
	}
	w := s.world
	return s.document(a, func(e *encoder) {
		d, total := findDialog(group, client), int64(0)
		for n := range w.messages(d) {
			total += oneIf(w.messageTime(d, n)/1000 <= until)
		}
		e.open('{')
		e.key("list")
		e.open('[')
		for n := total - 1 - offset; n >= 0 && n >= total-offset-limit; n-- {
			w.writeMessage(e, d, n)
		}
		e.close(']')
		e.key("total")
		e.int(total)
		e.close('}')
	})
}

// writeMessage writes a message; a client's message has no author.
func (w *world) writeMessage(e *encoder, d dialog, n int64) {
	e.open('{')
	switch {
	case w.fromClient(n):
		e.text("sender_type", "client")
	case e.dialect == Intrum:
		e.text("sender_type", "intrum")
	default:
		e.text("sender_type", "apro crm")
	}
	text := w.pick(d.group*1000+n, saltMessages, w.words.comments) + " 100% + " + strconv.FormatInt(n, 10)
	e.text("text", url.QueryEscape(text))
	if !w.fromClient(n) {
		e.id("author", firstManager+n%managers)
	}
	e.id("date", w.messageTime(d, n))
	e.text("hash", w.messageHash(d, n))
	e.flag("status", n < w.messages(d)-unread)
	e.close('}')
}

// listUnread answers externaldialogs/notread: a map from dialog type to hashes. A client has a dialog in one type only, so the
// map has no other types.
func (s *Server) listUnread(a *args) ([]byte, error) {
	groups, err := a.each("groups")
	client := a.text("client")
	if err != nil || client == "" {
		return nil, badParams
	}
	w := s.world
	return s.document(a, func(e *encoder) {
		e.open('{')
		e.key("list")
		e.entries(groups, func(id int64) bool { return w.messages(findDialog(id, client)) > 0 }, func(id int64) {
			d := findDialog(id, client)
			e.open('[')
			for n := w.messages(d) - 1; n >= max(0, w.messages(d)-unread); n-- {
				e.string(w.messageHash(d, n))
			}
			e.close(']')
		})
		e.close('}')
	})
}
