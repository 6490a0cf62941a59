package changelog

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestSetThatFails leaves the logs as they were, and can be repeated.
func TestSetThatFails(t *testing.T) {
	t.Parallel()
	l := disk(t, func(s *Settings) { *s = named(name, "empty") })
	empty := logOf(t, l.store, "empty")
	fill(t, l, 0, 10)
	before := all(t, l)
	planted := filepath.Join(l.dir, namesFile+".new", "file") // no file of names can be written
	require.NoError(t, os.MkdirAll(planted, 0o700))
	var unavailable *UnavailableError
	require.ErrorAs(t, l.store.Set(named(name, "b")), &unavailable)
	_, err := l.store.Log("b")
	require.ErrorIs(t, err, ErrUnknownLog)
	fill(t, empty, 0, 1)
	require.Equal(t, before, all(t, l))
	require.NoError(t, os.RemoveAll(filepath.Dir(planted)))
	require.NoError(t, l.store.Set(named(name, "b")))
	fill(t, logOf(t, l.store, "b"), 0, 1)
	_, err = empty.Append(t.Context(), Entry{})
	require.ErrorIs(t, err, ErrClosed)

	// An engine that has failed is started with the new settings.
	l.store.(*JetStream).engine.answering.end(errors.New("no answer"))
	require.NoError(t, l.store.Set(named(name, "b", "c")))
	fill(t, logOf(t, l.store, "c"), 0, 1)
	require.Equal(t, before, all(t, l))
}

// TestWhatWaitsForSet is held to the settings that come.
func TestWhatWaitsForSet(t *testing.T) {
	t.Parallel()
	smaller := settings()
	smaller.Logs[0].MaxEntry = 10
	for want, comes := range map[error]Settings{ErrClosed: {}, ErrTooLarge: smaller} {
		l := disk(t)
		s := l.store.(*JetStream)
		appended, asked := make(chan error), make(chan error)
		s.mu.Lock()
		go func() {
			_, err := l.Append(t.Context(), Entry{Body: make([]byte, 11)})
			appended <- err
		}()
		go func() {
			_, err := l.Bounds(t.Context())
			asked <- err
		}()
		time.Sleep(50 * time.Millisecond) // both wait, most probably
		s.take(s.wanted(comes))
		s.mu.Unlock()
		require.ErrorIs(t, <-appended, want)
		if err := <-asked; errors.Is(want, ErrClosed) {
			require.ErrorIs(t, err, ErrClosed)
		}
	}
}

// TestAKillBetweenTheNamesAndTheStream of a log that goes leaves a stream without a name, which is no damage.
func TestAKillBetweenTheNamesAndTheStream(t *testing.T) {
	t.Parallel()
	l := disk(t, func(s *Settings) { *s = named(name, "b") })
	fill(t, l, 0, 1)
	require.NoError(t, l.Close())
	known, err := readNames(l.dir)
	require.NoError(t, err)
	delete(known, "b")
	require.NoError(t, writeNames(l.dir, known))
	l = rigs()[1].opened(t, l.dir, named(name))
	require.Len(t, all(t, l), 1)
	require.NoDirExists(t, streamDir(l.dir, "b"))
}

// BenchmarkOpenAndClose opens and closes three logs, as the tests of other packages do.
func BenchmarkOpenAndClose(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "log")
	for b.Loop() {
		s, err := OpenJetStream(dir, named("a", "b", "c"))
		require.NoError(b, err)
		require.NoError(b, s.Close())
	}
}

// BenchmarkCreateAndClose does the same in a new folder each time.
func BenchmarkCreateAndClose(b *testing.B) {
	dir := b.TempDir()
	for i := 0; b.Loop(); i++ {
		s, err := OpenJetStream(filepath.Join(dir, fmt.Sprint(i)), named("a", "b", "c"))
		require.NoError(b, err)
		require.NoError(b, s.Close())
	}
}
