package quota

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// Budget keeps the budget of one account, or of several accounts that share it. A Budget is safe for concurrent use.
type Budget struct {
	opened time.Time // the origin of the window's times; has the monotonic clock, which is never set

	mu           sync.Mutex
	config       Config
	shares       map[string]float64 // by caller
	window       window
	ledger       *ledger // nil for a budget in memory only
	block        *block  // the slots that are written ahead; nil if there are none
	interactive  []*waiter
	bulk         queue
	inFlight     int           // requests that have not been released
	bulkInFlight int           // the bulk requests among these
	pace         time.Duration // when the next bulk slot is given if slots come evenly
	probing      bool          // after the upstream's word is over, one request goes alone to find out whether the upstream still refuses
	timer        *time.Timer
	writing      bool       // slots are being written to the ledger, by one goroutine at a time
	written      *sync.Cond // of mu: when writing ends
	shut         bool
	heirs        []*Budget // the budgets that got the slots of this closed budget, and count its requests under way
}

var _ connectors.Pacer = (*Budget)(nil)

// New opens a budget. Its ledger is a file in dir. New creates dir if needed; no other process may use dir. If dir is "", the
// budget forgets everything when the process ends. An invalid configuration is an error.
func New(config Config, dir string) (*Budget, error) { return newBudget(config, dir, systemClocks()) }

func newBudget(config Config, dir string, c clocks) (*Budget, error) {
	if err := config.Validate(); err != nil {
		return nil, err
	}
	b := &Budget{opened: time.Now()}
	b.written = sync.NewCond(&b.mu)
	b.bulk.free = b.window.ownFree
	b.configure(config)
	if dir == "" {
		return b, nil
	}
	l, kept, err := openLedger(dir, config, c)
	if err != nil {
		return nil, fmt.Errorf("budget %q: %w", config.Name, err)
	}
	b.ledger = l
	for _, s := range kept.slots {
		b.window.add(s)
	}
	b.window.close(kept.closed)
	b.probing = kept.closed > 0
	return b, nil
}

// configure sets the numbers of a configuration.
func (b *Budget) configure(config Config) {
	b.config = config
	b.window.length, b.window.grace = config.Window, config.grace()
	b.window.limit, b.window.bulkLimit = config.Requests, config.forBulk(config.Requests)
	b.window.ownLimits = map[string]int{}
	for caller, share := range b.shares {
		b.window.ownLimits[caller] = config.forShare(share)
	}
	b.window.classify()
}

// SetShares replaces the shares of callers. They hold at once. A share is the part of any window that a caller may use, bulk
// and interactive together; 1 is the whole window. A caller without a share may use all that its class may use.
func (b *Budget) SetShares(shares map[string]float64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if maps.Equal(b.shares, shares) {
		return
	}
	b.shares = maps.Clone(shares)
	b.configure(b.config)
	b.dispatch()
}

// Close refuses all requests that wait and all later requests, and takes back what is left of a block.
func (b *Budget) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.shut {
		return nil
	}
	b.shut = true
	if b.timer != nil {
		b.timer.Stop()
	}
	for _, w := range slices.Concat(b.interactive, b.bulk.order()) {
		b.answer(w, b.closedError())
	}
	b.interactive, b.bulk.callers = nil, nil
	b.quiet()
	b.dropBlock()
	return nil
}

// Acquire implements connectors.Pacer. The slot counts for a whole window from the call of release, but at most the grace of
// the Config longer than a window. A slot that is released as not sent no longer counts.
func (b *Budget) Acquire(ctx context.Context) (release func(sent bool), err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	call := connectors.MeterFrom(ctx)
	w := &waiter{call: call, bulk: !call.Interactive, ready: make(chan error, 1)}
	w.deadline, _ = ctx.Deadline()
	start := time.Now()
	defer func() {
		call.Paced(time.Since(start), errors.Is(err, &connectors.Error{Kind: connectors.KindRateLimited}))
	}()
	if err := b.enter(w); err != nil {
		return nil, err
	}
	select {
	case err = <-w.ready:
	case <-ctx.Done():
		if b.leave(w) {
			return nil, ctx.Err()
		}
		err = <-w.ready // the waiter was answered meanwhile
	}
	if err != nil {
		return nil, err
	}
	var once sync.Once
	return func(sent bool) { once.Do(func() { b.release(w, sent) }) }, nil
}

