package quota

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// simulation is one budget used for a long time by scans that ask for all they can get and by people who click now and
// then, through crashes of its process and refusals of the upstream.
type simulation struct {
	config   Config
	duration time.Duration
	life     time.Duration // the mean time of a process
	clickers int
	idle     time.Duration // the mean time between the clicks of one
	upstream upstream

	dir       string
	given     [10]int // slots by scan
	mu        sync.Mutex
	waits     []time.Duration // of clicks that got their slot
	refused   int             // clicks that were told to come again
	processes int
	down      time.Duration
}

// run lives through the duration.
func (s *simulation) run(t *testing.T, random *rand.Rand) {
	s.dir, s.upstream.random = t.TempDir(), fork(random)
	for end := time.Now().Add(s.duration); time.Now().Before(end); s.processes++ {
		b, err := newVirtual(s.config, s.dir)
		require.NoError(t, err)
		b.ledger.sync = func(*os.File) error { return nil } // the simulated machine goes on when a process ends
		ctx, kill := context.WithCancel(t.Context())
		var callers sync.WaitGroup
		for i := range s.given {
			s.scan(ctx, b, i, fork(random), &callers)
		}
		for range s.clickers {
			random := fork(random)
			callers.Go(func() { s.click(ctx, b, random) })
		}
		time.Sleep(min(exponential(random, s.life), time.Until(end)))
		crash(t, b)
		kill()
		callers.Wait()
		s.tear(t, random)
		restart := time.Duration(random.Int64N(int64(30 * time.Second)))
		s.down += restart
		time.Sleep(restart)
	}
}

// tear leaves at the end of the ledger, now and then, a part of a line that was being written.
func (s *simulation) tear(t *testing.T, random *rand.Rand) {
	present := stamp{wall: time.Now(), boot: "virtual", uptime: time.Since(booted)}
	line := line{stamp: present, class: bulkMark, count: 1}.String() + "\n"
	f, err := os.OpenFile(filepath.Join(s.dir, s.config.Name+".ledger"), os.O_WRONLY|os.O_APPEND, 0)
	require.NoError(t, err)
	_, err = f.WriteString(line[:random.IntN(len(line))])
	require.NoError(t, err)
	require.NoError(t, f.Close())
}

// scan starts the workers of the scan i: from one to four, with requests of half a second for the first scan and of five
// for the last.
func (s *simulation) scan(ctx context.Context, b *Budget, i int, random *rand.Rand, callers *sync.WaitGroup) {
	ctx = connectors.WithMeter(ctx, &connectors.Meter{})
	took := 500*time.Millisecond + time.Duration(i)*4500*time.Millisecond/time.Duration(len(s.given)-1)
	for range 1 + i*7%4 {
		random := fork(random)
		callers.Go(func() {
			for {
				release, err := b.Acquire(ctx)
				if err != nil {
					return
				}
				s.mu.Lock()
				s.given[i]++
				s.mu.Unlock()
				s.request(ctx, b, took, true, random)
				if ctx.Err() != nil {
					return // a process that was killed releases nothing
				}
				release(true)
			}
		})
	}
}

// click asks now and then, by an interactive call each time.
func (s *simulation) click(ctx context.Context, b *Budget, random *rand.Rand) {
	for pause(ctx, exponential(random, s.idle)) {
		start := time.Now()
		release, err := b.Acquire(connectors.WithMeter(ctx, &connectors.Meter{Interactive: true}))
		if ctx.Err() != nil {
			return
		}
		if !s.clicked(time.Since(start), err) {
			continue
		}
		s.request(ctx, b, time.Second, false, random)
		if ctx.Err() != nil {
			return
		}
		release(true)
	}
}

// clicked counts a click and reports whether it got its slot.
func (s *simulation) clicked(wait time.Duration, err error) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil {
		s.refused++
		return false
	}
	s.waits = append(s.waits, wait)
	return true
}

// request spends half to one and a half of the time that a request takes. It arrives at any moment of that, unless its
// process was killed before.
func (s *simulation) request(ctx context.Context, b *Budget, took time.Duration, bulk bool, random *rand.Rand) {
	given := time.Now()
	took = took/2 + time.Duration(random.Int64N(int64(took)))
	arrives := time.Duration(random.Int64N(int64(took)))
	if !pause(ctx, arrives) {
		return
	}
	served := s.upstream.ask(given, bulk)
	if pause(ctx, took-arrives) && !served {
		b.Limited(s.upstream.refuse())
	}
}

// pause sleeps and reports whether the context lasted.
func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

func fork(random *rand.Rand) *rand.Rand {
	return rand.New(rand.NewPCG(random.Uint64(), random.Uint64()))
}

func exponential(random *rand.Rand, mean time.Duration) time.Duration {
	return time.Duration(random.ExpFloat64() * float64(mean))
}
