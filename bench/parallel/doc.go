// Package parallel measures what reading pages in parallel brings, and what it costs: whole lists of tasks by ranges of ids and
// of visits by windows of days, over the sandboxes with 100 ms to each request, read with four pages at a time and one by one.
//
//	go test ./bench/parallel -v
//
// Time is virtual, so that the ratios hold for any machine: they are those of waiting alone. Each list is read by a client that
// knows nothing of its upstream yet, as after a start of the server, and must come in the same order, with as many requests,
// and with no more than four of them under way at any time.
package parallel
