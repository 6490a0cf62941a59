package compare

import (
	"math/big"
	"strings"
)

// maxDigits bounds numbers that are compared.
const maxDigits = 64

// Number compares a number that a row shows with the number asked for: order is below 0 if the row's is smaller, and 0 if both
// may be the same.
func Number(asked, shown string) (order int, ok bool) {
	want, wantDecimals, ok1 := number(asked)
	have, haveDecimals, ok2 := number(shown)
	if !ok1 || !ok2 {
		return 0, false
	}
	difference := new(big.Rat).Sub(have, want)
	if haveDecimals < wantDecimals {
		step := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(haveDecimals)), nil) // 1/step is the last place shown
		if new(big.Rat).Abs(difference).Cmp(new(big.Rat).SetFrac(big.NewInt(1), step)) < 0 {
			return 0, true
		}
	}
	return difference.Sign(), true
}

// number reads a plain decimal number and how many decimals it has.
func number(text string) (n *big.Rat, decimals int, ok bool) {
	text = strings.TrimSpace(text)
	whole, fraction, _ := strings.Cut(strings.TrimLeft(text, "+-"), ".")
	if digits(whole) != whole || digits(fraction) != fraction || whole+fraction == "" || len(text) > maxDigits {
		return nil, 0, false
	}
	n, ok = new(big.Rat).SetString(strings.TrimSuffix(text, "."))
	return n, len(fraction), ok
}
