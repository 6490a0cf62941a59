package audit_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/redact"
	"github.com/crmstream/crmstream/server/access"
	"github.com/crmstream/crmstream/server/audit"
)

// open opens a log.
func open(t *testing.T, o audit.Options) *audit.Log {
	t.Helper()
	if o.Metrics == nil {
		o.Metrics = prometheus.NewRegistry()
	}
	o.Log = slog.New(slog.DiscardHandler)
	l, err := audit.Open(o)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, l.Close()) })
	return l
}

// read returns the lines of a file.
func read(t *testing.T, path string) []audit.Line {
	t.Helper()
	content, err := os.ReadFile(path)
	require.NoError(t, err)
	var lines []audit.Line
	for text := range strings.Lines(string(content)) {
		var line audit.Line
		require.NoError(t, json.Unmarshal([]byte(text), &line), text)
		lines = append(lines, line)
	}
	return lines
}

func TestLines(t *testing.T) {
	path := filepath.Join(t.TempDir(), "audit.log")
	key, _, err := access.NewKey()
	require.NoError(t, err)
	l := open(t, audit.Options{Path: path, Redactor: redact.New("hunter2")})
	require.NoError(t, l.Write(audit.Line{Event: audit.Denied, Caller: "warehouse", Source: key, Resource: "hunter2", Names: []string{"key " + key}}))
	require.NoError(t, l.Ready())
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	lines := read(t, path)
	require.Len(t, lines, 1)
	require.WithinDuration(t, time.Now(), lines[0].Time, time.Minute)
	require.Equal(t, "warehouse", lines[0].Caller)
	require.Equal(t, key[:14]+"***", lines[0].Source, "a key in place of a name is not repeated")
	require.Equal(t, "***", lines[0].Resource)
	require.Equal(t, []string{"key " + key[:14] + "***"}, lines[0].Names)

	var none *audit.Log
	require.NoError(t, errors.Join(none.Write(audit.Line{}), none.Ready(), none.Reopen(), none.Close()))
	require.Empty(t, none.Digest(map[string]string{"a": "b"}))
}

// TestLinesAreWhole writes from many at a time, while the file is renamed and opened anew.
func TestLinesAreWhole(t *testing.T) {
	path := filepath.Join(t.TempDir(), "audit.log")
	l := open(t, audit.Options{Path: path})
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for j := range 100 {
				_ = l.Write(audit.Line{Event: audit.Listed, RequestID: fmt.Sprint(i, "-", j), Source: strings.Repeat("s", 1000)})
			}
		})
	}
	require.NoError(t, os.Rename(path, path+".1"))
	require.NoError(t, l.Reopen())
	all.Wait()
	require.NoError(t, l.Write(audit.Line{Event: audit.Admin, RequestID: "last"}))
	before, after := read(t, path+".1"), read(t, path)
	require.Len(t, append(before, after...), 801)
	require.Equal(t, "last", after[len(after)-1].RequestID)
}

func TestLinksAreNotFollowed(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.Symlink(filepath.Join(dir, "elsewhere"), filepath.Join(dir, "audit.log")))
	_, err := audit.Open(audit.Options{Path: filepath.Join(dir, "audit.log"), Metrics: prometheus.NewRegistry()})
	require.Error(t, err)
	require.NoFileExists(t, filepath.Join(dir, "elsewhere"))
}

// disk is a disk that is full after some bytes.
type disk struct {
	bytes.Buffer
	room int
}

func (d *disk) Write(p []byte) (int, error) {
	n := min(len(p), d.room)
	d.room -= n
	_, _ = d.Buffer.Write(p[:n])
	if n < len(p) {
		return n, errors.New("no space left on device")
	}
	return n, nil
}

// TestAFullDisk holds that a log that is required says when it cannot be written, until it can, and that the line after one that was torn
// is whole.
func TestAFullDisk(t *testing.T) {
	for _, required := range []bool{true, false} {
		metrics, full := prometheus.NewRegistry(), &disk{room: 30}
		l := open(t, audit.Options{Path: "-", Stdout: full, Required: required, Metrics: metrics})
		require.NoError(t, l.Ready())
		for _, err := range []error{l.Write(audit.Line{Event: audit.Admin}), l.Ready()} {
			if required {
				require.ErrorAs(t, err, new(*audit.Error))
			} else {
				require.NoError(t, err)
			}
		}
		families, err := metrics.Gather()
		require.NoError(t, err)
		require.Equal(t, "crmstream_audit_failed_total", families[0].GetName())
		require.InDelta(t, map[bool]float64{true: 2, false: 1}[required], families[0].GetMetric()[0].GetCounter().GetValue(), 0)
		full.room = 10000
		require.NoError(t, l.Ready())
		require.NoError(t, l.Write(audit.Line{Event: audit.Admin, Method: "after"}))
		lines := strings.Split(strings.TrimSpace(full.String()), "\n")
		var last audit.Line
		require.NoError(t, json.Unmarshal([]byte(lines[len(lines)-1]), &last), full.String())
		require.Equal(t, "after", last.Method)
		require.Equal(t, required, strings.Contains(full.String(), "audit_restored"))
	}
}

// TestRefusalsOfAnAddress holds that an address gets one line a second, and that floods from many addresses do not grow the memory.
func TestRefusalsOfAnAddress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		l := open(t, audit.Options{Path: "-", Stdout: &out})
		refuse := func(client string) { require.NoError(t, l.Write(audit.Line{Event: audit.Refused, Client: client})) }
		for range 100 {
			refuse("192.0.2.1")
		}
		refuse("192.0.2.2")
		require.Equal(t, 2, strings.Count(out.String(), "\n"), out.String())
		time.Sleep(time.Second)
		refuse("192.0.2.1")
		require.Equal(t, 3, strings.Count(out.String(), "\n"))
		require.Contains(t, out.String(), `"unwritten":99`)
		out.Reset()
		for i := range 10000 {
			refuse(fmt.Sprint("other", i))
		}
		require.InDelta(t, 4096, strings.Count(out.String(), "\n"), 2, "the rest shares one line")
		out.Reset()
		time.Sleep(time.Minute)
		refuse("another")
		refuse("192.0.2.2")
		require.Equal(t, 2, strings.Count(out.String(), "\n"), "old ones are forgotten")
		require.NoError(t, l.Write(audit.Line{Event: audit.Denied, Client: "another"}))
		require.NoError(t, l.Write(audit.Line{Event: audit.Denied, Client: "another"}))
		require.Equal(t, 4, strings.Count(out.String(), "\n"), "denials all have lines")
	})
}

func TestDigests(t *testing.T) {
	with := func(key string) *audit.Log {
		return open(t, audit.Options{Path: "-", Stdout: &bytes.Buffer{}, Key: []byte(key)})
	}
	a := with("a")
	require.Empty(t, a.Digest(nil))
	require.Equal(t, a.Digest(map[string]string{"x": "1", "y": "2"}), a.Digest(map[string]string{"y": "2", "x": "1"}))
	require.NotEqual(t, a.Digest(map[string]string{"x": "1"}), a.Digest(map[string]string{"x": "2"}))
	require.NotEqual(t, a.Digest(map[string]string{"x": "1"}), with("b").Digest(map[string]string{"x": "1"}), "it cannot be tried out without the key")
}
