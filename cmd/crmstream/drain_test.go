package main

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestDrainDelay stops a server that waits before it does: it says that it is not ready, and serves.
func TestDrainDelay(t *testing.T) {
	const delay = 1500 * time.Millisecond
	s := startAdministrated(t, "listen: {grpc: \"127.0.0.1:0\", http: \"127.0.0.1:0\"}\ndrain_delay: 1500ms")
	code, _ := get(t, s.web+"/readyz")
	require.Equal(t, http.StatusOK, code)
	start := time.Now()
	s.stop()
	s.stderr.waitFor("draining")
	code, text := get(t, s.web+"/readyz")
	require.Equal(t, http.StatusServiceUnavailable, code)
	require.Contains(t, text, "the server drains")
	code, _ = get(t, s.web+"/v1/sources/crm")
	require.Equal(t, http.StatusOK, code, "calls are served meanwhile")
	code, _ = get(t, s.web+"/healthz")
	require.Equal(t, http.StatusOK, code, "the process is well")
	require.Zero(t, s.code())
	require.GreaterOrEqual(t, time.Since(start), delay)
}

// TestHealth asks the health service with a key and without. The answers have what load balancers need, and nothing of sources.
func TestHealth(t *testing.T) {
	g := startGuarded(t)
	health := healthv1.NewHealthClient(g.conn)
	check := func(service string) (healthv1.HealthCheckResponse_ServingStatus, error) {
		answer, err := health.Check(t.Context(), &healthv1.HealthCheckRequest{Service: service})
		return answer.GetStatus(), err
	}
	for _, service := range []string{"", "crmstream.v1.ContactsService", "crmstream.v1.SourcesService"} {
		state, err := check(service)
		require.NoError(t, err, service)
		require.Equal(t, healthv1.HealthCheckResponse_SERVING, state, service)
	}
	for _, service := range []string{"source/apro", "apro", "source/none"} {
		_, err := check(service)
		require.Equal(t, codes.NotFound, status.Code(err), service)
		require.Equal(t, "unknown service", status.Convert(err).Message())
	}
	called := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+g.key(t, "warehouse"))
	_, err := health.List(t.Context(), &healthv1.HealthListRequest{})
	require.Equal(t, codes.Unimplemented, status.Code(err))
	_, err = health.List(called, &healthv1.HealthListRequest{})
	require.Equal(t, codes.Unimplemented, status.Code(err), "nor with a key")

	alone, err := health.Watch(t.Context(), &healthv1.HealthCheckRequest{})
	require.NoError(t, err)
	_, err = alone.Recv()
	require.Equal(t, codes.Unauthenticated, status.Code(err))
	watch, err := health.Watch(called, &healthv1.HealthCheckRequest{})
	require.NoError(t, err)
	state, err := watch.Recv()
	require.NoError(t, err)
	require.Equal(t, healthv1.HealthCheckResponse_SERVING, state.GetStatus())

	socket := g.app.adminListener.Addr().String()
	code, _ := askAdmin(t, http.MethodGet, "unix", socket, "/readyz", nil)
	require.Equal(t, http.StatusOK, code)
	require.Equal(t, "draining\n", command(t, "admin", "drain", "--socket", socket).stdout)
	state, err = watch.Recv()
	require.NoError(t, err)
	require.Equal(t, healthv1.HealthCheckResponse_NOT_SERVING, state.GetStatus())
	now, err := check("crmstream.v1.ContactsService")
	require.NoError(t, err)
	require.Equal(t, healthv1.HealthCheckResponse_NOT_SERVING, now)
	code, _ = askAdmin(t, http.MethodGet, "unix", socket, "/readyz", nil)
	require.Equal(t, http.StatusServiceUnavailable, code)
	_, err = crmstreamv1.NewSourcesServiceClient(g.conn).ListSources(called, &crmstreamv1.ListSourcesRequest{})
	require.NoError(t, err, "calls are served until the stop")
}
