package oauth

import (
	"cmp"
	"encoding/json"
	"errors"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

// The errors of token requests. They have none of the endpoint's words, since doc.go says why.
var (
	errEnded = errors.New("the upstream does not accept the refresh token any more: it was revoked or has ended, another program has used it, or the answer " +
		"with the next one was lost in a crash; authorise this client again, and set the new refresh_token")
	errGrant        = errors.New("the upstream grants this client no token: check client_id, client_secret and scope")
	errClient       = errors.New("the upstream does not accept the client: check client_id and client_secret")
	errNotAllowed   = errors.New("the upstream does not allow this client this grant: allow it there, or set another grant")
	errScope        = errors.New("the upstream does not know the scope or does not grant it: check scope")
	errRequest      = errors.New("the upstream does not understand the token request: check token_url, grant and scope")
	errOutOfOrder   = errors.New("the token endpoint is out of order")
	errNoEndpoint   = errors.New("there is no token endpoint at this address: check token_url")
	errMoved        = errors.New("the token endpoint redirects to another address, which gets no credentials: check token_url")
	errPage         = errors.New("the answer of the token endpoint is a web page: check token_url")
	errNoToken      = errors.New("the answer of the token endpoint has no access token")
	errInvalidToken = errors.New("the answer of the token endpoint has a token with characters that no token may have")
	errNotBearer    = errors.New("the token endpoint gives tokens of another type than Bearer")
)

// answer is a successful answer of a token endpoint (RFC 6749, section 5.1).
type answer struct {
	access  string
	refresh string        // "" if the refresh token stays the same
	life    time.Duration // 0 if the answer does not say it
	// invalid is why access cannot be used. The refresh token of such an answer is still the next one.
	invalid error
	// requested is when the request was about to be sent. The life counts from then, on our own clock.
	requested time.Time
}

// token returns the access token with its times.
func (a *answer) token() *token {
	life := cmp.Or(a.life, assumedLife)
	end := a.requested.Add(life)
	return &token{text: a.access, renew: end.Add(-min(earlyBy, life/10)), end: end.Add(-min(underWay, life/20))}
}

// classify reads the answer of a token endpoint. It accepts an answer that has at least a refresh token. The tokens of an answer are
// returned with an error too, so that they can be hidden.
func classify(res rest.Response, grant Grant) (answer, error) {
	success := res.Status/100 == 2
	switch {
	case res.Status/100 == 3:
		return answer{}, &connectors.Error{Kind: connectors.KindMisconfigured, Err: errMoved}
	case res.Status >= 500, res.Status == http.StatusTooManyRequests, res.Status == http.StatusRequestTimeout:
		return answer{}, rest.ClassifyStatus(res)
	case success && rest.HTML(res):
		return answer{}, &connectors.Error{Kind: connectors.KindMisconfigured, Err: errPage}
	}
	a, code, err := parse(res.Body)
	switch {
	case code != "":
		return a, refusal(code, grant)
	case success && (err != nil || a.invalid != nil && a.refresh == ""):
		return a, &connectors.Error{Kind: connectors.KindMalformedResponse, Err: cmp.Or(err, a.invalid)}
	case success:
		return a, nil
	case res.Status == http.StatusUnauthorized:
		return answer{}, &connectors.Error{Kind: connectors.KindCredentialsRejected, Err: errClient}
	case res.Status == http.StatusNotFound, res.Status == http.StatusMethodNotAllowed, res.Status == http.StatusGone:
		return answer{}, &connectors.Error{Kind: connectors.KindMisconfigured, Err: errNoEndpoint}
	default:
		return answer{}, rest.ClassifyStatus(res)
	}
}

// refusal returns the error of a code (RFC 6749, sections 5.2 and 4.1.2.1). Some servers send codes with status 200.
func refusal(code string, grant Grant) error {
	kind, err := connectors.KindMisconfigured, errRequest
	switch code {
	case "invalid_grant":
		kind, err = connectors.KindCredentialsRejected, errGrant
		if grant == RefreshToken {
			err = errEnded
		}
	case "invalid_client":
		kind, err = connectors.KindCredentialsRejected, errClient
	case "unauthorized_client", "unsupported_grant_type", "access_denied":
		err = errNotAllowed
	case "invalid_scope":
		err = errScope
	case "temporarily_unavailable", "server_error", "slow_down":
		kind, err = connectors.KindUnavailable, errOutOfOrder
	}
	return &connectors.Error{Kind: kind, Err: err}
}

// parse reads the JSON of an answer: a success, or the code of a refusal.
func parse(body []byte) (a answer, code string, err error) {
	var object struct {
		AccessToken  json.RawMessage `json:"access_token"`
		RefreshToken json.RawMessage `json:"refresh_token"`
		TokenType    json.RawMessage `json:"token_type"`
		ExpiresIn    json.RawMessage `json:"expires_in"`
		Error        json.RawMessage `json:"error"`
	}
	if json.Unmarshal(body, &object) != nil {
		return answer{}, "", errNoToken // the error of package json may quote the answer
	}
	a.access, a.refresh, a.life = text(object.AccessToken), text(object.RefreshToken), life(object.ExpiresIn)
	kind := text(object.TokenType)
	switch {
	case a.access == "":
		a.invalid = errNoToken
	case !printable(a.access, '!'):
		a.invalid = errInvalidToken
	case kind != "" && !strings.EqualFold(kind, "bearer"):
		a.invalid = errNotBearer
	}
	if !printable(a.refresh, ' ') {
		return a, "", errInvalidToken
	}
	return a, text(object.Error), nil
}

// text returns a JSON text, and "" for anything else.
func text(raw json.RawMessage) (s string) {
	if json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return s
}

// printable reports whether a token has only the characters that tokens may have (RFC 6749, appendix A), from the lowest on. The
// space is one of them, but a header cannot carry a token with a space (RFC 6750, section 2.1).
func printable(token string, lowest byte) bool {
	for i := range len(token) {
		if token[i] < lowest || token[i] > '~' {
			return false
		}
	}
	return true
}

// life reads expires_in: seconds, which some servers send as text. It returns 0 for nonsense.
func life(raw json.RawMessage) time.Duration {
	number := string(raw)
	if quoted := text(raw); quoted != "" {
		number = strings.TrimSpace(quoted)
	}
	seconds, err := strconv.ParseFloat(number, 64)
	if err != nil || math.IsNaN(seconds) || seconds <= 0 {
		return 0
	}
	return time.Duration(min(seconds, maxLife.Seconds()) * float64(time.Second))
}
