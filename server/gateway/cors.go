package gateway

import (
	"net/http"
	"slices"
	"strings"

	"github.com/crmstream/crmstream/internal/api"
)

// What pages of allowed origins may send, and read of answers.
var (
	corsMethods = []string{http.MethodGet, http.MethodPost, http.MethodPatch, http.MethodDelete}
	corsHeaders = []string{authorizationHeader, "Accept", "Content-Type", timeoutHeader, api.RequestIDHeader}
	corsExposed = []string{api.RequestIDHeader, "Link", retryAfterHeader, expiresHeader}
)

// corsAge is for how many seconds a browser keeps what it may send.
const corsAge = "600"

// allowOrigin tells a browser that the page of an allowed origin may read the answer. It reports whether the request is of one. No
// cookies go with such requests: they carry a key, or nothing.
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

// isPreflight reports whether a browser asks what a page may send.
func isPreflight(r *http.Request) bool {
	return r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != ""
}

// answerPreflight tells a browser what a page of an allowed origin may send. No handler is reached, and no credential is needed.
func answerPreflight(w http.ResponseWriter) {
	h := w.Header()
	h.Add("Vary", "Access-Control-Request-Method, Access-Control-Request-Headers")
	h.Set("Access-Control-Allow-Methods", strings.Join(corsMethods, ", "))
	h.Set("Access-Control-Allow-Headers", strings.Join(corsHeaders, ", "))
	h.Set("Access-Control-Max-Age", corsAge)
	w.WriteHeader(http.StatusNoContent)
}
