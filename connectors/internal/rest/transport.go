package rest

import (
	"crypto/tls"
	"net"
	"net/http"
	"time"
)

// NewTransport returns a transport with limits that suit a few upstreams with many requests each. How long a whole
// exchange may take is the Client's business. It refuses to connect to addresses that no upstream has, unless the options
// allow them; through a proxy it is the proxy that connects, and the proxy's rules that hold.
//
// A proxy named in the environment is used. Elsewhere only cmd reads the environment; the standard library reads these
// variables for itself, once, and every HTTP client obeys them. A setting of ours would be one more place where
// administrators of a closed network have to name their proxy.
func NewTransport(o Options) *http.Transport {
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            dialer(o).DialContext,
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           64,
		MaxIdleConnsPerHost:    16,
		MaxConnsPerHost:        64,
		IdleConnTimeout:        60 * time.Second,
		TLSHandshakeTimeout:    10 * time.Second,
		MaxResponseHeaderBytes: 256 << 10,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
	}
}

// dialer returns what makes the connections.
func dialer(o Options) *net.Dialer {
	d := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}
	if !o.AllowLinkLocal {
		d.Control = outside
	}
	return d
}
