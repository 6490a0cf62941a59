package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/internal/check"
)

// slowOutlet takes its time.
type slowOutlet struct {
	outlet
	takes time.Duration
}

func (o *slowOutlet) deliver(ctx context.Context, entries []protoreflect.Message) error {
	if len(entries) > 0 {
		time.Sleep(o.takes)
	}
	return o.outlet.deliver(ctx, entries)
}

func TestCheckpoint(t *testing.T) {
	path := filepath.Join(t.TempDir(), "events.token")
	f, address := serveEvents(t, &fakeEvents{size: 3, batch: 2})
	watch := func(more ...string) result {
		return command(t, append([]string{"watch", "events", "--addr", address, "--source=crm", "--start=oldest", "--wait=0s", "--checkpoint", path}, more...)...)
	}
	content := func() string {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		return string(text)
	}
	got := watch()
	require.Zero(t, got.code, got.stderr)
	require.Equal(t, upTo(3), eventIDs(t, got.stdout))
	require.Equal(t, "t3\n", content())
	require.Contains(t, got.stderr, "To resume: run the same command again; "+path+" has the place.\n")
	f.size = 5
	got = watch("--limit=1")
	require.Zero(t, got.code, got.stderr)
	require.Equal(t, []int{4}, eventIDs(t, got.stdout), "--start is for the first time")
	require.Equal(t, "t4\n", content())
	require.NoError(t, os.WriteFile(path, []byte("t2\r\n"), 0o600), "an editor of Windows")
	require.Equal(t, []int{3, 4, 5}, eventIDs(t, watch().stdout))
	require.Equal(t, "t5\n", content())
	require.Equal(t, []string{"", "t3", "t2"}, f.tokens())
}

// TestCheckpointThatIsRefused has the advice of tokens that go no further.
func TestCheckpointThatIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "events.token")
	require.NoError(t, os.WriteFile(path, []byte("t1\n"), 0o600))
	for want, err := range map[string]error{
		"To begin again with all that is kept: remove " + path + ", then crmstream watch events --addr ADDR --source=crm --checkpoint " + path + " --start oldest\n": reasoned(t, codes.OutOfRange, "CHANGES_EXPIRED", "gone", nil),
		"To start again: remove " + path + ", then crmstream watch events ":                                                                                          reasoned(t, codes.InvalidArgument, "INVALID_RESUME_TOKEN", "damaged", nil),
		"The token is that of " + path + ".\n": reasoned(t, codes.InvalidArgument, "INVALID_ARGUMENT", "resume_token: is of another method", nil),
	} {
		_, address := serveEvents(t, &fakeEvents{plays: []play{{err: err}}})
		got := command(t, "watch", "events", "--addr", address, "--source=crm", "--checkpoint", path)
		require.Equal(t, exitFailed, got.code)
		require.Contains(t, strings.ReplaceAll(got.stderr, address, "ADDR"), want)
		content, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Equal(t, "t1\n", string(content), "only the user begins anew")
	}
}

// TestCheckpointThatCannotBeWritten ends at the first message, before more is printed.
func TestCheckpointThatCannotBeWritten(t *testing.T) {
	_, address := serveEvents(t, &fakeEvents{size: 3, batch: 1})
	path := filepath.Join(t.TempDir(), "none", "events.token")
	got := command(t, "watch", "events", "--addr", address, "--source=crm", "--start=oldest", "--wait=0s", "--checkpoint", path)
	require.Equal(t, exitFailed, got.code)
	require.Equal(t, []int{1}, eventIDs(t, got.stdout))
	require.Contains(t, got.stderr, "the checkpoint "+path+" cannot be written: no such file or directory")
}

