package proxima

import (
	"bytes"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// testClient returns a client whose requests go to a handler; change adapts its settings.
func testClient(t testing.TB, upstream http.Handler, change func(*Settings)) *Client {
	t.Helper()
	return clientOver(t, conformance.Upstream{}.Carry(upstream), change)
}

// clientOver returns a client whose requests a transport carries; change adapts its settings.
func clientOver(t testing.TB, transport http.RoundTripper, change func(*Settings)) *Client {
	t.Helper()
	s, ok := Driver().Settings().(*Settings)
	require.True(t, ok)
	s.BaseURL, s.Password, s.FirstDay = "https://tenant.example.com/crm", connectors.NewSecret("p/assword"), "2025-07-01"
	s.PadDays = 1
	if change != nil {
		change(s)
	}
	require.NoError(t, s.Validate())
	account := connectors.Account{Source: "test", TimeZone: time.UTC, Transport: transport}
	c, err := Driver().New(account, s)
	require.NoError(t, err)
	client, ok := c.(*Client)
	require.True(t, ok)
	return client
}

// kyiv is a zone other than UTC.
func kyiv(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Kyiv")
	require.NoError(t, err)
	return zone
}

// answering is a tenant that answers each run with the same body.
func answering(body []byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/crm/crm-api/login" {
			_, _ = w.Write([]byte(`{"token":"0123456789abcdef","expires_at":"2126-01-01T00:00:00+00:00"}`))
			return
		}
		_, _ = w.Write(body)
	})
}

// TestOneTransport counts the connections of a client that was given no transport, to a login and to a list.
func TestOneTransport(t *testing.T) {
	var opened atomic.Int64
	server := httptest.NewUnstartedServer(answering([]byte(`[]`)))
	server.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		if s == http.StateNew {
			opened.Add(1)
		}
	}
	server.Start()
	defer server.Close()
	s, ok := Driver().Settings().(*Settings)
	require.True(t, ok)
	s.BaseURL, s.Password, s.FirstDay = server.URL+"/crm", connectors.NewSecret("p/assword"), "2025-07-01"
	c, err := New(connectors.Account{Source: "test", TimeZone: time.UTC}, s)
	require.NoError(t, err)
	_, err = conformance.Fetch(t.Context(), c, &crmstreamv1.ListVisitsRequest{StartBefore: "2025-07-02"}, connectors.PageRequest{})
	require.NoError(t, err)
	require.EqualValues(t, 1, opened.Load())
}

func TestDocumentedSamples(t *testing.T) {
	conformance.Golden(t, "testdata/visits", &crmstreamv1.ListVisitsResponse{}, func(t *testing.T, body []byte) connectors.Page {
		c := testClient(t, answering(body), func(s *Settings) { s.WindowDays, s.DistanceUnit = 62, unitMetres })
		page, err := conformance.Fetch(t.Context(), c, &crmstreamv1.ListVisitsRequest{}, connectors.PageRequest{})
		require.NoError(t, err)
		for _, n := range page.Notices {
			require.NotEqual(t, transcode.NoticeUnknownKeys, n.Code, "the samples have keys that the table does not know: %s", n.Message)
		}
		return page
	})
}

// FuzzRows feeds any body to the decoder of batches: it never panics, returns only classified errors and keeps nothing
// that is outside the window.
func FuzzRows(f *testing.F) {
	samples, err := filepath.Glob("testdata/visits/*.json")
	require.NoError(f, err)
	for _, sample := range samples {
		body, err := os.ReadFile(sample)
		require.NoError(f, err)
		f.Add(body)
	}
	f.Add([]byte(`[{"task_id":1,"task_datefrom":"0000-00-00"},{"task_id":null},[]]`))
	c := testClient(f, nil, nil)
	q, err := c.query(startsOfVisits(&crmstreamv1.ListVisitsRequest{EndBefore: "2025-09-01"}))
	require.NoError(f, err)
	w, _, err := c.windowAt(q, "2025-08-01/2")
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, body []byte) {
		resp := rest.Response{Status: http.StatusOK, Body: body}
		if err := classifyResult(resp); err != nil {
			var classified *connectors.Error
			require.ErrorAs(t, err, &classified)
			return
		}
		g := &windowRows{client: c, kind: c.visitKind(), query: q, window: w, raw: true}
		g.reset()
		list, _ := resp.JSON()
		rows, err := g.add(list)
		require.NoError(t, err)
		page := g.page()
		require.Equal(t, rows, len(page.Records)+page.Outside+page.Repeats)
		for _, r := range page.Records {
			require.NotEmpty(t, r.ID)
			require.NotEqual(t, r.Err == nil, r.Wire == nil)
			require.True(t, bytes.HasPrefix(r.Key, []byte("2025-08-01T")) || bytes.HasPrefix(r.Key, []byte("2025-08-02T")), "key %q", r.Key)
		}
	})
}

// FuzzAnswers feeds any body to the classifiers, each of which says what may be read of it.
func FuzzAnswers(f *testing.F) {
	for _, body := range []string{`{"job_id":7}`, `{"status":3,"batch_count":null}`, `[]`, `{"message":"no"}`, ``, `<html>`, `{"job_id":"7"}`} {
		f.Add([]byte(body), 200)
	}
	f.Fuzz(func(t *testing.T, body []byte, status int) {
		for _, classify := range []func(rest.Response) error{classifyLogin, runClassifier(false), runClassifier(true), classifyStatus, classifyResult} {
			if err := classify(rest.Response{Status: status, Body: body}); err != nil {
				var classified *connectors.Error
				require.ErrorAs(t, err, &classified)
			}
		}
	})
}

// runClassifier is classifyRun for a format.
func runClassifier(csv bool) func(rest.Response) error {
	return func(res rest.Response) error { return classifyRun(res, "f", csv) }
}

func FuzzCursor(f *testing.F) {
	f.Add("2025-08-01/31")
	f.Add("0000-01-01/1")
	f.Fuzz(func(t *testing.T, text string) {
		w, err := parseCursor(connectors.Cursor(text))
		if err != nil {
			require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindCursorGone})
			return
		}
		require.Equal(t, text, string(w.cursor()))
	})
}
