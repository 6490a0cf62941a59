package redact

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/redact/leaks"
)

// samples are credentials of the kinds there are: keys, passwords with what needs escapes, letters beyond ASCII, and the bytes
// of a token key.
var samples = []string{
	"4f9c2b7a1d8e6f3051", "pa/ss w\"or\\d&1<%41>+?'", "sk_live-Zq93/Kx+7==", "пароль№5", "pass\U0001F511word", "k3y!",
	"\x00\x01\xfe\xff\x80 raw bytes of a key \x7f\xc3\x28",
}

func TestForms(t *testing.T) {
	for _, secret := range samples {
		r, finder := New(secret), leaks.NewFinder(secret)
		for _, form := range leaks.Forms(secret) {
			for _, around := range []string{"%s", "before %s after", `{"error":"no key %s."}`, "Authorization: Basic %s\n", "a%sz"} {
				if strings.HasPrefix(around, "a") && strings.HasPrefix(form.Name, "base64") {
					continue // letters beside base64 belong to it
				}
				text := fmt.Sprintf(around, form.Text)
				hidden := r.Text(text)
				require.Contains(t, hidden, mask, "%s of %q in %q", form.Name, secret, text)
				require.Empty(t, finder.Find(hidden), "%s of %q left %q", form.Name, secret, hidden)
				require.Equal(t, hidden, r.Text(hidden))
				if strings.HasPrefix(around, "before") {
					require.True(t, strings.HasPrefix(hidden, "before ") && strings.HasSuffix(hidden, "er"), "%s: %q", form.Name, hidden)
				}
			}
		}
	}
}

// TestFinder shows that what checks the redactor finds what it is to find.
func TestFinder(t *testing.T) {
	for _, secret := range samples {
		finder := leaks.NewFinder(secret)
		for _, form := range leaks.Forms(secret) {
			require.NotEmpty(t, finder.Find("x: "+form.Text+" :x"), "%s of %q: %q", form.Name, secret, form.Text)
		}
	}
}

// TestOtherTextStays has texts as errors have them.
func TestOtherTextStays(t *testing.T) {
	r := New(samples...)
	for _, text := range []string{
		"", "status 500 Internal Server Error", `{"status":"fail","message":"BAD_PARAMS: \u043d\u0435\u0442 \/ %D0%BD &#1085;"}`,
		"dial tcp 127.0.0.1:8443: connect: connection refused", "<html><body><h1>502 Bad Gateway</h1>&nbsp;&copy; nginx/1.25</body></html>",
		"x509: certificate is valid for a.example.com, not b.example.com", "4f9c2b7a1d8e6f305", "\xff\xfe\x00 \\ \\u \\u12 %2 & &# &#x; %", "***",
		strings.Repeat("goroutine 1 [running]: main.(*T).f(0xc000012345, {0x1, 0x2})\n", 20),
	} {
		require.Equal(t, text, r.Text(text))
	}
}

func TestSecretsThatOverlap(t *testing.T) {
	require.Equal(t, "a *** b", New("secret", "secretive", "ive and").Text("a secretive and b"))
	require.Equal(t, "***", New("aba").Text("ababa"))
}

// TestPartsAreApart has the halves of a secret in words that are encoded each for itself.
func TestPartsAreApart(t *testing.T) {
	r := New("secret-key-1", "zzz")
	for _, text := range []string{"c2VjcmV0LWtl.eS0x....", "7365637265742d6b.65792d31", "115 101 99 114 101 116 45 107 101 ! 121 45 49"} {
		require.Equal(t, text, r.Text(text))
	}
}

// TestShortSecrets are hidden where they stand, and not where decoded text has them by chance.
func TestShortSecrets(t *testing.T) {
	require.Equal(t, "the *** is ***", New("k").Text("the k is %6b"))
	require.Equal(t, "aw", New("k").Text("aw")) // base64 of k
	require.Equal(t, "the *** is ***", New("abc").Text("the ABC is YWJj"))
}

