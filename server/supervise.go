package server

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"github.com/crmstream/crmstream/server/memory"
)

// lookAgain is the time between two checks whether a client stalls.
const lookAgain = time.Second

// errSlowReader is the error of a list with a client that reads nothing.
var errSlowReader = errors.New("the client took nothing of the stream for too long: resume with the token")

// delivery is the state of the messages of a stream at the client: of a list, with a scan.State, or of a watch, with a position. The
// sender and its supervisor share it.
type delivery[S any] struct {
	mu sync.Mutex
	// since is when the message was sent that the client has not taken yet, the zero time if there is none.
	since time.Time
	// resumable is the state from which a client can resume that has all messages which were taken.
	resumable S
	cut       bool
}

// sends notes that a message is being sent. It returns false if the client was cut.
func (d *delivery[S]) sends() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.since = time.Now()
	return !d.cut
}

// taken notes that the message was taken, and the state after it.
func (d *delivery[S]) taken(upTo S) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.since, d.resumable = time.Time{}, upTo
}

// stalls cuts a client that has not taken its message for the longest permitted time. It returns the state from which the
// client can resume, and whether the client was cut.
func (d *delivery[S]) stalls(most time.Duration) (resumable S, cut bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.since.IsZero() && time.Since(d.since) >= most {
		d.cut = true
	}
	return d.resumable, d.cut
}

// panicked is the panic of a goroutine that ran a list.
type panicked struct {
	value any
	stack []byte
}

func (p *panicked) Error() string { return fmt.Sprintf("panic: %v", p.value) }

// supervise runs a stream and returns its error. If a client stalls, supervise cuts it and returns errSlowReader, with the state
// from which the client can resume. When the context has ended, because the caller lost its right or the server stops,
// supervise cuts a client that stalls sooner, and returns the context's cause.
//
// A Send that waits for the client returns only when the call has ended, and the call ends only when its handler returns. So
// the stream runs in a goroutine of its own.
//
// pressed reports whether others wait for the memory that the stream holds; a client that stalls is then cut sooner.
func supervise[S any](ctx context.Context, d *delivery[S], pressed func() bool, run func() error) (resumable S, cut bool, err error) {
	done := make(chan error, 1)
	go func() {
		var err error
		defer func() {
			if r := recover(); r != nil {
				err = &panicked{value: r, stack: debug.Stack()}
			}
			done <- err
		}()
		err = run()
	}()
	look := time.NewTicker(lookAgain)
	defer look.Stop()
	for {
		select {
		case err := <-done:
			return resumable, false, err
		case <-look.C:
			most, why := memory.MaxStall, errSlowReader
			switch {
			case ctx.Err() != nil:
				most, why = lookAgain, context.Cause(ctx)
			case pressed():
				most = memory.MaxStallPressed
			}
			if resumable, cut := d.stalls(most); cut {
				return resumable, true, why
			}
		}
	}
}
