package administrate

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors/internal/transcode/transcodetest"
)

// TestWritesReadBack writes random tasks, and reads what the upstream would show.
func TestWritesReadBack(t *testing.T) {
	compared := transcodetest.RoundTrips(t, transcodetest.Upstream{Table: taskTable})
	for _, w := range taskTable.Writable() {
		require.NotZero(t, compared[w.Name], w.Name)
	}
}
