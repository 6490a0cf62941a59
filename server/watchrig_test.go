package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/changelog"
	"github.com/crmstream/crmstream/server/inbound"
	"github.com/crmstream/crmstream/server/inbox"
	"github.com/crmstream/crmstream/server/scan"
)

// caller is a connector with an upstream that asks for events, text messages and calls.
type caller struct{ fake }

func (c *caller) driver() connectors.Driver {
	return connectors.Driver{Name: "caller", New: func(connectors.Account, connectors.Settings) (connectors.Client, error) { return c, nil }}
}

// Inbound returns endpoints that read "id=text" as an event, and take forms with the parameters to, text, hash and id.
func (*caller) Inbound() connectors.Inbound {
	value := func(params []connectors.Parameter, name string) string {
		for _, p := range params {
			if p.Name == name {
				return p.Value
			}
		}
		return ""
	}
	return connectors.Inbound{
		Webhook: &connectors.Webhook{
			Op: "push", Answer: "ok",
			Read: func(body []byte, _ *connectors.Catalogue) (*crmstreamv1.PushedEvent, error) {
				if string(body) == "panic" {
					panic("a connector's fault")
				}
				id, text, ok := strings.Cut(string(body), "=")
				if !ok {
					return nil, &connectors.Error{Kind: connectors.KindMalformedResponse, Err: errors.New("no equals sign")}
				}
				return &crmstreamv1.PushedEvent{ObjectId: id, EventText: valid(text)}, nil
			},
		},
		SMS: &connectors.SMSGateway{
			SendOp: "send", StatusOp: "status",
			Read: func(params []connectors.Parameter) (connectors.SMSRequest, error) {
				if value(params, "hash") == "" {
					return connectors.SMSRequest{}, &connectors.RefusedError{Reason: "hash", Text: "the hash is missing"}
				}
				asked, _ := strconv.ParseUint(value(params, "id"), 10, 64)
				return connectors.SMSRequest{Asked: asked, Destination: value(params, "to"), Text: value(params, "text"), Hash: value(params, "hash")}, nil
			},
			Answer: func(a connectors.SMSAnswer) []byte {
				return fmt.Appendf(nil, "%d %s %d %d", a.Taken, a.Refused, a.Status, a.Parts)
			},
		},
		Calls: &connectors.CallDesk{
			Op: "call",
			Read: func(params []connectors.Parameter) (*crmstreamv1.CallRequest, error) {
				if value(params, "to") == "" {
					return nil, &connectors.RefusedError{Reason: "phone", Text: "no number"}
				}
				return &crmstreamv1.CallRequest{PhoneTo: value(params, "to")}, nil
			},
			Answer: func(taken bool) []byte { return strconv.AppendBool(nil, taken) },
		},
	}
}

// store is a store in memory that outlives its users, and whose logs refuse entries while it is full.
type store struct {
	*changelog.Memory
	full atomic.Bool
	// bytes is the size of its logs, of which each server with them has two.
	bytes int64
}

func newStore(t *testing.T) *store {
	t.Helper()
	memory, err := changelog.OpenMemory(changelog.Settings{MaxBytes: 64 << 20})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, memory.Close()) })
	return &store{Memory: memory, bytes: 16 << 20}
}

func (s *store) Close() error { return nil }

func (s *store) Log(name string) (changelog.Log, error) {
	log, err := s.Memory.Log(name)
	return &fullLog{log, s}, err
}

type fullLog struct {
	changelog.Log
	store *store
}

func (l *fullLog) Append(ctx context.Context, e changelog.Entry) (changelog.Stored, error) {
	if l.store.full.Load() {
		return changelog.Stored{}, &changelog.UnavailableError{Log: "x", Err: errors.New("/var/lib/secret-path: no space left on device")}
	}
	return l.Log.Append(ctx, e)
}

// watchRig is a server with a receiver.
type watchRig struct {
	t      *testing.T
	server *Server
	conn   *grpc.ClientConn
	url    string
	client *http.Client
	config SourceConfig
	events crmstreamv1.EventsServiceClient
	sms    crmstreamv1.SmsServiceClient
	calls  crmstreamv1.CallsServiceClient
}

// The tokens of the endpoints.
var rigTokens = map[string]string{
	connectors.WebhookEndpoint: strings.Repeat("A", 43), connectors.SMSEndpoint: strings.Repeat("B", 42) + "A", connectors.CallsEndpoint: strings.Repeat("C", 42) + "A",
}

