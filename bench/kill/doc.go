// Command kill proves that clients lose nothing when the server is killed, and counts what a kill costs the upstream.
//
// It runs the real programs over real sockets: sandboxes in separate processes, `crmstream serve` with a generated
// configuration, and the client program `drain` of each language (clients/*). While a client reads a list, the server is killed
// with kill -9 at random moments and started again on the same ports and the same state directory. The client continues from
// the token of the last message that it has processed. Then
//
//   - the ids are those of one clean scan, in its order, and none came twice;
//   - the sandbox has seen at most 1 + prefetch more requests for pages per kill than in the clean scan: the page that was
//     being read or sent, and those that were being fetched ahead.
//
// It exits with status 1 if either does not hold. `-run` repeats the moments of an earlier run as far as machines allow:
// moments are places in the list and waits, not times.
//
// # Decisions
//
// A moment is a number of records that the client has printed, drawn evenly over the list, and a wait of up to two answers of
// the upstream. So kills are spread over the whole list, at any speed of the client, and hit the server in any phase.
//
// A source with a budget does not prefetch, and apro always has a budget, so contacts may cost one request per kill. Tasks are
// read in parallel. They may cost one request, one for each page that is fetched ahead, and the request by which a restarted
// server reads the highest id. The budget is far larger than the list; its ledger is killed too. The sum over all kills is
// compared, since the cost of a kill shows only in the pages of the next one.
//
// The sandboxes contain no bulk import. Rows of one second that do not fit a page are read completely, as one page of many
// requests, so a kill within that page would cost all of these again.
//
// The clients are as fast as the server. If a client is slower, messages wait in the server's process, as many as gRPC's
// buffers hold, and are lost with the process. No record is missing then either, but a kill costs their pages too.
package main
