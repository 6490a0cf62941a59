package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/backoff"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/check"
)

var (
	writesCount = flag.Int("writes", 1100, "how many writes TestWritesAreExecutedAtMostOnce sends")
	writesOnly  = flag.String("writes.only", "", "the sources it writes to, with commas; all if it is empty")
	writesSeed  = flag.Uint64("writes.seed", 0, "the seed of its faults and kills; 0 draws one")
)

// writesClients is how many clients write at a time.
const writesClients = 24

// TestWritesAreExecutedAtMostOnce has clients call every operation that writes, contacts in both dialects, and contacts, invoices and
// imported calls in batches, while requests fail before and after their execution and the server is killed, until each write is executed, refused or unknown. Then
// it compares what they were told with what the upstreams executed (W1), has the server settle what is unknown (W2), and searches all
// that came out for credentials (W11).
func TestWritesAreExecutedAtMostOnce(t *testing.T) {
	n := *writesCount
	if testing.Short() {
		n = 100
	}
	seed := *writesSeed
	if seed == 0 {
		seed = rand.Uint64()
	}
	t.Logf("-writes.seed=%d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	upstreams := slices.DeleteFunc(writtenUpstreams(), func(u *writtenUpstream) bool {
		return *writesOnly != "" && !slices.Contains(strings.Split(*writesOnly, ","), u.source)
	})
	r := startWritesRig(t, n, n, random, upstreams)
	var intents []*intent
	for _, u := range upstreams {
		intents = append(intents, intentsOf(t, r, u, n/len(upstreams))...)
	}
	random.Shuffle(len(intents), func(i, j int) { intents[i], intents[j] = intents[j], intents[i] })

	began := time.Now()
	ctx, end := context.WithCancel(t.Context())
	killed := make(chan int, 1)
	go func() { killed <- r.killAtRandom(ctx, rand.New(rand.NewPCG(seed, 1)), min(n/5, 200)) }()
	patient, cancel := context.WithTimeout(t.Context(), time.Duration(n)*30*time.Millisecond+20*time.Second)
	defer cancel()
	var clients sync.WaitGroup
	work := make(chan *intent)
	for range writesClients {
		clients.Go(func() {
			for i := range work {
				i.write(patient, r.conn)
			}
		})
	}
	for _, i := range intents {
		work <- i
	}
	close(work)
	clients.Wait()
	end()
	kills := <-killed
	check.Tell("writes_killed_seconds", time.Since(began).Seconds())
	check.AtLeast(t, "writes_kills", float64(kills), min(3, float64(n)/100))
	r.judge(intents)
	r.settle(intents)
	r.canaries(intents)
}

// intentsOf returns writes of an upstream: half of them creates, and the others of a record each.
func intentsOf(t *testing.T, r *writesRig, u *writtenUpstream, n int) []*intent {
	t.Helper()
	names := u.list(t, r.conn)
	var intents []*intent
	creates := n / 2
	if len(u.turns()) == 0 {
		creates = n
	} else if u.ops[connectors.Create] == "" {
		creates = 0
	}
	for k := range creates {
		intents = append(intents, &intent{
			upstream: u, act: connectors.Create, request: fmt.Sprintf("%s-%d", u.source, k), name: u.naming(k), id: u.number(k),
		})
	}
	ids := map[connectors.Act][]string{}
	for k := creates; k < n && len(u.turns()) > 0; k++ {
		act := u.turns()[k%len(u.turns())]
		if _, asked := ids[act]; !asked {
			ids[act] = u.records(t, r.conn, act, names)
		}
		if len(ids[act]) == 0 {
			continue
		}
		i := &intent{upstream: u, act: act, request: fmt.Sprintf("%s-%d", u.source, k), name: u.naming(k), id: ids[act][0]}
		if ids[act] = ids[act][1:]; act == connectors.Update && k%2 == 1 && !u.blind {
			i.was = names[i.id]
		}
		intents = append(intents, i)
	}
	require.Greater(t, len(intents), min(n/2, 20), u.source)
	return intents
}

// write sends a write with the same request id until there is an answer.
func (i *intent) write(ctx context.Context, conn *grpc.ClientConn) {
	for ctx.Err() == nil {
		i.calls++
		call, cancel := context.WithTimeout(ctx, 5*time.Second)
		before := i.last
		i.last = i.upstream.write(call, conn, i)
		cancel()
		if ctx.Err() != nil {
			i.last = before
			return
		}
		switch status.Code(i.last) {
		case codes.OK, codes.DataLoss: // DATA_LOSS is a write that the upstream accepted
			i.told = toldExecuted
			return
		case codes.Unknown:
			i.told = toldUnknown
			return
		case codes.Unavailable, codes.DeadlineExceeded, codes.ResourceExhausted, codes.Canceled:
			time.Sleep(20 * time.Millisecond)
		case codes.Internal:
			if infoOf(i.last) != nil {
				i.told = toldRefused
				return
			}
			time.Sleep(20 * time.Millisecond) // gRPC's own error of a connection that broke
		default:
			i.told = toldRefused
			return
		}
	}
}

// quickly has a client connect again soon after the server was killed.
func quickly() grpc.ConnectParams {
	return grpc.ConnectParams{Backoff: backoff.Config{BaseDelay: 10 * time.Millisecond, Multiplier: 1.5, MaxDelay: 100 * time.Millisecond}, MinConnectTimeout: time.Second}
}

// messages returns the messages of a stream, and its error.
func messages[M any](stream interface{ Recv() (*M, error) }) iter.Seq2[*M, error] {
	return func(yield func(*M, error) bool) {
		for {
			m, err := stream.Recv()
			if errors.Is(err, io.EOF) || !yield(m, err) || err != nil {
				return
			}
		}
	}
}
