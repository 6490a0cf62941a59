package inbox

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestParts(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       int32
	}{
		{"empty", "", 1},
		{"one GSM part", strings.Repeat("a", 160), 1},
		{"two GSM parts", strings.Repeat("a", 161), 2},
		{"two full GSM parts", strings.Repeat("a", 306), 2},
		{"three GSM parts", strings.Repeat("a", 307), 3},
		{"the extension takes two", strings.Repeat("€", 80), 1},
		{"beyond one part", strings.Repeat("€", 81), 2},
		{"an escape is not split", strings.Repeat("a", 152) + "€" + strings.Repeat("a", 152), 3},
		{"GSM letters", strings.Repeat("Ä", 160), 1},
		{"not in GSM", strings.Repeat("ї", 70), 1},
		{"two wide parts", strings.Repeat("ї", 71), 2},
		{"two full wide parts", strings.Repeat("ї", 134), 2},
		{"three wide parts", strings.Repeat("ї", 135), 3},
		{"surrogates take two", strings.Repeat("😀", 35), 1},
		{"beyond one part of surrogates", strings.Repeat("😀", 36), 2},
		{"a surrogate is not split", strings.Repeat("ї", 66) + "😀" + strings.Repeat("ї", 66), 3},
		{"one letter changes all", strings.Repeat("a", 160) + "ї", 3},
	} {
		require.Equal(t, c.want, partsOf(c.text), c.name)
	}
}
