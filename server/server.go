package server

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"buf.build/go/protovalidate"
	"github.com/prometheus/client_golang/prometheus"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/reflection"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/redact"
	"github.com/crmstream/crmstream/server/access"
	"github.com/crmstream/crmstream/server/audit"
	"github.com/crmstream/crmstream/server/catalogue"
	"github.com/crmstream/crmstream/server/inbox"
	"github.com/crmstream/crmstream/server/inproc"
	"github.com/crmstream/crmstream/server/memory"
	"github.com/crmstream/crmstream/server/pagecache"
	"github.com/crmstream/crmstream/server/scan"
	"github.com/crmstream/crmstream/server/spending"
	"github.com/crmstream/crmstream/server/spool"
	"github.com/crmstream/crmstream/server/writes"
)

// Options are the options of a server; it gets its sources later.
type Options struct {
	// Tokens seals the positions of clients into resume tokens.
	Tokens *scan.Tokens
	// Log gets a line for each call and for each upstream request.
	Log *slog.Logger
	// Kept is the store of kept lists. Stop closes it. nil stands for a store in memory.
	Kept *catalogue.Store
	// PageMemory is the number of bytes that the pages of all calls may take; 0 stands for DefaultPageMemory.
	PageMemory int
	// PageCache is how many of these bytes may be pages that are kept for other readers; 0 stands for half of them.
	PageCache int
	// Redactor hides the secrets of the process in answers and logs. The server adds the secrets of the sources to it. nil
	// stands for a new one.
	Redactor *redact.Redactor
	// Access decides who may make which call; nil permits every call.
	Access *access.Registry
	// Proxies are the trusted proxies: the server believes their headers about the client for which they forward a call.
	Proxies access.Proxies
	// TLS secures the connections from outside; nil stands for plain text.
	TLS credentials.TransportCredentials
	// Audit gets a line for each refused call, and for lists of many records; nil stands for no audit log.
	Audit *audit.Log
	// Spending keeps what callers spend; nil keeps it in memory.
	Spending *spending.Books
	// Ledger has the writes that were sent; nil refuses all writes.
	Ledger writes.Ledger
	// Uploads keeps the files of uploads while they come; nil refuses all uploads.
	Uploads *spool.Spool
	// Vault is where clients keep secrets that replace configured ones; nil has them keep nothing.
	Vault *connectors.Vault
	// Inbound receives what upstreams ask for; nil receives nothing.
	Inbound *InboundOptions
	// Writes are the times of writes.
	Writes WriteSettings
	// Metrics is where the server registers its metrics.
	Metrics prometheus.Registerer
}

// DefaultPageMemory is the number of bytes that pages may take if the options do not state one.
const DefaultPageMemory = 64 << 20

// Server serves the API over gRPC.
type Server struct {
	opts      Options
	grpc      *grpc.Server
	local     *inproc.Conn
	health    *health.Server
	validate  protovalidate.Validator
	metrics   *metrics
	sources   atomic.Pointer[sourceTable]
	shown     shown
	changing  sync.Mutex // held while the sources change
	kept      *catalogue.Store
	memory    *memory.Budget
	pages     *pagecache.Cache
	admission admission
	failures  access.Failures
	entrance  map[string]entrance

	// lists, gets and batchGets are the methods that read records, by resource.
	lists, gets, batchGets map[string]*api.Method
	// writes are the methods that write records, by resource and kind, and methods all methods by their names in the ledger.
	writes  map[string]map[api.Kind]*api.Method
	methods map[string]*api.Method
	// uploads is the method that stores files.
	uploads *api.Method
	// gate sends writes, nil if there is no ledger. later proves writes after their calls.
	gate  *writes.Gate
	later later
	wrote *writeMetrics
	// inbox has what upstreams ask for, nil if the server receives nothing. watchFeeds are the kinds of watches, by resource.
	inbox      *inbox.Inbox
	watchFeeds map[string]*watchFeed
	// reading has a place for each large event that is being read.
	reading chan struct{}
	watches map[string]*api.Method // by resource
	asked   *inboundMetrics

	draining atomic.Bool
	stopping context.Context
	stop     context.CancelCauseFunc
}

// connectionTime is how long a client may take from connecting to its first frame. A client of the HTTP server has as long for
// its headers.
const connectionTime = 10 * time.Second

// errStopping is the cause with which a graceful stop ends streams.
var errStopping = errors.New("the server is stopping: resume with the token, here later or on another server")

// errDraining is the error of Ready while the server drains.
var errDraining = errors.New("the server drains: send calls to another one")

