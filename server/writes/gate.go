package writes

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
)

// Outcome is what is known of a write after sending. The set is closed; any other value counts as Maybe.
type Outcome uint8

// The outcomes.
const (
	// Executed is a write that the upstream has executed.
	Executed Outcome = iota + 1
	// Refused is a write that was certainly not executed.
	Refused
	// Maybe is a write that was perhaps executed.
	Maybe
)

// Report is how the sending of a write ended.
type Report struct {
	Outcome Outcome
	// IDs are the ids of the written records, if that is news, and Result what Prove needs of the upstream's answer.
	IDs    []string
	Result []byte
	// Candidates are ids that the write may have created, for Maybe.
	Candidates []string
	// Err is the caller's error for Refused, and the cause for Maybe.
	Err error
}

// Write is one call: its row, and its steps in their order. Steps obey their context.
type Write struct {
	Key      Key
	Method   string
	Digest   Digest
	Class    Class
	Account  string
	Resource string
	// MarkerField is that of the row.
	MarkerField string
	// IDs are the records to be written, whose locks are held from Read to Prove; none for a create.
	IDs []string
	// Count is how many records the part of a batch has; 0 stands for 1.
	Count int
	// Request is all that a verifier needs after a restart, besides what Read returns.
	Request []byte

	// Validate changes nothing at the upstream; nil for nothing to do.
	Validate func(ctx context.Context) error
	// Read reads the record before the write, and returns nil if nothing had to be read; nil for no reading. If the slot of the write comes too late after the reading, sending
	// returns an error, and Read and Send are called again.
	Read func(ctx context.Context) (before []byte, err error)
	// Send waits for a slot of the budget, calls sending once, writes the request once, and reads the answer. Send calls sending before
	// the first byte, and writes nothing after an error of sending. Until sending is called ctx ends with the caller and with a stop of
	// the server, and has the caller's deadline; then it ends by the write timeout. If sending was not called, or has returned an error,
	// nothing was sent: the write is refused whatever Outcome says, with the error of sending or else with Err.
	Send func(ctx context.Context, sending func(context.Context) error) Report
	// Prove reads back what a row that is Done has written, and returns the answer, to be stored. After an error the row stays
	// without an answer, and a replay proves again.
	Prove func(ctx context.Context, row Row) (answer []byte, err error)
}

// Reply is the answer of a write that was executed.
type Reply struct {
	Answer []byte
	// Replayed says that another call has executed the write. The bytes are that call's.
	Replayed bool
}

// Gate sends writes at most once. It is safe for concurrent use.
type Gate struct {
	ledger   Ledger
	verify   Verify
	settings Settings
	locks    locks
	news     chan struct{} // has an element after a row became Unknown

	stopped, ended context.Context // a stop has begun; the writes under way have had their time
	stop, end      context.CancelCauseFunc

	mu       sync.Mutex
	stopping bool
	flights  map[Key]*flight
	group    sync.WaitGroup
}

// flight is a call under way, for which others of its key wait.
type flight struct {
	bound  bool // to Method and Digest
	method string
	digest Digest
	count  int
	done   chan struct{}

	reply Reply
	err   error
	// final says that the result is the row's. Else nothing was sent, and the calls that wait begin anew, each by its own
	// deadline and priority.
	final bool
}

// NewGate returns the gate of a ledger. verify is asked about writes of unknown outcome.
func NewGate(ledger Ledger, verify Verify, settings Settings) *Gate {
	g := &Gate{ledger: ledger, verify: verify, settings: settings, news: make(chan struct{}, 1), flights: map[Key]*flight{}}
	g.stopped, g.stop = context.WithCancelCause(context.Background())
	g.ended, g.end = context.WithCancelCause(context.Background())
	return g
}

