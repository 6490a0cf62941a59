// Package spelling finds the name that was probably meant by a name that does not exist.
package spelling

import "strings"

// Suggest returns a clause to append to a message, "; did you mean NAME?", with the nearest of the names, or "" if no name is
// near. A name is near if about a third of its letters or less differ, or if it begins with the given text. Case and separators
// do not count.
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

// fold returns the same text for names that differ only in case and separators.
func fold(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "").Replace(name))
}

// distance returns the smallest number of bytes to insert, remove or replace to change a into b; a swap of neighbours counts as
// one.
func distance(a, b string) int {
	// Names are short. A long text is no misspelling, and a comparison would cost the square of its length.
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
