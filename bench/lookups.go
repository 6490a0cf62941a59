package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"
)

// The ways of asking for one contact.
const (
	direct  = "upstream alone"
	proxied = "reverse proxy"
	viaGRPC = "gRPC"
	viaJSON = "JSON"
)

// looked is what one contact costs.
type looked struct {
	latency time.Duration // median
	cpu     time.Duration // of the process that is asked, a call
}

// added returns the milliseconds that a way adds to the upstream's.
func added(way string) func(map[string]looked) float64 {
	return func(all map[string]looked) float64 { return (all[way].latency - all[direct].latency).Seconds() * 1e3 }
}

// cpuOf returns the CPU of a way divided by that of another one.
func cpuOf(way, other string) func(map[string]looked) float64 {
	return func(all map[string]looked) float64 { return float64(all[way].cpu) / float64(all[other].cpu) }
}

// lookUps compares looking up one contact with a reverse proxy that passes on the same request.
func (b *bench) lookUps(ctx context.Context) error {
	const calls = 3_000
	b.title("%d look-ups of one contact, one after the other, the budget's ledger on the disk", calls)
	all := map[string][]map[string]looked{}
	for range b.rounds {
		for _, name := range b.programs() {
			one, err := b.lookUp(ctx, name, calls)
			if err != nil {
				return err
			}
			all[name] = append(all[name], one)
		}
	}
	for _, name := range b.programs() {
		for _, way := range []string{direct, proxied, viaGRPC, viaJSON} {
			note(name+", "+way, "%8.3f ms, CPU %.0f µs a call", median(all[name], func(m map[string]looked) float64 { return m[way].latency.Seconds() * 1e3 }),
				median(all[name], func(m map[string]looked) float64 { return m[way].cpu.Seconds() * 1e6 }))
		}
		if name == now {
			break
		}
		note(name+", ms added by gRPC", "%8.2f", median(all[name], added(viaGRPC)))
		note(name+", ms added by JSON", "%8.2f", median(all[name], added(viaJSON)))
		note(name+", CPU over gRPC against the reverse proxy", "%8.2f", median(all[name], cpuOf(viaGRPC, proxied)))
		note(name+", CPU as JSON against gRPC", "%8.2f", median(all[name], cpuOf(viaJSON, viaGRPC)))
	}
	b.atMost("ms added by gRPC", median(all[now], added(viaGRPC)), 0.28)
	note("ms added by JSON", "%8.2f", median(all[now], added(viaJSON)))
	note("ms added by the reverse proxy", "%8.2f", median(all[now], added(proxied)))
	b.atMost("CPU over gRPC against the reverse proxy", median(all[now], cpuOf(viaGRPC, proxied)), 2)
	b.atMost("CPU as JSON against gRPC", median(all[now], cpuOf(viaJSON, viaGRPC)), 1.2)
	b.lookUpsAgainstBefore(all)
	sync, err := syncTime(b.dir)
	note("ms of a write and a sync on this disk", "%8.2f", sync.Seconds()*1e3)
	return err
}

// syncTime returns the median time that a line takes to be written to a file and synced, as in the ledger of a budget.
func syncTime(dir string) (median time.Duration, err error) {
	f, err := os.CreateTemp(dir, "synced-")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, f.Close(), os.Remove(f.Name())) }()
	took := make([]time.Duration, 101)
	for i := range took {
		began := time.Now()
		_, err := fmt.Fprintf(f, "%0100d\n", i)
		if err := errors.Join(err, f.Sync()); err != nil {
			return 0, err
		}
		took[i] = time.Since(began)
	}
	slices.Sort(took)
	return took[len(took)/2], nil
}

// lookUpsAgainstBefore prints the CPU of the program of this commit against that of -before.
func (b *bench) lookUpsAgainstBefore(all map[string][]map[string]looked) {
	if b.before == "" {
		return
	}
	for _, way := range []string{viaGRPC, viaJSON} {
		note("server CPU as "+way+", now against before", "%8.2f",
			ratio(all[now], all[before], func(m map[string]looked) float64 { return m[way].cpu.Seconds() }))
	}
}

// lookUpTurn is how many contacts are asked for in one way before it is the turn of the next way.
const lookUpTurn = 100

// lookUp asks for contacts in all ways in turn, so that other load on the machine affects all of them.
func (b *bench) lookUp(ctx context.Context, name string, calls int) (all map[string]looked, err error) {
	const warm = 2 * lookUpTurn
	all = map[string]looked{}
	err = b.serving(ctx, name, calls+warm, setup{sources: 1, page: 50}, func(up *process, p *program) (err error) {
		proxy, err := b.start(ctx, "proxy", "http://"+up.address)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, proxy.stop()) }()
		conn, err := dial(p.address)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, conn.Close()) }()
		ways := []*way{
			{name: direct, asked: up, ask: askUpstream(up.address)},
			{name: proxied, asked: proxy, ask: askUpstream(proxy.address)},
			{name: viaGRPC, asked: p.process, ask: askGRPC(conn)},
			{name: viaJSON, asked: p.process, ask: askJSON(p.web, sourceName)},
		}
		for from := 0; from < calls+warm; from += lookUpTurn {
			for _, w := range ways {
				if err := w.turn(ctx, from, lookUpTurn, from < warm); err != nil {
					return fmt.Errorf("%s: %w", w.name, err)
				}
			}
		}
		for _, w := range ways {
			all[w.name] = w.result()
		}
		return nil
	})
	return all, err
}
