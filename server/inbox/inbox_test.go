package inbox

import (
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/server/changelog"
)

// TestASlowDiskHoldsUpNoRequests finds boxes while the file of what was seen cannot be written.
func TestASlowDiskHoldsUpNoRequests(t *testing.T) {
	t.Parallel()
	memory, err := changelog.OpenMemory(changelog.Settings{MaxBytes: 64 << 20})
	require.NoError(t, err)
	settings := DefaultSettings()
	settings.Bytes = 64 << 20
	path := filepath.Join(t.TempDir(), "seen.json")
	in, err := Open(memory, settings, path, slog.New(slog.DiscardHandler), func(string) Prepare { return ignore })
	require.NoError(t, err)
	require.NoError(t, in.Set(t.Context(), []Source{{Name: "main", Identity: "x", Events: true}}))
	before, err := readSeen(path)
	require.NoError(t, err)

	in.writing.Lock()
	noted := make(chan error, 1)
	go func() { noted <- in.alive(t.Context()) }()
	for range 20 {
		require.Eventually(t, func() bool { return in.Box("main") != nil }, 5*time.Second, time.Millisecond)
	}
	require.Empty(t, noted)
	in.writing.Unlock()
	require.NoError(t, <-noted)
	after, err := readSeen(path)
	require.NoError(t, err)
	require.True(t, after["main events"].Alive.After(before["main events"].Alive))
	require.Equal(t, before["main events"].Identity, after["main events"].Identity)
}
