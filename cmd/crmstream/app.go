package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/redact"
	"github.com/crmstream/crmstream/server"
	"github.com/crmstream/crmstream/server/access"
	"github.com/crmstream/crmstream/server/audit"
	"github.com/crmstream/crmstream/server/catalogue"
	"github.com/crmstream/crmstream/server/changelog"
	"github.com/crmstream/crmstream/server/gateway"
	"github.com/crmstream/crmstream/server/scan"
	"github.com/crmstream/crmstream/server/spending"
	"github.com/crmstream/crmstream/server/spool"
	"github.com/crmstream/crmstream/server/writes"
)

// stopTime is how long a graceful stop waits for readers to take what was sent to them, and the resume token after it. A reader
// that has not taken all by then is cut, and resumes from the last message that it has.
const stopTime = 800 * time.Millisecond

// app is the running product: the gRPC server, the JSON gateway, which is its client, and all resources that they hold open.
type app struct {
	log     *slog.Logger
	state   *os.File // locked, so that the state directory belongs to this process
	server  *server.Server
	tokens  *scan.Tokens
	vault   *connectors.Vault
	budgets *budgets // nil until they are open
	// running is the setup that is served, accountKey the key of accountOf, and sites the hosts and origins that are served.
	running    atomic.Pointer[setup]
	accountKey connectors.Secret
	sites      atomic.Pointer[gateway.Sites]
	// spending is closed after all that spends.
	spending *spending.Books
	// ledger has the writes that were sent. It is closed after the server has stopped. uploads has the files of uploads.
	ledger  *writes.File
	uploads *spool.Spool
	// receiver receives what upstreams ask for, and logs keeps it; nil for none.
	receiver    *http.Server
	receiverTLS *certificates // nil for plain text
	logs        changelog.Logs

	gatewayStop context.CancelFunc
	http        *http.Server
	metrics     *http.Server // of listen.metrics alone
	admin       *http.Server
	tls         *certificates // nil for plain text
	guarded     bool          // only callers are served
	callers     *access.Registry
	reload      *reloader
	audit       *audit.Log // nil for none

	grpcListener, httpListener net.Listener
	metricsListener            net.Listener // nil for none
	adminListener              net.Listener // nil for none
	receiverListener           net.Listener // nil for none
}

// newApp makes the parts of a setup and connects them. It asks no upstream. Close the app in the end, whether it ran or not.
func newApp(s setup, log *slog.Logger) (_ *app, err error) {
	a := &app{log: log, tls: s.tls, guarded: s.callers != nil}
	defer func() {
		if err != nil {
			a.close()
		}
	}()
	if a.state, err = lockState(s.stateDir); err != nil {
		return nil, fmt.Errorf("state directory: %w", err)
	}
	if s.redactor == nil {
		s.redactor = redact.New()
	}
	a.running.Store(&s)
	if err := a.openTokens(s); err != nil {
		return nil, err
	}
	metrics := prometheus.NewRegistry()
	metrics.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	a.openCallers(s, metrics)
	registry := a.callers
	if a.audit, err = openAudit(s, a.accountKey, log, metrics); err != nil {
		return nil, err
	}
	if a.reload, err = newReloader(s, registry, log, metrics); err != nil {
		return nil, err
	}
	a.spending = spending.Open(filepath.Join(s.stateDir, spendingFolder), log)
	if err = a.openWrites(s); err != nil {
		return nil, err
	}
	a.reload.apply, a.reload.audit = a.apply, a.audit
	received, err := a.openInbound(s, metrics)
	if err != nil {
		return nil, err
	}
	kept := catalogue.Open(filepath.Join(s.stateDir, catalogueFolder), log)
	if a.server, err = server.New(server.Options{
		Tokens: a.tokens, Log: log, Kept: kept, PageMemory: s.pageMemory, Metrics: metrics, Redactor: s.redactor,
		Access: registry, TLS: s.tls.grpc(), Proxies: s.proxies, Audit: a.audit, Spending: a.spending,
		Ledger: a.ledger, Vault: a.vault, Writes: s.writes, Uploads: a.uploads, Inbound: received,
	}); err != nil {
		return nil, err
	}
	if a.budgets, err = openBudgets(s, filepath.Join(s.stateDir, budgetFolder)); err != nil {
		return nil, err
	}
	if registry != nil {
		a.reload.applied = a.budgets.shareOut
		a.budgets.shareOut(registry.Table())
	}
	if _, err := a.server.SetSources(a.sourceConfigs(s)); err != nil {
		return nil, err
	}
	return a, a.addGateway(s, registry, metrics)
}

