package scan

import (
	"fmt"

	"github.com/crmstream/crmstream/connectors"
)

// checkOrder fails for a page with records that are not in the list's order, on which the dropping of repeats rests.
func (s *Scan) checkOrder(page *connectors.Page) error {
	for i := 1; i < len(page.Records); i++ {
		c := page.Records[i-1].Compare(page.Records[i])
		if s.opts.Descending {
			c = -c
		}
		if c >= 0 {
			return inconsistent("records %q and %q of one page are not in the list's order",
				page.Records[i-1].ID, page.Records[i].ID)
		}
	}
	return nil
}

var errCircle = inconsistent("the list does not advance: its pages lead back to a place already read")

func inconsistent(format string, args ...any) error {
	return &connectors.Error{Kind: connectors.KindInconsistent, Err: fmt.Errorf(format, args...)}
}

// loopGuard finds cursors that come again while no record is new, by Brent's algorithm.
type loopGuard struct {
	saved       connectors.Cursor
	steps, span int
}

// progress forgets the cursors so far, since a new record proves that the list advances.
func (g *loopGuard) progress() { *g = loopGuard{} }

// closes reports whether the cursor came before.
func (g *loopGuard) closes(next connectors.Cursor) bool {
	if g.span > 0 && next == g.saved {
		return true
	}
	if g.steps == g.span {
		g.saved, g.steps, g.span = next, 0, 2*g.span+1
	}
	g.steps++
	return false
}
