package oauth

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/durable"
	"github.com/crmstream/crmstream/internal/redact/leaks"
)

func TestFiles(t *testing.T) {
	t.Parallel()
	secret := connectors.NewSecret
	one, two := secret(strings.Repeat("1", KeySize)), secret(strings.Repeat("2", KeySize))
	with := func(t *testing.T, folder string, keys ...connectors.Secret) *File {
		f, err := NewFile(folder, "main", keys...)
		require.NoError(t, err)
		return f
	}
	first, other := secret(firstRefresh), secret("another configured token")
	kept := func(t *testing.T, f *File, configured connectors.Secret) string {
		got, err := f.Load(configured)
		require.NoError(t, err)
		return got.Reveal()
	}

	t.Run("kept, replaced, and apart by configured token", func(t *testing.T) {
		t.Parallel()
		folder := filepath.Join(t.TempDir(), "oauth")
		f := with(t, folder, one)
		require.Empty(t, kept(t, f, first), "a folder that is not there yet")
		require.NoError(t, f.Save(first, secret("a")))
		require.NoError(t, f.Save(first, secret("b")))
		require.NoError(t, f.Save(other, secret("c")))
		require.Equal(t, []string{"b", "c"}, []string{kept(t, f, first), kept(t, f, other)})
		names, err := filepath.Glob(filepath.Join(folder, "*"))
		require.NoError(t, err)
		require.Len(t, names, 2)
		for _, name := range names {
			info, err := os.Stat(name)
			require.NoError(t, err)
			require.Equal(t, "-rw-------", info.Mode().String())
		}
	})
	t.Run("keys are changed by one more", func(t *testing.T) {
		t.Parallel()
		folder := t.TempDir()
		require.NoError(t, with(t, folder, one).Save(first, secret("a")))
		_, err := with(t, folder, two).Load(first)
		require.ErrorIs(t, err, ErrDamaged)
		require.Equal(t, "a", kept(t, with(t, folder, two, one), first))
		require.Equal(t, "a", kept(t, with(t, folder, two), first), "loaded once, the token is sealed with the new key")
		require.NoError(t, with(t, folder, one, two).Save(first, secret("b")))
		require.Equal(t, "b", kept(t, with(t, folder, one), first))
	})
	t.Run("every damage is seen", func(t *testing.T) {
		t.Parallel()
		folder := t.TempDir()
		f := with(t, folder, one)
		require.NoError(t, f.Save(first, secret("the kept token")))
		path, _ := f.place(first)
		whole, err := os.ReadFile(path)
		require.NoError(t, err)
		damaged := [][]byte{{}, append(slices.Clone(whole), 0)}
		for n := range whole {
			flipped := slices.Clone(whole)
			flipped[n] ^= 1
			damaged = append(damaged, flipped, whole[:n])
		}
		for _, content := range damaged {
			require.NoError(t, os.WriteFile(path, content, 0o600))
			_, err := f.Load(first)
			require.ErrorIs(t, err, ErrDamaged)
		}
		elsewhere, _ := f.place(other)
		require.NoError(t, os.WriteFile(elsewhere, whole, 0o600))
		_, err = f.Load(other)
		require.ErrorIs(t, err, ErrDamaged, "the file of another configured token")
	})
	t.Run("a link that leads nowhere", func(t *testing.T) {
		t.Parallel()
		f := with(t, t.TempDir(), one)
		path, _ := f.place(first)
		require.NoError(t, os.Symlink(path+".gone", path))
		_, err := f.Load(first)
		require.ErrorIs(t, err, ErrDamaged)
	})
	t.Run("a file that others may read", func(t *testing.T) {
		t.Parallel()
		f := with(t, t.TempDir(), one)
		require.NoError(t, f.Save(first, secret("a")))
		path, _ := f.place(first)
		require.NoError(t, os.Chmod(path, 0o644))
		_, err := f.Load(first)
		var unsafe *durable.UnsafeError
		require.ErrorAs(t, err, &unsafe)
	})
	t.Run("no token in names and contents", func(t *testing.T) {
		t.Parallel()
		folder := t.TempDir()
		f := with(t, folder, one)
		require.NoError(t, f.Save(first, secret("the-kept-token-1")))
		path, _ := f.place(first)
		content, err := os.ReadFile(path)
		require.NoError(t, err)
		finder := leaks.NewFinder(firstRefresh, "the-kept-token-1", one.Reveal())
		require.Empty(t, finder.Find(path+"\n"+string(content)))
		require.False(t, bytes.Contains(content, []byte("the-kept")))
	})
	t.Run("keys of another size", func(t *testing.T) {
		t.Parallel()
		_, err := NewFile("x", "main")
		require.EqualError(t, err, "kept refresh tokens need a key")
		_, err = NewFile("x", "main", one, secret("short"))
		require.EqualError(t, err, "key 2 of kept refresh tokens has 5 bytes: it must have 32")
	})
}
