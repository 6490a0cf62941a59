package rest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

var (
	errTimeout = errors.New("no complete answer came in time")
	errNoSlot  = errors.New("the connection was lost, and the pacer did not let the request be repeated on another")
)

// send makes one attempt at one base. connected is false if it could not connect, so that nothing was written.
func (o *operation) send(ctx context.Context, base *url.URL) (res Response, connected bool, err error) {
	req, err := o.prepare(ctx, base)
	if err != nil {
		o.final = true
		return Response{}, true, o.refused(ctx, err)
	}
	leave, err := o.enter(ctx)
	if err != nil {
		o.final = true
		return Response{}, true, o.refused(ctx, err)
	}
	defer leave()
	x := &exchange{operation: o, memory: connectors.MemoryFrom(ctx)}
	defer x.end() // after Limited, so that the pacer lets no other request go in between
	if err := x.ready(ctx); err != nil {
		o.final = true
		return Response{}, true, o.refused(ctx, err)
	}
	defer func() {
		if err != nil {
			x.memory.Drop() // a retry may have to wait for long
		}
	}()
	if err := x.record(ctx); err != nil {
		o.final = true
		return Response{}, true, o.refused(ctx, err)
	}

	started := time.Now()
	res, raw := x.carry(req)
	err = o.explain(ctx, req, res, raw)
	err = x.judge(err)
	if errors.Is(raw, connectors.ErrNoMemory) || errors.Is(err, connectors.ErrTooLarge) || errors.Is(raw, errEncoded) || errors.Is(raw, errCharset) {
		o.final = true // the same answer would come again
	}
	o.attempts++
	if o.account.Observe != nil {
		o.account.Observe(ctx, connectors.Exchange{
			Op: o.Op, Attempt: o.attempts, Status: res.Status, Bytes: len(res.Body), Duration: time.Since(started), Err: err,
		})
	}
	// A request timeout is classified as rate limited, but says nothing about the quota.
	var e *connectors.Error
	if o.account.Pacer != nil && res.Status != http.StatusRequestTimeout && errors.As(err, &e) &&
		e.Kind == connectors.KindRateLimited {
		o.account.Pacer.Limited(e.RetryAfter)
	}
	if err != nil {
		return Response{}, !unreachable(raw), err
	}
	return res, true, nil
}

