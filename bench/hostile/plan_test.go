package hostile

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// action is one thing that happens to an upstream while it is read.
type action string

// Changes as users make them; faults, which hit the request before which they come; and the restart of the upstream.
const (
	insert     action = "insert"
	touchAny   action = "touch any"
	touchLow   action = "touch a low one"
	deleteAny  action = "delete any"
	deleteLow  action = "delete a low one"
	restore    action = "restore"
	dropBefore action = "drop the connection"
	dropAfter  action = "lose the answer"
	cutBody    action = "cut the answer"
	badGateway action = "answer 502"
	webPage    action = "answer with a web page"
	restart    action = "restart the upstream"
)

// changes come more often than faults; restarts are rare.
var (
	changes = []action{insert, touchAny, touchAny, touchLow, deleteAny, deleteLow, deleteLow, restore}
	faults  = []action{dropBefore, dropAfter, cutBody, badGateway, webPage, restart}
)

// step is an action before the request at, counted from 1 over all of a run; pick chooses its record.
type step struct {
	at   int
	do   action
	pick uint64
}

// cut ends a call at its message after, counted over all of a run. The client continues after an earlier message, like a client
// that had stored no later one. pick chooses that message.
type cut struct {
	after int
	pick  uint64
}

// plan is everything that a run does. It is a function of its list and seed.
type plan struct {
	list    string
	seed    uint64
	rows    int
	size    int           // of the connector's pages
	pace    time.Duration // of each answer
	manners []string
	variant int
	// pageSize is the page size of each call, 0 for none; limit is the number of newest records that are requested.
	pageSize, limit int
	// fresh makes a new client for each call, like another replica.
	fresh bool
	cuts  []cut
	steps []step
}

// lastStep is the highest request before which steps come, so that lists end.
const lastStep = 60

// newPlan draws the plan of a seed.
func newPlan(s subject, seed uint64) plan {
	h := fnv.New64a()
	_, _ = h.Write([]byte(s.name)) // never fails
	draw := rand.New(rand.NewPCG(seed, h.Sum64()))
	p := drawPlan(s, seed, draw)
	p.drawEnds(s, h.Sum64())
	if s.still {
		p.steps = slices.DeleteFunc(p.steps, func(s step) bool { return slices.Contains(changes, s.do) })
	}
	return p
}

// drawPlan draws the parts of a plan that do not concern the end of the list.
func drawPlan(s subject, seed uint64, draw *rand.Rand) plan {
	p := plan{list: s.name, seed: seed, rows: 20 + draw.IntN(120), fresh: draw.IntN(2) == 0}
	p.size = pickOf(draw, 8, 15, 30, 50)
	p.pace = pickOf(draw, 0, 0, 10*time.Millisecond, 700*time.Millisecond, time.Second, time.Minute)
	p.drawManners(draw, s.manners)
	if draw.IntN(3) == 0 {
		p.variant = draw.IntN(len(s.variants))
	}
	if draw.IntN(4) == 0 {
		p.pageSize = 1 + draw.IntN(2*p.size)
		if s.rereads {
			p.pageSize += p.rows / 4
		}
	}
	if s.newest && p.variant == 0 && draw.IntN(8) == 0 {
		p.limit = 1 + draw.IntN(p.size)
		p.pageSize = 0
		return p
	}
	p.drawSteps(draw)
	if draw.IntN(3) == 0 {
		for range 1 + draw.IntN(3) {
			p.cuts = append(p.cuts, cut{1 + draw.IntN(6), draw.Uint64()})
		}
		slices.SortFunc(p.cuts, func(a, b cut) int { return cmp.Compare(a.after, b.after) })
	}
	return p
}

// drawManners draws up to three manners that do not concern the end. At most one of them breaks the upstream's word.
func (p *plan) drawManners(draw *rand.Rand, all []manner) {
	others := slices.DeleteFunc(slices.Clone(all), func(m manner) bool { return m.ends })
	unfaithful := draw.IntN(5) == 0
	for range draw.IntN(4) {
		m := others[draw.IntN(len(others))]
		if slices.Contains(p.manners, m.name) || m.unfaithful && !unfaithful {
			continue
		}
		unfaithful = unfaithful && !m.unfaithful
		p.manners = append(p.manners, m.name)
	}
}

// drawSteps draws changes and faults. Some runs have none, some a few, and some many before each request.
func (p *plan) drawSteps(draw *rand.Rand) {
	density := pickOf(draw, 0, 1, 1, 2, 4)
	troubled := draw.IntN(3) == 0
	for at := 2; at <= lastStep; at++ {
		for range density {
			if draw.IntN(2) == 0 {
				p.steps = append(p.steps, step{at, changes[draw.IntN(len(changes))], draw.Uint64()})
			}
		}
		if troubled && draw.IntN(6) == 0 {
			for i := range 1 + draw.IntN(5) { // five in a row are more than is retried
				p.steps = append(p.steps, step{at + i, faults[draw.IntN(len(faults))], draw.Uint64()})
			}
		}
	}
	slices.SortStableFunc(p.steps, func(a, b step) int { return cmp.Compare(a.at, b.at) })
}

func pickOf[T any](draw *rand.Rand, choices ...T) T { return choices[draw.IntN(len(choices))] }

// String returns the plan in a form for people.
func (p plan) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, seed %d: %d rows, pages of %d, %v a request, manners %q, variant %d", p.list, p.seed, p.rows, p.size, p.pace, p.manners, p.variant)
	if p.pageSize > 0 {
		fmt.Fprintf(&b, ", page_size %d", p.pageSize)
	}
	if p.limit > 0 {
		fmt.Fprintf(&b, ", the newest %d", p.limit)
	}
	if p.fresh {
		b.WriteString(", a new client for each call")
	}
	for _, c := range p.cuts {
		fmt.Fprintf(&b, "\n  message %d: cut (%d)", c.after, c.pick%97)
	}
	for _, s := range p.steps {
		fmt.Fprintf(&b, "\n  request %d: %s (%d)", s.at, s.do, s.pick%97)
	}
	return b.String()
}

// shortened returns the plan without the parts that are not needed for it to fail. It tries to leave out parts in turn.
func (p plan) shortened(fails func(plan) bool) plan {
	p.steps = without(p.steps, func(steps []step) bool { q := p; q.steps = steps; return fails(q) })
	p.cuts = without(p.cuts, func(cuts []cut) bool { q := p; q.cuts = cuts; return fails(q) })
	p.manners = without(p.manners, func(manners []string) bool { q := p; q.manners = manners; return fails(q) })
	for _, simpler := range []func(*plan){
		func(p *plan) { p.pageSize = 0 }, func(p *plan) { p.fresh = false }, func(p *plan) { p.pace = 0 }, func(p *plan) { p.rows /= 2 },
	} {
		q := p
		simpler(&q)
		if fails(q) {
			p = q
		}
	}
	return p
}

// without leaves out parts, ever smaller ones, as long as the plan still fails.
func without[T any](all []T, fails func([]T) bool) []T {
	for size := (len(all) + 1) / 2; size > 0; size /= 2 {
		for from := 0; from < len(all); {
			less := slices.Concat(all[:from], all[min(from+size, len(all)):])
			if fails(less) {
				all = less
				continue
			}
			from += size
		}
	}
	return all
}
