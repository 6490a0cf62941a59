// Package hostile tests the promise of every list, that nothing is lost, against upstreams that move, fail, cut, restart
// and break their word, and counts what a plain page-number reader loses of the same lists.
//
// # Runs
//
// A run is a function of its list and seed (plan_test.go). The seed draws the upstream's manners (the lists of them stand
// beside each upstream, those that break its word marked), the request, how the client reads (whole, by page_size, the
// newest so many, cut off at a message and resumed behind an earlier one, by a new client), and a script of changes and
// faults by the number of the upstream request that each comes before, so that they also come between the requests of one
// page. The run goes through server/scan and resume tokens, over the sandbox without a socket, in virtual time.
//
// A front before the sandbox plays the script (front_test.go). A restart replaces the sandbox by a new one to which the
// same changes are made, at the same times; what else it held, such as jobs and sessions, is gone. It also sends some pages
// again in place of those behind them, though none to a client that starts anew.
//
// # Ends
//
// Each odd seed plays one manner of what ends a list, in turn (ends_test.go): short pages, lowered caps, hidden and doubled
// rows, totals of something else, rows of one time in any order, the last page again beyond the end, an empty answer where
// there is more, and lists of just so many full pages. A pager makes the pages of what the emulator answers (pager_test.go).
// Each manner says whether it breaks the upstream's word. If not, the list must be right, and an error is right only where
// DESIGN 6.1 names it: a page or more is missing from the total. Rows that are hidden need not come. Batches of a job are of
// one length and numbered, so that few of these manners concern them. The cases that these manners were made for are
// examples of their own (examples_test.go).
//
// # What is true
//
// The model (model_test.go) knows what existed when from the changes alone. Where that is not enough it asks a mirror: a
// second sandbox of plain manners that gets the same changes (tenant_test.go). A list that ends well must have every
// record that existed throughout, no version twice, and none that never was. A list that ends with an error is right to do so
// if the upstream broke its word, or if it failed for longer than is retried; then the client goes on with its token.
// What is documented is excused and no more: visits that are rescheduled from an unread window into one that may have been
// read, by day and window. Prefetch is off, so that a run is the same each time, but for the jitter of waits;
// -hostile.parallel=N turns it on, for administrate's list, of which this model is true then, too.
//
// A run that fails is shortened as far as it still fails, and printed with the command that runs it again. The flag
// -hostile.runs=N makes N runs of each list, -hostile.list=NAME runs one list alone, and -hostile.seed=S one seed of it.
//
// # Known weaknesses
//
// Runs that show a weakness which is known are counted, not failed; known_test.go has each with its reason, so that who
// mends it can take it away. Manners that lists do not stand yet are in a table of their own there, by list; the flag
// -hostile.stale prints the entries that no run needed, of either kind. The last table counts the runs that were wrong in
// silence, and those that were refused without need, as entries expect; -hostile.manners prints the same by list and manner.
//
// # Nights
//
// nights_test.go reads by changed_from every night of a month in which the clocks change, and compares the mirror an
// analyst would build with the upstream. A list that cannot tell changes is read whole, as its declaration says.
//
// Rejected: the sandboxes' own churn and faults, which count by operation and cannot be shortened; and checking versions by
// the number of changes, since a record may change after it was sent and before it is delivered.
package hostile
