package oauth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/internal/check"
	"github.com/crmstream/crmstream/internal/redact"
	"github.com/crmstream/crmstream/internal/redact/leaks"
)

// refusals are answers without a token.
func refusals() map[string]struct {
	status int
	body   string
	kind   connectors.Kind
	err    error
} {
	const page = "<!DOCTYPE html><title>Log in</title>"
	return map[string]struct {
		status int
		body   string
		kind   connectors.Kind
		err    error
	}{
		"invalid grant":                {400, `{"error":"invalid_grant"}`, connectors.KindCredentialsRejected, errEnded},
		"invalid grant, status 200":    {200, `{"error":"invalid_grant"}`, connectors.KindCredentialsRejected, errEnded},
		"invalid client":               {401, `{"error":"invalid_client"}`, connectors.KindCredentialsRejected, errClient},
		"unauthorized without a word":  {401, "", connectors.KindCredentialsRejected, errClient},
		"not allowed":                  {400, `{"error":"unauthorized_client"}`, connectors.KindMisconfigured, errNotAllowed},
		"unsupported":                  {400, `{"error":"unsupported_grant_type"}`, connectors.KindMisconfigured, errNotAllowed},
		"scope":                        {400, `{"error":"invalid_scope"}`, connectors.KindMisconfigured, errScope},
		"request":                      {400, `{"error":"invalid_request"}`, connectors.KindMisconfigured, errRequest},
		"a code of its own":            {400, `{"error":"interaction_required"}`, connectors.KindMisconfigured, errRequest},
		"temporarily":                  {400, `{"error":"temporarily_unavailable"}`, connectors.KindUnavailable, errOutOfOrder},
		"out of order":                 {500, page, connectors.KindUnavailable, nil},
		"out of order, with a code":    {503, `{"error":"invalid_grant"}`, connectors.KindUnavailable, nil},
		"forbidden by a firewall":      {403, page, connectors.KindForbidden, nil},
		"not there":                    {404, page, connectors.KindMisconfigured, errNoEndpoint},
		"a page":                       {200, page, connectors.KindMisconfigured, errPage},
		"nothing":                      {200, "", connectors.KindMalformedResponse, errNoToken},
		"no object":                    {200, `["access_token"]`, connectors.KindMalformedResponse, errNoToken},
		"null":                         {200, `null`, connectors.KindMalformedResponse, errNoToken},
		"no token":                     {200, `{"access_token":null,"expires_in":3600}`, connectors.KindMalformedResponse, errNoToken},
		"a number":                     {200, `{"access_token":12345}`, connectors.KindMalformedResponse, errNoToken},
		"a line end":                   {200, `{"access_token":"a\r\nX-Injected: b"}`, connectors.KindMalformedResponse, errInvalidToken},
		"a space":                      {200, `{"access_token":"a b"}`, connectors.KindMalformedResponse, errInvalidToken},
		"not ASCII":                    {200, `{"access_token":"ключ"}`, connectors.KindMalformedResponse, errInvalidToken},
		"a bad refresh token":          {200, `{"access_token":"a","refresh_token":"b\n"}`, connectors.KindMalformedResponse, errInvalidToken},
		"not a bearer token":           {200, `{"access_token":"a","token_type":"DPoP"}`, connectors.KindMalformedResponse, errNotBearer},
		"huge":                         {200, `{"access_token":"` + strings.Repeat("a", maxAnswer) + `"}`, connectors.KindMalformedResponse, connectors.ErrTooLarge},
		"a redirect":                   {302, "", connectors.KindMisconfigured, errMoved},
		"a redirect that keeps method": {307, "", connectors.KindMisconfigured, errMoved},
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	for name, test := range refusals() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				u, store := newUpstream(reusable), &shelf{}
				var asked []string
				u.before = func(r *http.Request) *http.Response {
					asked = append(asked, r.URL.String())
					return reply(test.status, test.body, "Location: https://elsewhere.test/token")
				}
				r := open(t, u, config(RefreshToken, store))
				_, err := r.Do(t.Context(), r.client, read())
				require.Equal(t, test.kind, kind(t, err), err)
				if test.err != nil {
					require.ErrorIs(t, err, test.err)
				}
				require.Zero(t, store.saves)
				for _, address := range asked {
					require.Equal(t, "https://auth.test/base/token/", address)
				}
			})
		})
	}
	_, err := classify(rest.Response{Status: 400, Body: []byte(`{"error":"invalid_grant"}`)}, ClientCredentials)
	require.ErrorIs(t, err, errGrant, "which no new refresh token would mend")
}

