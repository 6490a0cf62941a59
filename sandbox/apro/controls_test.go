package apro_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/sandbox/apro"
)

// TestControls makes the CRM call its receivers by requests.
func TestControls(t *testing.T) {
	var action string
	gateway := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		action = r.FormValue("action")
		answer := map[string]string{
			"sendSms": `{"success":true,"data":7}`, "smsStatus": `{"success":true,"count":2,"status":"send"}`, "call": `{"success":true}`,
		}[action]
		_, _ = io.WriteString(w, answer)
	}))
	defer gateway.Close()
	settings := apro.Defaults()
	settings.SMSGatewayURL, settings.CallURL = gateway.URL, gateway.URL
	crm, err := apro.New(settings)
	require.NoError(t, err)
	defer func() { require.NoError(t, crm.Close()) }()
	served := httptest.NewServer(crm)
	defer served.Close()
	ask := func(method, path string, params url.Values) (int, string) {
		req, err := http.NewRequestWithContext(t.Context(), method, served.URL+path+"?"+params.Encode(), nil)
		require.NoError(t, err)
		resp, err := served.Client().Do(req)
		require.NoError(t, err)
		body, err := io.ReadAll(resp.Body)
		require.NoError(t, err)
		require.NoError(t, resp.Body.Close())
		return resp.StatusCode, string(body)
	}
	for _, c := range []struct{ method, path, params, want, action string }{
		{http.MethodPost, "/_sandbox/sms", "destination=%2B1&text=hi", `{"id":7}`, "sendSms"},
		{http.MethodGet, "/_sandbox/sms", "id=7", `{"status":"send","count":2}`, "smsStatus"},
		{http.MethodPost, "/_sandbox/call", "from=1&to=2&user=3", `{"placed":true}`, "call"},
	} {
		params, err := url.ParseQuery(c.params)
		require.NoError(t, err)
		status, body := ask(c.method, c.path, params)
		require.Equal(t, http.StatusOK, status, body)
		require.JSONEq(t, c.want, body)
		require.Equal(t, c.action, action)
	}
	status, body := ask(http.MethodGet, "/_sandbox/sms", url.Values{"id": {"x"}})
	require.Equal(t, http.StatusBadGateway, status)
	require.Contains(t, body, "id: must be the number")
}
