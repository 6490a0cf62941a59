package writes

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// world is what a walk goes through: an upstream that counts effects, callers, and one process after the other.
type world struct {
	t      *testing.T
	random *rand.Rand
	now    *life
	group  sync.WaitGroup

	mu      sync.Mutex
	effects map[string]int    // by request id
	answers map[string]string // by request id
	faulty  bool              // the upstream fails now and then
	tally   tally
}

// life is one process.
type life struct {
	m       *machine
	f       *File
	g       *Gate
	settles context.CancelFunc
}

// tally is what a walk counts.
type tally struct {
	calls, executed, refused, unknown, replayed, crashes, verdicts int
	doubles, lies, rowless, changed, open                          int
}

var errRefused = errors.New("refused by the upstream")

// draw returns a number below n.
func (w *world) draw(n int) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.random.IntN(n)
}

func (w *world) begin(m *machine) {
	f := m.open(w.t)
	ctx, cancel := context.WithCancel(w.t.Context())
	w.now = &life{m: m, f: f, g: NewGate(f, w.verify, testSettings), settles: cancel}
	g := w.now.g
	w.group.Go(func() { g.Run(ctx) })
	w.mu.Lock()
	defer w.mu.Unlock()
	for id, n := range w.effects {
		if _, found := get(w.t, f, id); n > 0 && !found {
			w.tally.rowless++
		}
	}
}

// kill ends the process at once, and starts another after the loss of power.
func (w *world) kill() {
	old := w.now
	next := old.m.crash(w.t, rand.New(rand.NewPCG(uint64(w.draw(1<<30)), 1)))
	old.settles()
	w.group.Go(func() { _ = old.g.Close() })
	w.tally.crashes++
	w.begin(next)
}

// restart stops the process, and starts another.
func (w *world) restart() {
	w.now.settles()
	require.NoError(w.t, w.now.g.Close())
	_ = w.now.f.Close()
	w.begin(w.now.m)
}

// verify knows the truth, and decides for the classes that can be settled when their time has come.
func (w *world) verify(ctx context.Context, row Row) (Verdict, error) {
	if err := after(ctx, time.Duration(w.draw(5))*time.Second); err != nil {
		return Verdict{}, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	id := row.Key.RequestID
	switch {
	case w.faulty && w.random.IntN(4) == 0:
		return Verdict{}, errLost
	case !row.Class.settles() || row.Wait > 0:
		return Verdict{Outcome: Maybe, Candidates: []string{"9"}}, nil
	}
	w.tally.verdicts++
	if w.effects[id] == 0 {
		return Verdict{Outcome: Refused}, nil
	}
	verdict := Verdict{Outcome: Executed}
	if w.random.IntN(2) == 0 {
		verdict.Answer = []byte("answer of " + id)
	}
	return verdict, nil
}

// try is the write of one call, and whether the call had an effect.
type try struct {
	Write
	effect bool
}

var classes = []Class{ByID, Marker, Content, None}

func (w *world) try(l *life, number int) *try {
	id := fmt.Sprint("r", number)
	row := rowOf(id)
	a := &try{Write: Write{
		Key: row.Key, Method: row.Method, Digest: row.Digest, Class: classes[number%4], Resource: row.Resource, Request: row.Request,
	}}
	if number%4 == 0 {
		a.IDs = []string{fmt.Sprint(number % 3)}
	}
	pause := func(ctx context.Context, most int) error {
		return after(ctx, time.Duration(w.draw(most))*time.Millisecond)
	}
	fails := func(in int) error {
		w.mu.Lock()
		defer w.mu.Unlock()
		if w.faulty && w.random.IntN(in) == 0 {
			return errRefused
		}
		return nil
	}
	a.Validate = func(context.Context) error { return fails(20) }
	a.Read = func(ctx context.Context) ([]byte, error) {
		return []byte("before"), errors.Join(pause(ctx, 2000), fails(20))
	}
	a.Send = func(ctx context.Context, sending func(context.Context) error) Report {
		if err := errors.Join(pause(ctx, 20_000), fails(10)); err != nil {
			return Report{Outcome: Maybe, Err: err}
		}
		if err := sending(ctx); err != nil {
			return Report{Outcome: Maybe, Err: err}
		}
		if pause(ctx, 10_000) != nil {
			return Report{Outcome: Maybe, Err: ctx.Err()}
		}
		report := w.execute(l, a)
		_ = pause(ctx, 90_000)
		if ctx.Err() != nil {
			return Report{Outcome: Maybe, Err: ctx.Err()}
		}
		return report
	}
	a.Prove = func(ctx context.Context, _ Row) ([]byte, error) {
		return []byte("answer of " + id), errors.Join(pause(ctx, 5000), fails(10))
	}
	return a
}

// execute is the upstream, which no dead process reaches.
func (w *world) execute(l *life, a *try) Report {
	l.m.mu.Lock()
	defer l.m.mu.Unlock()
	w.mu.Lock()
	defer w.mu.Unlock()
	if l.m.dead {
		return Report{Outcome: Maybe, Err: errLost}
	}
	how := 0
	if w.faulty {
		how = w.random.IntN(8)
	}
	if how <= 4 {
		w.effects[a.Key.RequestID]++
		a.effect = true
		if w.effects[a.Key.RequestID] > 1 {
			w.tally.doubles++
		}
	}
	switch how {
	case 3, 5:
		return Report{Outcome: Maybe, Err: errLost}
	case 4:
		panic("an answer that no code expects")
	case 6, 7:
		return Report{Outcome: Refused, Err: errRefused}
	default:
		return Report{Outcome: Executed}
	}
}
