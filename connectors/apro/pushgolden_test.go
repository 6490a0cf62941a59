package apro_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// webhookOf returns the webhook of a client.
func webhookOf(t testing.TB, client connectors.Client) *connectors.Webhook {
	t.Helper()
	receiver, ok := client.(connectors.Receiver)
	require.True(t, ok)
	w := receiver.Inbound().Webhook
	require.NotNil(t, w)
	return w
}

// TestDocumentedEvents reads the snapshots of the vendor's page, and some that are made up.
func TestDocumentedEvents(t *testing.T) {
	client := newClient(t, conformance.Unused(t), nil)
	dir := filepath.Join("testdata", "pushes")
	conformance.Golden(t, dir, &crmstreamv1.WatchEventsResponse{}, func(t *testing.T, body []byte) connectors.Page {
		event, err := webhookOf(t, client).Read(body, nil)
		require.NoError(t, err)
		var r connectors.Record
		require.NoError(t, transcode.Wrap(&r, event))
		return connectors.Page{Records: []connectors.Record{r}}
	})
}
