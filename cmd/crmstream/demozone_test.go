package main

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	sandboxall "github.com/crmstream/crmstream/sandbox/all"
)

// TestTheDemoHasOneZone checks that an event in summer is shown on the clocks of the source's zone, whatever the machine's zone is: else
// each write of it would read an hour off.
func TestTheDemoHasOneZone(t *testing.T) {
	for _, sandbox := range sandboxall.Sandboxes() {
		if sandbox.Name != "apro" {
			continue
		}
		_, fail := context.WithCancelCause(t.Context())
		t.Cleanup(func() { fail(nil) })
		e, err := startEmulator(sandbox, sandboxall.Options{Settings: demoSandbox(sandbox.Name)}, "127.0.0.1:0", slog.New(slog.DiscardHandler), fail)
		require.NoError(t, err)
		t.Cleanup(func() { stopEmulators([]emulator{e}) })
		form := url.Values{
			"apikey": {e.instance.Credentials["api_key"]}, "params[event][title]": {"Review"}, "params[event][date]": {"2026-07-01T10:00:00Z"},
		}
		resp, err := http.Post(e.url()+"/sharedapi/org_events/insert", "application/x-www-form-urlencoded", strings.NewReader(form.Encode())) //nolint:noctx // of a local emulator
		require.NoError(t, err)
		var body bytes.Buffer
		_, err = body.ReadFrom(resp.Body)
		require.NoError(t, err)
		require.NoError(t, resp.Body.Close())
		require.Contains(t, body.String(), `"hour":"11"`)
	}
}
