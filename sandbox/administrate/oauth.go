package administrate

import (
	"crypto/rand"
	"encoding/json"
	"mime"
	"net/http"
	"sync"
	"time"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// pathToken is the path of the token endpoint.
const pathToken = "/oauth/token"

// maxAccess is the number of access tokens that are good at a time; the oldest one ends before its time.
const maxAccess = 1000

// tokens are the access and refresh tokens of the tenant. They are safe for concurrent use.
type tokens struct {
	settings GraphQLSettings
	now      func() time.Time

	mu sync.Mutex
	// access has the ends of access tokens; issued has the tokens, oldest first.
	access map[string]time.Time
	issued []string
	// refresh is the refresh token that is good.
	refresh string
}

func newTokens(settings GraphQLSettings, now func() time.Time) *tokens {
	return &tokens{settings: settings, now: now, access: map[string]time.Time{}, refresh: settings.RefreshToken}
}

// good reports whether an access token is good now.
func (t *tokens) good(token string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	end, ok := t.access[token]
	return ok && t.now().Before(end)
}

// grant is a successful answer of the token endpoint (RFC 6749, section 5.1).
type grant struct {
	AccessToken  string `json:"access_token"`
	TokenType    string `json:"token_type"`
	ExpiresIn    int64  `json:"expires_in"` // seconds
	Scope        string `json:"scope"`
	RefreshToken string `json:"refresh_token,omitempty"`
}

// byRefresh makes an access token for a refresh token. With rotation it ends the refresh token and makes the next one; otherwise the
// answer has the same again.
func (t *tokens) byRefresh(token string) (grant, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !same(token, t.refresh) {
		return grant{}, false
	}
	if t.settings.Rotate {
		t.refresh = "sandbox-refresh-" + rand.Text()
	}
	g := t.issue()
	g.RefreshToken = t.refresh
	return g, true
}

// byCredentials makes an access token for the client itself, without a refresh token (RFC 6749, section 4.4.3).
func (t *tokens) byCredentials() grant {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.issue()
}

// issue makes an access token, for callers that hold the lock.
func (t *tokens) issue() grant {
	now := t.now()
	for len(t.issued) > 0 && (len(t.issued) >= maxAccess || !now.Before(t.access[t.issued[0]])) {
		delete(t.access, t.issued[0])
		t.issued = t.issued[1:]
	}
	life := time.Duration(t.settings.TokenLife)
	token := "sandbox-access-" + rand.Text()
	t.access[token] = now.Add(life)
	t.issued = append(t.issued, token)
	return grant{AccessToken: token, TokenType: "Bearer", ExpiresIn: int64(life / time.Second), Scope: "instance"}
}

// routeToken returns the answer of the token endpoint, which has no limit of its own rate: the vendor has it on another host.
func (s *Server) routeToken(w http.ResponseWriter, r *http.Request) (string, stage.Answer) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		fail(w, http.StatusMethodNotAllowed)
		return "", nil
	}
	return OpGraphQLToken, func(w http.ResponseWriter, r *http.Request, _ int64) {
		if s.overTLS(w, r) {
			s.token(w, r)
		}
	}
}

// token answers a token request, whose credentials are in its body.
func (s *Server) token(w http.ResponseWriter, r *http.Request) {
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err != nil || media != "application/x-www-form-urlencoded" || r.ParseForm() != nil {
		refuseToken(w, http.StatusBadRequest, "invalid_request")
		return
	}
	sameID := same(r.PostForm.Get("client_id"), s.settings.GraphQL.ClientID)
	if !same(r.PostForm.Get("client_secret"), s.settings.GraphQL.ClientSecret) || !sameID {
		refuseToken(w, http.StatusUnauthorized, "invalid_client")
		return
	}
	var g grant
	switch r.PostForm.Get("grant_type") {
	case "refresh_token":
		var ok bool
		if g, ok = s.tokens.byRefresh(r.PostForm.Get("refresh_token")); !ok {
			refuseToken(w, http.StatusBadRequest, "invalid_grant")
			return
		}
	case "client_credentials":
		if !s.settings.GraphQL.ClientCredentials {
			refuseToken(w, http.StatusBadRequest, "unauthorized_client")
			return
		}
		g = s.tokens.byCredentials()
	case "":
		refuseToken(w, http.StatusBadRequest, "invalid_request")
		return
	default:
		refuseToken(w, http.StatusBadRequest, "unsupported_grant_type")
		return
	}
	writeToken(w, http.StatusOK, g)
}

// refuseToken answers with an error of RFC 6749, section 5.2.
func refuseToken(w http.ResponseWriter, status int, code string) {
	writeToken(w, status, map[string]string{"error": code})
}

func writeToken(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
