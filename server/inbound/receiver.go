package inbound

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/time/rate"

	"github.com/crmstream/crmstream/server/access"
)

// What an endpoint may have: a number of requests and bytes in a second, and more at once, since an import pushes a request for each
// row.
const (
	requestRate   = 200
	burstRequests = 5000
	byteRate      = 16 << 20
	burstBytes    = 32 << 20
)

// maxRequests is the number of requests that are received and answered at a time.
const maxRequests = 64

// bodyTime is how long a body may take to come, and an answer to be taken. answerTime is how long Answer may take.
const (
	bodyTime   = 10 * time.Second
	answerTime = 30 * time.Second
)

// Options are what a Receiver needs.
type Options struct {
	// Proxies are the networks of trusted proxies.
	Proxies access.Proxies
	Log     *slog.Logger
	Metrics prometheus.Registerer
}

// Receiver receives the requests of upstreams. It is safe for concurrent use.
type Receiver struct {
	proxies  access.Proxies
	log      *slog.Logger
	metrics  *metrics
	places   chan struct{}
	bodyTime time.Duration
	// unknown is a brake on the log of requests that no endpoint has.
	unknown *rate.Sometimes

	table     atomic.Pointer[table]
	mu        sync.Mutex // for Set
	standings map[[2]string]*standing
}

// New returns a receiver without endpoints.
func New(o Options) (*Receiver, error) {
	m, err := newMetrics(o.Metrics)
	if err != nil {
		return nil, err
	}
	r := &Receiver{
		proxies: o.Proxies, log: o.Log, metrics: m, places: make(chan struct{}, maxRequests), bodyTime: bodyTime, unknown: newBrake(),
	}
	r.table.Store(&table{})
	return r, nil
}

// newBrake returns a brake that lets one line a minute into the log.
func newBrake() *rate.Sometimes { return &rate.Sometimes{Interval: time.Minute} }

// Set replaces the endpoints, unless one of them is wrong. Requests under way go on with the endpoint that they began with. An endpoint
// of the same source and name keeps what it has used of its limits.
func (r *Receiver) Set(endpoints []Endpoint) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	next, standings := table{}, map[[2]string]*standing{}
	var mistakes error
	for _, e := range endpoints {
		mistakes = errors.Join(mistakes, e.validate())
		name := [2]string{e.Source, e.Name}
		if standings[name] != nil {
			mistakes = errors.Join(mistakes, fmt.Errorf("inbound: %s of source %q: there are two", e.Name, e.Source))
		}
		standings[name] = cmp.Or(r.standings[name], newStanding())
		for _, token := range e.Tokens {
			digest := sha256.Sum256([]byte(token.Reveal()))
			if other := next[digest]; other != nil {
				mistakes = errors.Join(mistakes, fmt.Errorf(
					"inbound: %s of source %q has a token of %s of source %q: each token is for one endpoint", e.Name, e.Source, other.Name, other.Source))
			}
			next[digest] = &endpoint{e, standings[name]}
		}
	}
	if mistakes != nil {
		return mistakes
	}
	r.standings = standings
	r.table.Store(&next)
	return nil
}

// ServeHTTP serves /in/{token} and nothing else.
func (r *Receiver) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	x := newExchange(w, req, r.bodyTime)
	from, _ := netip.ParseAddr(r.proxies.Client(req.RemoteAddr, req.Header["X-Forwarded-For"]))
	e := r.table.Load().find(req.URL.EscapedPath())
	if e == nil {
		x.refuse(refusal{status: http.StatusNotFound}, func() { r.countUnknown(from) })
		return
	}
	reply, refused := r.receive(x, e, from)
	if refused != nil {
		x.refuse(*refused, func() { r.countRefused(e, refused.cause, from) })
		return
	}
	x.answer(reply)
}

// receive admits a request, reads its body and has it answered.
func (r *Receiver) receive(x *exchange, e *endpoint, from netip.Addr) (Reply, *refusal) {
	if refused := admit(e, x.req, from); refused != nil {
		return Reply{}, refused
	}
	if e.probes(x.req.Method) {
		r.metrics.count(e, "probe")
		return Reply{}, nil
	}
	select {
	case r.places <- struct{}{}:
		defer func() { <-r.places }()
	default:
		return Reply{}, &refusal{Busy, http.StatusServiceUnavailable, time.Second}
	}
	request, refused := x.read(e, from)
	if refused != nil {
		return Reply{}, refused
	}
	began := time.Now()
	reply, outcome := r.ask(x.req.Context(), e, request)
	r.metrics.answered(e, outcome, time.Since(began))
	return reply, nil
}

// admit returns why a request is refused by its headers, nil if it is not.
func admit(e *endpoint, req *http.Request, from netip.Addr) *refusal {
	takes, allows := e.takes(req.Method), e.allows(from)
	switch {
	case !takes:
		return &refusal{cause: Method, status: http.StatusNotFound}
	case !allows:
		return &refusal{cause: Network, status: http.StatusNotFound}
	}
	if wait := e.wait(time.Now()); wait > 0 {
		return &refusal{TooMany, http.StatusTooManyRequests, wait}
	}
	switch {
	case req.ContentLength > e.MaxBody:
		return &refusal{cause: TooLarge, status: http.StatusRequestEntityTooLarge}
	case req.Method == http.MethodPost && lengthless(req):
		return &refusal{cause: Cut, status: http.StatusLengthRequired}
	}
	return nil
}

// ask calls Answer. A panic of Answer is a 500.
func (r *Receiver) ask(ctx context.Context, e *endpoint, request Request) (reply Reply, outcome string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), answerTime)
	defer cancel()
	defer func() {
		v := recover()
		if v == nil {
			return
		}
		what := fmt.Sprintf("%T", v) // the value may have a part of the body
		if err, ok := v.(runtime.Error); ok {
			what = err.Error()
		}
		r.log.Error("answering a request failed", "source", e.Source, "endpoint", e.Name, "panic", what, "stack", string(debug.Stack()))
		reply, outcome = Reply{Status: http.StatusInternalServerError}, "panic"
	}()
	reply = e.Answer(ctx, request)
	if reply.Status >= http.StatusBadRequest {
		return reply, "failed"
	}
	return reply, "ok"
}

// countUnknown counts and logs a request that no endpoint has. Its path is not logged: the token may be one that was mistyped.
func (r *Receiver) countUnknown(from netip.Addr) {
	r.metrics.unknown()
	r.unknown.Do(func() {
		r.log.Warn("a request for an unknown path was refused; those of the next minute are only counted", "from", from.String())
	})
}

// countRefused counts and logs a request that was refused.
func (r *Receiver) countRefused(e *endpoint, cause Cause, from netip.Addr) {
	r.metrics.count(e, string(cause))
	e.logged[cause].Do(func() {
		r.log.Warn("a request was refused; those of the next minute are only counted",
			"source", e.Source, "endpoint", e.Name, "cause", string(cause), "from", from.String())
	})
	if e.Refused != nil {
		e.Refused(cause)
	}
}

// Strangers are the requests and connections of no endpoint, since the start.
type Strangers struct {
	// Unknown are the requests for paths that no endpoint has.
	Unknown int64
	// Handshakes are the TLS connections that failed.
	Handshakes int64
}

// Strangers returns the number of requests and connections of no endpoint.
func (r *Receiver) Strangers() Strangers {
	return Strangers{Unknown: r.metrics.strangers.Load(), Handshakes: r.metrics.handshakes.Load()}
}
