package apro

import (
	"bytes"
	"io"
	"net/http"
	"slices"
)

// channels is what requests wrote into dialogs, the organizer, online forms and the SMS gateway. The server's lock guards it.
// Stored slices are never modified.
type channels struct {
	types     map[int64]dialogType // written dialog types by id, new ones included
	newTypes  int64
	dialogs   map[int64]int64 // number of new dialogs by dialog type
	events    map[int64]event // written events by id, new ones included
	newEvents int64
	removed   map[int64]bool // deleted occurrences of the newer organizer, by queue
	forms     int64          // number of filled forms
	received  []SMS
}

func newChannels() channels {
	return channels{
		types: map[int64]dialogType{}, dialogs: map[int64]int64{}, events: map[int64]event{}, removed: map[int64]bool{},
	}
}

// channelWrites returns the handlers of the writes of dialogs, the organizer, online forms and the SMS gateway, by operation.
func channelWrites() map[string]func(*Server, *args) ([]byte, error) {
	return map[string]func(*Server, *args) ([]byte, error){
		opDialogInsert: (*Server).insertDialog,
		opDialogUpdate: (*Server).updateDialogType,
		opEventInsert:  (*Server).insertEvent,
		opEventUpdate:  (*Server).updateEvent,
		opEventDelete:  (*Server).deleteEvent,
		opFillForm:     (*Server).fillForm,
		opSMS:          (*Server).receiveSMS,
	}
}

// outside reports whether an operation is not under /sharedapi. The parameters of such operations are not in params, their
// answers have no envelope, and they need no key.
func outside(op string) bool { return op == opForm || op == opFillForm || op == opSMS }

// formAction returns the action of a request for online forms. The body can be read again.
func formAction(r *http.Request) string {
	// An error of reading comes again when the body is read again.
	start, _ := io.ReadAll(io.LimitReader(r.Body, maxBody))
	again := r.WithContext(r.Context())
	again.Body = io.NopCloser(bytes.NewReader(start))
	r.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(start), r.Body), r.Body}
	pairs, _, _ := readForm(again)
	return nest(pairs).items["action"].scalar()
}

// writeArgs returns the parameters of a write, or a map of them, without those that writes ignore.
func (s *Server) writeArgs(a *args, params *value) *args {
	ignored := slices.Concat(s.settings.Ignore, s.settings.IgnoredWrites)
	return &args{params: params, dialect: a.dialect, ignored: ignored, nth: a.nth}
}

// wrote records the row that a request wrote. Each of these writes has one row.
func (s *Server) wrote(op string, a *args, id string) {
	s.Record(Effect{Op: op, Number: a.nth, ID: id})
}

// referred returns an id that exists, 0 for a parameter that is absent, empty or "0". It reports false for other values.
func referred(v *value, exists func(int64) bool) (id int64, ok bool) {
	if text := v.scalar(); !v.isArray() && (text == "" || text == "0") {
		return 0, true
	}
	id = wholeNumber(v.scalar())
	return id, id > 0 && exists(id)
}