func TestCut(t *testing.T) {
	r := New("secret-key-1")
	require.Equal(t, "no access for ***", r.Cut("no access for secret-k"))
	require.Equal(t, "no access for ***", r.Cut("no access for secret%2dk%"))
	require.Equal(t, "no access for ***", r.Cut("no access for &#115;ecret&#4"))
	require.Equal(t, "no access for ***", r.Cut("no access for c2VjcmV0LWtl"))
	require.Equal(t, "no access for ***", r.Cut("no access for 7365637265742d"))
	require.Equal(t, "no access for secret-k", r.Text("no access for secret-k"))
	require.Equal(t, "nothing here", r.Cut("nothing here"))
}

func TestNone(t *testing.T) {
	var r *Redactor
	require.Equal(t, "text", r.Text("text"))
	require.Equal(t, "text", New("").Text("text"))
}

// TestLearned are tokens of sessions, of which there may be many.
func TestLearned(t *testing.T) {
	r := New("given")
	for i := range maxLearned + 1 {
		r.Learn(fmt.Sprintf("token-%04d", i))
	}
	require.Equal(t, "*** token-0000 *** ***", r.Text("given token-0000 token-0001 token-0256"))
	r.Learn("token-0256")
	require.Equal(t, "***", r.Text("token-0001"), "what is known is not learned again")
}

// TestCleanTextsAreSearchedAnewForNewSecrets says the same texts again and again, more of them than are remembered.
func TestCleanTextsAreSearchedAnewForNewSecrets(t *testing.T) {
	r := New("given-secret")
	for range 3 {
		for i := range 3 * maxClean {
			text := fmt.Sprintf("the token-%04d of giv", i)
			require.Equal(t, text, r.Text(text))
			require.Equal(t, fmt.Sprintf("the token-%04d of ***", i), r.Cut(text), "it may end within the secret")
			require.Equal(t, "a ***", r.Text("a given-secret"))
		}
	}
	require.LessOrEqual(t, int(r.known.Load().clean.known.Load()), maxClean)
	r.Learn("token-0001")
	require.Equal(t, "the *** of giv", r.Text("the token-0001 of giv"))
	r.Add("giv")
	require.Equal(t, "the *** of ***", r.Text("the token-0001 of giv"))
}

// FuzzText builds texts of pieces and of encodings of a secret.
func FuzzText(f *testing.F) {
	f.Add("secret-key-1", "the key ", " is wrong", byte(3), byte(40), false)
	f.Add("pa/ss w\"or\\d&1<%41>", "%", "\\u00", byte(19), byte(7), true)
	f.Add("пароль№5", "YWJj", "=", byte(50), byte(51), false)
	f.Fuzz(func(t *testing.T, secret, before, after string, first, second byte, cut bool) {
		finder := leaks.NewFinder(secret)
		if len(secret) < 4 || len(secret) > 64 || len(before)+len(after) > 512 || strings.Contains(secret, "**") || finder.Find(mask) != "" {
			t.Skip("no secret that a text of this form could hide")
		}
		r := New(secret)
		clean := before + " / " + after
		if finder.Find(clean) == "" && !cut {
			if got := r.Text(clean); got != clean {
				// What one reads as a credential, so may the other, with more patience: it is one then.
				require.Contains(t, got, mask)
				require.NotEmpty(t, replaced(clean, got), "%q became %q", clean, got)
			}
		}
		forms := leaks.Forms(secret)
		text := before + " " + forms[int(first)%len(forms)].Text + " / " + forms[int(second)%len(forms)].Text + " " + after
		got := r.Text(text)
		if cut {
			got = r.Cut(text)
		}
		require.Empty(t, finder.Find(got), "%q became %q", text, got)
	})
}

// replaced returns what a text lost.
func replaced(text, got string) string { return strings.TrimPrefix(text, strings.Split(got, mask)[0]) }

func BenchmarkText(b *testing.B) {
	r := New(samples...)
	for name, text := range map[string]string{
		"error": "POST http://crm.example.com/sharedapi/purchaser/filter: status 500 Internal Server Error",
		"page":  strings.Repeat("<p>Something went wrong with your request, please try again later &amp; tell us.</p>\n", 100),
		"worst": strings.Repeat("%2525", 1600),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				r.Text(text)
			}
		})
	}
}
