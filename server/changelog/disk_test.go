package changelog

import (
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

func TestRestart(t *testing.T) {
	t.Parallel()
	l := disk(t)
	fill(t, l, 0, 300)
	before, b := all(t, l), bounds(t, l)
	_, err := l.Append(t.Context(), Entry{Key: "k", Body: body(300)})
	require.NoError(t, err)
	for range 2 {
		l = l.again(t)
		after := all(t, l)
		require.Equal(t, before, after[:300])
		require.Equal(t, b.Start, bounds(t, l).Start)
		rest, err := read(t.Context(), l, before[123].After())
		require.NoError(t, err)
		require.Equal(t, after[124:], rest)
		s, err := l.Append(t.Context(), Entry{Key: "k", Body: body(300)})
		require.NoError(t, err)
		require.Equal(t, Stored{Sequence: 301, Repeated: true}, s, "keys are known after a start")
		require.NoError(t, l.Wait(t.Context(), before[299].After()))
	}
}

// TestNothingStartsWithoutLogs, not even a folder.
func TestNothingStartsWithoutLogs(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "log")
	before := goleak.IgnoreCurrent() // what earlier tests have stopped may still be ending: a number of goroutines says nothing
	s, err := OpenJetStream(dir, Settings{})
	require.NoError(t, err)
	goleak.VerifyNone(t, before)
	require.NoFileExists(t, dir)
	_, err = s.Log(name)
	require.ErrorIs(t, err, ErrUnknownLog)
	require.NoError(t, s.Close())
}

// TestTheEngineIsOurs looks at the server for what others could reach.
func TestTheEngineIsOurs(t *testing.T) {
	t.Parallel()
	l := disk(t)
	fill(t, l, 0, 1)
	e := l.store.(*JetStream).engine
	require.Nil(t, e.server.Addr())
	require.Nil(t, e.server.MonitorAddr())
	require.Equal(t, 2, e.server.NumClients(), "ours")
	for _, port := range []string{"4222", "8222", "6222"} {
		conn, err := net.DialTimeout("tcp", "127.0.0.1:"+port, time.Second)
		if err == nil {
			require.NoError(t, conn.Close())
			t.Logf("somebody else listens on port %s", port)
		}
	}
	if runtime.GOOS == "windows" {
		return
	}
	files := 0
	require.NoError(t, filepath.WalkDir(l.dir, func(path string, d fs.DirEntry, err error) error {
		require.NoError(t, err)
		info, err := d.Info()
		require.NoError(t, err)
		files++
		require.Zero(t, info.Mode().Perm()&0o077, path)
		return nil
	}))
	require.Greater(t, files, 5)
}

// TestTheDiskIsShared adds and removes logs.
func TestTheDiskIsShared(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "log")
	sizes := func(s Logs) map[string]int64 {
		e := s.(*JetStream).engine
		there, err := streamsOf(e)
		require.NoError(t, err)
		found := map[string]int64{}
		for n, info := range there {
			found[n] = info.Config.MaxBytes
		}
		return found
	}
	l := rigs()[1].opened(t, dir, named(name))
	require.Equal(t, map[string]int64{name: 8 << 20}, sizes(l.store))
	for range 100 {
		_, err := l.Append(t.Context(), Entry{Body: make([]byte, 60<<10)})
		require.NoError(t, err)
	}
	start := bounds(t, l).Start
	require.NoError(t, l.Close())

	l = rigs()[1].opened(t, dir, named(name, "b", "c", "d"))
	require.Equal(t, map[string]int64{name: 2 << 20, "b": 2 << 20, "c": 2 << 20, "d": 2 << 20}, sizes(l.store))
	require.LessOrEqual(t, bounds(t, l).Bytes, int64(2<<20))
	requireExpired(t, l, start, Dropped)
	require.NoError(t, l.Close())

	l = rigs()[1].opened(t, dir, named("b"))
	require.Equal(t, map[string]int64{name: 4 << 20, "b": 4 << 20}, sizes(l.store), "what has entries stays, and what has none goes")
	require.NoError(t, l.Close())

	l = rigs()[1].opened(t, dir, named(name))
	require.EqualValues(t, 100, bounds(t, l).Last)
	require.Equal(t, map[string]int64{name: 8 << 20}, sizes(l.store))
}

// TestReset makes another log, which knows no position of the first.
func TestReset(t *testing.T) {
	t.Parallel()
	l := disk(t)
	fill(t, l, 0, 5)
	old := all(t, l)
	l = l.again(t, func(dir string) {
		require.NoError(t, guard{dir}.begin()) // a start that was killed
		require.ErrorIs(t, Reset(dir, "other"), ErrUnknownLog)
		require.NoError(t, Reset(dir, name))
	})
	require.Empty(t, all(t, l))
	fill(t, l, 0, 10)
	requireExpired(t, l, old[2].After(), Replaced)
	require.NotEqual(t, old[0].Log, bounds(t, l).Start.Log)
}

// TestWhatCannotBeOpened is never created anew.
func TestWhatCannotBeOpened(t *testing.T) {
	t.Parallel()
	stream := func(dir, file string) string { return filepath.Join(streamDir(dir, name), file) }
	write := func(path string) { require.NoError(t, os.WriteFile(path, []byte("{"), 0o600)) }
	for what, c := range map[string]struct {
		log    string
		damage func(dir string)
	}{
		"no description":    {name, func(dir string) { require.NoError(t, os.Remove(stream(dir, "meta.inf"))) }},
		"a torn one":        {name, func(dir string) { write(stream(dir, "meta.inf")) }},
		"no checksum of it": {name, func(dir string) { require.NoError(t, os.Remove(stream(dir, "meta.sum"))) }},
		"a wrong checksum":  {name, func(dir string) { write(stream(dir, "meta.sum")) }},
		"no stream":         {name, func(dir string) { require.NoError(t, os.RemoveAll(streamDir(dir, name))) }},
		"no entries": {name, func(dir string) {
			require.NoError(t, os.RemoveAll(stream(dir, "msgs")))
			write(stream(dir, "msgs"))
		}},
		"no names": {"", func(dir string) { write(filepath.Join(dir, namesFile)) }},
		"null as names": {"", func(dir string) {
			require.NoError(t, os.WriteFile(filepath.Join(dir, namesFile), []byte("null\n"), 0o600))
		}},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			l := disk(t)
			fill(t, l, 0, 5)
			old := all(t, l)
			require.NoError(t, l.Close())
			c.damage(l.dir)
			for range 2 {
				_, err := OpenJetStream(l.dir, settings())
				var damaged *DamagedError
				require.ErrorAs(t, err, &damaged)
				require.Equal(t, c.log, damaged.Log)
				require.Equal(t, l.dir, damaged.Dir)
				t.Log(err)
			}
			if c.log == "" {
				return
			}
			require.NoError(t, Reset(l.dir, name))
			l = rigs()[1].opened(t, l.dir, settings())
			requireExpired(t, l, old[2].After(), Replaced)
			require.Empty(t, all(t, l))
		})
	}
}
