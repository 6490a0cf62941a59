package changelog

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// childJob is the variable that makes a child of the test's binary.
const childJob = "CHANGELOG_CHILD"

// child is a process that appends until it is killed. A job is its number and its folder. A line says what was acknowledged.
func child(job string) int {
	run, dir, _ := strings.Cut(job, " ")
	switch run {
	case "full":
		return childOnAFullDisk(dir)
	case "figures":
		if err := figures(dir); err != nil {
			fmt.Println(err)
			return 1
		}
		return 0
	}
	s, err := OpenJetStream(dir, settings())
	if err != nil {
		fmt.Println("error", err)
		return 1
	}
	l, err := s.Log(name)
	if err != nil {
		fmt.Println("error", err)
		return 1
	}
	if run == "brief" {
		for range briefEntries {
			if _, err := l.Append(context.Background(), Entry{}); err != nil {
				fmt.Println("error", err)
				return 1
			}
			_, _ = fmt.Fprintln(os.Stdout, "acknowledged")
		}
		return 0
	}
	var group sync.WaitGroup
	for a := range childAppenders {
		group.Go(func() {
			for i := 0; ; i++ {
				key := fmt.Sprintf("%s/%d/%d", run, a, i)
				stored, err := l.Append(context.Background(), Entry{Key: key, Body: []byte(key)})
				if err != nil {
					fmt.Println("error", err)
					return
				}
				_, _ = fmt.Fprintf(os.Stdout, "%s %d\n", key, stored.Sequence) // one system call
			}
		})
	}
	group.Wait()
	return 1
}

const (
	childAppenders = 8
	briefEntries   = 100
)

// killed runs a child, kills it after a while, and returns the sequences that it was given by their keys.
func killed(t *testing.T, job string, after time.Duration) map[string]uint64 {
	t.Helper()
	command := exec.CommandContext(t.Context(), os.Args[0])
	command.Env = append(os.Environ(), childJob+"="+job)
	out, err := command.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	acknowledged := map[string]uint64{}
	lines := bufio.NewReader(out)
	for {
		line, err := lines.ReadString('\n')
		if len(acknowledged) == 0 { // the store is open
			time.AfterFunc(after, func() { _ = command.Process.Kill() })
		}
		if errors.Is(err, io.EOF) {
			break // a line that was cut was not acknowledged
		}
		require.NoError(t, err)
		var key string
		var seq uint64
		_, err = fmt.Sscanf(line, "%s %d", &key, &seq)
		require.NoError(t, err, line)
		acknowledged[key] = seq
	}
	require.ErrorContains(t, command.Wait(), "killed")
	return acknowledged
}

// TestKills kills a process that appends. What it has acknowledged is there, once, and what it has not can be appended again.
func TestKills(t *testing.T) {
	t.Parallel()
	runs := 2
	if checks() {
		runs = 5
	}
	dir := t.TempDir() + "/log"
	acknowledged := map[string]uint64{}
	for run := range runs {
		var last [childAppenders]int
		for key, seq := range killed(t, fmt.Sprintf("%d %s", run, dir), time.Duration(rand.IntN(300))*time.Millisecond) {
			acknowledged[key] = seq
			var r, a, i int
			_, err := fmt.Sscanf(key, "%d/%d/%d", &r, &a, &i)
			require.NoError(t, err)
			last[a] = max(last[a], i+1)
		}
		l := rigs()[1].opened(t, dir, settings())
		for a, next := range last { // what was under way is stored or not
			key := fmt.Sprintf("%d/%d/%d", run, a, next)
			stored, err := l.Append(t.Context(), Entry{Key: key, Body: []byte(key)})
			require.NoError(t, err)
			acknowledged[key] = stored.Sequence
		}
		found := map[string]uint64{}
		for i, record := range all(t, l) {
			require.EqualValues(t, i+1, record.Sequence)
			require.NotContains(t, found, string(record.Body), "twice")
			found[string(record.Body)] = record.Sequence
		}
		require.Equal(t, acknowledged, found)
		require.NoError(t, l.Close())
	}
	t.Logf("%d kills, %d entries acknowledged", runs, len(acknowledged))
}
