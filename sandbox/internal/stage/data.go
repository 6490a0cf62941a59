package stage

import "math/bits"

// Draw returns a pseudo-random number that is a function of its arguments alone: the same (seed, id, salt) gives the same
// number in every process. Each attribute of a row needs another salt.
func Draw(seed uint64, id int64, salt uint64) uint64 {
	x := seed*0x9e3779b97f4a7c15 + uint64(id)*0xbf58476d1ce4e5b9 + salt*0x94d049bb133111eb
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

// Pick returns one of the choices, as a function of (seed, id, salt).
func Pick[T any](seed uint64, id int64, salt uint64, choices []T) T {
	return choices[Draw(seed, id, salt)%uint64(len(choices))]
}

// Shuffle is a bijection of [0, n) onto itself that looks random. It converts an order by one attribute into an order by
// another without a table, so a million rows cost nothing.
type Shuffle struct {
	n, mul, inv, add uint64
}

// NewShuffle returns a bijection of [0, n) that depends on the seed; n must be at least 1.
func NewShuffle(seed uint64, n int64) Shuffle {
	m := uint64(n)
	mul := Draw(seed, n, 1)%m | 1
	for gcd(mul, m) != 1 {
		mul += 2
	}
	mul %= m
	if m == 1 {
		mul = 0
	}
	return Shuffle{n: m, mul: mul, inv: inverse(mul, m), add: Draw(seed, n, 2) % m}
}

// Forward maps i to its place.
func (s Shuffle) Forward(i int64) int64 {
	return int64((mulmod(uint64(i), s.mul, s.n) + s.add) % s.n)
}

// Back is the inverse of Forward.
func (s Shuffle) Back(i int64) int64 {
	return int64(mulmod((uint64(i)+s.n-s.add)%s.n, s.inv, s.n))
}

func mulmod(a, b, n uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	_, rem := bits.Div64(hi%n, lo, n)
	return rem
}

func gcd(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// inverse returns x with a*x = 1 mod n, by the extended Euclidean algorithm (0 when n is 1).
func inverse(a, n uint64) uint64 {
	t, newT := int64(0), int64(1)
	r, newR := int64(n), int64(a)
	for newR != 0 {
		q := r / newR
		t, newT = newT, t-q*newT
		r, newR = newR, r-q*newR
	}
	if t < 0 {
		t += int64(n)
	}
	return uint64(t) % n
}
