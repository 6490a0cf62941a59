package changelog

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestAcknowledgementsComeAfterTheSync traces the system calls of a process that appends: what it says to be acknowledged was
// synced before. A kill of the process cannot show this, since the kernel keeps what was written.
func TestAcknowledgementsComeAfterTheSync(t *testing.T) {
	long(t)
	t.Parallel()
	require.True(t, disk(t).store.(*JetStream).engine.server.JetStreamConfig().SyncAlways)
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not here: only the setting was looked at")
	}
	trace := filepath.Join(t.TempDir(), "trace")
	command := exec.CommandContext(t.Context(), strace, "-f", "-o", trace, "-e", "trace=pwrite64,write,fsync,exit_group", os.Args[0])
	command.Env = append(os.Environ(), childJob+"=brief "+filepath.Join(t.TempDir(), "log"))
	began := time.Now()
	if out, err := command.CombinedOutput(); err != nil {
		require.NotContains(t, string(out), "acknowledged", "%s", out)
		t.Skipf("nothing can be traced here (%v): %.200s", err, out)
	}
	text, err := os.ReadFile(trace)
	require.NoError(t, err)
	synced := regexp.MustCompile(`fsync\(.*= 0$|fsync resumed.*= 0$`)
	written, durable, acknowledged := 0, 0, 0
	for _, line := range strings.Split(string(text), "\n") {
		switch {
		case strings.Contains(line, "pwrite64(") && strings.Contains(line, "log.FEED_c"):
			written++
		case synced.MatchString(line):
			durable = written
		case strings.Contains(line, ` write(1, "acknowledged`):
			acknowledged++
			require.LessOrEqual(t, acknowledged, durable, "before the sync")
		}
	}
	require.Equal(t, briefEntries, acknowledged)
	t.Logf("%d entries, %d acknowledged after their syncs, %s", written, acknowledged, time.Since(began))
}
