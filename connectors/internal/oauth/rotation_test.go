package oauth

import (
	"context"
	"errors"
	"net/http"
	"os"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/check"
)

// crash is the end of a process: the goroutine that requests tokens goes no further.
func crash() { runtime.Goexit() }

// dying is a Store of a process that crashes at a step of keeping.
type dying struct {
	*File
	at     string
	folder string
}

func (d dying) Save(configured, refresh connectors.Secret) error {
	switch d.at {
	case "before the new token is kept":
		crash()
	case "while the new token is written":
		path, _ := d.place(configured)
		if err := os.WriteFile(path+".new", []byte{fileVersion, 1, 2, 3}, 0o600); err != nil {
			return err
		}
		crash()
	}
	err := d.File.Save(configured, refresh)
	if d.at == "when the new token is kept" {
		crash()
	}
	return err
}

// TestCrashesInARotation ends the process at each step of a rotation, which is the first of the account or a later one, and
// starts it again. Only an upstream that ends the old refresh token at once can lose the account, and only between its answer and
// our store.
func TestCrashesInARotation(t *testing.T) {
	t.Parallel()
	steps := []string{
		"before the request is sent", "when the upstream has answered", "before the new token is kept", "while the new token is written",
		"when the new token is kept", "when the new token is used",
	}
	lost := map[habit]int{}
	for _, h := range []habit{reusable, grace, strict} {
		for _, rotations := range []int{0, 1, 3} {
			for n, at := range steps {
				synctest.Test(t, func(t *testing.T) {
					u, folder := newUpstream(h), t.TempDir()
					healthy := open(t, u, config(RefreshToken, file(t, folder)))
					for range rotations {
						_, err := healthy.Do(t.Context(), healthy.client, read())
						require.NoError(t, err)
						time.Sleep(2 * time.Hour)
					}

					doomed := open(t, u, config(RefreshToken, dying{File: file(t, folder), at: at, folder: folder}))
					switch at {
					case steps[0]:
						u.before = func(*http.Request) *http.Response { crash(); return nil }
					case steps[1]:
						u.after = crash
					}
					ctx, cancel := context.WithTimeout(t.Context(), time.Second)
					defer cancel()
					_, err := doomed.Do(ctx, doomed.client, read())
					keeps := h != reusable && n >= 2 && n <= 4 // otherwise nothing new is kept
					require.Equal(t, n < 2 || keeps, errors.Is(err, context.DeadlineExceeded), "%s: %v", at, err)
					synctest.Wait()
					u.before, u.after = nil, nil

					next := open(t, u, config(RefreshToken, file(t, folder)))
					for range 3 {
						_, err = next.Do(t.Context(), next.client, read())
						if h == strict && n >= 1 && n <= 3 {
							require.ErrorIs(t, err, errEnded, at)
							require.Equal(t, connectors.KindCredentialsRejected, kind(t, err))
							lost[h]++
							break
						}
						require.NoError(t, err, "%d rotations, %s, upstream %d", rotations, at, h)
						time.Sleep(2 * time.Hour)
					}
				})
			}
		}
	}
	check.AtMost(t, "oauth_accounts_lost_by_18_crashes_reusable", float64(lost[reusable]), 0)
	check.AtMost(t, "oauth_accounts_lost_by_18_crashes_grace", float64(lost[grace]), 0)
	check.AtMost(t, "oauth_accounts_lost_by_18_crashes_strict", float64(lost[strict]), 9) // no client can prevent these
}

// file returns the store of the tests' account.
func file(t testing.TB, folder string) *File {
	t.Helper()
	f, err := NewFile(folder, "main", connectors.NewSecret(strings.Repeat("k", KeySize)))
	require.NoError(t, err)
	return f
}

