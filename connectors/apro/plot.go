package apro

// plot says which page to ask for.
type plot struct {
	page, limit int
	// fresh is how many rows behind the mark it should show.
	fresh int
	// seam tells that no page spans the mark, so that this one starts right behind it.
	seam bool
}

// plan returns the page that starts at least overlap rows before the mark and reaches furthest behind it, or just as far
// as is wanted.
func plan(read, overlap, size, want int) plot {
	var best plot
	for limit := 1; limit <= size; limit++ {
		before := max(read-overlap, 0) / limit
		fresh := (before+1)*limit - read
		if want > 0 {
			fresh = min(fresh, want)
		}
		if best.limit == 0 || fresh > best.fresh {
			best = plot{page: before + 1, limit: limit, fresh: fresh}
		}
	}
	return best
}

// smooth plans with the usual overlap, or with less where small pages allow no more. Pages start at multiples of their
// size, so for very small ones there are places that none spans.
func smooth(read, size, want int) plot {
	for overlap := min(anchor, max(size/2, 1)); overlap > 0; overlap /= 2 {
		if p := plan(read, overlap, size, want); p.fresh > 0 {
			return p
		}
	}
	limit := size
	for read%limit != 0 {
		limit--
	}
	return plot{page: read/limit + 1, limit: limit, fresh: limit, seam: true}
}
