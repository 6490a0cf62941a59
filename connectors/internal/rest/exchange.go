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

// send makes one attempt at one base. connected is false when no connection could be had, so that nothing was written.
func (o *operation) send(ctx context.Context, base *url.URL) (res Response, connected bool, err error) {
	req, err := o.prepare(ctx, base)
	if err != nil {
		o.final = true
		return Response{}, true, o.refused(ctx, err)
	}
	room, err := o.begin(ctx)
	if err != nil {
		o.final = true
		return Response{}, true, o.refused(ctx, err)
	}
	x := &exchange{operation: o, room: room}
	defer x.end() // behind Limited, so that the pacer lets no other request go in between
	if err := x.acquire(ctx); err != nil {
		o.final = true
		return Response{}, true, o.refused(ctx, err)
	}

	started := time.Now()
	res, raw := x.carry(req)
	err = o.explain(ctx, req, res, raw)
	if errors.Is(raw, connectors.ErrNoMemory) || errors.Is(err, connectors.ErrTooLarge) || errors.Is(raw, errEncoded) || errors.Is(raw, errCharset) {
		o.final = true // the same would come again
	}
	o.attempts++
	if o.account.Observe != nil {
		o.account.Observe(ctx, connectors.Exchange{
			Op: o.Op, Attempt: o.attempts, Status: res.Status, Bytes: len(res.Body), Duration: time.Since(started), Err: err,
		})
	}
	// A request timeout is classified as rate limited, but it is no word on the quota.
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

// prepare builds the request for a base, with credentials, which are hidden from then on.
func (o *operation) prepare(ctx context.Context, base *url.URL) (*http.Request, error) {
	if slices.Contains(strings.Split(o.Path, "/"), "..") {
		return nil, &connectors.Error{Kind: connectors.KindInvalidRequest, Err: errors.New(`a path must not have ".."`)}
	}
	u := base.JoinPath(o.Path)
	u.User, u.RawQuery = nil, o.Query.Encode()
	var body io.Reader
	if len(o.Body) > 0 {
		body = bytes.NewReader(o.Body)
	}
	req, err := http.NewRequestWithContext(ctx, o.Method, u.String(), body)
	if err != nil {
		return nil, &connectors.Error{Kind: connectors.KindMisconfigured, Err: errors.New("no request can be made of the base URL"), Detail: err.Error()}
	}
	maps.Copy(req.Header, o.Header.Clone())
	if req.Header.Get("User-Agent") == "" {
		req.Header.Set("User-Agent", userAgent)
	}
	if req.Header.Get("Accept-Encoding") == "" {
		req.Header.Set("Accept-Encoding", "gzip") // else the transport would, and trust the label of what comes
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

// exchange is one attempt, for which the transport may write the request more than once.
type exchange struct {
	*operation
	room *granted

	mu      sync.Mutex
	release func(sent bool) // returns the slot that is held; nil when none is
	slots   int             // given by the pacer so far
	written int
	deaf    bool // what the transport still tells of writing does not count
	// seeking tells that the transport has looked for a connection, and found that it had one. It writes nothing before, and
	// may write at any moment after, even when it has returned.
	seeking, found bool
}

// acquire asks the pacer for a slot. None is held then.
func (x *exchange) acquire(ctx context.Context) error {
	release := func(bool) {}
	if x.account.Pacer != nil {
		var err error
		if release, err = x.account.Pacer.Acquire(ctx); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil { // it ended as the slot was given
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

// end returns the slot, if one is held, as that of a request that was sent unless the transport is known to have had no
// connection. It may be called again.
func (x *exchange) end() {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.release != nil {
		x.release(x.found || !x.seeking)
	}
	x.release = nil
}

// again asks the pacer for the slot of a repeat. What was written before ended with its connection, and its slot is
// returned first: a pacer that lets one request go at a time would never give another.
func (x *exchange) again(ctx context.Context) error {
	x.end()
	return x.acquire(ctx)
}

// carry sends the request and reads the answer. On an error the response holds what came.
func (x *exchange) carry(req *http.Request) (Response, error) {
	ctx, cancel := context.WithCancelCause(req.Context())
	defer cancel(nil)
	ctx, stop := context.WithTimeoutCause(ctx, x.opts.Timeout, errTimeout)
	defer stop()
	trace := &httptrace.ClientTrace{WroteHeaders: x.wrote, GetConn: x.seeks, GotConn: func(info httptrace.GotConnInfo) {
		x.finds()
		if x.repeats() && x.again(ctx) != nil {
			x.ignore()
			cancel(errNoSlot)
			_ = info.Conn.Close() // nothing else keeps the transport from writing
		}
	}}
	ctx = httptrace.WithClientTrace(ctx, trace)

	res, err := x.transport.RoundTrip(req.WithContext(ctx))
	if err != nil {
		return Response{}, cause(ctx, err)
	}
	defer func() { _ = res.Body.Close() }() // nothing is lost with an answer that was read
	x.answered()
	answer := Response{Status: res.StatusCode, Header: res.Header}
	if answer.Body, err = x.readBody(res, cancel, func(room int64) error { return x.room.grow(ctx, room) }); err == nil {
		x.sizes.came(x.Op, len(answer.Body))
		err = answer.decode(x.opts.MaxBody)
	}
	answer.parse = sync.OnceValues(func() (transcode.JSON, error) { return transcode.ParseDecoded(answer.Body, answer.Decoding) })
	return answer, cause(ctx, err)
}

// decode makes the body UTF-8. One in an unknown charset is left as it is where it is no data: a refusal's status counts,
// and a web page is not read.
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

// cause replaces an error by what made us end the attempt, if we did.
func cause(ctx context.Context, err error) error {
	c := context.Cause(ctx)
	if err != nil && (errors.Is(c, errTimeout) || errors.Is(c, errNoSlot) || errors.Is(c, errStalled)) {
		return c
	}
	return err
}

// repeats reports whether the transport, which has a connection now, is about to write the request once more than
// there are slots for.
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

// ignore has the transport write into its buffer what never reaches the connection.
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

// answered counts a request whose transport does not tell what it writes, or does so late: an answer proves it.
func (x *exchange) answered() {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.written == 0 {
		x.written, x.deaf = 1, true
		x.call.Sent()
	}
}
