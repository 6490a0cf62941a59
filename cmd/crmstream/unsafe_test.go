//go:build unix

package main

import (
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestStateThatOthersMayWriteTo is refused, with the folder and the fix, and taken once it is mended.
func TestStateThatOthersMayWriteTo(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state")
	for _, open := range []string{dir, filepath.Join(dir, budgetFolder), filepath.Join(dir, catalogueFolder)} {
		require.NoError(t, os.MkdirAll(open, 0o700))
		require.NoError(t, os.Chmod(open, 0o777))
		_, err := newApp(setup{stateDir: dir}, slog.New(slog.DiscardHandler))
		require.ErrorContains(t, err, "state directory: "+open+" can be written to by others (mode 0777): run chmod 700 on it")
		require.NoError(t, os.Chmod(open, 0o700))
	}
	a, err := newApp(setup{stateDir: dir}, slog.New(slog.DiscardHandler))
	require.NoError(t, err)
	a.close()
}

// TestLeftoversAndLinksInState has a crash leave files aside, and somebody plant links where files are opened.
func TestLeftoversAndLinksInState(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state")
	budgets := filepath.Join(dir, budgetFolder)
	require.NoError(t, os.MkdirAll(budgets, 0o700))
	target := filepath.Join(t.TempDir(), "target")
	require.NoError(t, os.WriteFile(target, []byte("precious"), 0o600))
	for _, left := range []string{filepath.Join(dir, keyFile+".123.new"), filepath.Join(budgets, "b.ledger.new")} {
		require.NoError(t, os.Symlink(target, left))
	}
	mine := filepath.Join(dir, "crmstream.yaml.new")
	require.NoError(t, os.WriteFile(mine, nil, 0o600))
	a, err := newApp(setup{stateDir: dir}, slog.New(slog.DiscardHandler))
	require.NoError(t, err)
	a.close()
	require.FileExists(t, mine, "what is none of ours stays")
	for path := range filesOf(t, dir) {
		require.True(t, path == "crmstream.yaml.new" || !strings.HasSuffix(path, ".new"), path)
	}

	require.NoError(t, os.Remove(filepath.Join(dir, lockFile)))
	require.NoError(t, os.Symlink(target, filepath.Join(dir, lockFile)))
	_, err = newApp(setup{stateDir: dir}, slog.New(slog.DiscardHandler))
	require.Error(t, err, "a lock on another file keeps nobody out")
	text, err := os.ReadFile(target)
	require.NoError(t, err)
	require.Equal(t, "precious", string(text))
}

// TestSecretFilesOfOthers are mistakes of the configuration, with their line.
func TestSecretFilesOfOthers(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "key")
	require.NoError(t, os.WriteFile(path, []byte("s"), 0o600))
	config := "sources:\n- name: a\n  connector: fake\n  time_zone: UTC\n  settings:\n    key: file:key\n"
	for mode, want := range map[fs.FileMode]string{
		0o640: "", 0o600: "",
		0o644: "f:6: sources[0].settings.key: the file " + path + " can be read by everybody (mode 0644): run chmod 600 on it",
		0o666: "f:6: sources[0].settings.key: the file " + path + " can be written to by others (mode 0666): run chmod 600 on it",
	} {
		require.NoError(t, os.Chmod(path, mode))
		_, err := fakeLoader(dir).load("f", strings.NewReader(config))
		if want == "" {
			require.NoError(t, err)
			continue
		}
		require.EqualError(t, err, want)
	}
}
