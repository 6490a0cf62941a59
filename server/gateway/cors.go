package gateway

import (
	"net/http"
	"slices"
	"strings"

	"github.com/crmstream/crmstream/internal/api"
)

// What pages of allowed origins may send, and which headers of answers they may read.
var (
	corsMethods = []string{http.MethodGet, http.MethodPost, http.MethodPatch, http.MethodDelete}
	corsHeaders = []string{
		authorizationHeader, "Accept", "Content-Type", timeoutHeader, api.RequestIDHeader, idempotencyHeader, lastEventHeader,
	}
	corsExposed = []string{api.RequestIDHeader, "Link", retryAfterHeader, expiresHeader}
)

// corsAge is the time in seconds for which a browser may keep the answer to a preflight request.
const corsAge = "600"

// allowOrigin allows the page of an allowed origin to read the answer. It reports whether the request comes from such a page.
// Cookies are not allowed: these requests carry a key, or no credential.
func allowOrigin(w http.ResponseWriter, r *http.Request, origins []string) bool {
	if len(origins) == 0 {
		return false
	}
	h := w.Header()
	h.Add("Vary", "Origin")
	origin := r.Header.Values("Origin")
	if len(origin) != 1 || !slices.Contains(origins, origin[0]) {
		return false
	}
	h.Set("Access-Control-Allow-Origin", origin[0])
	h.Set("Access-Control-Expose-Headers", strings.Join(corsExposed, ", "))
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	return true
}

// isPreflight reports whether a request is a preflight request, by which a browser asks what a page may send.
func isPreflight(r *http.Request) bool {
	return r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != ""
}

// answerPreflight answers a preflight request of an allowed origin. The request reaches no handler and needs no credential.
func answerPreflight(w http.ResponseWriter) {
	h := w.Header()
	h.Add("Vary", "Access-Control-Request-Method, Access-Control-Request-Headers")
	h.Set("Access-Control-Allow-Methods", strings.Join(corsMethods, ", "))
	h.Set("Access-Control-Allow-Headers", strings.Join(corsHeaders, ", "))
	h.Set("Access-Control-Max-Age", corsAge)
	w.WriteHeader(http.StatusNoContent)
}
