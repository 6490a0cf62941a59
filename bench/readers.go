package main

import (
	"context"
	"errors"

	"google.golang.org/protobuf/proto"
)

// crowd is a server of many sources with a reader of each.
type crowd struct {
	figures
	idle int // memory of the server in bytes before anything was asked
}

func (c crowd) idleMiB() float64 { return float64(c.idle) / (1 << 20) }

// readers measures the memory of a server of many sources, alone and with a reader of each.
func (b *bench) readers(ctx context.Context) error {
	const sources, rows = 1_000, 1_000
	b.title("%d readers of %d sources at once, each its own list of %d contacts at %d a page over its own connection", sources, sources, rows, pageRows)
	all := map[string][]crowd{}
	for range b.rounds {
		for _, name := range b.programs() {
			c, err := b.crowd(ctx, name, sources, rows)
			if err != nil {
				return err
			}
			all[name] = append(all[name], c)
		}
	}
	for _, name := range b.programs() {
		note(name+", memory, no reader", "%8.0f MiB", median(all[name], crowd.idleMiB))
		note(name+", peak memory with the readers", "%8.0f MiB, at %.0f records/s, server CPU a record %.2f µs", median(all[name], crowd.peakMiB),
			median(all[name], crowd.rate), 1e6*median(all[name], crowd.perRecord))
	}
	if b.before != "" {
		note("memory, no reader, now against before", "%8.2f", ratio(all[now], all[before], crowd.idleMiB))
		note("peak memory, now against before", "%8.2f", ratio(all[now], all[before], crowd.peakMiB))
		b.atLeast("records a second, now against before", ratio(all[now], all[before], crowd.rate), 1)
	}
	b.atMost("peak memory in MB", median(all[now], crowd.peakMiB)*(1<<20)/1e6, 450)
	return nil
}

// crowd serves many sources of a new account, and reads all of them at once.
func (b *bench) crowd(ctx context.Context, name string, sources, rows int) (c crowd, err error) {
	err = b.serving(ctx, name, rows, setup{sources: sources, page: pageRows}, func(up *process, p *program) (err error) {
		if c.idle, err = p.memory("VmRSS"); err != nil {
			return err
		}
		all := make([]proto.Message, sources)
		for i := range all {
			all[i] = wantedContacts(sourceAt(i))
		}
		c.figures, err = observe(p.process, up, func() (int, error) { return readAll(ctx, p.address, all) })
		return errors.Join(err, c.complete(name, sources*rows))
	})
	return c, err
}
