package redact

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestHostileTextsCostLittle reads texts that are made to be slow. An upstream chooses them, and each refusal has one.
func TestHostileTextsCostLittle(t *testing.T) {
	r := New(samples...)
	texts := []string{strings.Repeat("a", 2*maxText), strings.Repeat("p", 2*maxText), strings.Repeat("4f9c", maxText), strings.Repeat("%25", maxText)}
	for _, part := range []string{`\`, "&#", "&#x", "%u", `\u{`, "&#38;#38;", "%5c", "&amp;", `\u005c`, "&#49", "%26%2349", "&#4949", "&#x26;#x26;#x26;", `\x5cx5cx5cx5c`, "+", "1,2,", "QUJD"} {
		texts = append(texts, strings.Repeat(part, 2*maxText/len(part)))
	}
	random := rand.New(rand.NewPCG(1, 2))
	const alphabet = `%&#;\ux{}0123456789abcdef25252538385c5c26`
	for range 10 {
		var b strings.Builder
		for b.Len() < maxText {
			b.WriteByte(alphabet[random.IntN(len(alphabet))])
		}
		texts = append(texts, b.String())
	}
	for _, text := range texts {
		started := time.Now()
		hidden := r.Text(text)
		took := time.Since(started)
		require.LessOrEqual(t, len(hidden), maxText+len(mask+"..."))
		require.Less(t, took, 10*time.Second, "%.40q", text)
		t.Logf("CHECK %.20q %v", text, took)
	}
}
