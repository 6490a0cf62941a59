package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"

	"github.com/crmstream/crmstream/internal/check"
)

var (
	soakFor  = flag.Duration("soak", 4*time.Second, "how long TestSoak runs")
	soakRace = flag.Bool("soak.race", false, "run TestSoak's server with the race detector")
)

const (
	soakStreams = 50
	soakRows    = 900
	// soakLong is from when on a run tells whether something grows: a shorter one ends before all connections are made.
	soakLong = time.Minute
	// soakFaults is how manieth request of an upstream fails: one in twenty.
	soakFaults = 20
)

// failing is a sandbox of which some requests fail.
type failing struct {
	*gated
	asked, failed atomic.Int64
}

func (f *failing) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	n := f.asked.Add(1)
	if n%soakFaults != 0 {
		f.gated.ServeHTTP(w, r)
		return
	}
	f.failed.Add(1)
	switch n / soakFaults % 3 {
	case 0:
		_, _ = io.Copy(io.Discard, r.Body)
		http.Error(w, "down", http.StatusBadGateway)
	case 1:
		panic(http.ErrAbortHandler)
	default:
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `[{"id":`) // cut
		panic(http.ErrAbortHandler)
	}
}

// TestSoak has fifty streams read lists over and over, by gRPC, as lines and as documents, some of which are left half way, from an
// upstream of which one request in twenty fails. Heap, goroutines and descriptors of the server do not grow from the first third to
// the last.
func TestSoak(t *testing.T) {
	upstream := &failing{gated: startGated(t, "administrate", fmt.Sprintf(`{"rows": %d}`, soakRows))}
	address := serveQuietly(t, upstream)
	dir := t.TempDir()
	config := filepath.Join(dir, "crmstream.yaml")
	require.NoError(t, os.WriteFile(config, fmt.Appendf(nil, soakConfig, address), 0o600))
	server := serveConfig(t, soakBinary(t), config, filepath.Join(dir, "log"))
	ctx, cancel := context.WithCancel(t.Context()) // and no deadline, which the server would end calls before
	defer time.AfterFunc(*soakFor, cancel).Stop()
	defer cancel()
	var reading sync.WaitGroup
	var lists atomic.Int64
	wrong := make(chan error, soakStreams)
	for i := range soakStreams {
		conn := dial(t, server.grpc)
		reading.Go(func() {
			for n := i; ctx.Err() == nil; n++ {
				if err := soakOnce(ctx, server, conn, n); err != nil && ctx.Err() == nil {
					wrong <- fmt.Errorf("stream %d: %w", i, err)
					return
				}
				lists.Add(1)
			}
		})
	}
	samples := server.sample(ctx, t)
	reading.Wait()
	close(wrong)
	for err := range wrong {
		require.NoError(t, err)
	}
	check.Tell("soak_lists", float64(lists.Load()))
	check.AtLeast(t, "soak_faults", float64(upstream.failed.Load()), 1)
	for _, series := range samples {
		check.Tell("soak_"+series.name+"_first_third", series.mean(0))
		check.Tell("soak_"+series.name+"_last_third", series.mean(2))
		if growth := series.mean(2) - series.mean(0); *soakFor >= soakLong {
			check.AtMost(t, "soak_"+series.name+"_growth", growth, series.slack)
		} else {
			check.Tell("soak_"+series.name+"_growth", growth)
		}
	}
}

// serveQuietly serves an upstream that breaks HTTP's rules, and returns its address.
func serveQuietly(t *testing.T, upstream http.Handler) string {
	t.Helper()
	server := httptest.NewUnstartedServer(upstream)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.Start()
	t.Cleanup(func() { server.CloseClientConnections(); server.Close() })
	return server.URL
}

// soakConfig is a server that shares nothing, so that each list is read.
const soakConfig = `listen: {grpc: "127.0.0.1:0", http: "127.0.0.1:0"}
sources:
  - {name: crm, connector: administrate, time_zone: UTC, max_staleness: 0s, settings: {base_url: "%s", login: sandbox@example.com, password: "${ADMINISTRATE}", page_size: 100}}
`

// soakBinary builds the server, with the race detector if the flag says so.
func soakBinary(t *testing.T) string {
	t.Helper()
	if !*soakRace {
		return buildBinary(t)
	}
	binary := filepath.Join(t.TempDir(), "crmstream")
	output, err := exec.CommandContext(t.Context(), "go", "build", "-race", "-o", binary, ".").CombinedOutput()
	require.NoError(t, err, string(output))
	return binary
}

// soakOnce reads a list in the n-th way.
func soakOnce(ctx context.Context, server process, conn grpc.ClientConnInterface, n int) error {
	address := server.web + "/v1/sources/crm/tasks?"
	switch n % 4 {
	case 0:
		r, err := openReader(ctx, conn, "tasks", "source=crm")
		if err != nil {
			return err // as it is where the time is over
		}
		err = r.drain()
		return soaked(len(r.ids), soakRows, err)
	case 1:
		r, err := openLines(ctx, address)
		if err != nil {
			return err
		}
		if err = r.drain(); errors.Is(err, io.EOF) {
			err = nil
		}
		return soaked(len(r.ids), soakRows, err)
	case 2:
		count, err := readDocument(ctx, address+"pageSize=1000", "tasks")
		return soaked(count, soakRows, err)
	default:
		ctx, leave := context.WithCancel(ctx)
		defer leave()
		r, err := openReader(ctx, conn, "tasks", "source=crm")
		if err == nil {
			err = r.read()
		}
		return err
	}
}

// soaked returns what is wrong with a list.
func soaked(got, want int, err error) error {
	if err == nil && got != want {
		err = fmt.Errorf("%d of %d records came", got, want)
	}
	return err
}

// series are the values of a metric over time.
type series struct {
	name   string
	metric string
	scale  float64
	slack  float64 // how much the last third may be above the first
	values []float64
}

// mean returns the mean of the first, second or last third.
func (s *series) mean(third int) float64 {
	n := len(s.values)
	part := s.values[n*third/3 : n*(third+1)/3]
	sum := 0.0
	for _, v := range part {
		sum += v
	}
	return sum / float64(len(part))
}

// sample reads the server's metrics until the context ends, and leaves out how it got warm.
func (p process) sample(ctx context.Context, t *testing.T) []*series {
	t.Helper()
	all := []*series{
		{name: "heap_mib", metric: "go_memstats_heap_inuse_bytes", scale: 1 << 20, slack: 24},
		{name: "goroutines", metric: "go_goroutines", scale: 1, slack: 60},
		{name: "descriptors", metric: "process_open_fds", scale: 1, slack: 40},
	}
	every := time.NewTicker(max(*soakFor/200, 50*time.Millisecond))
	defer every.Stop()
	warm := time.Now().Add(*soakFor / 5)
	for {
		select {
		case <-ctx.Done():
			return all
		case now := <-every.C:
			for _, s := range all {
				if v := p.metric(t, s.metric) / s.scale; now.After(warm) {
					s.values = append(s.values, v)
				}
			}
		}
	}
}
