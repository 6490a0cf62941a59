package server

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/netip"
	"slices"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server/changelog"
	"github.com/crmstream/crmstream/server/inbound"
	"github.com/crmstream/crmstream/server/inbox"
)

// EndpointConfig is one endpoint of a source, by which the upstream asks for something.
type EndpointConfig struct {
	// Tokens are the secrets of the address, one, or two while one replaces the other.
	Tokens []connectors.Secret
	// AllowFrom are the networks of callers. Empty allows all.
	AllowFrom []netip.Prefix
	// AllowGET and Probe are those of inbound.Endpoint.
	AllowGET, Probe bool
}

// same reports whether two configurations are the same endpoint.
func (c EndpointConfig) same(other EndpointConfig) bool {
	return slices.Equal(c.Tokens, other.Tokens) && slices.Equal(c.AllowFrom, other.AllowFrom) &&
		c.AllowGET == other.AllowGET && c.Probe == other.Probe
}

// InboundOptions are what a server needs to receive what upstreams ask for.
type InboundOptions struct {
	// Receiver gets the endpoints of the sources. Its listener is not the server's.
	Receiver *inbound.Receiver
	// Store has the logs. Stop closes it.
	Store    changelog.Logs
	Settings inbox.Settings
	// Seen is the path of the file that remembers when the sources were served.
	Seen string
}

// The largest bodies of requests, in bytes.
const (
	maxEventBody = 1 << 20
	maxFormBody  = 64 << 10
)

// The types of answers.
const (
	typeJSON = "application/json"
	typeText = "text/plain; charset=utf-8"
)

// storeAgain is when an upstream may send an event again that could not be stored.
const storeAgain = 30 * time.Second

// openInbound opens what upstreams ask for, if the options say so.
func (s *Server) openInbound() (err error) {
	s.watchFeeds, s.reading = watchFeeds(), make(chan struct{}, largeAtOnce)
	if s.asked, err = newInboundMetrics(s, s.opts.Metrics); err != nil || s.opts.Inbound == nil {
		return err
	}
	o := s.opts.Inbound
	if s.inbox, err = inbox.Open(o.Store, o.Settings, o.Seen, s.opts.Log, s.prepareEvents); err != nil {
		return err
	}
	s.later.group.Go(func() { s.inbox.Run(s.stopping) })
	return nil
}

// stopInbound closes what upstreams ask for, after all calls have ended.
func (s *Server) stopInbound() {
	if s.inbox == nil {
		return
	}
	if err := s.inbox.Close(context.WithoutCancel(s.stopping)); err != nil {
		s.opts.Log.Error("the logs of what upstreams ask for were not closed well", "error", err.Error())
	}
}

// inboundOf returns what the upstream of a client asks for. It refuses an endpoint that the client does not have.
func inboundOf(client connectors.Client, cfg SourceConfig) (in connectors.Inbound, err error) {
	in = connectors.InboundOf(client)
	has := in.Endpoints()
	for endpoint := range cfg.Inbound {
		if _, ok := has[endpoint]; !ok {
			err = errors.Join(err, fmt.Errorf("inbound.%s: the connector %s has no such endpoint, or its settings lack the key of the endpoint", endpoint, cfg.Driver.Name))
		}
	}
	return in, err
}

// receive makes the boxes and endpoints those of a table of sources, of which some are to be served anew.
func (s *Server) receive(table sourceTable, fresh map[*source]*serving) error {
	var sources []inbox.Source
	var endpoints []inbound.Endpoint
	for _, name := range slices.Sorted(maps.Keys(table)) {
		by := fresh[table[name]]
		if by == nil {
			by = table[name].serving.Load()
		}
		cfg := by.config
		if len(cfg.Inbound) == 0 {
			continue
		}
		source := inbox.Source{Name: name, Identity: cfg.Identity}
		_, source.Events = cfg.Inbound[connectors.WebhookEndpoint]
		_, source.Texts = cfg.Inbound[connectors.SMSEndpoint]
		_, source.Calls = cfg.Inbound[connectors.CallsEndpoint]
		sources = append(sources, source)
		for _, endpoint := range slices.Sorted(maps.Keys(cfg.Inbound)) {
			endpoints = append(endpoints, s.endpoint(name, endpoint, cfg.Inbound[endpoint]))
		}
	}
	if s.inbox == nil {
		if len(sources) > 0 {
			return errors.New("inbound: this server receives nothing: it has no listener or no state directory")
		}
		return nil
	}
	if err := s.inbox.Set(context.WithoutCancel(s.stopping), sources); err != nil {
		return err
	}
	return s.opts.Inbound.Receiver.Set(endpoints)
}

// endpoint returns an endpoint of a source for the receiver.
func (s *Server) endpoint(source, name string, cfg EndpointConfig) inbound.Endpoint {
	e := inbound.Endpoint{
		Source: source, Name: name, Tokens: cfg.Tokens, AllowFrom: cfg.AllowFrom, AllowGET: cfg.AllowGET, Probe: cfg.Probe,
		Form: name != connectors.WebhookEndpoint, MaxBody: maxFormBody,
		Refused: func(cause inbound.Cause) { s.refusedInbound(source, name, cause) },
	}
	if name == connectors.WebhookEndpoint {
		e.MaxBody = maxEventBody
	}
	answer := map[string]func(context.Context, *asking) inbound.Reply{
		connectors.WebhookEndpoint: s.answerEvent, connectors.SMSEndpoint: s.answerSMS, connectors.CallsEndpoint: s.answerCall,
	}[name]
	e.Answer = func(ctx context.Context, req inbound.Request) inbound.Reply {
		box, src := s.inbox.Box(source), (*s.sources.Load())[source]
		if box == nil || src == nil {
			return inbound.Reply{Status: http.StatusServiceUnavailable, RetryAfter: storeAgain} // just added or removed
		}
		return answer(ctx, &asking{source: source, endpoint: name, box: box, in: src.serving.Load().inbound, request: req})
	}
	return e
}

