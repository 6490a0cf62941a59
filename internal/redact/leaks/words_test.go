package leaks

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestWords compares the words of a text with what regular expressions find in it.
func TestWords(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, expression, pieces string
		next                     func(string) int
	}{
		{"hex", `(?i)(?:(?:0x|\\x)?[0-9a-f]{2}[ :,;%-]{0,2})+`, "0 x X \\ a F 9 g G @ / : ; , % - é \xff 0x \\x \\X 41 .", hexWord},
		{"decimal", `\d{1,3}(?:[ ,]+\d{1,3})+`, "0 9 12 345 , . / : - é \xff , 7", decimalWord},
		{"base64", `[A-Za-z0-9+/_-]+(?:[ \t\r\n]+[A-Za-z0-9+/_-]+)*`, "A Z a z 0 9 + / _ - = @ [ ` { . : é \xff ſ", base64Word},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			expression, random := regexp.MustCompile(test.expression), rand.New(rand.NewPCG(1, 2))
			pieces := append(strings.Fields(test.pieces), " ", " ", "\n", "\t", "\r", "\v")
			found := 0
			for range 50_000 {
				var text strings.Builder
				for range random.IntN(12) {
					text.WriteString(pieces[random.IntN(len(pieces))])
				}
				var got []string
				words(test.next, 0, func(s string) []string { got = append(got, s); return nil })(text.String())
				require.Equal(t, expression.FindAllString(text.String(), -1), got, "%q", text.String())
				found += len(got)
			}
			require.Greater(t, found, 3_000)
		})
	}
}
