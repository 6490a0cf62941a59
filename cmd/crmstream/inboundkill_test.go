package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/types/known/durationpb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/check"
)

var inboundEvents = flag.Int("inbound.events", 1500, "how many events TestAnsweredEventsAreKept sends, each three times")

// The tokens of the endpoints in tests.
const (
	webhookToken = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	smsToken     = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA"
	callsToken   = "CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCA"
)

// inboundConfigOf returns a configuration of a source that receives, with the address of its receiver.
func inboundConfigOf(t *testing.T, state, upstream string, more string) (config, receiver string) {
	t.Helper()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := free.Addr().String()
	require.NoError(t, free.Close())
	return fmt.Sprintf(`
listen: {grpc: 127.0.0.1:0, http: 127.0.0.1:0, admin: "off"}
state_dir: %s
inbound: {listen: %s}
%s
sources:
  - name: apro
    connector: apro
    time_zone: UTC
    writes: all
    settings: {base_urls: [%s], api_key: "${APRO}", sms_key: "${SMS}", call_key: "${CALL}"}
    inbound:
      webhook: {tokens: ["${WEBHOOK_TOKEN}"]}
      sms: {tokens: ["${SMS_TOKEN}"]}
      calls: {tokens: ["${CALLS_TOKEN}"]}
`, state, address, more, upstream), "http://" + address + "/in/"
}

// restarting is a server that is killed and started again.
type restarting struct {
	t            *testing.T
	binary, path string
	mu           sync.Mutex
	process      process
	receiver     string
	starts       int
}

func (r *restarting) start() {
	r.starts++
	p := serveConfig(r.t, r.binary, r.path, filepath.Join(filepath.Dir(r.path), fmt.Sprintf("log%d", r.starts)))
	r.mu.Lock()
	r.process = p
	r.mu.Unlock()
}

func (r *restarting) grpc() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.process.grpc
}

func startRestarting(t *testing.T, upstream, more string) *restarting {
	t.Helper()
	for name, value := range map[string]string{
		"CALL": "call-key-of-tests", "WEBHOOK_TOKEN": webhookToken, "SMS_TOKEN": smsToken, "CALLS_TOKEN": callsToken,
	} {
		t.Setenv(name, value)
	}
	dir := t.TempDir()
	config, receiver := inboundConfigOf(t, filepath.Join(dir, "state"), upstream, more)
	r := &restarting{t: t, binary: buildBinary(t), path: filepath.Join(dir, "crmstream.yaml"), receiver: receiver}
	require.NoError(t, os.WriteFile(r.path, []byte(config), 0o600))
	r.start()
	return r
}

// TestAnsweredEventsAreKept sends events three times each and at once, in any order, to a server that is killed again and again. Each
// event that was answered is there afterwards, once (V1).
func TestAnsweredEventsAreKept(t *testing.T) {
	n := *inboundEvents
	r := startRestarting(t, "http://127.0.0.1:1", "")
	work := make([]int, 0, 3*n)
	for i := range n {
		work = append(work, i, i, i)
	}
	rand.Shuffle(len(work), func(i, j int) { work[i], work[j] = work[j], work[i] })

	answered := make([]atomic.Int32, n)
	times := make([]time.Duration, 3*n)
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 32}, Timeout: 10 * time.Second}
	defer client.CloseIdleConnections()
	push := func(at int) bool {
		body := fmt.Sprintf(`{"event":"edit","object_type":"customer","object_sub_id":"1%d","snapshot":{"id":"1%d","name":"%s"}}`, work[at], work[at], strings.Repeat("x", work[at]%700))
		began := time.Now()
		resp, err := client.Post(r.receiver+webhookToken, "", bytes.NewReader([]byte(body)))
		if err != nil {
			return false
		}
		_, err = io.Copy(io.Discard, resp.Body)
		_ = resp.Body.Close()
		if resp.StatusCode != http.StatusOK || err != nil && !errors.Is(err, io.EOF) {
			return false
		}
		times[at] = time.Since(began)
		answered[work[at]].Add(1)
		return true
	}
	ctx, stop := context.WithCancel(t.Context())
	var killing sync.WaitGroup
	var kills atomic.Int64
	killing.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-time.After(100*time.Millisecond + rand.N(300*time.Millisecond)):
				r.process.kill(t)
				kills.Add(1)
				r.start()
			}
		}
	})
	var next atomic.Int64
	var pushing sync.WaitGroup
	for range 24 {
		pushing.Go(func() {
			for {
				at := int(next.Add(1)) - 1
				if at >= len(work) {
					return
				}
				for at > len(work)/3 && kills.Load() == 0 || at > len(work)*2/3 && kills.Load() < 2 {
					time.Sleep(10 * time.Millisecond) // a fast machine would be done before
				}
				for tries := 0; !push(at) && tries < 400; tries++ {
					time.Sleep(10 * time.Millisecond) // the server is away
				}
			}
		})
	}
	pushing.Wait()
	stop()
	killing.Wait()

	counts := map[string]int{}
	stream, err := crmstreamv1.NewEventsServiceClient(dial(t, r.grpc())).WatchEvents(t.Context(), &crmstreamv1.WatchEventsRequest{
		Source: "apro", Start: crmstreamv1.WatchStart_WATCH_START_OLDEST, Wait: durationpb.New(0),
	})
	require.NoError(t, err)
	gaps := 0
	for {
		m, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		for _, e := range m.GetEvents() {
			require.Empty(t, e.GetUnreadable())
			counts[e.GetObjectId()]++
		}
		gaps += len(m.GetGaps())
	}
	lost, twice, unanswered := 0, 0, 0
	for i := range n {
		switch count := counts["1"+strconv.Itoa(i)]; {
		case answered[i].Load() == 0:
			unanswered++
		case count == 0:
			lost++
		case count > 1:
			twice++
		}
	}
	slices.Sort(times)
	check.AtLeast(t, "inbound_kills", float64(kills.Load()), 2)
	check.AtMost(t, "inbound_answered_and_lost", float64(lost), 0)
	check.AtMost(t, "inbound_stored_twice", float64(twice), 0)
	check.AtMost(t, "inbound_never_answered", float64(unanswered), 0)
	check.Tell("inbound_answer_p99_ms", float64(times[len(times)*99/100].Milliseconds()))
	require.EqualValues(t, kills.Load()+1, gaps, "each start has its gap")
}
