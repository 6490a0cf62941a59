package inbound

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"time"

	"golang.org/x/time/rate"

	"github.com/crmstream/crmstream/connectors"
)

// Endpoint is a place that an upstream calls.
type Endpoint struct {
	// Source and Name name the endpoint in logs and metrics.
	Source, Name string
	// Tokens are what a path may end in: one, or two while one replaces the other. NewToken makes them.
	Tokens []connectors.Secret
	// AllowFrom are the networks of callers. Empty allows all.
	AllowFrom []netip.Prefix
	// Form says that requests have parameters: in the body, or in the query of a GET.
	Form bool
	// AllowGET allows GET beside POST. It is for forms.
	AllowGET bool
	// Probe says that HEAD, and GET unless AllowGET is set, are answered with an empty 200, should the upstream test the address.
	Probe bool
	// MaxBody is the most bytes of a body.
	MaxBody int64
	// Answer answers a request whose body has come whole. It may be called concurrently, and after Set has removed the endpoint. Its
	// context has a deadline, and does not end when the caller hangs up.
	Answer func(context.Context, Request) Reply
	// Refused, unless nil, is called after a request with a right token was refused before Answer was called.
	Refused func(Cause)
}

// Request is a request for an endpoint.
type Request struct {
	// Body is the body as it was sent.
	Body []byte
	// Encoding is the Content-Encoding as it was sent, cut to 64 bytes. It is "" for forms.
	Encoding string
	// Params are the parameters of a form, in order, with those that came several times.
	Params []connectors.Parameter
	// From is the address of the caller, the zero Addr if the connection has none.
	From netip.Addr
}

// Reply is an answer.
type Reply struct {
	// Status is the HTTP status, 0 for 200.
	Status int
	// Type is the Content-Type of the Body, "" for plain text.
	Type string
	Body []byte
	// RetryAfter is when the caller may try again, 0 for no word of it.
	RetryAfter time.Duration
}

// Cause is why a request with a right token was refused before Answer was called.
type Cause string

// Causes.
const (
	TooLarge Cause = "too_large" // the body has more than MaxBody bytes: 413
	TooMany  Cause = "too_many"  // the endpoint has had more requests or bytes than it may: 429
	Busy     Cause = "busy"      // no place is free: 503
	Slow     Cause = "slow"      // the body did not come in time: 408
	Cut      Cause = "cut"       // the body ended before its length, or has no length: 400, 411
	BadForm  Cause = "form"      // the parameters cannot be read: 400
	Method   Cause = "method"    // the method is not allowed: 404
	Network  Cause = "network"   // AllowFrom does not have the caller: 404
)

// validate returns an error with what is wrong with an endpoint. The error has no token.
func (e *Endpoint) validate() error {
	wrong := func(text string) error { return fmt.Errorf("inbound: %s of source %q: %s", e.Name, e.Source, text) }
	var err error
	if e.Source == "" || e.Name == "" {
		err = errors.Join(err, wrong("an endpoint needs a source and a name"))
	}
	if n := len(e.Tokens); n < 1 || n > 2 {
		err = errors.Join(err, wrong(fmt.Sprintf("has %d tokens: give one, or two while one replaces the other", n)))
	}
	for i, token := range e.Tokens {
		if !ValidToken(token.Reveal()) {
			err = errors.Join(err, wrong(fmt.Sprintf("tokens[%d] is no token of 43 characters: make one with crmstream inbound token", i)))
		}
	}
	for i, network := range e.AllowFrom {
		if !network.IsValid() || network.Addr().Is4In6() {
			err = errors.Join(err, wrong(fmt.Sprintf("allow_from[%d] is no network of IPv4 or IPv6", i)))
		}
	}
	if e.MaxBody < 1 || e.MaxBody > burstBytes {
		err = errors.Join(err, wrong(fmt.Sprintf("MaxBody of %d bytes must be from 1 to %d", e.MaxBody, int64(burstBytes))))
	}
	if e.AllowGET && !e.Form {
		err = errors.Join(err, wrong("GET has no body, so it is for forms only"))
	}
	if e.Answer == nil {
		err = errors.Join(err, wrong("has no Answer"))
	}
	return err
}

// takes reports whether the endpoint answers requests with a method.
func (e *Endpoint) takes(method string) bool {
	return method == http.MethodPost || method == http.MethodGet && e.AllowGET || e.probes(method)
}

// probes reports whether requests with a method only ask whether the address is right.
func (e *Endpoint) probes(method string) bool {
	return e.Probe && (method == http.MethodHead || method == http.MethodGet && !e.AllowGET)
}

// allows reports whether an address may call the endpoint.
func (e *Endpoint) allows(from netip.Addr) bool {
	return len(e.AllowFrom) == 0 || slices.ContainsFunc(e.AllowFrom, func(n netip.Prefix) bool { return n.Contains(from) })
}

// endpoint is an endpoint with its standing.
type endpoint struct {
	Endpoint
	*standing
}

// standing is what outlives an endpoint's replacement by Set.
type standing struct {
	requests, bytes *rate.Limiter
	// logged has a brake on the log for each cause.
	logged map[Cause]*rate.Sometimes
}

func newStanding() *standing {
	s := &standing{
		requests: rate.NewLimiter(requestRate, burstRequests), bytes: rate.NewLimiter(byteRate, burstBytes), logged: map[Cause]*rate.Sometimes{},
	}
	for _, cause := range []Cause{TooLarge, TooMany, Busy, Slow, Cut, BadForm, Method, Network} {
		s.logged[cause] = newBrake()
	}
	return s
}

// wait returns the time until the endpoint may have another request, 0 if it is now, and counts the request then. Bytes are counted
// when they have come, so their number may go below 0.
func (s *standing) wait(now time.Time) time.Duration {
	if left := s.bytes.TokensAt(now); left <= 0 {
		return time.Duration((1 - left) / byteRate * float64(time.Second))
	}
	turn := s.requests.ReserveN(now, 1)
	wait := turn.DelayFrom(now)
	if wait > 0 {
		turn.CancelAt(now)
	}
	return wait
}

// table has the endpoints by the digests of their tokens. It is immutable.
type table map[[sha256.Size]byte]*endpoint

// find returns the endpoint of a path, nil if there is none.
func (t table) find(path string) *endpoint {
	token, ours := strings.CutPrefix(path, "/in/")
	e := t[sha256.Sum256([]byte(token))]
	if !ours {
		return nil
	}
	return e
}
