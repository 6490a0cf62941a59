package scan

import (
	"encoding/base64"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

func tokens(t testing.TB, keys ...connectors.Secret) *Tokens {
	t.Helper()
	tk, err := NewTokens(keys...)
	require.NoError(t, err)
	return tk
}

func TestTokensRoundTrip(t *testing.T) {
	total := 7
	state := State{Cursor: "c", Key: []byte("k\x00"), ID: []byte("i"), Started: time.Unix(5, 0).UTC(), Total: &total, Counts: Counts{Read: 3, Delivered: 2, Repeats: 1}}
	binding := Binding{"method": "contacts", "source": "ab"}
	tk := tokens(t, NewKey())
	text, err := tk.Seal(state, binding)
	require.NoError(t, err)
	got, err := tk.Open(text, binding)
	require.NoError(t, err)
	require.Equal(t, state, got)
}

func TestTokensOfOtherKeysRequestsAndTimes(t *testing.T) {
	old, fresh := NewKey(), NewKey()
	binding := Binding{"method": "contacts", "where": "x"}
	made := tokens(t, old)
	text, err := made.Seal(State{}, binding)
	require.NoError(t, err)

	_, err = tokens(t, fresh, old).Open(text, binding)
	require.NoError(t, err, "an older key still opens")
	_, err = tokens(t, fresh).Open(text, binding)
	require.ErrorIs(t, err, ErrToken)

	for field, other := range map[string]Binding{
		"where":  {"method": "contacts", "where": "y"},
		"ids":    {"method": "contacts", "where": "x", "ids": "z"},
		"method": {"method": "deals", "where": "x"},
	} {
		_, err = made.Open(text, other)
		var mismatch *MismatchError
		require.ErrorAs(t, err, &mismatch)
		require.Equal(t, field, mismatch.Field)
	}

	made.now = func() time.Time { return time.Now().Add(tokenLife + time.Minute) }
	_, err = made.Open(text, binding)
	require.ErrorIs(t, err, ErrToken)
}

func TestEveryDamageIsFound(t *testing.T) {
	tk := tokens(t, NewKey())
	text, err := tk.Seal(State{Cursor: "x"}, nil)
	require.NoError(t, err)
	for i := range text {
		for _, c := range []byte{'A', 'z', '!', '='} {
			damaged := []byte(text)
			if damaged[i] == c {
				continue
			}
			damaged[i] = c
			_, err := tk.Open(string(damaged), nil)
			require.ErrorIs(t, err, ErrToken, "byte %d as %q", i, c)
		}
	}
	_, err = tk.Open(text[:len(text)-1], nil)
	require.ErrorIs(t, err, ErrToken)
}

// TestATokenHasOneSpelling spells tokens in all other ways that a lenient decoder takes for the same bytes. Cursors of three
// lengths leave all numbers of spare bits in the last letter.
func TestATokenHasOneSpelling(t *testing.T) {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	tk := tokens(t, NewKey())
	for _, cursor := range []string{"", "a", "ab"} {
		text, err := tk.Seal(State{Cursor: connectors.Cursor(cursor)}, nil)
		require.NoError(t, err)
		_, err = tk.Open(text, nil)
		require.NoError(t, err)
		others := []string{text + "=", text + "==", text + "\n", "\r\n" + text, text[:9] + "\n" + text[9:], text + " ", text + "A"}
		for _, letter := range alphabet {
			others = append(others, text[:len(text)-1]+string(letter))
		}
		for _, swap := range [][2]string{{"-", "+"}, {"_", "/"}} {
			others = append(others, strings.ReplaceAll(text, swap[0], swap[1]))
		}
		for _, other := range others {
			if other != text {
				_, err = tk.Open(other, nil)
				require.ErrorIs(t, err, ErrToken, "%q for %q", other, text)
			}
		}
	}
}

func TestKeysMustBeRight(t *testing.T) {
	_, err := NewTokens()
	require.Error(t, err)
	_, err = NewTokens(connectors.NewSecret("sixteen bytes of"))
	require.ErrorContains(t, err, "32")
}

func FuzzTokens(f *testing.F) {
	tk := tokens(f, NewKey())
	good, _ := tk.Seal(State{Cursor: "c"}, Binding{"method": "m"})
	f.Add(good)
	f.Add("")
	f.Add("AQ")
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := tk.Open(text, Binding{"method": "m"}); err == nil {
			require.Equal(t, good, text, "a text that is not ours was opened")
		}
	})
}

// TestNoForgedTokenIsOpened tries tokens that are cut, changed, lengthened, joined, made up, sealed by others, too old, or of
// another request: a hundred thousand of them.
func TestNoForgedTokenIsOpened(t *testing.T) {
	key, old, foreign := NewKey(), NewKey(), NewKey()
	tokens, err := NewTokens(key, old)
	require.NoError(t, err)
	rotated, err := NewTokens(old)
	require.NoError(t, err)
	others, err := NewTokens(foreign)
	require.NoError(t, err)
	binding := Binding{"method": "contacts", "search": "ab"}
	state := State{Cursor: "2026-01-01 00:00:00", Key: []byte("k"), ID: []byte("7"), Started: time.Now().UTC()}
	good, err := tokens.Seal(state, binding)
	require.NoError(t, err)
	before, err := rotated.Seal(state, binding)
	require.NoError(t, err)
	for _, token := range []string{good, before} {
		opened, err := tokens.Open(token, binding)
		require.NoError(t, err, "a key that was rotated out still opens")
		require.Equal(t, state.Cursor, opened.Cursor)
	}
	alien, err := others.Seal(state, binding)
	require.NoError(t, err)

	random := rand.New(rand.NewPCG(1, 2))
	forge := func(i int) string {
		b := []byte(good)
		switch at := random.IntN(len(b)); i % 8 {
		case 0:
			return good[:at]
		case 1:
			b[at] ^= byte(1 + random.IntN(127))
			return string(b)
		case 2:
			return good + string(b[at:])
		case 3:
			return good[:at] + alien[min(at, len(alien)):]
		case 4:
			return alien
		case 5:
			made := make([]byte, random.IntN(300))
			for j := range made {
				made[j] = byte(random.IntN(256))
			}
			return base64.RawURLEncoding.EncodeToString(made)
		case 6:
			return strings.Repeat("A", random.IntN(20_000))
		default:
			b[at], b[len(b)-1-at] = b[len(b)-1-at], b[at]
			return string(b)
		}
	}
	for i := range 100_000 {
		token := forge(i)
		if token == good || token == "" {
			continue
		}
		_, err := tokens.Open(token, binding)
		require.ErrorIs(t, err, ErrToken, "%q for %q", token, good)
	}
	_, err = tokens.Open(good, Binding{"method": "deals", "search": "ab"})
	require.Error(t, err)
	_, err = rotated.Open(good, binding)
	require.ErrorIs(t, err, ErrToken)
}