// asking is a request of an upstream.
type asking struct {
	source, endpoint string
	box              *inbox.Box
	in               connectors.Inbound
	request          inbound.Request
}

// refusedInbound notes a request that the receiver has refused.
func (s *Server) refusedInbound(source, endpoint string, cause inbound.Cause) {
	s.asked.refused(source, endpoint, string(cause))
	switch cause {
	case inbound.TooLarge, inbound.TooMany, inbound.Busy, inbound.Slow, inbound.Cut:
		if box := s.inbox.Box(source); box != nil {
			box.Refused(endpoint == connectors.SMSEndpoint)
		}
	}
}

// unstored notes that a request could not be stored, and why.
func (s *Server) unstored(a *asking, err error) {
	s.asked.refused(a.source, a.endpoint, "log")
	a.box.Refused(a.endpoint == connectors.SMSEndpoint)
	s.opts.Log.Error("a request of the upstream could not be stored, and was refused", "source", a.source, "endpoint", a.endpoint, "error", err.Error())
}

// answerEvent stores the body of an event, whatever it is.
func (s *Server) answerEvent(ctx context.Context, a *asking) inbound.Reply {
	repeated, err := a.box.AddEvent(ctx, a.request.Encoding, a.request.Body)
	if err != nil {
		s.unstored(a, err)
		if errors.Is(err, changelog.ErrTooLarge) {
			return inbound.Reply{Status: http.StatusRequestEntityTooLarge}
		}
		return inbound.Reply{Status: http.StatusServiceUnavailable, RetryAfter: storeAgain}
	}
	s.asked.received(a.source, a.endpoint)
	switch {
	case repeated:
		s.asked.repeated.WithLabelValues(a.source).Inc()
	case s.cannotRead(a.source, a.request.Encoding, a.request.Body):
		s.asked.unreadable.WithLabelValues(a.source).Inc()
		s.opts.Log.Warn("an event cannot be read: watches deliver its body as it is", "source", a.source, "bytes", len(a.request.Body))
	}
	return inbound.Reply{Type: typeText, Body: []byte(a.in.Webhook.Answer)}
}

// answerSMS stores a text message to be sent, or answers how far one has come.
func (s *Server) answerSMS(ctx context.Context, a *asking) inbound.Reply {
	gateway := a.in.SMS
	reply := func(answer connectors.SMSAnswer) inbound.Reply {
		if answer.Refused != "" {
			s.asked.refused(a.source, a.endpoint, answer.Refused)
		} else {
			s.asked.received(a.source, a.endpoint)
		}
		return inbound.Reply{Type: typeJSON, Body: gateway.Answer(answer)}
	}
	sms, err := gateway.Read(a.request.Params)
	var refused *connectors.RefusedError
	switch {
	case errors.As(err, &refused):
		s.opts.Log.Warn("a request to the gateway for text messages was refused", "source", a.source, "reason", refused.Reason, "error", refused.Text)
		return reply(connectors.SMSAnswer{Refused: refused.Reason})
	case err != nil:
		return reply(connectors.SMSAnswer{Refused: "parameter"})
	case sms.Asked > 0:
		status, parts := a.box.SMSStatus(sms.Asked)
		return reply(connectors.SMSAnswer{Status: status, Parts: parts})
	}
	if len(sms.Unknown) > 0 {
		s.opts.Log.Info("a text message has parameters that the connector does not know", "source", a.source, "parameters", sms.Unknown)
	}
	id, err := a.box.AddSMS(ctx, inbox.SMS{Sender: sms.Sender, Destination: sms.Destination, Text: sms.Text, Hash: sms.Hash})
	switch {
	case errors.Is(err, inbox.ErrHashReused):
		return reply(connectors.SMSAnswer{Refused: "hash"})
	case err != nil:
		s.unstored(a, err)
		return inbound.Reply{Type: typeJSON, Body: gateway.Answer(connectors.SMSAnswer{Refused: "unavailable"})}
	}
	return reply(connectors.SMSAnswer{Taken: id})
}

// answerCall stores a request to place a call, if a watch waits for such requests.
func (s *Server) answerCall(ctx context.Context, a *asking) inbound.Reply {
	desk := a.in.Calls
	call, err := desk.Read(a.request.Params)
	var refused *connectors.RefusedError
	if errors.As(err, &refused) {
		s.opts.Log.Warn("a request to place a call was refused", "source", a.source, "reason", refused.Reason, "error", refused.Text)
		s.asked.refused(a.source, a.endpoint, refused.Reason)
		return inbound.Reply{Type: typeJSON, Body: desk.Answer(false)}
	}
	taken := false
	if err == nil {
		taken, err = a.box.AddCall(ctx, call)
	}
	switch {
	case err != nil:
		s.unstored(a, err)
	case taken:
		s.asked.received(a.source, a.endpoint)
	default:
		s.asked.refused(a.source, a.endpoint, "no_watch")
	}
	return inbound.Reply{Type: typeJSON, Body: desk.Answer(taken)}
}
