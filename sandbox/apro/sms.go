package apro

import (
	"crypto/md5"
	"crypto/subtle"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
)

// SMS is an incoming message that a gateway has posted.
type SMS struct {
	// ID is the gateway's id of the message, more than 0.
	ID int64
	// Sender and Destination are telephone numbers, as they were sent.
	Sender, Destination string
	// Message is the text.
	Message string
	// Count is the number of messages of which the text consists, at least 1.
	Count int64
	// Date is when the gateway received the message, in unix seconds, 0 if the gateway did not say so.
	Date int64
}

// ReceivedSMS returns the messages that the emulator has accepted, in order.
func (s *Server) ReceivedSMS() []SMS {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return slices.Clone(s.channels.received)
}

// receiveSMS answers the address for incoming messages ("smsReceived request"). All answers are bare.
func (s *Server) receiveSMS(a *args) ([]byte, error) {
	a = s.writeArgs(a, a.params)
	if !signed(a.params, a.text("hash"), s.settings.SMSKey) {
		return s.smsRefusal("wrong hash"), nil
	}
	if a.text("action") != s.settings.SMSAction {
		return s.smsRefusal("unknown action"), nil
	}
	m, wrong := s.message(a)
	if wrong != "" {
		return s.smsRefusal("wrong " + wrong), nil
	}
	if s.strict(a) != nil {
		return s.smsRefusal("unknown parameter"), nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	repeated := slices.ContainsFunc(s.channels.received, func(old SMS) bool { return old.ID == m.ID })
	if repeated && s.settings.SMSRepeat == Refuse {
		return s.smsRefusal("repeated sms_id"), nil
	}
	if !repeated || s.settings.SMSRepeat == SMSDouble {
		s.channels.received = append(s.channels.received, m)
		s.wrote(opSMS, a, strconv.FormatInt(m.ID, 10))
		if s.pushing(eventCreate) {
			s.push(pushedEvent{by: s.world.bySystem(nil), event: eventCreate, object: objectSMS, id: m.ID})
		}
	}
	return []byte(`{"success":true}`), nil
}

// message reads a message, or returns the name of its first parameter that is wrong. All but date are obligatory.
func (s *Server) message(a *args) (m SMS, wrong string) {
	text := a.get("message")
	m = SMS{
		ID: a.number("sms_id", 0), Sender: a.text("sender"), Destination: a.text("destination"), Message: text.scalar(),
		Count: a.number("count", 0), Date: a.number("date", 0),
	}
	switch numbers := s.settings.SMSNumbers; {
	case m.ID == 0:
		return m, "sms_id"
	case m.Sender == "":
		return m, "sender"
	case m.Destination == "" || len(numbers) > 0 && !slices.Contains(numbers, m.Destination):
		return m, "destination"
	case text == nil:
		return m, "message"
	case m.Count == 0:
		return m, "count"
	case m.Date == 0 && a.text("date") != "":
		return m, "date"
	}
	return m, ""
}

// signed reports whether a hash is that of a request: the MD5 of the values of all other parameters, in the order of the
// parameters' names, and of the API key. Arrays have no values.
func signed(params *value, hash, key string) bool {
	if !params.isArray() {
		return false
	}
	var pairs []pair
	for _, name := range params.keys {
		if name != "hash" {
			pairs = append(pairs, pair{name, params.items[name].scalar()})
		}
	}
	want := smsHash(pairs, key)
	return subtle.ConstantTimeCompare([]byte(strings.ToLower(hash)), []byte(want)) == 1
}

// smsHash returns the hash of parameters: the MD5 of their values, in the order of their names, and of the key.
func smsHash(params []pair, key string) string {
	sorted := slices.Clone(params)
	slices.SortStableFunc(sorted, func(a, b pair) int { return strings.Compare(a.name, b.name) })
	var text strings.Builder
	for _, p := range sorted {
		text.WriteString(p.text)
	}
	sum := md5.Sum([]byte(text.String() + key))
	return hex.EncodeToString(sum[:])
}

// smsRefusal returns the answer to a message that must not be sent again.
func (s *Server) smsRefusal(reason string) []byte {
	e := s.encoder(1)
	e.open('{')
	e.flag("success", false)
	e.flag("repeat", false)
	e.text("error", reason)
	e.close('}')
	return e.b
}

// smsFailure returns the answer to a request that was refused before it was read. A gateway shall repeat the message if it came
// too soon or at a bad time.
func (s *Server) smsFailure(code failure) []byte {
	if code == limitExceeded || code == overloaded {
		return []byte(`{"success":false,"repeat":true}`)
	}
	return s.smsRefusal(string(code))
}
