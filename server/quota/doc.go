// Package quota keeps budgets: how many requests an upstream takes in a rolling window, and how many at a time. A
// Budget is the connectors.Pacer of all sources that share a key or an address.
//
// # Decisions
//
// The window is exact: each request counts for a whole window from the moment its slot was given. A token bucket of
// the same numbers would admit nearly twice as many in the worst hour. The time between the slot and the upstream's
// clock is not known here; whoever configures a window to the second adds what the network may take.
//
// A slot is written to the ledger, and synced, before Acquire returns, so that a crash of the process or the machine
// forgets nothing. It is not given back when its request was not sent after all: the books err on the side of the
// upstream. A ledger belongs to one process at a time: a second one is refused by a lock on a file beside it, where the
// platform has locks that end with their process.
//
// Bulk callers share a part of the window, interactive ones may use all of it. The reserve is kept from bulk, not for
// interactive calls alone: what they used of it does not reduce the part of bulk, as long as the whole holds.
//
// Scans take turns, whatever number of requests each has waiting; within a scan it is first come, first served.
//
// A bulk caller is refused at once when its turn, given those ahead of it, comes after its deadline. Had some of them
// given up it might have been served, but a caller that is told now can use its time better.
//
// When the upstream says its quota is used up, that counts: the window is closed for as long as it says, else for a
// quarter of an hour or the window if that is shorter, after which all of it would be free by any count. This word is
// not kept over a restart, which costs one more refused request.
package quota
