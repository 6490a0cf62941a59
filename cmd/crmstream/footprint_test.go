package main

import (
	"fmt"
	"os"
	"regexp"
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
)

// footprintBound is how many MiB a server may take above what it takes while nothing is asked of it: twice what pages may take,
// and what connections need. Where other tests run beside it, the collector comes late, and half as much is let pass: `make checks`,
// which runs one test after the other, holds the bound itself.
const footprintBound = 256

// footprintLimit returns the bound that is held here.
func footprintLimit(bound float64) float64 {
	if os.Getenv("CRMSTREAM_CHECKS") == "" {
		return bound * 3 / 2
	}
	return bound
}

// footprint is the memory of a server's process, as the kernel counts it.
type footprint struct {
	server process
	idle   float64 // in MiB
}

// footprintOf returns the memory of a server that nothing was asked of yet. Only Linux tells it.
func footprintOf(t *testing.T, server process) footprint {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("the memory of processes is read from /proc")
	}
	f := footprint{server: server}
	settle(t, func() int { return int(f.mebibytes(t, "VmRSS")) })
	f.idle = f.mebibytes(t, "VmRSS")
	return f
}

// mebibytes returns a line of the process's status.
func (f footprint) mebibytes(t *testing.T, name string) float64 {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", f.server.cmd.Process.Pid))
	require.NoError(t, err, "the server died")
	found := regexp.MustCompile(name + `:\s*(\d+) kB`).FindSubmatch(status)
	require.Len(t, found, 2, name)
	kib, err := strconv.ParseFloat(string(found[1]), 64)
	require.NoError(t, err)
	return kib / 1024
}

// check prints how much the server has taken at most since it began, above what it takes idle, and requires its bound.
func (f footprint) check(t *testing.T, name string) {
	t.Helper()
	check.AtMost(t, "memory_"+name+"_mib", f.mebibytes(t, "VmHWM")-f.idle, footprintLimit(footprintBound))
}

// serveText runs the binary with a configuration until the test ends.
func serveText(t *testing.T, binary, config string) process {
	t.Helper()
	dir := t.TempDir()
	path := dir + "/crmstream.yaml"
	require.NoError(t, os.WriteFile(path, []byte(config), 0o600))
	return serveConfig(t, binary, path, dir+"/log")
}

// within fails a test whose calls do not end.
const within = 3 * time.Minute
