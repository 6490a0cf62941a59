package apro_test

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	"github.com/crmstream/crmstream/connectors/conformance"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// TestDocumentedSamples reads the vendor's samples.
func TestDocumentedSamples(t *testing.T) {
	folders := map[string]string{sandbox.ListStock: "stock"}
	for _, l := range lists {
		folder, ok := folders[l.name]
		if !ok {
			folder = l.name
		}
		t.Run(folder, func(t *testing.T) {
			conformance.Golden(t, filepath.Join("testdata", folder), responses[l.name], func(t *testing.T, body []byte) connectors.Page {
				client := answering(t, func(w http.ResponseWriter, r *http.Request) {
					if page := r.FormValue("params[page]"); page != "" && page != "1" {
						end := `[]` // calls have no total, so their end is asked for
						if l.name == sandbox.ListInvoices {
							end = `{"list":[]}`
						}
						_, _ = w.Write([]byte(`{"status":"success","data":` + end + `}`))
						return
					}
					_, _ = w.Write(body)
				})
				req := l.request()
				if l.name == sandbox.ListStock {
					req = l.ask(t, `{"typeIds":["3"]}`)
				}
				page, err := conformance.Fetch(t.Context(), client, req, connectors.PageRequest{})
				require.NoError(t, err)
				for _, n := range page.Notices {
					require.Equal(t, "BULK_GATHERED", n.Code, "keys that the table does not know, or values it cannot read")
				}
				return page
			})
		})
	}
}

// answering returns a client of an upstream that a handler plays.
func answering(t testing.TB, handler http.HandlerFunc) connectors.Client {
	t.Helper()
	settings := apro.Driver().Settings().(*apro.Settings)
	settings.BaseURLs = []string{serve(t, handler) + "/base"}
	settings.APIKey = connectors.NewSecret(sandbox.Defaults().APIKey)
	client, err := apro.New(connectors.Account{Source: "test"}, settings)
	require.NoError(t, err)
	return client
}

// serve starts an upstream and returns its address.
func serve(t testing.TB, handler http.Handler) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}
