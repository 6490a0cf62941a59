// Package spending keeps what callers have spent on sources: a line for each hour, source, caller and class of calls.
//
// # Decisions
//
// Spending is kept apart from budgets. A budget's ledger is synced before a request is sent, since the upstream must never get more than
// it takes; spending is for people who ask where the requests went, and is written within a minute. A crash loses the lines of that
// minute, and never a slot.
//
// There is a file for each day, which is replaced whole, so that a crash leaves the one before or the one after. The lines of a day
// stay in memory while the day lasts. A line that cannot be read is left out, and so is not in the file when that is written next.
//
// Adding only counts in memory, so that no request waits for a disk. What a file has of a day is read when the day is written or asked
// for first.
package spending
