package main

import (
	"crypto/sha256"
	"fmt"
	"log/slog"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors/all"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/check"
)

// manySources returns a configuration with so many accounts, each with a budget of its own. more is added to each source.
func manySources(n int, more string) string {
	var b strings.Builder
	b.WriteString("listen: {admin: \"off\"}\nbudgets:\n")
	for i := range n {
		_, _ = fmt.Fprintf(&b, "  - {name: b%d, requests: 200, window: 1h}\n", i)
	}
	b.WriteString("sources:\n")
	for i := range n {
		_, _ = fmt.Fprintf(&b, "  - {name: s%d, connector: apro, time_zone: UTC, budget: b%d%s, settings: {base_urls: [\"http://a%d.example\"], api_key: \"${K%d}\"}}\n",
			i, i, more, i, i)
	}
	return b.String()
}

// openMany makes a server of a configuration of manySources.
func openMany(t *testing.T, text string) *app {
	t.Helper()
	secret := func(_, name string) (string, error) { return fmt.Sprintf("%.16x", sha256.Sum256([]byte(name))), nil }
	s, err := loader{drivers: all.Drivers(), secret: secret}.load(t.TempDir()+"/crmstream.yaml", strings.NewReader(text))
	require.NoError(t, err)
	s.forget()
	a, err := newApp(s, slog.New(slog.DiscardHandler))
	require.NoError(t, err)
	t.Cleanup(a.close)
	return a
}

// held returns how many bytes the heap has: the least of several counts, since one count has garbage, too.
func held() float64 {
	var now runtime.MemStats
	least := uint64(1) << 62
	for range 5 {
		runtime.GC()
		runtime.ReadMemStats(&now)
		least = min(least, now.HeapAlloc)
	}
	return float64(least)
}

// TestManySourcesTakeLittle measures what a server holds for each source that nobody uses, before and after what all can do was asked.
func TestManySourcesTakeLittle(t *testing.T) {
	const few, many = 10, 210
	openMany(t, manySources(few, "")) // what is made once
	before := held()
	a := openMany(t, manySources(many, ""))
	check.AtMost(t, "source_kib", (held()-before)/many/1024, 64)
	client := crmstreamv1.NewSourcesServiceClient(a.server.Local())
	for range 2 {
		answer, err := client.ListSources(t.Context(), &crmstreamv1.ListSourcesRequest{})
		require.NoError(t, err)
		require.Len(t, answer.GetSources(), many)
		require.Len(t, answer.GetSources()[many-1].GetWrites(), len(answer.GetSources()[0].GetWrites()))
	}
	check.AtMost(t, "source_shown_kib", (held()-before)/many/1024, 64)
	runtime.KeepAlive(a)
}
