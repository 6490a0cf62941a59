package quota

import (
	"context"
	"fmt"
	"log/slog"
	"math"
	"math/rand/v2"
	"os"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/check"
	"github.com/crmstream/crmstream/server/spending"
)

// spenders is twenty callers over a day, of which five have a share of a budget, with crashes of their process. Their spending is kept
// as a server keeps it.
type spenders struct {
	config   Config
	shares   map[string]float64
	upstream upstream
	down     time.Duration
}

const spenderCount, spendersWithShares = 20, 5

func spender(i int) string { return fmt.Sprintf("caller-%02d", i) }

// run lives through a day, and returns the books as a last process reads them.
func (s *spenders) run(t *testing.T, random *rand.Rand) *spending.Books {
	dir, books := t.TempDir(), t.TempDir()
	s.upstream.random = fork(random)
	for end := time.Now().Add(day); time.Now().Before(end); {
		b, err := newVirtual(s.config, dir)
		require.NoError(t, err)
		b.ledger.sync = func(*os.File) error { return nil }
		b.SetShares(s.shares)
		kept := spending.Open(books, slog.New(slog.DiscardHandler))
		ctx, kill := context.WithCancel(t.Context())
		var callers sync.WaitGroup
		for i := range spenderCount {
			for range 1 + i%4 { // scans
				s.scan(ctx, b, kept, i, 1+i%3, fork(random), &callers)
			}
			s.scan(ctx, b, kept, i, 0, fork(random), &callers)
		}
		time.Sleep(min(exponential(random, 4*time.Hour), time.Until(end)))
		kill()
		callers.Wait()
		time.Sleep(2 * time.Minute) // after which what was spent is written
		s.down += 2 * time.Minute
		crash(t, b)
	}
	return spending.Open(books, slog.New(slog.DiscardHandler))
}

// scan starts a scan of a caller with so many workers, or one that clicks every now and then.
func (s *spenders) scan(ctx context.Context, b *Budget, kept *spending.Books, i, workers int, random *rand.Rand, callers *sync.WaitGroup) {
	account := spending.Account{Source: "crm", Caller: spender(i), Interactive: workers == 0}
	call := &connectors.Meter{Caller: account.Caller, Interactive: account.Interactive, Charge: func(c connectors.Cost) { kept.Add(account, c) }}
	ctx = connectors.WithMeter(ctx, call)
	for range max(1, workers) {
		random := fork(random)
		callers.Go(func() {
			for ctx.Err() == nil {
				if account.Interactive && !pause(ctx, exponential(random, 2*time.Hour)) {
					return
				}
				release, err := b.Acquire(ctx)
				if err != nil {
					continue
				}
				arrives, took := random.Int64N(int64(time.Second)), random.Int64N(int64(4*time.Second))
				if !pause(ctx, time.Duration(arrives)) {
					return // killed before it was sent
				}
				call.Sent()
				s.arrive(account)
				if !pause(ctx, time.Duration(took)) {
					return
				}
				release(true)
			}
		})
	}
}

// arrive logs a request at the upstream.
func (s *spenders) arrive(a spending.Account) {
	s.upstream.mu.Lock()
	defer s.upstream.mu.Unlock()
	s.upstream.log = append(s.upstream.log, arrival{at: time.Now(), bulk: !a.Interactive, caller: a.Caller})
}

// TestSpendingOfADay checks that what is paid is what the upstream has counted, that no caller has had more than its share of any
// window, and that callers without a share were given alike.
func TestSpendingOfADay(t *testing.T) {
	s := &spenders{config: Config{Name: "test", Requests: 400, Window: time.Hour, Concurrency: 8, Reserve: 0.2}, shares: map[string]float64{}}
	for i := range spendersWithShares {
		s.shares[spender(i)] = 0.02
	}
	synctest.Test(t, func(t *testing.T) {
		kept := s.run(t, rand.New(rand.NewPCG(3, 4)))
		paid := map[string]int{}
		bulk, sum := map[string]float64{}, 0
		for _, line := range kept.Lines("crm", time.Now().Add(-2*day), time.Now().Add(day)) {
			paid[line.Caller] += line.Paid
			sum += line.Paid
			if !line.Interactive {
				bulk[line.Caller] += float64(line.Paid)
			}
		}
		seen := map[string]int{}
		for _, a := range s.upstream.log {
			seen[a.caller]++
		}
		require.Equal(t, seen, paid)
		check.AtMost(t, "spending_requests_unpaid", math.Abs(float64(sum-len(s.upstream.log))), 0)
		check.AtLeast(t, "spending_requests", float64(sum), 24*300)

		limit := s.config.forShare(0.02)
		over := 0
		for i := range spendersWithShares {
			name := spender(i)
			most := s.upstream.crowd(s.config.Window, func(a arrival) bool { return a.caller == name })
			over = max(over, most-limit)
			require.GreaterOrEqual(t, float64(paid[name]), 0.9*float64(limit)*float64(day-s.down)/float64(time.Hour), "%s may use its share", name)
		}
		check.AtMost(t, "spending_requests_over_share", float64(over), 0)
		check.AtMost(t, "spending_fullest_window", float64(s.upstream.crowd(s.config.Window, isAny)), float64(s.config.Requests))

		mean, off := 0.0, 0.0
		for i := spendersWithShares; i < spenderCount; i++ {
			mean += bulk[spender(i)] / (spenderCount - spendersWithShares)
		}
		for i := spendersWithShares; i < spenderCount; i++ {
			off = max(off, math.Abs(bulk[spender(i)]-mean)/mean*100)
		}
		check.AtMost(t, "spending_percent_unfair", off, 10)
	})
}
