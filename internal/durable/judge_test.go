//go:build unix

package durable

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFoldersThatOthersMayWriteTo(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	d, done := steps("")
	require.NoError(t, d.makeFolder(dir))
	require.Equal(t, []string{"sync folder", "sync folder"}, *done, "a folder that is lost takes its files along")
	require.NoError(t, d.makeFolder(dir))
	require.Len(t, *done, 2)
	for _, path := range []string{dir, filepath.Dir(dir)} {
		info, err := os.Stat(path)
		require.NoError(t, err)
		require.Equal(t, fs.FileMode(0o700), info.Mode().Perm())
	}
	for mode, refused := range map[fs.FileMode]bool{0o700: false, 0o755: false, 0o770: true, 0o702: true, 0o777: true, 0o1777: true} {
		require.NoError(t, os.Chmod(dir, mode))
		err := MakeFolder(dir)
		if !refused {
			require.NoError(t, err, mode)
			continue
		}
		var unsafe *UnsafeError
		require.ErrorAs(t, err, &unsafe, mode)
		require.ErrorContains(t, err, dir+" can be written to by others")
		require.ErrorContains(t, err, "chmod 700")
	}
	require.NoError(t, os.Chmod(dir, 0o700))
	link := filepath.Join(filepath.Dir(dir), "link")
	require.NoError(t, os.Symlink(dir, link))
	require.NoError(t, MakeFolder(link), "who names a link means where it leads")
	require.NoError(t, os.Chmod(dir, 0o777))
	require.Error(t, MakeFolder(link))

	file := filepath.Join(filepath.Dir(dir), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	require.Error(t, MakeFolder(file))
}

// TestSecretsByTheirModes takes the modes that mounts of secrets have, and no others.
func TestSecretsByTheirModes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "secret")
	require.NoError(t, os.WriteFile(path, []byte("s"), 0o600))
	for mode, refusal := range map[fs.FileMode]string{
		0o400: "", 0o600: "", 0o440: "", 0o640: "", 0o700: "",
		0o604: "read by everybody", 0o444: "read by everybody", 0o644: "read by everybody",
		0o660: "written to by others", 0o602: "written to by others", 0o666: "written to by others",
	} {
		require.NoError(t, os.Chmod(path, mode))
		secret, err := ReadSecret(path)
		_, ownErr := ReadOwn(path)
		require.Equal(t, mode&0o077 != 0, ownErr != nil, mode)
		if refusal != "" {
			require.ErrorContains(t, err, refusal, mode)
			require.ErrorContains(t, err, "chmod 600")
			require.NoError(t, judgeSecret(path, mode, true), "on a read-only mount")
			continue
		}
		require.NoError(t, err, mode)
		require.Equal(t, "s", string(secret))
	}
	_, err := ReadSecret(filepath.Join(path, "none"))
	require.Error(t, err)
}

// TestSecretsInPipes have no mode that tells anything: a shell hands them over so, as in file:/dev/fd/3.
func TestSecretsInPipes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	require.NoError(t, syscall.Mkfifo(path, 0o600))
	require.NoError(t, os.Chmod(path, 0o666))
	go func() { _ = os.WriteFile(path, []byte("s"), 0) }()
	secret, err := ReadSecret(path)
	require.NoError(t, err)
	require.Equal(t, "s", string(secret))
}

// TestOwners needs root to give files away.
func TestOwners(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can give files away")
	}
	dir := filepath.Join(t.TempDir(), "state")
	path := filepath.Join(dir, "secret")
	require.NoError(t, MakeFolder(dir))
	require.NoError(t, os.WriteFile(path, nil, 0o600))
	require.NoError(t, os.Lchown(path, 12345, 12345))
	require.NoError(t, os.Lchown(dir, 12345, 12345))
	require.ErrorContains(t, MakeFolder(dir), "belongs to another user: run chown 0 on it")
	for _, read := range []func(string) ([]byte, error){ReadSecret, ReadOwn} {
		_, err := read(path)
		require.ErrorContains(t, err, "belongs to another user")
	}
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.False(t, foreign(info, 12345))
	require.NoError(t, os.Lchown(path, 0, 0))
	info, err = os.Stat(path)
	require.NoError(t, err)
	require.False(t, foreign(info, 12345), "root may give us secrets")
}
