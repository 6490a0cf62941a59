package administrate

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors/internal/transcode/transcodetest"
)

// TestWritesReadBack writes random tasks, and reads what the upstream would show.
func TestWritesReadBack(t *testing.T) {
	require.NotEmpty(t, transcodetest.RoundTrips(t, transcodetest.Upstream{Table: taskTable}))
}