func newWatchRig(t *testing.T, logs *store, dir string) *watchRig {
	t.Helper()
	tokens, err := scan.NewTokens(connectors.NewSecret(strings.Repeat("\a", scan.KeySize)))
	require.NoError(t, err)
	registry := prometheus.NewRegistry()
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
	receiver, err := inbound.New(inbound.Options{Log: quiet, Metrics: registry})
	require.NoError(t, err)
	kept := inbox.DefaultSettings()
	kept.Bytes = logs.bytes
	s, err := New(Options{
		Tokens: tokens, Log: quiet, Metrics: registry,
		Inbound: &InboundOptions{Receiver: receiver, Store: logs, Settings: kept, Seen: filepath.Join(dir, "seen.json")},
	})
	require.NoError(t, err)
	r := &watchRig{t: t, server: s, client: &http.Client{Transport: &http.Transport{}}}
	r.config = SourceConfig{
		Name: "main", Driver: (&caller{}).driver(), Settings: fakeSettings{}, TimeZone: time.UTC, Identity: "one",
		Inbound: map[string]EndpointConfig{},
	}
	for name, token := range rigTokens {
		r.config.Inbound[name] = EndpointConfig{Tokens: []connectors.Secret{connectors.NewSecret(token)}}
	}
	require.NoError(t, s.AddSource(r.config))
	web := httptest.NewServer(receiver)
	r.url = web.URL
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	served := make(chan error, 1)
	go func() { served <- s.Serve(listener) }()
	r.conn, err = grpc.NewClient(listener.Addr().String(), grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithStaticStreamWindowSize(64<<10), grpc.WithStaticConnWindowSize(16<<20)) // a client that stalls holds no more
	require.NoError(t, err)
	r.events, r.sms, r.calls = crmstreamv1.NewEventsServiceClient(r.conn), crmstreamv1.NewSmsServiceClient(r.conn), crmstreamv1.NewCallsServiceClient(r.conn)
	t.Cleanup(func() {
		r.client.CloseIdleConnections()
		web.Close()
		require.NoError(t, r.conn.Close())
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		s.Stop(ctx)
		require.NoError(t, <-served)
	})
	return r
}

// push sends an event and returns the status of the answer.
func (r *watchRig) push(body string, header ...string) int {
	r.t.Helper()
	req, err := http.NewRequestWithContext(r.t.Context(), http.MethodPost, r.url+"/in/"+rigTokens[connectors.WebhookEndpoint], strings.NewReader(body))
	require.NoError(r.t, err)
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := r.client.Do(req)
	require.NoError(r.t, err)
	_, err = io.Copy(io.Discard, resp.Body)
	require.NoError(r.t, err)
	require.NoError(r.t, resp.Body.Close())
	return resp.StatusCode
}

// form sends a form to an endpoint and returns the body of the answer.
func (r *watchRig) form(endpoint string, pairs ...string) string {
	r.t.Helper()
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	resp, err := r.client.PostForm(r.url+"/in/"+rigTokens[endpoint], form)
	require.NoError(r.t, err)
	body, err := io.ReadAll(resp.Body)
	require.NoError(r.t, err)
	require.NoError(r.t, resp.Body.Close())
	return string(body)
}

// seenEvents is what a watch of events has brought.
type seenEvents struct {
	ids    []string
	events []*crmstreamv1.PushedEvent
	gaps   []*crmstreamv1.Gap
	token  string
	end    crmstreamv1.EndReason
	tokens []string // after each message
	counts []int    // events until each message
}

// watch reads a watch of events to its end.
func (r *watchRig) watch(req *crmstreamv1.WatchEventsRequest) (seen seenEvents, err error) {
	r.t.Helper()
	req.Source = "main"
	stream, err := r.events.WatchEvents(r.t.Context(), req)
	require.NoError(r.t, err)
	for {
		m, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return seen, nil
		}
		if err != nil {
			return seen, err
		}
		for _, e := range m.GetEvents() {
			seen.ids = append(seen.ids, e.GetObjectId())
		}
		seen.events, seen.gaps = append(seen.events, m.GetEvents()...), append(seen.gaps, m.GetGaps()...)
		require.NotEmpty(r.t, m.GetResumeToken())
		require.NotNil(r.t, m.GetCompleteUntil())
		seen.token, seen.end = m.GetResumeToken(), m.GetEnd()
		seen.tokens, seen.counts = append(seen.tokens, seen.token), append(seen.counts, len(seen.ids))
	}
}
