package hostile

import (
	"cmp"
	"slices"
	"strings"
)

// weakness is how a connector is known to be wrong without saying so. Its signs are in the words of model.check and descends.
type weakness struct {
	// lists is how the names of its lists begin.
	lists string
	// manners are what all of the plan must have.
	manners []string
	// sign is what the outcome says, "were lost" if empty.
	sign   string
	reason string
}

// weaknesses are the runs that are expected to fail. Each names what is wrong, so that it can be mended and taken away.
var weaknesses = []weakness{
	{
		lists: "apro ", manners: []string{"ignores date_field"},
		reason: "a server that compares creation where activity was asked for answers with fewer rows, or none, which is taken for the end",
	},
	{
		lists: "apro invoices", manners: []string{"ignores page"},
		reason: "a server that sends its first page for every number ends the list, since what it sends was read and its total is reached",
	},
	{
		lists: "apro ", manners: []string{"short pages at random"},
		reason: "a gathering of one second ends when a reading brings nothing new, though its total says that there is more; " +
			"and without totals a page shorter than one sent before is taken for the end, as is said",
	},
	{
		lists: "apro ", manners: []string{"ignores page"},
		reason: "a gathering of one second ends when a reading brings nothing new, though its total says that there is more",
	},
	{
		lists: "solos projects", manners: []string{"ignores offset"}, sign: "of the newest",
		reason: "the row behind a short page is the first one again, which proves the offset ignored and is taken for the end",
	},
	{
		lists: "administrate ", manners: []string{"pages of 1", "ignores _order"},
		reason: "a page of one row proves no order",
	},
}

// known returns why a run is expected to be silently wrong, "" for one that is not.
func known(p plan, o outcome) string {
	for _, w := range weaknesses {
		has := strings.HasPrefix(p.list, w.lists) && strings.Contains(o.wrong, cmp.Or(w.sign, "were lost"))
		for _, m := range w.manners {
			has = has && slices.Contains(p.manners, m)
		}
		if has {
			return w.reason
		}
	}
	return ""
}