// New returns a server without sources.
func New(opts Options) (*Server, error) {
	if opts.Redactor == nil {
		opts.Redactor = redact.New()
	}
	validate, err := protovalidate.New()
	if err != nil {
		return nil, err
	}
	m, err := newMetrics(opts.Metrics)
	if err != nil {
		return nil, err
	}
	s := &Server{
		opts: opts, validate: validate, metrics: m, health: health.NewServer(),
		lists: map[string]*api.Method{}, gets: map[string]*api.Method{}, batchGets: map[string]*api.Method{},
		writes: map[string]map[api.Kind]*api.Method{}, watches: map[string]*api.Method{},
	}
	s.sources.Store(&sourceTable{})
	s.wrote = newWriteMetrics(s)
	if err := errors.Join(opts.Metrics.Register(newBudgetMetrics(s)), opts.Metrics.Register(s.wrote), s.openMemory()); err != nil {
		return nil, err
	}
	s.openStores()
	s.stopping, s.stop = context.WithCancelCause(context.Background())
	s.openWrites()
	if err = s.openInbound(); err != nil {
		return nil, err
	}
	secured := opts.TLS
	if secured == nil {
		secured = insecure.NewCredentials()
	}
	s.grpc = grpc.NewServer(
		grpc.Creds(secured),
		grpc.ForceServerCodecV2(newCodec()),
		grpc.UnaryInterceptor(s.unaryEdge),
		grpc.StreamInterceptor(s.streamEdge),
		grpc.KeepaliveParams(keepalive.ServerParameters{Time: 30 * time.Second, Timeout: 10 * time.Second}),
		grpc.KeepaliveEnforcementPolicy(keepalive.EnforcementPolicy{MinTime: 15 * time.Second, PermitWithoutStream: true}),
		grpc.ConnectionTimeout(connectionTime),
		grpc.MaxRecvMsgSize(4<<20),
		grpc.MaxHeaderListSize(maxMetadata),
		grpc.MaxConcurrentStreams(maxCalls),
		grpc.InTapHandle(s.admission.admit),
		grpc.StatsHandler(&s.admission),
		grpc.WaitForHandlers(true),
	)
	if err := s.register(); err != nil {
		return nil, err
	}
	healthv1.RegisterHealthServer(s.grpc, s.health)
	reflection.Register(s.grpc)
	if s.entrance, err = s.entrances(); err != nil {
		return nil, err
	}
	for name := range s.grpc.GetServiceInfo() {
		s.health.SetServingStatus(name, healthv1.HealthCheckResponse_SERVING)
	}
	return s, nil
}

// openMemory makes the bound on the memory of pages, and the pages that readers share within it.
func (s *Server) openMemory() error {
	limit := cmp.Or(s.opts.PageMemory, DefaultPageMemory)
	s.memory, s.pages = memory.New(int64(limit)), pagecache.New(cmp.Or(s.opts.PageCache, limit/2))
	s.memory.Yields(s.pages.Yield)
	return registerMemory(s.opts.Metrics, s.memory)
}

// openStores opens the stores that the options lack, and charges the server's own reads to the server.
func (s *Server) openStores() {
	if s.kept = s.opts.Kept; s.kept == nil {
		s.kept = catalogue.Open("", s.opts.Log)
	}
	s.kept.Meter = s.ownMeter
	if s.opts.Spending == nil {
		s.opts.Spending = spending.Open("", s.opts.Log)
	}
}

// openWrites begins to settle writes of unknown outcome, if there is a ledger.
func (s *Server) openWrites() {
	s.later.ctx = s.stopping
	if s.opts.Ledger != nil {
		s.gate = writes.NewGate(s.opts.Ledger, s.verify, s.opts.Writes.Gate)
		s.later.group.Go(func() { s.gate.Run(s.stopping) })
	}
}

// stopWrites returns when the writes under way have ended, or their time has.
func (s *Server) stopWrites() {
	if s.gate == nil {
		return
	}
	if err := s.gate.Close(); err != nil {
		s.opts.Log.Warn("writes were cut", "error", err.Error())
	}
	s.later.group.Wait()
}

// Serve serves the connections of a listener until Stop. It may run for several listeners at once.
func (s *Server) Serve(listener net.Listener) error { return s.grpc.Serve(listener) }

// Local returns a connection for callers in this process. They are served in the same way as callers outside. The connection
// ends with Stop.
func (s *Server) Local() grpc.ClientConnInterface { return s.local }

// Memory returns the bound on the memory of the pages of all calls. Other holders of pages, such as the gateway, take their
// memory from it too.
func (s *Server) Memory() *memory.Budget { return s.memory }

// Ready returns nil while the server should get calls. It asks no upstream.
func (s *Server) Ready() error {
	if s.draining.Load() && s.stopping.Err() == nil {
		return errDraining
	}
	return context.Cause(s.stopping)
}

// Drain makes Ready and the health service report that the server should get no calls. The server still serves new calls, and
// calls under way go on.
func (s *Server) Drain() {
	s.draining.Store(true)
	s.health.Shutdown()
}

// Stop ends streams with a resume token. It waits until all calls have ended or the context has ended, then cuts the remaining
// calls.
func (s *Server) Stop(ctx context.Context) {
	s.health.Shutdown()
	s.stop(errStopping)
	defer s.kept.Close()
	done := make(chan struct{})
	go func() {
		defer close(done)
		var local sync.WaitGroup
		local.Go(func() { s.local.Stop(ctx) })
		local.Go(s.stopWrites)
		s.grpc.GracefulStop()
		local.Wait()
		s.stopInbound()
	}()
	select {
	case <-done:
	case <-ctx.Done():
		s.grpc.Stop()
		<-done
	}
}
