// Package writes sends writes at most once. It knows neither upstreams nor messages: the steps of a write are functions of its
// caller, and what the rows of its ledger hold are bytes.
//
// # The promise
//
// A Gate takes a write through these steps, and a call through as many of them as are left:
//
//	Validate -> Read -> Send: slot -> row Sent, synced -> write -> row Done | removed | Unknown -> Prove -> answer, stored
//
// The row is durable before the first byte is sent. So whatever ends the process, a request that may have been sent has a row,
// and a row that is found Sent is Unknown: its write is never sent again. The outcome of sending is one of three, and what is
// not certainly Executed or Refused is Maybe, as is a panic. The errors of a call say by their types whether the write was
// perhaps executed (*UnknownError), was executed and not proved (*ProofError), or was certainly not executed by this call (all
// others).
//
// # Decisions
//
// A call first looks for its row, before it validates: what was executed is answered by its row though its contents would be
// refused today. Other contents under the same request id are ErrReused, until a refusal has removed the row. Refusals are not kept.
//
// A batch is one request id, and a row for each request to the upstream: a part. A part is a call of its own, and any number of them
// may be under way. The digest of a part is that of the whole batch, so that no part of another batch can come under the id. The
// ledger looks this up by the parts that have rows, and once more when it stores a row: two batches may come at once. While a part is
// undecided the other parts are kept with it: its caller sends the batch again to learn the outcome, and parts without a row are sent.
//
// Send waits for the slot of the budget, and calls back (sending) between the slot and the first byte. The Gate stores the row there.
// With two steps, a slot and then the sending, the slot would be taken in one place and the request written in another: the HTTP
// client knows both, and waits for memory as well. The client writes nothing before it has called back, so a write that has not
// called back was certainly not sent, and no connector has to say so.
//
// One context serves the whole of Send, and has two lives. Until sending is called the context ends with the caller and with a stop of
// the server. Then it ends by the write timeout, or when a stop of the server has no more time. The change is one call of the stop
// function of context.AfterFunc: a caller who leaves at the same instant either prevents the sending or is ignored, and finds the
// answer by a replay.
//
// A reading that is older than ReadingAge when the slot has come is no base for a write: the call gives the slot back, reads again, and
// waits for a slot again. Its context alone bounds how often: a budget that has no two slots within ReadingAge serves no such write, and
// each try costs a reading.
//
// Calls with one key wait for the one under way. If that one ends before anything is sent, the others begin anew, each with
// its own deadline and priority: another caller's impatience, or an empty budget for clicks, is no answer. The result of what
// was sent is the answer of all.
//
// A row that is Done without an answer is proved again by a replay, from its request, its ids and its result. This is so after
// a crash between the write and its answer, after a proof that failed, where the disk could not store the answer, and for
// answers above MaxPayload. Only answers that are stored come in the same bytes again.
//
// A verifier is asked about an Unknown row at the first replay and at the settle time. At all other times the row answers
// without a request. A person's word is a verifier too (Settle). Run asks by itself where the record or a marker can be read,
// in class bulk, and for the caller who wrote. The settle time begins when the row becomes Unknown, or with the sending for a
// row that was found Sent. A class without a way to settle is never asked.
//
// Locks of records are taken in the order of their ids, so that two calls never wait for each other. They are in memory: two
// servers do not exclude each other, and neither do other users of the upstream.
//
// # The ledger
//
// A ledger is a folder of files of JSON lines, one line a transition and one sync a line. A file belongs to a day of the wall
// clock and has a number, which orders the lines whatever the clock says. Memory has an index of about 180 bytes a row;
// requests and answers are read from the disk when they are needed. A start reads all lines, of which a second has about
// 150,000. A row that has no answer yet has its key and ids in memory as well.
//
// Rows are listed in the order of the lines with which they were sent, or became done, which no clock changes. The list is the one by
// which rows go when their time is over, so that it costs little memory. Rows without an outcome come first, which a person looks for.
//
// A line that cannot be read is passed over and counted (Damaged): a crash leaves one at most, at the end of a file. What is
// written after a torn line begins a new line. A last line that only lacks its end counts. There is no checksum: a torn line
// is no JSON, and bytes that changed on the disk are the file system's concern.
//
// A file goes when no row has a line in it, and no older file has a line that would count again without it. So the end of a
// row outlives its beginning. Rewriting files would need less disk beside an old unknown outcome, and has more ways to go
// wrong. The request of a write that is Done is no longer returned, and stays on the disk until its file goes.
//
// If the disk fails before sending, nothing is sent. The line may be on the disk all the same, and so the end of the row is
// written before the next line. If the disk fails after sending, an executed write is Unknown to its caller. A refusal is a
// refusal whatever the disk does: if its end is lost with the process, the row is Unknown, which holds up the request and
// writes nothing twice.
//
// With more than a million rows the oldest answers go early. KeptUntil then says as long as the oldest row was kept, which is
// an estimate: a burst of writes shortens it, also for the parts of an undecided batch. A ledger full of unknown outcomes refuses writes (ErrFull).
//
// A row has the account of its source: the same name may refer to another account later, in which the write has no place.
//
// The ledger must never be restored from a copy: what was written since would be written again by replays.
//
// # Clocks
//
// Within one start of the system ages are measured by the boot clock, which runs while the machine sleeps and which no user
// sets: a wall clock that jumps changes neither how long a row is kept nor when it is settled, not even over a restart of the
// process. It moves SettleTime and KeptUntil, which follow the wall clock as it is. Of rows of an earlier start only the wall
// clock says how old they are. A wall clock that is set back keeps them longer. One that is ahead by days when the machine
// starts forgets them too early, and a replay would then write again; a machine without a battery for its clock starts with a
// clock that is behind, not ahead. Systems other than Linux have no boot clock here, and go by the wall clock alone.
//
// # Rejected
//
// A database: one table with one index needs none, and each of them syncs its own way. Group commit, one sync for the lines of
// many calls: upstreams take a few writes a second, disks hundreds of syncs. A key in the header Idempotency-Key upstream:
// Go's transport would then repeat requests by itself. Waiting for the outcome of an Unknown write within the call: it holds
// the caller for minutes, and the answer is by then as well in the ledger.
package writes
