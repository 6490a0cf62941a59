package gateway

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"google.golang.org/grpc/codes"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
)

// Guard returns a handler that applies to next what the gateway applies to every request. Bodies are not allowed, and the only
// hosts are localhost and IP addresses.
func Guard(next http.Handler) http.Handler { return guard(next, Options{BodyTime: defaultBodyTime}) }

// guard returns a handler that calls next and applies to every request: the request id, security headers, compression, the
// refusal of foreign hosts and sites, and the limits of a body's size and time.
func guard(next http.Handler, o Options) http.Handler {
	pool := &compressors{}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := api.RequestID(r.Header.Get(api.RequestIDHeader))
		out := newDeadlineWriter(w)
		defer out.clearDeadline()
		answer := pool.writer(out, r)
		setHeaders(answer.Header(), id)
		sites := o.sites()
		allowed := allowOrigin(answer, r, sites.Origins)
		switch {
		case answer.needed && !answer.wanted && r.Method != http.MethodHead:
			noEncoding().write(answer)
		case !o.Callers && !servedHost(r.Host, sites.Hosts):
			forbid("host %q is not served here: add it to the configured hosts", r.Host).write(answer)
		case allowed && isPreflight(r):
			answerPreflight(answer)
		case !allowed && fromForeignSite(r):
			forbid("requests that a browser sends for another site are not served").write(answer)
		case r.ContentLength > 0 && r.ContentLength > o.maxBody(r): // maxBody looks for the route
			tooLarge(o.maxBody(r)).write(answer)
		default:
			r = r.WithContext(withClient(context.WithValue(r.Context(), requestIDKey{}, id), r, o.Proxies))
			if f := takeBody(answer, r, o); f != nil {
				f.write(answer)
				break
			}
			next.ServeHTTP(answer, r)
		}
		answer.finish() // not after a panic of the handler, which cuts the connection
	})
}

// requestIDKey is the context key of the request id.
type requestIDKey struct{}

// requestIDOf returns the id that guard gave the request.
func requestIDOf(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}

func setHeaders(h http.Header, id string) {
	h.Set(api.RequestIDHeader, id)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
}

// servedHost reports whether a Host header names this server: localhost, an IP address, or one of hosts.
func servedHost(host string, hosts []string) bool {
	host = strings.ToLower(host)
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.TrimSuffix(name, ".")
	if name == "localhost" || strings.HasSuffix(name, ".localhost") {
		return true
	}
	if _, err := netip.ParseAddr(strings.Trim(name, "[]")); err == nil {
		return true
	}
	for _, allowed := range hosts {
		if allowed = strings.ToLower(allowed); allowed == host || allowed == name {
			return true
		}
	}
	return false
}

// fromForeignSite reports whether a browser sends the request for a page of another origin. A user who follows a link to a page
// of the gateway does not count. Programs send neither of the two headers.
func fromForeignSite(r *http.Request) bool {
	switch site := r.Header.Get("Sec-Fetch-Site"); site {
	case "", "same-origin", "none":
	default:
		link := r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Method == http.MethodGet
		return !link || strings.HasPrefix(r.URL.Path, "/v1/")
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return false
	}
	u, err := url.Parse(origin)
	// Only hosts are compared: if a proxy ends TLS, the gateway's scheme differs from the browser's.
	return err != nil || u.Host == "" || !strings.EqualFold(u.Host, r.Host)
}

// tooSlow returns the failure of a body that did not arrive in time.
func tooSlow(limit time.Duration) *failure {
	return refuse(http.StatusRequestTimeout, codes.DeadlineExceeded, crmstreamv1.ErrorReason_ERROR_REASON_INVALID_REQUEST,
		"the request body has not arrived within %s", limit)
}

func forbid(format string, args ...any) *failure {
	return refuse(http.StatusForbidden, codes.PermissionDenied, crmstreamv1.ErrorReason_ERROR_REASON_INVALID_REQUEST, format, args...)
}

func tooLarge(limit int64) *failure {
	return refuse(http.StatusRequestEntityTooLarge, codes.InvalidArgument, crmstreamv1.ErrorReason_ERROR_REASON_INVALID_REQUEST,
		"the request body is larger than %d bytes", limit)
}
