package changelog

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/stretchr/testify/require"
)

// TestABackupIsAnotherHistory restores a log to what it was, and appends other entries under the same sequences.
func TestABackupIsAnotherHistory(t *testing.T) {
	t.Parallel()
	l := disk(t)
	fill(t, l, 0, 10)
	backup := filepath.Join(t.TempDir(), "backup")
	l = l.again(t, func(dir string) { require.NoError(t, os.CopyFS(backup, os.DirFS(dir))) })
	fill(t, l, 10, 20)
	old := all(t, l)
	l = l.again(t, func(dir string) {
		require.NoError(t, os.RemoveAll(dir))
		require.NoError(t, os.CopyFS(dir, os.DirFS(backup)))
		require.NoError(t, os.Chmod(filepath.Join(dir, namesFile), 0o600))
	})
	requireExpired(t, l, old[14].After(), Replaced)
	fill(t, l, 10, 30)
	for i, record := range old {
		if i < 10 {
			rest, err := read(t.Context(), l, record.After())
			require.NoError(t, err)
			require.Len(t, rest, 29-i)
			continue
		}
		requireExpired(t, l, record.After(), Replaced)
		requireExpired(t, l, record.Within(1), Replaced)
	}
}

// blocks returns the files of a log's entries.
func blocks(t *testing.T, dir string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(streamDir(dir, name), "msgs", "*.blk"))
	require.NoError(t, err)
	require.NotEmpty(t, found)
	return found
}

// withoutIndex removes the index that a clean end writes and a kill does not.
func withoutIndex(t *testing.T, dir string) {
	t.Helper()
	require.NoError(t, os.RemoveAll(filepath.Join(streamDir(dir, name), "msgs", "index.db")))
}

// TestTornEnds cuts bytes off the end of the log, as a disk does that has lied about syncing. What is left is read, and readers
// who were further than that get an error, also when the log has grown again.
func TestTornEnds(t *testing.T) {
	t.Parallel()
	for _, index := range []bool{true, false} {
		for _, cut := range []int64{1, 7, 8, 30, 64, 100, 1000} {
			l := disk(t)
			fill(t, l, 0, 20)
			old := all(t, l)
			l = l.again(t, func(dir string) {
				block := blocks(t, dir)[0]
				info, err := os.Stat(block)
				require.NoError(t, err)
				require.NoError(t, os.Truncate(block, info.Size()-cut))
				if !index {
					withoutIndex(t, dir)
				}
			})
			left := all(t, l)
			require.Less(t, len(left), len(old))
			require.Equal(t, old[:len(left)], append([]Record{}, left...))
			fill(t, l, 100, 130)
			requireSound(t, l, old, len(left))
		}
	}
}

// requireSound reads from all positions of an earlier reading of which all entries but the first ones were lost.
func requireSound(t *testing.T, l Log, old []Record, left int) {
	t.Helper()
	for i, record := range old {
		got, err := read(t.Context(), l, record.After())
		for k, r := range got {
			require.Equal(t, record.Sequence+uint64(k)+1, r.Sequence, "a silent jump")
		}
		var expired *ExpiredError
		if i >= left { // this reader has read what is lost
			if err == nil { // the sequences of what is lost are not used again
				require.Len(t, got, 30, "position %d of %d", i+1, left)
				continue
			}
			require.ErrorAs(t, err, &expired)
			require.Empty(t, got)
			continue
		}
		if err != nil { // a hole
			require.ErrorAs(t, err, &expired)
			require.Equal(t, Lost, expired.Reason)
		}
		require.Equal(t, old[i+1:left], append([]Record{}, got[:left-i-1]...))
	}
}

// damageBlock changes a byte of the first or of a middle block, or removes one.
func damageBlock(t *testing.T, dir, what string) {
	t.Helper()
	files := blocks(t, dir)
	require.Greater(t, len(files), 2)
	block := map[string]string{"first": files[0], "middle": files[1], "none": files[1]}[what]
	text, err := os.ReadFile(block)
	require.NoError(t, err)
	text[len(text)/2] ^= 1
	require.NoError(t, os.WriteFile(block, text, 0o600))
	if what == "none" {
		require.NoError(t, os.Remove(block))
	}
}

// TestDamagedBlocks changes bytes within the log, and removes a file of it.
func TestDamagedBlocks(t *testing.T) {
	t.Parallel()
	for _, index := range []bool{true, false} {
		for _, what := range []string{"first", "middle", "none"} {
			t.Run(what+map[bool]string{true: " with index"}[index], func(t *testing.T) {
				t.Parallel()
				l := disk(t)
				for range 300 {
					content := make([]byte, 40<<10) // that does not become smaller
					_, _ = rand.Read(content)
					_, err := l.Append(t.Context(), Entry{Body: content})
					require.NoError(t, err)
				}
				old := all(t, l)
				l = l.again(t, func(dir string) {
					damageBlock(t, dir, what)
					if !index {
						withoutIndex(t, dir)
					}
				})
				b := bounds(t, l)
				t.Logf("%d to %d, %d missing", b.First, b.Last, b.Missing)
				expired, whole := 0, 0
				for i, record := range old {
					if !checks() && i%25 != 0 && i < len(old)-1 {
						continue // each reads what is left: all positions take long
					}
					got, err := read(t.Context(), l, record.After())
					require.LessOrEqual(t, i+1+len(got), len(old))
					for k, r := range got {
						want := old[i+1+k]
						require.True(t, bytes.Equal(want.Body, r.Body), "what is read is what was stored")
						want.Body, r.Body = nil, nil
						require.Equal(t, want, r)
					}
					if err == nil {
						require.Len(t, got, len(old)-i-1, "a silent end")
						whole++
						continue
					}
					var e *ExpiredError
					require.ErrorAs(t, err, &e)
					require.Equal(t, Lost, e.Reason)
					expired++
				}
				t.Logf("%d positions expired, %d whole", expired, whole)
				require.NotZero(t, expired)
				_, err := l.Append(t.Context(), Entry{Body: body(1)})
				require.NoError(t, err)
			})
		}
	}
}

