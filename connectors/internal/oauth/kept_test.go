package oauth

import (
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// TestWhichRefreshTokenIsUsed has stores that lose, damage or never had the token, and new configured tokens.
func TestWhichRefreshTokenIsUsed(t *testing.T) {
	t.Parallel()
	once := func(t *testing.T, u *upstream, c Config) error {
		r := open(t, u, c)
		_, err := r.Do(t.Context(), r.client, read())
		return err
	}
	damage := func(t *testing.T, folder string) {
		names, err := filepath.Glob(filepath.Join(folder, "main-*"))
		require.NoError(t, err)
		require.Len(t, names, 1)
		require.NoError(t, os.WriteFile(names[0], []byte("damaged"), 0o600))
	}
	t.Run("damaged before the start", func(t *testing.T) {
		t.Parallel()
		u, folder := newUpstream(strict), t.TempDir()
		require.NoError(t, once(t, u, config(RefreshToken, file(t, folder))))
		damage(t, folder)
		err := once(t, u, config(RefreshToken, file(t, folder)))
		require.ErrorIs(t, err, ErrDamaged)
		require.Equal(t, connectors.KindMisconfigured, kind(t, err))
		require.NotContains(t, err.Error(), folder)
		require.Contains(t, connectors.Detail(err), folder)
		tokens, _ := u.counts()
		require.Equal(t, 1, tokens, "the configured token, which is dead, is not sent")

		c := config(RefreshToken, file(t, folder))
		c.RefreshToken = connectors.NewSecret("refresh-configured-1")
		u.good[c.RefreshToken.Reveal()] = true
		require.NoError(t, once(t, u, c), "a new configured token is the way out")
	})
	t.Run("damaged while it runs", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			u, folder := newUpstream(strict), t.TempDir()
			r := open(t, u, config(RefreshToken, file(t, folder)))
			for _, harm := range []func(){
				func() {}, func() { damage(t, folder) },
				func() { require.NoError(t, os.RemoveAll(folder)) },
			} {
				harm()
				_, err := r.Do(t.Context(), r.client, read())
				require.NoError(t, err)
				time.Sleep(2 * time.Hour)
			}
			require.NoError(t, once(t, u, config(RefreshToken, file(t, folder))), "the store has the token again")
		})
	})
	t.Run("a new configured token wins, and the old source does not overwrite its token", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			u, folder := newUpstream(grace), t.TempDir()
			old := open(t, u, config(RefreshToken, file(t, folder)))
			_, err := old.Do(t.Context(), old.client, read())
			require.NoError(t, err)
			c := config(RefreshToken, file(t, folder))
			c.RefreshToken = connectors.NewSecret("refresh-configured-1")
			u.good[c.RefreshToken.Reveal()] = true
			require.NoError(t, once(t, u, c))
			require.Equal(t, "refresh-configured-1", u.forms[1].Get("refresh_token"))
			time.Sleep(2 * time.Hour)
			_, err = old.Do(t.Context(), old.client, read())
			require.NoError(t, err)
			require.NoError(t, once(t, u, c))
			require.Equal(t, "refresh-of-access-2", u.forms[3].Get("refresh_token"))
		})
	})
	t.Run("an upstream that sends no new token, or the same", func(t *testing.T) {
		t.Parallel()
		u, folder := newUpstream(reusable), t.TempDir()
		require.NoError(t, once(t, u, config(RefreshToken, file(t, folder))))
		entries, err := os.ReadDir(folder)
		require.NoError(t, err)
		require.Empty(t, entries, "nothing is kept that the configuration has")
	})
}
