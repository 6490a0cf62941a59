// Package hostile tests the promise of every list, that no record is lost, against upstreams that move, fail, cut, restart and
// break their word. It also counts what a plain page-number reader loses of the same lists.
//
// # Runs
//
// A run is a function of its list and seed (plan_test.go). From the seed a run draws: the upstream's manners (their lists are
// next to each upstream, and manners that break the upstream's word are marked); the request; how the client reads (whole, by
// page_size, the newest so many, or cut off at a message and resumed after an earlier one by a new client); and a script of
// changes and faults. Each change or fault has the number of the upstream request before which it comes, so that some come
// between the requests of one page. The run uses server/scan and resume tokens, over the sandbox without a socket, in virtual
// time.
//
// A front before the sandbox plays the script (front_test.go). A restart replaces the sandbox by a new one, which gets the same
// changes at the same times. Everything else of the old one, such as jobs and sessions, is gone. The front also sends some
// pages again in place of the next ones, but not to a new client.
//
// # Ends
//
// Each odd seed plays one manner of the end of a list, in turn (ends_test.go): short pages, lowered caps, hidden and doubled
// rows, totals of something else, rows of one time in any order, the last page again beyond the end, an empty answer where
// there is more, and lists of an exact number of full pages. A pager makes the pages from what the emulator answers
// (pager_test.go). Each manner says whether it breaks the upstream's word. If it does not, the list must be right, and an error
// is right only if DESIGN 6.1 names it: a page or more is missing from the total. Hidden rows need not come. Batches of a job
// have one length and a number, so few of these manners concern them. The cases for which these manners were made are examples
// (examples_test.go).
//
// # What is true
//
// The model (model_test.go) knows from the changes alone which records existed when. If that is not enough, the model reads a
// mirror: a second sandbox with plain manners that gets the same changes (tenant_test.go). A list that ends well must have
// every record that existed throughout, no version twice, and no record that never existed. A list may end with an error only
// if the upstream broke its word, or failed for longer than is retried; then the client continues with its token. Only the
// documented exception is excused: visits that are rescheduled from an unread window into one that may have been read, by day
// and window. Prefetch is off, so that a run is always the same except for the jitter of waits. -hostile.parallel=N turns
// prefetch on for administrate's list, and the model holds then too.
//
// A run that fails is shortened as long as it still fails, and printed with the command that repeats it. The flag
// -hostile.runs=N makes N runs of each list, -hostile.list=NAME runs one list alone, and -hostile.seed=S one seed.
//
// # Known weaknesses
//
// Runs that show a known weakness are counted and do not fail. known_test.go has each weakness with its reason, so that a fix
// can remove it. It has a second table, by list, of manners that lists do not withstand yet. The flag -hostile.stale prints the
// entries of both tables that no run needed. The last table counts the runs that were wrong in silence, and those that were
// refused without need, as entries expect; -hostile.manners prints the same by list and manner.
//
// # Nights
//
// nights_test.go reads by changed_from every night of a month in which the clocks change. It compares the mirror that an
// analyst would build with the upstream. A list without changed_from is read whole, as its declaration says.
//
// Rejected: the sandboxes' own churn and faults, which count by operation and cannot be shortened. Also rejected: checking
// versions by the number of changes, since a record may change after it was sent and before it is delivered.
package hostile
