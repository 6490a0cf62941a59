package main

import "context"

// fanOut compares many readers of one list.
func (b *bench) fanOut(ctx context.Context) error {
	// The usual servers read the list once for each reader, so their list is shorter, to save time.
	const readers, rows, usualRows = 100, 20_000, 1_000
	b.title("%d readers of %d stock items at once, of %d for B0 and B1", readers, rows, usualRows)
	all, err := b.inTurn([]string{"b0", "b1", "one", "ours"}, func(name string) (figures, error) {
		switch name {
		case "one":
			return b.deliver(ctx, "ours", rows, same(1))
		case "ours":
			return b.deliver(ctx, "ours", rows, same(readers))
		default:
			return b.deliver(ctx, name, usualRows, same(readers))
		}
	})
	if err != nil {
		return err
	}
	one, ours := all["one"], all["ours"]
	show("B0", all["b0"])
	show("B1", all["b1"])
	show("ours", ours)
	show("ours, one reader", one)
	b.atMost("upstream requests against one reader's", ratio(ours, one, func(f figures) float64 { return float64(f.requests) }), 1.02)
	b.atLeast("rate against B0", ratio(ours, all["b0"], figures.rate), 15)
	b.atLeast("rate against B1", ratio(ours, all["b1"], figures.rate), 5)
	b.atMost("peak memory against one reader's", ratio(ours, one, figures.peakBytes), 1.5)
	note("peak memory of the server", "%.0f MiB, one reader %.0f MiB", median(ours, figures.peakMiB), median(one, figures.peakMiB))
	return nil
}
