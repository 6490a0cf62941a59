package oauth

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/internal/redact/leaks"
)

// of opens an account with the source of a vault.
func of(t *testing.T, u *upstream, vault *connectors.Vault, c Config) rig {
	t.Helper()
	account := connectors.Account{Source: "test", Transport: u, Vault: vault}
	source, err := Of(account, c)
	require.NoError(t, err)
	return rig{source, rest.New(account, "fake", []*url.URL{{Scheme: "https", Host: "api.test", Path: "/base"}}, rest.Options{})}
}

// key returns a key of a vault.
func key(digit string) connectors.Secret { return connectors.NewSecret(strings.Repeat(digit, KeySize)) }

// TestReloadsPassTheSourceOn gives a new client of the same Config the same source, and every other one a source of its own.
func TestReloadsPassTheSourceOn(t *testing.T) {
	t.Parallel()
	u, vault := newUpstream(strict), connectors.NewVault(t.TempDir(), key("1"))
	before, after, third := vault.Share(), vault.Share(), vault.Share()
	old := of(t, u, before, config(RefreshToken, nil))
	_, err := old.Do(t.Context(), old.client, read())
	require.NoError(t, err)
	next := of(t, u, after, config(RefreshToken, nil))
	require.Same(t, old.Source, next.Source)
	before.Release()
	_, err = next.Do(t.Context(), next.client, read())
	require.NoError(t, err)
	tokens, _ := u.counts()
	require.Equal(t, 1, tokens, "the new client has the access token of the old one")

	for name, change := range map[string]func(*Config){
		"connector": func(c *Config) { c.Connector = "other" }, "address": func(c *Config) { c.TokenURL += "x" }, "grant": func(c *Config) { c.Grant = ClientCredentials },
		"client": func(c *Config) { c.ClientID = "you" }, "secret": func(c *Config) { c.ClientSecret = connectors.NewSecret("another secret") },
		"token": func(c *Config) { c.RefreshToken = connectors.NewSecret("another token") }, "scope": func(c *Config) { c.Scope = "all" },
		"parameters": func(c *Config) { c.Parameters = url.Values{"a": {"b"}} }, "link-local": func(c *Config) { c.AllowLinkLocal = true },
	} {
		c := config(RefreshToken, nil)
		change(&c)
		other := of(t, u, third, c)
		require.NotSame(t, old.Source, other.Source, name)
		require.Same(t, other.Source, of(t, u, third, c).Source, name)
	}
	c := config(RefreshToken, nil)
	c.ClientID = ""
	_, err = Of(connectors.Account{Vault: third}, c)
	require.ErrorContains(t, err, "client_id: is missing")
}

// TestVaultsOfManyKinds keeps tokens in a folder, in memory, or not at all.
func TestVaultsOfManyKinds(t *testing.T) {
	t.Parallel()
	t.Run("a folder, over starts and other keys", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			u, folder := newUpstream(strict), filepath.Join(t.TempDir(), "credentials")
			once := func(vault *connectors.Vault) error {
				r := of(t, u, vault, config(RefreshToken, nil))
				_, err := r.Do(t.Context(), r.client, read())
				return err
			}
			vault := connectors.NewVault(folder, key("1"))
			require.NoError(t, once(vault))
			vault.Replace(key("2"), key("1")) // as a reload of the keys does, under a running source
			time.Sleep(2 * time.Hour)
			require.NoError(t, once(vault))
			vault.Replace(key("3"), key("2"))
			time.Sleep(2 * time.Hour)
			require.NoError(t, once(vault))
			require.NoError(t, once(connectors.NewVault(folder, key("3"))), "the next start, without the keys of before")
			require.ErrorIs(t, once(connectors.NewVault(folder, key("2"))), ErrDamaged)

			info, err := os.Stat(folder)
			require.NoError(t, err)
			require.Equal(t, "drwx------", info.Mode().String())
			files, err := filepath.Glob(filepath.Join(folder, "fake-*"))
			require.NoError(t, err)
			require.Len(t, files, 1, "named by the connector, so that an account may be renamed")
			content, err := os.ReadFile(files[0])
			require.NoError(t, err)
			require.Empty(t, leaks.NewFinder(firstRefresh, "refresh-of-access-1", key("3").Reveal()).Find(files[0]+string(content)+fmt.Sprintf("%+v", vault)))
		})
	})
	t.Run("a folder that cannot be written to", func(t *testing.T) {
		t.Parallel()
		state := filepath.Join(t.TempDir(), "state")
		require.NoError(t, os.WriteFile(state, nil, 0o600)) // a file, since the superuser may write to every folder
		u := newUpstream(grace)
		r := of(t, u, connectors.NewVault(filepath.Join(state, "credentials"), key("1")), config(RefreshToken, nil))
		_, err := r.Do(t.Context(), r.client, read())
		require.Equal(t, connectors.KindUnavailable, kind(t, err))
		require.ErrorContains(t, err, "state_dir")
		require.NotContains(t, err.Error(), state, "the path is for the log alone")
		require.Contains(t, connectors.Detail(err), state)
	})
	t.Run("memory", func(t *testing.T) {
		t.Parallel()
		u, vault := newUpstream(strict), connectors.NewVault("")
		r := of(t, u, vault.Share(), config(RefreshToken, nil))
		_, err := r.Do(t.Context(), r.client, read())
		require.NoError(t, err)
		c := config(RefreshToken, nil)
		c.Scope = "all" // another source with the same token
		next := of(t, u, vault.Share(), c)
		_, err = next.Do(t.Context(), next.client, read())
		require.NoError(t, err, "the token that has replaced the configured one is used")
	})
	t.Run("none", func(t *testing.T) {
		t.Parallel()
		_, err := Of(connectors.Account{}, config(RefreshToken, nil))
		require.ErrorContains(t, err, "refresh_token: needs state_dir")
		_, err = Of(connectors.Account{}, config(ClientCredentials, nil))
		require.NoError(t, err)
		_, err = Of(connectors.Account{Vault: connectors.NewVault("folder")}, config(RefreshToken, nil))
		require.EqualError(t, err, "kept refresh tokens need a key")
	})
}
