package scan

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func tokens(t testing.TB, keys ...[]byte) *Tokens {
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

func TestKeysMustBeRight(t *testing.T) {
	_, err := NewTokens()
	require.Error(t, err)
	_, err = NewTokens(make([]byte, 16))
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
