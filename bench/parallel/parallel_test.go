package parallel

import (
	"errors"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate"
	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/connectors/proxima"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	tasks "github.com/crmstream/crmstream/sandbox/administrate"
	visits "github.com/crmstream/crmstream/sandbox/proxima"
	"github.com/crmstream/crmstream/server/scan"
)

const (
	latency = 100 * time.Millisecond
	reads   = 4
)

// line sends requests to a sandbox with a delay, and counts them.
type line struct {
	next                http.RoundTripper
	mu                  sync.Mutex
	requests, now, most int
}

func (l *line) RoundTrip(r *http.Request) (*http.Response, error) {
	l.mu.Lock()
	l.requests++
	l.now++
	l.most = max(l.most, l.now)
	l.mu.Unlock()
	defer func() { l.mu.Lock(); l.now--; l.mu.Unlock() }()
	select {
	case <-time.After(latency):
		return l.next.RoundTrip(r)
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}

// list is a list whose pages can be read in parallel.
type list struct {
	name string
	rows int64
	// extra is the number of requests that a parallel read may cost in addition.
	extra int
	// faster is how many times as fast it must be, of 4. The first two pages come one after the other, which costs a list of few pages
	// the most.
	faster float64
	open   func(t *testing.T, rows int64, l *line) connectors.Fetch
}

// lists are read with the default settings of sources, except for batches of 50 visits in place of 500, so that fewer rows make
// as many requests.
func lists() []list {
	return []list{
		{"administrate tasks", 15_000, 1, 3.8, openTasks},
		{"proxima visits", 20_000, 0, 3.2, openVisits},
	}
}

func openTasks(t *testing.T, rows int64, l *line) connectors.Fetch {
	t.Helper()
	s := tasks.Defaults()
	s.Rows, s.HTTPScheme, s.Rate = rows, "allow", 0
	server, err := tasks.New(s)
	require.NoError(t, err)
	l.next = conformance.Upstream{}.Carry(server)
	settings, ok := administrate.Driver().Settings().(*administrate.Settings)
	require.True(t, ok)
	settings.BaseURL, settings.Login, settings.Password = "http://localhost", s.Username, connectors.NewSecret(s.Password)
	client, err := administrate.New(connectors.Account{Source: "test", TimeZone: conformance.Zone(t), Transport: l}, settings)
	require.NoError(t, err)
	fetch, err := conformance.Open(client, &crmstreamv1.ListTasksRequest{}, nil)
	require.NoError(t, err)
	return fetch
}

func openVisits(t *testing.T, rows int64, l *line) connectors.Fetch {
	t.Helper()
	s := visits.Defaults()
	s.Rows, s.BatchSize, s.BusyMonthRows, s.BulkRows = rows, 50, 0, 0 // a busy month would change the windows, and so the ratio
	server, err := visits.New(s)
	require.NoError(t, err)
	l.next = conformance.Upstream{}.Carry(server)
	settings, ok := proxima.Driver().Settings().(*proxima.Settings)
	require.True(t, ok)
	settings.BaseURL, settings.Password, settings.FirstDay = "http://localhost", connectors.NewSecret(s.Password), "2024-01-01"
	client, err := proxima.New(connectors.Account{Source: "test", TimeZone: conformance.Zone(t), Transport: l}, settings)
	require.NoError(t, err)
	fetch, err := conformance.Open(client, &crmstreamv1.ListVisitsRequest{}, nil)
	require.NoError(t, err)
	return fetch
}

// reading is the result of one call.
type reading struct {
	records []string
	states  []scan.State // after each message
	sent    []int        // records up to each message
	took    time.Duration
	line    line
}

// errCut ends a call.
var errCut = errors.New("the client went away")

// read reads a list from a state on with its own client, so many pages at a time, and stops after a message, 0 for none.
func read(t *testing.T, l list, rows int64, from scan.State, prefetch, leave int) *reading {
	t.Helper()
	r := &reading{records: []string{}}
	fetch := l.open(t, rows, &r.line)
	started := time.Now()
	walk := scan.New(fetch, from, scan.Options{Prefetch: prefetch}, func(b *scan.Batch) error {
		for _, wire := range b.Records {
			r.records = append(r.records, string(wire))
		}
		require.Empty(t, b.Errors)
		r.states, r.sent = append(r.states, b.State), append(r.sent, len(r.records))
		if len(r.states) == leave {
			return errCut
		}
		return nil
	})
	if err := walk.Run(t.Context()); leave == 0 || !errors.Is(err, errCut) {
		require.NoError(t, err)
	}
	r.took = time.Since(started)
	require.Zero(t, r.line.now, "requests were left behind")
	return r
}

// inTime runs a test at a fixed virtual time.
func inTime(t *testing.T, f func(*testing.T)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)))
		f(t)
	})
}

// TestFourReadsAreFaster compares whole lists.
func TestFourReadsAreFaster(t *testing.T) {
	for _, l := range lists() {
		t.Run(l.name, func(t *testing.T) {
			inTime(t, func(t *testing.T) {
				alone := read(t, l, l.rows, scan.State{}, 0, 0)
				together := read(t, l, l.rows, scan.State{}, reads, 0)
				ratio := alone.took.Seconds() / together.took.Seconds()
				t.Logf("%d records, 100 ms a request: %v one by one, %v with %d reads at a time: %.2f times as fast; %d requests instead of %d, %d at a time",
					len(alone.records), alone.took, together.took, reads, ratio, together.line.requests, alone.line.requests, together.line.most)
				require.Equal(t, alone.records, together.records)
				require.GreaterOrEqual(t, ratio, l.faster)
				require.LessOrEqual(t, together.line.requests, alone.line.requests+l.extra)
				require.LessOrEqual(t, together.line.most, reads)
			})
		})
	}
}

// TestTheyResumeFromEveryMessage cuts a call after each message and goes on from there.
func TestTheyResumeFromEveryMessage(t *testing.T) {
	for _, l := range lists() {
		t.Run(l.name, func(t *testing.T) {
			inTime(t, func(t *testing.T) {
				const rows = 3000
				whole := read(t, l, rows, scan.State{}, reads, 0)
				for i, state := range whole.states[:len(whole.states)-1] {
					rest := read(t, l, rows, state, reads, 0)
					require.Equal(t, whole.records[whole.sent[i]:], rest.records, "behind message %d", i+1)
				}
			})
		})
	}
}
