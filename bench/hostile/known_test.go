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
		lists: "apro ", manners: []string{"ignores publish"},
		reason: "rows that do not show whether they were deleted cannot show that publish was ignored, as Unverifiable says",
	},
	{
		lists: "apro ", manners: []string{"repeats one of 4", "exclusive lower ends"},
		reason: "a repeated answer that lacks the record at the place is like that of a server where the record has changed meanwhile",
	},
	{
		lists: "apro ", manners: []string{"ignores order_field"}, sign: "came in place",
		reason: "newest records whose ids descend as their times do prove no order, and asking twice each time is not worth it",
	},
	{
		lists: "apro calls", manners: []string{shortAtRandom},
		reason: "calls have no totals, so that a page shorter than one sent before is taken for the end, as the list's Assumes say",
	},
	{
		lists: "apro ", manners: []string{shortAtRandom, noCounts},
		reason: "without totals a page shorter than one sent before is taken for the end, as the list's Assumes say",
	},
	{
		lists: "administrate ", manners: []string{"pages of 1", "repeats one of 3"},
		reason: "the answer that nothing lies before a row which came alone is the next one again, and so ends the list",
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