// enter waits until the client may have one more exchange under way, before the exchange takes memory: an exchange that has memory must
// not wait for a connection, since all connections could be those of answers that wait for this memory. So the next answer of a page that
// has memory does not wait. Nor do the exchanges of a source with a budget, which bounds them by itself: those that wait for the budget
// could hold up an interactive one, which the budget may serve or refuse at once.
func (o *operation) enter(ctx context.Context) (leave func(), err error) {
	if o.account.Pacer != nil || connectors.MemoryFrom(ctx).Holds() {
		return func() {}, nil
	}
	select {
	case o.under <- struct{}{}:
		return func() { <-o.under }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// prepare builds the request for a base, with credentials, which are redacted from then on.
func (o *operation) prepare(ctx context.Context, base *url.URL) (*http.Request, error) {
	if strings.Contains(o.Path, "..") && slices.Contains(strings.Split(o.Path, "/"), "..") {
		return nil, &connectors.Error{Kind: connectors.KindInvalidRequest, Err: errors.New(`a path must not have ".."`)}
	}
	o.hide.Learn(o.Secrets...)
	u := base.JoinPath(o.Path)
	u.User, u.RawQuery = nil, o.Query.Encode()
	var body io.Reader
	if len(o.Body) > 0 {
		body = bytes.NewReader(o.Body)
	}
	req, err := http.NewRequestWithContext(ctx, o.Method, u.String(), body)
	if err != nil {
		return nil, &connectors.Error{Kind: connectors.KindMisconfigured, Err: errors.New("no request can be made from the base URL"), Detail: err.Error()}
	}
	req.ContentLength = max(req.ContentLength, o.Length)
	maps.Copy(req.Header, o.Header.Clone())
	if req.Header.Get("User-Agent") == "" {
		req.Header.Set("User-Agent", userAgent)
	}
	if req.Header.Get("Accept-Encoding") == "" {
		req.Header.Set("Accept-Encoding", "gzip") // otherwise the transport would ask for gzip, and trust the label of the answer
	}
	if o.ContentType != "" {
		req.Header.Set("Content-Type", o.ContentType)
	}
	if o.Authorize != nil {
		before := req.Header.Clone()
		before.Del("Authorization")
		err = o.Authorize(ctx, req)
		o.hide.Learn(added(before, req, o.Query)...)
	}
	return req, err
}

// exchange is one attempt. The transport may write its request more than once.
type exchange struct {
	*operation
	memory connectors.Memory
	room   int64 // the size of a body for which there is memory

	mu      sync.Mutex
	release func(sent bool) // returns the slot of the exchange; nil if it has none
	slots   int             // received from the pacer so far
	written int
	deaf    bool // further writes that the transport reports do not count
	// seeking says that the transport has looked for a connection, and found that it has one. The transport writes nothing
	// before it has a connection, and may write at any moment afterwards, even after it has returned.
	seeking, found bool
}

// acquire asks the pacer for a slot. The exchange must have none.
func (x *exchange) acquire(ctx context.Context) error {
	release := func(bool) {}
	if x.account.Pacer != nil {
		var err error
		if release, err = x.account.Pacer.Acquire(ctx); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil { // it ended while the pacer gave the slot
			release(false)
			return err
		}
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.slots++
	x.release = release
	return nil
}

// end returns the slot, if there is one. The request counts as sent unless the transport certainly had no connection. end may
// be called again.
func (x *exchange) end() {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.release != nil {
		x.release(x.found || !x.seeking)
	}
	x.release = nil
}

// back returns the slot of an exchange that was not begun.
func (x *exchange) back() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.release(false)
	x.release = nil
	x.slots--
}

// again asks the pacer for the slot of a repeat. The first request ended with its connection, and again returns its slot first:
// a pacer that allows one request at a time would otherwise never give another.
func (x *exchange) again(ctx context.Context) error {
	x.end()
	return x.acquire(ctx)
}

// carry sends the request and reads the answer. On an error the response holds what came.
func (x *exchange) carry(req *http.Request) (Response, error) {
	ctx, cancel := context.WithCancelCause(req.Context())
	defer cancel(nil)
	ctx, stop := context.WithTimeoutCause(ctx, x.opts.Timeout+x.longest(), errTimeout)
	defer stop()
	defer x.sends(req, cancel)()
	trace := &httptrace.ClientTrace{WroteHeaders: x.wrote, GetConn: x.seeks, GotConn: func(info httptrace.GotConnInfo) {
		x.finds()
		if x.repeats() && x.again(ctx) != nil {
			x.ignore()
			cancel(errNoSlot)
			_ = info.Conn.Close() // nothing else stops the transport from writing
		}
	}}
	ctx = httptrace.WithClientTrace(ctx, trace)

	transport := x.transport
	if x.Sending != nil {
		transport = x.writes
	}
	res, err := transport.RoundTrip(req.WithContext(ctx))
	if err != nil {
		return Response{}, cause(ctx, err)
	}
	defer func() { _ = res.Body.Close() }() // the answer was read
	x.answered()
	answer := Response{Status: res.StatusCode, Header: res.Header}
	if answer.Body, err = x.readBody(res, cancel, func(room int64) error { return x.grow(ctx, room) }); err == nil {
		x.sizes.came(x.Op, len(answer.Body))
		err = answer.decode(x.opts.MaxBody)
	}
	answer.parse = sync.OnceValues(func() (transcode.JSON, error) { return transcode.ParseDecoded(answer.Body, answer.Decoding, &x.parsed) })
	return answer, cause(ctx, err)
}

// decode converts the body to UTF-8. It leaves a body in an unknown charset unchanged if the body is no data: a refusal is
// classified by its status, and a web page is not read.
func (r *Response) decode(limit int64) error {
	text, d, err := decode(r.Header, r.Body, limit)
	switch {
	case err == nil:
		r.Body, r.Decoding = text, d
	case errors.Is(err, errCharset) && (!succeeded(*r) || HTML(*r)):
		return nil
	}
	return err
}

// cause returns our own reason for ending the attempt in place of err, if we ended it.
func cause(ctx context.Context, err error) error {
	c := context.Cause(ctx)
	if err != nil && (errors.Is(c, errTimeout) || errors.Is(c, errNoSlot) || errors.Is(c, errStalled) || errors.Is(c, errNotTaken)) {
		return c
	}
	return err
}

// repeats reports whether the transport, which now has a connection, is about to write the request more often than there are
// slots.
func (x *exchange) repeats() bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.written >= x.slots
}

// seeks is called by the transport when it looks for a connection.
func (x *exchange) seeks(string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.seeking = true
}

// finds is called when the transport has a connection.
func (x *exchange) finds() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.found = true
}

// ignore stops counting writes: the transport may still write to its buffer, which does not reach the closed connection.
func (x *exchange) ignore() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.deaf = true
}

// wrote is called by the transport for each time the request is written.
func (x *exchange) wrote() {
	x.mu.Lock()
	defer x.mu.Unlock()
	if !x.deaf {
		x.written++
		x.call.Sent()
	}
}

// answered counts the request if the transport has not reported a write, since an answer proves that there was one.
func (x *exchange) answered() {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.written == 0 {
		x.written, x.deaf = 1, true
		x.call.Sent()
	}
}
