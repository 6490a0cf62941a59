package main

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/durable"
	"github.com/crmstream/crmstream/server/scan"
)

// TestVaultOfAStateDirectory opens vaults with the keys of the state directory and of the configuration.
func TestVaultOfAStateDirectory(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state")
	vault := func(s setup, then ...setup) *connectors.Vault {
		s.stateDir = dir
		a, err := newApp(s, slog.New(slog.DiscardHandler))
		require.NoError(t, err)
		defer a.close()
		for _, next := range then {
			_, err := a.apply(next)
			require.NoError(t, err)
		}
		return a.vault
	}
	texts := func(keys []connectors.Secret) (texts []string) {
		for _, key := range keys {
			require.Len(t, key.Reveal(), 32)
			texts = append(texts, key.Reveal())
		}
		return texts
	}
	first := vault(setup{})
	require.Equal(t, filepath.Join(dir, credentialsFolder), first.Folder())
	info, err := os.Stat(first.Folder())
	require.NoError(t, err)
	require.Equal(t, "drwx------", info.Mode().String())
	require.Equal(t, texts(first.Keys()), texts(vault(setup{}).Keys()), "the next start has the same key")
	own, err := openKeys(dir)
	require.NoError(t, err)
	require.NotEqual(t, texts(own), texts(first.Keys()), "tokens and credentials have keys of their own")

	one, two := scan.NewKey(), scan.NewKey()
	with := func(keys ...connectors.Secret) setup { return setup{tokenKeys: keys} }
	both := texts(vault(with(two, one)).Keys())
	require.Equal(t, both[1:], texts(vault(with(one)).Keys()))
	require.Equal(t, both, texts(vault(with(one), with(two, one)).Keys()), "a reload takes new keys")
	require.Equal(t, both[:1], texts(vault(with(one), with(two)).Keys()))
	require.Equal(t, both[1:], texts(vault(with(one), setup{}).Keys()), "a reload without keys leaves them")
}

// TestVaultsThatCannotBeOpened stop the start, and the error names the setting.
func TestVaultsThatCannotBeOpened(t *testing.T) {
	dir := t.TempDir()
	folder := filepath.Join(dir, credentialsFolder)
	require.NoError(t, os.WriteFile(folder, nil, 0o600))
	_, err := newApp(setup{stateDir: dir}, slog.New(slog.DiscardHandler))
	require.ErrorContains(t, err, "state_dir: the folder for secrets")
	require.NoError(t, os.Remove(folder))
	require.NoError(t, os.Mkdir(folder, 0o700))
	require.NoError(t, os.Chmod(folder, 0o777))
	_, err = newApp(setup{stateDir: dir}, slog.New(slog.DiscardHandler))
	require.ErrorAs(t, err, new(*durable.UnsafeError))
	require.ErrorContains(t, err, "state_dir: the folder for secrets")
}

// TestNothingIsKeptForAWhile checks a configuration, and opens a demo: neither has a folder.
func TestNothingIsKeptForAWhile(t *testing.T) {
	dir := t.TempDir()
	a, err := newApp(setup{stateDir: dir, forgetful: true}, slog.New(slog.DiscardHandler))
	require.NoError(t, err)
	defer a.close()
	require.Empty(t, a.vault.Folder())
	require.NoDirExists(t, filepath.Join(dir, credentialsFolder))

	var vaults []*connectors.Vault
	l := fakeLoader(dir)
	l.drivers[0].New = func(account connectors.Account, _ connectors.Settings) (connectors.Client, error) {
		vaults = append(vaults, account.Vault)
		return fakeClient{}, nil
	}
	s, err := l.load(filepath.Join(dir, "crmstream.yaml"), strings.NewReader("state_dir: kept\nsources: [{name: main, connector: fake, time_zone: UTC, settings: {key: \"${KEY}\"}}]\n"))
	require.NoError(t, err)
	require.Len(t, s.sources, 1)
	require.Len(t, vaults, 1)
	require.Empty(t, vaults[0].Folder())
	require.NoDirExists(t, filepath.Join(dir, "kept"))
}
