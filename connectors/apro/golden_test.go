package apro_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strconv"
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
					page, _ := strconv.Atoi(r.FormValue("params[page]"))
					limit, _ := strconv.Atoi(r.FormValue("params[limit]"))
					_, _ = w.Write(pageOf(t, body, page, limit))
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

// pageOf returns the page of a sample, which is a whole list, with its total.
func pageOf(t *testing.T, sample []byte, page, limit int) []byte {
	t.Helper()
	var answer struct{ Data json.RawMessage }
	require.NoError(t, json.Unmarshal(sample, &answer))
	var rows []json.RawMessage
	filtered := map[string]json.RawMessage{}
	if json.Unmarshal(answer.Data, &rows) != nil {
		require.NoError(t, json.Unmarshal(answer.Data, &filtered))
		if json.Unmarshal(filtered["list"], &rows) != nil {
			return sample // rows by id are for few samples, of a row
		}
	}
	start := min(max(page-1, 0)*limit, len(rows))
	if limit == 0 || start == 0 && limit >= len(rows) {
		return sample
	}
	list, err := json.Marshal(rows[start:min(start+limit, len(rows))])
	require.NoError(t, err)
	if len(filtered) > 0 {
		filtered["list"] = list
		list, err = json.Marshal(filtered)
		require.NoError(t, err)
	}
	return fmt.Appendf(nil, `{"status":"success","data":%s}`, list)
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
