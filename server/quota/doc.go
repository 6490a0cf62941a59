// Package quota keeps budgets: how many requests an upstream takes in a rolling window, and how many at a time. A Budget is
// the connectors.Pacer of all sources that share a key or an address.
//
// # Decisions
//
// The window is exact, and it is the window of the upstream. A request counts for a whole window from its end, because the
// upstream has counted the request by then. If a request counted from the moment its slot was given, a request that arrives
// late and a request that arrives early a window later would be too near each other for the upstream. A backlog would cause
// this every hour. The end counts only within a grace. Otherwise slow requests would use up a short window for each other.
// The upstream may count a request in a fuller window if the request needs longer than the grace to reach the upstream; the
// time until its answer does not matter. A token bucket of the same numbers would admit nearly twice as many requests in the
// worst hour.
//
// A slot is written to the ledger, and synced, before Acquire returns. So a crash of the process or the machine forgets no
// slot. Slots are written by one goroutine at a time, without the lock of the budget. All waiters that come meanwhile, and that may
// have slots, share the next write: a sync of the disk takes longer than anything else here. A caller of a fast budget pays for a block of
// slots with one line (block.go). The line has the latest time at which a slot of the block may be used, and the caller, so that shares
// survive a crash. After a crash the slots that were not given count as well, at most one in 200 of a window. The end of a request is not
// written, so that after a restart the slot counts its grace longer. If it is certain that nothing of a request was sent, for example
// because a connection was refused, the slot is given back: a second line takes the first line back, or the slot returns to its block. A
// crash in between leaves the slot taken, which is safe for the upstream. A ledger belongs to one process at a time. The owner of the
// folder must ensure this: crmstream locks the whole state directory. Processes with different folders do not know of each other.
//
// A line (type line) has the time of the wall clock and the time of the boot clock. The boot clock is never set: it counts
// from the start of the system, and the line has the id of that start. Within one start of the system the boot clock decides,
// so setting the wall clock changes nothing. Of the requests of another start this is known: they were before the end of that
// start, and so before this start, if the machine is the same. Only the wall clock shows how long before. The wall clock
// cannot distinguish a day in which the machine was off from a clock that is a day ahead. So a request of another start has
// two ages: its age by the wall clock, and its age if this start had followed the other start at once. The smaller age holds.
// A machine that was off for long may therefore have a window with fewer requests. If a volume moves to a machine that has
// been up for long, the wall clock decides. The wall clock also decides on a system without a boot clock (any system but
// Linux). If two machines with different clocks use the same volume, the package does not detect the difference.
//
// The name of a budget may change while its requests count, because sources without a budget get one with the first of their
// names. A ledger that no budget has any more is given to all budgets that may have sent its requests (OpenAll). These are
// the budget of a source of that name, and the budgets with the same hosts. The hosts are kept in a file next to each ledger.
// Names and hosts are no secrets. A digest of a key is not used as a name, because a short key could be guessed from its
// digest.
//
// Bulk callers share a part of the window. Interactive callers may use all of it. The reserve is kept from bulk callers, and
// not only for interactive calls: requests of interactive calls do not reduce the part of bulk callers, as long as the whole
// window has room. Of the places for requests under way, bulk callers leave the same share. Otherwise clicks would wait for
// the slowest pages of scans. The reserve is rounded: with two places and a reserve of a fifth, no place is reserved.
//
// Turns have two levels. The caller that got the fewest slots comes next. Of its scans, the scan that got the fewest slots
// comes next. The number of waiting requests does not matter. Within a scan the first request that came is served first. So a
// caller gets no more of a budget by more scans. If there are no callers, all scans belong to one caller. If only the scans
// that wait now took turns, fast scans would have an advantage when many slots come free together, which happens a window
// after each burst. So a caller that is a whole share of the window ahead of another caller gets slots no faster than slots
// come free on average. The same holds for a scan that is its whole share ahead of another scan of its caller. This spreads
// the burst and loses no slot. A scan that pauses longer than absence takes no part meanwhile, and has no claim to what it
// missed. A caller is absent when all its scans are absent. The slots of interactive calls are not turns: their callers pay
// for them by their shares.
//
// A caller may have a share (SetShares). At most that part of any window is given to the caller, bulk and interactive
// together. While a share holds a caller back, no other caller waits for it. The ledger has the caller of each slot, so that
// shares survive a restart. A caller that its share holds back takes its turns as if it were served. So it has no claim to
// what it missed when its share grows.
//
// A bulk caller is refused at once if its turn, after all waiters ahead of it, comes after its deadline. If some of these
// waiters gave up, the caller might be served in time. But a caller that gets the refusal now can use its time better.
//
// If the upstream says that its quota is used up, the upstream's word holds. The window is closed for as long as the upstream
// says. If the upstream does not say how long, the window is closed for a quarter of an hour, or for one window if a window
// is shorter: after a window all of it is free by any count. A time that is longer than the window, and longer than an hour,
// is taken for a mistake and cut. Then one request goes alone. If that request is refused as well, no other request was sent.
// The ledger keeps the upstream's word too.
//
// The numbers of a budget can change while the budget is in use (Reconfigure). Slots that were given still count. With a
// longer window, slots that the shorter window had forgotten count again, as far as the ledger still has their lines. A start
// with the longer window would read the same.
package quota
