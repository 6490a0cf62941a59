package administrate_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/administrate"
)

// TestChangedUntilIsNotInTheFuture reads changes of an upstream whose clock is a day ahead: the next run begins before our own present, so
// that it misses no change after the upstream's clock was corrected.
func TestChangedUntilIsNotInTheFuture(t *testing.T) {
	g := startGraph(t, conformance.Upstream{Rows: 20}, func(s *sandbox.Settings) {
		s.Now = func() time.Time { return time.Now().Add(24 * time.Hour) }
	})
	require.NoError(t, g.server.Touch("tasks", g.server.IDs("tasks")[3]))
	got, err := conformance.Fetch(t.Context(), g.client, &crmstreamv1.ListTasksRequest{ChangedFrom: time.Now().UTC().Format(time.DateOnly)}, connectors.PageRequest{})
	require.NoError(t, err)
	require.Empty(t, got.Next)
	require.NotEmpty(t, got.Records)
	until, err := time.Parse(time.RFC3339, got.ChangedUntil)
	require.NoError(t, err)
	require.True(t, until.Before(time.Now()), "%s", until)
}
