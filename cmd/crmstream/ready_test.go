package main

import (
	"net"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
)

// TestReadyWhileTheCRMsAreDown asks whether the server is ready while the only CRM refuses connections, and lists of it fail.
func TestReadyWhileTheCRMsAreDown(t *testing.T) {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, closed.Close())
	_, web, _ := serveHere(t, `listen: {grpc: "127.0.0.1:0", http: "127.0.0.1:0"}
sources:
  - {name: crm, connector: administrate, time_zone: UTC, settings: {base_url: "http://`+closed.Addr().String()+`", login: a@example.com, password: "${ADMINISTRATE}"}}
`)
	notReady, failed := 0, 0
	for range 20 {
		if code, _ := get(t, web+"/v1/sources/crm/tasks/1"); code == http.StatusServiceUnavailable {
			failed++
		}
		if code, _ := get(t, web+"/readyz"); code != http.StatusOK {
			notReady++
		}
	}
	require.Positive(t, failed)
	check.AtMost(t, "access_not_ready_while_crms_are_down", float64(notReady), 0)
}
