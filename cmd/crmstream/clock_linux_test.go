package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/durable"
)

// TestAClockThatIsAheadFreesNothing restarts the binary with a ledger whose wall times are two hours back, as they look when
// the clock was set two hours ahead meanwhile.
func TestAClockThatIsAheadFreesNothing(t *testing.T) {
	sandbox := startGated(t, "apro", `{"rows": 100}`)
	state := filepath.Join(t.TempDir(), "state")
	config := fmt.Sprintf("state_dir: %s\n", state) + fmt.Sprintf(booksConfig, sandbox.url)
	address, _, server := serveHere(t, config)
	b := &books{sandbox: sandbox, conn: dial(t, address)}
	b.list(t, "contacts", "limit=2")
	require.Positive(t, b.told)
	require.Zero(t, server.code())

	path := filepath.Join(state, budgetFolder, "small.ledger")
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	var set strings.Builder
	for line := range strings.Lines(string(text)) {
		words := strings.SplitN(line, " ", 3)
		require.Equal(t, "v2", words[0])
		wall, err := time.Parse(time.RFC3339Nano, words[1])
		require.NoError(t, err)
		fmt.Fprintf(&set, "v2 %s %s", wall.Add(-2*time.Hour).Format(time.RFC3339Nano), words[2])
	}
	require.NoError(t, durable.Write(path, []byte(set.String())))
	address, _, _ = serveHere(t, config)
	b.conn = dial(t, address)
	require.EqualValues(t, b.told, b.source(t).GetUsed())
}
