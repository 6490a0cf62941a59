// Package parallel measures the gain and the cost of reading pages in parallel: whole lists of tasks by ranges of ids and of
// visits by windows of days, over the sandboxes with 100 ms for each request, read with four pages at a time and one by one.
//
//	go test ./bench/parallel -v
//
// Time is virtual, so the ratios hold for any machine: they are ratios of waiting times. The client of each list knows nothing
// about its upstream yet, as after a start of the server. The list must come in the same order, with as many requests, and with
// no more than four of them at the same time.
package parallel
