package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestMain removes the binary that tests shared.
func TestMain(m *testing.M) {
	code := m.Run()
	if sharedBinary.dir != "" {
		if err := os.RemoveAll(sharedBinary.dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = max(code, 1)
		}
	}
	os.Exit(code)
}

// sharedBinary is the binary of all tests of this process: to link it takes seconds, and no test changes it.
var sharedBinary struct {
	once   sync.Once
	dir    string // removed by TestMain
	output []byte
	err    error
}

// buildBinary returns the path of the binary, which the first caller builds. With the race detector it skips the test: the detector sees
// this process alone, and not the binary, with which the same test runs without the detector. `make soak` builds a binary that has one.
func buildBinary(t *testing.T) string {
	t.Helper()
	if raceDetector {
		t.Skip("the race detector does not see the binary: run without -race")
	}
	sharedBinary.once.Do(func() {
		if sharedBinary.dir, sharedBinary.err = os.MkdirTemp("", "crmstream-binary-"); sharedBinary.err == nil {
			// The context is not that of the first caller, since other tests wait too.
			sharedBinary.output, sharedBinary.err = exec.CommandContext(context.Background(), "go", "build", "-o", sharedBinary.dir, ".").CombinedOutput()
		}
	})
	require.NoError(t, sharedBinary.err, string(sharedBinary.output))
	return filepath.Join(sharedBinary.dir, "crmstream")
}
