package paging

// Numbered is a page of a list with page numbers; it starts at a multiple of its size.
type Numbered struct {
	// Number counts from 0, and Size is the number of rows.
	Number, Size int
}

// Start returns the number of rows before the page.
func (n Numbered) Start() int { return n.Number * n.Size }

// reaches returns the number of rows of the page after a place, at most want; 0 wants all.
func (n Numbered) reaches(place, want int) int {
	rows := n.Start() + n.Size - place
	if want > 0 {
		rows = min(rows, want)
	}
	return rows
}

// NumberedAt returns the longest page that starts at a place, of at most most rows.
func NumberedAt(start, most int) Numbered {
	size := most
	for start%size != 0 {
		size--
	}
	return Numbered{start / size, size}
}

// NumberedNear returns a page that starts at a place, or one or two rows before it if pages at the place itself would have few
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

// NumberedBefore returns the page of at most most rows that starts at least shared rows before a place and reaches furthest
// after it, or just as far as wanted; 0 wants all.
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

// NumberedAcross returns a page that starts before a place and reaches beyond it. It starts shared rows before the place, or
// fewer where pages are small. If the pages are so small that none reaches across, the page starts at the place.
func NumberedAcross(place, shared, most, want int) Numbered {
	for shared = min(shared, max(most/2, 1)); shared > 0; shared /= 2 {
		if n := NumberedBefore(place, shared, most, want); n.reaches(place, want) > 0 {
			return n
		}
	}
	return NumberedAt(place, most)
}
