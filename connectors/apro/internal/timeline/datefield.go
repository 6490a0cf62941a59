package timeline

import (
	"context"
	"fmt"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

const (
	// maxWitnesses is how many newest records are asked for, to find one with different days of creation and activity.
	maxWitnesses = 50
	// maxProbes is how often probe tries, since such a record may be gone when it is asked for.
	maxProbes = 2
	// unshownFor is how long a server is believed if its newest records show nothing.
	unshownFor = time.Hour
)

// observe notes what a row shows about the time that periods compare. A server that does not know date_field compares the
// creation. So a row that was created before the first day asked for shows that the server knows date_field.
func (ans *answer) observe(row *transcode.Row, clock []byte) {
	text, ok := row.CheckBytes(columnCreated)
	if !ok || len(text) < len(time.DateOnly) || text[0] == '0' || len(clock) < len(wire.ClockFormat) {
		return
	}
	created, at := string(text[:len(time.DateOnly)]), string(clock)
	if ans.From > wire.FirstMoment && created < wire.Day(ans.From) {
		ans.older = true
	}
	// A request from one second earlier must begin on the same day, so the first second of a day is no witness.
	if created < wire.Day(at) && at[len(created):] != " 00:00:00" && (ans.witness == "" || at < ans.witness) {
		ans.witness = at
	}
}

// unsure reports whether a request is by activity and it is not yet known that the server compares the activity.
func (l *List) unsure(a Ask) bool {
	return l.DateField != "" && !a.Created && !l.Learned.activity.Load()
}

// compares makes sure that the server has compared the activity in the period of an answer. If it compares the creation, the
// answer has fewer rows, or none, and looks like the end of the list. Usually the rows show it (answer.observe). If they do
// not, probe asks for a record.
func (l *List) compares(ctx context.Context, ans answer) error {
	known := l.Learned
	if !l.unsure(ans.Ask) || ans.From <= wire.FirstMoment {
		return nil
	}
	if ans.older {
		known.activity.Store(true)
		return nil
	}
	if time.Now().Unix() < known.unshown.Load() {
		return nil
	}
	return l.probe(ctx, min(l.most(), maxWitnesses))
}

// fetch asks for one page, verifies its rows by the filters and makes sure that the server has compared the right time.
func (l *List) fetch(ctx context.Context, a Ask) (answer, error) {
	ans, err := l.send(ctx, a)
	if err == nil {
		err = l.compares(ctx, ans)
	}
	return ans, err
}

// probe asks, by activity, for a record that was created on an earlier day than its activity, and for the records after it. It
// takes the earliest such record of the newest ones: if that record changes meanwhile, the records after it probably show the
// same.
func (l *List) probe(ctx context.Context, limit int) error {
	known := l.Learned
	for range maxProbes {
		newest, err := l.send(ctx, Ask{Page: 1, Limit: limit, Descending: true})
		if err != nil {
			return err
		}
		if newest.witness == "" {
			if len(newest.rows) == newest.Limit { // a shorter list says nothing about other lists
				known.unshown.Store(time.Now().Add(unshownFor).Unix())
			}
			return nil
		}
		above, err := l.send(ctx, Ask{From: wire.Shifted(newest.witness, -time.Second), floor: newest.witness, Page: 1, Limit: limit})
		if err != nil {
			return err
		}
		if above.older {
			known.activity.Store(true)
			return nil
		}
		if n := len(above.rows); n > 0 && clockOf(above.rows[n-1]) <= newest.witness && (!l.server().Proven() || n < *above.total) {
			return nil // more records than a page may share that second
		}
	}
	return l.misdated()
}

// misdated returns the error of a server that compares the creation although the activity was asked for.
func (l *List) misdated() error {
	e := &connectors.Error{Kind: connectors.KindInconsistent, Connector: wire.Name, Op: l.Op}
	if l.Range.From != "" {
		e.Kind, e.Field = connectors.KindFilterIgnored, l.Range.FromField
	}
	e.Err = fmt.Errorf("the upstream ignores date_field=%s and compares the creation: %s are missing from its answers", l.DateField, l.Noun)
	return e
}
