package durable

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"
)

// TestSecretsAsKubernetesMountsThem reads a file through two links on a read-only mount, with a mode that everybody may read
// and an owner of its own.
func TestSecretsAsKubernetesMountsThem(t *testing.T) {
	dir := t.TempDir()
	if err := unix.Mount("none", dir, "tmpfs", 0, ""); err != nil {
		t.Skip("only root can mount:", err)
	}
	t.Cleanup(func() { require.NoError(t, unix.Unmount(dir, 0)) })
	require.NoError(t, os.Mkdir(filepath.Join(dir, "..2026"), 0o755))
	path := filepath.Join(dir, "..2026", "key")
	require.NoError(t, os.WriteFile(path, []byte("s"), 0o600))
	require.NoError(t, os.Chmod(path, 0o644))
	require.NoError(t, os.Chown(path, 12345, 12345))
	require.NoError(t, os.Symlink("..2026", filepath.Join(dir, "..data")))
	require.NoError(t, os.Symlink("..data/key", filepath.Join(dir, "key")))
	_, err := ReadSecret(filepath.Join(dir, "key"))
	require.Error(t, err, "while it can be written to")
	require.NoError(t, unix.Mount("none", dir, "tmpfs", unix.MS_REMOUNT|unix.MS_RDONLY, ""))
	secret, err := ReadSecret(filepath.Join(dir, "key"))
	require.NoError(t, err)
	require.Equal(t, "s", string(secret))
}