// Do executes a write, or returns what is known of it. A caller who leaves after the row is Sent finds the answer by another Do
// with the same contents. The error is one of this package, one of the steps before Prove, or the cause of the context's end.
func (g *Gate) Do(ctx context.Context, w Write) (Reply, error) {
	for {
		mine := &flight{bound: true, method: w.Method, digest: w.Digest, count: max(1, w.Count), done: make(chan struct{})}
		f, err := g.enter(w.Key, mine)
		if err != nil {
			return Reply{}, err
		}
		if f == mine {
			go g.fly(ctx, w, f)
		} else if f.bound && (f.method != w.Method || f.digest != w.Digest) {
			return Reply{}, ErrReused
		}
		select {
		case <-f.done:
		case <-ctx.Done():
			return Reply{}, context.Cause(ctx)
		}
		switch {
		case f == mine:
			return f.reply, f.err
		case f.bound && f.count != mine.count:
			return Reply{}, ErrOverlaps // not before the other part has ended, or a call that tries again would not wait
		case f.final:
			return Reply{Answer: f.reply.Answer, Replayed: f.err == nil}, f.err
		}
	}
}

// enter begins the flight of a key, or returns the one under way.
func (g *Gate) enter(key Key, mine *flight) (*flight, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.stopping {
		return nil, ErrStopping
	}
	if f := g.flights[key]; f != nil {
		return f, nil
	}
	g.flights[key] = mine
	g.group.Add(1)
	return mine, nil
}

// leave ends a flight.
func (g *Gate) leave(key Key, f *flight) {
	g.mu.Lock()
	delete(g.flights, key)
	g.mu.Unlock()
	close(f.done)
	g.group.Done()
}

// fly runs a flight, and converts a panic into an error, since a panic would end the process.
func (g *Gate) fly(ctx context.Context, w Write, f *flight) {
	defer g.leave(w.Key, f)
	defer func() {
		if p := recover(); p != nil {
			f.reply, f.err = Reply{}, fmt.Errorf("panic in a step of a write: %v\n%s", p, debug.Stack())
		}
	}()
	f.err = errors.New("a step of a write has ended its goroutine") // unless run returns
	f.reply, f.final, f.err = g.run(ctx, w)
}

// run answers from the row, or writes.
func (g *Gate) run(ctx context.Context, w Write) (_ Reply, final bool, _ error) {
	row, found, err := g.ledger.Get(w.Key)
	switch {
	case err != nil:
		return Reply{}, false, err
	case found && (row.Method != w.Method || row.Digest != w.Digest):
		return Reply{}, true, ErrReused
	case !found && g.ledger.Reuses(Row{Key: w.Key, Method: w.Method, Digest: w.Digest}):
		return Reply{}, true, ErrReused
	case found && row.Count != max(1, w.Count):
		return Reply{}, true, ErrOverlaps
	case found && row.Answer != nil:
		return Reply{row.Answer, true}, true, nil
	}
	hurried, cancel := until(ctx, g.stopped)
	defer cancel()
	give, err := g.locks.take(hurried, w.Key.Source, w.Resource, w.IDs)
	if err != nil {
		return Reply{}, false, g.unsent(err)
	}
	defer give()
	if found {
		reply, err := g.replay(ctx, hurried, w, row)
		return reply, hurried.Err() == nil, err
	}
	row, report, err := g.write(hurried, w)
	if err != nil {
		return Reply{}, false, g.unsent(err)
	}
	reply, err := g.finish(ctx, w, row, report)
	return reply, true, err
}

// replay answers a call whose write has a row without an answer.
func (g *Gate) replay(ctx, hurried context.Context, w Write, row Row) (_ Reply, err error) {
	if row.State != Done {
		if row, err = g.ask(hurried, row, g.verify, false); err != nil {
			return Reply{}, err
		}
	}
	answer := row.Answer
	if answer == nil {
		answer, err = g.prove(ctx, w, row)
	}
	return Reply{answer, err == nil}, err
}

// unsent returns the error of a call that has sent nothing.
func (g *Gate) unsent(err error) error {
	if g.stopped.Err() != nil {
		return ErrStopping // which the step's error says in other words
	}
	return err
}