// TestAFailedStartRemovesNothing repairs what has kept a log from being opened, and finds its entries. NATS removes them.
func TestAFailedStartRemovesNothing(t *testing.T) {
	t.Parallel()
	l := disk(t)
	fill(t, l, 0, 50)
	old := all(t, l)
	consumers := filepath.Join(streamDir(l.dir, name), "obs")
	l = l.again(t, func(dir string) {
		// A file in the place of a folder stands for all that keeps NATS from opening a stream.
		require.NoError(t, os.Remove(consumers))
		require.NoError(t, os.WriteFile(consumers, nil, 0o600))
		for range 3 {
			_, err := OpenJetStream(dir, settings())
			var damaged *DamagedError
			require.ErrorAs(t, err, &damaged)
			require.ErrorContains(t, err, "obs")
			require.NoFileExists(t, guard{dir}.second())
		}
		require.NoError(t, os.Remove(consumers))
	})
	require.Equal(t, old, all(t, l))
	fill(t, l, 50, 51)
	require.NoFileExists(t, guard{l.dir}.second())
}

// TestAStartThatWasKilled has removed a part of a log when it ended.
func TestAStartThatWasKilled(t *testing.T) {
	t.Parallel()
	l := disk(t)
	fill(t, l, 0, 50)
	old := all(t, l)
	l = l.again(t, func(dir string) {
		require.NoError(t, guard{dir}.begin())
		require.NoError(t, os.Remove(blocks(t, dir)[0]))
		require.NoError(t, os.Remove(filepath.Join(streamDir(dir, name), "meta.inf")))
	})
	require.Equal(t, old, all(t, l))
}

// TestABlockThatGoesWhileOpen takes the middle of a log away from an engine that has not read it yet.
func TestABlockThatGoesWhileOpen(t *testing.T) {
	t.Parallel()
	for what, damage := range map[string]func(block string) error{
		"gone":       os.Remove,
		"empty":      func(block string) error { return os.Truncate(block, 0) },
		"other":      func(block string) error { return os.WriteFile(block, make([]byte, 1<<20), 0o600) },
		"compressed": func(block string) error { return os.Truncate(block, 1000) },
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			l := disk(t)
			if what == "compressed" {
				stream, err := l.store.(*JetStream).engine.js.Stream(t.Context(), name)
				require.NoError(t, err)
				config := stream.CachedInfo().Config
				config.Compression = jetstream.S2Compression
				_, err = l.store.(*JetStream).engine.js.UpdateStream(t.Context(), config)
				require.NoError(t, err)
			}
			for range 300 {
				_, err := l.Append(t.Context(), Entry{Body: make([]byte, 40<<10)})
				require.NoError(t, err)
			}
			old := all(t, l)
			l = l.again(t)
			files := blocks(t, l.dir)
			require.Greater(t, len(files), 2)
			require.NoError(t, damage(files[1]))
			began := time.Now()
			for _, i := range []int{0, 120, 150, 299} {
				got, err := read(t.Context(), l, old[i].After())
				for k, r := range got {
					require.Equal(t, old[i+1+k].Sequence, r.Sequence)
				}
				if i == 299 {
					require.NoError(t, err)
					continue
				}
				var expired *ExpiredError
				require.ErrorAs(t, err, &expired, "position %d", i+1)
				require.Equal(t, Lost, expired.Reason)
			}
			require.Less(t, time.Since(began), patience)
			_, err := l.Append(t.Context(), Entry{Body: body(1)})
			require.NoError(t, err, "the engine goes on")
		})
	}
}

// TestSecondNamesWhileNATSRemoves makes second names of a folder in which an engine that was stopped removes a stream, as it does
// in a goroutine of its own.
func TestSecondNamesWhileNATSRemoves(t *testing.T) {
	t.Parallel()
	for range 20 {
		g := guard{t.TempDir()}
		for _, stream := range []string{name, "." + name} {
			require.NoError(t, os.MkdirAll(filepath.Join(g.streams(), stream), 0o700))
			for i := range 50 {
				require.NoError(t, os.WriteFile(filepath.Join(g.streams(), stream, fmt.Sprint(i)), nil, 0o600))
			}
		}
		removed := make(chan error)
		go func() { removed <- os.RemoveAll(filepath.Join(g.streams(), "."+name)) }()
		require.NoError(t, g.begin())
		require.NoError(t, <-removed)
		kept, err := os.ReadDir(filepath.Join(g.second(), name))
		require.NoError(t, err)
		require.Len(t, kept, 50)
	}
}
