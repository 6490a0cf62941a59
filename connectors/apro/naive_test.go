package apro_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// naive reads a list by page numbers in ascending order, as a script would.
func (l list) naive(t *testing.T, upstream http.RoundTripper) []string {
	t.Helper()
	kinds := []string{""}
	if l.name == sandbox.ListStock {
		kinds = []string{"1", "2", "3"}
	}
	var ids []string
	for _, kind := range kinds {
		for page := 1; ; page++ {
			form := url.Values{"params[page]": {strconv.Itoa(page)}}
			for key, value := range l.script {
				form.Set("params["+key+"]", value)
			}
			if kind != "" {
				form.Set("params[type]", kind)
			}
			rows := l.post(t, upstream, form)
			if len(rows) == 0 {
				break
			}
			ids = append(ids, rows...)
		}
	}
	return ids
}

// post sends a form and returns the ids of the rows of the answer.
func (l list) post(t *testing.T, upstream http.RoundTripper, form url.Values) []string {
	t.Helper()
	answer := dataOf(t, upstream, l.op, form)
	var data struct {
		List []struct {
			ID json.RawMessage `json:"id"`
		} `json:"list"`
	}
	if json.Unmarshal(answer, &data.List) != nil {
		require.NoError(t, json.Unmarshal(answer, &data))
	}
	ids := make([]string, 0, len(data.List))
	for _, row := range data.List {
		ids = append(ids, strings.Trim(string(row.ID), `"`))
	}
	return ids
}

// dataOf sends a form and returns the data of the answer.
func dataOf(t *testing.T, upstream http.RoundTripper, op string, form url.Values) json.RawMessage {
	t.Helper()
	form.Set("apikey", sandbox.Defaults().APIKey)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://account.example:81/sharedapi/"+op, strings.NewReader(form.Encode()))
	require.NoError(t, err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := upstream.RoundTrip(r)
	require.NoError(t, err)
	var envelope struct {
		Data json.RawMessage `json:"data"`
	}
	require.NoError(t, json.NewDecoder(resp.Body).Decode(&envelope))
	require.NoError(t, resp.Body.Close())
	return envelope.Data
}
