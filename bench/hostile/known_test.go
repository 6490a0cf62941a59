package hostile

import (
	"cmp"
	"slices"
	"strings"
)

// weakness describes how a connector is known to be wrong without an error, or to refuse a list without need. Its signs are in
// the words of model.check and descends, or of the error.
type weakness struct {
	// lists is the prefix of the names of its lists. A name ends with a full stop.
	lists string
	// manners are the manners that the plan must have.
	manners []string
	// sign is a part of what the outcome says, "were lost" if empty.
	sign   string
	reason string
}

// Weaknesses that no answer of a keyset can show.
const (
	hiddenPage  = "a page of one row that is hidden is an empty answer from beyond the last record, which is what ends a keyset"
	doubledOnes = "a row that comes alone and twice is the same answer as the last page that comes again from beyond the end, or as an ignored offset"
	emptyBeyond = "an empty answer from beyond the last record is what ends a keyset without totals, and none shows that it is wrong"
)

// weaknesses are the runs that are expected to fail. Each names what is wrong, so that a fix can remove it.
var weaknesses = []weakness{
	{
		lists: "apro ", manners: []string{"ignores publish"},
		reason: "rows that do not show whether they were deleted cannot show that publish was ignored, as Unverifiable says",
	},
	{
		lists: "apro ", manners: []string{emptyAgain},
		reason: "an empty answer where no record had come before is what a part without records sends, and none shows that it is wrong",
	},
	{
		lists: "administrate tasks.", manners: []string{"pages of 1", "repeats one of 3"},
		reason: "the answer that nothing lies before a row which came alone is the next one again, and so ends the list",
	},
	{
		lists: "administrate tasks.", manners: []string{"pages of 1", hides}, reason: hiddenPage,
	},
	{
		lists: "administrate tasks.", manners: []string{"pages of 1", hides}, sign: "of the newest", reason: hiddenPage,
	},
	{
		lists: "administrate tasks.", manners: []string{emptyAgain}, reason: emptyBeyond,
	},
	{
		lists: "administrate tasks.", manners: []string{emptyAgain}, sign: "of the newest", reason: emptyBeyond,
	},
	{
		lists: "administrate tasks by graphql.", manners: []string{"pages of 1", hidesCounted}, reason: hiddenPage,
	},
	{
		lists: "administrate tasks by graphql.", manners: []string{"pages of 1", hides}, reason: hiddenPage,
	},
	{
		lists: "administrate tasks by graphql.", manners: []string{"pages of 1", hides}, sign: "sends no more than", reason: hiddenPage,
	},
	{
		lists: "administrate tasks by graphql.", manners: []string{"pages of 1", doubles}, reason: doubledOnes,
	},
	{
		lists: "administrate tasks by graphql.", manners: []string{"pages of 1", doubles}, sign: "sends no more than", reason: doubledOnes,
	},
	{
		lists: "administrate tasks by graphql.", manners: []string{"pages of 1", doublesAll}, reason: doubledOnes,
	},
	{
		lists: "administrate tasks by graphql.", manners: []string{"pages of 1", doublesAll}, sign: "of the newest", reason: doubledOnes,
	},
	{
		lists: "administrate tasks by graphql.", manners: []string{"pages of 1", "ignores order"},
		reason: "rows that come one by one show no order",
	},
	{
		lists: "administrate tasks by graphql.", manners: []string{"ignores order"}, sign: "came in place",
		reason: "rows of one second show no order, so that the newest tasks are not those of a page that has only them",
	},
	{
		lists: "administrate tasks by graphql.", manners: []string{"pages of 1", "ignores offset"},
		reason: "a row of a second that comes again for each offset is also the newest of it, as far as an order by time goes",
	},
	{
		lists: "administrate tasks by graphql.", manners: []string{"deletes between pages", lastAgain}, sign: "again in place of the next one",
		reason: "while a record goes before each page, the last page that comes again looks like an ignored offset",
	},
	{
		lists: "solos ", manners: []string{emptyAgain},
		reason: "an empty first answer without a total is how an empty list is answered, and none shows that it is wrong",
	},
	{
		lists: "proxima ", manners: []string{emptyAgain, "synchronous"},
		reason: "an answer without rows and without a job is how such a server answers a window without rows, and none shows that it is wrong",
	},
}

// unfit is the prefix of the fault of a run that tests nothing, which no entry excuses.
var unfit = []string{"the run cannot start", "the sandbox is broken"}

// expected returns the reason for which a run is expected to fail, "" if it is not expected.
func expected(p plan, fault string) string {
	if slices.ContainsFunc(unfit, func(s string) bool { return strings.HasPrefix(fault, s) }) {
		return ""
	}
	for _, w := range weaknesses {
		has := strings.HasPrefix(p.list+".", w.lists) && strings.Contains(fault, cmp.Or(w.sign, "were lost"))
		for _, m := range w.manners {
			has = has && slices.Contains(p.manners, m)
		}
		if has {
			return w.reason
		}
	}
	return ""
}

// stale returns the weaknesses of these lists that none of their runs needed.
func stale(lists []string, needed map[string]bool) (entries []string) {
	for _, w := range weaknesses {
		concerned := slices.ContainsFunc(lists, func(list string) bool { return strings.HasPrefix(list+".", w.lists) })
		if concerned && !needed[w.reason] {
			entries = append(entries, strings.TrimSpace(w.lists)+": "+strings.Join(w.manners, ", ")+": "+w.reason)
		}
	}
	return entries
}
