package administrate

import (
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const anyQuery = `{"query":"{__typename}"}`

// status returns the HTTP status of a query with an access token.
func (x tenant) status(token string) int {
	x.t.Helper()
	status, _, _ := x.post(pathGraphQL, "application/json", token, anyQuery)
	return status
}

func refreshBy(token string) url.Values {
	return url.Values{"grant_type": {"refresh_token"}, "refresh_token": {token}}
}

func TestTokens(t *testing.T) {
	now := time.Date(2026, 11, 20, 15, 0, 0, 0, time.UTC)
	x := start(t, func(s *Settings) { s.Now = func() time.Time { return now } })
	status, first := x.tokenBy(refreshBy("sandbox-refresh-token"))
	require.Equal(t, 200, status)
	access := first["access_token"].(string)
	require.Equal(t, map[string]any{
		"access_token": access, "token_type": "Bearer", "expires_in": 3600.0, "scope": "instance", "refresh_token": "sandbox-refresh-token",
	}, first)
	_, second := x.tokenBy(refreshBy("sandbox-refresh-token"))
	require.NotEqual(t, access, second["access_token"])
	_, third := x.tokenBy(url.Values{"grant_type": {"client_credentials"}})
	require.NotContains(t, third, "refresh_token")
	for _, token := range []string{access, second["access_token"].(string), third["access_token"].(string)} {
		require.Equal(t, 200, x.status(token))
	}
	for _, token := range []string{"", "x", access + "x", "sandbox-refresh-token"} {
		require.Equal(t, 401, x.status(token), token)
	}
	now = now.Add(time.Hour - time.Second)
	require.Equal(t, 200, x.status(access))
	now = now.Add(time.Second)
	require.Equal(t, 401, x.status(access), "after its life")
	require.Equal(t, map[string]int64{OpGraphQLToken: 3, OpGraphQLList: 9}, x.Requests())
}

func TestRefreshTokensRotate(t *testing.T) {
	x := start(t, func(s *Settings) { s.GraphQL.Rotate, s.GraphQL.TokenLife = true, Duration(90*time.Second) })
	_, first := x.tokenBy(refreshBy("sandbox-refresh-token"))
	require.EqualValues(t, 90, first["expires_in"])
	status, again := x.tokenBy(refreshBy("sandbox-refresh-token"))
	require.Equal(t, 400, status)
	require.Equal(t, map[string]any{"error": "invalid_grant"}, again)
	status, second := x.tokenBy(refreshBy(first["refresh_token"].(string)))
	require.Equal(t, 200, status)
	require.NotEqual(t, first["refresh_token"], second["refresh_token"])
	require.Equal(t, 200, x.status(first["access_token"].(string)), "rotation ends no access token")
}

func TestRefusedTokenRequests(t *testing.T) {
	x := start(t, func(s *Settings) { s.GraphQL.ClientCredentials = false })
	const good = "client_id=sandbox-client&client_secret=sandbox-client-secret&"
	const form = "application/x-www-form-urlencoded"
	for _, tt := range []struct {
		media, body string
		status      int
		code        string
	}{
		{form, good + "grant_type=client_credentials", 400, "unauthorized_client"},
		{form, good + "grant_type=password", 400, "unsupported_grant_type"},
		{form, good, 400, "invalid_request"},
		{form, good + "grant_type=refresh_token", 400, "invalid_grant"},
		{form, good + "grant_type=refresh_token&refresh_token=x", 400, "invalid_grant"},
		{form, "client_id=sandbox-client&client_secret=x&grant_type=refresh_token&refresh_token=sandbox-refresh-token", 401, "invalid_client"},
		{form, "client_id=x&client_secret=sandbox-client-secret&grant_type=refresh_token&refresh_token=sandbox-refresh-token", 401, "invalid_client"},
		{form, "grant_type=refresh_token&refresh_token=sandbox-refresh-token", 401, "invalid_client"},
		{form, "%zz", 400, "invalid_request"},
		{"application/json", `{"grant_type":"refresh_token"}`, 400, "invalid_request"},
		{"", good + "grant_type=refresh_token&refresh_token=sandbox-refresh-token", 400, "invalid_request"},
	} {
		status, body, header := x.post(pathToken, tt.media, "", tt.body)
		require.Equal(t, tt.status, status, tt.body)
		require.JSONEq(t, `{"error":"`+tt.code+`"}`, body)
		require.Equal(t, "no-store", header.Get("Cache-Control"))
	}
	status, _, _ := x.post(pathToken+"?"+good+"grant_type=refresh_token&refresh_token=sandbox-refresh-token", form, "", "")
	require.Equal(t, 401, status, "credentials are in the body, not in the address")
	status, _, header := x.do("GET", pathToken, "")
	require.Equal(t, 405, status)
	require.Equal(t, "POST", header.Get("Allow"))
}

func TestAccessTokensAreBounded(t *testing.T) {
	now := time.Date(2026, 11, 20, 15, 0, 0, 0, time.UTC)
	all := newTokens(graphQLDefaults(), func() time.Time { return now })
	first := all.byCredentials().AccessToken
	for range maxAccess - 1 {
		all.byCredentials()
	}
	require.True(t, all.good(first))
	all.byCredentials()
	require.False(t, all.good(first), "the oldest one ends before its time")
	require.Len(t, all.access, maxAccess)
	now = now.Add(time.Hour)
	all.byCredentials()
	require.Len(t, all.access, 1)
	require.Len(t, all.issued, 1)
}
