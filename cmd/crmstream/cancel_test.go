package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
	"google.golang.org/grpc"
)

// cancelConfig is a server of one source.
const cancelConfig = `listen: {grpc: "127.0.0.1:0", http: "127.0.0.1:0"}
sources:
  - {name: crm, connector: administrate, time_zone: UTC, settings: {base_url: "%s", login: sandbox@example.com, password: "${ADMINISTRATE}"}}
`

// cancelRig is a server whose upstream answers nothing.
type cancelRig struct {
	upstream *gated
	conn     grpc.ClientConnInterface
	web      string
}

// ask sends a request of a kind, and returns when it has failed.
func (r cancelRig) ask(ctx context.Context, kind string) error {
	switch kind {
	case "stream":
		reader, err := openReader(ctx, r.conn, "tasks", "source=crm", "max_staleness=0s")
		if err != nil {
			return err
		}
		return reader.drain()
	case "lines":
		return r.get(ctx, "/v1/sources/crm/tasks?maxStaleness=0s&format=ndjson")
	case "document":
		return r.get(ctx, "/v1/sources/crm/tasks?maxStaleness=0s")
	default:
		return r.get(ctx, "/v1/sources/crm/tasks/7")
	}
}

// get asks for a URL. A deadline goes along, as that of a gRPC call does; a client that is cancelled only hangs up.
func (r cancelRig) get(ctx context.Context, url string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, r.web+url, http.NoBody)
	if err != nil {
		return err
	}
	if deadline, limited := ctx.Deadline(); limited {
		request.Header.Set("Grpc-Timeout", fmt.Sprint(time.Until(deadline).Milliseconds())+"m")
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	_, err = io.Copy(io.Discard, answer.Body)
	return err
}

// TestTheUpstreamLearnsOfCallersThatLeave ends calls while the upstream is slow, which must end their upstream requests. How soon
// is told.
func TestTheUpstreamLearnsOfCallersThatLeave(t *testing.T) {
	r := cancelRig{upstream: startGated(t, "administrate", "")}
	r.upstream.free.Store(0)
	grpcAddress, web, _ := serveHere(t, fmt.Sprintf(cancelConfig, r.upstream.url))
	r.conn, r.web = dial(t, grpcAddress), web
	for _, kind := range []string{"stream", "lines", "document", "look-up"} {
		t.Run(kind+", cancelled", func(t *testing.T) {
			var delays []time.Duration
			for range 50 {
				ctx, cancel := context.WithCancel(t.Context())
				ended := make(chan error, 1)
				go func() { ended <- r.ask(ctx, kind) }()
				left := <-r.upstream.held
				cancelled := time.Now()
				cancel()
				delays = append(delays, until(t, left).Sub(cancelled))
				require.Error(t, <-ended)
			}
			tellDelays(t, delays)
		})
		t.Run(kind+", out of time", func(t *testing.T) {
			var delays []time.Duration
			for range 5 {
				ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
				deadline, _ := ctx.Deadline()
				_ = r.ask(ctx, kind) // by HTTP the server's answer comes before the client gives up
				cancel()
				select {
				case left := <-r.upstream.held:
					delays = append(delays, until(t, left).Sub(deadline))
				default: // a busy machine needs longer to ask
				}
			}
			require.NotEmpty(t, delays)
			tellDelays(t, delays)
		})
	}
}

// until returns the time when the upstream learned that its client had left.
func until(t *testing.T, left <-chan time.Time) time.Time {
	t.Helper()
	select {
	case at := <-left:
		return at
	case <-time.After(30 * time.Second):
		require.Fail(t, "the upstream works on for nobody")
		return time.Time{}
	}
}

func tellDelays(t *testing.T, delays []time.Duration) {
	t.Helper()
	slices.Sort(delays)
	name := "cancel_" + regexp.MustCompile(`[^a-z]+`).ReplaceAllString(strings.TrimPrefix(t.Name(), "TestTheUpstreamLearnsOfCallersThatLeave/"), "_")
	check.Tell(name+"_median_ms", float64(delays[len(delays)/2].Microseconds())/1000)
	check.Tell(name+"_worst_ms", float64(delays[len(delays)-1].Microseconds())/1000)
}
