package apro

import "strconv"

const (
	trunks       = 6
	callStatuses = 3
)

// insideNumber returns the number of a trunk.
func insideNumber(trunk int64) string { return "1749 555 " + strconv.FormatInt(3450+trunk, 10) }

// listTrunks answers calls/trunks.
func (s *Server) listTrunks(a *args) ([]byte, error) {
	return s.document(a, func(e *encoder) {
		e.open('[')
		for n := range int64(trunks) {
			e.open('{')
			e.id("trunk_id", n+1)
			e.text("name", [...]string{insideNumber(n + 1), "Линия «Офис»", "SIP & mobile"}[n%3])
			e.text("prov", [...]string{"MANGO", "Билайн", "asterisk"}[n%3])
			e.text("phone", insideNumber(n+1))
			e.id("take_input", oneIf(n%2 == 0))
			e.close('}')
		}
		e.close(']')
	})
}

// listPhoneNumbers answers calls/phoneNumbers: the numbers for incoming calls, and those for outgoing calls.
func (s *Server) listPhoneNumbers(a *args) ([]byte, error) {
	return s.document(a, func(e *encoder) {
		e.open('{')
		e.key("in")
		e.open('[')
		for n := int64(1); n <= trunks; n += 2 {
			e.open('{')
			e.phoneNumber(n)
			e.close('}')
		}
		e.close(']')
		e.key("out")
		e.open('[')
		for n := int64(1); n <= trunks; n++ {
			e.open('{')
			e.phoneNumber(n)
			e.id("default_landing", oneIf(n == 1))
			e.close('}')
		}
		e.close(']')
		e.close('}')
	})
}

func (e *encoder) phoneNumber(trunk int64) {
	e.id("trunk_id", trunk)
	e.text("phone", insideNumber(trunk))
	e.text("title", insideNumber(trunk))
}

// listCallStatuses answers calls/statuses. Status 0, of calls without a status, is left out.
func (s *Server) listCallStatuses(a *args) ([]byte, error) {
	return s.document(a, func(e *encoder) {
		e.open('[')
		for k, name := range [callStatuses]string{"To processing", "Срочно <b>!</b>", "Call back "} {
			e.open('{')
			e.id("id", int64(k)+1)
			e.id("order", int64(callStatuses-k))
			e.text("color", [callStatuses]string{"#91C8EE", "#E9BCBA", "#BABADD"}[k])
			e.text("text", name)
			e.id("public", oneIf(k != 1))
			e.close('}')
		}
		e.close(']')
	})
}
