//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package quota

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestOneProcessAtATime opens a ledger twice; a lock is of an open file, so that one process can stand for two.
func TestOneProcessAtATime(t *testing.T) {
	dir := t.TempDir()
	first, err := New(ledgerConfig, dir)
	require.NoError(t, err)
	acquire(t, first)
	_, err = New(ledgerConfig, dir)
	require.ErrorIs(t, err, errInUse)
	require.ErrorContains(t, err, `budget "test": `+filepath.Join(dir, "test.lock")+": another process keeps it: stop that one")

	acquire(t, first) // who came second has changed nothing
	other := ledgerConfig
	other.Name = "other"
	beside, err := New(other, dir)
	require.NoError(t, err, "another budget of the same folder")
	require.NoError(t, beside.Close())

	require.NoError(t, first.Close())
	second, err := New(ledgerConfig, dir)
	require.NoError(t, err)
	require.Equal(t, 2, second.Snapshot().Used)
	require.NoError(t, second.Close())
}

// acquire takes a slot that is free. Unlike take it needs no virtual clock.
func acquire(t *testing.T, b *Budget) {
	t.Helper()
	_, err := b.Acquire(t.Context())
	require.NoError(t, err)
}

// TestLockOfAFailedOpening opens a ledger that cannot be read, and again when it can.
func TestLockOfAFailedOpening(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "test.ledger")
	require.NoError(t, os.Mkdir(path, 0o700))
	_, err := New(ledgerConfig, dir)
	require.Error(t, err)
	require.NoError(t, os.Remove(path))
	b, err := New(ledgerConfig, dir)
	require.NoError(t, err)
	require.NoError(t, b.Close())
}