func TestAnswers(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]answer{
		`{"access_token":"a"}`: {access: "a"},
		`{"access_token":"a","refresh_token":"b c","token_type":"BEARER","expires_in":3600}`: {access: "a", refresh: "b c", life: time.Hour},
		`{"access_token":"a","refresh_token":"","token_type":null}`:                          {access: "a"},
		`{"access_token":"a","refresh_token":null}`:                                          {access: "a"},
		`{"access_token":"a","expires_in":"60"}`:                                             {access: "a", life: time.Minute},
		`{"access_token":"a","expires_in":59.5}`:                                             {access: "a", life: 59500 * time.Millisecond},
		`{"access_token":"a","expires_in":0}`:                                                {access: "a"},
		`{"access_token":"a","expires_in":-1}`:                                               {access: "a"},
		`{"access_token":"a","expires_in":1e300}`:                                            {access: "a", life: maxLife},
		`{"access_token":"a","expires_in":1e999}`:                                            {access: "a"},
		`{"access_token":"a","expires_in":"Inf"}`:                                            {access: "a", life: maxLife},
		`{"access_token":"a","expires_in":"NaN"}`:                                            {access: "a"},
		`{"access_token":"a","expires_in":{"in":1}}`:                                         {access: "a"},
		`{"access_token":"a","expires_in":"tomorrow"}`:                                       {access: "a"},
		`{"access_token":"a","error":""}`:                                                    {access: "a"},
	} {
		got, err := classify(rest.Response{Status: 200, Body: []byte(body)}, RefreshToken)
		require.NoError(t, err, body)
		require.Equal(t, want, got, body)
	}
}

func TestTimesOfTokens(t *testing.T) {
	t.Parallel()
	now := time.Now()
	for life, want := range map[time.Duration][2]time.Duration{
		0:                {55 * time.Minute, time.Hour - 10*time.Second},
		time.Hour:        {55 * time.Minute, time.Hour - 10*time.Second},
		24 * time.Hour:   {24*time.Hour - 5*time.Minute, 24*time.Hour - 10*time.Second},
		10 * time.Minute: {9 * time.Minute, 10*time.Minute - 10*time.Second},
		time.Minute:      {54 * time.Second, 57 * time.Second},
		time.Second:      {900 * time.Millisecond, 950 * time.Millisecond},
	} {
		got := (&answer{life: life, requested: now}).token()
		require.Equal(t, want, [2]time.Duration{got.renew.Sub(now), got.end.Sub(now)}, life)
	}
}

// TestShortTokensAreNotHidden has tokens with a text that many words contain. If these were hidden, no text of the process could be read.
func TestShortTokensAreNotHidden(t *testing.T) {
	t.Parallel()
	for token, want := range map[string]string{"a": "the upstream", "e up": "the upstream", "upstream": "the ***"} {
		u, process := newUpstream(reusable), redact.New()
		u.before = func(*http.Request) *http.Response {
			return reply(200, fmt.Sprintf(`{"access_token":"access-1","refresh_token":%q}`, token))
		}
		source, err := New(connectors.Account{Transport: u, Redactor: process}, config(RefreshToken, &shelf{}))
		require.NoError(t, err)
		_, err = source.get(t.Context())
		require.NoError(t, err)
		require.Equal(t, want, process.Text("the upstream"))
	}
}

// TestAKeptTokenIsHidden has a token that no answer to this process had.
func TestAKeptTokenIsHidden(t *testing.T) {
	t.Parallel()
	process := redact.New()
	source, err := New(connectors.Account{Transport: newUpstream(strict), Redactor: process}, config(RefreshToken, &shelf{kept: map[string]string{firstRefresh: "kept-token-1"}}))
	require.NoError(t, err)
	_, err = source.get(t.Context())
	require.ErrorIs(t, err, errEnded)
	require.Equal(t, "with *** and ***", process.Text("with kept-token-1 and "+firstRefresh))
}

