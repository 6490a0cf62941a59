package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"time"
)

// options configure a run.
type options struct {
	root      string // of the repository
	languages []string
	records   int // in each list of a sandbox, deleted ones included
	kills     int // in each scan
	latency   time.Duration
	seed      uint64 // of the moments of the kills
	lag       int    // pages per kill by which a client may lag; its kill costs these too
}

// row is one scan with kills, beside the clean scan of its list.
type row struct {
	list       list
	client     string
	clean, got reading
}

// extraPerKill returns the number of additional requests for pages, compared with the clean scan, per kill.
func (r row) extraPerKill() float64 {
	return float64(r.got.pages-r.clean.pages) / float64(max(r.got.kills, 1))
}

// run reads every list with every client, reports each scan, and returns what was not as promised.
func run(ctx context.Context, o options, tell func(row)) error {
	clients, err := clientsOf(o.languages)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "crmstream-kill-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }() // scratch
	b := builder{root: o.root, dir: dir}
	if err := b.build(ctx, clients); err != nil {
		return err
	}
	r, err := startRig(ctx, b, o)
	if err != nil {
		return err
	}
	defer r.stop()

	var broken []error
	random := rand.New(rand.NewPCG(o.seed, 0))
	for _, l := range lists() {
		clean, err := r.read(ctx, clients[0], l, nil)
		if err != nil {
			return fmt.Errorf("%s, without kills: %w", l.resource, err)
		}
		for _, c := range clients {
			got, err := r.read(ctx, c, l, moments(random, o, len(clean.ids)))
			if err != nil {
				return fmt.Errorf("%s, %s: %w", l.resource, c.name, err)
			}
			result := row{list: l, client: c.name, clean: clean, got: got}
			tell(result)
			for _, err := range result.check(o.kills, o.lag) {
				broken = append(broken, fmt.Errorf("%s, %s: %w", l.resource, c.name, err))
			}
		}
	}
	return errors.Join(broken...)
}

// check returns what was not as promised by a client that lags so many pages behind.
func (r row) check(kills, lag int) []error {
	var broken []error
	if r.got.kills != kills {
		broken = append(broken, fmt.Errorf("the client had ended after %d of %d kills", r.got.kills, kills))
	}
	if n := distinct(r.got.ids); n != len(r.got.ids) {
		broken = append(broken, fmt.Errorf("%d records came twice", len(r.got.ids)-n))
	}
	if !slices.Equal(r.got.ids, r.clean.ids) {
		broken = append(broken, fmt.Errorf("its %d records are not the %d of the clean scan", len(r.got.ids), len(r.clean.ids)))
	}
	if extra, allowed := r.got.pages-r.clean.pages, kills*(r.list.perKill+lag); extra > allowed {
		broken = append(broken, fmt.Errorf("%d extra requests for pages, where %d kills allow %d", extra, kills, allowed))
	}
	return broken
}

func distinct(ids []string) int {
	seen := make(map[string]struct{}, len(ids))
	for _, id := range ids {
		seen[id] = struct{}{}
	}
	return len(seen)
}

// moment is the time of a kill: a wait after so many records.
type moment struct {
	records int
	wait    time.Duration
}

// moments draws the moments of one scan, in their order. It omits the last eighth of the list, since a client may have ended
// there before the kill comes.
func moments(random *rand.Rand, o options, records int) []moment {
	found := make([]moment, o.kills)
	for i := range found {
		found[i] = moment{records: random.IntN(records * 7 / 8), wait: time.Duration(random.Int64N(int64(2*o.latency) + 1))}
	}
	slices.SortFunc(found, func(a, b moment) int { return a.records - b.records })
	return found
}
