package writes

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var errDisk = errors.New("input/output error")

// machine is where a ledger lives: a disk that remembers what was synced, and clocks.
type machine struct {
	dir string

	mu     sync.Mutex
	synced map[string]int64 // sizes by the path of a file
	broken bool             // syncing fails
	torn   int64
	dead   bool
	slow   bool // files are truly synced

	wrong time.Duration // of the wall clock
	boot  string        // "" for a machine without boot clock
	up    time.Time
	most  int
}

func newMachine(t *testing.T) *machine {
	t.Helper()
	return &machine{
		dir: filepath.Join(t.TempDir(), "writes"), synced: map[string]int64{}, boot: "a", up: time.Now().Add(-time.Hour), most: maxRows,
	}
}

func (m *machine) open(t *testing.T) *File {
	t.Helper()
	f, err := open(m.dir, m.now, m.sync, m.most)
	require.NoError(t, err)
	return f
}

func (m *machine) now() moment {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := moment{Wall: time.Now().Add(m.wrong)}
	if m.boot != "" {
		now.Boot, now.Up = m.boot, time.Since(m.up)
	}
	return now
}

// sync syncs a file, or fails and may tear the end off what was written.
func (m *machine) sync(f *os.File) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	info, err := f.Stat()
	switch {
	case err != nil:
		return err
	case m.dead:
		return errors.New("the process has ended")
	case m.broken:
		return errors.Join(errDisk, os.Truncate(f.Name(), max(m.synced[f.Name()], info.Size()-m.torn)))
	}
	m.synced[f.Name()] = info.Size()
	if m.slow {
		return f.Sync()
	}
	return nil
}

// set changes the machine.
func (m *machine) set(change func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	change()
}

// crash ends the process, and returns the machine after the loss of its power: of what was not synced any part may be there.
func (m *machine) crash(t *testing.T, random *rand.Rand) *machine {
	t.Helper()
	next := newMachine(t)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.dead = true
	next.wrong, next.boot, next.up, next.most, next.slow = m.wrong, m.boot, m.up, m.most, m.slow
	require.NoError(t, os.MkdirAll(next.dir, 0o700))
	entries, err := os.ReadDir(m.dir)
	require.NoError(t, err)
	for _, e := range entries {
		path := filepath.Join(m.dir, e.Name())
		text, err := os.ReadFile(path)
		if errors.Is(err, os.ErrNotExist) {
			continue // what was written aside has got its name
		}
		require.NoError(t, err)
		size := int(m.synced[path])
		size += random.IntN(len(text) - size + 1)
		require.NoError(t, os.WriteFile(filepath.Join(next.dir, e.Name()), text[:size], 0o600))
		next.synced[filepath.Join(next.dir, e.Name())] = int64(size)
	}
	return next
}

// quiet is a source of numbers that cuts all that was not synced.
func quiet() *rand.Rand { return rand.New(zeros{}) }

type zeros struct{}

func (zeros) Uint64() uint64 { return 0 }

// segments returns the names of a ledger's files.
func (m *machine) segments(t *testing.T) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(m.dir)
	require.NoError(t, err)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// text returns the whole of the one segment.
func (m *machine) text(t *testing.T) []byte {
	t.Helper()
	names := m.segments(t)
	require.Len(t, names, 1)
	text, err := os.ReadFile(filepath.Join(m.dir, names[0]))
	require.NoError(t, err)
	return text
}

// rowOf returns a row of a request id that is to be sent.
func rowOf(requestID string) Row {
	return Row{
		Key: Key{Caller: "shop", Source: "crm", RequestID: requestID}, State: Sent, Method: "CreateTask", Digest: Digest{1, 2, 3},
		Class: ByID, Resource: "tasks", IDs: []string{"7"}, Request: []byte("request of " + requestID), Before: []byte{},
		Again: 2 * time.Minute,
	}
}

// put stores a row in a state.
func put(t *testing.T, f *File, row Row) Row {
	t.Helper()
	stored, err := f.Put(row)
	require.NoError(t, err)
	return stored
}

// done stores a row as sent, done, and answered.
func done(t *testing.T, f *File, requestID, answer string) Row {
	t.Helper()
	row := put(t, f, rowOf(requestID))
	row.State, row.Result = Done, []byte("result")
	row = put(t, f, row)
	row.Answer = []byte(answer)
	return put(t, f, row)
}

// get returns the row of a request id.
func get(t *testing.T, f *File, requestID string) (Row, bool) {
	t.Helper()
	row, found, err := f.Get(rowOf(requestID).Key)
	require.NoError(t, err)
	return row, found
}
