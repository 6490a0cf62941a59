package rest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	"github.com/crmstream/crmstream/internal/redact"
)

// userAgent is sent where a request sets none.
const userAgent = "crmstream/1"

// Options are the settings of a Client. Zero values stand for the defaults named.
type Options struct {
	// MaxBody is the largest accepted body of an answer in bytes, after decompression; 64 MiB. It bounds the memory of an
	// exchange, which may need half as much again while the body grows.
	MaxBody int64
	// MaxAttempts is how often a safe request is tried in all; 4.
	MaxAttempts int
	// Timeout is how long one attempt may take, from when the pacer allows it to the end of the body; 2 minutes.
	Timeout time.Duration
	// Stall is how long a body may bring no byte; 30 seconds.
	Stall time.Duration
	// MinSpeed is how many bytes a second a body must bring, averaged over stretches as long as Stall, except the first
	// stretch; 1024.
	MinSpeed int64
	// AllowLinkLocal lets a transport that New makes connect to link-local addresses and to metadata services of clouds.
	AllowLinkLocal bool
	// Secrets are shown as *** wherever they appear in an error, in any encoding.
	Secrets []connectors.Secret
}

// Client sends requests to one account at one upstream. It is safe for concurrent use.
type Client struct {
	connector string
	account   connectors.Account
	transport http.RoundTripper
	// writes carries the requests with Sending.
	writes http.RoundTripper
	opts   Options
	hide   *redact.Redactor

	bases   []*url.URL
	current atomic.Int32 // index of the base that is tried first
	retries allowance
	under   chan struct{} // has an element for each exchange under way
	sizes   sizes
	parsed  transcode.Room
}

// New returns a client for the account. The client prefers the first base, and tries the others when it cannot connect. It does
// not send the userinfo of a base. An account without a Transport gets one from NewTransport.
func New(account connectors.Account, connector string, bases []*url.URL, opts Options) *Client {
	opts.MaxBody = cmp.Or(opts.MaxBody, maxBody)
	opts.MaxAttempts = cmp.Or(opts.MaxAttempts, 4)
	opts.Timeout = cmp.Or(opts.Timeout, 2*time.Minute)
	opts.Stall = cmp.Or(opts.Stall, 30*time.Second)
	opts.MinSpeed = cmp.Or(opts.MinSpeed, 1<<10)
	c := &Client{connector: connector, account: account, transport: account.Transport, writes: account.Transport, opts: opts, bases: bases, under: make(chan struct{}, maxExchanges)}
	if c.transport == nil {
		c.transport, c.writes = NewTransport(opts), newWriteTransport(opts)
	}
	if c.hide = account.Redactor; c.hide == nil {
		c.hide = redact.New()
	}
	for _, s := range opts.Secrets {
		c.hide.Add(s.Reveal())
	}
	for _, b := range bases {
		if password, ok := b.User.Password(); ok {
			c.hide.Add(password)
		} else {
			c.hide.Add(b.User.Username())
		}
	}
	return c
}

