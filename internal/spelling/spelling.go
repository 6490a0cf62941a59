// Package spelling finds the name that was probably meant by one that does not exist.
package spelling

import "strings"

// Suggest returns the nearest of the names as a clause to append to a message, "; did you mean NAME?", or "" if none is near: one
// that differs in about a third of its letters or less, or that begins with what was given. Case and separators do not count.
func Suggest(given string, names []string) string {
	nearest, least := "", 0
	wanted := fold(given)
	for _, name := range names {
		candidate := fold(name)
		d := distance(wanted, candidate)
		near := d <= 1+len(given)/3 || len(given) > 2 && strings.HasPrefix(candidate, wanted)
		if near && (nearest == "" || d < least) {
			nearest, least = name, d
		}
	}
	if nearest == "" {
		return ""
	}
	return "; did you mean " + nearest + "?"
}

// fold makes names equal that differ only in case and separators.
func fold(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "").Replace(name))
}

// distance returns the number of bytes to insert, remove or replace to get from a to b, a swap of neighbours being one.
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
