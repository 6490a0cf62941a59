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

// lookAgain is how often it is looked whether a client stalls.
const lookAgain = time.Second

// errSlowReader is the failure of a list of which the client takes nothing.
var errSlowReader = errors.New("the client took nothing of the list for too long: resume with the token")

// uptake is when a client took messages. It is of the sender and of who supervises it.
type uptake struct {
	mu sync.Mutex
	// since is when the message was sent that is not taken yet, the zero time where there is none.
	since time.Time
	// stands is where a client stands that has all messages which were taken.
	stands scan.State
	cut    bool
}

// sends tells that a message goes out. It reports false when the client was cut.
func (u *uptake) sends() bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.since = time.Now()
	return !u.cut
}

// taken tells that the message was taken, and where that leads to.
func (u *uptake) taken(stands scan.State) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.since, u.stands = time.Time{}, stands
}

// stalls cuts a client that has taken nothing of a message for so long, and returns where it stands.
func (u *uptake) stalls(most time.Duration) (stands scan.State, cut bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if !u.since.IsZero() && time.Since(u.since) >= most {
		u.cut = true
	}
	return u.stands, u.cut
}

// panicked is a panic of the goroutine that ran a list.
type panicked struct {
	value any
	stack []byte
}

func (p *panicked) Error() string { return fmt.Sprintf("panic: %v", p.value) }

// supervise runs a list and returns its error. It cuts a client that stalls, and returns errSlowReader and where the client stands
// then; one that may not go on, or whose server stops, is cut sooner. A Send that waits for the client ends with the call only: the
// handler has to return first, so that the list runs beside it.
func (s *Server) supervise(ctx context.Context, u *uptake, run func() error) (stands scan.State, cut bool, err error) {
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
			if stands, cut := u.stalls(most); cut {
				return stands, true, why
			}
		}
	}
}
