package main

import (
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestMain lets the test's own program serve in a role, as bench does.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "-serve" {
		main()
		return
	}
	os.Exit(m.Run())
}

// TestProgramIsMeasured runs what the rows of the program that users run are made of, with few records.
func TestProgramIsMeasured(t *testing.T) {
	const rows = 120
	b := &bench{rounds: 1, dir: t.TempDir()}
	t.Run("pages", func(t *testing.T) {
		f, err := b.deliverContacts(t.Context(), now, rows, 50)
		require.NoError(t, err)
		require.Equal(t, rows, f.records)
		require.Positive(t, f.server)
		require.Positive(t, f.client)
	})
	for _, name := range []string{now, now + viaCurl} {
		t.Run("cli "+name, func(t *testing.T) {
			if _, err := exec.LookPath("curl"); name != now && err != nil {
				t.Skip("curl is not there")
			}
			f, err := b.write(t.Context(), name, rows, 50)
			require.NoError(t, err)
			require.Equal(t, rows, f.records)
			require.Positive(t, f.client)
		})
	}
	t.Run("look-ups", func(t *testing.T) {
		all, err := b.lookUp(t.Context(), now, lookUpTurn)
		require.NoError(t, err)
		for _, way := range []string{direct, proxied, viaGRPC, viaJSON} {
			require.Positive(t, all[way].latency, way)
			require.Positive(t, all[way].cpu, way)
		}
	})
	t.Run("first", func(t *testing.T) {
		o, err := b.opening(t.Context(), now, 3)
		require.NoError(t, err)
		require.Positive(t, o.ours)
		require.GreaterOrEqual(t, o.requests, 1.0)
	})
	t.Run("readers", func(t *testing.T) {
		c, err := b.crowd(t.Context(), now, 3, rows)
		require.NoError(t, err)
		require.Equal(t, 3*rows, c.records)
		require.GreaterOrEqual(t, c.peak, c.idle-1<<20)
	})
	t.Run("sources", func(t *testing.T) {
		m, err := b.many(t.Context(), now, 3)
		require.NoError(t, err)
		require.Positive(t, m.list)
		require.GreaterOrEqual(t, m.files, 0)
		require.Less(t, m.first, time.Minute)
	})
}
