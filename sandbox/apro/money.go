package apro

import (
	"math/big"
	"strconv"
	"strings"
)

// decimal reads a number such as -12.5 exactly. Exponents and other signs are no numbers.
func decimal(text string) (*big.Rat, bool) {
	const longest = 20
	text = strings.TrimSpace(text)
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	if whole == "" || len(text) > longest || strings.Trim(whole+fraction, "0123456789") != "" {
		return nil, false
	}
	return new(big.Rat).SetString(text)
}

// cents returns an amount of money in hundredths, as the database rounds it: half away from zero. Amounts that do not fit into
// the database are no amounts.
func cents(amount *big.Rat) (int64, bool) {
	const largest = 1_000_000_000_000_000
	text := new(big.Rat).Mul(amount, big.NewRat(100, 1)).FloatString(0)
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil && n > -largest && n < largest
}

// readLine reads a line of an invoice: a name, a count above 0 and a price that is not negative.
func readLine(v *value) (invoiceLine, bool) {
	if !v.isArray() {
		return invoiceLine{}, false
	}
	l := invoiceLine{name: v.items["name"].scalar(), count: strings.TrimSpace(v.items["count"].scalar())}
	count, counted := decimal(l.count)
	price, priced := decimal(v.items["price"].scalar())
	if l.name == "" || !counted || !priced || count.Sign() <= 0 || price.Sign() < 0 {
		return l, false
	}
	var ok, fits bool
	l.price, ok = cents(price)
	l.sum, fits = cents(new(big.Rat).Mul(count, big.NewRat(l.price, 100)))
	return l, ok && fits
}
