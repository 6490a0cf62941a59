package solos

import "net/http"

// sendList answers with a list in the tenant's envelope.
func sendList[T any](s *Server, w http.ResponseWriter, rows []T, write func(style, []byte, T) []byte, total int64) {
	b := make([]byte, 0, 256+len(rows)*700)
	switch s.settings.Envelope {
	case envelopePayload:
		b = append(b, `{"payload":`...)
	case envelopeData:
		b = append(b, `{"data":`...)
	}
	b = append(b, '[')
	for i, row := range rows {
		if i > 0 {
			b = append(b, ',')
		}
		b = write(s.style, b, row)
	}
	b = append(b, ']')
	switch s.settings.Envelope {
	case envelopePayload:
		b = append(b, '}')
	case envelopeData:
		b = append(s.style.appendInteger(append(b, `,"total":`...), total), '}')
	}
	send(w, http.StatusOK, b)
}

// sendOne answers with one record in the tenant's envelope.
func (s *Server) sendOne(w http.ResponseWriter, record []byte) {
	opening, closing := "[", "]"
	switch s.settings.Envelope {
	case envelopePayload:
		opening, closing = `{"payload":`, "}"
	case envelopeData:
		opening, closing = `{"data":`, "}"
	}
	send(w, http.StatusOK, append(append([]byte(opening), record...), closing...))
}

// What the emulator calls records that do not exist.
const (
	noProject = "Проект не найден"
	noAction  = "Событие не найдено"
)

// answerMissing states that a record does not exist, in one of the ways of a tenant.
func (s *Server) answerMissing(w http.ResponseWriter, message string) {
	switch s.settings.MissingID {
	case missingNull:
		send(w, http.StatusOK, []byte("null"))
	case missingError:
		send(w, http.StatusOK, s.errorBody(http.StatusNotFound, message))
	default:
		s.refuse(w, http.StatusNotFound, message)
	}
}