// TestCheckpointAtRest counts how often a token is saved.
func TestCheckpointAtRest(t *testing.T) {
	path := filepath.Join(t.TempDir(), "events.token")
	synctest.Test(t, func(t *testing.T) {
		c, err := openCheckpoint(path)
		require.NoError(t, err)
		saves := 0
		for i := range 1000 {
			before := c.saved
			require.NoError(t, c.note(fmt.Sprintf("t%d", i), false))
			if c.saved != before {
				saves++
			}
			time.Sleep(10 * time.Millisecond)
		}
		require.InDelta(t, 10, saves, 1, "once a second in 10 seconds")
		for _, token := range []string{"more", "entries"} {
			require.NoError(t, c.note(token, true))
			require.Equal(t, token, c.saved, "after entries at once")
		}
		require.NoError(t, c.note("rest", false))
		require.Equal(t, "entries", c.saved)
		require.NoError(t, c.save())
		again, err := openCheckpoint(path)
		require.NoError(t, err)
		require.Equal(t, "rest", again.saved)
	})
}

// cutWriter takes a number of bytes, and then fails as a full disk does.
type cutWriter struct {
	strings.Builder
	left int
}

func (w *cutWriter) Write(p []byte) (int, error) {
	if n := len(p); n > w.left {
		n, _ = w.Builder.Write(p[:w.left])
		w.left = 0
		return n, errors.New("no space left on device")
	}
	w.left -= len(p)
	return w.Builder.Write(p)
}

// TestWatchCutAtAnyByte ends the output at each of its bytes, and goes on with the checkpoint.
func TestWatchCutAtAnyByte(t *testing.T) {
	const size, batch = 5, 2
	var whole, none strings.Builder
	con := newConsole(&whole, &none, nil, nil)
	require.NoError(t, newWatching(t, &fakeEvents{size: size, batch: batch}, con, printing{newJSONWriter(con)}, nil).run(t.Context()))
	dir := t.TempDir()
	for cut := range whole.Len() {
		path := filepath.Join(dir, fmt.Sprint(cut))
		run := func(out writer) error {
			con := newConsole(out, &none, nil, nil)
			kept, err := openCheckpoint(path)
			require.NoError(t, err)
			return newWatching(t, &fakeEvents{size: size, batch: batch}, con, printing{newJSONWriter(con)}, kept).run(t.Context())
		}
		first, second := &cutWriter{left: cut}, &strings.Builder{}
		require.ErrorContains(t, run(first), "standard output: no space left on device")
		require.NoError(t, run(second))
		requireRepeatsOfOneBatch(t, eventIDs(t, first.String()), eventIDs(t, second.String()), size, batch)
	}
	check.AtLeast(t, "watch_outputs_cut", float64(whole.Len()), 200)
}

// TestWatchIsKilled kills the command after each event and a little later, and runs it again with its checkpoint.
func TestWatchIsKilled(t *testing.T) {
	const size, batch = 40, 4
	binary, dir := buildBinary(t), t.TempDir()
	_, address := serveEvents(t, &fakeEvents{size: size, batch: batch})
	kills := 0
	for after := 0; after < size; after += 3 {
		path := filepath.Join(dir, fmt.Sprint(after))
		args := []string{"watch", "events", "--addr", address, "--source=crm", "--start=oldest", "--checkpoint", path}
		cmd := exec.CommandContext(t.Context(), binary, args...)
		stdout, err := cmd.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, cmd.Start())
		lines := bufio.NewReader(stdout)
		var printed strings.Builder
		for range after {
			line, err := lines.ReadString('\n')
			require.NoError(t, err)
			printed.WriteString(line)
		}
		time.Sleep(time.Duration(after%5) * time.Millisecond)
		require.NoError(t, cmd.Process.Kill())
		_, _ = lines.WriteTo(&printed)
		require.Error(t, cmd.Wait())
		kills++
		rest := runBinary(t, binary, append(args, "--wait=0s")...)
		requireRepeatsOfOneBatch(t, eventIDs(t, printed.String()), eventIDs(t, rest.stdout), size, batch)
	}
	check.AtLeast(t, "watch_kills", float64(kills), 10)
}
