package changelog

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
)

// The bounds of the figures.
const (
	figuresShare  = 128 << 20
	figuresMemory = 96  // MiB that the engine takes at the most, above what the process takes without it
	figuresIdle   = 32  // MiB with an empty log
	figuresBlock  = 8.5 // MiB that the files may take above MaxBytes: one block and the names
)

// figures runs in a process of its own, whose memory is that of the engine. A line has a name and a number.
func figures(dir string) (err error) {
	tell := func(name string, value float64) { fmt.Println(name, value) }
	events, err := strconv.Atoi(os.Getenv("CHANGELOG_EVENTS"))
	if err != nil {
		return err
	}
	settings := settings()
	settings.MaxBytes = figuresShare
	before := resident()
	s, err := OpenJetStream(dir, settings)
	if err != nil {
		return err
	}
	tell("idle_memory_mib", resident()-before)
	tell("idle_disk_mib", size(dir))
	l, err := s.Log(name)
	if err != nil {
		return err
	}
	content := []byte(strings.Repeat("an event of a kilobyte, ", 43)[:1024])
	left := events
	for _, appenders := range []int{1, 64} {
		n := min(2000, left)
		if appenders > 1 {
			n = left
		}
		left -= n
		began := time.Now()
		if err := appendAll(l, content, appenders, n); err != nil {
			return err
		}
		tell(fmt.Sprintf("appends_per_second_%d", appenders), float64(n)/time.Since(began).Seconds())
	}
	tell("memory_mib", resident()-before)
	tell("disk_mib", size(dir))
	began := time.Now()
	b, err := l.Bounds(context.Background())
	if err != nil {
		return err
	}
	read := 0
	for _, err := range l.Read(context.Background(), b.Start) {
		if err != nil {
			return err
		}
		read++
	}
	tell("read_per_second", float64(read)/time.Since(began).Seconds())
	tell("memory_after_reading_mib", resident()-before)
	if err := s.Close(); err != nil {
		return err
	}
	for _, kind := range []string{"clean", "after_a_kill"} {
		if kind != "clean" {
			if err := os.Remove(filepath.Join(streamDir(dir, name), "msgs", "index.db")); err != nil {
				return err
			}
		}
		began = time.Now()
		if s, err = OpenJetStream(dir, settings); err != nil {
			return err
		}
		tell("open_seconds_"+kind, time.Since(began).Seconds())
		if err := s.Close(); err != nil {
			return err
		}
	}
	return nil
}

// appendAll appends n entries from so many goroutines.
func appendAll(l Log, content []byte, appenders, n int) error {
	var group sync.WaitGroup
	var next atomic.Int64
	failed := make(chan error, appenders)
	for range appenders {
		group.Go(func() {
			for i := next.Add(1); i <= int64(n); i = next.Add(1) {
				if _, err := l.Append(context.Background(), Entry{Kind: "webhook", Body: content, Key: fmt.Sprint(appenders, i)}); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	group.Wait()
	close(failed)
	return <-failed
}

// resident returns the memory of this process in MiB, after what is not used was given back.
func resident() float64 {
	debug.FreeOSMemory()
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	found := regexp.MustCompile(`VmRSS:\s*(\d+) kB`).FindSubmatch(text)
	kib, _ := strconv.ParseFloat(string(found[1]), 64)
	return kib / 1024
}

// size returns the size of the files of a folder in MiB.
func size(dir string) float64 {
	total := int64(0)
	_ = filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			total += info.Size()
		}
		return err
	})
	return float64(total) / (1 << 20)
}

// TestLogFigures prints what the log on the disk needs. `make checks` appends 200,000 events of 1 KiB.
func TestLogFigures(t *testing.T) {
	long(t)
	if runtime.GOOS != "linux" {
		t.Skip("the memory of processes is read from /proc")
	}
	if built, ok := debug.ReadBuildInfo(); ok && slices.Contains(built.Settings, debug.BuildSetting{Key: "-race", Value: "true"}) {
		t.Skip("the memory of the race detector would be measured")
	}
	command := exec.CommandContext(t.Context(), os.Args[0])
	command.Env = append(os.Environ(), childJob+"=figures "+filepath.Join(t.TempDir(), "log"), "CHANGELOG_EVENTS=200000")
	out, err := command.CombinedOutput()
	require.NoError(t, err, "%s", out)
	limits := map[string]float64{
		"idle_memory_mib": figuresIdle, "memory_mib": figuresMemory, "memory_after_reading_mib": figuresMemory,
		"idle_disk_mib": 0.1, "disk_mib": figuresShare>>20 + figuresBlock,
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	require.Len(t, lines, 10)
	for _, line := range lines {
		name, text, _ := strings.Cut(line, " ")
		value, err := strconv.ParseFloat(text, 64)
		require.NoError(t, err, line)
		if limit, ok := limits[name]; ok {
			check.AtMost(t, "log_"+name, value, limit)
			continue
		}
		check.Tell("log_"+name, value)
	}
}
