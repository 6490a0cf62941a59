// Command kill proves that clients lose nothing when the server is killed, and counts what a kill costs the upstream.
//
// It runs the real programs over real sockets: sandboxes in processes of their own, `crmstream serve` with a generated
// configuration, and the client program `drain` of each language (clients/*). While a client reads a list, the server is
// ended with kill -9 at random moments and started again on the same ports and the same state directory. The client goes
// on from the token of the last message it has dealt with. Then
//
//   - the ids are those of one clean scan, in its order, and none came twice;
//   - the sandbox has seen at most 1 + prefetch more requests for pages per kill than in the clean scan: the page that was
//     being read or sent, and those that were being fetched ahead.
//
// It ends with status 1 when either does not hold. `-run` repeats the moments of an earlier run as far as machines allow:
// they are places in the list and waits, not times.
//
// # Decisions
//
// A moment is a number of records that the client has printed, drawn evenly over the list, and a wait of up to two answers
// of the upstream. So kills are spread over the whole list, however fast a client is, and meet the server in any phase.
//
// A source with a budget does not prefetch, and apro always has one, so contacts are allowed one request per kill; tasks are
// read in parallel, and allowed one, one for each of the pages that are fetched ahead, and the one by which a server that starts
// anew learns the highest id. The budget is far larger than the list; its ledger is part of what is killed. The sum over all
// kills is compared, since what one of them has cost shows in the next one's pages only.
//
// The sandboxes hold no bulk import: rows of one second that do not fit a page are gathered whole, as one page of many
// requests, so that a kill within costs all of these again.
//
// The clients keep pace with the server. Messages that a slower one has not taken wait in the server's process, as many as
// gRPC's buffers hold, and are lost with it: nothing is missing then either, but a kill costs their pages too.
package main
