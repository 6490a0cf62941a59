package server

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/writes"
)

// TestBatchesThatAreCutOtherwise sends one batch by two calls at once, of which the second cuts it into larger parts: no record is written
// twice, and each call has the result of each record.
func TestBatchesThatAreCutOtherwise(t *testing.T) {
	for name, refused := range map[string]bool{"while a part is under way": false, "after a part was refused": true} {
		t.Run(name, func(t *testing.T) {
			r := writeTo(t, newNotebook())
			var extra, slots atomic.Int64
			extra.Store(3) // two rows in a part, and three without
			r.extra = func() int { return int(extra.Load()) }
			waiting, release := make(chan struct{}), make(chan struct{})
			r.slot = func(context.Context) error {
				if slots.Add(1) == 2 {
					close(waiting)
					<-release
				}
				return nil
			}
			if refused {
				r.meet = func(m *meeting) { m.fail(1, refusal()) }
			}
			results := make(chan int, 2)
			call := func() {
				got, err := r.batch("cuts", seven...)
				if err != nil {
					t.Error(err)
				}
				results <- len(got.GetResults())
			}
			go call()
			<-waiting
			extra.Store(0)
			go call()
			time.Sleep(200 * time.Millisecond)
			close(release)
			require.Equal(t, 7, <-results)
			require.Equal(t, 7, <-results)
			names := strings.Fields(r.names())
			slices.Sort(names)
			require.Equal(t, seven, names)
		})
	}
}

// brokenLedger is a ledger that cannot read the rows of parts from one on.
type brokenLedger struct {
	writes.Ledger
	from, parts atomic.Int64
}

func (l *brokenLedger) Parts(key writes.Key) ([]writes.Row, error) {
	l.parts.Add(1)
	return l.Ledger.Parts(key)
}

func (l *brokenLedger) Get(key writes.Key) (writes.Row, bool, error) {
	if int64(key.Part) >= l.from.Load() {
		return writes.Row{}, false, &writes.LedgerError{Err: errors.New("input/output error")}
	}
	return l.Ledger.Get(key)
}

// TestPartsThatCannotBeRead were sent by an earlier call: no result says that they were not executed.
func TestPartsThatCannotBeRead(t *testing.T) {
	file, err := writes.Open(t.TempDir())
	require.NoError(t, err)
	ledger := &brokenLedger{Ledger: file}
	ledger.from.Store(100)
	r := writeTo(t, newNotebook(), func(o *Options, _ *SourceConfig) { o.Ledger = ledger })
	t.Cleanup(func() {
		r.stop()
		require.NoError(t, file.Close())
	})
	_, err = r.batch("id", seven...)
	require.NoError(t, err)
	ledger.parts.Store(0)
	listed, err := r.writes.ListWrites(t.Context(), &crmstreamv1.ListWritesRequest{Source: "main"})
	require.NoError(t, err)
	require.Len(t, listed.GetWrites(), 1)
	require.EqualValues(t, 1, ledger.parts.Load(), "the parts of a batch are read once for a page")
	for _, from := range []int64{0, 3} {
		ledger.from.Store(from)
		_, err = r.batch("id", seven...)
		fails(t, err, codes.Unknown, "WRITE_OUTCOME_UNKNOWN")
	}
	require.Equal(t, strings.Join(seven, " "), r.names())
}

// TestRowsThatAreMistakesNow leaves a batch in the middle, and finds mistakes in it when it goes on: what was executed stays so.
func TestRowsThatAreMistakesNow(t *testing.T) {
	r := writeTo(t, newNotebook())
	r.meet = func(m *meeting) {
		if m.number == 2 {
			m.err = lost()
		}
	}
	_, err := r.batch("id", seven...)
	require.NoError(t, err)
	r.encode = func(connectors.WriteRow) error {
		return connectors.Invalid("contact.type_id", "there is no such type any more")
	}
	got, err := r.batch("id", seven...)
	require.NoError(t, err)
	require.Equal(t, []string{
		"EXECUTED 1", "EXECUTED 2", "EXECUTED 3", "UNKNOWN WRITE_OUTCOME_UNKNOWN", "UNKNOWN WRITE_OUTCOME_UNKNOWN", "UNKNOWN WRITE_OUTCOME_UNKNOWN",
		"NOT_EXECUTED INVALID_REQUEST",
	}, outcomesOf(got.GetResults()))
	_, err = r.batch("other", seven...)
	fails(t, err, codes.InvalidArgument, "INVALID_REQUEST")
}

// TestWritesThatWereAllowed are answered when the configuration does not allow them any more, and nothing more is sent.
func TestWritesThatWereAllowed(t *testing.T) {
	r := writeTo(t, newNotebook())
	r.meet = func(m *meeting) {
		if m.number == 3 {
			m.err = lost()
		}
	}
	_, err := r.create("one", "Ann")
	require.NoError(t, err)
	_, err = r.batch("batch", seven...)
	require.NoError(t, err)
	r.source.Writes = nil
	r.restart()
	got, err := r.create("one", "Ann")
	require.NoError(t, err)
	require.True(t, got.GetReceipt().GetReplayed())
	batch, err := r.batch("batch", seven...)
	require.NoError(t, err)
	require.Equal(t, "NOT_EXECUTED WRITES_DISABLED", outcomesOf(batch.GetResults())[6])
	_, err = r.create("two", "Bob")
	fails(t, err, codes.FailedPrecondition, "WRITES_DISABLED")
	require.Equal(t, "Ann A B C D E F", r.names())
}
