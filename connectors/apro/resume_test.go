package apro_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
	"github.com/crmstream/crmstream/server/scan"
)

// walk is a list as read through the engine in calls of one size.
type walk struct {
	ids      []string
	calls    int
	requests []int64 // of each call
}

// walk reads a list to its end. between runs after each call.
func (l list) walk(t *testing.T, server *sandbox.Server, client connectors.Client, req proto.Message, size int, between func(call int)) walk {
	t.Helper()
	var w walk
	fetch, err := conformance.Open(client, req, nil)
	require.NoError(t, err)
	state, end := scan.State{}, scan.End(0)
	for end != scan.EndOfList {
		before := server.Requests()[l.op]
		opts := scan.Options{PageSize: size, PageMax: l.size}
		err := scan.New(fetch, state, opts, func(b *scan.Batch) error {
			require.Empty(t, b.Errors)
			for _, wire := range b.Records {
				record := l.decode(t, wire)
				w.ids = append(w.ids, record.Get(record.Descriptor().Fields().ByName("id")).String())
			}
			state, end = b.State, b.End
			return nil
		}).Run(t.Context())
		require.NoError(t, err)
		w.calls++
		w.requests = append(w.requests, server.Requests()[l.op]-before)
		require.Less(t, w.calls, 1000, "the list does not end")
		if between != nil {
			between(w.calls)
		}
	}
	return w
}

// TestCallsThatStopWithinPages reads no page twice: every call costs one request, and gives as many records as it may.
func TestCallsThatStopWithinPages(t *testing.T) {
	tests := []struct {
		list, fields string
		size         int
		// more is how many calls may give less: one at the end of each type but the last, and one for what is held back at the end
		// of a list without totals.
		more int
	}{
		{sandbox.ListContacts, `{}`, 37, 0},
		{sandbox.ListActivities, `{}`, 37, 0},
		{sandbox.ListDeals, `{}`, 37, 0},
		{sandbox.ListStock, `{"typeIds":["1"]}`, 100, 0},
		{sandbox.ListStock, `{}`, 100, 2},
		{sandbox.ListInvoices, `{}`, 100, 0},
		{sandbox.ListCalls, `{}`, 100, 1},
	}
	for _, test := range tests {
		t.Run(test.list+" "+test.fields, func(t *testing.T) {
			l := named(t, test.list)
			server, client := newSandbox(t, conformance.Upstream{Rows: 1000}, l.op, big(noBulks))
			whole := l.read(t, client, l.ask(t, test.fields), 0)
			w := l.walk(t, server, client, l.ask(t, test.fields), test.size, nil)
			require.Equal(t, whole.ids, w.ids)
			full := (len(w.ids) + test.size - 1) / test.size
			require.LessOrEqual(t, w.calls, full+test.more)
			if test.list == sandbox.ListCalls { // the last call proves the end
				w.requests = w.requests[:w.calls-1]
			}
			for _, n := range w.requests {
				require.Equal(t, int64(1), n)
			}
		})
	}
}

// noBulks makes an account whose records have times, which few share.
func noBulks(s *sandbox.Settings) { s.BulkRows, s.ZeroDates = 0, 0 }

// TestCallsThatStopWithinWindows reads the rest of a window in the next call, and no row of it twice.
func TestCallsThatStopWithinWindows(t *testing.T) {
	l := named(t, sandbox.ListContacts)
	server, client := newSandbox(t, conformance.Upstream{Rows: 1000}, l.op, big(noBulks))
	req := l.ask(t, `{"createdFrom":"2012-01-01"}`)
	whole := l.read(t, client, req, 0)
	w := l.walk(t, server, client, req, 20, nil)
	require.Equal(t, whole.ids, w.ids)
	require.LessOrEqual(t, w.calls, 2*len(w.ids)/20)
	for _, n := range w.requests[1 : w.calls-1] { // the first one looks for the size, the last one for the end
		require.Equal(t, int64(1), n)
	}
}

// TestRowsThatMoveBetweenCalls changes rows that were read and rows that were not, and loses none.
func TestRowsThatMoveBetweenCalls(t *testing.T) {
	for _, l := range lists {
		t.Run(l.name, func(t *testing.T) {
			server, client := newSandbox(t, conformance.Upstream{Rows: 600}, l.op, big(func(s *sandbox.Settings) {
				clock := s.Now()
				s.Now = func() time.Time {
					clock = clock.Add(time.Second)
					return clock
				}
			}))
			alive := server.IDs(l.name)
			w := l.walk(t, server, client, l.request(), 37, func(call int) {
				if call > 15 {
					return // so that the list ends
				}
				for i := range 3 {
					require.NoError(t, server.Touch(l.name, alive[(call*97+i*31)%len(alive)]))
				}
				require.NoError(t, server.Delete(l.name, alive[call*3]))
				alive = slices.Delete(alive, call*3, call*3+1)
				server.Insert(l.name)
			})
			read := map[string]bool{}
			for _, id := range w.ids {
				read[id] = true
			}
			for _, id := range alive {
				require.True(t, read[id], "lost %s", id)
			}
		})
	}
}
