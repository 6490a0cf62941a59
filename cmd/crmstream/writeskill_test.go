package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
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
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/check"
)

var (
	writesCount = flag.Int("writes", 1000, "how many writes TestWritesAreExecutedAtMostOnce sends")
	writesSeed  = flag.Uint64("writes.seed", 0, "the seed of its faults and kills; 0 draws one")
)

// writesClients is how many clients write at a time.
const writesClients = 24

// TestWritesAreExecutedAtMostOnce has clients write while requests fail before and after their execution and the server is killed, until
// each write is executed, refused or unknown. Then it compares what they were told with what the upstreams executed (W1), and has the
// server settle what is unknown (W2).
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
	upstreams := writtenUpstreams()
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
}

// intentsOf returns writes of an upstream: half of them creates, and updates and deletes of a record each.
func intentsOf(t *testing.T, r *writesRig, u *writtenUpstream, n int) []*intent {
	t.Helper()
	names := u.list(t, r.conn, u.source)
	ids := slices.SortedFunc(maps.Keys(names), func(a, b string) int {
		x, _ := strconv.Atoi(a)
		y, _ := strconv.Atoi(b)
		return x - y
	})
	require.Greater(t, len(ids), n/2)
	var intents []*intent
	for k := range n {
		i := &intent{upstream: u, act: connectors.Create, request: fmt.Sprintf("%s-%d", u.source, k), name: fmt.Sprintf("Name %s %d", u.source, k)}
		if k >= n/2 {
			i.act, i.id = connectors.Update, ids[k-n/2]
			switch k % 4 {
			case 0:
				i.act = connectors.Delete
			case 1, 3:
				i.was = names[i.id]
			}
		}
		intents = append(intents, i)
	}
	return intents
}

