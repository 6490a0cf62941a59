package administrate

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

func TestDocumentedSamples(t *testing.T) {
	conformance.Golden(t, "testdata/tasks", &crmstreamv1.ListTasksResponse{}, func(t *testing.T, body []byte) connectors.Page {
		c, _ := scripted(t, http.StatusOK, string(body))
		c.zone = time.UTC
		page, err := conformance.Fetch(t.Context(), c, &crmstreamv1.ListTasksRequest{}, connectors.PageRequest{})
		require.NoError(t, err)
		require.Empty(t, page.Notices, "the samples have keys that the table does not know, or values it cannot read")
		return page
	})
}

// TestDocumentedSingleSample reads the answer for one task, whose account_id is its account's.
func TestDocumentedSingleSample(t *testing.T) {
	conformance.Golden(t, "testdata/single", &crmstreamv1.ListTasksResponse{}, func(t *testing.T, body []byte) connectors.Page {
		c, _ := scripted(t, http.StatusOK, string(body))
		page, err := conformance.Find(t.Context(), c, &crmstreamv1.BatchGetTasksRequest{Ids: []string{"4"}})
		require.NoError(t, err)
		require.Empty(t, page.Notices, "the sample has keys that the table does not know, or values it cannot read")
		return page
	})
}

// FuzzSingle feeds any body to the decoder of one task: it never panics and returns only classified errors.
func FuzzSingle(f *testing.F) {
	body, err := os.ReadFile("testdata/single/get.json")
	require.NoError(f, err)
	f.Add(body)
	c := &Client{settings: &Settings{PageSize: 100}, zone: time.UTC}
	f.Fuzz(func(t *testing.T, body []byte) {
		resp := response(body)
		err := classifySingle(resp)
		var page connectors.Page
		if err == nil {
			task, _ := resp.JSON()
			page, err = c.readSingle(task, "4", true)
		}
		if err != nil {
			var classified *connectors.Error
			require.ErrorAs(t, err, &classified)
			return
		}
		require.Len(t, page.Records, 1)
		require.NotEmpty(t, page.Records[0].ID)
		require.NotEqual(t, page.Records[0].Err == nil, page.Records[0].Wire == nil)
	})
}

// FuzzPage feeds any body to the page decoder: it never panics and returns only classified errors.
func FuzzPage(f *testing.F) {
	samples, err := filepath.Glob("testdata/tasks/*.json")
	require.NoError(f, err)
	for _, sample := range samples {
		body, err := os.ReadFile(sample)
		require.NoError(f, err)
		f.Add(body)
	}
	c := &Client{settings: &Settings{PageSize: 100}, zone: time.UTC}
	f.Fuzz(func(t *testing.T, body []byte) {
		resp := response(body)
		if err := (&query{}).classify(resp); err != nil {
			var classified *connectors.Error
			require.ErrorAs(t, err, &classified)
			return
		}
		tasks, err := resp.JSON()
		require.NoError(t, err)
		page, err := (&query{Client: c, raw: true}).read(tasks)
		require.NoError(t, err)
		for _, r := range page.Records {
			require.NotEmpty(t, r.ID)
			require.NotEqual(t, r.Err == nil, r.Wire == nil)
		}
	})
}

func TestSettingsNameEveryMistake(t *testing.T) {
	err := (&Settings{BaseURL: "http://crm.example.com"}).Validate()
	for _, part := range []string{"base_url", "https", "login", "password", "page_size"} {
		require.ErrorContains(t, err, part)
	}
	require.NoError(t, (&Settings{BaseURL: "https://x.example.com", Login: "a", Password: connectors.NewSecret("b"), PageSize: 50}).Validate())
}

func response(body []byte) rest.Response { return rest.Response{Status: http.StatusOK, Body: body} }