// TestNothingIsUsedBeforeItIsKept has a full disk for a while.
func TestNothingIsUsedBeforeItIsKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u, store := newUpstream(grace), &shelf{}
		full := true
		store.before = func() error {
			if full {
				return errors.New("/state: no space left")
			}
			return nil
		}
		r := open(t, u, config(RefreshToken, store))
		for range 20 {
			_, err := r.Do(t.Context(), r.client, read())
			require.Equal(t, connectors.KindUnavailable, kind(t, err))
			require.ErrorIs(t, err, errKeep)
			time.Sleep(10 * time.Second)
		}
		tokens, requests := u.counts()
		require.Equal(t, []int{1, 0}, []int{tokens, requests}, "neither token of the answer is used")
		require.True(t, u.good[firstRefresh], "the upstream has not seen that the answer came")
		full = false
		time.Sleep(maxPause)
		_, err := r.Do(t.Context(), r.client, read())
		require.NoError(t, err)
		tokens, _ = u.counts()
		require.Equal(t, 1, tokens, "the held answer is used")

		full = true // while a token is good, a full disk fails no call
		time.Sleep(52 * time.Minute)
		_, err = r.Do(t.Context(), r.client, read())
		require.NoError(t, err)
		time.Sleep(time.Minute)
		synctest.Wait()
		full = false
		time.Sleep(2 * time.Hour) // both access tokens have ended
		_, err = r.Do(t.Context(), r.client, read())
		require.NoError(t, err)
	})
}

// TestTheRefreshTokenOfABadAnswerIsKept has answers that are good for nothing else.
func TestTheRefreshTokenOfABadAnswerIsKept(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"no access token":         `{"refresh_token":"next"}`,
		"a bad access token":      `{"access_token":"a\u0000b","refresh_token":"next"}`,
		"another type of token":   `{"access_token":"a","token_type":"mac","refresh_token":"next"}`,
		"an access token in bits": `{"access_token":[1],"refresh_token":"next"}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				u, store := newUpstream(strict), &shelf{}
				u.before = func(*http.Request) *http.Response {
					u.good = map[string]bool{"next": true}
					return reply(http.StatusOK, body)
				}
				r := open(t, u, config(RefreshToken, store))
				_, err := r.Do(t.Context(), r.client, read())
				require.Equal(t, connectors.KindMalformedResponse, kind(t, err))
				require.Equal(t, "next", store.kept[firstRefresh])
				u.before = nil
				time.Sleep(maxPause)
				_, err = r.Do(t.Context(), r.client, read())
				require.NoError(t, err)
			})
		})
	}
}

// TestAnAnswerThatIsLost has the connection break after the upstream has done its work. The request is repeated with the same token.
func TestAnAnswerThatIsLost(t *testing.T) {
	t.Parallel()
	for h, ok := range map[habit]bool{reusable: true, grace: true, strict: false} {
		synctest.Test(t, func(t *testing.T) {
			u := newUpstream(h)
			r := open(t, losing(u), config(RefreshToken, &shelf{}))
			_, err := r.Do(t.Context(), r.client, read())
			if ok {
				require.NoError(t, err)
			} else {
				require.ErrorIs(t, err, errEnded)
			}
			tokens, _ := u.counts()
			require.Equal(t, 2, tokens)
		})
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// losing loses the first answer.
func losing(u *upstream) http.RoundTripper {
	lost := false
	return roundTrip(func(r *http.Request) (*http.Response, error) {
		res, err := u.RoundTrip(r)
		if !lost {
			lost = true
			return nil, errors.New("connection reset")
		}
		return res, err
	})
}

// TestAReload has a source with calls that go on while another source of the account begins.
func TestAReload(t *testing.T) {
	t.Parallel()
	for _, h := range []habit{reusable, grace, strict} {
		synctest.Test(t, func(t *testing.T) {
			u, store := newUpstream(h), &shelf{}
			before, after := open(t, u, config(RefreshToken, store)), open(t, u, config(RefreshToken, store))
			for range 10 {
				for _, r := range []rig{before, after, after, before} {
					_, err := r.Do(t.Context(), r.client, read())
					require.NoError(t, err)
				}
				time.Sleep(40 * time.Minute)
			}
		})
	}
}

// TestARaceOfTwoSources has another source keep the next token while the token of this one is under way.
func TestARaceOfTwoSources(t *testing.T) {
	t.Parallel()
	u, store := newUpstream(strict), &shelf{}
	u.before = func(*http.Request) *http.Response {
		u.before = nil
		u.good = map[string]bool{"next": true}
		_ = store.Save(connectors.NewSecret(firstRefresh), connectors.NewSecret("next"))
		return reply(http.StatusBadRequest, `{"error":"invalid_grant"}`)
	}
	r := open(t, u, config(RefreshToken, store))
	_, err := r.Do(t.Context(), r.client, read())
	require.NoError(t, err)
}
