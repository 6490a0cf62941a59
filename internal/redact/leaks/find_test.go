package leaks

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// several are credentials of which none has another in it.
var several = []string{"k3y!", "4f9c2b7a1d8e6f3051", `pa/ss w"or\d&1<%41>+?'`, "sk_live-Zq93/Kx+7==", "пароль№5", "\x00\x01\xfe\xff\x80 raw bytes of a key \x7f\xc3\x28"}

// TestFinderOfSeveral looks for each credential with a finder of all.
func TestFinderOfSeveral(t *testing.T) {
	t.Parallel()
	finder := NewFinder(several...)
	require.Empty(t, finder.Find("status 500: the key 4f9c2b7a1d8e6f305 and c2tfbGl2ZS1acTkz are no credentials"))
	for _, secret := range several {
		for _, form := range Forms(secret) {
			require.Contains(t, finder.Find("x: "+form.Text+" :x"), fmt.Sprintf(": %q", secret), "%s of %q", form.Name, secret)
		}
	}
}

// TestLayers has credentials in three encodings, and in base64 after words that belong to it.
func TestLayers(t *testing.T) {
	t.Parallel()
	for _, secret := range several[:5] {
		finder := NewFinder(secret)
		escaped := units(secret, `\u%04x`)
		nested := base64.StdEncoding.EncodeToString([]byte(escaped))
		require.NotEmpty(t, finder.Find("key: "+each(nested, `\x%02x`)), "a reading of the last layer is read again where more layers are left")
		require.NotEmpty(t, finder.Find("key: "+url.QueryEscape(base64.StdEncoding.EncodeToString([]byte(nested)))))
		require.NotEmpty(t, finder.Find("key: "+hex.EncodeToString([]byte(secret))), "the shortest word that can have it")
		require.NotEmpty(t, finder.Find("key: "+base64.RawStdEncoding.EncodeToString([]byte(strings.ToUpper(secret)))), "the shortest word that can have it")
		for _, before := range []string{"", "k", "ke", "key", "the key "} {
			require.NotEmpty(t, finder.Find(before+nested), "after %q", before)
		}
	}
}
