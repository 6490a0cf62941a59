package rest

import (
	"errors"
	"io"
	"net/http"
	"time"
)

// errNotTaken is the cause of the end of an attempt whose body is not taken.
var errNotTaken = errors.New("the upstream stopped taking the request")

// longest returns how long the content of a request may take to be sent.
func (o *operation) longest() time.Duration {
	return time.Duration(float64(o.Length) / float64(o.opts.MinSpeed) * float64(time.Second))
}

// sends makes Content, if there is one, the body of an attempt. end ends the attempt for a reason. The returned function must be called
// after the attempt.
func (o *operation) sends(req *http.Request, end func(error)) (stop func()) {
	if o.Content == nil {
		return func() {}
	}
	timer := time.AfterFunc(o.opts.Timeout, func() { end(errNotTaken) })
	req.GetBody = func() (io.ReadCloser, error) {
		return io.NopCloser(&taken{io.NewSectionReader(o.Content, 0, o.Length), timer, o.opts.Timeout}), nil
	}
	req.Body, _ = req.GetBody()
	return func() { timer.Stop() }
}

// taken is a body that must be taken. Each read of it gives the upstream time anew: to take the next bytes, and after the last to answer.
type taken struct {
	io.Reader
	timer *time.Timer
	most  time.Duration
}

// Read reads the next bytes.
func (t *taken) Read(p []byte) (int, error) {
	if t.timer.Stop() { // false after the attempt, which a transport may outlast
		t.timer.Reset(t.most)
	}
	return t.Reader.Read(p)
}
