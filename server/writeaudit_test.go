package server

import (
	"bufio"
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/server/audit"
)

// TestWritesAreAudited reads the lines of the audit log about writes: who wrote what, by ids, and what became of it, without a value.
func TestWritesAreAudited(t *testing.T) {
	path := filepath.Join(t.TempDir(), "audit.log")
	log, err := audit.Open(audit.Options{Path: path, Log: slog.New(slog.DiscardHandler), Metrics: prometheus.NewRegistry()})
	require.NoError(t, err)
	n := newNotebook("Moore")
	r := writeTo(t, n, func(o *Options, _ *SourceConfig) { o.Audit = log })
	created, err := r.create("good", "Muir")
	require.NoError(t, err)
	n.meet = func(m *meeting) { m.err = lost() }
	_, err = r.update("lost", "1", "More")
	require.Error(t, err)
	n.meet = nil
	_, err = r.batch("batch", "A", "B")
	require.NoError(t, err)
	r.stop()
	r.stop = func() {}

	text, err := os.ReadFile(path)
	require.NoError(t, err)
	for _, value := range []string{"Muir", "More", `"A"`} {
		require.NotContains(t, string(text), value)
	}
	file, err := os.Open(path)
	require.NoError(t, err)
	defer func() { _ = file.Close() }()
	var lines []audit.Line
	for in := bufio.NewScanner(file); in.Scan(); {
		var line audit.Line
		require.NoError(t, json.Unmarshal(in.Bytes(), &line))
		lines = append(lines, line)
	}
	require.Len(t, lines, 3)
	require.Equal(t, []string{"good", "lost", "batch"}, []string{lines[0].Write, lines[1].Write, lines[2].Write})
	require.Equal(t, []string{created.GetContact().GetId()}, lines[0].IDs)
	require.Equal(t, []string{"1"}, lines[1].IDs)
	require.Equal(t, "WRITE_OUTCOME_UNKNOWN", lines[1].Reason)
	require.Len(t, lines[2].IDs, 2)
	for _, line := range lines {
		require.Equal(t, audit.Wrote, line.Event)
		require.Equal(t, "contacts", line.Resource)
	}
}
