package writes

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// Verify asks the upstream for the outcome of a row that is Unknown; it never writes. It may run for several rows at once. It says
// Refused only when the row's time is Over: before that the upstream may still execute the write.
type Verify func(ctx context.Context, row Row) (Verdict, error)

// Verdict is what a verifier has found.
type Verdict struct {
	// Outcome is Executed, Refused for certainly not executed, or Maybe while undecided.
	Outcome Outcome
	// IDs are the ids of an executed write, if they are news, and Answer is the caller's answer. Without it a replay makes one,
	// by the write's Prove.
	IDs    []string
	Answer []byte
	// Candidates are ids that the write may have created, while undecided.
	Candidates []string
	// Again is when to ask again, while undecided; 0 for the time that was set before, or never once that is over.
	Again time.Duration
}

// Settings are the times of a Gate.
type Settings struct {
	// WriteTimeout bounds the sending of a write, and its proof.
	WriteTimeout time.Duration
	// SettleAfter is when a write to a known record is verified, and SettleAfterLate one with a marker.
	SettleAfter     time.Duration
	SettleAfterLate time.Duration
	// ReadingAge is how old the reading before a write may be when the write is sent. After that the record is read again.
	ReadingAge time.Duration
}

// DefaultSettings returns the settings of production.
func DefaultSettings() Settings {
	return Settings{WriteTimeout: time.Minute, SettleAfter: 2 * time.Minute, SettleAfterLate: 10 * time.Minute, ReadingAge: 5 * time.Second}
}

// Validate returns which setting is wrong, and the fix.
func (s Settings) Validate() error {
	switch {
	case s.WriteTimeout <= 0:
		return errors.New("write_timeout: must be above 0, such as 1m")
	case s.SettleAfter < s.WriteTimeout:
		return fmt.Errorf("settle_after: must be write_timeout at least, which is %s", s.WriteTimeout)
	case s.SettleAfterLate < 2*s.WriteTimeout:
		return fmt.Errorf("settle_after_late: must be twice write_timeout at least, which is %s", 2*s.WriteTimeout)
	case s.ReadingAge <= 0:
		return errors.New("reading_age: must be above 0, such as 5s")
	default:
		return nil
	}
}

// wait returns when a write of a class is verified, 0 for never.
func (s Settings) wait(class Class) time.Duration {
	switch class {
	case ByID:
		return s.SettleAfter
	case Marker:
		return s.SettleAfterLate
	default:
		return 0
	}
}

// due reports whether the verifier is asked about a row: at the first replay, and when the settle time has come.
func due(row Row) bool {
	return row.Class != None && (!row.Asked || row.Again > 0 && row.Wait <= 0)
}

// ask asks a verifier about a row that is Unknown, unless the row answers, and stores the verdict. The result is a row that is
// Done. The caller has the row's flight and locks.
func (g *Gate) ask(ctx context.Context, row Row, verify Verify, always bool) (Row, error) {
	began := time.Now()
	if !always && !due(row) {
		return Row{}, &UnknownError{row.head(), nil}
	}
	row.Over = row.Over || row.Again > 0 && row.Wait <= 0
	verdict, err := protected(ctx, row, verify)
	if err != nil {
		return Row{}, &UnknownError{row.head(), err}
	}
	switch verdict.Outcome {
	case Executed:
		row.State, row.Answer = Done, verdict.Answer
		if len(verdict.Answer) > MaxPayload {
			row.Answer = nil
		}
		if verdict.IDs != nil {
			row.IDs = verdict.IDs
		}
		stored, err := g.ledger.Put(row)
		if err != nil {
			return Row{}, &UnknownError{stored.head(), err}
		}
		return stored, nil
	case Refused:
		_ = g.ledger.Remove(row.Key) // after an error the row is gone as well, or holds the request: nothing is sent twice
		return Row{}, ErrNotExecuted
	default:
		row.Asked, row.Candidates = true, verdict.Candidates
		if row.Again = max(0, verdict.Again); row.Again == 0 && row.Wait > 0 {
			row.Again = max(1, row.Wait-time.Since(began)) // a time that came meanwhile counts as well
		}
		stored, err := g.ledger.Put(row)
		g.wake()
		return Row{}, &UnknownError{stored.head(), err}
	}
}

