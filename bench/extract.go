package main

import "context"

// extract compares the whole path, from an upstream to one client.
func (b *bench) extract(ctx context.Context) error {
	const rows = 50_000
	b.title("one reader of %d stock items, upstream to client", rows)
	all, err := b.inTurn([]string{"b0", "b1", "ours"}, func(role string) (figures, error) {
		return b.deliver(ctx, role, rows, same(1))
	})
	if err != nil {
		return err
	}
	b0, b1, ours := all["b0"], all["b1"], all["ours"]
	show("B0", b0)
	show("B1", b1)
	show("ours", ours)
	b.atLeast("rate against B0", ratio(ours, b0, figures.rate), 5)
	b.atLeast("server CPU of B0 against ours", ratio(b0, ours, figures.perRecord), 5)
	note("rate against B1", "%8.2f", ratio(ours, b1, figures.rate))
	note("server CPU of B1 against ours", "%8.2f", ratio(b1, ours, figures.perRecord))
	return nil
}
