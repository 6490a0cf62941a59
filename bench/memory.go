package main

import (
	"context"
	"fmt"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// memory compares the server's peak memory by the length of the list, and by the number of scans.
func (b *bench) memory(ctx context.Context) error {
	short, long := 100_000, 1_000_000
	if b.long {
		long = 10_000_000
	}
	b.title("peak of the server, by the length of the list and by the number of scans")
	few, err := b.deliver(ctx, "ours", short, same(1))
	if err != nil {
		return err
	}
	many, err := b.deliver(ctx, "ours", long, same(1))
	if err != nil {
		return err
	}
	note(fmt.Sprintf("peak at %d records", short), "%6.1f MiB", few.peakMiB())
	note(fmt.Sprintf("peak at %d records", long), "%6.1f MiB", many.peakMiB())
	b.atMost("peak against the shorter list's", many.peakBytes()/few.peakBytes(), 1.1)
	return b.scans(ctx)
}

// scans measures how much another scan adds to the peak. No pages are kept, and each scan reads another list.
func (b *bench) scans(ctx context.Context) error {
	const rows, most = 20_000, 17
	lists := func(n int) []*crmstreamv1.ListStockItemsRequest {
		all := same(n)
		for i := range all {
			all[i].ActivityBefore = fmt.Sprintf("2100-01-%02d", i+1) // later than all rows; it makes each list a different one
		}
		return all
	}
	all, err := b.inTurn([]string{"one", "more"}, func(name string) (figures, error) {
		if name == "one" {
			return b.deliver(ctx, "unshared", rows, lists(1))
		}
		return b.deliver(ctx, "unshared", rows, lists(most))
	})
	if err != nil {
		return err
	}
	emulator, err := newEmulator()
	if err != nil {
		return err
	}
	t, err := newTemplate(emulator, stockItems())
	if err != nil {
		return err
	}
	page := len(t.appendRows(nil, 0, pageRows))
	const slack, pages = 4 << 20, 2 // this list is not read in parallel
	peak := func(name string) float64 { return median(all[name], figures.peakBytes) }
	added := (peak("more") - peak("one")) / (most - 1)
	note("a page of the upstream", "%6.1f MiB", float64(page)/(1<<20))
	note("each further scan adds", "%6.1f MiB", added/(1<<20))
	b.atMost("which is of 2 pages and 4 MiB", added/float64(pages*page+slack), 1)
	return nil
}
