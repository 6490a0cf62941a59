package writes

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestEveryByte cuts a segment after each of its bytes. The rows of whole lines are there, nothing else is, and what is written
// on does not join the rest of a line.
func TestEveryByte(t *testing.T) {
	m := newMachine(t)
	f := m.open(t)
	sizes := []int{0} // of the file after each stage
	note := func() { sizes = append(sizes, len(m.text(t))) }
	put(t, f, rowOf("a"))
	note()
	change(t, f, func(r *Row) { r.State, r.Result = Done, []byte("result") })
	note()
	change(t, f, func(r *Row) { r.Answer = []byte("answer") })
	note()
	want := []string{"none", "unknown", "done", "answered"}
	text, name := m.text(t), m.segments(t)[0]
	for n := range len(text) + 1 {
		stage := 0
		for i, size := range sizes {
			if n >= size-1 { // a line without its end is whole
				stage = i
			}
		}
		cut := newMachine(t)
		require.NoError(t, os.MkdirAll(cut.dir, 0o700))
		require.NoError(t, os.WriteFile(filepath.Join(cut.dir, name), text[:n], 0o600))
		for round := range 2 {
			f := cut.open(t)
			require.Equal(t, want[stage], where(t, f), n)
			done(t, f, fmt.Sprint("b", round), "other")
			require.NoError(t, f.Close())
		}
		f := cut.open(t)
		require.LessOrEqual(t, f.Damaged(), 1)
		require.Equal(t, want[stage], where(t, f), n)
		for round := range 2 {
			row, found := get(t, f, fmt.Sprint("b", round))
			require.True(t, found)
			require.Equal(t, "other", string(row.Answer))
		}
		require.NoError(t, f.Close())
	}
}

// TestDamage is in the middle of a segment: the rows before and after it are there.
func TestDamage(t *testing.T) {
	for name, damage := range map[string]string{
		"words": "no line", "zeros": strings.Repeat("\x00", 5000), "no key": `{"state":"sent","time":"2000-01-01T00:00:00Z"}`,
		"a state of a later version": `{"state":"half","key":{"source":"crm","request_id":"z"},"time":"2000-01-01T00:00:00Z"}`,
		"a part below 0":             `{"state":"sent","key":{"source":"crm","request_id":"z","part":-1},"time":"2000-01-01T00:00:00Z"}`,
		"two rows in one line":       `{"state":"sent"}{"state":"sent"}`,
		"too long":                   strings.Repeat("x", maxLine+1), "a list": "[]", "null": "null",
	} {
		t.Run(name, func(t *testing.T) {
			m := newMachine(t)
			f := m.open(t)
			done(t, f, "a", "answer")
			path := filepath.Join(m.dir, m.segments(t)[0])
			file, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
			require.NoError(t, err)
			_, err = file.WriteString(damage + "\n")
			require.NoError(t, err)
			require.NoError(t, file.Close())
			done(t, f, "b", "other")
			require.NoError(t, f.Close())
			f = m.open(t)
			require.Equal(t, 1, f.Damaged())
			require.Equal(t, "answered", where(t, f))
			row, found := get(t, f, "b")
			require.True(t, found)
			require.Equal(t, "other", string(row.Answer))
		})
	}
}

// TestLinesOfOtherVersions have members that this one does not know, or lack those that are new.
func TestLinesOfOtherVersions(t *testing.T) {
	m := newMachine(t)
	f := m.open(t)
	done(t, f, "a", "answer")
	require.NoError(t, f.Close())
	path := filepath.Join(m.dir, m.segments(t)[0])
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	old := strings.ReplaceAll(string(text), `"count":1,`, "")
	require.NotEqual(t, string(text), old)
	later := strings.ReplaceAll(strings.ReplaceAll(old, `"request_id":"a"`, `"request_id":"b","new":[{}]`), `"state":`, `"new":{"x":"y"},"state":`)
	require.NoError(t, os.WriteFile(path, []byte(old+later), 0o600))
	f = m.open(t)
	require.Zero(t, f.Damaged())
	for _, id := range []string{"a", "b"} {
		row, found := get(t, f, id)
		require.True(t, found)
		require.Equal(t, "answer", string(row.Answer))
		require.Equal(t, 1, row.Count)
		rows, err := f.Parts(row.Key)
		require.NoError(t, err)
		require.Len(t, rows, 1)
		require.Equal(t, 1, rows[0].Count)
		require.Equal(t, row.Digest, rows[0].Digest)
		require.Equal(t, row.SentTime, rows[0].SentTime)
	}
	require.NoError(t, f.Close())
}

// TestTornLinesInOneProcess has a disk that fails after half of a line, again and again.
func TestTornLinesInOneProcess(t *testing.T) {
	m := newMachine(t)
	f := m.open(t)
	for i := range 50 {
		m.broken, m.torn = true, int64(i*7)
		_, err := f.Put(rowOf(fmt.Sprint("lost", i)))
		require.Error(t, err)
		m.broken = false
		done(t, f, fmt.Sprint("kept", i), "answer")
	}
	require.NoError(t, f.Close())
	f = m.open(t)
	for i := range 50 {
		_, found := get(t, f, fmt.Sprint("lost", i))
		require.False(t, found, i)
		_, found = get(t, f, fmt.Sprint("kept", i))
		require.True(t, found, i)
	}
}

func TestFilesAreTheOwners(t *testing.T) {
	m := newMachine(t)
	done(t, m.open(t), "a", "answer")
	info, err := os.Stat(filepath.Join(m.dir, m.segments(t)[0]))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	info, err = os.Stat(m.dir)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o700), info.Mode().Perm())
}

// TestPlantedLinks are refused for reading and for writing.
func TestPlantedLinks(t *testing.T) {
	m := newMachine(t)
	target := filepath.Join(t.TempDir(), "target")
	require.NoError(t, os.WriteFile(target, nil, 0o600))
	require.NoError(t, os.MkdirAll(m.dir, 0o700))
	path := filepath.Join(m.dir, "00000001-"+time.Now().UTC().Format("2006-01-02")+".jsonl")
	require.NoError(t, os.Symlink(target, path))
	_, err := Open(m.dir)
	require.ErrorContains(t, err, "is not a file: remove it")
	require.NoError(t, os.Remove(path))
	f := m.open(t)
	require.NoError(t, os.Symlink(target, path))
	_, err = f.Put(rowOf("a"))
	require.Error(t, err)
	text, err := os.ReadFile(target)
	require.NoError(t, err)
	require.Empty(t, text)
}
