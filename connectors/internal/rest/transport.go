package rest

import (
	"crypto/tls"
	"net"
	"net/http"
	"time"
)

// maxExchanges is how many exchanges a client has under way at a time, and so connections, besides those for the later answers of pages.
const maxExchanges = 64

// NewTransport returns a transport with limits that suit a few upstreams with many requests each. The Client bounds the time of
// a whole exchange. The transport refuses to connect to the addresses in offLimits, unless the options allow them. With a
// proxy, the proxy connects, and its rules apply.
//
// The transport uses the proxy that the environment names. Otherwise only cmd reads the environment; but the standard library
// reads these variables itself, once, and every HTTP client obeys them. With a setting of ours, administrators of a closed
// network would have to name their proxy in one more place.
func NewTransport(o Options) *http.Transport {
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            dialer(o).DialContext,
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           64,
		MaxIdleConnsPerHost:    16,
		IdleConnTimeout:        60 * time.Second,
		TLSHandshakeTimeout:    10 * time.Second,
		MaxResponseHeaderBytes: 256 << 10,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
	}
}

// newWriteTransport returns a transport for writes. Each has a connection of its own: on a connection that was used before, an end
// of the connection leaves open whether the upstream has read the request. HTTP/2 is off, since its client repeats requests by itself.
func newWriteTransport(o Options) *http.Transport {
	t := NewTransport(o)
	t.DisableKeepAlives, t.ForceAttemptHTTP2 = true, false
	t.Protocols = &http.Protocols{}
	t.Protocols.SetHTTP1(true)
	return t
}

// dialer returns the dialer of the transport.
func dialer(o Options) *net.Dialer {
	d := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}
	if !o.AllowLinkLocal {
		d.Control = outside
	}
	return d
}
