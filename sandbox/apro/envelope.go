package apro

import (
	"net/http"
	"strconv"
)

// failure is an application error code, written as the message of a fail envelope; "" writes no message.
type failure string

const (
	accessDeny    failure = "ACCESS_DENY"
	limitExceeded failure = "LIMIT_EXCEEDED"
	badRequest    failure = "BAD_REQUEST"
	badParams     failure = "BAD_PARAMS"
	overloaded    failure = "SERVER_IS_OVERLOADED"
)

// Error returns the code.
func (f failure) Error() string { return string(f) }

func writeSuccess(w http.ResponseWriter, data []byte) {
	const head, tail = `{"status":"success","data":`, `}`
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(head)+len(data)+len(tail)))
	// Errors of writing are dropped: a client that is gone does not matter to the emulator.
	_, _ = w.Write([]byte(head))
	_, _ = w.Write(data)
	_, _ = w.Write([]byte(tail))
}

// writeJSON writes an answer that has no envelope.
func writeJSON(w http.ResponseWriter, data []byte) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	_, _ = w.Write(data)
}

func writeFailure(w http.ResponseWriter, status int, code failure) {
	e := encoder{}
	e.open('{')
	e.text("status", "fail")
	if code != "" {
		e.text("message", string(code))
	}
	e.close('}')
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(e.b)
}

// writeStatus writes the answer of a scripted fault of kind "status"; the package comment has the table.
func writeStatus(w http.ResponseWriter, status int) {
	switch status {
	case http.StatusOK, http.StatusTooManyRequests:
		writeFailure(w, status, limitExceeded)
	case http.StatusBadRequest:
		writeFailure(w, status, badParams)
	case http.StatusUnauthorized, http.StatusForbidden:
		writeFailure(w, status, accessDeny)
	case http.StatusNotImplemented:
		writeFailure(w, status, overloaded)
	default:
		title := strconv.Itoa(status) + " " + http.StatusText(status)
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(status)
		_, _ = w.Write([]byte("<html><head><title>" + title + "</title></head><body><center><h1>" + title +
			"</h1></center><hr><center>nginx</center></body></html>"))
	}
}
