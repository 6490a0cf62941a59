package gateway

import (
	"context"
	"net/http"

	"google.golang.org/grpc/metadata"

	"github.com/crmstream/crmstream/server/access"
)

// The headers by which the server learns who the caller of an HTTP request is. The gateway sets them itself and does not pass
// on a caller's headers of these names, except for the credential.
const (
	authorizationHeader     = "Authorization"
	clientAddressHeader     = "X-Crmstream-Client-Address"
	clientCertificateHeader = "X-Crmstream-Client-Cert"
)

// expiresHeader has the time when the key of a request expires, if that is soon.
const expiresHeader = "Crmstream-Key-Expires"

// setExpires copies the time when the client's key expires to the answer, if the server has sent it.
func setExpires(h http.Header, answer metadata.MD) {
	if at := answer.Get(expiresHeader); len(at) == 1 {
		h.Set(expiresHeader, at[0])
	}
}

// forwardedHeader is the header in which proxies name the client for whom they forward a request.
const forwardedHeader = "X-Forwarded-For"

// clientKey is the context key of the client's address.
type clientKey struct{}

// withClient returns a context that has the address of a request's client.
func withClient(ctx context.Context, r *http.Request, proxies access.Proxies) context.Context {
	return context.WithValue(ctx, clientKey{}, proxies.Client(r.RemoteAddr, r.Header.Values(forwardedHeader)))
}

// callerHeader returns the headers that say who makes a request.
func callerHeader(r *http.Request) http.Header {
	h := http.Header{}
	h[authorizationHeader] = r.Header.Values(authorizationHeader)
	if client, _ := r.Context().Value(clientKey{}).(string); client != "" {
		h.Set(clientAddressHeader, client)
	}
	if r.TLS != nil {
		if name := access.CertificateName(*r.TLS); name != "" {
			h.Set(clientCertificateHeader, name)
		}
	}
	return h
}

// withCaller returns a context for calls that say who makes a request.
func withCaller(ctx context.Context, r *http.Request) context.Context {
	var pairs []string
	for name, values := range callerHeader(r) {
		for _, value := range values {
			pairs = append(pairs, name, value)
		}
	}
	return metadata.AppendToOutgoingContext(ctx, pairs...)
}
