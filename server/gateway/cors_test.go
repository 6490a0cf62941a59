package gateway_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
	"github.com/crmstream/crmstream/server/gateway"
)

// TestOrigins asks for a source as pages of several origins do. Only those that are allowed may read the answer.
func TestOrigins(t *testing.T) {
	srv := serve(t, nil, gateway.Options{Sites: func() gateway.Sites {
		return gateway.Sites{Origins: []string{"https://bi.example.com", "http://localhost:3000"}}
	}})
	ask := func(method string, header map[string]string) answer {
		r, err := http.NewRequestWithContext(t.Context(), method, srv.URL+"/v1/sources/apro", http.NoBody)
		require.NoError(t, err)
		for name, value := range header {
			r.Header.Set(name, value)
		}
		got, err := srv.Client().Do(r)
		require.NoError(t, err)
		require.NoError(t, got.Body.Close())
		return answer{status: got.StatusCode, header: got.Header}
	}
	origins := map[string]bool{
		"https://bi.example.com":                         true,
		"http://localhost:3000":                          true,
		"http://bi.example.com":                          false, // another scheme
		"https://bi.example.com:443":                     false, // browsers leave that port out
		"https://BI.example.com":                         false,
		"https://bi.example.com.evil.org":                false,
		"https://evil-bi.example.com":                    false,
		"https://bi.example.com/":                        false,
		"https://example.com":                            false,
		"http://localhost":                               false,
		"http://localhost:3001":                          false,
		"null":                                           false,
		"*":                                              false,
		"https://xn--bi-example.com":                     false,
		"file://":                                        false,
		"https://bi.example.com.":                        false,
		"https://bi.example.co":                          false,
		"https://user@bi.example.com":                    false,
		"HTTPS://bi.example.com":                         false,
		"https://bi.example.com, https://bi.example.com": false,
		"": false,
	}
	foreign := 0
	for origin, allowed := range origins {
		got := ask(http.MethodGet, map[string]string{"Origin": origin, "Sec-Fetch-Site": "cross-site"})
		require.Contains(t, got.header.Values("Vary"), "Origin", origin)
		preflight := ask(http.MethodOptions, map[string]string{
			"Origin": origin, "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization", "Sec-Fetch-Site": "cross-site",
		})
		if !allowed && got.header.Get("Access-Control-Allow-Origin")+preflight.header.Get("Access-Control-Allow-Origin") != "" {
			foreign++
		}
		if origin == "" {
			continue // as programs send none
		}
		if !allowed {
			require.Equal(t, http.StatusForbidden, got.status, origin)
			require.Equal(t, http.StatusForbidden, preflight.status, origin)
			require.Empty(t, got.header.Get("Access-Control-Allow-Origin"), origin)
			require.Empty(t, preflight.header.Get("Access-Control-Allow-Origin"), origin)
			continue
		}
		require.Equal(t, http.StatusOK, got.status, origin)
		require.Equal(t, origin, got.header.Get("Access-Control-Allow-Origin"))
		require.Equal(t, "cross-origin", got.header.Get("Cross-Origin-Resource-Policy"))
		require.Contains(t, got.header.Get("Access-Control-Expose-Headers"), "X-Request-Id")
		require.Contains(t, got.header.Get("Access-Control-Expose-Headers"), "Crmstream-Key-Expires")
		require.Empty(t, got.header.Get("Access-Control-Allow-Credentials"))
		require.Equal(t, http.StatusNoContent, preflight.status)
		require.Contains(t, preflight.header.Get("Access-Control-Allow-Headers"), "Authorization")
		require.Contains(t, preflight.header.Get("Access-Control-Allow-Headers"), "Idempotency-Key")
		require.Contains(t, preflight.header.Get("Access-Control-Allow-Headers"), "Last-Event-ID")
		require.Equal(t, "GET, POST, PATCH, DELETE", preflight.header.Get("Access-Control-Allow-Methods"))
		require.Equal(t, "600", preflight.header.Get("Access-Control-Max-Age"))
	}
	check.AtLeast(t, "access_origins", float64(len(origins)), 20)
	check.AtMost(t, "access_foreign_origins_allowed", float64(foreign), 0)
	missing := ask(http.MethodGet, map[string]string{"Origin": "https://bi.example.com", "Accept": "image/png"})
	require.Equal(t, http.StatusNotAcceptable, missing.status)
	require.Equal(t, "https://bi.example.com", missing.header.Get("Access-Control-Allow-Origin"), "a page may read why it is refused")
	require.Equal(t, http.StatusOK, ask(http.MethodGet, nil).status, "programs send no origin")
}