// FuzzAnswer reads answers of any kind. An accepted answer has tokens that can be sent, and a sensible life.
func FuzzAnswer(f *testing.F) {
	for _, r := range refusals() {
		if len(r.body) < 1000 {
			f.Add(r.status, []byte(r.body))
		}
	}
	f.Add(200, []byte(`{"access_token":"a","refresh_token":"b","expires_in":"1e3","token_type":"bearer"}`))
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		for _, grant := range []Grant{RefreshToken, ClientCredentials} {
			a, err := classify(rest.Response{Status: status, Header: http.Header{}, Body: body}, grant)
			var e *connectors.Error
			if err != nil {
				require.ErrorAs(t, err, &e)
				require.NotZero(t, e.Kind)
				require.Empty(t, e.Detail)
				continue
			}
			require.Equal(t, 2, status/100)
			require.True(t, a.invalid != nil || printable(a.access, '!') && a.access != "")
			require.True(t, a.refresh != "" || a.invalid == nil)
			require.True(t, printable(a.refresh, ' '))
			require.GreaterOrEqual(t, a.life, time.Duration(0))
			require.LessOrEqual(t, a.life, maxLife)
			times := a.token()
			require.True(t, times.renew.Before(times.end) && times.renew.After(a.requested))
		}
	})
}

// TestSecretsAreShownNowhere has an upstream echo each credential, in every encoding, in each refusal of a token, and in refusals
// of its API.
func TestSecretsAreShownNowhere(t *testing.T) {
	t.Parallel()
	secrets := []string{clientSecret, firstRefresh, "refresh-kept-by-us-1", "access-given-to-us-1"}
	finder := leaks.NewFinder(secrets...)
	shown, texts, found := redact.New(), 0, 0
	look := func(text string) {
		texts++
		if leak := finder.Find(text); len(leak) > 0 {
			found++
			t.Error(leak)
		}
	}
	account := connectors.Account{Redactor: shown, Observe: func(_ context.Context, x connectors.Exchange) {
		look(fmt.Sprintf("%+v %s", x, connectors.Detail(x.Err)))
	}}
	store := &shelf{kept: map[string]string{firstRefresh: "refresh-kept-by-us-1"}}
	type said struct {
		status       int
		body, header string
	}
	ask := func(answers ...said) {
		synctest.Test(t, func(t *testing.T) {
			account := account
			account.Transport = roundTrip(func(*http.Request) (*http.Response, error) {
				a := answers[0]
				if len(answers) > 1 {
					answers = answers[1:]
				}
				if a == (said{}) {
					return nil, errors.New("broken after " + strings.Join(secrets, " "))
				}
				return reply(a.status, a.body, a.header), nil
			})
			source, err := New(account, config(RefreshToken, store))
			require.NoError(t, err)
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			_, err = source.Do(ctx, rest.New(account, "fake", []*url.URL{{Scheme: "https", Host: "api.test"}}, rest.Options{}), read())
			require.Error(t, err)
			look(fmt.Sprintf("%v %+v %#v %s", err, err, err, connectors.Detail(err)))
		})
	}
	granted := said{status: 200, body: `{"access_token":"access-given-to-us-1","refresh_token":"refresh-kept-by-us-1"}`}
	for name, r := range refusals() {
		for _, secret := range secrets {
			if name != "huge" {
				ask(said{r.status, r.body + secret, "Location: https://elsewhere.test/?t=" + secret})
			}
		}
	}
	for _, secret := range secrets {
		for _, form := range leaks.Forms(secret) {
			ask(said{status: 400, body: fmt.Sprintf(`{"error":%q,"error_description":%q}`, form.Text, form.Text)})
			ask(granted, said{status: 403, body: "no access with " + form.Text})
		}
	}
	ask(said{})
	ask(granted, said{})
	store.before = func() error { return errors.New("no space for " + strings.Join(secrets, " ")) }
	store.kept = nil
	ask(granted)
	require.Equal(t, "*** *** *** ***", shown.Text(strings.Join(secrets, " ")), "the process hides each from the moment it came")
	require.Greater(t, texts, 500)
	check.AtMost(t, "oauth_secrets_shown", float64(found), 0)
}
