package durable

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestLinkAll(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	from, to := filepath.Join(dir, "from"), filepath.Join(dir, "x", "to")
	require.NoError(t, os.MkdirAll(filepath.Join(from, "a", "b"), 0o700))
	for _, name := range []string{"one", "a/two", "a/b/three"} {
		require.NoError(t, Write(filepath.Join(from, name), []byte(name)))
	}
	require.NoError(t, LinkAll(from, to))
	require.NoError(t, os.RemoveAll(filepath.Join(from, "a")))
	require.NoError(t, Write(filepath.Join(from, "one"), []byte("new")))
	require.NoError(t, LinkAll(to, from), "back again")
	for name, want := range map[string]string{"one": "new", "a/two": "a/two", "a/b/three": "a/b/three"} {
		require.Equal(t, want, content(t, filepath.Join(from, name)))
	}
	require.Equal(t, "one", content(t, filepath.Join(to, "one")))
	require.NoError(t, RemoveFolder(to))
	require.NoError(t, RemoveFolder(to))
	require.NoFileExists(t, to)
	require.Equal(t, "a/two", content(t, filepath.Join(from, "a", "two")))
	require.ErrorIs(t, LinkAll(to, from), os.ErrNotExist)
}

func TestLinkAllIsDurable(t *testing.T) {
	t.Parallel()
	for _, fails := range []string{"link", "sync folder"} {
		dir := t.TempDir()
		from := filepath.Join(dir, "from")
		require.NoError(t, MakeFolder(from))
		require.NoError(t, Write(filepath.Join(from, "one"), nil))
		require.NoError(t, MakeFolder(filepath.Join(dir, "to")))
		d, done := steps(fails)
		require.Error(t, d.linkAll(from, filepath.Join(dir, "to")))
		require.Contains(t, *done, "link")
	}
}