// Request is one request to an upstream.
type Request struct {
	// Op is the upstream operation, in the upstream's words, for errors and logs.
	Op string
	// Method is the HTTP method.
	Method string
	// Path is appended to the path of the base. The caller has escaped it; it has no ".." element.
	Path string
	// Query is sent encoded, in the order of its keys.
	Query url.Values
	// Header is sent in addition to the client's own headers; it is not changed.
	Header http.Header
	// Body and ContentType are sent with every attempt; an empty body is not sent.
	Body        []byte
	ContentType string
	// Content is the body where it is too large to be in memory; nil for Body. It is read from its start with every attempt, at times by
	// two attempts at once, and has Length bytes. An attempt ends when no more of Content is taken for Options.Timeout, or less than
	// Options.MinSpeed on average; from the end of Content on it may take Options.Timeout.
	Content io.ReaderAt
	Length  int64
	// Safe says that the request may be repeated without harm. Lists over POST are safe.
	Safe bool
	// Sending makes the request a write. Do calls it once, after the pacer has given a slot and before anything is sent, so that the
	// caller can record that the write may be executed from then on. An error of Sending ends the operation, and nothing is sent.
	// A write is never repeated, and goes over a connection of its own. It must not be Safe. See connectors.Error.Maybe.
	Sending func(context.Context) error
	// Authorize adds credentials before each attempt; nil adds none. It returns *connectors.Error or the context's error. Do
	// does not retry its failures, since a login is a request of its own with its own retries. What Authorize adds is a secret
	// from then on.
	Authorize func(context.Context, *http.Request) error
	// Secrets are texts of the request that nothing shows from then on, such as a signature.
	Secrets []string
	// Login says that the answer may hold a credential, so that nothing of the answer is shown.
	Login bool
	// Classify reads status and body. It returns nil for an answer to be decoded, and *connectors.Error for a refusal; Do fills
	// in Connector and Op if they are empty. A nil Classify stands for ClassifyStatus.
	Classify func(Response) error
}

// Response is an answer with its body, read to the end and converted to UTF-8 without a byte order mark.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
	// Decoding says how the body was decoded.
	Decoding transcode.Decoding

	parse func() (transcode.JSON, error)
}

// JSON returns the body as JSON, or why it is not JSON. The body is parsed once, for Classify and for the decoding of the
// answer. A caller that has read all it needs may release the JSON.
func (r Response) JSON() (transcode.JSON, error) {
	if r.parse == nil {
		return transcode.ParseDecoded(r.Body, r.Decoding, nil)
	}
	return r.parse()
}

// Do sends the request, as often as the rules of the package allow, and returns the first answer that Classify accepts. It
// fails with the context's error, wrapped, when that has ended, and with *connectors.Error otherwise.
func (c *Client) Do(ctx context.Context, r Request) (Response, error) {
	o := &operation{Client: c, Request: r, call: connectors.MeterFrom(ctx)}
	c.retries.earn()
	for try := 1; ; try++ {
		res, err := o.try(ctx)
		if err == nil {
			return res, nil
		}
		wait, again := o.again(try, err)
		if !again || !fits(ctx, wait) || !o.afford(err) {
			return Response{}, err
		}
		if !o.pause(ctx, wait, err) {
			return Response{}, o.ended(ctx)
		}
	}
}

// operation is one call of Do.
type operation struct {
	*Client
	Request
	call *connectors.Meter

	attempts  int  // exchanges so far
	final     bool // the last failure must not be retried
	malformed bool // a malformed answer was retried
	recorded  bool // Sending was called
	refusal   bool // the last answer says that the upstream has not executed the write
}

// try sends the request to the first base that can be connected to.
func (o *operation) try(ctx context.Context) (Response, error) {
	if len(o.bases) == 0 {
		o.final = true
		return Response{}, o.fill(&connectors.Error{Kind: connectors.KindMisconfigured, Err: errors.New("no base URL")})
	}
	first := int(o.current.Load())
	res, connected, err := o.send(ctx, o.bases[first])
	for i := 0; i < len(o.bases) && !connected && ctx.Err() == nil; i++ {
		if i == first {
			continue
		}
		if res, connected, err = o.send(ctx, o.bases[i]); connected && !o.final {
			o.current.Store(int32(i))
		}
	}
	return res, err
}

// fill returns a copy of the error with connector and operation set.
func (o *operation) fill(e *connectors.Error) *connectors.Error {
	filled := *e
	filled.Connector = cmp.Or(e.Connector, o.connector)
	filled.Op = cmp.Or(e.Op, o.Op)
	return &filled
}

// ended returns the error of a context that has ended.
func (o *operation) ended(ctx context.Context) error {
	return fmt.Errorf("%s: %s: %w", o.connector, o.Op, ctx.Err())
}
