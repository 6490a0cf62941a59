//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package main

import (
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestOneProcessPerStateDirectory starts two servers over one state directory. The second names the folder and the fix, and has
// changed nothing in it; the directory is free again once the first was killed.
func TestOneProcessPerStateDirectory(t *testing.T) {
	binary, dir := buildBinary(t), filepath.Join(t.TempDir(), "not", "there", "yet")
	first := startDemo(t, binary, dir, "--rows=1000")
	before := filesOf(t, dir)
	require.Contains(t, before, keyFile)
	for path, mode := range map[string]os.FileMode{dir: 0o700, filepath.Join(dir, lockFile): 0o600} {
		info, err := os.Stat(path)
		require.NoError(t, err)
		require.Equal(t, mode, info.Mode().Perm(), path)
	}

	link := filepath.Join(t.TempDir(), "link")
	require.NoError(t, os.Symlink(dir, link))
	config := writeConfig(t, "state_dir: "+dir+"\nlisten: {grpc: \"127.0.0.1:0\", http: \"127.0.0.1:0\"}\nbudgets: [{name: b, requests: 5, window: 1h}]")
	for _, second := range []struct {
		dir  string
		args []string
	}{
		{dir, []string{"demo", "--grpc=127.0.0.1:0", "--http=127.0.0.1:0", "--state-dir", dir}},
		{link, []string{"demo", "--grpc=127.0.0.1:0", "--http=127.0.0.1:0", "--state-dir", link}},
		{dir, []string{"serve", "--config", config}},
	} {
		cmd := exec.CommandContext(t.Context(), binary, second.args...)
		cmd.Env = append(os.Environ(), "PASSWORD=x")
		said, err := cmd.CombinedOutput()
		var exit *exec.ExitError
		require.ErrorAs(t, err, &exit, "a second process starts: %s", said)
		require.Equal(t, exitFailed, exit.ExitCode())
		require.Contains(t, string(said), "crmstream: state directory: "+second.dir+": "+errStateInUse.Error()+"\n")
	}
	require.Equal(t, before, filesOf(t, dir), "who came second has changed something")

	first.kill(t)
	startDemo(t, binary, dir, "--rows=1000")
}

// TestStateDirectoryIsFreeAfterAFailedStart starts a server whose state cannot be read, and again when it can.
func TestStateDirectoryIsFreeAfterAFailedStart(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state")
	keys := filepath.Join(dir, keyFile)
	require.NoError(t, os.Mkdir(dir, 0o700))
	require.NoError(t, os.WriteFile(keys, []byte("no key\n"), 0o600))
	_, err := newApp(setup{stateDir: dir}, slog.New(slog.DiscardHandler))
	require.ErrorContains(t, err, "is not the base64")
	require.NoError(t, os.Remove(keys))
	a, err := newApp(setup{stateDir: dir}, slog.New(slog.DiscardHandler))
	require.NoError(t, err)
	_, err = newApp(setup{stateDir: dir}, slog.New(slog.DiscardHandler))
	require.ErrorIs(t, err, errStateInUse)
	a.close()
	a, err = newApp(setup{stateDir: dir}, slog.New(slog.DiscardHandler))
	require.NoError(t, err)
	a.close()
}
