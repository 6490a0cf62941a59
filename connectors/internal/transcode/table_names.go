package transcode

import "slices"

// names is a fixed set of words with numbers, looked up by length first. The words of one table are few and differ in length,
// so comparing one or two candidates costs less than hashing. The zero value is the empty set.
type names struct {
	all      []string // by number
	byLength [][]int  // numbers
}

// add adds a word, which gets the next number. It reports false if the set already has the word.
func (n *names) add(word string) bool {
	if n.find([]byte(word)) >= 0 {
		return false
	}
	for len(n.byLength) <= len(word) {
		n.byLength = append(n.byLength, nil)
	}
	n.byLength[len(word)] = append(n.byLength[len(word)], len(n.all))
	n.all = append(n.all, word)
	return true
}

// find returns the number of a word, or -1.
func (n *names) find(word []byte) int {
	if len(word) >= len(n.byLength) {
		return -1
	}
	for _, i := range n.byLength[len(word)] {
		if n.all[i] == string(word) {
			return i
		}
	}
	return -1
}

// wordTable returns the keys of a map as names, and their values by number.
func wordTable[V any](m map[string]V) (names, []V) {
	var n names
	words := make([]string, 0, len(m))
	for w := range m {
		words = append(words, w)
	}
	slices.Sort(words)
	values := make([]V, 0, len(m))
	for _, w := range words {
		n.add(w)
		values = append(values, m[w])
	}
	return n, values
}
