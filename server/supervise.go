package server

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"github.com/crmstream/crmstream/server/memory"
	"github.com/crmstream/crmstream/server/scan"
)

// lookAgain is the time from one look at whether a client stalls to the next.
const lookAgain = time.Second

// errSlowReader is the failure of a list of which the client takes nothing.
var errSlowReader = errors.New("the client took nothing of the list for too long: resume with the token")

// delivery is how far a client has taken the messages of a list. It is of the sender and of who supervises it.
type delivery struct {
	mu sync.Mutex
	// since is when the message was sent that is not taken yet, the zero time where there is none.
	since time.Time
	// resumable is where a client can go on that has all messages which were taken.
	resumable scan.State
	cut       bool
}

// sends tells that a message goes out. It reports false when the client was cut.
func (d *delivery) sends() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.since = time.Now()
	return !d.cut
}

// taken tells that the message was taken, and where that leads to.
func (d *delivery) taken(upTo scan.State) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.since, d.resumable = time.Time{}, upTo
}

// stalls cuts a client that has taken nothing of a message for so long. It returns where the client can go on, and whether it was cut.
func (d *delivery) stalls(most time.Duration) (resumable scan.State, cut bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.since.IsZero() && time.Since(d.since) >= most {
		d.cut = true
	}
	return d.resumable, d.cut
}

// panicked is a panic of the goroutine that ran a list.
type panicked struct {
	value any
	stack []byte
}

func (p *panicked) Error() string { return fmt.Sprintf("panic: %v", p.value) }

// supervise runs a list and returns its error. It cuts a client that stalls, and returns errSlowReader and where the client can
// go on then; one that may not go on, or whose server stops, is cut sooner. A Send that waits for the client ends with the call only: the
// handler has to return first, so that the list runs beside it.
func (s *Server) supervise(ctx context.Context, d *delivery, run func() error) (resumable scan.State, cut bool, err error) {
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
			return scan.State{}, false, err
		case <-look.C:
			most, why := memory.MaxStall, errSlowReader
			switch {
			case ctx.Err() != nil:
				most, why = lookAgain, context.Cause(ctx)
			case s.memory.Pressed():
				most = memory.MaxStallPressed
			}
			if resumable, cut := d.stalls(most); cut {
				return resumable, true, why
			}
		}
	}
}
