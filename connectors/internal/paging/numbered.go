package paging

// Numbered is a page of a list whose pages have numbers, so that it starts at a multiple of its size.
type Numbered struct {
	// Number counts from 0, and Size is the number of rows.
	Number, Size int
}

// Start returns how many rows stand before the page.
func (n Numbered) Start() int { return n.Number * n.Size }

// reaches returns how many rows of the page stand after a place, as far as is wanted; 0 wants all.
func (n Numbered) reaches(place, want int) int {
	rows := n.Start() + n.Size - place
	if want > 0 {
		rows = min(rows, want)
	}
	return rows
}

// NumberedAt returns the longest page of at most so many rows that starts at a place.
func NumberedAt(start, most int) Numbered {
	size := most
	for start%size != 0 {
		size--
	}
	return Numbered{start / size, size}
}

// NumberedNear returns a page that starts at a place, or one or two rows before it where pages at the place itself are of few
// rows.
func NumberedNear(start, most int) Numbered {
	const few = 6
	best := NumberedAt(start, most)
	for gap := 1; gap <= 2 && gap < start && best.Size < min(few, most); gap++ {
		if n := NumberedAt(start-gap, most); n.Size > best.Size+gap {
			best = n
		}
	}
	return best
}

// NumberedBefore returns the page of at most so many rows that starts at least shared rows before a place and reaches furthest
// after it, or just as far as is wanted; 0 wants all.
func NumberedBefore(place, shared, most, want int) Numbered {
	var best Numbered
	for size := 1; size <= most; size++ {
		n := Numbered{max(place-shared, 0) / size, size}
		if best.Size == 0 || n.reaches(place, want) > best.reaches(place, want) {
			best = n
		}
	}
	return best
}

// NumberedAcross returns a page that starts before a place and reaches beyond it: by shared rows before the place, or by fewer
// where small pages allow no more. For pages of a few rows there are places that none spans: then it starts at the place.
func NumberedAcross(place, shared, most, want int) Numbered {
	for shared = min(shared, max(most/2, 1)); shared > 0; shared /= 2 {
		if n := NumberedBefore(place, shared, most, want); n.reaches(place, want) > 0 {
			return n
		}
	}
	return NumberedAt(place, most)
}