// addGateway adds the JSON API, the admin server and the metrics server.
func (a *app) addGateway(s setup, registry *access.Registry, metrics *prometheus.Registry) error {
	var ctx context.Context
	ctx, a.gatewayStop = context.WithCancel(context.Background())
	measured := promhttp.HandlerFor(metrics, promhttp.HandlerOpts{})
	metricsPage := measured
	if s.callers != nil {
		metricsPage = nil // metrics name all sources and callers: listen.metrics serves them
	}
	a.sites.Store(&gateway.Sites{Hosts: s.hosts, Origins: s.origins})
	handler, err := gateway.New(ctx, a.server.Local(), gateway.Options{
		Sites:   func() gateway.Sites { return *a.sites.Load() },
		Callers: s.callers != nil,
		Proxies: s.proxies,
		Ready:   a.server.Ready,
		Version: version(),
		Memory:  a.server.Memory(),
		Metrics: metricsPage,
		MaxFile: a.uploads.Settings().File, MaxFiles: a.uploads.Settings().Call,
	})
	if err != nil {
		return err
	}
	a.http = newHTTPServer(handler, a.log)
	a.admin = newAdmin(a, s, registry, measured)
	a.metrics = a.newMetricsServer(measured, registry, s.listen.Metrics)
	return nil
}

// newHTTPServer returns a server for HTTP/1 and HTTP/2, with and without TLS. It has no write timeout, since streams last for
// hours.
func newHTTPServer(handler http.Handler, log *slog.Logger) *http.Server {
	protocols := &http.Protocols{}
	protocols.SetHTTP1(true)
	protocols.SetHTTP2(true)
	protocols.SetUnencryptedHTTP2(true)
	return &http.Server{
		Handler:           handler,
		Protocols:         protocols,
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
}

// listen binds the addresses.
func (a *app) listen(addresses listenConfig) (err error) {
	if a.grpcListener, err = listenTo(addresses.GRPC); err != nil {
		return err
	}
	if a.httpListener, err = listenTo(addresses.HTTP); err != nil {
		return err
	}
	if a.receiver != nil {
		if a.receiverListener, err = listenTo(a.running.Load().inbound.Listen); err != nil {
			return err
		}
	}
	if a.adminListener, err = listenAdmin(addresses.Admin, filepath.Dir(a.state.Name()), a.log); err != nil || addresses.Metrics == "" {
		return err
	}
	a.metricsListener, err = listenTo(addresses.Metrics)
	return err
}

// run serves until the context ends or a server fails. Then it stops gracefully: streams end with a resume token. run calls
// ready when the server takes calls; an error of ready stops the server too.
func (a *app) run(ctx context.Context, ready func(*app) error) error {
	failed := make(chan error, 5)
	go func() { failed <- a.server.Serve(a.grpcListener) }()
	go func() { failed <- a.http.Serve(a.tls.secure(a.httpListener)) }()
	if a.metricsListener != nil {
		go func() { failed <- a.serveMetrics() }()
	}
	if a.receiverListener != nil {
		a.log.Info("receiving what upstreams ask for", "at", receiverURL(a.receiverListener, a.receiver.TLSConfig != nil))
		go func() { failed <- a.receive() }()
	}
	if a.adminListener != nil {
		go func() { failed <- a.admin.Serve(a.adminListener) }()
	}
	looking, stopLooking := context.WithCancel(context.WithoutCancel(ctx))
	var looks sync.WaitGroup
	defer looks.Wait()
	defer stopLooking()
	looks.Go(func() { a.reload.run(looking) })
	looks.Go(func() { warnOfExpiry(looking, a.callers, a.log) })
	err := ready(a)
	if err == nil {
		select {
		case <-ctx.Done():
			err = a.drain(failed)
			a.log.Info("stopping", "at_most", stopTime.Seconds())
		case err = <-failed:
		}
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer cancel()
	if a.receiver != nil {
		if cut := a.receiver.Shutdown(stopping); cut != nil {
			a.log.Warn("requests of upstreams took too long and were cut", "error", cut.Error())
		}
	}
	a.server.Stop(stopping) // ends all calls, those of the gateway too
	if cut := a.http.Shutdown(stopping); cut != nil {
		a.log.Warn("clients took too long to finish and were cut", "error", cut.Error())
	}
	return err
}

// web returns the address of the JSON API.
func (a *app) web() string {
	scheme := "http://"
	if a.tls != nil {
		scheme = "https://"
	}
	return scheme + a.httpListener.Addr().String()
}

// close releases all resources, after run or without run.
func (a *app) close() {
	if a.server != nil {
		a.server.Stop(canceled())
	}
	a.closeInbound()
	for _, l := range []net.Listener{a.grpcListener, a.httpListener, a.metricsListener, a.adminListener} {
		if l != nil {
			_ = l.Close() // already closed, if the server ran
		}
	}
	for _, served := range []*http.Server{a.http, a.metrics, a.admin} {
		if served != nil {
			_ = served.Close()
		}
	}
	if a.gatewayStop != nil {
		a.gatewayStop()
	}
	if a.budgets != nil {
		if err := a.budgets.set.Close(); err != nil {
			a.log.Error("closing the ledgers of budgets", "error", err.Error())
		}
	}
	if err := a.audit.Close(); err != nil {
		a.log.Error("closing the audit log", "error", err.Error())
	}
	if a.spending != nil {
		a.spending.Close()
	}
	if a.ledger != nil {
		if err := a.ledger.Close(); err != nil {
			a.log.Error("closing the ledger of writes", "error", err.Error())
		}
	}
	if a.state != nil {
		_ = a.state.Close() // releases the lock too, now that nothing writes any more
	}
}
