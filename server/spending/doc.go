// Package spending keeps what callers have spent on sources: one line for each hour, source, caller and class of calls.
//
// # Decisions
//
// Spending is kept apart from budgets. The ledger of a budget is synced before a request is sent, because the upstream must
// never get more requests than it takes. Spending is for people who ask where the requests went, and is written within a
// minute. A crash loses the lines of that minute, and never a slot.
//
// Each day has a file. The file is replaced as a whole, so that a crash leaves the old file or the new file. The lines of a
// day stay in memory while the day lasts. A line that cannot be read is left out. So the line is not in the file after the
// next write.
//
// Adding only counts in memory, so that no request waits for a disk. The file of a day is read when the day is written for
// the first time, and when lines are asked for of a day that is not completely in memory.
package spending
