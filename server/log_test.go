package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// TestLinesOfCalls guards what an operator filters by: the level of a call's line, and how long it took, in seconds.
func TestLinesOfCalls(t *testing.T) {
	left, leave := context.WithCancel(t.Context())
	leave()
	for name, test := range map[string]struct {
		ctx   context.Context
		err   error
		level slog.Level
	}{
		"went well":        {t.Context(), nil, slog.LevelInfo},
		"the client left":  {left, errors.New("broken pipe"), slog.LevelInfo},
		"caller's mistake": {t.Context(), connectors.Invalid("limit", "is negative"), slog.LevelWarn},
		"upstream is away": {t.Context(), &connectors.Error{Kind: connectors.KindUnavailable}, slog.LevelWarn},
		"deadline":         {t.Context(), context.DeadlineExceeded, slog.LevelWarn},
		"stopping":         {t.Context(), errStopping, slog.LevelWarn},
		"lost data":        {t.Context(), &connectors.Error{Kind: connectors.KindDataLost}, slog.LevelError},
		"our fault":        {t.Context(), errors.New("oops"), slog.LevelError},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			measured, err := newMetrics(prometheus.NewRegistry())
			require.NoError(t, err)
			s := &Server{opts: Options{Log: slog.New(slog.NewJSONHandler(&out, nil))}, metrics: measured}
			done := s.begin(test.ctx, "/x")
			time.Sleep(2 * time.Millisecond)
			_ = done(nil, test.err) // its error is that of the status
			var line struct {
				Level slog.Level
				Took  float64
			}
			require.NoError(t, json.Unmarshal(out.Bytes(), &line), out.String())
			require.Equal(t, test.level, line.Level)
			require.GreaterOrEqual(t, line.Took, 0.002)
			require.Less(t, line.Took, 2.0, "seconds, not nanoseconds")
		})
	}
}

// TestSecondsOfHistograms guards that times are told to a factor of two, over all that calls and requests take.
func TestSecondsOfHistograms(t *testing.T) {
	registry := prometheus.NewRegistry()
	m, err := newMetrics(registry)
	require.NoError(t, err)
	m.close("/x", nil, time.Second)
	m.upstream(&source{name: "s"}, connectors.Exchange{Op: "page", Duration: time.Second}, "")
	families, err := registry.Gather()
	require.NoError(t, err)
	longest := map[string]float64{"crmstream_call_seconds": 20 * 60, "crmstream_upstream_seconds": 60}
	for _, family := range families {
		atLeast, ok := longest[family.GetName()]
		if !ok {
			continue
		}
		delete(longest, family.GetName())
		buckets := family.GetMetric()[0].GetHistogram().GetBucket()
		for i, b := range buckets[1:] {
			require.InDelta(t, 2, b.GetUpperBound()/buckets[i].GetUpperBound(), 1e-9, family.GetName())
		}
		require.GreaterOrEqual(t, buckets[len(buckets)-1].GetUpperBound(), atLeast, family.GetName())
	}
	require.Empty(t, longest)
}
