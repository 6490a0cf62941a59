package gateway

import "strings"

// suggest returns the name that was probably meant, as a sentence to append to a message, or "".
func suggest(given string, names []string) string {
	best, bestDistance := "", 0
	for _, name := range names {
		if d := distance(fold(given), fold(name)); best == "" || d < bestDistance {
			best, bestDistance = name, d
		}
	}
	if best == "" || bestDistance > max(1, len(given)/3) {
		return ""
	}
	return "; did you mean " + best + "?"
}

// fold makes names that differ only in case and separators equal.
func fold(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "").Replace(name))
}

// distance returns the number of letters to insert, remove or replace to get from a to b, a swap of neighbours being one.
func distance(a, b string) int {
	// Names are short; a long one is no misspelling, and comparing it would cost its square.
	if len(a) > 64 {
		return len(a)
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
