package inbox

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/changelog"
)

// TestBeginsAfterTheClockWasSetBack states a gap whose beginning is not known, and none that ends before it begins.
func TestBeginsAfterTheClockWasSetBack(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		alive time.Duration
		from  bool
	}{"as usual": {-time.Hour, true}, "set back": {time.Hour, false}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			log := openLog(t)
			_, err := log.Append(t.Context(), changelog.Entry{Kind: kindEvent})
			require.NoError(t, err)
			before, err := log.Bounds(t.Context())
			require.NoError(t, err)
			stored, alive := before.Newest.UTC(), time.Now().Add(c.alive)
			require.NoError(t, begin(t.Context(), log, seen{Alive: alive, Identity: "x"}, true, "x"))
			var gap *crmstreamv1.Gap
			bounds, err := log.Bounds(t.Context())
			require.NoError(t, err)
			for record, err := range log.Read(t.Context(), bounds.Start) {
				require.NoError(t, err)
				gap = GapOf(record)
			}
			require.Equal(t, crmstreamv1.GapCause_GAP_CAUSE_RECEIVER_DOWN, gap.GetCause())
			require.Equal(t, c.from, gap.GetFrom() != nil)
			if c.from { // the entry came after the server was last noted to receive
				require.Equal(t, stored, gap.GetFrom().AsTime())
			}
		})
	}
}

// TestSeenIsNotGuessed refuses a file that does not say when the sources were served.
func TestSeenIsNotGuessed(t *testing.T) {
	t.Parallel()
	for _, content := range []string{"", "null", "[]", `{"a":1}`, `{"a":{"alive":"yesterday"}}`, `{"a":{}`} {
		path := filepath.Join(t.TempDir(), "seen.json")
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
		_, err := Open(nil, DefaultSettings(), path, nil, nil)
		require.ErrorContains(t, err, "restore the file, or remove it", content)
	}
	_, err := Open(nil, DefaultSettings(), filepath.Join(t.TempDir(), "none"), nil, nil)
	require.NoError(t, err)
}