// protected calls a verifier, and converts a panic into an error.
func protected(ctx context.Context, row Row, verify Verify) (_ Verdict, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic while verifying: %v\n%s", p, debug.Stack())
		}
	}()
	return verify(ctx, row)
}

// Settle asks a verifier now about the write of a key, if its outcome is unknown, and returns the row if the write was executed. The
// verifier may be a person's word. The errors are those of Do.
func (g *Gate) Settle(ctx context.Context, key Key, verify Verify) (Row, error) {
	return g.settle(ctx, key, verify, true)
}

// settle is Settle, and asks only if always is set or the time has come.
func (g *Gate) settle(ctx context.Context, key Key, verify Verify, always bool) (Row, error) {
	mine := &flight{done: make(chan struct{})}
	for {
		f, err := g.enter(key, mine)
		if err != nil {
			return Row{}, err
		}
		if f == mine {
			break
		}
		select {
		case <-f.done:
		case <-ctx.Done():
			return Row{}, context.Cause(ctx)
		}
	}
	defer g.leave(key, mine)
	row, found, err := g.ledger.Get(key)
	switch {
	case err != nil:
		return Row{}, err
	case !found:
		return Row{}, ErrNoRow
	case row.State == Done:
		return row, nil
	}
	ctx, cancel := until(ctx, g.stopped)
	defer cancel()
	give, err := g.locks.take(ctx, key.Source, row.Resource, row.IDs)
	if err != nil {
		return Row{}, err
	}
	defer give()
	return g.ask(ctx, row, verify, always)
}

// tidyEvery is how often Run removes what is no longer kept.
const tidyEvery = time.Hour

// Run settles the writes whose records or markers can be read, each once when its time has come, in class bulk, until the
// context ends. A verifier that fails is asked again after as long a time. One call runs at a time.
func (g *Gate) Run(ctx context.Context) {
	postponed := map[Key]time.Time{}
	for {
		next := g.settleAll(ctx, postponed)
		_ = g.ledger.Expire() // tried again within the hour
		timer := time.NewTimer(time.Until(next))
		select {
		case <-timer.C:
		case <-g.news:
		case <-ctx.Done():
			timer.Stop()
			return
		}
		timer.Stop()
	}
}

// settleAll settles the rows whose time has come, and returns when to look again.
func (g *Gate) settleAll(ctx context.Context, postponed map[Key]time.Time) (next time.Time) {
	next = time.Now().Add(tidyEvery)
	for _, row := range g.ledger.Unknown() {
		at := time.Now().Add(row.Wait)
		if !row.Class.settles() || row.Again == 0 || ctx.Err() != nil {
			continue
		}
		if later, ok := postponed[row.Key]; ok && later.After(at) {
			at = later
		}
		if now := time.Now(); !at.After(now) {
			bulk := connectors.WithMeter(ctx, &connectors.Meter{Caller: row.Key.Caller})
			_, err := g.settle(bulk, row.Key, g.verify, false)
			var unknown *UnknownError
			undecided := errors.As(err, &unknown) && unknown.Err == nil
			if err == nil || undecided || errors.Is(err, ErrNotExecuted) || errors.Is(err, ErrNoRow) {
				delete(postponed, row.Key)
				continue // a row that is to be asked again has sent news
			}
			at = time.Now().Add(g.settings.wait(row.Class))
			postponed[row.Key] = at
		}
		if at.Before(next) {
			next = at
		}
	}
	return next
}

// wake has Run look at the rows again.
func (g *Gate) wake() {
	select {
	case g.news <- struct{}{}:
	default: // Run has not taken the last one yet
	}
}

const (
	// stopWait is how long a stop waits for the writes under way, and lastWait how long for them to store that they are Unknown.
	stopWait, lastWait = 5 * time.Second, time.Second
)

// Close begins no write any more, and waits for those under way. A write that has not ended by then becomes Unknown. The ledger may
// be closed when Close has returned.
func (g *Gate) Close() error {
	g.mu.Lock()
	g.stopping = true
	g.mu.Unlock()
	g.stop(ErrStopping)
	done := make(chan struct{})
	go func() {
		g.group.Wait()
		close(done)
	}()
	for _, wait := range [...]time.Duration{stopWait, lastWait} {
		select {
		case <-done:
			g.end(ErrStopping)
			return nil
		case <-time.After(wait):
			g.end(errCut)
		}
	}
	return errCut
}

// errCut ends a write under way.
var errCut = errors.New("the server stopped before the write had ended")
