package stage

import "testing"

func TestShuffleIsABijection(t *testing.T) {
	for _, n := range []int64{1, 2, 3, 10, 97, 1000, 4096, 100_003} {
		s := NewShuffle(7, n)
		seen := make([]bool, n)
		for i := range n {
			p := s.Forward(i)
			if p < 0 || p >= n || seen[p] {
				t.Fatalf("n=%d: %d maps to %d, out of range or taken", n, i, p)
			}
			seen[p] = true
			if b := s.Back(p); b != i {
				t.Fatalf("n=%d: back of %d is %d, want %d", n, p, b, i)
			}
		}
	}
}
