package main

import "strings"

// didYouMean returns "; did you mean NAME?" when one of the names is close to what was given or goes on after it, else "".
func didYouMean(given string, names []string) string {
	best, bestDistance, limit := "", 0, 1+len(given)/3
	for _, name := range names {
		d := editDistance(strings.ToLower(given), strings.ToLower(name))
		goesOn := len(given) > 2 && strings.HasPrefix(name, given)
		if (d <= limit || goesOn) && (best == "" || d < bestDistance) {
			best, bestDistance = name, d
		}
	}
	if best == "" {
		return ""
	}
	return "; did you mean " + best + "?"
}

// editDistance returns how many bytes must be inserted, removed or replaced to get from a to b.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
