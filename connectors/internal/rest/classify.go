package rest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// maxRetryAfter bounds the wait that an upstream may ask for.
const maxRetryAfter = 24 * time.Hour

// ClassifyStatus returns nil for the 2xx statuses and an *connectors.Error for all others. It is the default of
// Request.Classify, and connectors' own Classify functions call it first.
func ClassifyStatus(res Response) error {
	e := &connectors.Error{Err: fmt.Errorf("status %d %s", res.Status, http.StatusText(res.Status))}
	switch s := res.Status; {
	case succeeded(res):
		return nil
	case s == http.StatusUnauthorized:
		e.Kind = connectors.KindCredentialsRejected
	case s == http.StatusForbidden:
		e.Kind = connectors.KindForbidden
	case s == http.StatusRequestTimeout, s == http.StatusTooManyRequests:
		e.Kind, e.RetryAfter = connectors.KindRateLimited, retryAfter(res.Header, time.Now())
	case s >= 500:
		e.Kind, e.RetryAfter = connectors.KindUnavailable, retryAfter(res.Header, time.Now())
	default: // redirects among them, which are never followed
		e.Kind = connectors.KindMisconfigured
	}
	return e
}

// retryAfter reads the header Retry-After: seconds or a date; 0 for nonsense. It compares a date with the upstream's own clock
// where the answer has it.
func retryAfter(h http.Header, now time.Time) time.Duration {
	text := h.Get("Retry-After")
	if seconds, err := strconv.ParseUint(text, 10, 31); err == nil {
		return min(time.Duration(seconds)*time.Second, maxRetryAfter)
	}
	until, err := http.ParseTime(text)
	if err != nil {
		return 0
	}
	if sent, err := http.ParseTime(h.Get("Date")); err == nil {
		now = sent
	}
	return min(max(until.Sub(now), 0), maxRetryAfter)
}

// HTML reports whether the answer is a web page: a login form, a proxy's notice, a crash report. Some upstreams send these with
// status 200. The body decides, and the label only where the body looks like neither a web page nor JSON.
func HTML(res Response) bool {
	start := bytes.ToLower(bytes.TrimLeft(res.Body[:min(len(res.Body), 256)], "\ufeff \t\r\n"))
	switch {
	case bytes.HasPrefix(start, []byte("<!doctype html")), bytes.HasPrefix(start, []byte("<html")):
		return true
	case len(start) > 0 && (start[0] == '{' || start[0] == '['), !labelledHTML(res.Header):
		return false
	default:
		_, err := res.JSON() // null, false and texts are JSON too
		return err != nil
	}
}

// labelledHTML reports whether an answer is declared as a web page. PHP does so by default.
func labelledHTML(h http.Header) bool {
	media, _, _ := strings.Cut(h.Get("Content-Type"), ";")
	media = strings.ToLower(strings.TrimSpace(media))
	return media == "text/html" || media == "application/xhtml+xml"
}

// explain returns the error of an attempt for Do, nil for a success. raw is the transport's error, if any.
func (o *operation) explain(ctx context.Context, req *http.Request, res Response, raw error) error {
	classify := o.Classify
	if classify == nil {
		classify = ClassifyStatus
	}
	var e *connectors.Error
	o.refusal = false
	if raw != nil {
		e = transportError(raw)
	} else if err := classify(res); err == nil {
		return nil
	} else if o.refusal = errors.As(err, new(*notExecuted)); !errors.As(err, &e) {
		e = &connectors.Error{Kind: connectors.KindMalformedResponse, Err: err}
	}
	if ctx.Err() != nil {
		return o.ended(ctx)
	}
	e = o.fill(e)
	e.Err = hidden(e.Err, o.hide)
	e.Detail = o.detail(req, res, raw == nil, e.Detail)
	return e
}

// detail returns the log's text about a failed exchange: the request, the status, said (the upstream's message or the
// connection's error), and the beginning of the answer if it is a refusal or a whole web page. For other answers, which may
// hold records, it has only the size, since records are customers' data.
func (o *operation) detail(req *http.Request, res Response, whole bool, said string) string {
	parts := []string{o.hide.Text(req.Method + " " + bare(req.URL))}
	if res.Status != 0 {
		parts = append(parts, "status "+strconv.Itoa(res.Status))
	}
	if said = excerpt([]byte(said), false, o.hide); said != "" {
		parts = append(parts, said)
	}
	switch {
	case len(res.Body) == 0:
	case !o.Login && (!succeeded(res) || whole && HTML(res)):
		parts = append(parts, excerpt(res.Body, !whole, o.hide))
	default:
		parts = append(parts, fmt.Sprintf("an answer of %d bytes", len(res.Body)))
	}
	return strings.Join(parts, ": ")
}

func succeeded(res Response) bool { return res.Status >= 200 && res.Status < 300 }

// refused returns, for Do, the error of a step before the request.
func (o *operation) refused(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return o.ended(ctx)
	}
	var e *connectors.Error
	if errors.Is(err, connectors.ErrNoMemory) {
		return err
	}
	if !errors.As(err, &e) {
		e = &connectors.Error{Kind: connectors.KindUnavailable, Err: errors.New("the request could not be made"), Detail: withoutQuery(err)}
	}
	e = o.fill(e)
	e.Err = hidden(e.Err, o.hide)
	e.Detail = excerpt([]byte(e.Detail), false, o.hide)
	return e
}

// unreachable reports whether the transport's error means that it could not connect.
func unreachable(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "dial"
}
