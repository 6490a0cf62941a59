package apro_test

import (
	"fmt"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

func TestRefusals(t *testing.T) {
	const fields = `{"where":["fields.1 = x"]}`
	tests := []struct {
		name, fields string
		status       int
		body         string
		kind         connectors.Kind
		field        string
		after        time.Duration
	}{
		{"key or right", `{}`, 200, `{"status":"fail","message":"ACCESS_DENY"}`, connectors.KindForbidden, "", 0},
		{"with 501", `{}`, 501, `{"status":"fail","message":"ACCESS_DENY"}`, connectors.KindForbidden, "", 0},
		{"quota", `{}`, 200, `{"status":"fail","message":"Error: limit_exceeded (200)"}`, connectors.KindRateLimited, "", 15 * time.Minute},
		{"no such method", `{}`, 200, `{"status":"fail","message":"BAD_REQUEST"}`, connectors.KindUnsupported, "", 0},
		{"conditions refused", fields, 200, `{"status":"fail","message":"BAD_PARAMS"}`, connectors.KindInvalidRequest, "where", 0},
		{"parameters refused", `{}`, 200, `{"status":"fail","message":"BAD_PARAMS"}`, connectors.KindMisconfigured, "", 0},
		{"overloaded", `{}`, 501, `{"status":"fail","message":"SERVER_IS_OVERLOADED"}`, connectors.KindUnavailable, "", 0},
		{"no reason", `{}`, 200, `{"status":"fail"}`, connectors.KindUnavailable, "", 0},
		{"some reason", `{}`, 200, `{"status":"fail","message":"The module is off"}`, connectors.KindMisconfigured, "", 0},
		{"no data", `{}`, 200, `{"status":"success"}`, connectors.KindMalformedResponse, "", 0},
		{"no envelope", `{}`, 200, `{"list":[]}`, connectors.KindMalformedResponse, "", 0},
		{"no list", `{}`, 200, `{"status":"success","data":true}`, connectors.KindMalformedResponse, "", 0},
		{"empty", `{}`, 200, ` `, connectors.KindUnavailable, "", 0},
		{"warning", `{}`, 200, `Warning: mysqli_connect()`, connectors.KindMalformedResponse, "", 0},
		{"page", `{}`, 200, `<html>`, connectors.KindMalformedResponse, "", 0},
		{"gateway", `{}`, 502, `<html>`, connectors.KindUnavailable, "", 0},
		{"not implemented", `{}`, 501, `no`, connectors.KindUnavailable, "", 0},
		{"wrong host", `{}`, 404, `no`, connectors.KindMisconfigured, "", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				handler := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
					w.WriteHeader(test.status)
					_, _ = w.Write([]byte(test.body))
				})
				settings := apro.Driver().Settings().(*apro.Settings)
				settings.BaseURLs, settings.APIKey = []string{"http://account.example"}, connectors.NewSecret(sandbox.Defaults().APIKey)
				client, err := apro.New(connectors.Account{Transport: conformance.Upstream{}.Carry(handler)}, settings)
				require.NoError(t, err)
				l := named(t, sandbox.ListContacts)
				ctx := connectors.WithMeter(t.Context(), &connectors.Meter{Interactive: true})
				_, err = conformance.Fetch(ctx, client, l.ask(t, test.fields), connectors.PageRequest{})
				var classified *connectors.Error
				require.ErrorAs(t, err, &classified)
				require.Equal(t, test.kind, classified.Kind, err)
				require.Equal(t, test.field, classified.Field)
				require.Equal(t, test.after, classified.RetryAfter)
				require.Equal(t, "apro", classified.Connector)
				require.Equal(t, "purchaser/filter", classified.Op)
				require.NotContains(t, fmt.Sprintf("%v %#v", err, err), sandbox.Defaults().APIKey)
			})
		})
	}
}

// TestSecondAddress falls back to the next base URL when no connection can be had.
func TestSecondAddress(t *testing.T) {
	server, err := sandbox.New(sandbox.Defaults())
	require.NoError(t, err)
	settings := apro.Driver().Settings().(*apro.Settings)
	settings.BaseURLs = []string{"http://127.0.0.1:1", serve(t, server)}
	settings.APIKey = connectors.NewSecret(sandbox.Defaults().APIKey)
	client, err := apro.New(connectors.Account{}, settings)
	require.NoError(t, err)
	page, err := conformance.Fetch(t.Context(), client, &crmstreamv1.ListContactsRequest{}, connectors.PageRequest{Want: 3})
	require.NoError(t, err)
	require.NotEmpty(t, page.Records)
}

func TestSettings(t *testing.T) {
	good := func() *apro.Settings {
		s := apro.Driver().Settings().(*apro.Settings)
		s.BaseURLs, s.APIKey = []string{"http://account.example:81", "http://account.example"}, connectors.NewSecret("x")
		return s
	}
	require.NoError(t, good().Validate())
	tests := map[string]func(*apro.Settings){
		"base_urls: is missing":    func(s *apro.Settings) { s.BaseURLs = nil },
		"base_urls[1]":             func(s *apro.Settings) { s.BaseURLs[1] = "account" },
		"api_key: is missing":      func(s *apro.Settings) { s.APIKey = connectors.Secret{} },
		"dialect: \"klingon\"":     func(s *apro.Settings) { s.Dialect = "klingon" },
		"page_sizes.deals: 0":      func(s *apro.Settings) { s.PageSizes.Deals = 0 },
		"page_sizes.calls: 100000": func(s *apro.Settings) { s.PageSizes.Calls = 100_000 },
		"changed_overlap":          func(s *apro.Settings) { s.ChangedOverlap = -time.Second },
		"first_day":                func(s *apro.Settings) { s.FirstDay = "1.1.2005" },
		"empty_lists: \"null\"":    func(s *apro.Settings) { s.EmptyLists = "null" },
		`call_timestamp: "seconds" is unknown: use ms, s or text`: func(s *apro.Settings) { s.CallTimestamp = "seconds" },
		`marker_fields.deals: "name" must be the number`:          func(s *apro.Settings) { s.Markers.Deals = "name" },
		`marker_fields.stockItems: "007"`:                         func(s *apro.Settings) { s.Markers.StockItems = "007" },
	}
	for text, spoil := range tests {
		s := good()
		spoil(s)
		require.ErrorContains(t, s.Validate(), text)
	}
	_, err := apro.New(connectors.Account{}, good())
	require.ErrorContains(t, err, "has 1 characters")
	requests, window := good().DefaultBudget()
	require.Equal(t, 200, requests)
	require.Equal(t, time.Hour, window)
}