// Limited implements connectors.Pacer. The budget gives no slot for that long. Then it gives one slot, and the others after
// the end of that request. Limited must be called before the release of the refused request. Otherwise that release lets the
// others go at once.
func (b *Budget) Limited(retryAfter time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.now()
	b.window.close(now + min(cmp.Or(max(retryAfter, 0), b.config.usualClosed()), b.config.longestClosed()))
	b.probing = true
	if !b.shut {
		// The error is left out: a disk that fails keeps no slots either, and their callers get that error.
		_ = b.ledger.append(entries{closed: b.window.closed}, now, b.ledger.now())
	}
	b.dispatch()
}

func (b *Budget) now() time.Duration { return time.Since(b.opened) }

// enter puts the waiter in the queue. The waiter may be answered at once.
func (b *Budget) enter(w *waiter) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.shut {
		return b.closedError()
	}
	if w.bulk {
		b.bulk.add(w, b.now())
	} else {
		b.interactive = append(b.interactive, w)
	}
	b.dispatch()
	return nil
}

// leave removes the waiter from the queue and reports whether the waiter was still in it.
func (b *Budget) leave(w *waiter) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if i := slices.Index(b.interactive, w); i >= 0 {
		b.interactive = slices.Delete(b.interactive, i, i+1)
	} else if !b.bulk.remove(w) {
		return false
	}
	w.call.Wait(time.Time{})
	b.dispatch()
	return true
}

// release ends the request of a waiter that got a slot.
func (b *Budget) release(w *waiter, sent bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.now()
	b.countInFlight(w, -1)
	if w.bulk {
		w.scan.seen = now
	}
	if sent {
		b.window.end(w.slot, now)
	} else {
		b.takeBack(w, now)
	}
	if sent && now >= b.window.closed {
		b.probing = false
	}
	for _, heir := range b.heirs {
		heir.ended(w.bulk)
	}
	b.dispatch()
}

// ended counts the end of a request that got its slot from a closed budget. The slot counts as long as without an end.
func (b *Budget) ended(bulk bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.addInFlight(-1, bulk)
	for _, heir := range b.heirs {
		heir.ended(bulk)
	}
	b.dispatch()
}

// takeBack frees the slot of a request that was not sent, for the next request. It changes the window, the turns of the scan,
// and the ledger. The line in the ledger need not be synced: if the line is lost, the slot counts, and no later line is kept
// without it. A slot of a block goes back to its block, without a line.
func (b *Budget) takeBack(w *waiter, now time.Duration) {
	b.window.takeBack(w.slot)
	if w.bulk {
		w.scan.turns--
		w.scan.caller.turns--
		if b.pace == w.pace {
			b.pace = now // unless other requests got slots meanwhile
		}
	}
	switch {
	case w.block != nil:
		w.block.left++
	case !b.shut:
		// The error is left out: a disk that fails keeps no slots either, and their callers get that error.
		_ = b.ledger.takeBack(w.slot, w.given)
	}
}

// countInFlight counts the request of a waiter as under way. With -1 the request is no longer under way.
func (b *Budget) countInFlight(w *waiter, n int) {
	if w.bulk {
		w.scan.inFlight += n
	}
	b.addInFlight(n, w.bulk)
}

// addInFlight adds n to the requests under way.
func (b *Budget) addInFlight(n int, bulk bool) {
	b.inFlight += n
	if bulk {
		b.bulkInFlight += n
	}
}

// ErrClosed is the error of a request in a budget that is closed.
var ErrClosed = errors.New("is closed")

func (b *Budget) closedError() error {
	return b.error(connectors.KindUnavailable, 0, ErrClosed)
}

func (b *Budget) error(kind connectors.Kind, retryAfter time.Duration, cause error) error {
	return &connectors.Error{Kind: kind, RetryAfter: retryAfter, Err: fmt.Errorf("budget %q: %w", b.config.Name, cause)}
}
