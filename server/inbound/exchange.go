package inbound

import (
	"bytes"
	"cmp"
	"errors"
	"net/http"
	"net/netip"
	"os"
	"strconv"
	"strings"
	"time"
)

// maxEncoding is the most bytes of a Content-Encoding.
const maxEncoding = 64

// restTime is how long net/http may read what is left of the body of a refused request before it closes the connection. It reads for the
// systems that drop an answer when a connection is closed too early.
const restTime = time.Second

// refusal is the refusal of a request. Refusals of a status are equal byte by byte.
type refusal struct {
	cause      Cause
	status     int
	retryAfter time.Duration
}

// exchange is one request and its answer.
type exchange struct {
	w       http.ResponseWriter
	control *http.ResponseController
	req     *http.Request
	time    time.Duration
}

// newExchange returns the exchange of a request whose body has a time to come in, whoever reads it: net/http does, too. Writing has longer,
// for a 100 Continue and for the refusal of a slow body: over HTTP/2, a stream ends when its time for writing is over.
func newExchange(w http.ResponseWriter, req *http.Request, bodyTime time.Duration) *exchange {
	x := &exchange{w, http.NewResponseController(w), req, bodyTime}
	now := time.Now()
	x.readUntil(now.Add(bodyTime))
	x.writeUntil(now.Add(2 * bodyTime))
	return x
}

// readUntil and writeUntil set when reading and writing end, the zero time for never. They do nothing over the writers of some tests.
func (x *exchange) readUntil(at time.Time)  { _ = x.control.SetReadDeadline(at) }
func (x *exchange) writeUntil(at time.Time) { _ = x.control.SetWriteDeadline(at) }

// read reads the body of a request, and its parameters if the endpoint has forms.
func (x *exchange) read(e *endpoint, from netip.Addr) (Request, *refusal) {
	var body bytes.Buffer
	body.Grow(int(max(0, x.req.ContentLength)) + bytes.MinRead) // at most MaxBody
	n, err := body.ReadFrom(http.MaxBytesReader(x.w, x.req.Body, e.MaxBody))
	e.bytes.ReserveN(time.Now(), int(n))
	var tooMuch *http.MaxBytesError
	switch {
	case errors.As(err, &tooMuch):
		return Request{}, &refusal{cause: TooLarge, status: http.StatusRequestEntityTooLarge}
	case errors.Is(err, os.ErrDeadlineExceeded):
		return Request{}, &refusal{cause: Slow, status: http.StatusRequestTimeout}
	case err != nil:
		return Request{}, &refusal{cause: Cut, status: http.StatusBadRequest}
	}
	x.writeUntil(time.Time{}) // net/http has lifted the other deadline
	encoding := strings.Join(x.req.Header["Content-Encoding"], ", ")
	request := Request{Body: body.Bytes(), Encoding: encoding[:min(len(encoding), maxEncoding)], From: from}
	if !e.Form {
		return request, nil
	}
	var readable bool
	if request.Params, readable = formOf(x.req, request); !readable {
		return Request{}, &refusal{cause: BadForm, status: http.StatusBadRequest}
	}
	request.Encoding = ""
	return request, nil
}

// refuse sends a refusal, calls sent, and ends the connection, which may have more of the body.
func (x *exchange) refuse(refused refusal, sent func()) {
	text := http.StatusText(refused.status) + "\n"
	x.writeUntil(time.Now().Add(x.time))
	x.write(Reply{Status: refused.status, Body: []byte(text), RetryAfter: refused.retryAfter}, true)
	_ = x.control.Flush()
	sent()
	x.readUntil(time.Now().Add(restTime))
}

// answer sends an answer.
func (x *exchange) answer(reply Reply) {
	x.writeUntil(time.Now().Add(x.time))
	x.write(reply, lengthless(x.req) || len(x.req.TransferEncoding) > 0)
}

// write writes an answer. last says that it is the connection's last one. HTTP/2 frames its requests, so its connections go on.
func (x *exchange) write(reply Reply, last bool) {
	h := x.w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Length", strconv.Itoa(len(reply.Body)))
	if len(reply.Body) > 0 {
		h.Set("Content-Type", cmp.Or(reply.Type, "text/plain; charset=utf-8"))
	}
	if reply.RetryAfter > 0 {
		h.Set("Retry-After", strconv.FormatInt(int64((reply.RetryAfter+time.Second-1)/time.Second), 10))
	}
	if last && x.req.ProtoMajor == 1 {
		h.Set("Connection", "close")
	}
	x.w.WriteHeader(cmp.Or(reply.Status, http.StatusOK))
	_, _ = x.w.Write(reply.Body) // a caller that has hung up needs no answer
}

// lengthless reports whether a request is of HTTP/1.0 and says nothing of its body's length.
func lengthless(req *http.Request) bool {
	return !req.ProtoAtLeast(1, 1) && req.Header.Get("Content-Length") == ""
}
