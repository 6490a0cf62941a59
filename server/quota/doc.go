// Package quota keeps budgets: how many requests an upstream takes in a rolling window, and how many at a time. A
// Budget is the connectors.Pacer of all sources that share a key or an address.
//
// # Decisions
//
// The window is exact, and it is the upstream's: a request counts for a whole window from its end, by when the upstream
// has counted it. Were it from the moment its slot was given, a request that arrives late and one that arrives early a
// window after it would be too near each other for the upstream, which a backlog brings about every hour. The end counts
// only within a grace, or slow requests would take a short window from each other; who needs longer than that to reach
// the upstream, not to be answered, may be counted there in a fuller window. A token bucket of the same numbers would
// admit nearly twice as many in the worst hour.
//
// A slot is written to the ledger, and synced, before Acquire returns, so that a crash of the process or the machine
// forgets nothing. Its end is not written, so that after a restart it counts its grace longer. When it is certain that
// nothing of its request was sent, as when a connection was refused, the slot is given back, by a line that takes the first
// one back: a crash in between leaves the slot taken, on the side of the upstream. A ledger belongs to one process at a time,
// which is for the owner of its folder to see to: crmstream locks the whole state directory. Processes with folders of
// their own do not know of each other.
//
// A line (type line) has the time by the wall clock, and by the boot clock, which nobody sets: the time since the system was
// started, with the name of that start. Within one start of the system the boot clock decides, and a wall clock that was set
// changes nothing. What is known of the requests of another start is this: they were before its end, and so before this
// one, if it is the same machine; how long before, only the wall clock tells, and nothing tells a day in which the machine
// was off from a clock that is a day ahead. So of two ages, that by the wall clock and that which they would have had this
// start followed the other at once, the smaller holds. A machine that was off for long may therefore have a window with
// fewer requests, and a volume that moved to a machine that has been up for long goes by the wall clock, as does a system
// without a boot clock (others than Linux). Two machines with the same volume and clocks that differ are not seen through.
//
// A budget's name may change while its requests count, since sources without one get the first of their names. Ledgers that
// no budget has any more are given to all that may have sent their requests (OpenAll): those of a source of that name, and
// those at the same hosts, which are kept beside each ledger. Names and hosts are no secrets; a digest of a key could be
// guessed back to a short one.
//
// Bulk callers share a part of the window, interactive ones may use all of it. The reserve is kept from bulk, not for
// interactive calls alone: what they used of it does not reduce the part of bulk, as long as the whole holds. Of the
// requests under way bulk leaves the same share, or clicks would wait for the slowest pages of scans. It is rounded: two
// places and a reserve of a fifth leave none.
//
// Turns are taken in two levels: the caller that was given least comes next, and of its scans the one that was given least, whatever
// number of requests each has waiting. Within a scan it is first come, first served. So a caller has no more of a budget for having
// more scans. Where there are no callers, all scans are of one. Turns that ask only who waits now would favour fast scans wherever
// many slots come free together, as they do a window after each burst. So who is a whole share of the window ahead of another, a
// caller of callers or a scan of the same caller's scans, gets slots no faster than they come free on average, which spreads the burst
// and loses nothing. A scan that pauses longer than absence takes no part meanwhile, and has no claim to what it missed; a caller is
// absent with the last of its scans. What interactive calls were given are no turns: their callers pay for them by their shares.
//
// A caller may have a share (SetShares): at most that part of any window is given to it, bulk and interactive together, and what it
// waits for is waited for by no other. The ledger has whose each slot was, so that shares survive a restart. A caller that its share
// holds back takes its turns as if it were served, and so has no claim to what it missed when its share grows.
//
// A bulk caller is refused at once when its turn, given those ahead of it, comes after its deadline. Had some of them
// given up it might have been served, but a caller that is told now can use its time better.
//
// When the upstream says its quota is used up, that counts: the window is closed for as long as it says, else for a
// quarter of an hour or the window if that is shorter, after which all of it would be free by any count. A word for
// longer than the window, or an hour if that is longer, is taken for a mistake. Then one request goes alone: if it is
// refused as well, it is the only one. The ledger keeps this word too.
//
// The numbers of a budget change while it is used (Reconfigure). What was given stays counted. A longer window counts again what
// the shorter one had forgotten, as far as the ledger still has the lines; a start with the longer window would read the same.
package quota