// write sends a write with the same request id until there is an answer.
func (i *intent) write(ctx context.Context, conn *grpc.ClientConn) {
	for ctx.Err() == nil {
		i.calls++
		call, cancel := context.WithTimeout(ctx, 5*time.Second)
		before := i.last
		i.last = i.upstream.write(call, conn, i.upstream.source, i)
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

// executed returns how often a write was executed. Each update and delete has a record of its own, and each create a name.
func (i *intent) executed(effects map[string]int, names map[string][]string) int {
	if i.act == connectors.Create {
		return len(names[i.name])
	}
	return effects[i.upstream.ops[i.act]+" "+i.id]
}

// truth returns how often each write was executed.
func (r *writesRig) truth(intents []*intent) map[*intent]int {
	counts := map[*intent]int{}
	for _, u := range r.upstreams {
		byName := map[string][]string{}
		for id, name := range u.list(r.t, r.conn, u.source) {
			byName[name] = append(byName[name], id)
		}
		effects := u.effects(r.t)
		for _, i := range intents {
			if i.upstream == u {
				counts[i] = i.executed(effects, byName)
			}
		}
	}
	return counts
}

// judge compares what clients were told with the truth, and prints the figures.
func (r *writesRig) judge(intents []*intent) {
	truth := r.truth(intents)
	doubles, lies, claims, unknown, rowless, waiting, replays := 0, 0, 0, 0, 0, 0, 0
	for _, i := range intents {
		n := truth[i]
		replays += i.calls - 1
		if n > 1 {
			doubles++
		}
		switch {
		case i.told == "":
			waiting++
			r.t.Errorf("%s (%s) got no answer by %d calls: %v", i.request, i.act, i.calls, i.last)
		case i.told == toldRefused && n > 0:
			lies++
			r.t.Errorf("%+v was executed and told as refused: %v", *i, i.last)
		case i.told == toldExecuted && n == 0:
			claims++
			r.t.Errorf("%+v was not executed and told as executed: %v", *i, i.last)
		case i.told == toldUnknown:
			unknown++
			if state := r.state(i); state == "" && n > 0 {
				rowless++
				r.t.Errorf("%+v was executed, told as unknown, and has no row", *i)
			}
		case i.told == toldRefused:
			r.t.Logf("refused: %s %s: %v", i.request, i.act, i.last)
		}
	}
	check.Tell("writes_sent", float64(len(intents)))
	check.Tell("writes_calls_again", float64(replays))
	check.AtMost(r.t, "writes_without_answer", float64(waiting), 0)
	check.AtMost(r.t, "writes_twice", float64(doubles), 0)
	check.AtMost(r.t, "writes_executed_told_refused", float64(lies), 0)
	check.AtMost(r.t, "writes_not_executed_told_executed", float64(claims), 0)
	check.AtMost(r.t, "writes_unknown_without_row", float64(rowless), 0)
	check.AtLeast(r.t, "writes_unknown", float64(unknown), float64(len(intents))/20)
}

// state returns what the server knows of a write: EXECUTED, UNKNOWN, or "" if there is no row.
func (r *writesRig) state(i *intent) string {
	got, err := crmstreamv1.NewWritesServiceClient(r.conn).GetWrite(r.t.Context(), &crmstreamv1.GetWriteRequest{Source: i.upstream.source, RequestId: i.request})
	if status.Code(err) == codes.NotFound {
		return ""
	}
	require.NoError(r.t, err)
	return got.GetWrite().GetState().String()[len("WRITE_STATE_"):]
}

// settle waits until the server has settled what it can, and compares the results with the truth.
func (r *writesRig) settle(intents []*intent) {
	r.writeLater()
	truth := r.truth(intents)
	can := 0
	var open []*intent
	for _, i := range intents {
		if i.told == toldUnknown && (i.settles() || truth[i] > 0 && i.act == connectors.Update) {
			can++
			open = append(open, i)
		}
	}
	wrong := 0
	states := map[string]int{}
	look := func() {
		open = slices.DeleteFunc(open, func(i *intent) bool {
			state := r.state(i)
			if state == "UNKNOWN" {
				return false
			}
			states[state]++
			if (state == "EXECUTED") != (truth[i] == 1) {
				wrong++
				r.t.Errorf("%+v was settled as %q and was executed %d times", *i, state, truth[i])
			}
			return true
		})
	}
	for until := time.Now().Add(30 * time.Second); len(open) > 0 && time.Now().Before(until); time.Sleep(100 * time.Millisecond) {
		look()
	}
	check.Tell("writes_settled_alone", float64(can-len(open))) // the server asks about one at a time
	r.resolve(open)
	look()
	for _, i := range open {
		r.t.Errorf("%s (%s, executed %d times) is not settled: %v", i.request, i.act, truth[i], i.last)
	}
	if len(open) > 0 {
		for line := range strings.Lines(r.logs()) {
			if strings.Contains(line, "ResolveWrite") && strings.Contains(line, "level=ERROR") {
				r.t.Log(line)
			}
		}
	}
	require.Equal(r.t, truth, r.truth(intents), "settling writes nothing")
	check.AtLeast(r.t, "writes_settled", float64(can-len(open)), float64(can))
	check.AtMost(r.t, "writes_settled_wrongly", float64(wrong), 0)
	r.t.Logf("settled: %v", states)
}

// resolve has the server ask about writes now. The errors say what it has found, which is judged by the states.
func (r *writesRig) resolve(open []*intent) {
	var asking sync.WaitGroup
	slots := make(chan struct{}, 8)
	for _, i := range open {
		slots <- struct{}{}
		asking.Go(func() {
			defer func() { <-slots }()
			_, i.last = crmstreamv1.NewWritesServiceClient(r.conn).ResolveWrite(r.t.Context(), &crmstreamv1.ResolveWriteRequest{Source: i.upstream.source, RequestId: i.request})
		})
	}
	asking.Wait()
}

// writeLater creates a record of each upstream after the time of all writes is over: that a marker is missing proves something only if
// the upstream shows a later one.
func (r *writesRig) writeLater() {
	time.Sleep(1100 * time.Millisecond) // write_timeout
	for _, u := range r.upstreams {
		later := &intent{upstream: u, act: connectors.Create, name: "later"}
		for n := 0; later.told != toldExecuted; n++ {
			later.request = fmt.Sprintf("later-%s-%d", u.source, n)
			later.write(r.t.Context(), r.conn)
		}
	}
}

// quickly has a client connect again soon after the server was killed.
func quickly() grpc.ConnectParams {
	return grpc.ConnectParams{Backoff: backoff.Config{BaseDelay: 10 * time.Millisecond, Multiplier: 1.5, MaxDelay: 100 * time.Millisecond}, MinConnectTimeout: time.Second}
}

// messages returns the messages of a stream, and its error.
func messages[M any](stream grpc.ServerStreamingClient[M]) iter.Seq2[*M, error] {
	return func(yield func(*M, error) bool) {
		for {
			m, err := stream.Recv()
			if errors.Is(err, io.EOF) || !yield(m, err) || err != nil {
				return
			}
		}
	}
}
