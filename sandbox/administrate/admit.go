package administrate

import (
	"crypto/subtle"
	"math"
	"net"
	"net/http"
	"strconv"
	"strings"
)

// admit makes the checks before any operation of REST: retirement, scheme, rate and authentication. If it returns false, it has
// answered.
func (s *Server) admit(w http.ResponseWriter, r *http.Request) bool {
	switch s.settings.APIGone {
	case goneNotFound:
		refuse(w, http.StatusNotFound, "Not Found")
		return false
	case goneGone:
		refuse(w, http.StatusGone, "this API has been retired")
		return false
	case goneRedirect:
		w.Header().Set("Location", "https://developer.administrate.invalid/retired")
		w.WriteHeader(http.StatusMovedPermanently)
		return false
	}
	if !s.overTLS(w, r) || !s.withinRate(w, r) {
		return false
	}
	if !s.authentic(r) {
		w.Header().Set("WWW-Authenticate", `Basic realm="Administrate"`)
		refuse(w, http.StatusUnauthorized, "wrong login or password")
		return false
	}
	return true
}

// overTLS refuses plain HTTP where the settings say so. If it returns false, it has answered.
func (s *Server) overTLS(w http.ResponseWriter, r *http.Request) bool {
	if r.TLS == nil && s.settings.HTTPScheme == schemeRefuse {
		refuse(w, http.StatusForbidden, `unencrypted access is not offered (sandbox: set http_scheme to "allow" on a local address)`)
		return false
	}
	return true
}

// withinRate refuses a request above the rate of its address, over which all transports go. If it returns false, it has answered.
func (s *Server) withinRate(w http.ResponseWriter, r *http.Request) bool {
	address, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		address = r.RemoteAddr
	}
	if wait, ok := s.rate.take(address); !ok {
		if s.settings.RetryAfter {
			w.Header().Set("Retry-After", strconv.FormatInt(int64(math.Ceil(wait.Seconds())), 10))
		}
		refuse(w, http.StatusTooManyRequests, "too many requests")
		return false
	}
	return true
}

func (s *Server) authentic(r *http.Request) bool {
	username, password, ok := r.BasicAuth()
	sameName, samePassword := same(username, s.settings.Username), same(password, s.settings.Password)
	return ok && sameName && samePassword
}

// hasToken refuses a request without a good access token. If it returns false, it has answered.
func (s *Server) hasToken(w http.ResponseWriter, r *http.Request) bool {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if strings.EqualFold(scheme, "Bearer") && s.tokens.good(token) {
		return true
	}
	w.Header().Set("WWW-Authenticate", `Bearer realm="Administrate", error="invalid_token"`)
	refuse(w, http.StatusUnauthorized, "the access token is missing, unknown or expired")
	return false
}

// same compares a secret in constant time.
func same(given, want string) bool {
	return subtle.ConstantTimeCompare([]byte(given), []byte(want)) == 1
}
