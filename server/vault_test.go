package server

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server/scan"
)

// TestReloadsPassKeptValuesOn reloads sources whose clients keep a value in the vault.
func TestReloadsPassKeptValuesOn(t *testing.T) {
	tokens, err := scan.NewTokens(connectors.NewSecret(strings.Repeat("\a", scan.KeySize)))
	require.NoError(t, err)
	const key = "the key of the vault"
	var log bytes.Buffer
	s, err := New(Options{
		Tokens: tokens, Log: slog.New(slog.NewTextHandler(&log, nil)), Metrics: prometheus.NewRegistry(), Vault: connectors.NewVault("folder", connectors.NewSecret(key)),
	})
	require.NoError(t, err)
	defer s.Stop(t.Context())
	made, got := 0, map[string]int{} // by source
	keeps := func(value string, failure error) connectors.Driver {
		return connectors.Driver{Name: "fake", New: func(account connectors.Account, _ connectors.Settings) (connectors.Client, error) {
			kept, err := account.Vault.Keep(value, func() (any, error) { made++; return made, nil })
			got[account.Source], _ = kept.(int)
			return &fake{}, errors.Join(err, failure)
		}}
	}
	source := func(name, value, account string, failure error) SourceConfig {
		return SourceConfig{Name: name, Driver: keeps(value, failure), Settings: fakeSettings{}, TimeZone: time.UTC, Account: account}
	}
	set := func(configs ...SourceConfig) error {
		_, err := s.SetSources(configs)
		return err
	}
	require.NoError(t, set(source("main", "a", "1", nil)))
	require.Equal(t, 1, got["main"])
	require.NoError(t, set(source("main", "a", "2", nil)))
	require.Equal(t, 1, got["main"], "the new client has what the old one kept")
	require.NoError(t, set(source("main", "a", "2", nil), source("more", "a", "1", nil)))
	require.Equal(t, 1, got["more"], "two sources may have the same value")
	require.NoError(t, set(source("more", "a", "1", nil)))
	require.NoError(t, set(source("more", "a", "1", nil), source("main", "a", "3", nil)))
	require.Equal(t, 1, got["main"], "a source was removed, and the other one keeps the value")

	require.NoError(t, set(source("main", "b", "1", nil)))
	require.Equal(t, 2, got["main"])
	require.NoError(t, set(source("main", "a", "1b", nil)))
	require.Equal(t, 3, got["main"], "no client kept the value")

	failure := errors.New("a mistake")
	require.ErrorIs(t, set(source("main", "c", "4", failure)), failure)
	require.ErrorIs(t, set(source("main", "d", "5", nil), source("more", "e", "1", failure)), failure)
	require.Equal(t, 6, made)
	require.NoError(t, set(source("main", "a", "6", nil)))
	require.Equal(t, 3, got["main"], "after a mistake the sources keep what they had")
	require.NoError(t, set(source("main", "d", "7", nil)))
	require.Equal(t, 7, made, "what clients kept that were not put in place is gone")

	require.NoError(t, set(source("main", "c", "8", nil)))
	require.Equal(t, 8, made, "nor is there what a client kept that could not be made")

	shown, err := s.listSources(context.Background(), nil)
	require.NoError(t, err)
	require.NotContains(t, shown.String()+log.String(), key)
}

// TestServersWithoutAVault give clients none.
func TestServersWithoutAVault(t *testing.T) {
	asked := false
	serveDriver(t, connectors.Driver{Name: "fake", New: func(account connectors.Account, _ connectors.Settings) (connectors.Client, error) {
		asked = true
		require.Nil(t, account.Vault)
		return &fake{}, nil
	}})
	require.True(t, asked)
}
