package main

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"github.com/crmstream/crmstream/internal/check"
)

// withMetadata returns a context of calls with so many bytes of metadata.
func withMetadata(ctx context.Context, bytes int) context.Context {
	const piece = 8 << 10
	text, parts := strings.Repeat("x", piece), []string(nil)
	for i := range bytes / piece {
		parts = append(parts, fmt.Sprintf("x-part-%d", i), text)
	}
	return metadata.AppendToOutgoingContext(ctx, parts...)
}

// TestMemoryUnderLargeMetadata sends calls with 16 MiB of metadata, all of which are refused, and then as many calls with almost as
// much as is allowed as the server takes, none of which reads. Neither costs much memory.
func TestMemoryUnderLargeMetadata(t *testing.T) {
	sandbox := startGated(t, "administrate", `{"rows": 10000}`)
	server := serveText(t, buildBinary(t), fmt.Sprintf(stallConfig, sandbox.url))
	f := footprintOf(t, server)
	ctx, cancel := context.WithTimeout(t.Context(), within)
	defer cancel()

	var calling sync.WaitGroup
	var refused atomic.Int64
	for range 60 {
		conn := dial(t, server.grpc)
		calling.Go(func() {
			r, err := openReader(withMetadata(ctx, 16<<20), conn, "tasks", "source=crm")
			if err == nil {
				err = r.read()
			}
			if err != nil {
				refused.Add(1)
			}
		})
	}
	calling.Wait()
	check.AtLeast(t, "metadata_16_mib_refused", float64(refused.Load()), 60)
	f.check(t, "metadata_refused")

	calls := 4096 + 100
	if testing.Short() {
		calls = 600
	}
	large := openCalls(withMetadata(ctx, 56<<10), t, server, calls)
	check.AtLeast(t, "metadata_calls_taken", large.taken, 200)
	f.check(t, "metadata_large")
	small := openCalls(ctx, t, server, calls)
	check.AtLeast(t, "metadata_other_calls_taken", large.taken+small.taken, float64(min(calls, 4000)))
	f.check(t, "metadata_and_calls")
}

// opened counts calls by what came of them.
type opened struct{ taken, overloaded float64 }

// openCalls opens lists of which one message is read and no more, a hundred over each connection.
func openCalls(ctx context.Context, t *testing.T, server process, calls int) opened {
	t.Helper()
	var calling sync.WaitGroup
	var taken, overloaded atomic.Int64
	others := make(chan error, calls)
	slots := make(chan struct{}, 64)
	for i := 0; i < calls; i += 100 {
		conn := dial(t, server.grpc)
		for range min(100, calls-i) {
			slots <- struct{}{}
			calling.Go(func() {
				defer func() { <-slots }()
				r, err := openReader(ctx, conn, "tasks", "source=crm")
				if err == nil {
					err = r.read()
				}
				switch {
				case err == nil:
					taken.Add(1)
				case status.Code(err) == codes.Unavailable:
					overloaded.Add(1)
				default:
					others <- err
				}
			})
		}
	}
	calling.Wait()
	require.Empty(t, others)
	return opened{taken: float64(taken.Load()), overloaded: float64(overloaded.Load())}
}
