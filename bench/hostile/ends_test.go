package hostile

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/crmstream/crmstream/connectors"
)

// Names of the manners of the end of a list. Each odd seed plays one of them, in turn.
const (
	shortAtRandom = "short pages at random"
	lowersCaps    = "caps lowered in the middle"
	hides         = "hides rows"
	hidesCounted  = "hides rows and counts them"
	countsPage    = "totals of the page"
	countsNothing = "totals of 0"
	doubles       = "doubled rows"
	doublesAll    = "doubled rows and totals of them"
	unstableTies  = "unstable ties"
	lastAgain     = "the last page again"
	emptyAgain    = "an empty answer again"
	exactlyFull   = "pages exactly full"
)

// endManners returns the manners of the end of a list, which the front plays (pager_test.go). counted adds the manners of
// totals, and numbered those of places beyond the end, which a keyset does not have.
//
// An upstream that hides rows, cuts pages, counts otherwise or sends rows of one time in any order keeps its word, since it
// promises none of this: the list must be right. DESIGN 6.1 names the errors that are right nevertheless: a page or more is
// missing from the total.
func endManners(counted, numbered bool) []manner {
	play := func(name string, change func(*pager)) manner {
		return manner{name: name, ends: true, apply: func(s *setup) { change(s.pager) }}
	}
	all := []manner{
		play(shortAtRandom, func(g *pager) { g.short = true }),
		play(lowersCaps, func(g *pager) { g.lowers = true }),
		play(hides, func(g *pager) { g.hides = true }),
		play(doubles, func(g *pager) { g.doubles = true }),
		{name: emptyAgain, ends: true, unfaithful: true, apply: func(s *setup) { s.pager.empties = true }},
		{name: exactlyFull, ends: true, apply: func(s *setup) { s.full = true }},
	}
	last := play(lastAgain, func(g *pager) { g.last = true })
	last.unfaithful = !numbered // a keyset's last page, sent again, does not begin at the requested place
	all = append(all, last)
	if !counted {
		return all
	}
	count := func(name string, short func(outcome, plan) bool, change func(*pager)) {
		m := play(name, change)
		m.totals, m.short = true, short
		all = append(all, m)
	}
	count(countsPage, nil, func(g *pager) { g.total = ofPage })
	count(countsNothing, nil, func(g *pager) { g.total = ofNothing })
	count(hidesCounted, outcome.hidesPage, func(g *pager) { g.hides, g.total = true, ofAll })
	count(doublesAll, outcome.doublesPage, func(g *pager) { g.doubles, g.total = true, ofAll })
	return all
}

// tied is the manner of an upstream that orders rows with the same sort key differently in each answer.
func tied(unfaithful bool, more func(*setup)) manner {
	return manner{name: unstableTies, ends: true, unfaithful: unfaithful, apply: func(s *setup) {
		s.pager.ties = true
		more(s)
	}}
}

// hidesPage reports whether the upstream counts a page or more of rows that it hides, and doublesPage whether it counts a page
// or more of rows twice.
func (o outcome) hidesPage(p plan) bool   { return o.hidden >= p.shortest() }
func (o outcome) doublesPage(p plan) bool { return o.rows >= p.shortest() }

// shortest returns the length of the shortest page that the plan's list can request.
func (p plan) shortest() int {
	if p.pageSize > 0 {
		return min(p.pageSize, p.longest())
	}
	return p.longest()
}

// longest returns the length of the longest page that the upstream sends.
func (p plan) longest() int {
	n := p.size
	for _, name := range p.manners {
		var most int
		if _, err := fmt.Sscanf(name, "pages of %d", &most); err == nil {
			n = min(n, most)
		}
	}
	return n
}

// drawEnds gives the plan of an odd seed the next manner of an end, in place of other breaches of the upstream's word. In half
// of these runs nothing changes, and half of those with totals lose them. drawEnds draws from its own source, so that no plan
// of another seed depends on these manners.
func (p *plan) drawEnds(s subject, stream uint64) {
	var ends []manner
	for _, m := range s.manners {
		if m.ends {
			ends = append(ends, m)
		}
	}
	if p.seed%2 == 0 || len(ends) == 0 {
		return
	}
	draw := rand.New(rand.NewPCG(p.seed, stream))
	turn := ends[int(p.seed/2)%len(ends)]
	p.manners = slices.DeleteFunc(p.manners, func(name string) bool {
		return slices.ContainsFunc(s.manners, func(m manner) bool { return m.name == name && (m.unfaithful || m.name == noCounts) })
	})
	p.manners = append(p.manners, turn.name)
	uncounted := slices.ContainsFunc(s.manners, func(m manner) bool { return m.name == noCounts }) && !turn.totals
	if draw.IntN(2) == 0 && uncounted {
		p.manners = append(p.manners, noCounts)
	}
	if draw.IntN(2) == 0 {
		p.steps = nil
	}
}

// accepted reports whether DESIGN 6.1 names the error for a manner of the plan, though its upstream keeps its word.
func accepted(s subject, p plan, o outcome, kind connectors.Kind) bool {
	return kind == connectors.KindInconsistent && has(s, p, func(m manner) bool { return m.short != nil && m.short(o, p) })
}

// fill makes the list's length a multiple of the new rows of a page: of its size, or of its size minus one if pages overlap by
// a row.
func (r *run) fill() error {
	size, over := r.plan.longest(), r.setup.pager.draw(0).IntN(2)
	for range 2 * size {
		if (len(r.model.tenant.live())-over)%max(size-over, 1) == 0 {
			return nil
		}
		if _, err := r.model.tenant.make(insert, ""); err != nil {
			return err
		}
	}
	return errors.New("the list cannot be made as long as some whole pages")
}

// total is what the upstream counts as the total.
type total int

const (
	ofVisible total = iota // the rows that match the request
	ofPage                 // the rows of the page
	ofNothing              // 0, always
	ofAll                  // also rows that it hides or doubles
)
