package main

import (
	"errors"
	"net"
	"net/http"
	"time"

	"github.com/crmstream/crmstream/server/access"
	"github.com/crmstream/crmstream/server/audit"
)

// newMetricsServer returns the server of listen.metrics, which serves only /metrics.
func (a *app) newMetricsServer(measured http.Handler, registry *access.Registry, address string) *http.Server {
	if registry != nil && !isLoopback(address) {
		measured = &metricsGuard{next: measured, registry: registry, audit: a.audit}
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", measured)
	return &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second, WriteTimeout: time.Minute}
}

// serveMetrics serves the metrics at listen.metrics. It uses TLS if the server has a certificate and other machines reach the
// address.
func (a *app) serveMetrics() error {
	listener := a.metricsListener
	if !isLoopback(listener.Addr().String()) {
		listener = a.tls.secure(listener)
	}
	return a.metrics.Serve(listener)
}

// isLoopback reports whether only this machine reaches an address of the form host:port.
func isLoopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	ip := net.ParseIP(host)
	return err == nil && (host == "localhost" || ip != nil && ip.IsLoopback())
}

// metricsGuard serves the metrics to callers with a grant that has the verb "metrics". Since the metrics name all sources and
// callers, a grant for any source is enough.
type metricsGuard struct {
	next     http.Handler
	registry *access.Registry
	audit    *audit.Log
	failures access.Failures
}

func (g *metricsGuard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	client, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		client = r.RemoteAddr
	}
	credentials := access.Credentials{Authorization: r.Header.Values("Authorization")}
	if r.TLS != nil {
		credentials.Certificate = access.CertificateName(*r.TLS)
	}
	identity, err := g.registry.Table().Authenticate(credentials, time.Now())
	line := audit.Line{Client: client, Method: r.Method + " " + r.URL.Path}
	switch refused := (*access.Error)(nil); {
	case errors.As(err, &refused):
		line.Event = audit.Refused
		_ = g.audit.Write(line)
		if refused.Reason == access.CredentialsRejected {
			g.failures.Delay(r.Context(), client)
		}
		w.Header().Set("WWW-Authenticate", `Bearer realm="crmstream"`)
		answerLines(w, http.StatusUnauthorized, err.Error())
	case !identity.Caller.Has(access.Metrics):
		line.Event, line.Caller, line.Credential = audit.Denied, identity.Caller.Name, identity.Credential
		_ = g.audit.Write(line)
		answerLines(w, http.StatusForbidden, access.Lacks(identity.Caller, access.Metrics).Error())
	default:
		g.next.ServeHTTP(w, r)
	}
}
