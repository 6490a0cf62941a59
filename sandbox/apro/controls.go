package apro

import (
	"encoding/json"
	"errors"
	"net/http"
	"path"
	"strconv"
)

// ServeHTTP serves the upstream, and at /_sandbox/sms and /_sandbox/call what makes the CRM call its receivers, as its workers do. These
// are not part of the upstream: POST /_sandbox/sms (sender, destination, text) asks the gateway to send a message, GET /_sandbox/sms (id)
// for its status, and POST /_sandbox/call (from, to, user) asks to place a call. The parameter forgery names a Forgery.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var control func(*http.Request) (any, error)
	switch r.Method + " " + path.Clean(r.URL.Path) {
	case "POST /_sandbox/sms":
		control = s.controlSMS
	case "GET /_sandbox/sms":
		control = s.controlStatus
	case "POST /_sandbox/call":
		control = s.controlCall
	default:
		s.Stage.ServeHTTP(w, r)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	answer, err := control(r)
	w.Header().Set("Content-Type", "application/json")
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		answer = map[string]string{"error": err.Error()}
	}
	_ = json.NewEncoder(w).Encode(answer) // a client that is gone does not matter to the emulator
}

// forgeries returns the forgery that a request names.
func forgeries(r *http.Request) []Forgery {
	if name := r.FormValue("forgery"); name != "" {
		return []Forgery{Forgery(name)}
	}
	return nil
}

func (s *Server) controlSMS(r *http.Request) (any, error) {
	id, err := s.SendSMS(r.Context(), r.FormValue("sender"), r.FormValue("destination"), r.FormValue("text"), forgeries(r)...)
	return map[string]int64{"id": id}, err
}

func (s *Server) controlStatus(r *http.Request) (any, error) {
	id, err := strconv.ParseInt(r.FormValue("id"), 10, 64)
	if err != nil {
		return nil, errors.New("id: must be the number that the gateway gave the message")
	}
	got, err := s.AskStatus(r.Context(), id, forgeries(r)...)
	return map[string]any{"status": got.Status, "count": got.Count}, err
}

func (s *Server) controlCall(r *http.Request) (any, error) {
	placed, err := s.PlaceCall(r.Context(), r.FormValue("from"), r.FormValue("to"), r.FormValue("user"), forgeries(r)...)
	return map[string]bool{"placed": placed}, err
}
