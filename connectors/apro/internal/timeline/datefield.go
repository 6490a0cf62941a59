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
	// maxWitnesses is how many newest records are asked for, to find one that tells creation and activity apart.
	maxWitnesses = 50
	// maxProbes is how often that is tried, since such a record may be gone when it is asked for.
	maxProbes = 2
	// untoldFor is how long a server is believed whose newest records tell nothing.
	untoldFor = time.Hour
)

// observe notes what a row tells of the time that periods compare. A server that does not know date_field compares the
// creation, so that a row which was created before the day from which activity was asked for shows that this one does.
func (ans *answer) observe(row *transcode.Row, clock []byte) {
	text, ok := row.CheckBytes(columnCreated)
	if !ok || len(text) < len(time.DateOnly) || text[0] == '0' || len(clock) < len(wire.ClockFormat) {
		return
	}
	created, at := string(text[:len(time.DateOnly)]), string(clock)
	if ans.From > wire.FirstMoment && created < wire.Day(ans.From) {
		ans.older = true
	}
	// The first second of a day cannot be asked for from one second earlier on the same day.
	if created < wire.Day(at) && at[len(created):] != " 00:00:00" && (ans.witness == "" || at < ans.witness) {
		ans.witness = at
	}
}

// unsure reports whether it is not known yet that the server compares the activity where a question means that.
func (l *List) unsure(a Ask) bool {
	return l.DateField != "" && !a.Created && !l.Learned.activity.Load()
}

// compares makes sure that the server compares the activity in the period of an answer, and not the creation: such an
// answer has fewer rows, or none, which looks like the end of the list. Rows mostly show it (answer.observe). If none has,
// a record is asked for by its activity that was created on an earlier day, with those above it.
func (l *List) compares(ctx context.Context, ans answer) error {
	known := l.Learned
	if !l.unsure(ans.Ask) || ans.From <= wire.FirstMoment {
		return nil
	}
	if ans.older {
		known.activity.Store(true)
		return nil
	}
	if time.Now().Unix() < known.untold.Load() {
		return nil
	}
	return l.probe(ctx, min(l.most(), maxWitnesses))
}

// fetch asks for one page, verifies its rows by the filters and makes sure that the server compared the right time.
func (l *List) fetch(ctx context.Context, a Ask) (answer, error) {
	ans, err := l.send(ctx, a)
	if err == nil {
		err = l.compares(ctx, ans)
	}
	return ans, err
}

// probe asks for a record by its activity that was created on an earlier day, and for those above it. The lowest such
// record of the newest is taken, since those above it are likely to show as much, should it have changed meanwhile.
func (l *List) probe(ctx context.Context, limit int) error {
	known := l.Learned
	for range maxProbes {
		newest, err := l.send(ctx, Ask{Page: 1, Limit: limit, Descending: true})
		if err != nil {
			return err
		}
		if newest.witness == "" {
			if len(newest.rows) == newest.Limit { // else the list is so short that it says nothing of others
				known.untold.Store(time.Now().Add(untoldFor).Unix())
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
			return nil // more records may share that second than a page shows
		}
	}
	return l.misdated()
}

// misdated is the error of a server that compares the creation where the activity was asked for.
func (l *List) misdated() error {
	e := &connectors.Error{Kind: connectors.KindInconsistent, Connector: wire.Name, Op: l.Op}
	if l.Range.From != "" {
		e.Kind, e.Field = connectors.KindFilterIgnored, l.Range.FromField
	}
	e.Err = fmt.Errorf("the upstream ignores date_field=%s and compares the creation: %s are missing from its answers", l.DateField, l.Noun)
	return e
}
