package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/server/access"
)

// TestKeysThatExpireSoon calls with a key that ends in a few days, in every form of the JSON API, and with one that ends later.
func TestKeysThatExpireSoon(t *testing.T) {
	soon := time.Now().Add(5 * 24 * time.Hour).UTC().Truncate(time.Second)
	key, id, err := access.NewKey()
	require.NoError(t, err)
	_, digest, err := access.ParseKey(key)
	require.NoError(t, err)
	revoked, ended, err := access.NewKey()
	require.NoError(t, err)
	_, other, err := access.ParseKey(revoked)
	require.NoError(t, err)
	g := startGuardedBy(t, func(s *setup) {
		c := s.callers.table.Caller("warehouse")
		callers := []access.Caller{*s.callers.table.Caller("operator"), {Name: "warehouse", Grants: c.Grants, Limits: c.Limits, Keys: append(c.Keys,
			access.Key{ID: id, Digest: digest, Expires: soon}, access.Key{ID: ended, Digest: other, Expires: soon, Revoked: soon.Add(-time.Hour * 24 * 30)})}}
		s.callers.table, err = access.NewTable(callers, time.Now())
		require.NoError(t, err)
		s.origins = []string{"https://bi.example.com"}
	})
	for path, want := range map[string]int{
		"/v1/sources": 200, "/v1/sources/apro/contacts?pageSize=1": 200, "/v1/sources/apro/contacts?format=ndjson&limit=1": 200,
		"/v1/sources/none": 404, "/v1/sources/none/contacts": 404, "/v1/sources/none/contacts?format=ndjson": 404, "/v1/sources/apro/contacts/none": 400,
	} {
		for _, with := range []string{key, g.key(t, "warehouse")} {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, g.web+path, http.NoBody)
			require.NoError(t, err)
			r.Header.Set("Authorization", "Bearer "+with)
			r.Header.Set("Origin", "https://bi.example.com")
			answer, err := g.client.Do(r)
			require.NoError(t, err)
			text, err := io.ReadAll(answer.Body)
			require.NoError(t, err)
			require.NoError(t, answer.Body.Close())
			require.Equal(t, want, answer.StatusCode, "%s: %s", path, text)
			if with == key {
				require.Equal(t, soon.Format(time.RFC3339), answer.Header.Get("Crmstream-Key-Expires"), path)
			} else {
				require.Empty(t, answer.Header.Get("Crmstream-Key-Expires"), path)
			}
			require.Contains(t, answer.Header.Get("Access-Control-Expose-Headers"), "Crmstream-Key-Expires")
		}
	}
	_, text := askAdmin(t, http.MethodGet, "unix", g.app.adminListener.Addr().String(), "/metrics", nil)
	shown := regexp.MustCompile(`crmstream_key_expires_seconds{caller="(\w+)",id="(\w+)"} (\S+)`).FindAllStringSubmatch(text, -1)
	require.Len(t, shown, 3, "one that was revoked has no end to come")
	require.Contains(t, text, fmt.Sprintf(`crmstream_key_expires_seconds{caller="warehouse",id=%q} %g`, id, float64(soon.Unix())))
}

// TestWarningsOfExpiry holds that keys which end soon are warned of once a day, in one line.
func TestWarningsOfExpiry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		now := time.Now()
		in := func(days int) time.Time { return now.AddDate(0, 0, days) }
		table, err := access.NewTable([]access.Caller{
			{Name: "a", Keys: []access.Key{{ID: "aSoon", Expires: in(16)}, {ID: "aLate", Expires: in(300)}, {ID: "aEver"}}},
			{Name: "b", Keys: []access.Key{{ID: "bSoon", Expires: in(17)}, {ID: "bGone", Expires: in(16), Revoked: now}}},
		}, now)
		require.NoError(t, err)
		log := newWatched()
		ctx, stop := context.WithCancel(t.Context())
		go warnOfExpiry(ctx, access.NewRegistry(table), slog.New(slog.NewTextHandler(log, nil)))
		lines := func() []string { return strings.Split(strings.TrimSpace(log.String()), "\n") }
		time.Sleep(49 * time.Hour)
		require.Empty(t, log.String(), "more than 14 days before")
		time.Sleep(24 * time.Hour)
		require.Len(t, lines(), 1)
		require.Contains(t, lines()[0], "level=WARN")
		require.Contains(t, lines()[0], "aSoon of a at ")
		require.NotContains(t, lines()[0], "bSoon")
		time.Sleep(24 * time.Hour)
		require.Len(t, lines(), 2, "once a day")
		require.Contains(t, lines()[1], "bSoon of b at ")
		for _, name := range []string{"aLate", "aEver", "bGone"} {
			require.NotContains(t, log.String(), name)
		}
		time.Sleep(30 * 24 * time.Hour)
		before := len(lines())
		time.Sleep(10 * 24 * time.Hour)
		require.Len(t, lines(), before, "not when they have ended")
		stop()
		synctest.Wait()
	})
}
