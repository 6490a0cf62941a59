package changelog

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	if job := os.Getenv(childJob); job != "" {
		os.Exit(child(job))
	}
	goleak.VerifyTestMain(m)
}

// rig opens one implementation.
type rig struct {
	name string
	// lasting reports whether entries outlive Close. What Memory has does not, as its comment says.
	lasting bool
	open    func(dir string, settings Settings) (Logs, error)
}

func rigs() []rig {
	return []rig{
		{"memory", false, func(_ string, s Settings) (Logs, error) { return OpenMemory(s) }},
		{"jetstream", true, func(dir string, s Settings) (Logs, error) { return OpenJetStream(dir, s) }},
	}
}

const name = "FEED_crm_contacts"

func config() Config {
	return Config{Name: name, Retention: time.Hour, Window: 10 * time.Minute, MaxEntry: 64 << 10}
}

func settings() Settings { return Settings{MaxBytes: 16 << 20, Logs: []Config{config()}} }

// checks reports whether `make test-log` or `make checks` runs, which take their time. All runs have the tests on the disk.
func checks() bool { return os.Getenv("CRMSTREAM_CHECKS") != "" }

// long skips a test in other runs.
func long(t *testing.T) {
	t.Helper()
	if !checks() {
		t.Skip("set CRMSTREAM_CHECKS for this test, which takes long")
	}
}

// opened is a store with one log, open in a folder.
type opened struct {
	store Logs
	Log
	dir string
}

func (o opened) Close() error { return o.store.Close() }

func (r rig) opened(t *testing.T, dir string, settings Settings) opened {
	t.Helper()
	s, err := r.open(dir, settings)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	l, err := s.Log(settings.Logs[0].Name)
	require.NoError(t, err)
	return opened{s, l, dir}
}

func (r rig) fresh(t *testing.T, change ...func(*Settings)) opened {
	t.Helper()
	s := settings()
	for _, c := range change {
		c(&s)
	}
	return r.opened(t, filepath.Join(t.TempDir(), "log"), s)
}

func disk(t *testing.T, change ...func(*Settings)) opened { return rigs()[1].fresh(t, change...) }

// again closes a store on the disk, does something to its folder, and opens it.
func (o opened) again(t *testing.T, between ...func(dir string)) opened {
	t.Helper()
	require.NoError(t, o.Close())
	for _, do := range between {
		do(o.dir)
	}
	return rigs()[1].opened(t, o.dir, settings())
}

// eachRig runs a test with both implementations.
func eachRig(t *testing.T, test func(t *testing.T, r rig)) {
	for _, r := range rigs() {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			test(t, r)
		})
	}
}

func body(i int) []byte { return fmt.Appendf(nil, "body %d", i) }

// fill appends entries with bodies by number.
func fill(t *testing.T, l Log, from, to int) {
	t.Helper()
	for i := from; i < to; i++ {
		_, err := l.Append(t.Context(), Entry{Kind: "batch", Body: body(i)})
		require.NoError(t, err)
	}
}

// read returns the entries after a position, and the error.
func read(ctx context.Context, l Log, from Position) (records []Record, err error) {
	for r, e := range l.Read(ctx, from) {
		if e != nil {
			return records, e
		}
		records = append(records, r)
	}
	return records, nil
}

func all(t *testing.T, l Log) []Record {
	t.Helper()
	records, err := read(t.Context(), l, bounds(t, l).Start)
	require.NoError(t, err)
	return records
}

func bounds(t *testing.T, l Log) Bounds {
	t.Helper()
	b, err := l.Bounds(t.Context())
	require.NoError(t, err)
	return b
}

// requireExpired requires that a position is refused for a reason, and returns the time of the oldest entry.
func requireExpired(t *testing.T, l Log, from Position, reason Reason) (oldest time.Time) {
	t.Helper()
	records, err := read(t.Context(), l, from)
	var expired *ExpiredError
	require.ErrorAs(t, err, &expired)
	require.Equal(t, reason, expired.Reason, "%v", err)
	require.Empty(t, records, "a silent jump")
	require.Equal(t, name, expired.Log)
	return expired.Oldest
}

// requireClosed asks everything of a log that is closed, also with an entry that it would not take.
func requireClosed(t *testing.T, l Log, end Position) {
	t.Helper()
	_, err := l.Append(t.Context(), Entry{Body: make([]byte, 64<<10+1)})
	require.ErrorIs(t, err, ErrClosed)
	_, err = read(t.Context(), l, end)
	require.ErrorIs(t, err, ErrClosed)
	_, err = l.Bounds(t.Context())
	require.ErrorIs(t, err, ErrClosed)
	_, err = l.PositionAt(t.Context(), time.Now())
	require.ErrorIs(t, err, ErrClosed)
	require.ErrorIs(t, l.Wait(t.Context(), end), ErrClosed)
}
